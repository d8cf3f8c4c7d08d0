"""CSV after RFC 4180, in UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from workbench.exporting.table import Kind, Progress, Table, Written, watched
from workbench.kernel.formulas import guarded
from workbench.kernel.whole_files import whole_file


def write_csv(path: Path, table: Table, progress: Progress | None = None) -> Written:
    """Write a table.

    Raises BadInput where `progress` says to stop, SystemFault where the disk refuses; then there
    is no new file.
    """
    said = [_SAID[column.kind] for column in table.columns]
    count = 0
    with (
        whole_file(path) as fresh,
        fresh.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow([guarded(column.title) for column in table.columns])
        for row in watched(table.rows, table.total, progress):
            lines.writerow(
                [
                    "" if cell is None or cell == "" else say(cell)
                    for say, cell in zip(said, row, strict=True)
                ]
            )
            count += 1
    return Written(count)


def _number(cell: float) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _moment(cell: datetime) -> str:
    return cell.isoformat(" ", "minutes")


_SAID: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: guarded,
    Kind.NUMBER: _number,
    Kind.DATE: date.isoformat,
    Kind.MOMENT: _moment,
}
