from datetime import date, time

import pytest

from workbench.kernel.readings import read_day, read_time

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/1", date(2026, 12, 1)),
        ("2026-12-1", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1201", date(2026, 12, 1)),
        ("20261201", date(2026, 12, 1)),
        ("2026年12月1日", date(2026, 12, 1)),
        ("12月1号", date(2026, 12, 1)),
        ("１２／１", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
        ("1/5", date(2027, 1, 5)),
        ("105", date(2027, 1, 5)),
        ("9", date(2026, 12, 9)),
        ("26", date(2026, 11, 26)),
        ("31", date(2026, 10, 31)),
    ],
)
def test_days_are_read_as_people_type_them(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "30/2", "1/2/2027", "2026-1", "0"])
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1000", time(10)),
        ("10:00", time(10)),
        ("9", time(9)),
        ("930", time(9, 30)),
        ("9：30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9点", time(9)),
        ("9点半", time(9, 30)),
        ("14点05分", time(14, 5)),
        ("3pm", time(15)),
        ("12 am", time(0)),
        ("0", time(0)),
    ],
)
def test_times_are_read_as_people_type_them(text: str, moment: time) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize("text", ["", "24", "9:75", "noon", "10:0:0", "13pm", "9:3"])
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert read_time(text) is None
