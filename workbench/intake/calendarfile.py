"""When somebody is busy, from their calendar as a file (RFC 5545): events and free-busy answers.

What is free stays free: cancelled and transparent events, and free periods. Times without a zone,
or in one that nobody knows, and whole days are the organisation's local ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar.timezone import tzp

from workbench.intake.busyspans import NOTHING_READ, TOO_MANY, BusySpan, CalendarFile
from workbench.intake.decoding import decode
from workbench.kernel.clock import in_utc
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

LARGEST = 5 * 1024 * 1024  # bytes
MOST_EVENTS = 20_000
LONGEST_LABEL = 200  # characters
_ONE_DAY = timedelta(days=1)
_MOST_STEPS = 400_000  # of all repetitions, those before the window included
_TOO_LARGE = N_("{name} is larger than {limit} MB; export fewer months of the calendar.")
_NO_CALENDAR = N_("{name} is no calendar file; export the calendar as .ics and bring that.")
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
_KEPT_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_STEPS_A_DAY = {"HOURLY": 24.0, "DAILY": 1.0, "WEEKLY": 1 / 7, "MONTHLY": 1 / 28, "YEARLY": 1 / 365}


def read_calendar(
    content: bytes, name: str, zone: ZoneInfo, begin: datetime, end: datetime
) -> CalendarFile:
    """Return what the calendar file `name` says about the window from `begin` to before `end`.

    Raises BadInput where it is too large, no calendar, or nothing in it can be read.
    """
    if len(content) > LARGEST:
        raise BadInput(_TOO_LARGE, name=name, limit=LARGEST // 1024 // 1024)
    calendars = _parsed(content, name)
    whole = BusySpan(begin, end)
    found: list[BusySpan] = []
    series = [(each, events) for each in calendars for events in _series(each, whole, name)]
    unread = 0
    for calendar, events in series:
        try:
            found += _of_events(calendar, events, whole, zone)
        except _BROKEN:
            unread += 1
    for each in (part for calendar in calendars for part in calendar.walk("VFREEBUSY")):
        try:
            found += _of_answer(each, zone)
        except _BROKEN:
            unread += 1
    if unread and not found:
        raise BadInput(NOTHING_READ, name=name)
    return CalendarFile(_called(calendars), tidy(found, whole), unread)


def _parsed(content: bytes, name: str) -> list[Any]:
    # The library remembers the zones that files describe; another file's must not hold for this.
    tzp.use_default()
    try:
        found = Calendar.from_ical(decode(content, name), multiple=True)
    except _BROKEN as error:
        raise BadInput(_NO_CALENDAR, name=name) from error
    calendars = [each for each in found if each.name == "VCALENDAR"]
    if not calendars:
        raise BadInput(_NO_CALENDAR, name=name)
    return calendars


def _called(calendars: Iterable[Any]) -> str:
    for calendar in calendars:
        owners = (
            part.get(key)
            for part in calendar.walk("VFREEBUSY")
            for key in ("ATTENDEE", "ORGANIZER")
        )
        for said in (calendar.get("X-WR-CALNAME"), *owners):
            text = " ".join(str(said or "").split())
            if text:
                return text.lower().removeprefix("mailto:") if "@" in text else text
    return ""


def _series(calendar: Any, whole: BusySpan, name: str) -> list[list[Any]]:
    """Return the events of a calendar, those of a series together. Raises BadInput for a flood."""
    found: dict[str, list[Any]] = {}
    events = calendar.walk("VEVENT")
    steps = sum(_steps(each, whole) for each in events)
    if len(events) > MOST_EVENTS or steps > _MOST_STEPS:
        raise BadInput(TOO_MANY, name=name)
    for number, event in enumerate(events):
        found.setdefault(str(event.get("UID") or number), []).append(event)
    return [each for each in found.values() if len(each) > 1 or not _is_elsewhen(each[0], whole)]


def _is_elsewhen(event: Any, whole: BusySpan) -> bool:
    """Tell at a glance whether an event that does not repeat lies outside the window."""
    if any(key in event for key in ("RRULE", "RDATE", "DURATION")):
        return False
    try:
        first = _day(event["DTSTART"].dt)
        last = _day(event["DTEND"].dt) if "DTEND" in event else first + _ONE_DAY
    except _BROKEN:
        return False  # to be told that it cannot be read
    return first > whole.end.date() + _ONE_DAY or last < whole.start.date() - _ONE_DAY


def _day(said: date) -> date:
    return date(said.year, said.month, said.day)


def _steps(event: Any, whole: BusySpan) -> float:
    """Return about how many repetitions have to be counted up to the end of the window."""
    said = event.get("RRULE")
    rules = said if isinstance(said, list) else [said] if said else []
    try:
        begin = event["DTSTART"].dt
        days = max((whole.end.date() - _day(begin)).days, 0) + 1
        return 1 + sum(days * _steps_a_day(each) for each in rules)
    except _BROKEN:
        return 1  # it cannot be read anyway


def _steps_a_day(rule: Any) -> float:
    found = _STEPS_A_DAY.get(str(rule.get("FREQ", [""])[0]).upper(), float(_MOST_STEPS))
    for key in ("BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND"):
        if key in rule:
            found *= len(rule[key])
    return found


def _of_events(
    calendar: Any, events: list[Any], whole: BusySpan, zone: ZoneInfo
) -> Iterator[BusySpan]:
    """Yield when the events of one series take place within the window and take time."""
    alone = Calendar()
    for key in ("X-WR-TIMEZONE", "CALSCALE"):
        if key in calendar:
            alone.add(key, calendar[key])
    for event in events:
        alone.add_component(event)
    ends = (each.astimezone(zone) for each in (whole.start, whole.end))
    for event in recurring_ical_events.of(alone).between(*ends):
        if _takes_time(event):
            start, end = (_moment(event[key].dt, zone) for key in ("DTSTART", "DTEND"))
            if start < end:
                yield BusySpan(start, end, _label(event))


def _takes_time(event: Any) -> bool:
    return not (
        str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    )


def _label(event: Any) -> str:
    if str(event.get("CLASS", "")).upper() in _KEPT_PRIVATE:
        return ""
    return " ".join(str(event.get("SUMMARY", "")).split())[:LONGEST_LABEL]


def _of_answer(answer: Any, zone: ZoneInfo) -> Iterator[BusySpan]:
    """Yield the taken periods of a free-busy answer."""
    said = answer.get("FREEBUSY")
    for period in said if isinstance(said, list) else [said] if said else []:
        if str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
            start, end = (_moment(each, zone) for each in (period.start, period.end))
            if start < end:
                yield BusySpan(start, end)


def _moment(said: date, zone: ZoneInfo) -> datetime:
    """Return a moment in UTC; a day stands for the midnight with which it begins."""
    if not isinstance(said, datetime):
        said = datetime.combine(said, time())
    return in_utc(said, zone)


def tidy(found: Iterable[BusySpan], whole: BusySpan) -> tuple[BusySpan, ...]:
    """Return spans by time, cut to `whole`; those that overlap under one label become one."""
    last: dict[str, BusySpan] = {}
    done: list[BusySpan] = []
    for each in sorted(found, key=_place):
        span = BusySpan(max(each.start, whole.start), min(each.end, whole.end), each.label)
        if span.start >= span.end:
            continue
        before = last.get(each.label)
        if before is not None and before.overlaps(span):
            span = replace(before, end=max(before.end, span.end))
        elif before is not None:
            done.append(before)
        last[each.label] = span
    return tuple(sorted([*done, *last.values()], key=_place))


def _place(each: BusySpan) -> tuple[datetime, datetime, str]:
    return each.start, each.end, each.label
