"""What the command line prints: one JSON object, or plain lines for a person."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, tzinfo
from enum import Enum
from pathlib import Path
from typing import Any, TextIO

from workbench.cli.parsing import WrongUsage
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.i18n import LANGUAGES, N_, Message, Translator
from workbench.kernel.queries import Page

FORMAT = 1
STOPPED = 130  # as shells have it for Ctrl+C
_STOPPED = N_("Stopped. What was not yet written is left undone.")
WIDEST = 40


def plain(value: Any) -> Any:
    """Return `value` as JSON knows it; dates in ISO 8601, messages in English."""
    if is_dataclass(value) and not isinstance(value, type | Message):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    return str(value) if isinstance(value, Path) else value


class Printer:
    """Prints answers and errors in the way that was asked for.

    Attributes: `words`; `as_json`; `zone`, where a person reads the times, None for this machine's.
    """

    def __init__(self, words: Translator, *, as_json: bool, out: TextIO | None = None) -> None:
        self.words = words
        self.as_json = as_json
        self.zone: tzinfo | None = None
        self._out = out or sys.stdout

    def answer(self, value: Any) -> None:
        """Print the answer of a command or a query."""
        if self.as_json:
            self._object(_enveloped(value))
        elif isinstance(value, Page):
            self._table(value)
        elif value is not None:
            self._facts(value)

    def line(self, text: str, /, **args: object) -> None:
        """Print a line for a person; scripts do not see it."""
        if not self.as_json:
            print(self.words.text(text, **args), file=self._out, flush=True)

    def error(self, error: WorkbenchError) -> int:
        """Print an error and return the exit code."""
        text = self.words.show(error.message)
        if isinstance(error, WrongUsage) and not self.as_json:
            print(error.usage, end="", file=sys.stderr)
        if self.as_json:
            field = getattr(error, "field", "")
            self._object({"error": {"kind": error.kind, "field": field, "text": text}})
        else:
            print(text, file=sys.stderr)
        return error.exit_code

    def stopped(self) -> int:
        """Say that somebody stopped the program by hand, and return the exit code."""
        text = self.words.text(_STOPPED)
        if self.as_json:
            self._object({"error": {"kind": "stopped", "field": "", "text": text}})
        else:
            print(text, file=sys.stderr)
        return STOPPED

    def _object(self, value: dict[str, Any]) -> None:
        print(json.dumps({"format": FORMAT, **value}, ensure_ascii=False), file=self._out)

    def _table(self, page: Page[Any]) -> None:
        rows = [self._readable(row) for row in page.rows]
        if not rows:
            self.line(N_("Nothing was found."))
            return
        names = [n for n in (rows[0] if rows else {}) if any(_short(row[n]) for row in rows)]
        grid = [names, *([_short(row[n]) for n in names] for row in rows)]
        widths = [max(_width(line[i]) for line in grid) for i in range(len(names))]
        for line in grid:
            cells = (text + " " * (w - _width(text)) for text, w in zip(line, widths, strict=True))
            print("  ".join(cells).rstrip(), file=self._out)
        shown = f"{len(rows)} / {page.total}"
        print(shown, file=self._out)

    def _facts(self, value: Any) -> None:
        for line in _lines(self._readable(value, truths=True), 0):
            print(line, file=self._out)

    def _readable(self, value: Any, *, truths: bool = False) -> Any:
        """Return `value` for a person: local times, words of the reader, names in one language.

        What is not so stays False unless `truths`, so that a table can leave it out.
        """

        def inner(each: Any) -> Any:
            return self._readable(each, truths=truths)

        if is_dataclass(value) and not isinstance(value, type | Message):
            return {each.name: inner(getattr(value, each.name)) for each in fields(value)}
        if isinstance(value, Message):
            return self.words.show(value)
        if isinstance(value, bool) and (value or truths):
            return self.words.text(N_("yes") if value else N_("no"))
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(self.zone).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, Mapping):
            if value and set(value) <= set(LANGUAGES):
                return shown_name(value, self.words.language)
            return {str(key): inner(each) for key, each in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [inner(each) for each in value]
        return plain(value)


def shown_name(names: Mapping[str, Any], language: str) -> Any:
    """Return what has a name in each language in one of them."""
    return names.get(language) or next(iter(names.values()))


def _lines(value: Any, depth: int) -> Iterator[str]:
    """Yield a value as lines, what is inside it further in; what is empty is left out."""
    margin = "  " * depth
    if isinstance(value, dict):
        for key, each in value.items():
            if _is_empty(each):
                continue
            if isinstance(each, dict | list):
                yield f"{margin}{key}:"
                yield from _lines(each, depth + 1)
            else:
                yield f"{margin}{key}: {_inset(each, margin)}"
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, dict):
                first, *others = [*_lines(each, 0)] or [""]
                yield f"{margin}- {first}"
                yield from (f"{margin}  {line}" for line in others)
            elif not _is_empty(each):
                yield from _lines(each, depth)
    else:
        yield f"{margin}{_inset(value, margin)}"


def _inset(value: Any, margin: str) -> str:
    return str(value).replace("\n", f"\n{margin}  ") if margin else str(value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {}, ())


def _enveloped(value: Any) -> dict[str, Any]:
    if isinstance(value, Page):
        return {"rows": plain(value.rows), "total": value.total}
    return {"result": plain(value)}


def _short(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = ", ".join(_short(each) for each in value)
    elif isinstance(value, dict):
        value = " / ".join(_short(each) for each in value.values())
    text = "" if value is None or value is False else str(value).split("\n")[0]
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
