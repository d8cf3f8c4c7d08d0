"""Scorecard templates with their anchored attributes, and the scorecards filled in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import TEAM, Record, part_of, refers_to

LOWEST, HIGHEST = 1, 5
ANCHORED = (1, 3, 5)  # the levels whose behaviour is written down


class Recommendation(StrEnum):
    """What an interviewer advises over all."""

    STRONG_NO = "strong_no"
    NO = "no"
    YES = "yes"
    STRONG_YES = "strong_yes"
    NOT_ENOUGH = "not_enough"


class ScorecardTemplate(Record, kw_only=True):
    """A scorecard before it is filled in.

    Attributes: `key` names a shipped one; `names`, {language: name}; `script`, {language: steps
    of the conversation, in order}.
    """

    __tablename__ = "scorecard_template"
    subject: ClassVar[str] = TEAM

    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    script: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)


class Attribute(Record, kw_only=True):
    """One thing to be judged, on five levels.

    Attributes: `names`, {language: name}; `anchors`, {language: {"1", "3", "5": behaviour}};
    `weight`, against the others; `knock_out`, whether level 1 alone speaks against somebody.
    """

    __tablename__ = "attribute"
    subject: ClassVar[str] = TEAM

    template_id: Mapped[str] = part_of("scorecard_template")
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    anchors: Mapped[dict[str, Any]] = mapped_column(JSON)
    position: Mapped[int]
    key: Mapped[str] = mapped_column(default="")
    weight: Mapped[float] = mapped_column(default=1.0)
    knock_out: Mapped[bool] = mapped_column(default=False)


class QuestionKind(StrEnum):
    """What a question of the bank is for."""

    BEHAVIOUR = "behaviour"
    SITUATION = "situation"
    PROBE = "probe"
    FOLLOW_UP = "follow_up"


class Question(Record, kw_only=True):
    """A question of the bank, about one attribute.

    Attributes: `attribute_id`; `texts`, {language: question}; `kind`, a code of `QuestionKind`;
    `key` names a shipped one.
    """

    __tablename__ = "question"
    subject: ClassVar[str] = TEAM

    attribute_id: Mapped[str] = refers_to("attribute")
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    kind: Mapped[str]
    position: Mapped[int]
    key: Mapped[str] = mapped_column(default="")


class Scorecard(Record, kw_only=True):
    """One interviewer's judgement of one application.

    Attributes: `interview_id`, the interview it is about, where there was one; `comment`, the
    reasons for `recommendation`; `submitted_at`, when it was handed in.
    """

    __tablename__ = "scorecard"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"verdict": ("recommendation", "comment")}

    application_id: Mapped[str] = part_of("application")
    candidate_id: Mapped[str] = refers_to("candidate")
    staff_id: Mapped[str] = refers_to("staff")
    template_id: Mapped[str] = refers_to("scorecard_template", index=False)
    recommendation: Mapped[str]
    submitted_at: Mapped[datetime]
    interview_id: Mapped[str | None] = refers_to("interview", index=False, default=None)
    comment: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index("ix_scorecard_interview_id_staff_id", "interview_id", "staff_id"),)


class Rating(Record, kw_only=True):
    """One attribute on a scorecard; `level` is None where it was not seen, which is not zero."""

    __tablename__ = "rating"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"judgement": ("level", "comment")}

    scorecard_id: Mapped[str] = part_of("scorecard")
    candidate_id: Mapped[str] = refers_to("candidate")
    attribute_id: Mapped[str] = refers_to("attribute", index=False)
    level: Mapped[int | None] = mapped_column(default=None)
    comment: Mapped[str] = mapped_column(default="")
