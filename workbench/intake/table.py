"""Rows of a table with a header to drafts; shared by CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.columns import TableHead
from workbench.intake.drafts import (
    ApplicationDraft,
    ApplicationStatus,
    CandidateDraft,
    ExternalId,
)
from workbench.intake.headers import IGNORED, LEFT_OUT
from workbench.intake.limits import MAX_CELL_CHARS
from workbench.kernel.degrees import Degree
from workbench.kernel.i18n import N_, Message

_STATUSES = {
    ApplicationStatus.ACTIVE: ("active", "进行中", "in progress", "流程中"),
    ApplicationStatus.REJECTED: ("rejected", "淘汰", "已淘汰", "不合适", "拒绝"),
    ApplicationStatus.WITHDRAWN: ("withdrawn", "withdrew", "放弃", "已放弃"),
    ApplicationStatus.HIRED: ("hired", "入职", "已入职", "录用", "placed"),
}
_PLAINLY_OTHER = {"其他", "其它", "other", "Other"}


@dataclass
class Cells:
    """The values of one row by field; a field may stand in several columns."""

    values: dict[str, list[str]] = field(default_factory=dict)
    labelled: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, header: str, value: str) -> None:
        """Add a value; one that has no field of its own is kept with its header."""
        self.values.setdefault(name, []).append(value)
        self.headings.setdefault(name, header)
        if name == "contact_notes":
            self.labelled.append(f"{header}: {value}")

    def one(self, name: str) -> str:
        """Return the first value of a field, clean, or ''."""
        values = self.values.get(name)
        return normalise.clean(values[0]) if values else ""

    def with_heading(self, name: str) -> str:
        """Return the first value of a field behind the heading of its column."""
        return f"{self.headings[name]}: {self.one(name)}"

    def all(self, name: str) -> str:
        """Return every value of a field, one a line."""
        return "\n".join(self.values.get(name, ()))


def read_rows(
    collector: Collector,
    rows: Iterable[tuple[int, Sequence[str]]],
    head: TableHead,
    *,
    sheet: str = "",
) -> None:
    """Put every row (its number in the file, its cells) into `collector`."""
    collector.table(head)
    left_out = [column.heading for column in head.columns if column.field == LEFT_OUT]
    if left_out:
        collector.remark(
            N_("Left out, as it must not weigh in a decision: {columns}"),
            columns=", ".join(left_out),
        )
    for number, cells in rows:
        _read_row(collector, number, cells, head, sheet)


def _read_row(
    collector: Collector, number: int, cells: Sequence[str], head: TableHead, sheet: str
) -> None:
    if not any(cell.strip() for cell in cells):
        collector.skip(number, Message(N_("An empty row")), locator=sheet)
        return
    pairs = list(zip(head.columns, cells, strict=False))
    extra = [cell for cell in cells[len(head.columns) :] if cell.strip()]
    loose = [cell for column, cell in pairs if column.field is None and cell.strip()]
    if extra or loose:
        text = N_("A value without a column header: {value}")
        collector.fail(number, Message(text, {"value": (extra + loose)[0]}), locator=sheet)
        return
    if any(len(cell) > MAX_CELL_CHARS for cell in cells):
        collector.fail(number, Message(N_("A cell is too long to be read")), locator=sheet)
        return
    row = Cells()
    for column, cell in pairs:
        if column.field and column.field not in {LEFT_OUT, IGNORED} and cell.strip():
            row.put(column.field, column.heading, cell)
    draft, wrong = draft_of(row), _wrong_addresses(row)
    if wrong and not (draft.emails or draft.phones or draft.wechat):
        text = N_("{value} is not an e-mail address")
        collector.fail(number, Message(text, {"value": wrong[0]}), locator=sheet)
        return
    notes = _notes(row, draft, wrong)
    kept = replace(draft, links=wrong) if wrong else draft
    collector.add(number, kept, locator=sheet, notes=notes)


def draft_of(row: Cells, *, region: str = normalise.CHINA) -> CandidateDraft:
    """Return the draft of one row; `region` is that of phones without a country code."""
    name = row.one("name") or normalise.person_name(row.one("first_name"), row.one("last_name"))
    number = row.one("external_id")
    notes = normalise.clean_lines("\n".join([row.all("notes"), *row.labelled, *_unread(row)]))
    return CandidateDraft(
        name=name,
        emails=normalise.emails(row.all("email")),
        phones=normalise.phones(row.all("phone"), region),
        wechat=row.one("wechat"),
        city=row.one("city"),
        degree=normalise.degree(row.one("degree")),
        school=row.one("school"),
        years=normalise.years(row.one("years")),
        expected_pay=row.one("expected_pay"),
        notice=row.one("notice"),
        current_employer=row.one("current_employer"),
        title=row.one("title"),
        source=row.one("source"),
        referrer=row.one("referrer"),
        agency=row.one("agency"),
        summary=normalise.clean_lines(row.all("summary")),
        tags=split_tags(row.all("tags")),
        notes=notes,
        external_ids=(ExternalId("table", number),) if number else (),
        applications=_application(row),
        language=normalise.language_of(name, notes, row.one("city"), row.one("school")),
    )


def split_tags(text: str) -> tuple[str, ...]:
    """Return the parts of a list separated by commas or semicolons of either script."""
    for mark in "，、;；\n|":
        text = text.replace(mark, ",")
    return normalise.distinct(map(normalise.clean, text.split(",")))


def status_of(text: str) -> ApplicationStatus:
    """Return the status that `text` names in Chinese or English, or unknown."""
    word = normalise.clean(text).casefold()
    return next((code for code, words in _STATUSES.items() if word in words), ApplicationStatus(""))


def _application(row: Cells) -> tuple[ApplicationDraft, ...]:
    title, stage, status = row.one("job"), row.one("stage"), row.one("status")
    if not (title or stage):
        return ()
    return (
        ApplicationDraft(
            title,
            stage or ("" if status_of(status) else status),
            status_of(status),
            row.one("reject_reason"),
            normalise.moment(row.one("applied_at")),
        ),
    )


def _wrong_addresses(row: Cells) -> tuple[str, ...]:
    values = row.values.get("email", ())
    return normalise.distinct(normalise.clean(v) for v in values if not normalise.emails(v))


def _unread(row: Cells) -> list[str]:
    """Return the values that could not be understood, with their headings, to be kept as a note."""
    years, degree, applied = row.one("years"), row.one("degree"), row.one("applied_at")
    found = []
    if years and normalise.years(years) is None:
        found.append(row.with_heading("years"))
    if normalise.degree(degree) is Degree.OTHER and degree not in _PLAINLY_OTHER:
        found.append(row.with_heading("degree"))
    if applied and normalise.moment(applied) is None:
        found.append(row.with_heading("applied_at"))
    return found


def _notes(row: Cells, draft: CandidateDraft, wrong: Sequence[str]) -> list[Message]:
    text = N_("Kept as written, as it is no phone number: {value}")
    found = [Message(text, {"value": n}) for n in draft.phones if not n.startswith("+")]
    text = N_("Kept as a link, as it is no e-mail address: {value}")
    found += [Message(text, {"value": value}) for value in wrong]
    text = N_("Not understood, so kept as a note: {value}")
    return found + [Message(text, {"value": value}) for value in _unread(row)]
