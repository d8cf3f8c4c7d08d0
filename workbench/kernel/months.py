"""Counting in months of the calendar."""

from __future__ import annotations

import calendar
from datetime import date


def add_months(day: date, count: int) -> date:
    """Return the same day `count` months later, or the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
