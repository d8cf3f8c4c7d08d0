from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.calendar.hours import OfficeHours
from workbench.interviews.rules import (
    Busy,
    ConflictKind,
    Day,
    Draft,
    Party,
    Seating,
    Span,
    day_span,
    find_conflicts,
    has_come,
    shown_span,
    span_of,
)
from workbench.kernel.errors import RuleBroken

ZONE = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 3, 3, 9, tzinfo=ZONE)
LI, ZHOU = Party("s1", "李蕾"), Party("s2", "周航")
WANG, ELENA = Party("c1", "王小明"), Party("c2", "Elena Sullivan")
ROOM = Party("r1", "501")
HOURS = OfficeHours("Asia/Shanghai", time(9), time(18), time(9), time(9))


def span(start: int, minutes: int) -> Span:
    begin = NINE + timedelta(minutes=start)
    return Span(begin, begin + timedelta(minutes=minutes))


def draft(
    id: str = "a",
    at: Span | None = None,
    candidate: Party = WANG,
    staff: Party = LI,
    room: Party | None = None,
    seats: int | None = None,
) -> Draft:
    place = Seating(room, seats) if room else None
    return Draft(id, "一面 · 后端工程师", at or span(60, 45), (candidate,), (staff,), place)


def kinds(*args: object, **options: object) -> list[ConflictKind]:
    return [each.kind for each in find_conflicts(*args, **options)]  # type: ignore[arg-type]


def test_what_ends_leaves_the_next_moment_free() -> None:
    before = draft("b", span(0, 60))
    after = draft("c", span(105, 30))
    assert kinds(draft(), [before, after], [], ZONE) == []


@given(st.integers(0, 200), st.integers(1, 120), st.integers(0, 200), st.integers(1, 120))
def test_overlap_is_sharing_a_minute(a: int, long: int, b: int, other_long: int) -> None:
    shares = bool(set(range(a, a + long)) & set(range(b, b + other_long)))
    assert span(a, long).overlaps(span(b, other_long)) is shares
    assert span(b, other_long).overlaps(span(a, long)) is shares


def test_each_double_booking_is_named() -> None:
    other = draft("b", span(90, 60), WANG, LI, ROOM)
    found = find_conflicts(draft(room=ROOM), [other], [], ZONE)
    assert [each.kind for each in found] == ["person", "candidate", "room"]
    assert [each.who for each in found] == ["s1", "c1", "r1"]
    assert str(found[0].message) == (
        "李蕾 interviews at that time: 一面 · 后端工程师, 2026-03-03 10:30–11:30."
    )
    assert all(each.blocks for each in found)


def test_an_interview_does_not_stand_in_its_own_way() -> None:
    assert kinds(draft(), [draft()], [], ZONE) == []


def test_others_may_meet_at_the_same_time() -> None:
    other = draft("b", None, ELENA, ZHOU, Party("r2", "502"))
    assert kinds(draft(room=ROOM), [other], [], ZONE) == []


def test_busy_colleagues() -> None:
    busy = [Busy(LI, span(30, 31), "例会"), Busy(ZHOU, span(60, 45)), Busy(LI, span(0, 60))]
    found = find_conflicts(draft(), [], busy, ZONE)
    assert [str(each.message) for each in found] == [
        "李蕾 is busy at that time: 例会, 2026-03-03 09:30–10:01."
    ]


def test_what_is_only_pointed_out() -> None:
    evening = draft("a", span(9 * 60 - 15, 45), room=ROOM, seats=1)
    found = find_conflicts(evening, [], [], ZONE, Day(HOURS, False, NINE + timedelta(days=1)))
    assert {each.kind for each in found} == {"size", "past", "day_off", "hours"}
    assert not any(each.blocks for each in found)


def test_lunch_and_the_edges_of_the_day_are_open() -> None:
    day = Day(HOURS, True, NINE)
    assert kinds(draft("a", span(180, 60)), [], [], ZONE, day) == []
    assert kinds(draft("a", span(0, 540)), [], [], ZONE, day) == []


def test_local_time_and_its_gaps() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert span_of(datetime(2026, 3, 3, 9), 45, ZONE).start == datetime(2026, 3, 3, 1, tzinfo=UTC)
    aware = datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert span_of(aware, 45, ZONE).start == aware
    with pytest.raises(RuleBroken, match="02:30"):
        span_of(datetime(2026, 3, 29, 2, 30), 45, berlin)
    for minutes in (0, 4, 721):
        with pytest.raises(RuleBroken):
            span_of(NINE, minutes, ZONE)
    short = day_span(datetime(2026, 3, 29).date(), berlin)
    assert short.end - short.start == timedelta(hours=23)


def test_the_day_has_come_on_the_local_day() -> None:
    assert has_come(NINE, NINE - timedelta(hours=8), ZONE)
    assert not has_come(NINE, NINE - timedelta(hours=10), ZONE)


def test_a_span_over_midnight_names_both_days() -> None:
    assert shown_span(span(14 * 60, 120), ZONE) == "2026-03-03 23:00–2026-03-04 01:00"
