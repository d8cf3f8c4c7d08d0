"""Rows of a table with a header to drafts; shared by CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import (
    ApplicationDraft,
    ApplicationStatus,
    CandidateDraft,
    ExternalId,
)
from workbench.intake.headers import IGNORED, LEFT_OUT, map_headers
from workbench.intake.limits import MAX_CELL_CHARS, MAX_COLUMNS
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Message

_STATUSES = {
    ApplicationStatus.ACTIVE: ("active", "进行中", "in progress", "流程中"),
    ApplicationStatus.REJECTED: ("rejected", "淘汰", "已淘汰", "不合适", "拒绝"),
    ApplicationStatus.WITHDRAWN: ("withdrawn", "withdrew", "放弃", "已放弃"),
    ApplicationStatus.HIRED: ("hired", "入职", "已入职", "录用", "placed"),
}


@dataclass
class Cells:
    """The values of one row by field; a field may stand in several columns."""

    values: dict[str, list[str]] = field(default_factory=dict)
    labelled: list[str] = field(default_factory=list)

    def put(self, name: str, header: str, value: str) -> None:
        """Add a value; one that has no field of its own is kept with its header."""
        self.values.setdefault(name, []).append(value)
        if name == "contact_notes":
            self.labelled.append(f"{header}: {value}")

    def one(self, name: str) -> str:
        """Return the first value of a field, clean, or ''."""
        return normalise.clean(self.values.get(name, [""])[0])

    def all(self, name: str) -> str:
        """Return every value of a field, one a line."""
        return "\n".join(self.values.get(name, ()))


def read_rows(
    collector: Collector,
    rows: Iterable[tuple[int, Sequence[str]]],
    headers: Sequence[str],
    *,
    name: str,
    mapping: Mapping[str, str] | None,
    sheet: str = "",
) -> None:
    """Put every row (its number in the file, its cells) into `collector`.

    Raises BadInput where a header is unknown, or neither a name nor its parts have a column.
    """
    if len(headers) > MAX_COLUMNS:
        raise BadInput(
            N_("{name} has more than {limit} columns; it is no list of people"),
            name=name,
            limit=MAX_COLUMNS,
        )
    columns = map_headers(headers, mapping, name)
    if not {"name", "last_name", "first_name"} & set(columns):
        raise BadInput(N_("{name} has no column for the name (name/姓名)"), name=name)
    left_out = [h for h, column in zip(headers, columns, strict=True) if column == LEFT_OUT]
    if left_out:
        collector.remark(
            N_("Left out, as it must not weigh in a decision: {columns}"),
            columns=", ".join(map(normalise.clean, left_out)),
        )
    for number, cells in rows:
        _read_row(collector, number, cells, headers, columns, sheet)


def _read_row(
    collector: Collector,
    number: int,
    cells: Sequence[str],
    headers: Sequence[str],
    columns: Sequence[str | None],
    sheet: str,
) -> None:
    if not any(cell.strip() for cell in cells):
        collector.skip(number, Message(N_("An empty row")), locator=sheet)
        return
    extra = [cell for cell in cells[len(headers) :] if cell.strip()]
    loose = [c for c, h in zip(cells, columns, strict=False) if h is None and c.strip()]
    if extra or loose:
        text = N_("A value without a column header: {value}")
        collector.fail(number, Message(text, {"value": (extra + loose)[0]}), locator=sheet)
        return
    if any(len(cell) > MAX_CELL_CHARS for cell in cells):
        collector.fail(number, Message(N_("A cell is too long to be read")), locator=sheet)
        return
    row = Cells()
    for header, column, cell in zip(headers, columns, cells, strict=False):
        if column and column not in {LEFT_OUT, IGNORED} and cell.strip():
            row.put(column, normalise.clean(header), cell)
    wrong = _wrong_address(row)
    if wrong:
        text = N_("{value} is not an e-mail address")
        collector.fail(number, Message(text, {"value": wrong}), locator=sheet)
        return
    collector.add(number, draft_of(row), locator=sheet, notes=_notes(row))


def draft_of(row: Cells, *, region: str = normalise.CHINA) -> CandidateDraft:
    """Return the draft of one row; `region` is that of phones without a country code."""
    name = row.one("name") or normalise.person_name(row.one("first_name"), row.one("last_name"))
    number = row.one("external_id")
    notes = normalise.clean_lines("\n".join([row.all("notes"), *row.labelled]))
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


def _wrong_address(row: Cells) -> str:
    values = row.values.get("email", ())
    return next((v.strip() for v in values if not normalise.emails(v)), "")


def _notes(row: Cells) -> list[Message]:
    found = [
        Message(N_("Kept as written, as it is no phone number: {value}"), {"value": number})
        for number in normalise.phones(row.all("phone"))
        if not number.startswith("+")
    ]
    written = row.one("years")
    if written and normalise.years(written) is None:
        found.append(Message(N_("Years of work are not clear: {value}"), {"value": written}))
    return found
