"""Pure rules of onboarding: when things are due, what a new start date does, day-one readiness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.months import add_months
from workbench.kernel.workdays import WorkCalendar
from workbench.onboarding.models import (
    OnboardingState,
    OwnerRole,
    PackKind,
    PackState,
    Phase,
    TaskState,
)

MARKS = (7, 30, 60, 90)  # days after the first day at which a newcomer is asked how it goes
LOWEST, HIGHEST = 1, 5  # answers of a check-in

OWNER_NAMES = {
    OwnerRole.HR: N_("HR"),
    OwnerRole.IT: N_("IT"),
    OwnerRole.MANAGER: N_("manager"),
    OwnerRole.BUDDY: N_("buddy"),
    OwnerRole.NEWCOMER: N_("newcomer"),
    OwnerRole.OFFICE: N_("office"),
}
PHASE_NAMES = {
    Phase.PREPARE: N_("Before day one"),
    Phase.DAY_ONE: N_("Day one"),
    Phase.FIRST_WEEK: N_("First week"),
    Phase.FIRST_MONTH: N_("First month"),
    Phase.NINETY_DAYS: N_("Up to day 90"),
}
STATE_NAMES = {
    OnboardingState.PLANNED: N_("Planned"),
    OnboardingState.STARTED: N_("Started"),
    OnboardingState.DONE: N_("Completed"),
    OnboardingState.CANCELLED: N_("Cancelled"),
}
TASK_STATE_NAMES = {
    TaskState.OPEN: N_("To do"),
    TaskState.DONE: N_("Done"),
    TaskState.NOT_NEEDED: N_("Not needed"),
}
PACK_STATE_NAMES = {
    PackState.TO_PREPARE: N_("To prepare"),
    PackState.READY: N_("Ready"),
    PackState.HANDED_OVER: N_("Handed over"),
}
PACK_KIND_NAMES = {
    PackKind.DOCUMENT: N_("Papers"),
    PackKind.ITEM: N_("Things"),
    PackKind.ACCESS: N_("Access"),
}


@dataclass(frozen=True)
class Step:
    """What a task's due day follows from; see `TaskTemplate` for the attributes."""

    key: str
    offset: int
    predecessors: tuple[str, ...] = ()
    latest_months: int = 0
    latest_days: int = 0


def plan(start_on: date, steps: Sequence[Step], calendar: WorkCalendar) -> dict[str, date]:
    """Return when each step is due, by key.

    A step is never due before what must come first, and never after what the law allows; where
    both cannot be, the steps before it are due earlier. Raises RuleBroken where steps wait for one
    another in a circle.
    """
    due: dict[str, date] = {}
    ordered = _in_order(steps)
    for step in ordered:
        own = calendar.add_workdays(start_on, step.offset)
        before = [due[key] for key in step.predecessors if key in due]
        due[step.key] = _within(max([own, *before]), start_on, step, calendar)
    for step in reversed(ordered):
        for key in step.predecessors:
            if key in due:
                due[key] = min(due[key], due[step.key])
    return due


def _in_order(steps: Sequence[Step]) -> list[Step]:
    by_key = {step.key: step for step in steps}
    graph = {key: [k for k in step.predecessors if k in by_key] for key, step in by_key.items()}
    try:
        return [by_key[key] for key in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise RuleBroken("predecessors", N_("Tasks wait for one another in a circle.")) from error


def _within(day: date, start_on: date, step: Step, calendar: WorkCalendar) -> date:
    limits = []
    if step.latest_months:
        limits.append(add_months(start_on, step.latest_months) - timedelta(days=1))
    if step.latest_days:
        limits.append(start_on + timedelta(days=step.latest_days - 1))
    for limit in limits:
        last = limit if calendar.is_workday(limit) else calendar.subtract_workdays(limit, 1)
        day = min(day, max(last, start_on))
    return day


def phase_of(offset: int) -> Phase:
    """Return the part of an onboarding that lies `offset` working days from the first day."""
    if offset < 0:
        return Phase.PREPARE
    if offset == 0:
        return Phase.DAY_ONE
    if offset <= 5:
        return Phase.FIRST_WEEK
    return Phase.FIRST_MONTH if offset <= 22 else Phase.NINETY_DAYS


def check_start(start_on: date, calendar: WorkCalendar) -> None:
    """Raise RuleBroken where nobody works on the first day."""
    if not calendar.is_workday(start_on):
        raise RuleBroken(
            "start_on",
            N_("{day} is not a working day; the next one is {next}."),
            day=start_on.isoformat(),
            next=calendar.next_workday(start_on).isoformat(),
        )


class Room(StrEnum):
    """How much time a new start date leaves for a task."""

    FITS = "fits"
    LAST_DAY = "last_day"
    IMPOSSIBLE = "impossible"


ROOM_NAMES = {
    Room.FITS: N_("Fits"),
    Room.LAST_DAY: N_("No time left: due today"),
    Room.IMPOSSIBLE: N_("Impossible: due before today"),
}


@dataclass(frozen=True)
class Shift:
    """What a new start date does to one open task."""

    key: str
    before: date
    after: date
    room: Room


def move(
    start_on: date,
    steps: Sequence[Step],
    open_tasks: Mapping[str, date],
    today: date,
    calendar: WorkCalendar,
) -> tuple[Shift, ...]:
    """Return what the first day `start_on` does to the open tasks, given with their due days."""
    due = plan(start_on, steps, calendar)
    shifts = [Shift(key, was, due[key], _room(due[key], today)) for key, was in open_tasks.items()]
    return tuple(sorted(shifts, key=lambda shift: (shift.after, shift.key)))


def _room(due: date, today: date) -> Room:
    if due < today:
        return Room.IMPOSSIBLE
    return Room.LAST_DAY if due == today else Room.FITS


class Light(StrEnum):
    """How a task stands: settled, with time left, due today, late."""

    GREEN = "green"
    GREY = "grey"
    AMBER = "amber"
    RED = "red"


def light(state: str, due_on: date, today: date) -> Light:
    """Return how a task stands today."""
    if state != TaskState.OPEN:
        return Light.GREEN
    if due_on > today:
        return Light.GREY
    return Light.AMBER if due_on == today else Light.RED


class CheckKind(StrEnum):
    """What the check on the eve of day one looks at."""

    TASK = "task"
    ITEM = "item"
    BUDDY = "buddy"


@dataclass(frozen=True)
class Check:
    """One light of the check on the eve of day one; `id` is the row's, '' for the buddy."""

    kind: CheckKind
    id: str
    is_green: bool


@dataclass(frozen=True)
class TaskStanding:
    """What the check needs to know about a task."""

    id: str
    due_on: date
    state: str
    required: bool


def day_one_checks(
    start_on: date,
    tasks: Iterable[TaskStanding],
    items: Iterable[tuple[str, str]],
    *,
    has_buddy: bool,
) -> tuple[Check, ...]:
    """Return the lights: required tasks due before day one, pack items (id, state), the buddy."""
    checks = [
        Check(CheckKind.TASK, task.id, task.state != TaskState.OPEN)
        for task in tasks
        if task.required and task.due_on < start_on
    ]
    checks += [Check(CheckKind.ITEM, id, state != PackState.TO_PREPARE) for id, state in items]
    return (*checks, Check(CheckKind.BUDDY, "", has_buddy))


def is_ready(checks: Iterable[Check]) -> bool:
    """Tell whether everything is there for day one: all lights are green."""
    return all(check.is_green for check in checks)


def check_in_days(start_on: date, calendar: WorkCalendar) -> dict[int, date]:
    """Return when each check-in is due: the first working day from its mark on."""
    return {mark: calendar.next_workday(start_on + timedelta(days=mark)) for mark in MARKS}


def check_answers(answers: Mapping[str, int], known: Iterable[str]) -> None:
    """Raise RuleBroken for a question nobody asks or an answer off the scale."""
    for key, value in answers.items():
        if key not in set(known):
            raise RuleBroken("answers", N_("There is no question {key}."), key=key)
        if not LOWEST <= value <= HIGHEST:
            raise RuleBroken("answers", N_("An answer is a number from 1 to 5."))
