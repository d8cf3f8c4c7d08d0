"""Calendar files, read apart from this process: when a colleague is busy, what guests answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from workbench.apart.reader import Reader
from workbench.intake.busyspans import CalendarFile
from workbench.intake.replies import Reply
from workbench.intake.sniff import load
from workbench.interviews.rules import Span, day_span

BACK, AHEAD = 28, 180  # days before and after today that are looked at


def window(today: date, zone: ZoneInfo) -> Span:
    """Return the time that a calendar file is read for: four weeks back, half a year ahead."""
    first, last = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    return Span(day_span(first, zone).start, day_span(last, zone).end)


def reply_from_file(path: Path, zone: ZoneInfo, reader: Reader | None = None) -> Reply:
    """Return what the calendar message in a file (.ics, or a mail) says.

    It is read by `reader` (which is closed then) or one of its own. Raises BadInput.
    """
    with reader or Reader() as apart:
        return load_reply(path, zone, apart)


def load_reply(path: Path, zone: ZoneInfo, reader: Reader) -> Reply:
    """Return what a calendar message says; `reader` stays open. Raises BadInput."""
    name = path.name.encode("utf-8", "replace").decode()
    return reader.reply(load(path, name), name, zone)


def calendar_from_file(
    path: Path, zone: ZoneInfo, today: date, reader: Reader | None = None
) -> CalendarFile:
    """Return what a file says of the window around `today`, named after the file if it has no name.

    It is read by `reader` (which is closed then) or one of its own. Raises BadInput.
    """
    name = path.name.encode("utf-8", "replace").decode()
    whole = window(today, zone)
    data = load(path, name)
    with reader or Reader() as apart:
        said = apart.calendar(data, name, zone, whole.start, whole.end)
    return said if said.name else replace(said, name=name)
