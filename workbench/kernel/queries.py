"""Queries: every read has a name and returns frozen rows.

A query is a plain function whose first argument is a read-only connection. What the command line
and other programs may ask for is declared in a `QuerySet`, like a command; queries that only the
window needs are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
Query = TypeVar("Query", bound=Callable[..., Any])


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a longer list, and how long the whole list is."""

    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class QuerySpec:
    """The one declaration of a query: its function, id "subject.list" and title."""

    ask: Callable[..., Any]
    id: str
    title: str


class QuerySet:
    """The queries that one room offers to the command line."""

    def __init__(self) -> None:
        self.specs: list[QuerySpec] = []

    def offers(self, id: str, title: str) -> Callable[[Query], Query]:
        """Declare the decorated function as the query `id`."""

        def declare(ask: Query) -> Query:
            self.specs.append(QuerySpec(ask, id, title))
            return ask

        return declare


class Catalogue:
    """All offered queries, by id."""

    def __init__(self, sets: Iterable[QuerySet]) -> None:
        self._by_id = {spec.id: spec for each in sets for spec in each.specs}

    def __iter__(self) -> Iterator[QuerySpec]:
        return iter(self._by_id.values())
