"""Job-board subjects and file names to drafts, alone or listed in a CSV.

Such a CSV has one column of subjects or file names (主题, subject, 文件名, text) and perhaps one
that names the board (渠道, channel) and one for the kind (subject or filename).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import (
    ApplicationDraft,
    ApplicationStatus,
    CandidateDraft,
    ExternalId,
    Format,
    IntakeFile,
)
from workbench.intake.grammars import Applicant, parse_file_name, parse_subject
from workbench.kernel.i18n import N_, Message
from workbench.kernel.names import is_masked

_TEXT = ("text", "subject", "mail subject", "主题", "邮件主题", "标题", "文件名", "filename",
         "file name", "附件名")  # fmt: skip
_CHANNEL = ("channel", "渠道", "来源", "source")
_KIND = ("kind", "类型")
_NOTES = ("note", "notes", "备注", "说明")
_FILE_WORDS = ("filename", "file name", "file", "文件名", "附件名", "附件")


def is_subject_list(headers: Sequence[str]) -> bool:
    """Tell whether a table's header is that of a list of subjects or file names."""
    return any(_plain(header) in _TEXT for header in headers)


def read_subjects(
    headers: Sequence[str], rows: Sequence[tuple[int, list[str]]], name: str
) -> IntakeFile:
    """Read a list of subjects; a text that no grammar fits fails with itself in the reason."""
    collector = Collector(name, Format.JOB_BOARD_SUBJECTS)
    plain = [_plain(header) for header in headers]
    of_files = any(word in _FILE_WORDS for word in plain)
    text_at = next(i for i, word in enumerate(plain) if word in _TEXT)
    used = {*_TEXT, *_CHANNEL, *_KIND, *_NOTES}
    unread = [h for h, word in zip(headers, plain, strict=True) if word and word not in used]
    if unread:
        collector.remark(N_("Columns that were not read: {columns}"), columns=", ".join(unread))
    for number, cells in rows:
        text = cells[text_at].strip() if text_at < len(cells) else ""
        if not text:
            collector.skip(number, Message(N_("An empty row")))
            continue
        kind = _cell(plain, cells, _KIND)
        named = _plain(kind) in _FILE_WORDS if kind else of_files
        found = parse_file_name(text) if named else parse_subject(text) or parse_file_name(text)
        add_applicant(collector, number, text, found, channel=_cell(plain, cells, _CHANNEL))
    return collector.file()


def add_applicant(
    collector: Collector, row: int, text: str, found: Applicant | None, *, channel: str = ""
) -> None:
    """Put what a text says into `collector`, or the reason why it says too little."""
    if found is None:
        reason = N_("No job board writes like this: {text}")
        collector.fail(row, Message(reason, {"text": text}))
    elif not found.name:
        stands_in = replace(found, name=found.phone)
        note = Message(N_("No name is given; the phone number stands in its place"))
        collector.add(row, draft_of(stands_in, channel), notes=[note])
    else:
        collector.add(row, draft_of(found, channel), notes=notes_of(found))


def draft_of(found: Applicant, channel: str = "") -> CandidateDraft:
    """Return the draft of an applicant; the grammar's board wins over `channel`."""
    source = found.channel or ("" if channel == "generic" else channel)
    applied = normalise.moment(found.applied)
    application = ApplicationDraft(
        found.job, "", ApplicationStatus.ACTIVE, applied_at=applied, external_id=found.job_number
    )
    return CandidateDraft(
        name=found.name,
        phones=normalise.phones(found.phone),
        city=found.city,
        degree=normalise.degree(found.degree),
        years=normalise.years(found.experience),
        expected_pay=found.pay,
        source=source,
        notes=found.experience if "应届" in found.experience else "",
        external_ids=(ExternalId(source or "file-name", found.number),) if found.number else (),
        applications=(application,) if found.job else (),
        language=normalise.language_of(found.name, found.job),
    )


def notes_of(found: Applicant) -> list[Message]:
    """Return what the reader should know about an applicant's line."""
    if is_masked(found.name):
        return [Message(N_("The board hides the given name: {name}"), {"name": found.name})]
    return []


def _cell(plain: Sequence[str], cells: Sequence[str], words: Sequence[str]) -> str:
    at = next((i for i, word in enumerate(plain) if word in words), len(cells))
    return normalise.clean(cells[at]) if at < len(cells) else ""


def _plain(header: str) -> str:
    return normalise.clean(header).casefold().replace("_", " ")
