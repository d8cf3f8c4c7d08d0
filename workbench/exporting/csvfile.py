"""CSV after RFC 4180, in UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from workbench.exporting.table import STEP, Cell, Kind, Progress, Table, Written, watched
from workbench.kernel.formulas import guarded
from workbench.kernel.whole_files import whole_file

_MARK = "\ufeff"


def write_csv(path: Path, table: Table, progress: Progress | None = None) -> Written:
    """Write a table.

    Raises BadInput where `progress` says to stop, SystemFault where the disk refuses; then there
    is no new file.
    """
    said = [_SAID[column.kind] for column in table.columns]
    count = 0
    with (
        whole_file(path) as fresh,
        fresh.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        file.write(_MARK)
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow([guarded(column.title) for column in table.columns])
        rows = watched(table.rows, table.total, progress)
        # Column by column: most cells then need no call of their own, empty columns none at all.
        while part := list(islice(rows, STEP)):
            columns = zip(said, zip(*part, strict=True), strict=True)
            lines.writerows(zip(*[say(cells) for say, cells in columns], strict=True))
            count += len(part)
    return Written(count)


def _texts(cells: Sequence[Any]) -> Sequence[Cell]:
    if not any(cells):
        return cells
    return [cell if not cell or cell[0].isalnum() else guarded(cell) for cell in cells]


def _numbers(cells: Sequence[Any]) -> Sequence[Cell]:
    return [int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in cells]


def _dates(cells: Sequence[Any]) -> Sequence[Cell]:
    return [cell and cell.isoformat() for cell in cells]


def _moments(cells: Sequence[Any]) -> Sequence[Cell]:
    return [cell and cell.isoformat(" ", "minutes") for cell in cells]


_SAID: dict[Kind, Callable[[Sequence[Any]], Sequence[Cell]]] = {
    Kind.TEXT: _texts,
    Kind.NUMBER: _numbers,
    Kind.DATE: _dates,
    Kind.MOMENT: _moments,
}
