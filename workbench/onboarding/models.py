"""Onboardings with their tasks, pack items and papers, and the templates they are made from."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import TEAM, Record, part_of, refers_to


class OwnerRole(StrEnum):
    """Who does a task."""

    HR = "hr"
    IT = "it"
    MANAGER = "manager"
    BUDDY = "buddy"
    NEWCOMER = "newcomer"
    OFFICE = "office"


class Phase(StrEnum):
    """The part of an onboarding that a task belongs to."""

    PREPARE = "prepare"
    DAY_ONE = "day_one"
    FIRST_WEEK = "first_week"
    FIRST_MONTH = "first_month"
    NINETY_DAYS = "ninety_days"


class OnboardingState(StrEnum):
    """Where an onboarding stands."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    CANCELLED = "cancelled"


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class PackKind(StrEnum):
    """What a pack item is: paper, a thing, or something that opens doors and accounts."""

    DOCUMENT = "document"
    ITEM = "item"
    ACCESS = "access"


class PackState(StrEnum):
    """Where a pack item stands."""

    TO_PREPARE = "to_prepare"
    READY = "ready"
    HANDED_OVER = "handed_over"


class PlanTemplate(Record, kw_only=True):
    """A reusable onboarding plan. `names` is {language: name}; `key` names a shipped plan."""

    __tablename__ = "plan_template"
    subject: ClassVar[str] = TEAM

    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)


class TaskTemplate(Record, kw_only=True):
    """One task of a plan.

    Attributes: `offset`, working days from the first day, negative before it; `predecessors`, keys
    of tasks that come first; `required`, whether day one depends on it; `latest_months` and
    `latest_days`, how long after the first day the law allows at most, 0 for no limit.
    """

    __tablename__ = "task_template"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "timing": ("offset", "latest_months", "latest_days")
    }

    plan_template_id: Mapped[str] = part_of("plan_template")
    key: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    offset: Mapped[int]
    owner: Mapped[str]
    required: Mapped[bool] = mapped_column(default=False)
    predecessors: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    latest_months: Mapped[int] = mapped_column(default=0)
    latest_days: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)


class PackItemTemplate(Record, kw_only=True):
    """One thing that every newcomer gets.

    Attributes: `stock`, how many there were when they were counted at `counted_at`, or None where
    nobody counts them. What is left follows from what was handed over since.
    """

    __tablename__ = "pack_item_template"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"count": ("stock", "counted_at")}

    key: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    kind: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    stock: Mapped[int | None] = mapped_column(default=None)
    counted_at: Mapped[datetime | None] = mapped_column(default=None)


class PaperTemplate(Record, kw_only=True):
    """A paper that newcomers are asked to bring; `notes` is {language: what to know about it}."""

    __tablename__ = "paper_template"
    subject: ClassVar[str] = TEAM

    key: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    notes: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    position: Mapped[int] = mapped_column(default=0)


class Onboarding(Record, kw_only=True):
    """One person's way in.

    Attributes: `start_on`, the first day; `contract_months`, None for an open-ended contract or one
    whose length is not known yet.
    """

    __tablename__ = "onboarding"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "standing": ("state", "state_since", "state_reason")
    }

    candidate_id: Mapped[str] = refers_to("candidate")
    application_id: Mapped[str] = part_of("application")
    requisition_id: Mapped[str] = refers_to("requisition")
    start_on: Mapped[date]
    manager_id: Mapped[str | None] = refers_to("staff", default=None)
    site: Mapped[str] = mapped_column(default="")
    desk: Mapped[str] = mapped_column(default="")
    employee_no: Mapped[str] = mapped_column(default="")
    contract_months: Mapped[int | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(default=OnboardingState.PLANNED)
    state_since: Mapped[datetime | None] = mapped_column(default=None)
    state_reason: Mapped[str] = mapped_column(default="")


class _Part(Record, kw_only=True):
    """What every row of an onboarding has: it, and the person it speaks of."""

    __abstract__ = True
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"


class Task(_Part, kw_only=True):
    """One thing to do for a newcomer.

    Attributes: `names` from the template, or `title` where somebody wrote one, which wins;
    `staff_id`, who does it where it is not who has the role; the rest as in `TaskTemplate`.
    """

    __tablename__ = "onboarding_task"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "timing": ("due_on", "offset", "latest_months", "latest_days"),
        "outcome": ("state", "done_at", "done_by"),
        "ownership": ("owner", "staff_id"),
    }

    onboarding_id: Mapped[str] = part_of("onboarding")
    candidate_id: Mapped[str] = refers_to("candidate")
    due_on: Mapped[date]
    offset: Mapped[int]
    owner: Mapped[str]
    key: Mapped[str] = mapped_column(default="")
    names: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    title: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[str | None] = refers_to("staff", default=None)
    required: Mapped[bool] = mapped_column(default=False)
    predecessors: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    latest_months: Mapped[int] = mapped_column(default=0)
    latest_days: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default=TaskState.OPEN)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    done_by: Mapped[str] = mapped_column(default="")


class PackItem(_Part, kw_only=True):
    """One thing of a newcomer's welcome pack."""

    __tablename__ = "pack_item"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"outcome": ("state", "at", "by")}

    onboarding_id: Mapped[str] = part_of("onboarding")
    candidate_id: Mapped[str] = refers_to("candidate")
    key: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    kind: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default=PackState.TO_PREPARE)
    at: Mapped[datetime | None] = mapped_column(default=None)
    by: Mapped[str] = mapped_column(default="")


class BringPaper(_Part, kw_only=True):
    """A paper a newcomer is to bring; what is kept is that it was seen, not a copy."""

    __tablename__ = "bring_paper"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"sight": ("seen", "seen_at", "seen_by")}

    onboarding_id: Mapped[str] = part_of("onboarding")
    candidate_id: Mapped[str] = refers_to("candidate")
    key: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    notes: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    position: Mapped[int] = mapped_column(default=0)
    seen: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime | None] = mapped_column(default=None)
    seen_by: Mapped[str] = mapped_column(default="")


class BuddyAssignment(_Part, kw_only=True):
    """Who is a newcomer's buddy; an earlier buddy's row is archived."""

    __tablename__ = "buddy_assignment"

    onboarding_id: Mapped[str] = part_of("onboarding")
    candidate_id: Mapped[str] = refers_to("candidate")
    staff_id: Mapped[str] = refers_to("staff")
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")


class BuddyMeeting(_Part, kw_only=True):
    """A meeting of buddy and newcomer: that it took place, not what was said."""

    __tablename__ = "buddy_meeting"

    onboarding_id: Mapped[str] = part_of("onboarding")
    candidate_id: Mapped[str] = refers_to("candidate")
    held_on: Mapped[date]
    staff_id: Mapped[str | None] = refers_to("staff", default=None)
    note: Mapped[str] = mapped_column(default="")


class CheckIn(_Part, kw_only=True):
    """How a newcomer is doing after `mark` days; `answers` is {question: 1 to 5}."""

    __tablename__ = "check_in"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"talk": ("held_on", "answers", "note", "by")}

    onboarding_id: Mapped[str] = part_of("onboarding")
    candidate_id: Mapped[str] = refers_to("candidate")
    mark: Mapped[int]
    held_on: Mapped[date]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    note: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(default="")
