"""Plain values that files turn into: drafts of people and a report on every record.

Nothing here knows a database. A record of a file ends in exactly one `RowReport`: ok (there is a
draft), skipped or failed, the latter two with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workbench.intake.columns import TableHead
from workbench.kernel.degrees import Degree
from workbench.kernel.i18n import Message


class Format(StrEnum):
    """The kinds of file that are understood."""

    CSV = "csv"
    XLSX = "xlsx"
    OPENCATS_CANDIDATES = "opencats-candidates"
    OPENCATS_PIPELINE = "opencats-pipeline"
    GREENHOUSE_CANDIDATES = "greenhouse-candidates"
    GREENHOUSE_APPLICATIONS = "greenhouse-applications"
    JSON_RESUME = "json-resume"
    CHINESE_CV_JSON = "chinese-cv-json"
    JOB_BOARD_SUBJECTS = "job-board-subjects"
    MAIL = "mail"
    VCARD = "vcard"
    EUROPASS = "europass"
    HORILLA = "horilla"
    CV_TEXT = "cv-text"
    CV_HTML = "cv-html"
    CV_MHT = "cv-mht"
    CV_PDF = "cv-pdf"
    CV_DOCX = "cv-docx"
    CV_RTF = "cv-rtf"


class ApplicationStatus(StrEnum):
    """Where an application stands, as far as the file says."""

    UNKNOWN = ""
    ACTIVE = "active"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    HIRED = "hired"


class RowState(StrEnum):
    """What became of one record."""

    OK = "ok"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class ExternalId:
    """The key of a record in the system it came from, for finding it again."""

    system: str
    value: str


@dataclass(frozen=True)
class ApplicationDraft:
    """One application for one job.

    Attributes: `stage`, the foreign system's word; `applied_at`, aware where the file names a zone,
    else local time without one.
    """

    job_title: str
    stage: str = ""
    status: ApplicationStatus = ApplicationStatus.UNKNOWN
    reject_reason: str = ""
    applied_at: datetime | None = None
    external_id: str = ""


@dataclass(frozen=True)
class AttachmentDraft:
    """A file that belongs to the person, as it came."""

    file_name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class CandidateDraft:
    """One person as a file describes them.

    Attributes: `name`, one field as written; `emails`, folded; `phones`, E.164 where they could be
    understood, else as written; `years`, of work; `expected_pay` and `notice`, as written;
    `links`, what was given as an address and cannot be one, as written; `language`, 'zh' or 'en',
    the one to write in.
    """

    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    wechat: str = ""
    links: tuple[str, ...] = ()
    city: str = ""
    degree: Degree = Degree.UNKNOWN
    school: str = ""
    years: float | None = None
    expected_pay: str = ""
    notice: str = ""
    current_employer: str = ""
    title: str = ""
    source: str = ""
    referrer: str = ""
    agency: str = ""
    summary: str = ""
    cv_text: str = field(default="", repr=False)
    tags: tuple[str, ...] = ()
    notes: str = ""
    external_ids: tuple[ExternalId, ...] = ()
    applications: tuple[ApplicationDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()
    language: str = "zh"


@dataclass(frozen=True)
class Located:
    """A draft and where it stands: `row` in the file (from 1) and `locator` within it, or ''."""

    row: int
    locator: str
    draft: CandidateDraft


@dataclass(frozen=True)
class LooseApplication:
    """An application whose person is in another file, named by `person`."""

    row: int
    locator: str
    person: ExternalId
    application: ApplicationDraft


@dataclass(frozen=True)
class RowReport:
    """What became of one record.

    Attributes: `row`, from 1, for tables as a spreadsheet numbers it; `locator`, the format's own
    name of the place, or ''; `message`, the reason or what was read; `notes`, what the reader
    should look at although the record is fine.
    """

    row: int
    locator: str
    state: RowState
    message: Message
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class IntakeFile:
    """Everything that one file held.

    Attributes: `remarks`, about the file as a whole, such as a column left out on purpose; `loose`,
    applications whose person is in another file (see `workbench.intake.joining`); `heads`, the
    columns of its tables.
    """

    name: str
    format: Format
    drafts: tuple[Located, ...]
    reports: tuple[RowReport, ...]
    loose: tuple[LooseApplication, ...] = ()
    remarks: tuple[Message, ...] = ()
    heads: tuple[TableHead, ...] = ()

    def count(self, state: RowState) -> int:
        """Return how many records ended in `state`."""
        return sum(report.state is state for report in self.reports)
