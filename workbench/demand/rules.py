"""How complete a requisition is, and whether what it says can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.demand.models import DemandReason, MemberRole, RequisitionState, Urgency
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_

SHORTEST_DUTIES = 20  # characters; below that a duty has no object and no result
SHORTEST_MUST = 10

STATE_NAMES = {
    RequisitionState.OPEN: N_("Being filled"),
    RequisitionState.ON_HOLD: N_("On hold"),
    RequisitionState.FILLED: N_("Filled"),
    RequisitionState.CLOSED: N_("Closed"),
}
URGENCY_NAMES: dict[str, str] = {
    Urgency.A: N_("A, at once"),
    Urgency.B: N_("B, as planned"),
    Urgency.C: N_("C, when it fits"),
}
REASON_NAMES: dict[str, str] = {
    DemandReason.NEW: N_("new position"),
    DemandReason.REPLACEMENT: N_("replacement"),
    DemandReason.PROJECT: N_("project"),
}
ROLE_NAMES = {MemberRole.INTERVIEWER: N_("Interviewer"), MemberRole.MANAGER: N_("Manager")}


@dataclass(frozen=True)
class Criterion:
    """One thing that a good requirement sheet says. `holds` gets the requisition's row."""

    field: str
    missing: str
    holds: Callable[[object], bool]


def _filled(field: str, shortest: int = 1) -> Callable[[object], bool]:
    return lambda row: len(str(getattr(row, field) or "").strip()) >= shortest


def _urgency_explained(row: object) -> bool:
    urgency = getattr(row, "urgency", "")
    return urgency != Urgency.A or bool(getattr(row, "urgency_reason", "").strip())


def _has_interviewers(row: object) -> bool:
    return bool(getattr(row, "interviewers", ()))


CRITERIA = (
    Criterion("department", N_("Name the department."), _filled("department")),
    Criterion(
        "duties", N_("Write the duties: verb, object, result."), _filled("duties", SHORTEST_DUTIES)
    ),
    Criterion(
        "must_have", N_("Say what somebody must bring."), _filled("must_have", SHORTEST_MUST)
    ),
    Criterion("nice_to_have", N_("Say what would be a plus."), _filled("nice_to_have")),
    Criterion("goals", N_("Set the goals of the first 90 days."), _filled("goals", SHORTEST_MUST)),
    Criterion("start_on", N_("Give the day somebody should start."), _filled("start_on")),
    Criterion("salary_low", N_("Give the salary band."), _filled("salary_low")),
    Criterion("urgency", N_("Say why it is so urgent."), _urgency_explained),
    Criterion("interviewers", N_("Choose the interviewers."), _has_interviewers),
)


def missing(row: object) -> tuple[Criterion, ...]:
    """Return the criteria that a requisition does not meet yet."""
    return tuple(each for each in CRITERIA if not each.holds(row))


def completeness(row: object) -> int:
    """Return the share of observable criteria that hold, in per cent."""
    return round(100 * (len(CRITERIA) - len(missing(row))) / len(CRITERIA))


def check_headcount(headcount: int) -> None:
    """Raise RuleBroken where a headcount cannot be."""
    if not 1 <= headcount <= 999:
        raise RuleBroken("headcount", N_("The headcount is a number from 1 to 999."))


def check_band(low: int | None, high: int | None) -> None:
    """Raise RuleBroken where a salary band cannot be."""
    if (low is not None and low < 0) or (high is not None and high < 0):
        raise RuleBroken("salary_low", N_("A salary cannot be negative."))
    if low is not None and high is not None and low > high:
        raise RuleBroken("salary_high", N_("The band must end above where it begins."))
