"""Office hours: when in a day somebody is there, and in which time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workbench.kernel.errors import BadInput, RuleBroken
from workbench.kernel.i18n import N_


@dataclass(frozen=True)
class OfficeHours:
    """The hours of a working day, in local time of `timezone` (an IANA name).

    Attributes: `opens`, `closes`; `lunch_start` and `lunch_end`, equal where there is no break.
    Raises RuleBroken where the hours are out of order, BadInput for a time zone nobody knows.
    """

    timezone: str = "Asia/Shanghai"
    opens: time = time(9, 0)
    closes: time = time(18, 0)
    lunch_start: time = time(12, 0)
    lunch_end: time = time(13, 0)

    def __post_init__(self) -> None:
        if not self.opens <= self.lunch_start <= self.lunch_end <= self.closes:
            raise RuleBroken("opens", N_("Office hours must run: opening, lunch, closing"))
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadInput(N_("No such time zone: {name}"), name=self.timezone) from None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object for `datetime`."""
        return ZoneInfo(self.timezone)

    def is_open(self, moment: datetime) -> bool:
        """Tell whether the hour of the aware `moment` is an office hour; the day is not asked."""
        clock = moment.astimezone(self.zone).time()
        in_hours = self.opens <= clock < self.closes
        return in_hours and not self.lunch_start <= clock < self.lunch_end

    def day_of(self, moment: datetime) -> date:
        """Return the local date of the aware `moment`: what "the day of the event" means."""
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """Return closing time on `day`, aware: when a promise "by that day" runs out."""
        return datetime.combine(day, self.closes, self.zone)
