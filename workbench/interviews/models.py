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


class Room(Record, kw_only=True):
    """A room to meet in; `size` is how many people it seats, or None where nobody counted."""

    __tablename__ = "room"
    subject: ClassVar[str] = TEAM

    name: Mapped[str]
    site: Mapped[str] = mapped_column(default="")
    size: Mapped[int | None] = mapped_column(default=None)


class Interview(Record, kw_only=True):
    """A meeting of a panel with one or more candidates of one requisition.

    Attributes: `stage_id`, the stage it belongs to; `round`, what it is called; `uid`, its name in
    everybody's calendar, the same for ever; `state_reason`, why it was cancelled.
    """

    __tablename__ = "interview"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "time": ("starts_at", "ends_at", "room_id", "call_link"),
        "standing": ("state", "state_since", "state_reason"),
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

    __table_args__ = (Index("ix_interview_archived_starts_at", "archived", "starts_at", "id"),)


class InterviewCandidate(Record, kw_only=True):
    """Somebody who is interviewed; `absent`, whether the others met without them."""

    __tablename__ = "interview_candidate"
    subject: ClassVar[str] = "interview_id"
    person: ClassVar[str | None] = "candidate_id"

    interview_id: Mapped[str] = part_of("interview")
    candidate_id: Mapped[str] = refers_to("candidate")
    application_id: Mapped[str] = refers_to("application")
    absent: Mapped[bool] = mapped_column(default=False)


class InterviewPanelist(Record, kw_only=True):
    """A colleague on the panel; a `shadow` listens, to learn, and owes no scorecard."""

    __tablename__ = "interview_panelist"
    subject: ClassVar[str] = "interview_id"

    interview_id: Mapped[str] = part_of("interview")
    staff_id: Mapped[str] = refers_to("staff")
    shadow: Mapped[bool] = mapped_column(default=False)


class BusyTime(Record, kw_only=True):
    """A time at which a colleague cannot interview."""

    __tablename__ = "busy_time"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"span": ("starts_at", "ends_at")}

    staff_id: Mapped[str] = refers_to("staff", index=False)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    label: Mapped[str] = mapped_column(default="")

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
