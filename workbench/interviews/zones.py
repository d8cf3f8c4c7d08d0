"""Time zones as calendar files describe them (RFC 5545, 3.6.5).

The library's own description begins summer time an hour late: an onset is said in the time that
held before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_ONE_DAY, _ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    """Clocks that are set: `onset` in the local time from before, offsets before and after."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def described(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """Return a zone as it holds from the beginning of year `first` to the end of `last`."""
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (first, last + 1))
    made = Timezone()
    made.add("tzid", zone.key)
    for change in (_held(zone, begin), *_changes(zone, begin, end)):
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.add("dtstart", change.onset)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        made.add_component(part)
    return made


def _held(zone: ZoneInfo, begin: datetime) -> Change:
    """Return what holds at the beginning, as if it had come into force then."""
    offset = begin.astimezone(zone).utcoffset() or timedelta()
    return _change(zone, begin, offset)


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Change]:
    at = begin
    while at < end:
        later = at + _ONE_DAY
        before = at.astimezone(zone).utcoffset() or timedelta()
        if later.astimezone(zone).utcoffset() != before:
            yield _change(zone, _moment(zone, at, later), before)
        at = later


def _moment(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Return the first whole minute with another offset than at `low`, up to `high`."""
    offset = low.astimezone(zone).utcoffset()
    while high - low > _ONE_MINUTE:
        middle = low + timedelta(minutes=(high - low) // _ONE_MINUTE // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high


def _change(zone: ZoneInfo, at: datetime, before: timedelta) -> Change:
    there = at.astimezone(zone)
    onset = (at + before).replace(tzinfo=None)
    after = there.utcoffset() or timedelta()
    return Change(onset, before, after, there.tzname() or zone.key, bool(there.dst()))
