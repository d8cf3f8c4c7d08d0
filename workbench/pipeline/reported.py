"""The report of an import as a table, for a file that somebody passes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.exporting.csvfile import write_csv
from workbench.exporting.table import Column, Kind, Progress, Row, Table, Written
from workbench.kernel.i18n import N_, Translator
from workbench.pipeline.reporting import (
    ImportReport,
    Placing,
    Record,
    goes_to,
    standing_word,
    told,
)

_TITLE, _NO_POST = N_("Report of the import"), N_("no such requisition: {title}")
_COLUMNS = (
    Column(N_("File")),
    Column(N_("Row"), Kind.NUMBER),
    Column(N_("Name")),
    Column(N_("Result")),
    Column(N_("Goes to")),
    Column(N_("Note")),
)


def write_report(
    path: Path,
    report: ImportReport,
    placing: Placing,
    words: Translator,
    progress: Progress | None = None,
) -> Written:
    """Write every record of a report as CSV. Raises SystemFault where the disk refuses."""
    return write_csv(path, report_table(report, placing, words), progress)


def report_table(report: ImportReport, placing: Placing, words: Translator) -> Table:
    """Return the report as rows in the reader's language."""
    columns = tuple(Column(words.text(each.title), each.kind) for each in _COLUMNS)
    rows = _rows(report, placing, words)
    return Table(words.text(_TITLE), columns, rows, len(report.records))


def _rows(report: ImportReport, placing: Placing, words: Translator) -> Iterator[Row]:
    for record in report.records:
        yield (
            record.file,
            record.row or None,
            record.name,
            words.text(standing_word(record)),
            where(record, placing, words),
            "; ".join(words.show(each) for each in told(record)),
        )


def where(record: Record, placing: Placing, words: Translator) -> str:
    """Return where a record's person goes, in words."""
    found, missing = goes_to(record, placing)
    comma = "、" if words.language == "zh" else ", "
    return comma.join([*found, *(words.text(_NO_POST, title=title) for title in missing)])
