"""Pure rules of the pipeline: reasons, limits, the next action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.kernel.i18n import N_, Message
from workbench.kernel.workdays import WorkCalendar
from workbench.pipeline.models import ApplicationState, StageKind


class Side(StrEnum):
    """Who ended it: we did, they did, neither."""

    WE = "we"
    THEY = "they"
    NEITHER = "neither"


@dataclass(frozen=True)
class Reason:
    """Why an application ended: its code, whose decision, and the words."""

    code: str
    side: Side
    text: str


REASONS = (
    Reason("skills", Side.WE, N_("Skills not shown")),
    Reason("experience", Side.WE, N_("Level of experience")),
    Reason("scenario", Side.WE, N_("Result of the scenario")),
    Reason("other_chosen", Side.WE, N_("Somebody else was chosen")),
    Reason("salary", Side.NEITHER, N_("Salary too far apart")),
    Reason("location", Side.NEITHER, N_("Place of work")),
    Reason("start_date", Side.NEITHER, N_("Start date")),
    Reason("other_offer", Side.THEY, N_("Took another offer")),
    Reason("counter_offer", Side.THEY, N_("Stayed after a counter-offer")),
    Reason("personal", Side.THEY, N_("Personal reasons")),
    Reason("no_show", Side.THEY, N_("Did not come")),
    Reason("position_closed", Side.NEITHER, N_("Position closed")),
    Reason("duplicate", Side.NEITHER, N_("Entered twice")),
)
STATE_NAMES = {
    ApplicationState.ACTIVE: N_("In progress"),
    ApplicationState.REJECTED: N_("Rejected"),
    ApplicationState.WITHDRAWN: N_("Withdrawn"),
    ApplicationState.POOLED: N_("In the talent pool"),
    ApplicationState.HIRED: N_("Hired"),
}
REASON_BY_CODE = {reason.code: reason for reason in REASONS}
REASON_CHOICES = tuple((reason.code, reason.text) for reason in REASONS)
# How somebody can end an application; the other states come about by themselves.
ENDINGS = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.POOLED)
ENDING_CHOICES = tuple((state.value, STATE_NAMES[state]) for state in ENDINGS)


def told_choices(choices: Sequence[tuple[str, str]]) -> Message:
    """Return codes with their words, for whoever has to choose one of them."""
    text = ", ".join(f"{code} ({{{code}}})" for code, _ in choices)
    return Message(text, {code: Message(words) for code, words in choices})


class NextAction(StrEnum):
    """What has to happen next with an application; derived, never typed."""

    SCREEN = "screen"
    CALL = "call"
    TEST = "test"
    SCHEDULE = "schedule"
    SCHEDULED = "scheduled"
    SCORE = "score"
    DECIDE = "decide"
    LETTER = "letter"
    OFFER = "offer"
    OFFER_OUT = "offer_out"
    ONBOARD = "onboard"
    NONE = "none"


NEXT_ACTION_NAMES = {
    NextAction.SCREEN: N_("Needs screening"),
    NextAction.CALL: N_("Needs a call"),
    NextAction.TEST: N_("Needs a test"),
    NextAction.SCHEDULE: N_("Needs scheduling"),
    NextAction.SCHEDULED: N_("Interview scheduled"),
    NextAction.SCORE: N_("Waiting for scores"),
    NextAction.DECIDE: N_("Needs decision"),
    NextAction.LETTER: N_("Letter due"),
    NextAction.OFFER: N_("Needs an offer"),
    NextAction.OFFER_OUT: N_("Offer out"),
    NextAction.ONBOARD: N_("Being onboarded"),
    NextAction.NONE: N_("Nothing to do"),
}


@dataclass(frozen=True)
class Standing:
    """The facts that the next action follows from.

    Attributes: `upcoming`, an interview is planned; `held`, interviews that took place in this
    stage; `scores_owed`, scorecards still missing; `letter_owed`, they wait to hear from us;
    `offer_open`, an offer is out.
    """

    state: ApplicationState
    stage: StageKind
    upcoming: bool = False
    held: int = 0
    scores_owed: int = 0
    letter_owed: bool = False
    offer_open: bool = False


_BY_STAGE = {
    StageKind.NEW: NextAction.SCREEN,
    StageKind.SCREEN: NextAction.SCREEN,
    StageKind.CALL: NextAction.CALL,
    StageKind.TEST: NextAction.TEST,
    StageKind.DEBRIEF: NextAction.DECIDE,
    StageKind.OFFER: NextAction.OFFER,
    StageKind.PRE_START: NextAction.ONBOARD,
    StageKind.HIRED: NextAction.ONBOARD,
}


def next_action(standing: Standing) -> NextAction:
    """Return the earliest thing that is open, in the strict order of the class `NextAction`."""
    if standing.state is ApplicationState.HIRED:
        return NextAction.ONBOARD
    if standing.state is not ApplicationState.ACTIVE:
        return NextAction.LETTER if standing.letter_owed else NextAction.NONE
    if standing.upcoming:
        return NextAction.SCHEDULED
    if standing.scores_owed:
        return NextAction.SCORE
    if standing.offer_open:
        return NextAction.OFFER_OUT
    if standing.stage is StageKind.INTERVIEW:
        return NextAction.DECIDE if standing.held else NextAction.SCHEDULE
    return _BY_STAGE[standing.stage]


class Pace(StrEnum):
    """How an application stands against its stage's limit."""

    IN_TIME = "in_time"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class TimeInStage:
    """Working days in the stage, and how that stands against the limit."""

    days: int
    pace: Pace


def time_in_stage(
    since: date, today: date, limit: int | None, calendar: WorkCalendar
) -> TimeInStage:
    """Return the working days from `since` (day 0) to `today`, and the pace."""
    days = calendar.workdays_between(since, today) if today > since else 0
    if limit is None or days < limit:
        return TimeInStage(days, Pace.IN_TIME)
    return TimeInStage(days, Pace.DUE_TODAY if days == limit else Pace.OVERDUE)


def rank_between(before: float | None, after: float | None) -> float:
    """Return a place between two neighbours; None stands for the end of the column."""
    if before is None and after is None:
        return 0.0
    if before is None:
        return (after or 0.0) - 1.0
    if after is None:
        return before + 1.0
    return (before + after) / 2
