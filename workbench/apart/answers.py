"""What the reading child says of a PDF, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PIXELS = 24_000_000  # of one picture, 96 MB
MAX_HITS = 500


@dataclass(frozen=True)
class PageSize:
    """Width and height in points."""

    width: float
    height: float


@dataclass(frozen=True)
class Hit:
    """One finding: its page from 0, and its boxes as left, top, right, bottom from 0 to 1."""

    page: int
    boxes: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A page as rows of 32-bit pixels, blue first, without gaps."""

    width: int
    height: int
