"""A list that can be exported, and what its rows are told with: a reader's words and days.

As on the screen, ids come first and rows in pages, so that a long list is never held as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from workbench.exporting.table import Cell, Column, Kind
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.parts import in_parts

PAGE = 1000

_YES = N_("yes")

Row = tuple[Cell, ...]
T = TypeVar("T")

__all__ = [
    "PAGE",
    "Cell",
    "Column",
    "Exportable",
    "Filters",
    "Found",
    "Kind",
    "Reader",
    "Row",
    "in_pages",
]


@dataclass(frozen=True)
class Filters:
    """Which rows of a list are wanted.

    Attributes: `ids`, these in this order, or None for all; `requisition`, the id of the one they
    belong to, or '' for all. Ids win.
    """

    ids: tuple[str, ...] | None = None
    requisition: str = ""


@dataclass(frozen=True)
class Reader:
    """Who reads the list: `words`, the local time `zone` and the moment `now` in it."""

    words: Translator
    zone: ZoneInfo
    now: datetime
    _told: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()

    def text(self, text: str) -> str:
        """Return a declared text, looked up once."""
        if text not in self._told:
            self._told[text] = self.words.text(text)
        return self._told[text]

    def code(self, names: Mapping[Any, str], code: str) -> str:
        """Return the word for a code; a code that nobody knows stands as it is."""
        return self.text(names[code]) if code in names else code

    def named(self, names: Mapping[str, str]) -> str:
        """Return a name that is kept by language."""
        return names.get(self.words.language) or next(iter(names.values()), "")

    def yes(self, fact: object) -> str:
        """Return a word where something holds, '' where it does not."""
        return self.text(_YES) if fact else ""

    def day(self, moment: datetime | None) -> date | None:
        """Return the local day of a moment."""
        return moment.astimezone(self.zone).date() if moment else None

    def local(self, moment: datetime | None) -> datetime | None:
        """Return a moment as the clock on the wall shows it."""
        return moment.astimezone(self.zone).replace(tzinfo=None) if moment else None

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts in a row."""
        return ("、" if self.words.language == "zh" else ", ").join(filter(None, texts))


@dataclass(frozen=True)
class Found(Generic[T]):
    """What a list holds: about how many, and each of them, once."""

    total: int
    rows: Iterator[T]


Read = Callable[[Connection, Filters, Reader], Found[Row]]
Ids = Callable[[Connection, str], Sequence[str]]
Rows = Callable[[Connection, Sequence[str], Reader], Mapping[str, Row]]


@dataclass(frozen=True)
class Exportable:
    """The one declaration of a list.

    Attributes: `name`, what the command line calls it; `title` and the columns' titles in English;
    `read`, its rows; `of_requisition`, whether they belong to requisitions.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    read: Read
    of_requisition: bool = True


def in_pages(ids: Ids, rows: Rows) -> Read:
    """Return how a list is read: all ids of a requisition or of all, then rows by page."""

    def read(connection: Connection, filters: Filters, reader: Reader) -> Found[Row]:
        if filters.ids is None:
            wanted = ids(connection, filters.requisition)
        else:
            wanted = filters.ids
        return Found(len(wanted), paged(wanted, lambda part: rows(connection, part, reader)))

    return read


def paged(ids: Sequence[str], rows: Callable[[Sequence[str]], Mapping[str, T]]) -> Iterator[T]:
    """Yield the rows of `ids` in their order, asked for in pages; what is gone is left out."""
    for part in in_parts(ids, PAGE):
        found = rows(part)
        yield from (found[each] for each in part if each in found)
