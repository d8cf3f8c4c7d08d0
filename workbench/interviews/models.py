"""Meeting rooms, interviews with who takes part in them, and when colleagues are busy."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kernel.ids import new_id
from workbench.vault.records import TEAM, Record, part_of, refers_to


class InterviewState(StrEnum):
    """Where an interview stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class OfferState(StrEnum):
    """Where a time stands that a candidate was offered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Weekday(StrEnum):
    """The days of the week, in their order."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class BusyKind(StrEnum):
    """Why a colleague cannot interview: something else, leave, or what a calendar file said."""

    BUSY = "busy"
    LEAVE = "leave"
    CALENDAR = "calendar"


class Room(Record, kw_only=True):
    """A room to meet in.

    Attributes: `size`, how many people it seats, or None where nobody counted; `features`, what it
    has, in words; `opens` and `closes`, minutes from midnight, None where the office's hours hold.
    """

    __tablename__ = "room"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"opening": ("opens", "closes")}

    name: Mapped[str]
    site: Mapped[str] = mapped_column(default="")
    size: Mapped[int | None] = mapped_column(default=None)
    features: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    opens: Mapped[int | None] = mapped_column(default=None)
    closes: Mapped[int | None] = mapped_column(default=None)


class Interview(Record, kw_only=True):
    """A meeting of a panel with one or more candidates of one requisition.

    Attributes: `stage_id`, the stage it belongs to; `round`, what it is called; `uid`, its name in
    everybody's calendar, the same for ever; `state_reason`, why it was cancelled; `round_id`, the
    round of the interview plan that it holds, where it was made from one; `started_at` and
    `ended_at`, when it really began and ended.
    """

    __tablename__ = "interview"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "time": ("starts_at", "ends_at", "room_id", "call_link"),
        "standing": ("state", "state_since", "state_reason"),
        "running": ("started_at", "ended_at"),
    }

    requisition_id: Mapped[str] = refers_to("requisition")
    stage_id: Mapped[str] = refers_to("stage", index=False)
    round: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    room_id: Mapped[str | None] = refers_to("room", default=None)
    call_link: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=InterviewState.PLANNED)
    state_since: Mapped[datetime | None] = mapped_column(default=None)
    state_reason: Mapped[str] = mapped_column(default="")
    uid: Mapped[str] = mapped_column(default_factory=new_id)
    round_id: Mapped[str | None] = refers_to("interview_round", index=False, default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (Index("ix_interview_archived_starts_at", "archived", "starts_at", "id"),)


class InterviewCandidate(Record, kw_only=True):
    """Somebody who is interviewed.

    Attributes: `absent`, whether the others met without them; `arrived_at`, when they were checked
    in; `late_minutes`, by how much they said they would be late, 0 where they did not.
    """

    __tablename__ = "interview_candidate"
    subject: ClassVar[str] = "interview_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"arrival": ("arrived_at", "late_minutes")}

    interview_id: Mapped[str] = part_of("interview")
    candidate_id: Mapped[str] = refers_to("candidate")
    application_id: Mapped[str] = refers_to("application")
    absent: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[datetime | None] = mapped_column(default=None)
    late_minutes: Mapped[int] = mapped_column(default=0)


class InterviewPanelist(Record, kw_only=True):
    """A colleague on the panel; a `shadow` listens, to learn, and owes no scorecard."""

    __tablename__ = "interview_panelist"
    subject: ClassVar[str] = "interview_id"

    interview_id: Mapped[str] = part_of("interview")
    staff_id: Mapped[str] = refers_to("staff")
    shadow: Mapped[bool] = mapped_column(default=False)


class BusyTime(Record, kw_only=True):
    """A time at which a colleague cannot interview.

    Attributes: `kind`, a code of `BusyKind`; `source`, which calendar file it came from, so that a
    newer one replaces it, '' for what was typed.
    """

    __tablename__ = "busy_time"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"span": ("starts_at", "ends_at")}

    staff_id: Mapped[str] = refers_to("staff", index=False)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    label: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default=BusyKind.BUSY)
    source: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index("ix_busy_time_staff_id_ends_at", "staff_id", "archived", "ends_at"),)


class OfferedTime(Record, kw_only=True):
    """A time for an interview that a candidate was offered.

    Attributes: `batch`, the same for all times offered together, of which one can be accepted;
    `panel`, ids of the interviewers meant, [] where nobody was named.
    """

    __tablename__ = "offered_time"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"standing": ("state", "state_since")}

    candidate_id: Mapped[str] = refers_to("candidate")
    application_id: Mapped[str] = refers_to("application")
    batch: Mapped[str]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    offered_at: Mapped[datetime]
    panel: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    state: Mapped[str] = mapped_column(default=OfferState.OPEN)
    state_since: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (Index("ix_offered_time_state_starts_at", "state", "starts_at"),)


class PossibleTime(Record, kw_only=True):
    """Hours at which a candidate can be interviewed, in the organisation's local time.

    Attributes: `weekday`, a code of `Weekday` for hours of every week, or `day`, for one day;
    `opens` and `closes`, minutes from midnight; `note`, all else that was said, in a row of its
    own without hours.
    """

    __tablename__ = "possible_time"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"span": ("weekday", "day", "opens", "closes")}

    candidate_id: Mapped[str] = refers_to("candidate")
    weekday: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None] = mapped_column(default=None)
    opens: Mapped[int | None] = mapped_column(default=None)
    closes: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
