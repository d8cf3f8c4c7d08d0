"""Pure rules of letters: which one, when, and to whom not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from workbench.calendar.hours import OfficeHours
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.workdays import WorkCalendar
from workbench.letters.models import LetterKind, LetterState, OfferState, SentHow, Tone
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.rules import REASONS, Side

FEEDBACK_DAYS = 3  # working days within which everybody who was interviewed hears from us
COOLING = timedelta(hours=1)
GAP_OPENS, GAP_CLOSES = "[[", "]]"
_K = LetterKind

KIND_NAMES = {
    _K.RECEIVED: N_("Application received"),
    _K.PHONE: N_("Phone appointment"),
    _K.INVITATION: N_("Invitation to interview"),
    _K.CHANGE: N_("Interview moved"),
    _K.CANCELLATION: N_("Interview called off"),
    _K.DELAY: N_("Apology for a delay"),
    _K.THANKS: N_("Thanks after the interview"),
    _K.NOT_SELECTED_CV: N_("Not selected, after the CV"),
    _K.NOT_SELECTED: N_("Not selected, after the interview"),
    _K.POOL: N_("Kept in the talent pool"),
    _K.WITHDREW: N_("Reply to a withdrawal"),
    _K.CLOSED: N_("The position is no longer open"),
    _K.OFFER: N_("Offer letter"),
    _K.OFFER_REMINDER: N_("Reminder of the offer"),
    _K.OFFER_DECLINED: N_("Reply to a refused offer"),
    _K.PRE_START: N_("Before the first day"),
    _K.DAY_ONE: N_("The first day"),
    _K.BUDDY: N_("Introducing the buddy"),
}
TONE_NAMES = {Tone.FORMAL: N_("formal"), Tone.WARM: N_("warm")}
LETTER_STATE_NAMES = {
    LetterState.DRAFT: N_("being written"),
    LetterState.READY: N_("in the outbox"),
    LetterState.SENT: N_("sent"),
    LetterState.WITHDRAWN: N_("taken back"),
}
SENT_HOW_NAMES = {
    SentHow.PRINTED: N_("on paper"),
    SentHow.MAILED: N_("by e-mail"),
    SentHow.OTHER: N_("otherwise"),
}
OFFER_STATE_NAMES = {
    OfferState.DRAFT: N_("in preparation"),
    OfferState.OUT: N_("waiting for an answer"),
    OfferState.ACCEPTED: N_("accepted"),
    OfferState.REFUSED: N_("refused"),
    OfferState.WITHDRAWN: N_("withdrawn by us"),
}
OPEN_OFFERS = (OfferState.DRAFT, OfferState.OUT)

# Working days within which each kind is due after its event; what is not named is due that day.
DELAYS = {
    _K.THANKS: FEEDBACK_DAYS,
    _K.DELAY: FEEDBACK_DAYS,
    _K.NOT_SELECTED_CV: 2,
    _K.NOT_SELECTED: FEEDBACK_DAYS,
    _K.POOL: FEEDBACK_DAYS,
    _K.WITHDREW: 2,
    _K.CLOSED: 2,
    _K.OFFER_DECLINED: 2,
}
# A "no" after an interview rests for a night.
EARLIEST = {_K.NOT_SELECTED: 1}
REFUSALS = frozenset({_K.NOT_SELECTED_CV, _K.NOT_SELECTED, _K.CLOSED})
CLOSING = REFUSALS | {_K.POOL, _K.WITHDREW, _K.OFFER_DECLINED}
COOLED = CLOSING | {_K.OFFER}
OF_INTERVIEWS = frozenset(
    {_K.PHONE, _K.INVITATION, _K.CHANGE, _K.CANCELLATION, _K.DELAY, _K.THANKS}
)
OF_OFFERS = frozenset({_K.OFFER, _K.OFFER_REMINDER, _K.OFFER_DECLINED, _K.PRE_START, _K.DAY_ONE})
_WHILE_RUNNING = frozenset({_K.PHONE, _K.INVITATION, _K.CHANGE, _K.DELAY, _K.THANKS})

# Besides their own reasons, people refuse for pay, place and date; a no-show has no offer.
REFUSAL_REASONS = tuple(
    each.code
    for each in REASONS
    if (each.side is Side.THEY and each.code != "no_show")
    or each.code in ("salary", "location", "start_date")
)
_WITHDRAWALS = frozenset(each.code for each in REASONS if each.side is Side.THEY)


def closing_kind(
    state: ApplicationState, reason: str, *, interviewed: bool, offer_refused: bool = False
) -> LetterKind | None:
    """Return the letter that an ended application calls for; None where it calls for none."""
    if state is ApplicationState.POOLED:
        return LetterKind.POOL
    if state not in (ApplicationState.REJECTED, ApplicationState.WITHDRAWN):
        return None
    if reason == "duplicate":
        return None
    if offer_refused:
        return LetterKind.OFFER_DECLINED
    if reason == "position_closed":
        return LetterKind.CLOSED
    if state is ApplicationState.WITHDRAWN or reason in _WITHDRAWALS:
        return LetterKind.WITHDREW
    return LetterKind.NOT_SELECTED if interviewed else LetterKind.NOT_SELECTED_CV


@dataclass(frozen=True)
class Due:
    """The last day of a promise; `estimated` where the days off up to it are not announced yet."""

    day: date
    estimated: bool = False


def due(event: date, delay_days: int, calendar: WorkCalendar) -> Due:
    """Return the last day on which what happened on `event` (day 0) is answered in time."""
    if delay_days:
        day = calendar.add_workdays(event, delay_days)
    else:
        day = calendar.next_workday(event)
    return Due(day, calendar.is_estimated(event.year) or calendar.is_estimated(day.year))


class Promise(StrEnum):
    """How a letter stands against its day."""

    OPEN = "open"
    AT_RISK = "at_risk"
    BROKEN = "broken"
    KEPT = "kept"


PROMISE_NAMES = {
    Promise.OPEN: N_("in time"),
    Promise.AT_RISK: N_("at risk"),
    Promise.BROKEN: N_("promise broken"),
    Promise.KEPT: N_("promise kept"),
}


def promise(
    due_on: date | None, today: date, calendar: WorkCalendar, sent_on: date | None = None
) -> Promise:
    """Return how a promise stands: at risk from the working day before its last one."""
    if sent_on is not None:
        return Promise.KEPT if due_on is None or sent_on <= due_on else Promise.BROKEN
    if due_on is None:
        return Promise.OPEN
    if today > due_on:
        return Promise.BROKEN
    return Promise.AT_RISK if calendar.workdays_between(today, due_on) <= 1 else Promise.OPEN


def cool_until(
    kind: LetterKind,
    ready_at: datetime,
    event_at: datetime,
    hours: OfficeHours,
    calendar: WorkCalendar,
) -> datetime | None:
    """Return the earliest moment at which a letter may leave; None for at once."""
    if kind not in COOLED:
        return None
    earliest = ready_at + COOLING
    if kind in EARLIEST:
        day = calendar.add_workdays(hours.day_of(event_at), EARLIEST[kind])
        opening = datetime.combine(day, hours.opens, hours.zone)
        earliest = max(earliest, opening.astimezone(ready_at.tzinfo))
    return earliest


@dataclass(frozen=True)
class Recipient:
    """What decides whether somebody may get a letter.

    Attributes: `state` of the application the letter is about, or None; `open_offer`, the post of
    an offer that waits for an answer or is in preparation; `running`, the posts of the person's
    other running applications.
    """

    name: str
    do_not_contact: bool = False
    state: ApplicationState | None = None
    open_offer: str = ""
    running: tuple[str, ...] = ()


def check_recipient(kind: LetterKind, who: Recipient) -> None:
    """Raise RuleBroken where this person must not get this kind of letter now."""
    if who.do_not_contact:
        raise RuleBroken("candidate", N_("{name} is marked “do not contact”."), name=who.name)
    if kind in CLOSING and who.state is ApplicationState.ACTIVE:
        text = N_("{name}’s application is running; end it before this letter goes.")
        raise RuleBroken("kind", text, name=who.name)
    if kind in _WHILE_RUNNING and who.state not in (None, ApplicationState.ACTIVE):
        text = N_("{name}’s application has ended; this letter is for a running one.")
        raise RuleBroken("kind", text, name=who.name)
    if kind in REFUSALS | {LetterKind.POOL} and who.open_offer:
        text = N_("{name} has an open offer ({post}). Withdraw it first, or send no refusal.")
        raise RuleBroken("kind", text, name=who.name, post=who.open_offer)


def check_says_what_runs(kind: LetterKind, body: str, who: Recipient) -> None:
    """Raise RuleBroken where a refusal leaves out that another application goes on."""
    missing = [post for post in who.running if " ".join(post.split()) not in body]
    if kind in REFUSALS and missing:
        text = N_("{name} also applies for “{post}”; the letter has to say that this goes on.")
        raise RuleBroken("body", text, name=who.name, post=missing[0])


def check_no_gap(title: str, body: str) -> None:
    """Raise RuleBroken where something in double brackets still waits to be written."""
    for part in (title, body):
        start = part.find(GAP_OPENS)
        end = part.find(GAP_CLOSES, start)
        if 0 <= start < end:
            gap = part[start + len(GAP_OPENS) : end]
            raise RuleBroken("body", N_("Something is still to be written: {gap}"), gap=gap)
