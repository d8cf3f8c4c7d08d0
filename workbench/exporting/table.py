"""What is written: rows of typed columns, how far one is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import TypeVar

from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

Cell = str | int | float | date | datetime | None
Row = Sequence[Cell]
Progress = Callable[[int, int], bool]
T = TypeVar("T")

STEP = 500  # rows between two reports


class Kind(Enum):
    """What a column holds; a moment is local and names no time zone."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    MOMENT = auto()


@dataclass(frozen=True)
class Column:
    """One column: its title in the reader's language, and what stands in it."""

    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """Rows to be written, taken once; `total`, about how many there will be."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    total: int


@dataclass(frozen=True)
class Written:
    """How many rows were written, and how many cells of them had to be shortened."""

    rows: int
    shortened: int = 0


def watched(rows: Iterable[T], total: int, progress: Progress | None) -> Iterator[T]:
    """Yield `rows`, telling `progress` how far they are. Raises BadInput where it says to stop."""
    done = 0
    for row in rows:
        if done % STEP == 0:
            report(progress, done, total)
        yield row
        done += 1
    report(progress, done, max(total, done))


def report(progress: Progress | None, done: int, total: int) -> None:
    """Tell how far it is. Raises BadInput where it shall stop."""
    if progress is not None and not progress(done, total):
        raise BadInput(N_("The export was stopped; no file was written."))
