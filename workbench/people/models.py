"""The people: candidates with all that is known of them, and staff."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import TEAM, Record, part_of, refers_to


class ContactKind(StrEnum):
    """How somebody can be reached."""

    EMAIL = "email"
    PHONE = "phone"
    WECHAT = "wechat"
    LINK = "link"


class Channel(StrEnum):
    """By which way two people were in contact."""

    CALL = "call"
    WECHAT = "wechat"
    SMS = "sms"
    EMAIL = "email"
    IN_PERSON = "in_person"
    OTHER = "other"


class Direction(StrEnum):
    """Who began it: we (`OUT`) or the candidate (`IN`)."""

    OUT = "out"
    IN = "in"


class Outcome(StrEnum):
    """What a contact came to."""

    NONE = ""
    REACHED = "reached"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    WRONG_NUMBER = "wrong_number"
    DECLINED = "declined"
    AGREED = "agreed"
    TO_CALL_BACK = "to_call_back"


class Candidate(Record, kw_only=True):
    """Somebody who may come to work here.

    Attributes: `name`, one field, as written; `sort`, its sort key (pinyin); `degree`, a code of
    `people.rules.Degree`, or ''; `years` of experience; `expected_pay`, `notice`, as told;
    `do_not_contact` since `dnc_since` because of `dnc_reason`; `merged_into`, the record that this
    one went into when both were one person, or None.
    """

    __tablename__ = "candidate"
    person: ClassVar[str | None] = "id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "naming": ("name", "sort"),
        "origin": ("source", "referrer", "agency"),
        "education": ("degree", "school"),
        "contact_ban": ("do_not_contact", "dnc_reason", "dnc_since"),
        "consent": ("consent_on", "consent_until"),
    }

    name: Mapped[str]
    sort: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="zh")
    city: Mapped[str] = mapped_column(default="")
    degree: Mapped[str] = mapped_column(default="")
    school: Mapped[str] = mapped_column(default="")
    years: Mapped[float | None] = mapped_column(default=None)
    expected_pay: Mapped[str] = mapped_column(default="")
    notice: Mapped[str] = mapped_column(default="")
    employer: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    referrer: Mapped[str] = mapped_column(default="")
    agency: Mapped[str] = mapped_column(default="")
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    dnc_reason: Mapped[str] = mapped_column(default="")
    dnc_since: Mapped[date | None] = mapped_column(default=None)
    consent_on: Mapped[date | None] = mapped_column(default=None)
    consent_until: Mapped[date | None] = mapped_column(default=None)
    added_at: Mapped[datetime | None] = mapped_column(default=None)
    merged_into: Mapped[str | None] = refers_to("candidate", default=None)

    __table_args__ = (
        Index("ix_candidate_archived_sort", "archived", "sort", "id"),
        Index("ix_candidate_consent_until", "consent_until", "archived", "id"),
    )


class DistinctPair(Record, kw_only=True):
    """Two candidates who look like one and are not, as somebody has said."""

    __tablename__ = "distinct_pair"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"

    candidate_id: Mapped[str] = part_of("candidate")
    other_id: Mapped[str] = refers_to("candidate")


class Contact(Record, kw_only=True):
    """One way to reach a candidate; `normal` is what duplicates are found by."""

    __tablename__ = "contact"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"address": ("kind", "value", "normal")}

    candidate_id: Mapped[str] = part_of("candidate")
    kind: Mapped[str]
    value: Mapped[str]
    normal: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_contact_normal", "normal", "kind"),)


class Cv(Record, kw_only=True):
    """A CV: its text, and the file it came as where there is one (`object_id` and its `key`)."""

    __tablename__ = "cv"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "file": ("object_id", "key", "name", "media_type", "size", "sha256"),
    }

    candidate_id: Mapped[str] = part_of("candidate")
    text: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    object_id: Mapped[str | None] = mapped_column(default=None)
    key: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    added_at: Mapped[datetime | None] = mapped_column(default=None)


class Note(Record, kw_only=True):
    """What somebody wrote down about a candidate; written once, never changed."""

    __tablename__ = "note"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"

    candidate_id: Mapped[str] = part_of("candidate")
    body: Mapped[str]
    at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")


_OF_CONTACT = ("candidate_id", "at", "id")


class ContactLog(Record, kw_only=True):
    """One call, message or talk with a candidate.

    Attributes: `application_id`, what it was about, or None; `at`, when; `by`, who noted it;
    `channel`, `direction` and `outcome`, codes of the enumerations above; `call_back_on`, the local
    day on which to call again; `settled`, whether somebody said that this is done.
    """

    __tablename__ = "contact_log"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "circumstances": ("at", "channel", "direction"),
        "call_back": ("call_back_on", "settled"),
    }

    candidate_id: Mapped[str] = refers_to("candidate", index=False)
    application_id: Mapped[str | None] = refers_to("application", default=None)
    at: Mapped[datetime]
    by: Mapped[str]
    channel: Mapped[str]
    direction: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    call_back_on: Mapped[date | None] = mapped_column(default=None)
    settled: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        # Who is owed a call is answered by both without touching a row.
        Index("ix_contact_log_call_back", "call_back_on", "settled", "archived", *_OF_CONTACT),
        Index(
            "ix_contact_log_candidate",
            *_OF_CONTACT,
            "archived",
            "direction",
            "outcome",
            "call_back_on",
        ),
    )


class Tag(Record, kw_only=True):
    """A word that a candidate was marked with."""

    __tablename__ = "tag"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"

    candidate_id: Mapped[str] = part_of("candidate")
    word: Mapped[str]

    __table_args__ = (Index("ix_tag_word", "word", "candidate_id"),)


class ExternalId(Record, kw_only=True):
    """The number under which another program knew a candidate."""

    __tablename__ = "external_id"
    subject: ClassVar[str] = "candidate_id"
    person: ClassVar[str | None] = "candidate_id"

    candidate_id: Mapped[str] = part_of("candidate")
    system: Mapped[str]
    value: Mapped[str]

    __table_args__ = (Index("ix_external_id_system_value", "system", "value"),)


class Staff(Record, kw_only=True):
    """A colleague: interviewer, buddy or manager, with what choosing among them needs.

    Attributes: `hired_on`, for "at least a year here"; `skills` and `languages`, lists of words.
    """

    __tablename__ = "staff"
    subject: ClassVar[str] = TEAM

    name: Mapped[str]
    sort: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    site: Mapped[str] = mapped_column(default="")
    interviewer: Mapped[bool] = mapped_column(default=True)
    buddy: Mapped[bool] = mapped_column(default=False)
    manager: Mapped[bool] = mapped_column(default=False)
    hired_on: Mapped[date | None] = mapped_column(default=None)
    skills: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    languages: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
