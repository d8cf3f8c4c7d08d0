"""Prints: everything that can be printed has a name, like a query.

A print is a function of a read-only connection, the reader's words and arguments of its own; it
returns one document of the print shop, or several to be bound into one PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from workbench.kernel.i18n import Message

Make = TypeVar("Make", bound=Callable[..., Any])


def nothing(connection: Any, **asked: Any) -> Iterable[Message]:
    """Warn of nothing."""
    return ()


@dataclass(frozen=True)
class PrintSpec:
    """The one declaration of a print: its function, id "subject.paper" and title.

    `warns`, a function of a connection and the print's own arguments, says what whoever prints it
    should know.
    """

    make: Callable[..., Any]
    id: str
    title: str
    warns: Callable[..., Iterable[Message]] = nothing


class PrintSet:
    """The prints that one room offers."""

    def __init__(self) -> None:
        self.specs: list[PrintSpec] = []

    def offers(
        self, id: str, title: str, *, warns: Callable[..., Iterable[Message]] = nothing
    ) -> Callable[[Make], Make]:
        """Declare the decorated function as the print `id`."""

        def declare(make: Make) -> Make:
            self.specs.append(PrintSpec(make, id, title, warns))
            return make

        return declare


class Prints:
    """All prints of the program."""

    def __init__(self, sets: Iterable[PrintSet]) -> None:
        self._by_id = {spec.id: spec for each in sets for spec in each.specs}

    def __iter__(self) -> Iterator[PrintSpec]:
        return iter(self._by_id.values())
