"""Blocks that somebody fills in with a pen, or that show what was filled in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RatingLine:
    """One thing to rate.

    Attributes: `anchors`, (level, what that level looks like); `level`, the box that is ticked, or
    None; `comment`, what was written, in place of lines to write on; `note`, beside the title.
    """

    title: str
    anchors: tuple[tuple[int, str], ...] = ()
    level: int | None = None
    comment: str = ""
    note: str = ""


@dataclass(frozen=True)
class Ratings:
    """Things to rate on a scale from 1 to `levels`; `room` lines to write on below each."""

    lines: tuple[RatingLine, ...]
    levels: int = 5
    room: int = 2


@dataclass(frozen=True)
class Choice:
    """Boxes of which one is to be ticked; `chosen` is its place from 0, or None."""

    options: tuple[str, ...]
    chosen: int | None = None


@dataclass(frozen=True)
class WritingLines:
    """Empty lines to write on."""

    count: int = 3
