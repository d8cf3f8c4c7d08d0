"""What guests of interviews are told, in words: the text of a mail, and a short one to copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from workbench.interviewday.telling import DueRow, Guest, Why, due_rows, guests_of
from workbench.interviews.documents import shown_day
from workbench.interviews.models import InterviewState
from workbench.interviews.notices import emails_of, notices_of, place_of
from workbench.interviews.queries import InterviewRow, interview, undone_interview
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.queries import QuerySet
from workbench.letters import wording
from workbench.letters.documents import signatory
from workbench.letters.models import Tone
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.people.queries import candidate, staff_by_id
from workbench.people.rules import contact_banned

queries = QuerySet()

_CHINESE = frozenset({"CN", "HK", "MO", "TW"})
_SUBJECTS = {
    Why.NEW: N_("Interview: {title} · {round}, {when}"),
    Why.CHANGED: N_("Changed: interview {title} · {round}, {when}"),
    Why.OFF: N_("Called off: interview {title} · {round}, {when}"),
}
_OPENINGS = {
    (Why.NEW, True): N_("We invite you to an interview for {title} ({round})."),
    (Why.CHANGED, True): N_("Your interview for {title} ({round}) has changed. Please note:"),
    (Why.OFF, True): N_("Your interview for {title} ({round}) does not take place."),
    (Why.NEW, False): N_("Please interview {who} for {title} ({round})."),
    (Why.CHANGED, False): N_("The interview with {who} for {title} ({round}) has changed:"),
    (Why.OFF, False): N_("The interview with {who} for {title} ({round}) is off for you."),
}
_SORRY = N_("We are sorry for the change and will be in touch.")
_ASK = N_("Please accept or decline by the calendar entry, or simply answer this mail.")
_WHEN, _WHERE, _BEFORE = N_("When: {when}"), N_("Where: {place}"), N_("Until now: {when}")
_LINK, _WAY, _CALL = (
    N_("Link of the call: {link}"),
    N_("How to get there: {text}"),
    N_("On the day, call {phone}."),
)


@dataclass(frozen=True)
class Told:
    """What is said to one guest.

    Attributes: `row`, the guest and why; `language`, theirs; `subject`, of a mail; `lines`, the
    text without salutation and ending.
    """

    row: DueRow
    language: str
    house: OrganisationRow
    subject: str
    salutation: str
    lines: tuple[str, ...]

    @property
    def mail(self) -> str:
        """The text of a mail."""
        words = wording.words_in(self.language)
        ask = () if self.row.why is Why.OFF else ("", words.text(_ASK))
        ending = ("", words.text(N_("Kind regards,")), *signatory(self.house, self.language))
        return "\n".join((self.salutation, "", *self.lines, *ask, *ending)) + "\n"

    @property
    def short(self) -> str:
        """The text to copy into a chat."""
        signed = " ".join(filter(None, (self.house.name, self.house.recruiter)))
        return "\n".join(filter(None, (self.salutation, *self.lines, signed)))


@queries.offers("notice.text", N_("Make the message to a guest of an interview, to copy"))
def notice_text(
    connection: Connection,
    interview_id: str,
    guest: str,
    *,
    language: str = "",
    now: datetime | None = None,
) -> str:
    """Return the message in the guest's language. Raises NotFound, RuleBroken if none may go."""
    return told_to(connection, interview_id, guest, language=language, now=now).short


def told_to(
    connection: Connection,
    interview_id: str,
    guest: str,
    *,
    language: str = "",
    now: datetime | None = None,
) -> Told:
    """Return what is to be said to a guest: what they do not know yet, or how it stands.

    In `language`, or the candidate's own; with colleagues, the one of the organisation's country.
    """
    house = organisation(connection)
    row = _row(connection, interview_id, guest, now or datetime.now(UTC))
    meeting = undone_interview(connection, interview_id) or interview(connection, interview_id)
    if row.is_candidate:
        card = candidate(connection, guest)
        if card.do_not_contact:
            raise contact_banned(card.name, card.dnc_since, card.dnc_reason, "guest")
        spoken = wording.nearest_language(card.language)
    else:
        spoken = "zh" if house.country in _CHINESE else "en"
    words = wording.words_in(wording.language_of(language or spoken))
    zone = ZoneInfo(house.timezone)
    fields = {
        "title": meeting.title,
        "round": meeting.round,
        "who": _joint(words).join(each.name for each in meeting.candidates),
        "when": _shown(row.starts_at, row.ends_at, zone, words),
    }
    return Told(
        row,
        words.language,
        house,
        wording.one_line(words.text(_SUBJECTS[row.why], **fields)),
        wording.salutation(row.name, Tone.FORMAL if row.is_candidate else Tone.WARM, words),
        (
            words.text(_OPENINGS[row.why, row.is_candidate], **fields),
            *_lines(row, meeting, house, words, fields["when"]),
        ),
    )


def _row(connection: Connection, interview_id: str, guest: str, now: datetime) -> DueRow:
    """Return why a guest must be told, or, where they need not, what they know. Raises NotFound."""
    for each in due_rows(connection, now, interview_id):
        if each.guest_id == guest:
            return each
    row = undone_interview(connection, interview_id) or interview(connection, interview_id)
    known = notices_of(connection, [row.id]).get(row.id, {}).get(guest)
    found = next((each for each in guests_of(row) if each.id == guest), None)
    if found is None and known is not None and known.withdrawn:
        return _again(connection, row, _left(connection, guest, known.is_candidate), Why.OFF)
    if found is None or row.state == InterviewState.CANCELLED:
        raise NotFound(N_("This person was not invited to the interview."))
    return _again(connection, row, found, Why.NEW)


def _left(connection: Connection, guest: str, is_candidate: bool) -> Guest:
    if is_candidate:
        return Guest(guest, candidate(connection, guest).name, True)
    return Guest(guest, staff_by_id(connection, [guest])[guest].name, False)


def _again(connection: Connection, row: InterviewRow, guest: Guest, why: Why) -> DueRow:
    if guest.is_candidate:
        email = emails_of(connection, [guest.id]).get(guest.id, "")
    else:
        email = staff_by_id(connection, [guest.id])[guest.id].email
    return DueRow(
        row.id,
        guest.id,
        guest.name,
        guest.is_candidate,
        guest.application_id,
        email,
        why,
        row.title,
        row.round,
        row.starts_at,
        row.ends_at,
        place_of(row),
        None,
        None,
        "",
        row.sequence,
    )


def _lines(
    row: DueRow, meeting: InterviewRow, house: OrganisationRow, words: Translator, when: str
) -> list[str]:
    zone = ZoneInfo(house.timezone)
    lines = [words.text(_WHEN, when=when)]
    if row.why is Why.OFF:
        return [*lines, words.text(_SORRY)] if row.is_candidate else lines
    start, end = row.was_start, row.was_end
    if start is not None and end is not None and (start, end) != (row.starts_at, row.ends_at):
        lines.append(words.text(_BEFORE, when=_shown(start, end, zone, words)))
    place = _joint(words, "，").join(filter(None, (house.address, meeting.room)))
    if place and (meeting.room or not meeting.call_link):
        lines.append(words.text(_WHERE, place=place))
    if meeting.call_link:
        lines.append(words.text(_LINK, link=meeting.call_link))
    if row.is_candidate:
        if house.directions and meeting.room:
            lines.append(words.text(_WAY, text=house.directions))
        if house.phone:
            lines.append(words.text(_CALL, phone=house.phone))
    else:
        panel = _joint(words).join(each.name for each in meeting.panel)
        lines.append(words.text(N_("Panel: {who}"), who=panel))
    return lines


def _joint(words: Translator, chinese: str = "、") -> str:
    return chinese if words.language == "zh" else ", "


def _shown(start: datetime, end: datetime, zone: ZoneInfo, words: Translator) -> str:
    day = shown_day(start.astimezone(zone).date(), words)
    return f"{day} {wording.shown_time(start, zone)}–{wording.shown_time(end, zone)}"
