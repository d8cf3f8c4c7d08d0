"""Letters with their templates, and offers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import TEAM, Record, refers_to


class LetterKind(StrEnum):
    """What a letter says."""

    RECEIVED = "received"
    PHONE = "phone"
    INVITATION = "invitation"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    DELAY = "delay"
    THANKS = "thanks"
    NOT_SELECTED_CV = "not_selected_cv"
    NOT_SELECTED = "not_selected"
    POOL = "pool"
    WITHDREW = "withdrew"
    CLOSED = "closed"
    OFFER = "offer"
    OFFER_REMINDER = "offer_reminder"
    OFFER_DECLINED = "offer_declined"
    PRE_START = "pre_start"
    DAY_ONE = "day_one"
    BUDDY = "buddy"


class Tone(StrEnum):
    """How a letter speaks."""

    FORMAL = "formal"
    WARM = "warm"


class LetterState(StrEnum):
    """Where a letter stands: being written, in the outbox, gone, taken back."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class SentHow(StrEnum):
    """How a letter went."""

    PRINTED = "printed"
    MAILED = "mailed"
    OTHER = "other"


class OfferState(StrEnum):
    """Where an offer stands."""

    DRAFT = "draft"
    OUT = "out"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class LetterTemplate(Record, kw_only=True):
    """The words of a letter before anybody's name is in them.

    Attributes: `key`, "kind.tone.language" for a shipped one; `title`, the subject line; `body`,
    paragraphs with `{{ fields }}`; `delay_days`, working days after the event within which such a
    letter is due; `version`, one more with each change.
    """

    __tablename__ = "letter_template"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "words": ("title", "body", "delay_days", "version"),
    }

    key: Mapped[str]
    kind: Mapped[str]
    tone: Mapped[str]
    language: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    delay_days: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Index("ix_letter_template_key", "key"),)


class Letter(Record, kw_only=True):
    """A letter to somebody, with its words as they will be read.

    Attributes: `event`, what it answers ("closed/…", "thanks/…"), so that nobody gets two for one;
    `event_at`, when that was; `due_on`, the last day of the promise; `cool_until`, the earliest
    moment at which it may leave; `template`, key and version it was written from.
    """

    __tablename__ = "letter"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "words": ("title", "salutation", "body"),
        "standing": ("state", "cool_until", "sent_at", "sent_how"),
    }

    candidate_id: Mapped[str] = refers_to("candidate", index=False)
    application_id: Mapped[str | None] = refers_to("application", default=None)
    interview_id: Mapped[str | None] = refers_to("interview", default=None)
    offer_id: Mapped[str | None] = refers_to("offer", default=None)
    kind: Mapped[str]
    tone: Mapped[str]
    language: Mapped[str]
    title: Mapped[str]
    salutation: Mapped[str]
    body: Mapped[str]
    event: Mapped[str]
    event_at: Mapped[datetime]
    written_at: Mapped[datetime]
    due_on: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(default=LetterState.DRAFT)
    cool_until: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_how: Mapped[str] = mapped_column(default="")
    template: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ix_letter_event", "event"),
        Index("ix_letter_archived_state", "archived", "state", "due_on", "id"),
        # With fewer columns SQLite prefers the index above, and reads all letters for each person.
        Index("ix_letter_candidate", "candidate_id", "archived", "state", "sent_at"),
    )


class Offer(Record, kw_only=True):
    """Terms that somebody was or will be offered; pay is per month, before tax.

    Attributes: `contract_months`, None where it is open-ended; `probation_salary`, None where it is
    the full pay; `reason`, a code of `letters.rules.REFUSAL_REASONS` where it was refused.
    """

    __tablename__ = "offer"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "terms": (
            "salary",
            "currency",
            "start_on",
            "contract_months",
            "probation_months",
            "probation_salary",
            "respond_by",
        ),
        "standing": ("state", "sent_at", "decided_at", "reason", "note"),
    }

    application_id: Mapped[str] = refers_to("application", index=False)
    candidate_id: Mapped[str] = refers_to("candidate", index=False)
    requisition_id: Mapped[str] = refers_to("requisition")
    salary: Mapped[int]
    currency: Mapped[str]
    start_on: Mapped[date]
    respond_by: Mapped[date]
    contract_months: Mapped[int | None] = mapped_column(default=None)
    probation_months: Mapped[int] = mapped_column(default=0)
    probation_salary: Mapped[int | None] = mapped_column(default=None)
    made_at: Mapped[datetime | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(default=OfferState.DRAFT)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ix_offer_archived_state", "archived", "state", "respond_by"),
        Index("ix_offer_application", "application_id", "archived", "state"),
        Index("ix_offer_candidate", "candidate_id", "archived", "state"),
    )
