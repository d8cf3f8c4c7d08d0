"""Days and times as people type them: 12/1, 2026-12-1, 1201, 9; 10:00, 1000, 9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, time

_DAY_OF_YEAR = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_DAY_ALONE = re.compile(r"(\d{1,2})[日号]?")
_TIME = re.compile(r"(\d{1,2})(?:[:.点时](\d{2})?分?)?\s*(am|pm)?")


def read_day(text: str, today: date) -> date | None:
    """Return the day that a text means, None where it is none.

    Without a year, or without a month, the day nearest to `today` is meant.
    """
    plain = _plain(text)
    if re.fullmatch(r"\d{8}", plain):
        return _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if found := _DAY_OF_YEAR.fullmatch(plain):
        year, month, day = map(int, found.groups())
        return _day(year, month, day)
    if found := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, found.groups())
        return _day(year, month, day)
    if re.fullmatch(r"\d{3,4}", plain):
        return _nearest(_in_years(int(plain[:-2]), int(plain[-2:]), today), today)
    if found := _MONTH_DAY.fullmatch(plain):
        return _nearest(_in_years(int(found[1]), int(found[2]), today), today)
    if found := _DAY_ALONE.fullmatch(plain):
        return _nearest(_in_months(int(found[1]), today), today)
    return None


def read_time(text: str) -> time | None:
    """Return the time of day that a text means, None where it is none."""
    plain = _plain(text)
    if re.fullmatch(r"\d{3,4}", plain):
        return _time(int(plain[:-2]), int(plain[-2:]))
    if plain.endswith("点半"):
        plain = plain[:-1] + "30"
    found = _TIME.fullmatch(plain)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return _time(hour, minute)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _in_years(month: int, day: int, today: date) -> Iterator[date | None]:
    return (_day(today.year + step, month, day) for step in (-1, 0, 1))


def _in_months(day: int, today: date) -> Iterator[date | None]:
    months = (today.year * 12 + today.month - 1 + step for step in (-1, 0, 1))
    return (_day(month // 12, month % 12 + 1, day) for month in months)


def _nearest(days: Iterator[date | None], today: date) -> date | None:
    found = [day for day in days if day is not None]
    # Of two that are equally near the later one: plans are made more often than noted.
    return min(found, key=lambda day: (abs(day - today), today - day), default=None)
