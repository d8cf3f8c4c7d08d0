"""Counting in working days.

Day 0 is the day of the event itself, whether or not it is worked; "within three working days" ends
with the third *following* working day. Every clock of the program counts through a `WorkCalendar`,
so that weekends, holidays and the Saturdays worked to make up for them are right in one place.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_

SATURDAY = 5
SUNDAY = 6
_LONGEST_PAUSE = 366  # days; a calendar without a working day in a year is a mistake
_ONE_DAY = timedelta(days=1)


class WorkCalendar(ABC):
    """Says which days are worked, and counts in them. Immutable, so any thread may use it."""

    @abstractmethod
    def is_workday(self, day: date) -> bool:
        """Tell whether `day` is worked."""

    def is_estimated(self, year: int) -> bool:
        """Tell whether the days off of `year` are not announced yet, so that counts may change."""
        return False

    def add_workdays(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days after `day` (before, if negative).

        `day` itself is never counted; `count` 0 returns `day` as it is. Raises RuleBroken where a
        year passes without a working day or the calendar of dates ends.
        """
        step = 1 if count > 0 else -1
        found, pause = day, 0
        for _ in range(abs(count)):
            found, pause = self._shift(found, step), 1
            while not self.is_workday(found):
                found, pause = self._shift(found, step), pause + 1
                if pause > _LONGEST_PAUSE:
                    raise RuleBroken("calendar", N_("A year of the calendar has no working day"))
        return found

    def subtract_workdays(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days before `day`."""
        return self.add_workdays(day, -count)

    def workdays_between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start`, up to and with `end`.

        Backwards the number is negative and counts those before `start`, down to and with `end`;
        so `workdays_between(d, add_workdays(d, n)) == n` for every n.
        """
        if start <= end:
            return sum(map(self.is_workday, _days(start + _ONE_DAY, end))) if start < end else 0
        return -sum(map(self.is_workday, _days(end, start - _ONE_DAY)))

    def next_workday(self, day: date) -> date:
        """Return `day` if it is worked, else the first working day after it."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    @staticmethod
    def _shift(day: date, step: int) -> date:
        try:
            return day + step * _ONE_DAY
        except OverflowError:
            raise RuleBroken("day", N_("The date lies outside the calendar")) from None


@dataclass(frozen=True)
class PlainCalendar(WorkCalendar):
    """A calendar of a fixed week and listed exceptions.

    Attributes: `weekend`, weekday numbers that are not worked (Monday 0); `holidays`, further days
    off; `workdays`, days that are worked all the same (they win over both).
    """

    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether `day` is worked."""
        if day in self.workdays:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
