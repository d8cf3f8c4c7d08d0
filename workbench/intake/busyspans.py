"""What a calendar file says, as plain values; `calendarfile` reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.i18n import N_

TOO_MANY = N_("{name} holds too many events; export fewer months of the calendar.")
NOTHING_READ = N_("No event of {name} can be read; export the calendar as .ics once more.")


@dataclass(frozen=True)
class BusySpan:
    """A time that is taken, from `start` to before `end` (UTC); a private event has no label."""

    start: datetime
    end: datetime
    label: str = ""

    def overlaps(self, other: BusySpan) -> bool:
        """Tell whether the two share a moment."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class CalendarFile:
    """What a calendar file says.

    Attributes: `name`, what the calendar calls itself or whose it is, or ''; `busy`, by time, each
    once, cut to the window; `unread`, how many events could not be read.
    """

    name: str
    busy: tuple[BusySpan, ...]
    unread: int = 0
