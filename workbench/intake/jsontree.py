"""Careful steps into decoded JSON of unknown shape: a wrong type reads as empty, never raises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.intake.normalise import clean, clean_lines

Tree = dict[str, Any]


def tree(value: object) -> Tree:
    """Return `value` if it is an object with text keys, else an empty one."""
    return value if isinstance(value, dict) else {}


def trees(value: object) -> list[Tree]:
    """Return the objects among the elements of `value`, or none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def line(value: object) -> str:
    """Return a text or number on one line, '' for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value))


def block(value: object) -> str:
    """Return a text with its line breaks, '' for anything else."""
    return clean_lines(value) if isinstance(value, str) else line(value)


def lines(value: object) -> Iterator[str]:
    """Yield the texts of a list (or the one text) that are not empty."""
    for item in value if isinstance(value, list) else [value]:
        text = line(item)
        if text:
            yield text


def joined(*values: object, sep: str = ", ") -> str:
    """Return the texts among `values` that are not empty, joined by `sep`."""
    return sep.join(text for value in values if (text := line(value)))
