"""Hours as people write them, and whether a time lies within them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.interviews.hours import (
    DAY_MINUTES,
    WEEK,
    Hours,
    fits,
    read_hours,
    shown_hours,
    shown_lines,
    tidy,
)
from workbench.interviews.rules import Span
from workbench.kernel.errors import RuleBroken

ZONE = ZoneInfo("Asia/Shanghai")
MINUTES = st.integers(0, DAY_MINUTES)
SPANS = st.tuples(MINUTES, MINUTES).filter(lambda pair: pair[0] < pair[1])
DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 1))
WHEN = st.one_of(st.tuples(st.sampled_from(WEEK), st.none()), st.tuples(st.none(), DAYS))
HOURS = st.lists(st.builds(lambda w, s: Hours(*w, *s), WHEN, SPANS), max_size=12)


@pytest.mark.parametrize(
    ("line", "chinese", "english"),
    [
        ("Mon-Fri 18:00-21:00", "周一至周五 18:00–21:00", "Mon–Fri 18:00–21:00"),
        ("星期一到星期五 18点—21点", "周一至周五 18:00–21:00", "Mon–Fri 18:00–21:00"),
        ("工作日 18：30以后", "周一至周五 18:30–24:00", "Mon–Fri 18:30–24:00"),
        ("周末", "周六至周日 全天", "Sat–Sun all day"),
        ("周一三 9-11", "周一 09:00–11:00；周三 09:00–11:00", "Mon 09:00–11:00; Wed 09:00–11:00"),
        ("Tuesday before 9:00", "周二 00:00–09:00", "Tue 00:00–09:00"),
        ("2026-03-04 14:00~16:00", "2026-03-04 14:00–16:00", "2026-03-04 14:00–16:00"),
        (
            "2026-03-04至2026-03-06 9:00-10:00、10:00-12:00",
            "2026-03-04至2026-03-06 09:00–12:00",
            "2026-03-04–2026-03-06 09:00–12:00",
        ),
        ("Sat, Sun 10:00-12:00", "周六至周日 10:00–12:00", "Sat–Sun 10:00–12:00"),
        ("周六至周一", "周一 全天；周六至周日 全天", "Mon all day; Sat–Sun all day"),
    ],
)
def test_people_s_ways_of_writing_are_read(line: str, chinese: str, english: str) -> None:
    assert shown_hours(read_hours([line])) == {"zh": chinese, "en": english}


@pytest.mark.parametrize(
    "line",
    ["下午", "18:00-21:00", "Mon 21:00-18:00", "Mon 25:00-26:00", "2026-02-30 9:00-10:00",
     "Mon 18:00-21:00 maybe", "2026-03-06至2026-03-04", "2026-01-01至2027-01-01"],
)  # fmt: skip
def test_what_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_hours(["Mon 9:00-10:00", line])
    assert refused.value.field == "hours"
    assert line in str(refused.value)


@given(HOURS)
def test_what_is_shown_is_read_again(hours: list[Hours]) -> None:
    wanted = tidy(hours)
    for language in ("zh", "en"):
        assert read_hours(shown_lines(hours, language)) == wanted


@given(st.text(max_size=40))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        found = read_hours([line])
    except RuleBroken:
        return
    assert all(0 <= each.opens < each.closes <= DAY_MINUTES for each in found)


@given(HOURS, st.integers(0, 40 * 24 * 12), st.integers(1, 24))
def test_a_time_fits_where_each_of_its_moments_is_in_the_hours(
    hours: list[Hours], slot: int, steps: int
) -> None:
    """Against the plain meaning: every five minutes of the span lie in some hours of that day."""
    start = datetime(2025, 12, 28, tzinfo=ZONE) + timedelta(minutes=5 * slot)
    moments = [start + timedelta(minutes=n) for n in range(5 * steps)]

    def is_held(moment: datetime) -> bool:
        minute = moment.hour * 60 + moment.minute
        return any(
            each.opens <= minute < each.closes
            for each in hours
            if each.day == moment.date() or each.weekday is WEEK[moment.weekday()]
        )

    end = start + timedelta(minutes=5 * steps)
    one_day = moments[0].date() == moments[-1].date()
    expected = one_day and all(map(is_held, moments))
    assert fits(Span(start.astimezone(UTC), end.astimezone(UTC)), hours, ZONE) is expected
