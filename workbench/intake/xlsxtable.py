"""Excel workbooks to drafts: every visible sheet with a known header."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from workbench.intake.collecting import Collector
from workbench.intake.columns import Choices, UnknownColumns, check_heads, head_of
from workbench.intake.drafts import Format, IntakeFile
from workbench.intake.headers import known
from workbench.intake.limits import MAX_COLUMNS, MAX_RECORDS
from workbench.intake.table import read_rows
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

Rows = list[tuple[int, list[str]]]

_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # no halves of a pair


def read_xlsx(data: bytes, name: str, choices: Choices) -> IntakeFile:
    """Read the people of a workbook; a sheet without a known header is named in a remark.

    Raises UnknownColumns where no sheet has one or a header is unknown, BadInput where the file is
    damaged.
    """
    sheets = _sheets(data, name)
    collector = Collector(name, Format.XLSX)
    tables = {title: rows for title, rows in sheets if rows}
    known_ones = {title: rows for title, rows in tables.items() if _is_read(rows, choices)}
    read = {
        title: head_of(rows[0][1], rows[1:], choices, name)
        for title, rows in (known_ones or tables).items()
    }
    if not known_ones:
        text = N_("{name} has no sheet with a header row (name/姓名, …)")
        raise UnknownColumns(tuple(read.values()), text, name=name)
    check_heads(list(read.values()), name)
    for title, rows in sheets:
        if title not in read:
            collector.remark(N_("Sheet {title} has no known header and was not read"), title=title)
            continue
        read_rows(collector, rows[1:], read[title], sheet=title if len(read) > 1 else "")
    return collector.file()


def _is_read(rows: Rows, choices: Choices) -> bool:
    return choices.concern(rows[0][1]) or known(rows[0][1]) > 0


def _sheets(data: bytes, name: str) -> list[tuple[str, Rows]]:
    from openpyxl import load_workbook  # slow to import

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and styles that are not supported
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                pages = [page for page in book.worksheets if page.sheet_state == "visible"]
                return [(str(page.title), list(_rows(page, name))) for page in pages]
            finally:
                book.close()
    except (BadInput, MemoryError):
        raise
    except Exception:  # openpyxl raises whatever a damaged part makes Python raise
        raise BadInput(N_("{name} is a damaged workbook; save it again"), name=name) from None


def _rows(page: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    blank = 0
    for number, cells in enumerate(page.iter_rows(values_only=True), start=1):
        texts = [_text(cell) for cell in cells[: MAX_COLUMNS + 1]]
        if number > MAX_RECORDS + 1 or blank > MAX_RECORDS:
            raise BadInput(
                N_("{name} holds more than {limit} records; split it and read the parts"),
                name=name,
                limit=MAX_RECORDS,
            )
        if not any(texts):
            blank += 1  # formatted but empty rows at the end are no records
            continue
        yield number, texts


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a phone number that Excel took for a number
    text = str(cell)
    return (_unescaped(text) if "_x" in text else text).strip()


def _unescaped(text: str) -> str:
    """Return a text in which Excel wrote what XML cannot hold as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
