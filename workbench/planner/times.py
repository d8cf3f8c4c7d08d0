"""Minutes of a day and spans of them.

A span is a pair (start, end) of minutes after midnight, half-open. Lists of spans are kept sorted
and apart: touching and overlapping ones are merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = 24 * 60

Span = tuple[int, int]
Spans = tuple[Span, ...]


def clock(minute: int) -> str:
    """Return a minute of the day as "HH:MM"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def written(spans: Iterable[Span]) -> list[list[str]]:
    """Return spans as they stand in a file."""
    return [[clock(start), clock(end)] for start, end in spans]


def merged(spans: Iterable[Span]) -> Spans:
    """Return the spans sorted, touching and overlapping ones joined."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def without(spans: Spans, taken: Iterable[Span]) -> Spans:
    """Return what is left of the spans where nothing is taken."""
    left = list(spans)
    for low, high in taken:
        pieces = []
        for start, end in left:
            pieces += [(start, min(end, low)), (max(start, high), end)]
        left = [(start, end) for start, end in pieces if start < end]
    return tuple(left)


def common(one: Spans, other: Spans) -> Spans:
    """Return where both lists of spans lie."""
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((start, end) for start, end in pairs if start < end)


def inside(spans: Sequence[Span], start: int, end: int) -> int:
    """Return how many minutes of [start, end) lie in the spans."""
    return sum(max(0, min(end, high) - max(start, low)) for low, high in spans)


def holds(spans: Spans, start: int, end: int) -> bool:
    """Return whether [start, end) lies wholly in one of the spans."""
    return any(low <= start and end <= high for low, high in spans)


def shifts(day: date, zone: ZoneInfo, spans: Spans) -> bool:
    """Return whether the zone's clocks are changed inside one of the spans on this day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    for start, end in spans:
        moments = (midnight + timedelta(minutes=minute) for minute in range(start, end))
        if len({at.replace(fold=fold).utcoffset() for at in moments for fold in (0, 1)}) > 1:
            return True
    return False
