"""Prints: everything that can be printed has a name, like a query.

A print is a function of a read-only connection, the reader's words and arguments of its own; it
returns one document of the print shop, or several to be bound into one PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

Make = TypeVar("Make", bound=Callable[..., Any])


@dataclass(frozen=True)
class PrintSpec:
    """The one declaration of a print: its function, id "subject.paper" and title."""

    make: Callable[..., Any]
    id: str
    title: str


class PrintSet:
    """The prints that one room offers."""

    def __init__(self) -> None:
        self.specs: list[PrintSpec] = []

    def offers(self, id: str, title: str) -> Callable[[Make], Make]:
        """Declare the decorated function as the print `id`."""

        def declare(make: Make) -> Make:
            self.specs.append(PrintSpec(make, id, title))
            return make

        return declare


class Prints:
    """All prints of the program."""

    def __init__(self, sets: Iterable[PrintSet]) -> None:
        self._by_id = {spec.id: spec for each in sets for spec in each.specs}

    def __iter__(self) -> Iterator[PrintSpec]:
        return iter(self._by_id.values())
