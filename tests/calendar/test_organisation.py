from __future__ import annotations

from datetime import UTC, date, datetime, time

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.calendar.hours import OfficeHours
from workbench.calendar.organisation import LAST_PUBLISHED, organisation_calendar
from workbench.kernel.errors import BadInput, RuleBroken

CHINA = organisation_calendar("CN")


def test_spring_festival_2026_is_nine_days() -> None:
    off = [date(2026, 2, day) for day in range(15, 24)]
    assert not any(map(CHINA.is_workday, off))
    assert CHINA.is_workday(date(2026, 2, 14))  # Saturday, made up
    assert CHINA.is_workday(date(2026, 2, 28))  # Saturday, made up
    assert CHINA.is_workday(date(2026, 2, 24))
    assert CHINA.holiday_name(date(2026, 2, 17)) == "Chinese New Year (Spring Festival)"


def test_the_promise_across_spring_festival_2026() -> None:
    thursday = date(2026, 2, 12)
    assert CHINA.add_workdays(thursday, 3) == date(2026, 2, 24)  # Fri 13, Sat 14, Tue 24
    assert CHINA.workdays_between(thursday, date(2026, 3, 1)) == 7


@pytest.mark.parametrize(
    ("worked", "first_off", "last_off"),
    [
        ((date(2025, 9, 28), date(2025, 10, 11)), date(2025, 10, 1), date(2025, 10, 8)),
        ((date(2026, 9, 20), date(2026, 10, 10)), date(2026, 10, 1), date(2026, 10, 7)),
    ],
)
def test_national_days(worked: tuple[date, ...], first_off: date, last_off: date) -> None:
    assert all(map(CHINA.is_workday, worked))
    assert CHINA.workdays_between(date(first_off.year, 9, 30), last_off) == 0


def test_year_ends() -> None:
    assert CHINA.add_workdays(date(2025, 12, 31), 1) == date(2026, 1, 4)  # a Sunday made up
    assert CHINA.subtract_workdays(date(2026, 1, 4), 1) == date(2025, 12, 31)
    assert CHINA.is_workday(date(2001, 12, 29))  # made up for a holiday of the next year


def test_years_without_notice_are_estimated() -> None:
    assert not CHINA.is_estimated(2026)
    assert CHINA.is_estimated(2027)
    assert not organisation_calendar("DE").is_estimated(2040)


@pytest.mark.parametrize("country", sorted(LAST_PUBLISHED))
def test_the_last_published_year_is_what_the_library_has(country: str) -> None:
    last = LAST_PUBLISHED[country]
    for year, expected in ((last, True), (last + 1, False)):
        found = holidays.country_holidays(country, years=year)
        assert any(day.year == year for day in found.weekend_workdays) is expected


def test_other_countries() -> None:
    bavaria = organisation_calendar("DE", "BY")
    assert not bavaria.is_workday(date(2026, 1, 6))
    assert organisation_calendar("DE").is_workday(date(2026, 1, 6))
    saudi = organisation_calendar("sa")
    assert not saudi.is_workday(date(2026, 3, 6))  # Friday
    assert saudi.is_workday(date(2026, 3, 8))  # Sunday


@pytest.mark.parametrize(
    ("country", "region"), [("XX", ""), ("", ""), ("DE", "Nowhere"), ("MAY", ""), ("PUBLIC", "")]
)
def test_unknown_places(country: str, region: str) -> None:
    with pytest.raises(BadInput):
        organisation_calendar(country, region)


def test_the_house_has_the_last_word() -> None:
    house = organisation_calendar(
        extra_holidays=[date(2026, 3, 9), date(2026, 3, 10)],
        extra_workdays=[date(2026, 10, 1), date(2026, 3, 10)],
    )
    assert not house.is_workday(date(2026, 3, 9))
    assert house.is_workday(date(2026, 3, 10))
    assert house.is_workday(date(2026, 10, 1))


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(-60, 60))
def test_add_then_between(day: date, count: int) -> None:
    there = CHINA.add_workdays(day, count)
    assert CHINA.workdays_between(day, there) == count
    assert CHINA.subtract_workdays(day, -count) == there


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(0, 400), st.integers(1, 30))
def test_monotone(day: date, later: int, count: int) -> None:
    second = date.fromordinal(day.toordinal() + later)
    assert CHINA.add_workdays(day, count) <= CHINA.add_workdays(second, count)


def test_office_hours() -> None:
    hours = OfficeHours()
    assert hours.is_open(datetime(2026, 3, 9, 1, 30, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 3, 9, 4, 30, tzinfo=UTC))
    assert hours.day_of(datetime(2026, 3, 9, 17, 0, tzinfo=UTC)) == date(2026, 3, 10)
    assert hours.end_of(date(2026, 3, 9)).astimezone(UTC) == datetime(2026, 3, 9, 10, tzinfo=UTC)


def test_office_hours_are_checked() -> None:
    with pytest.raises(RuleBroken):
        OfficeHours(opens=time(19, 0))
    with pytest.raises(BadInput):
        OfficeHours(timezone="Asia/Nowhere")
