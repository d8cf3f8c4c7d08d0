"""Stage sets, applications and the moves between stages."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import TEAM, Record, part_of, refers_to

_COLUMN_ORDER = ("archived", "state", "stage_id", "rank", "id", "moved_at")


class StageKind(StrEnum):
    """What a stage is for; the derived next action depends on it, never on its name."""

    NEW = "new"
    SCREEN = "screen"
    CALL = "call"
    TEST = "test"
    INTERVIEW = "interview"
    DEBRIEF = "debrief"
    OFFER = "offer"
    PRE_START = "pre_start"
    HIRED = "hired"


class ApplicationState(StrEnum):
    """Whether an application is running, and how it ended."""

    ACTIVE = "active"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    POOLED = "pooled"
    HIRED = "hired"


class StageSet(Record, kw_only=True):
    """One version of a reusable row of stages; a requisition keeps the version it was opened with.

    Attributes: `names`, {language: name}; `key` names a shipped set; `family_id`, the id of the
    first version, its own there; `retired`, whether it is no longer offered. It is not archived
    then, because requisitions may run on it.
    """

    __tablename__ = "stage_set"
    subject: ClassVar[str] = TEAM

    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    family_id: Mapped[str] = refers_to("stage_set", index=False, default="")
    retired: Mapped[bool] = mapped_column(default=False)


class Stage(Record, kw_only=True):
    """One column of the board.

    Attributes: `limit_days`, working days somebody may stay, or None; `scored`, whether a
    scorecard is owed after it; `entry_criteria` and `exit_criteria`, {language: text}; `owner`, who
    sees to it; `letter`, code of the letter that usually leaves here, or ''; `scorers`, roles or
    skills that must score, none for the panel; `origin_id`, the id of the same stage in the first
    version that has it, its own there.
    """

    __tablename__ = "stage"
    subject: ClassVar[str] = TEAM

    stage_set_id: Mapped[str] = part_of("stage_set")
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    kind: Mapped[str]
    position: Mapped[int]
    limit_days: Mapped[int | None] = mapped_column(default=None)
    scored: Mapped[bool] = mapped_column(default=False)
    exit_criteria: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    entry_criteria: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    owner: Mapped[str] = mapped_column(default="")
    letter: Mapped[str] = mapped_column(default="")
    scorers: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    origin_id: Mapped[str] = refers_to("stage", index=False, default="")


class Application(Record, kw_only=True):
    """A candidate on a requisition.

    Attributes: `rank`, the place in the column, ascending; `moved_at`, since when it is in its
    stage; `reason`, a code of `pipeline.rules.REASONS`; `reason_note`, what else was said.
    """

    __tablename__ = "application"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "place": ("stage_id", "rank", "moved_at", "moved_by"),
        "outcome": ("state", "reason", "reason_note", "closed_at"),
    }

    candidate_id: Mapped[str] = refers_to("candidate")
    requisition_id: Mapped[str] = refers_to("requisition")
    stage_id: Mapped[str] = refers_to("stage")
    rank: Mapped[float]
    moved_at: Mapped[datetime]
    applied_at: Mapped[datetime]
    moved_by: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=ApplicationState.ACTIVE)
    reason: Mapped[str] = mapped_column(default="")
    reason_note: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    starred: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        # Both answer for a column without touching a row: its ids in order, and who is overdue.
        Index("ix_application_board", "requisition_id", *_COLUMN_ORDER),
        Index("ix_application_column", *_COLUMN_ORDER),
        # Who was closed lately; a running application is not in it and costs it nothing.
        Index("ix_application_closed", "closed_at", sqlite_where=text("closed_at IS NOT NULL")),
    )


class Move(Record, kw_only=True):
    """An application's way from one stage to the next; written once."""

    __tablename__ = "move"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"

    application_id: Mapped[str] = part_of("application")
    candidate_id: Mapped[str] = refers_to("candidate")
    from_stage_id: Mapped[str | None] = refers_to("stage", index=False, default=None)
    to_stage_id: Mapped[str | None] = refers_to("stage", index=False, default=None)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class SavedView(Record, kw_only=True):
    """A filtered board under a name, for everybody who opens the vault.

    Attributes: `requisition_id`, '' for all; `spec`, the fields of `pipeline.views.BoardFilter`
    that differ from none; `layout`, "board" or "table".
    """

    __tablename__ = "saved_view"
    subject: ClassVar[str] = TEAM

    name: Mapped[str]
    requisition_id: Mapped[str] = refers_to("requisition", index=False, default="")
    spec: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    layout: Mapped[str] = mapped_column(default="board")


class ColumnMapping(Record, kw_only=True):
    """What the columns of tables with certain headings hold, as somebody chose it.

    Attributes: `fingerprint` of the headings (`intake.columns.fingerprint_of`); `columns`, fields
    by heading.
    """

    __tablename__ = "column_mapping"
    subject: ClassVar[str] = TEAM

    fingerprint: Mapped[str]
    columns: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
