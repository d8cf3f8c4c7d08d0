"""Strict reading of JSON: every refusal names the place in the file.

A `Place` is a value and where it stands. Its methods return the value as what it has to be, or
raise BadInput.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Message
from workbench.planner.times import DAY, Span, Spans, merged

MOST_BYTES = 20 * 1024 * 1024
MOST = 1_000_000  # no number in these files is larger
FORMAT = 1

_CLOCK = re.compile(r"(\d\d):([0-5]\d)", re.ASCII)
_TOP = "$"

Made = TypeVar("Made")


def read_json(path: Path) -> Place:
    """Return the content of a file. Raises BadInput where it is no JSON in UTF-8."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(N_("The file {path} cannot be read."), path=str(path)) from error
    if len(data) > MOST_BYTES:
        raise BadInput(N_("The file {path} is too large."), path=str(path))
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        raise BadInput(
            N_("The file {path} is not JSON in UTF-8: {reason}"), path=str(path), reason=reason
        ) from error
    return Place(value, "")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)!r} stands twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number")


@dataclass(frozen=True)
class Place:
    """A value and its place in the file, such as `rooms[0].seats`."""

    value: Any
    at: str

    def refuse(self, text: str, /, **args: object) -> BadInput:
        """Return the error that says what is wrong here."""
        return BadInput(
            N_("{place}: {problem}"), place=self.at or _TOP, problem=Message(text, args)
        )

    def keys(self, needed: Collection[str], free: Collection[str] = ()) -> Mapping[str, Place]:
        """Return the parts of an object that has all `needed` keys and at most the `free` ones."""
        if not isinstance(self.value, dict):
            raise self.refuse(N_("an object is expected here"))
        for key in self.value:
            if key not in needed and key not in free:
                raise self._inner(key).refuse(N_("this key is not known"))
        for key in needed:
            if key not in self.value:
                raise self._inner(key).refuse(N_("this key is missing"))
        return {key: self._inner(key) for key in self.value}

    def _inner(self, key: str) -> Place:
        name = key if len(key) <= 40 else key[:40] + "…"
        at = f"{self.at}.{name}" if self.at else name
        return Place(self.value.get(key), at)

    def items(self) -> list[Place]:
        """Return the elements of a list."""
        if not isinstance(self.value, list):
            raise self.refuse(N_("a list is expected here"))
        return [Place(value, f"{self.at}[{n}]") for n, value in enumerate(self.value)]

    def text(self, *, empty: bool = True) -> str:
        """Return a text."""
        if not isinstance(self.value, str):
            raise self.refuse(N_("a text is expected here"))
        if not empty and not self.value:
            raise self.refuse(N_("this must not be empty"))
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.refuse(N_("this text has half a character"))
        return self.value

    def number(self, least: int = 0, most: int = MOST) -> int:
        """Return a whole number between `least` and `most`."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.refuse(N_("a whole number is expected here"))
        if not least <= self.value <= most:
            raise self.refuse(
                N_("a number from {least} to {most} is expected here"), least=least, most=most
            )
        return self.value

    def real(self) -> float:
        """Return a number that is not negative."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            raise self.refuse(N_("a number is expected here"))
        return float(self.value)

    def truth(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.refuse(N_("true or false is expected here"))
        return self.value

    def one_of(self, known: Collection[str]) -> str:
        """Return a text that is one of a few words."""
        word = self.text()
        if word not in known:
            raise self.refuse(N_("one of {words} is expected here"), words=", ".join(sorted(known)))
        return word

    def known(self, ids: Collection[str]) -> str:
        """Return an id that is declared elsewhere."""
        word = self.text()
        if word not in ids:
            raise self.refuse(N_("the id “{id}” is not known"), id=word[:80])
        return word

    def clock(self) -> int:
        """Return a time of the day as minutes after midnight."""
        text = self.text()
        found = _CLOCK.fullmatch(text)
        minute = int(found[1]) * 60 + int(found[2]) if found else DAY + 1
        if minute > DAY:
            raise self.refuse(N_("write the time as 09:00, up to 24:00"))
        return minute

    def span(self) -> Span:
        """Return a pair of times, the later one last."""
        ends = self.items()
        if len(ends) != 2:
            raise self.refuse(N_("a start and an end are expected here"))
        start, end = ends[0].clock(), ends[1].clock()
        if start >= end:
            raise self.refuse(N_("the end has to lie after the start, on the same day"))
        return start, end

    def spans(self) -> Spans:
        """Return a list of spans, merged."""
        return merged(each.span() for each in self.items())

    def named(
        self, make: Callable[[Place], Made], id_of: Callable[[Made], str]
    ) -> tuple[Made, ...]:
        """Return what `make` makes of each element; no two may have one id."""
        found, seen = [], set()
        for each in self.items():
            made = make(each)
            if id_of(made) in seen:
                raise each.refuse(N_("the id “{id}” stands twice"), id=id_of(made)[:80])
            seen.add(id_of(made))
            found.append(made)
        return tuple(found)

    def format(self) -> None:
        """Refuse a file of another format."""
        if self.number() != FORMAT:
            raise self.refuse(N_("only format 1 can be read"))


def twice(ids: Iterable[Place]) -> None:
    """Refuse a list of texts in which one stands twice."""
    seen: set[str] = set()
    for each in ids:
        if each.text() in seen:
            raise each.refuse(N_("the id “{id}” stands twice"), id=each.text()[:80])
        seen.add(each.text())
