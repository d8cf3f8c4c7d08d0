"""What a day of interviews is planned from, and who was told what about it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import TEAM, Record, part_of, refers_to

# Commands after which an invitation says what it said before: that guests were told and answered,
# that they came and the interview took place.
INVITES_AS_BEFORE = (
    *("notice.tell", "reply.take", "reply.note", "reply.keep"),
    *("interview.check-in", "interview.late", "interview.start", "interview.finish"),
)


class RoundPlace(StrEnum):
    """Where a round is held."""

    ROOM = "room"
    CALL = "call"


class Answer(StrEnum):
    """What somebody answered to an invitation; `PROPOSED`, that another time would suit."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    PROPOSED = "proposed"


class InterviewRound(Record, kw_only=True):
    """One round of a requisition's interview plan.

    Attributes: `position`, its place in the order of rounds; `panel`, a list of {"skill": a word or
    None for anybody, "count": how many}; `staff_ids`, who may interview, [] for everybody who
    interviews; `alternates`, who is asked where those cannot; `shadows`, who listens where they are
    free; `place`, a code of `RoundPlace`; `needs`, features of the room; `seats`, how many, None
    for the panel and one; `stage_id` and `template_id`, the stage it belongs to and its scorecard.
    """

    __tablename__ = "interview_round"
    subject: ClassVar[str] = "requisition_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "who": ("panel", "staff_ids", "alternates", "shadows"),
        "where": ("place", "needs", "seats"),
    }

    requisition_id: Mapped[str] = part_of("requisition")
    name: Mapped[str]
    minutes: Mapped[int]
    position: Mapped[int]
    panel: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    staff_ids: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    alternates: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    shadows: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    place: Mapped[str] = mapped_column(default=RoundPlace.ROOM)
    needs: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    seats: Mapped[int | None] = mapped_column(default=None)
    stage_id: Mapped[str | None] = refers_to("stage", index=False, default=None)
    template_id: Mapped[str | None] = refers_to("scorecard_template", index=False, default=None)


class InterviewerTerms(Record, kw_only=True):
    """When and how much a colleague interviews.

    Attributes: `hours`, {code of `Weekday`: [[opens, closes], …]} in minutes from midnight, {} for
    the office's hours; a weekday left out of a filled one is not worked; `most_a_day` and
    `most_a_week`, interviews, None without limit; `buffer`, least minutes between two of them.
    """

    __tablename__ = "interviewer_terms"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "limits": ("most_a_day", "most_a_week", "buffer")
    }

    staff_id: Mapped[str] = refers_to("staff")
    hours: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    most_a_day: Mapped[int | None] = mapped_column(default=None)
    most_a_week: Mapped[int | None] = mapped_column(default=None)
    buffer: Mapped[int] = mapped_column(default=0)


class RoomBusyTime(Record, kw_only=True):
    """A time at which a room cannot be used."""

    __tablename__ = "room_busy_time"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"span": ("starts_at", "ends_at")}

    room_id: Mapped[str] = refers_to("room")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    label: Mapped[str] = mapped_column(default="")


class InterviewNotice(Record, kw_only=True):
    """What one guest of an interview was last told about it, and what they answered.

    A guest has to be told anew where the interview is not as it was told. Attributes: the guest is
    `candidate_id` or `staff_id`; `starts_at`, `ends_at`, `place` as told; `withdrawn`, whether
    they were told that it is called off; `sequence`, of that calendar message; `answer`, a code of
    `Answer` or '', for the message of `answered_sequence`; `proposed_start` and `proposed_end`,
    the time they would rather have; `comment`, what they wrote with it.
    """

    __tablename__ = "interview_notice"
    subject: ClassVar[str] = "interview_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "told": ("starts_at", "ends_at", "place", "withdrawn", "sequence", "told_at"),
        "reply": (
            "answer",
            "answered_at",
            "answered_sequence",
            "proposed_start",
            "proposed_end",
            "comment",
        ),
    }

    interview_id: Mapped[str] = part_of("interview")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    told_at: Mapped[datetime]
    sequence: Mapped[int]
    candidate_id: Mapped[str | None] = refers_to("candidate", default=None)
    staff_id: Mapped[str | None] = refers_to("staff", index=False, default=None)
    place: Mapped[str] = mapped_column(default="")
    withdrawn: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_sequence: Mapped[int] = mapped_column(default=0)
    proposed_start: Mapped[datetime | None] = mapped_column(default=None)
    proposed_end: Mapped[datetime | None] = mapped_column(default=None)
    comment: Mapped[str] = mapped_column(default="")
