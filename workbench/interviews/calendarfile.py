"""When somebody is busy, from their calendar as a file (RFC 5545): events and free-busy answers.

What is free stays free: cancelled and transparent events, and free periods. Times without a zone,
or in one that nobody knows, and whole days are the organisation's local ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar.timezone import tzp

from workbench.intake.decoding import decode
from workbench.interviews.rules import Span, day_span
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

LARGEST = 5 * 1024 * 1024  # bytes
BACK, AHEAD = 28, 180  # days before and after today that are looked at
MOST_EVENTS = 20_000
LONGEST_LABEL = 200  # characters
_MOST_STEPS = 1_000_000  # of all repetitions, those before the window included
_TOO_LARGE = N_("{name} is larger than {limit} MB; export fewer months of the calendar.")
_NO_CALENDAR = N_("{name} is no calendar file; export the calendar as .ics and bring that.")
_TOO_MANY = N_("{name} holds too many events; export fewer months of the calendar.")
_NOTHING_READ = N_("No event of {name} can be read; export the calendar as .ics once more.")
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
_KEPT_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_STEPS_A_DAY = {"HOURLY": 24.0, "DAILY": 1.0, "WEEKLY": 1 / 7, "MONTHLY": 1 / 28, "YEARLY": 1 / 365}


@dataclass(frozen=True)
class BusySpan:
    """A time that is taken, with what takes it; the label of a private event is ''."""

    span: Span
    label: str = ""


@dataclass(frozen=True)
class CalendarFile:
    """What a calendar file says.

    Attributes: `name`, what the calendar calls itself or whose it is, or ''; `busy`, by time, each
    once, cut to the window; `unread`, how many events could not be read.
    """

    name: str
    busy: tuple[BusySpan, ...]
    unread: int = 0


def window(today: date, zone: ZoneInfo) -> Span:
    """Return the time that a calendar file is read for: four weeks back, half a year ahead."""
    first, last = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    return Span(day_span(first, zone).start, day_span(last, zone).end)


def read_calendar(content: bytes, name: str, zone: ZoneInfo, today: date) -> CalendarFile:
    """Return what the calendar file `name` says about the window around `today`.

    Raises BadInput where it is too large, no calendar, or nothing in it can be read.
    """
    if len(content) > LARGEST:
        raise BadInput(_TOO_LARGE, name=name, limit=LARGEST // 1024 // 1024)
    calendars = _parsed(content, name)
    whole = window(today, zone)
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
        raise BadInput(_NOTHING_READ, name=name)
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


def _series(calendar: Any, whole: Span, name: str) -> list[list[Any]]:
    """Return the events of a calendar, those of a series together. Raises BadInput for a flood."""
    found: dict[str, list[Any]] = {}
    events = calendar.walk("VEVENT")
    steps = sum(_steps(each, whole) for each in events)
    if len(events) > MOST_EVENTS or steps > _MOST_STEPS:
        raise BadInput(_TOO_MANY, name=name)
    for number, event in enumerate(events):
        found.setdefault(str(event.get("UID") or number), []).append(event)
    return list(found.values())


def _steps(event: Any, whole: Span) -> float:
    """Return about how many repetitions have to be counted up to the end of the window."""
    said = event.get("RRULE")
    rules = said if isinstance(said, list) else [said] if said else []
    try:
        begin = event["DTSTART"].dt
        days = max((whole.end.date() - date(begin.year, begin.month, begin.day)).days, 0) + 1
        return 1 + sum(days * _steps_a_day(each) for each in rules)
    except _BROKEN:
        return 1  # it cannot be read anyway


def _steps_a_day(rule: Any) -> float:
    found = _STEPS_A_DAY.get(str(rule.get("FREQ", [""])[0]).upper(), float(_MOST_STEPS))
    picked = {key for key in rule if key.startswith("BY")}
    if picked & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYMONTH", "BYWEEKNO"}:
        found = max(found, 1.0)
    for key in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        if key in rule:
            found *= len(rule[key])
    return found


def _of_events(calendar: Any, events: list[Any], whole: Span, zone: ZoneInfo) -> Iterator[BusySpan]:
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
                yield BusySpan(Span(start, end), _label(event))


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
                yield BusySpan(Span(start, end))


def _moment(said: date, zone: ZoneInfo) -> datetime:
    """Return a moment in UTC; a day stands for the midnight with which it begins."""
    if not isinstance(said, datetime):
        said = datetime.combine(said, time())
    return (said if said.tzinfo else said.replace(tzinfo=zone)).astimezone(UTC)


def tidy(found: Iterable[BusySpan], whole: Span) -> tuple[BusySpan, ...]:
    """Return spans by time, cut to `whole`; those that overlap under one label become one."""
    open_spans: dict[str, Span] = {}
    done: list[BusySpan] = []
    for each in sorted(found, key=lambda each: (each.span.start, each.span.end, each.label)):
        span = Span(max(each.span.start, whole.start), min(each.span.end, whole.end))
        if span.start >= span.end:
            continue
        last = open_spans.get(each.label)
        if last is not None and last.overlaps(span):
            span = Span(last.start, max(last.end, span.end))
        elif last is not None:
            done.append(BusySpan(last, each.label))
        open_spans[each.label] = span
    done += [BusySpan(span, label) for label, span in open_spans.items()]
    return tuple(sorted(done, key=lambda each: (each.span.start, each.span.end, each.label)))
