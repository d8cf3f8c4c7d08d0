"""Moments and days as people say them; the exact time is for tool tips."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ui.theme.look import Look
from workbench.kernel.i18n import N_

_TODAY, _YESTERDAY, _TOMORROW = N_("Today"), N_("Yesterday"), N_("Tomorrow")
_AGO, _AHEAD = N_("{n} days ago"), N_("in {n} days")
_DAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_LONG_DAY = N_("{weekday} {day} {month}")
_MONTH_DAY = N_("{month}/{day}")
_FULL_DAY = N_("{year}-{month:02}-{day:02}")
_NEAR = 6


def day(look: Look, when: date, today: date) -> str:
    """Return a day: today, tomorrow, Wednesday within the week, else its date."""
    away = (when - today).days
    near = {0: _TODAY, -1: _YESTERDAY, 1: _TOMORROW}.get(away)
    if near:
        return look.text(near)
    if 1 < away <= _NEAR:
        return look.text(_DAYS[when.weekday()])
    return date_text(look, when, today)


def date_text(look: Look, when: date, today: date) -> str:
    """Return a date; the year is left out where it is this one."""
    if when.year == today.year:
        return look.text(_MONTH_DAY, month=when.month, day=when.day)
    return look.text(_FULL_DAY, year=when.year, month=when.month, day=when.day)


def long_day(look: Look, when: date) -> str:
    """Return a day as a heading has it, with weekday and month in words."""
    month = look.text(_MONTHS[when.month - 1])
    return look.text(_LONG_DAY, weekday=weekday(look, when), day=when.day, month=month)


def weekday(look: Look, when: date) -> str:
    """Return the name of the day of the week."""
    return look.text(_DAYS[when.weekday()])


def moment(look: Look, when: datetime, now: datetime) -> str:
    """Return day and time of an aware moment, in the zone of `now`."""
    local = when.astimezone(now.tzinfo)
    return f"{day(look, local.date(), now.date())} {local:%H:%M}"


def since(look: Look, when: date, today: date) -> str:
    """Return how long ago a day was, or how far away it is."""
    away = (when - today).days
    if abs(away) <= 1:
        return day(look, when, today)
    return look.text(_AHEAD, n=away) if away > 0 else look.text(_AGO, n=-away)


def exact(when: datetime, now: datetime) -> str:
    """Return a moment to the minute, for a tool tip."""
    return f"{when.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"


def next_monday(today: date) -> date:
    """Return the next Monday after `today`."""
    return today + timedelta(days=7 - today.weekday())
