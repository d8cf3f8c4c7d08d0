"""What the queries of onboarding answer with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workbench.onboarding.buddies import Reason, Tally
from workbench.onboarding.models import PackState, Phase, TaskState
from workbench.onboarding.rules import Check, Light, Room, is_ready
from workbench.pipeline.queries import shown


@dataclass(frozen=True)
class TaskRow:
    """One task.

    Attributes: `names` by language, `title` wins over it where it is not empty; `who`, the name of
    whoever does it, '' where only the role is known; `waits_for`, ids of open tasks that come
    first; `light`, how it stands today.
    """

    id: str
    key: str
    names: Mapping[str, str]
    title: str
    due_on: date
    owner: str
    staff_id: str | None
    who: str
    phase: Phase
    state: str
    done_at: datetime | None
    done_by: str
    required: bool
    predecessors: tuple[str, ...]
    waits_for: tuple[str, ...]
    light: Light

    def said(self, language: str) -> str:
        """Return what is to be done, in `language` where there is a translation."""
        return self.title or shown(self.names, language)

    @property
    def is_open(self) -> bool:
        """Tell whether the task is still to do."""
        return self.state == TaskState.OPEN


@dataclass(frozen=True)
class PackRow:
    """One pack item; `left`, how many there are in stock, None where nobody counts."""

    id: str
    key: str
    names: Mapping[str, str]
    kind: str
    state: str
    at: datetime | None
    left: int | None

    @property
    def is_ready(self) -> bool:
        """Tell whether the item is ready or handed over."""
        return self.state != PackState.TO_PREPARE


@dataclass(frozen=True)
class PaperRow:
    """One paper to bring."""

    id: str
    key: str
    names: Mapping[str, str]
    notes: Mapping[str, str]
    seen: bool
    seen_at: datetime | None


@dataclass(frozen=True)
class BuddyRow:
    """The present buddy."""

    staff_id: str
    name: str
    title: str
    since: date
    reason: str


@dataclass(frozen=True)
class MeetingRow:
    """One meeting of buddy and newcomer."""

    id: str
    held_on: date
    note: str


@dataclass(frozen=True)
class CheckInRow:
    """One check-in, held or still to come (`held_on` None); `id` is '' until it was held."""

    id: str
    mark: int
    due_on: date
    held_on: date | None
    answers: Mapping[str, int]
    note: str
    light: Light


@dataclass(frozen=True)
class OnboardingLine:
    """One onboarding in a list.

    Attributes: `workdays`, from today to the first day, negative after it; `overdue`, open tasks
    due before today; `next_task` and `next_due`, what is due next; `missing`, what day one still
    lacks, `day_one_ready` where it lacks nothing.
    """

    id: str
    candidate_id: str
    name: str
    application_id: str
    requisition_id: str
    post: str
    department: str
    start_on: date
    workdays: int
    state: str
    site: str
    desk: str
    manager_id: str | None
    manager: str
    buddy_id: str | None
    buddy: str
    tasks: int
    tasks_open: int
    overdue: int
    pack: int
    pack_ready: int
    papers: int
    papers_seen: int
    day_one_ready: bool
    missing: int
    next_task: Mapping[str, str]
    next_due: date | None
    meetings: Tally


@dataclass(frozen=True)
class OnboardingCard:
    """Everything about one onboarding."""

    line: OnboardingLine
    employee_no: str
    contract_months: int | None
    state_since: datetime | None
    state_reason: str
    tasks: tuple[TaskRow, ...]
    pack: tuple[PackRow, ...]
    papers: tuple[PaperRow, ...]
    buddy: BuddyRow | None
    meetings: tuple[MeetingRow, ...]
    check_ins: tuple[CheckInRow, ...]
    checks: tuple[Check, ...]

    @property
    def is_day_one_ready(self) -> bool:
        """Tell whether all lights of the eve of day one are green."""
        return is_ready(self.checks)


@dataclass(frozen=True)
class DueRow:
    """Something due for a newcomer: a task, or a check-in of day `mark` (then `id` is '')."""

    onboarding_id: str
    candidate_id: str
    name: str
    kind: str
    id: str
    names: Mapping[str, str]
    mark: int
    owner: str
    who: str
    due_on: date
    light: Light


@dataclass(frozen=True)
class ShiftRow:
    """What a new first day does to one open task."""

    task_id: str
    names: Mapping[str, str]
    owner: str
    before: date
    after: date
    room: Room


@dataclass(frozen=True)
class SuggestionRow:
    """One colleague as a possible buddy, with what speaks for them and against."""

    staff_id: str
    name: str
    department: str
    site: str
    is_eligible: bool
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class StarterRow:
    """What the board shows of an application whose onboarding runs."""

    onboarding_id: str
    application_id: str
    start_on: date
    state: str
    overdue: int
    day_one_ready: bool


@dataclass(frozen=True)
class StockRow:
    """One kind of pack item: counted, handed over since, needed by who starts next, left."""

    id: str
    key: str
    names: Mapping[str, str]
    kind: str
    counted: int | None
    handed_over: int
    needed: int
    left: int | None
    is_short: bool


@dataclass(frozen=True)
class PlanTaskRow:
    """One task of an onboarding plan."""

    id: str
    key: str
    names: Mapping[str, str]
    offset: int
    owner: str
    required: bool
    predecessors: tuple[str, ...]
