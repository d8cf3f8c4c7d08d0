from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import RuleBroken
from workbench.kernel.workdays import PlainCalendar

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
CALENDARS = st.builds(
    PlainCalendar,
    weekend=st.frozensets(st.integers(0, 6), max_size=5),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 1)), max_size=20),
    workdays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 1)), max_size=10),
)
NEAR = st.dates(date(2025, 12, 1), date(2026, 3, 31))


def test_day_zero_is_the_day_of_the_event() -> None:
    friday = date(2026, 3, 6)
    assert PlainCalendar().add_workdays(friday, 0) == friday
    assert PlainCalendar().add_workdays(friday, 3) == date(2026, 3, 11)


def test_an_event_on_a_day_off_counts_from_the_next_working_day() -> None:
    saturday = date(2026, 3, 7)
    assert PlainCalendar().add_workdays(saturday, 0) == saturday
    assert PlainCalendar().add_workdays(saturday, 1) == date(2026, 3, 9)
    assert PlainCalendar().next_workday(saturday) == date(2026, 3, 9)


def test_a_listed_workday_wins_over_a_holiday() -> None:
    day = date(2026, 3, 9)
    assert PlainCalendar(holidays=frozenset({day}), workdays=frozenset({day})).is_workday(day)


def test_a_calendar_without_working_days_is_refused() -> None:
    with pytest.raises(RuleBroken):
        PlainCalendar(weekend=frozenset(range(7))).add_workdays(date(2026, 1, 1), 1)


def test_the_end_of_all_dates_is_told() -> None:
    with pytest.raises(RuleBroken):
        PlainCalendar().add_workdays(date.max - timedelta(days=3), 10)
    assert PlainCalendar().workdays_between(date.max, date.max) == 0
    assert PlainCalendar().workdays_between(date.min, date.min + timedelta(days=7)) == 5


@given(CALENDARS, NEAR, st.integers(-40, 40))
def test_add_then_between(calendar: PlainCalendar, day: date, count: int) -> None:
    there = calendar.add_workdays(day, count)
    assert calendar.workdays_between(day, there) == count
    assert count == 0 or calendar.is_workday(there)
    assert calendar.subtract_workdays(day, -count) == there


@given(CALENDARS, NEAR, NEAR, st.integers(-20, 20))
def test_later_days_and_larger_counts_never_end_earlier(
    calendar: PlainCalendar, a: date, b: date, count: int
) -> None:
    first, second = min(a, b), max(a, b)
    if count:
        assert calendar.add_workdays(first, count) <= calendar.add_workdays(second, count)
    assert calendar.add_workdays(first, count) < calendar.add_workdays(first, count + 1) or (
        count in (-1, 0)
    )


@given(CALENDARS, NEAR, NEAR, NEAR)
def test_stretches_add_up(calendar: PlainCalendar, a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    whole = calendar.workdays_between(first, last)
    parts = calendar.workdays_between(first, middle) + calendar.workdays_between(middle, last)
    assert whole == parts


@given(CALENDARS, NEAR, st.integers(1, 40))
def test_there_and_back_from_a_working_day(calendar: PlainCalendar, day: date, count: int) -> None:
    start = calendar.next_workday(day)
    assert calendar.subtract_workdays(calendar.add_workdays(start, count), count) == start


@given(DAYS)
def test_a_week_has_five_working_days(day: date) -> None:
    assert PlainCalendar().workdays_between(day, day + timedelta(days=7)) == 5
