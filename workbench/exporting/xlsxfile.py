"""Excel workbooks with one sheet: texts are texts, numbers numbers, dates dates.

Rows go to a scratch file beside the target as they come, so memory does not grow with them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from workbench.exporting.table import Kind, Progress, Row, Table, Written, watched
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_
from workbench.kernel.whole_files import whole_file

MOST_ROWS = 1_048_576 - 1  # below the header
MOST_CHARS = 32_767  # of a cell, counted as Excel does: in units of UTF-16
LONG = 255
NARROWEST, WIDEST, MEASURED = 8, 48, 200
FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is wrong

_TITLE_BREAK = re.compile(r"[\[\]:*?/\\\x00-\x1f']+")
_FORMATS = {Kind.TEXT: "@", Kind.DATE: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
_WIDTHS = {Kind.DATE: 11.0, Kind.MOMENT: 16.0}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(path: Path, table: Table, progress: Progress | None = None) -> Written:
    """Write a table; a text that is too long for a cell is shortened and counted.

    Raises BadInput where there are more rows than a sheet holds or `progress` says to stop,
    SystemFault where the disk refuses; then there is no new file.
    """
    if table.total > MOST_ROWS:
        raise _too_many(table.total)
    with whole_file(path) as fresh:
        return _Book(fresh, table).write(watched(table.rows, table.total, progress))


class _Book:
    """A workbook while it is being written."""

    def __init__(self, path: Path, table: Table) -> None:
        from xlsxwriter import Workbook  # slow to import

        self._columns = table.columns
        self._book = Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)})
        self._sheet = self._book.add_worksheet(sheet_title(table.title), _plain_sheet())
        # Some Excels show #### for a long text in a column of texts.
        self._long = self._book.add_format({"quote_prefix": True})
        self._shortened = 0

    def write(self, rows: Iterator[Row]) -> Written:
        from xlsxwriter.exceptions import FileCreateError

        try:
            count = self._write_rows(rows)
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError it stands for
        finally:
            self._sheet.row_data_fh.close()  # else a scratch file stays open, and so stays there
        return Written(count, self._shortened)

    def _write_rows(self, rows: Iterator[Row]) -> int:
        first = list(islice(rows, MEASURED))
        self._dress(first)
        puts = [self._put_of(column.kind) for column in self._columns]
        number = 0
        for number, row in enumerate(chain(first, rows), start=1):
            if number > MOST_ROWS:
                raise _too_many(number)
            for place, cell in enumerate(row):
                if cell is not None and cell != "":
                    puts[place](number, place, cell)
        if number:
            self._sheet.autofilter(0, 0, number, len(self._columns) - 1)
        return number

    def _dress(self, first: Sequence[Row]) -> None:
        sheet, bold = self._sheet, self._book.add_format({"bold": True})
        for place, column in enumerate(self._columns):
            look = self._book.add_format({"num_format": _FORMATS.get(column.kind, "General")})
            texts = [column.title, *(str(row[place] or "") for row in first)]
            width = _WIDTHS.get(column.kind) or _width(texts)
            sheet.set_column(place, place, max(width, _width(texts[:1])), look)
        for place, column in enumerate(self._columns):
            sheet.write_string(0, place, column.title, bold)
        sheet.freeze_panes(1, 0)
        # Phone numbers are texts on purpose.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS + 1}"})

    def _put_of(self, kind: Kind) -> Callable[[int, int, Any], object]:
        puts: dict[Kind, Callable[[int, int, Any], object]] = {
            Kind.TEXT: self._put_text,
            Kind.NUMBER: self._put_number,
            Kind.DATE: self._put_date,
            Kind.MOMENT: self._put_date,
        }
        return puts[kind]

    def _put_text(self, row: int, place: int, cell: str) -> None:
        if is_too_long(cell):
            cell, self._shortened = shortened(cell), self._shortened + 1
        self._sheet.write_string(row, place, cell, self._long if len(cell) > LONG else None)

    def _put_number(self, row: int, place: int, cell: float) -> None:
        if math.isfinite(cell):
            self._sheet.write_number(row, place, cell)
        else:
            self._sheet.write_string(row, place, str(cell))

    def _put_date(self, row: int, place: int, cell: date) -> None:
        if (cell.year, cell.month, cell.day) < FIRST_DAY.timetuple()[:3]:
            self._sheet.write_string(row, place, cell.isoformat())
        else:
            self._sheet.write_datetime(row, place, cell)


def sheet_title(title: str) -> str:
    """Return a title as a sheet may be called."""
    return _TITLE_BREAK.sub(" ", title).strip()[:31].strip() or "Sheet1"


def is_too_long(text: str) -> bool:
    """Tell whether a cell cannot hold `text`."""
    return len(text) > MOST_CHARS // 2 and len(_units(text)) > MOST_CHARS * 2


def shortened(text: str) -> str:
    """Return as much of `text` as a cell holds, with a sign that there was more."""
    return _units(text)[: (MOST_CHARS - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "replace")


def _width(texts: Sequence[str]) -> float:
    longest = max(max(map(_line_width, text.split("\n"))) for text in texts)
    return float(min(max(longest + 2, NARROWEST), WIDEST))


def _line_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text[:WIDEST])


def _too_many(rows: int) -> BadInput:
    return BadInput(
        N_("An Excel sheet holds {most} rows and this list has {rows}. Write it as CSV."),
        most=f"{MOST_ROWS:,}",
        rows=f"{rows:,}",
    )


def _plain_sheet() -> Any:
    from xlsxwriter.worksheet import Worksheet

    class PlainSheet(Worksheet):  # type: ignore[misc, unused-ignore]
        """A sheet on which a text that looks like markup is a text all the same."""

        def _xml_rich_inline_string(self, string: str, attributes: Any) -> None:
            self._xml_inline_string(string, True, attributes)

    return PlainSheet
