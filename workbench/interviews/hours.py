"""Hours as people write them: read from one line, put in order, and shown so as to be read again.

A line is days and times: “Mon–Fri 18:00–21:00”, “周六、周日 全天”, “2026-03-04 14:00–16:00”,
“周三 18:00以后”. A line without times is the whole day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from workbench.interviews.models import Weekday
from workbench.interviews.rules import Span
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_

DAY_MINUTES = 24 * 60
MOST_DAYS = 62  # of one line; a longer time is better said by days of the week
WEEK = tuple(Weekday)
SHORT_NAMES: Mapping[str, Mapping[Weekday, str]] = {
    "zh": dict(zip(WEEK, ("周一", "周二", "周三", "周四", "周五", "周六", "周日"), strict=True)),
    "en": dict(zip(WEEK, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)),
}
WEEKDAY_NAMES = {day: {each: SHORT_NAMES[each][day] for each in SHORT_NAMES} for day in WEEK}
_ALL_DAY = {"zh": "全天", "en": "all day"}
_JOINTS = {"zh": "；", "en": "; "}

_EN = r"(mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nesday|rs|rsday|urday)?\b"
_WEEKDAYS = re.compile(rf"\b{_EN}(?:\s*-\s*{_EN})?")
_DAY, _WEEK = "[一二三四五六日天]", "(?:周|星期|礼拜)"
_ZH = re.compile(rf"{_WEEK}({_DAY})\s*-\s*{_WEEK}?({_DAY})")
_ZH_LIST = re.compile(rf"{_WEEK}({_DAY}(?:[、,]?{_DAY})*)")
_SETS = (
    (re.compile(r"工作日|\bweekdays?\b"), WEEK[:5]),
    (re.compile(r"周末|\bweekends?\b"), WEEK[5:]),
    (re.compile(r"每天|\bdaily\b|\bevery day\b"), WEEK),
)
_DATE = r"(\d{4}-\d{1,2}-\d{1,2})"
_DATES = re.compile(rf"{_DATE}(?:\s*-\s*{_DATE})?")
_CLOCK = r"(\d{1,2})(?::(\d{2})|[点时])?"
_RANGE = re.compile(rf"{_CLOCK}\s*-\s*{_CLOCK}")
_AFTER = re.compile(rf"{_CLOCK}\s*(?:以后|之后|后|起)|\b(?:after|from)\s+{_CLOCK}")
_BEFORE = re.compile(rf"{_CLOCK}\s*(?:以前|之前|前)|\b(?:before|until)\s+{_CLOCK}")
_WHOLE = re.compile(r"全天|\ball day\b")
_DASHES = re.compile(r"\s*[~–—−至到]\s*")
_BETWEEN = re.compile(r"[\s,;、/&和及]|\b(?:and|on)\b")
_NUMBERS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}


@dataclass(frozen=True)
class Hours:
    """Hours of every `weekday`, or of one `day`; minutes from midnight, local time."""

    weekday: Weekday | None
    day: date | None
    opens: int
    closes: int


class _Line:
    """A line that is taken apart: what was understood is taken out of it."""

    def __init__(self, text: str) -> None:
        self.rest = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).lower()

    def take(self, pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
        found = [match.groups("") for match in pattern.finditer(self.rest)]
        self.rest = pattern.sub(" ; ", self.rest)
        return found

    def has(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.search(self.rest) is not None
        self.rest = pattern.sub(" ; ", self.rest)
        return found


def read_hours(lines: Iterable[str]) -> tuple[Hours, ...]:
    """Return the hours that lines say, in order. Raises RuleBroken naming what cannot be read."""
    found: list[Hours] = []
    for line in lines:
        if line.strip():
            found += _read(line.strip())
    return tidy(found)


def _read(line: str) -> list[Hours]:
    taken = _Line(line)
    try:
        days = _days(taken)
        weekdays = _weekdays(taken)
        times = _times(taken)
    except ValueError as error:
        raise _unread(line) from error
    if _BETWEEN.sub("", taken.rest) or not (days or weekdays):
        raise _unread(line)
    if len(days) > MOST_DAYS:
        text = N_("{text}: that is more than {n} days; say it by days of the week.")
        raise RuleBroken("hours", text, text=line, n=MOST_DAYS)
    weekly = [Hours(each, None, opens, closes) for each in weekdays for opens, closes in times]
    return weekly + [Hours(None, each, opens, closes) for each in days for opens, closes in times]


def _unread(line: str) -> RuleBroken:
    text = N_(
        "“{text}” cannot be read. Write days and times, such as “Mon–Fri 18:00–21:00” or"
        " “2026-03-04 14:00–16:00”."
    )
    return RuleBroken("hours", text, text=line)


def _days(line: _Line) -> list[date]:
    found: list[date] = []
    for first, last in line.take(_DATES):
        begin = _date(first)
        end = _date(last) if last else begin
        if end < begin:
            raise ValueError(last)
        count = min((end - begin).days, MOST_DAYS)
        found += [begin + timedelta(days=n) for n in range(count + 1)]
    return found


def _date(text: str) -> date:
    year, month, day = map(int, text.split("-"))
    return date(year, month, day)


def _weekdays(line: _Line) -> list[Weekday]:
    found: list[Weekday] = []
    for pattern, week in _SETS:
        if line.has(pattern):
            found += week
    for first, last in line.take(_ZH):
        found += _from_to(_NUMBERS[first], _NUMBERS[last])
    for (letters,) in line.take(_ZH_LIST):
        found += [WEEK[_NUMBERS[each]] for each in letters if each in _NUMBERS]
    for first, last in line.take(_WEEKDAYS):
        start = WEEK.index(Weekday(first))
        found += _from_to(start, WEEK.index(Weekday(last)) if last else start)
    return found


def _from_to(first: int, last: int) -> list[Weekday]:
    return [WEEK[(first + n) % 7] for n in range((last - first) % 7 + 1)]


def _times(line: _Line) -> list[tuple[int, int]]:
    found = [(_minutes(a, b), _minutes(c, d)) for a, b, c, d in line.take(_RANGE)]
    found += [(_minutes(a or c, b or d), DAY_MINUTES) for a, b, c, d in line.take(_AFTER)]
    found += [(0, _minutes(a or c, b or d)) for a, b, c, d in line.take(_BEFORE)]
    if line.has(_WHOLE) or not found:
        found.append((0, DAY_MINUTES))
    if any(opens >= closes for opens, closes in found):
        raise ValueError(found)
    return found


def _minutes(hour: str, minute: str) -> int:
    total = int(hour) * 60 + int(minute or 0)
    if total > DAY_MINUTES or int(minute or 0) > 59:
        raise ValueError(hour, minute)
    return total


def read_clock(text: str, field: str) -> int | None:
    """Return a time such as “8:30” as minutes from midnight, None for ''. Raises RuleBroken."""
    wanted = unicodedata.normalize("NFKC", text).strip()
    if not wanted:
        return None
    found = re.fullmatch(_CLOCK, wanted)
    try:
        return _minutes(*found.groups("")) if found else _minutes("", "")
    except ValueError:
        said = N_("“{text}” is no time of day; write it as 08:30.")
        raise RuleBroken(field, said, text=text) from None


def shown_clock(minutes: int | None) -> str:
    """Return minutes from midnight as `read_clock` reads them."""
    return "" if minutes is None else _clock(minutes)


def tidy(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """Return hours by weekday, then by day and time; those that overlap or touch become one."""
    found: list[Hours] = []
    for each in sorted(set(hours), key=_place):
        last = found[-1] if found else None
        same = last is not None and (last.weekday, last.day) == (each.weekday, each.day)
        if last is not None and same and each.opens <= last.closes:
            closes = max(last.closes, each.closes)
            found[-1] = Hours(each.weekday, each.day, last.opens, closes)
        else:
            found.append(each)
    return tuple(found)


def _place(each: Hours) -> tuple[int, date, int, int]:
    week = len(WEEK) if each.weekday is None else WEEK.index(each.weekday)
    return week, each.day or date.min, each.opens, each.closes


def fits(span: Span, hours: Sequence[Hours], zone: ZoneInfo) -> bool:
    """Tell whether a time lies within the hours, of which weekly and dated ones add up."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    opens = start.hour * 60 + start.minute
    closes = opens + round((span.end - span.start).total_seconds() / 60)
    if end.date() != start.date() and closes != DAY_MINUTES:
        return False
    day = start.date()
    windows = tidy(
        Hours(None, day, each.opens, each.closes)
        for each in hours
        if each.day == day or each.weekday is WEEK[day.weekday()]
    )
    return any(each.opens <= opens and closes <= each.closes for each in windows)


def shown_lines(hours: Sequence[Hours], language: str) -> tuple[str, ...]:
    """Return hours as lines that `read_hours` reads; days in a row with the same hours are one."""
    groups: list[tuple[list[Hours], list[tuple[int, int]]]] = []
    for day, times in _by_day(tidy(hours)):
        if groups and groups[-1][1] == times and _follows(groups[-1][0][-1], day):
            groups[-1][0].append(day)
        else:
            groups.append(([day], times))
    return tuple(_shown(days, times, language) for days, times in groups)


def shown_hours(hours: Sequence[Hours]) -> dict[str, str]:
    """Return hours in one line, by language."""
    return {each: joint.join(shown_lines(hours, each)) for each, joint in _JOINTS.items()}


def _by_day(hours: Sequence[Hours]) -> list[tuple[Hours, list[tuple[int, int]]]]:
    found: list[tuple[Hours, list[tuple[int, int]]]] = []
    for each in hours:
        if found and (found[-1][0].weekday, found[-1][0].day) == (each.weekday, each.day):
            found[-1][1].append((each.opens, each.closes))
        else:
            found.append((each, [(each.opens, each.closes)]))
    return found


def _follows(first: Hours, then: Hours) -> bool:
    if first.weekday and then.weekday:
        return WEEK.index(then.weekday) == WEEK.index(first.weekday) + 1
    return first.day is not None and then.day == first.day + timedelta(days=1)


def _shown(days: Sequence[Hours], times: Sequence[tuple[int, int]], language: str) -> str:
    first, last = (_day_name(each, language) for each in (days[0], days[-1]))
    range_ = {"zh": "至", "en": "–"}[language]
    named = first if len(days) == 1 else f"{first}{range_}{last}"
    if list(times) == [(0, DAY_MINUTES)]:
        return f"{named} {_ALL_DAY[language]}"
    joint = {"zh": "、", "en": ", "}[language]
    return f"{named} " + joint.join(f"{_clock(a)}–{_clock(b)}" for a, b in times)


def _day_name(each: Hours, language: str) -> str:
    if each.weekday is not None:
        return SHORT_NAMES[language][each.weekday]
    return each.day.isoformat() if each.day else ""


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
