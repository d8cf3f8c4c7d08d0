from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.calendar.organisation import organisation_calendar
from workbench.kernel.errors import RuleBroken
from workbench.kernel.months import add_months
from workbench.kernel.workdays import PlainCalendar
from workbench.onboarding.buddies import (
    Colleague,
    Newcomer,
    Pace,
    check_buddy,
    judge,
    tally,
)
from workbench.onboarding.rules import (
    Light,
    Room,
    Step,
    TaskStanding,
    check_answers,
    check_in_days,
    check_start,
    day_one_checks,
    is_ready,
    light,
    move,
    phase_of,
    plan,
)
from workbench.onboarding.shipped import ITEMS, PAPERS, QUESTIONS, TASKS

CHINA = organisation_calendar("CN")
SHIPPED = [Step(t.key, t.offset, t.predecessors, t.latest_months, t.latest_days) for t in TASKS]
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
WORKDAYS = DAYS.map(CHINA.next_workday)


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """Steps that only wait for earlier ones, so that there is no circle."""
    count = draw(st.integers(1, 12))
    found: list[Step] = []
    for number in range(count):
        waits = st.lists(st.integers(0, number - 1), max_size=3) if number else st.just([])
        found.append(
            Step(
                str(number),
                draw(st.integers(-15, 95)),
                tuple(map(str, draw(waits))),
                draw(st.sampled_from([0, 0, 1, 2])),
                draw(st.sampled_from([0, 0, 30])),
            )
        )
    return found


@given(WORKDAYS, steps())
def test_a_plan_keeps_its_promises(start_on: date, given_steps: list[Step]) -> None:
    due = plan(start_on, given_steps, CHINA)
    assert due.keys() == {step.key for step in given_steps}
    for step in given_steps:
        day = due[step.key]
        assert CHINA.is_workday(day)
        assert all(due[key] <= day for key in step.predecessors)
        if step.latest_months:
            assert day < add_months(start_on, step.latest_months)
        if step.latest_days:
            assert (day - start_on).days < step.latest_days


@given(WORKDAYS, st.integers(-15, 95))
def test_alone_a_step_lies_at_its_distance(start_on: date, offset: int) -> None:
    day = plan(start_on, [Step("a", offset)], CHINA)["a"]
    assert CHINA.workdays_between(start_on, day) == offset


@given(WORKDAYS, WORKDAYS, WORKDAYS)
def test_moving_there_and_back_changes_nothing(start: date, to: date, today: date) -> None:
    due = plan(start, SHIPPED, CHINA)
    there = {s.key: s.after for s in move(to, SHIPPED, due, today, CHINA)}
    assert there == plan(to, SHIPPED, CHINA)
    back = move(start, SHIPPED, there, today, CHINA)
    assert {s.key: s.after for s in back} == due
    for shift in back:
        assert (shift.room is Room.IMPOSSIBLE) == (shift.after < today)
        assert (shift.room is Room.LAST_DAY) == (shift.after == today)


def test_over_spring_festival_2026() -> None:
    """Off from 15 to 23 February; worked on Saturdays 14 and 28 February."""
    due = plan(date(2026, 2, 25), SHIPPED, CHINA)
    assert due["desk-check"] == date(2026, 2, 24)
    assert due["account-test"] == date(2026, 2, 13)
    assert due["equipment"] == date(2026, 2, 4)
    before = plan(date(2026, 2, 2), SHIPPED, CHINA)
    assert before["one-on-one"] == date(2026, 2, 9)
    assert CHINA.add_workdays(date(2026, 2, 2), 20) == date(2026, 3, 6)
    assert before["contract"] == date(2026, 2, 28)
    assert before["insurance"] == date(2026, 3, 3)


def test_over_national_day_2026() -> None:
    """Off from 25 to 27 September and from 1 to 7 October; worked on Saturday 10 October."""
    due = plan(date(2026, 10, 8), SHIPPED, CHINA)
    assert due["desk-check"] == date(2026, 9, 30)
    assert due["agenda"] == date(2026, 9, 23)
    assert due["handbook"] == date(2026, 10, 10)
    assert check_in_days(date(2026, 9, 1), CHINA)[30] == date(2026, 10, 8)


def test_circles_are_refused() -> None:
    with pytest.raises(RuleBroken, match="circle"):
        plan(date(2026, 3, 2), [Step("a", 0, ("b",)), Step("b", 0, ("a",))], CHINA)


def test_what_the_law_limits_pulls_its_predecessors_forward() -> None:
    late = [Step("papers", 40), Step("contract", 20, ("papers",), latest_months=1)]
    due = plan(date(2026, 3, 2), late, CHINA)
    assert due == {"papers": date(2026, 4, 1), "contract": date(2026, 4, 1)}


def test_nobody_starts_on_a_holiday() -> None:
    check_start(date(2026, 2, 14), CHINA)
    with pytest.raises(RuleBroken, match="2026-10-08"):
        check_start(date(2026, 10, 1), CHINA)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months(day: date, count: int, expected: date) -> None:
    assert add_months(day, count) == expected


def test_lights() -> None:
    today = date(2026, 3, 2)
    yesterday, tomorrow = today - timedelta(1), today + timedelta(1)
    assert [light("open", day, today) for day in (yesterday, today, tomorrow)] == [
        Light.RED,
        Light.AMBER,
        Light.GREY,
    ]
    assert light("done", yesterday, today) is light("not_needed", yesterday, today) is Light.GREEN


def test_ready_means_every_light_is_green() -> None:
    start = date(2026, 3, 16)
    eve, later = date(2026, 3, 13), date(2026, 3, 20)

    def ready(task: TaskStanding, item: str = "ready", *, buddy: bool = True) -> bool:
        return is_ready(day_one_checks(start, [task], [("i", item)], has_buddy=buddy))

    done = TaskStanding("t", eve, "done", True)
    assert ready(done)
    assert ready(done, "handed_over")
    assert ready(TaskStanding("t", later, "open", True))
    assert ready(TaskStanding("t", eve, "open", False))
    assert not ready(TaskStanding("t", eve, "open", True))
    assert not ready(done, "to_prepare")
    assert not ready(done, buddy=False)


NEWCOMER = Newcomer(date(2026, 3, 16), "boss", "产品部", "上海", "zh")
GOOD = Colleague("a", "孙悦", "产品部", "上海", ("中文",), True, date(2021, 5, 1))


@given(
    st.builds(
        Colleague,
        st.sampled_from(["a", "boss"]),
        st.text(max_size=5),
        st.sampled_from(["产品部", "IT", ""]),
        st.sampled_from(["上海", "北京", ""]),
        st.lists(st.sampled_from(["中文", "English", "Mandarin"])).map(tuple),
        st.booleans(),
        st.none() | st.dates(date(2020, 1, 1), date(2026, 3, 16)),
        st.integers(0, 3),
    )
)
def test_a_buddy_is_judged_with_reasons(colleague: Colleague) -> None:
    said = judge(colleague, NEWCOMER)
    year_here = colleague.hired_on is not None and colleague.hired_on <= date(2025, 3, 16)
    allowed = colleague.id != "boss" and colleague.newcomers == 0
    assert said.is_eligible == (allowed and colleague.willing and year_here)
    assert 0 <= said.score <= (100 if said.is_eligible else 0)
    assert all(str(reason.text) for reason in said.reasons)
    if not said.is_eligible:
        assert any(not reason.speaks_for for reason in said.reasons)
    refused = colleague.id == "boss" or colleague.newcomers
    if refused:
        with pytest.raises(RuleBroken):
            check_buddy(colleague.id, NEWCOMER.manager_id, colleague.newcomers)
    else:
        check_buddy(colleague.id, NEWCOMER.manager_id, colleague.newcomers)


def test_the_best_buddy_is_near() -> None:
    assert judge(GOOD, NEWCOMER).score == 100
    assert judge(GOOD, Newcomer(NEWCOMER.start_on, None)).score == 0
    assert judge(GOOD, Newcomer(NEWCOMER.start_on, None)).is_eligible


def test_meetings_against_the_mark() -> None:
    start = date(2026, 3, 16)
    weekly = [start + timedelta(days=7 * n) for n in range(12)]
    assert tally(start, [], start - timedelta(days=3)).pace is Pace.NOT_BEGUN
    assert tally(start, weekly[:3], start + timedelta(days=20)).pace is Pace.ON_TRACK
    assert tally(start, weekly[:3], start + timedelta(days=50)).pace is Pace.BEHIND
    assert tally(start, weekly[:8], start + timedelta(days=95)).pace is Pace.BEHIND
    assert tally(start, weekly[:9], start + timedelta(days=95)).pace is Pace.REACHED
    late = [start + timedelta(days=91)] * 9
    assert tally(start, late, start + timedelta(days=95)).held == 0


def test_check_ins_fall_on_working_days() -> None:
    plain = PlainCalendar()
    assert check_in_days(date(2026, 3, 2), plain) == {
        7: date(2026, 3, 9),
        30: date(2026, 4, 1),
        60: date(2026, 5, 1),
        90: date(2026, 6, 1),
    }
    check_answers({"role": 5}, QUESTIONS)
    with pytest.raises(RuleBroken, match="no question"):
        check_answers({"mood": 5}, QUESTIONS)


def test_phases() -> None:
    assert [phase_of(n) for n in (-1, 0, 1, 5, 6, 22, 23)] == [
        "prepare",
        "day_one",
        "first_week",
        "first_week",
        "first_month",
        "first_month",
        "ninety_days",
    ]


def test_shipped_content_is_whole() -> None:
    keys = {task.key for task in TASKS}
    assert len(keys) == len(TASKS)
    assert all(set(task.predecessors) <= keys for task in TASKS)
    for both in (*TASKS, *ITEMS, *PAPERS):
        assert both.names.zh
        assert both.names.en
