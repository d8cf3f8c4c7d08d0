"""Requisitions: what a department asks for, and who is to choose."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import Record, part_of, refers_to


class RequisitionState(StrEnum):
    """Where a requisition stands."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    FILLED = "filled"
    CLOSED = "closed"


class Urgency(StrEnum):
    """How soon somebody is needed: A at once (fast lane), B as planned, C when it fits."""

    A = "A"
    B = "B"
    C = "C"


class DemandReason(StrEnum):
    """Why a department asks."""

    NEW = "new"
    REPLACEMENT = "replacement"
    PROJECT = "project"


class MemberRole(StrEnum):
    """What a colleague does for a requisition."""

    INTERVIEWER = "interviewer"
    MANAGER = "manager"


class Requisition(Record, kw_only=True):
    """A department's request for people.

    Attributes: `salary_low` and `salary_high`, per month; `anonymous_until`, the last stage in
    which its candidates are screened without their names, '' for none.
    """

    __tablename__ = "requisition"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "standing": ("state", "state_since", "state_reason"),
        "band": ("salary_low", "salary_high", "currency"),
        "priority": ("urgency", "urgency_reason"),
    }

    title: Mapped[str]
    department: Mapped[str] = mapped_column(default="")
    headcount: Mapped[int] = mapped_column(default=1)
    stage_set_id: Mapped[str] = refers_to("stage_set", default="")
    anonymous_until: Mapped[str] = refers_to("stage", index=False, default="")
    level: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default=DemandReason.NEW)
    duties: Mapped[str] = mapped_column(default="")
    must_have: Mapped[str] = mapped_column(default="")
    nice_to_have: Mapped[str] = mapped_column(default="")
    goals: Mapped[str] = mapped_column(default="")
    start_on: Mapped[date | None] = mapped_column(default=None)
    site: Mapped[str] = mapped_column(default="")
    salary_low: Mapped[int | None] = mapped_column(default=None)
    salary_high: Mapped[int | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="CNY")
    urgency: Mapped[str] = mapped_column(default=Urgency.B)
    urgency_reason: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=RequisitionState.OPEN)
    state_since: Mapped[datetime | None] = mapped_column(default=None)
    state_reason: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    sort: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index("ix_requisition_archived_state", "archived", "state", "id"),)


class RequisitionMember(Record, kw_only=True):
    """A colleague who takes part in a requisition."""

    __tablename__ = "requisition_member"
    subject: ClassVar[str] = "requisition_id"

    requisition_id: Mapped[str] = part_of("requisition")
    staff_id: Mapped[str] = refers_to("staff")
    role: Mapped[str] = mapped_column(default=MemberRole.INTERVIEWER)
