"""Writing letters and sending them. Every command here can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from workbench.kernel.clock import in_utc
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.letters import rules, wording
from workbench.letters.case import suggested_kind
from workbench.letters.drafting import Desk, Wish, find_template, read_fields
from workbench.letters.models import (
    Letter,
    LetterKind,
    LetterState,
    Offer,
    OfferState,
    SentHow,
    Tone,
)
from workbench.letters.owing import owed
from workbench.organisation.queries import organisation, zone_of
from workbench.organisation.times import hours_of
from workbench.pipeline.anonymity import hidden_among
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

_HIDDEN = N_(
    "This person is screened anonymously, so the letter is shown with gaps. Edit it once the "
    "screening is over."
)


@dataclass(frozen=True)
class WriteLetter:
    """Write a letter to somebody from its template."""

    application: str = arg(N_("id of the application it is about"), default="")
    candidate: str = arg(N_("id of the candidate, where it is about no application"), default="")
    kind: LetterKind | None = arg(N_("which letter; else the one that is due"), default=None)
    tone: Tone = arg(N_("how it speaks"), default=Tone.FORMAL)
    language: str = arg(N_("language; else the one of the person"), default="")
    interview: str = arg(N_("id of the interview it speaks of"), default="")
    fields: tuple[str, ...] = arg(N_("further fields, as name=value"), default=())


@commands.handles(WriteLetter, "letter.write", N_("Write a letter…"), done=N_("Letter written"))
def write_letter(cmd: WriteLetter, uow: UnitOfWork) -> str:
    """Write the draft and return its id."""
    if not cmd.application and not cmd.candidate:
        raise RuleBroken("application", N_("Say who the letter is for."))
    desk = Desk(uow)
    case = desk.case(cmd.candidate, cmd.application or None)
    kind = cmd.kind or suggested_kind(case)
    wish = Wish(cmd.tone, cmd.language, cmd.interview, read_fields(cmd.fields))
    return desk.draft(case, kind, wish).id


@dataclass(frozen=True)
class WriteDueLetters:
    """Write a draft to everybody who waits to hear from us, or to some of them."""

    tone: Tone = arg(N_("how they speak"), default=Tone.FORMAL)
    applications: tuple[str, ...] = arg(N_("only those of these applications"), default=())


@dataclass(frozen=True)
class Skipped:
    """Somebody who got no draft, and why."""

    application_id: str
    name: str
    why: Message


@dataclass(frozen=True)
class WrittenDue:
    """What `letter.write_due` did: ids of the drafts, and who was left out."""

    written: tuple[str, ...]
    skipped: tuple[Skipped, ...]


@commands.handles(
    WriteDueLetters,
    "letter.write_due",
    N_("Write all letters that are due"),
    done=N_("Wrote {n} letters"),
)
def write_due_letters(cmd: WriteDueLetters, uow: UnitOfWork) -> WrittenDue:
    """Write the drafts; leave out those whom a guard protects."""
    desk = Desk(uow)
    connection = uow.connection
    zone = zone_of(connection)
    today = uow.now.astimezone(zone).date()
    written, skipped = [], []
    for row in owed(connection, today, desk.calendar, zone):
        if cmd.applications and row.application_id not in cmd.applications:
            continue
        if row.open_offer and row.caution:
            skipped.append(Skipped(row.application_id, row.name, row.caution))
            continue
        case = desk.case(row.candidate_id, row.application_id)
        written.append(desk.draft(case, row.kind, Wish(cmd.tone)).id)
    uow.label(n=len(written))
    return WrittenDue(tuple(written), tuple(skipped))


@dataclass(frozen=True)
class EditLetter:
    """Change the words of a letter that has not left; what is left out stays."""

    letter: str = arg(N_("id of the letter"), positional=True)
    title: str | None = arg(N_("subject line"), default=None)
    salutation: str | None = arg(N_("salutation"), default=None)
    body: str | None = arg(N_("text"), default=None, long=True)


@commands.handles(
    EditLetter, "letter.edit", N_("Edit a letter"), done=N_("Letter edited"), palette=False
)
def edit_letter(cmd: EditLetter, uow: UnitOfWork) -> None:
    """Write the words; a letter in the outbox goes back to being written."""
    letter = _unsent(uow, cmd.letter)
    if hidden_among(uow.connection, [letter.candidate_id]):
        raise RuleBroken("letter", _HIDDEN)  # what was read has gaps, and would be written so
    for name in ("title", "salutation"):
        value = getattr(cmd, name)
        if value is not None:
            setattr(letter, name, wording.one_line(value))
    if cmd.body is not None:
        letter.body = cmd.body.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not letter.title or not letter.body:
        raise RuleBroken("body", N_("A letter needs a subject and a text."))
    if len(letter.body) > wording.LONGEST:
        raise RuleBroken("body", N_("A letter has at most {n} characters."), n=wording.LONGEST)
    letter.state, letter.cool_until = LetterState.DRAFT.value, None


def _unsent(uow: UnitOfWork, letter_id: str) -> Letter:
    letter = uow.get(Letter, letter_id)
    if letter.state not in (LetterState.DRAFT, LetterState.READY):
        raise RuleBroken("letter", N_("This letter was sent or taken back already."))
    return letter


@dataclass(frozen=True)
class ReadyLetters:
    """Put letters into the outbox, where they cool off before they may leave."""

    letters: tuple[str, ...] = arg(N_("ids of the letters"), positional=True)


@commands.handles(
    ReadyLetters, "letter.ready", N_("Put into the outbox"), done=N_("Put {n} into the outbox")
)
def ready_letters(cmd: ReadyLetters, uow: UnitOfWork) -> None:
    """Check each letter again and set when it may leave."""
    desk = Desk(uow)
    house = organisation(uow.connection)
    for letter in _chosen(uow, cmd.letters):
        if letter.state != LetterState.DRAFT:
            raise RuleBroken("letters", N_("Only letters being written go into the outbox."))
        _check(desk, letter)
        letter.state = LetterState.READY.value
        letter.cool_until = rules.cool_until(
            LetterKind(letter.kind), uow.now, letter.event_at, hours_of(house), desk.calendar
        )
    uow.label(n=len(set(cmd.letters)))


def _chosen(uow: UnitOfWork, ids: Sequence[str]) -> list[Letter]:
    if not ids:
        raise RuleBroken("letters", N_("Choose a letter."))
    return [uow.get(Letter, each) for each in dict.fromkeys(ids)]


def _check(desk: Desk, letter: Letter) -> None:
    """Raise RuleBroken where things changed since the letter was written, or it is unfinished."""
    rules.check_no_gap(letter.title, letter.body)
    case = desk.case(letter.candidate_id, letter.application_id)
    kind = LetterKind(letter.kind)
    rules.check_recipient(kind, case.recipient)
    rules.check_says_what_runs(kind, letter.body, case.recipient)
    if kind is LetterKind.OFFER and letter.offer_id:
        offer = desk.uow.get(Offer, letter.offer_id)
        if offer.state not in rules.OPEN_OFFERS:
            raise RuleBroken("letters", N_("The offer of this letter is no longer open."))


@dataclass(frozen=True)
class WithdrawLetters:
    """Take letters back before they leave."""

    letters: tuple[str, ...] = arg(N_("ids of the letters"), positional=True)


@commands.handles(
    WithdrawLetters, "letter.withdraw", N_("Take a letter back"), done=N_("Took {n} letters back")
)
def withdraw_letters(cmd: WithdrawLetters, uow: UnitOfWork) -> None:
    """Set the state of each."""
    for letter in _chosen(uow, cmd.letters):
        take_back(_unsent(uow, letter.id))
    uow.label(n=len(set(cmd.letters)))


def take_back(letter: Letter) -> None:
    """Set a letter aside that has not left."""
    letter.state, letter.cool_until = LetterState.WITHDRAWN.value, None


@dataclass(frozen=True)
class SendLetters:
    """Note that letters left: on paper, by e-mail or otherwise."""

    letters: tuple[str, ...] = arg(N_("ids of the letters"), positional=True)
    how: SentHow = arg(N_("how they left"), default=SentHow.PRINTED)
    at: datetime | None = arg(N_("when they left, in local time; else now"), default=None)
    now: bool = arg(N_("do not wait for the cooling-off"), default=False)


@commands.handles(
    SendLetters,
    "letter.send",
    N_("Mark as sent…"),
    done=N_("Marked {n} letters as sent"),
    shortcut="Ctrl+Return",
)
def send_letters(cmd: SendLetters, uow: UnitOfWork) -> None:
    """Check each letter a last time and note when and how it left."""
    desk = Desk(uow)
    moment = sent_moment(uow, cmd.at)
    for letter in _chosen(uow, cmd.letters):
        send(desk, letter, cmd.how, moment, waits=not cmd.now)
    uow.label(n=len(set(cmd.letters)))


def sent_moment(uow: UnitOfWork, at: datetime | None) -> datetime:
    """Return when something left; a naive `at` is local time. Raises RuleBroken for the future."""
    if at is None:
        return uow.now
    zone = ZoneInfo(organisation(uow.connection).timezone)
    moment = in_utc(at, zone)
    if moment > uow.now:
        raise RuleBroken("at", N_("This moment has not come yet."))
    return moment


_NOT_READY = N_("Only letters in the outbox can leave. Put this one there first (letter ready).")


def send(desk: Desk, letter: Letter, how: SentHow, moment: datetime, *, waits: bool) -> None:
    """Mark one letter as sent; what it offers is then out. Raises RuleBroken."""
    if letter.state != LetterState.READY:
        raise RuleBroken("letters", _NOT_READY)
    _check(desk, letter)
    if waits and letter.cool_until is not None and moment < letter.cool_until:
        zone = ZoneInfo(organisation(desk.uow.connection).timezone)
        until = f"{letter.cool_until.astimezone(zone):%Y-%m-%d %H:%M}"
        text = N_("This letter cools off until {until}; it can still be taken back.")
        raise RuleBroken("now", text, until=until)
    letter.state = LetterState.SENT.value
    letter.sent_at, letter.sent_how = moment, how.value
    if letter.kind == LetterKind.OFFER and letter.offer_id:
        offer = desk.uow.get(Offer, letter.offer_id)
        if offer.state == OfferState.DRAFT:
            offer.state, offer.sent_at = OfferState.OUT.value, moment


@dataclass(frozen=True)
class ChangeTemplate:
    """Change the words of a letter template, or how soon its letters are due."""

    template: str = arg(N_("id or key of the template"), positional=True)
    title: str | None = arg(N_("subject line"), default=None)
    body: str | None = arg(N_("text"), default=None, long=True)
    delay_days: int | None = arg(N_("working days within which it is due"), default=None)


@commands.handles(
    ChangeTemplate,
    "template.change",
    N_("Change a letter template"),
    done=N_("Letter template changed: {key}"),
    palette=False,
)
def change_template(cmd: ChangeTemplate, uow: UnitOfWork) -> int:
    """Write what is given after a trial with every field, and return the new version."""
    record = find_template(uow, cmd.template)
    words = wording.words_in(record.language)
    sample = {name: words.text(text) for name, text in wording.FIELD_NAMES.items()}
    for name in ("title", "body"):
        value = getattr(cmd, name)
        if value is not None:
            if not wording.fill(value, sample, words):
                raise RuleBroken(name, N_("A letter needs a subject and a text."))
            setattr(record, name, value.strip())
    if cmd.delay_days is not None:
        if not 0 <= cmd.delay_days <= 30:
            raise RuleBroken("delay_days", N_("A letter is due within 0 to 30 working days."))
        record.delay_days = cmd.delay_days
    record.version += 1
    uow.label(key=record.key)
    return record.version
