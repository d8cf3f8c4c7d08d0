from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.interviews.conftest import House
from workbench.interviews.arriving import (
    CheckIn,
    FinishInterview,
    NoteLate,
    ReopenInterview,
    StartInterview,
)
from workbench.interviews.commands import CancelInterview, HoldInterview, NoteNoShow
from workbench.interviews.queries import InterviewRow, day, interview
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.pipeline.commands import CloseApplications
from workbench.pipeline.models import ApplicationState

TUESDAY = date(2026, 3, 3)


def at(clock: SetClock, hour: int, minute: int = 0) -> datetime:
    clock.moment = datetime(2026, 3, 3, hour - 8, minute, tzinfo=UTC)
    return clock.now()


def row(house: House, made: str) -> InterviewRow:
    return house.desk.ask(interview, made)


def test_who_arrives_is_checked_in_for_the_whole_day_in_one_step(
    house: House, clock: SetClock
) -> None:
    first = house.schedule(0)
    second = house.schedule(0, at="2026-03-03T14:00")
    tomorrow = house.schedule(0, at="2026-03-04T14:00")
    now = at(clock, 9, 40)
    house.run(CheckIn(house.people[0]))
    assert [row(house, each).candidates[0].arrived_at for each in (first, second)] == [now, now]
    assert row(house, tomorrow).candidates[0].arrived_at is None
    with pytest.raises(RuleBroken, match="王小明 is checked in already"):
        house.run(CheckIn(house.people[0]))
    house.desk.undo()
    assert row(house, first).candidates[0].arrived_at is None


def test_one_interview_may_be_named(house: House, clock: SetClock) -> None:
    first = house.schedule(0)
    second = house.schedule(0, at="2026-03-03T14:00")
    now = at(clock, 9, 40)
    house.run(CheckIn(house.people[0], second))
    assert row(house, first).candidates[0].arrived_at is None
    assert row(house, second).candidates[0].arrived_at == now
    with pytest.raises(RuleBroken, match="not invited"):
        house.run(CheckIn(house.people[1], second))


@pytest.mark.parametrize("who", [0, 1])
def test_nobody_is_checked_in_who_is_not_expected_today(
    house: House, clock: SetClock, who: int
) -> None:
    made = house.schedule(0, at="2026-03-04T10:00")
    at(clock, 9)
    with pytest.raises(RuleBroken, match="no interview today"):
        house.run(CheckIn(house.people[who]))
    with pytest.raises(RuleBroken, match="has not come yet"):
        house.run(CheckIn(house.people[0], made))
    with pytest.raises(NotFound):
        house.run(CheckIn("0" * 32))


def test_an_interview_begins_runs_and_ends(house: House, clock: SetClock) -> None:
    made = house.schedule(0, 1)
    at(clock, 9, 50)
    house.run(CheckIn(house.people[0]))
    begun = at(clock, 10, 4)
    house.run(StartInterview(made))
    found = row(house, made)
    assert (found.state, found.started_at, found.ended_at) == ("planned", begun, None)
    arrived = {each.candidate_id: each.arrived_at for each in found.candidates}
    assert arrived == {
        house.people[0]: begun - timedelta(minutes=14),
        house.people[1]: begun,
    }
    with pytest.raises(RuleBroken, match="begun already"):
        house.run(StartInterview(made))
    ended = at(clock, 10, 52)
    house.run(FinishInterview(made))
    found = row(house, made)
    assert (found.state, found.started_at, found.ended_at) == ("held", begun, ended)
    with pytest.raises(RuleBroken, match="Reopen it first"):
        house.run(StartInterview(made))
    house.desk.undo()
    assert row(house, made).ended_at is None


def test_marking_as_held_ends_what_was_begun(house: House, clock: SetClock) -> None:
    made, other = house.schedule(0), house.schedule(1, panel=(house.staff[1],))
    at(clock, 10)
    house.run(StartInterview(made))
    now = at(clock, 10, 40)
    house.run(HoldInterview(made))
    house.run(HoldInterview(other))
    assert row(house, made).ended_at == now
    assert row(house, other).ended_at is None
    old = house.schedule(2, at="2026-03-03T14:00")
    at(clock, 14)
    house.run(StartInterview(old))
    clock.moment += timedelta(days=1)
    house.run(HoldInterview(old))
    assert row(house, old).ended_at == datetime(2026, 3, 3, 6, 45, tzinfo=UTC)


def test_somebody_absent_is_not_checked_in_by_the_start(house: House, clock: SetClock) -> None:
    made = house.schedule(0, 1)
    at(clock, 10, 10)
    house.run(NoteNoShow(made, (house.people[1],)))
    house.run(StartInterview(made))
    absent = {each.candidate_id: each for each in row(house, made).candidates}[house.people[1]]
    assert absent.absent
    assert absent.arrived_at is None
    house.run(CheckIn(house.people[1], made))
    back = {each.candidate_id: each for each in row(house, made).candidates}[house.people[1]]
    assert not back.absent
    assert back.arrived_at is not None


def test_late_is_noted_for_the_next_interview_only(house: House, clock: SetClock) -> None:
    first = house.schedule(0)
    second = house.schedule(0, at="2026-03-03T14:00")
    at(clock, 9, 40)
    house.run(NoteLate(house.people[0], 20))
    assert row(house, first).candidates[0].late_minutes == 20
    assert row(house, second).candidates[0].late_minutes == 0
    house.run(NoteLate(house.people[0], 0))
    assert row(house, first).candidates[0].late_minutes == 0
    with pytest.raises(RuleBroken) as caught:
        house.run(NoteLate(house.people[0], 601))
    assert caught.value.field == "minutes"
    house.run(CheckIn(house.people[0]))
    with pytest.raises(RuleBroken, match="checked in already"):
        house.run(NoteLate(house.people[0], 5))


def test_what_was_marked_by_mistake_is_reopened(house: House, clock: SetClock) -> None:
    made = house.schedule(0)
    at(clock, 10)
    with pytest.raises(RuleBroken, match="planned already"):
        house.run(ReopenInterview(made))
    house.run(NoteNoShow(made))
    with pytest.raises(RuleBroken, match="Reopen it first"):
        house.run(CheckIn(house.people[0], made))
    house.run(ReopenInterview(made))
    assert row(house, made).state == "planned"
    assert not row(house, made).candidates[0].absent
    house.run(FinishInterview(made))
    house.run(ReopenInterview(made))
    assert (row(house, made).state, row(house, made).ended_at) == ("planned", None)


def test_a_cancelled_interview_comes_back_only_while_its_time_is_free(
    house: House, clock: SetClock
) -> None:
    made = house.schedule(0)
    house.run(CancelInterview(made, "called away"))
    assert not house.desk.ask(day, TUESDAY).rows
    assert [each.id for each in house.desk.ask(day, TUESDAY, cancelled=True).rows] == [made]
    other = house.schedule(1)
    with pytest.raises(RuleBroken, match="interviews at that time"):
        house.run(ReopenInterview(made))
    house.run(CancelInterview(other, "never mind"))
    house.run(ReopenInterview(made))
    assert (row(house, made).state, row(house, made).state_reason) == ("planned", "")
    house.run(CancelInterview(made, "again"))
    house.run(
        CloseApplications((house.applications[0],), ApplicationState.WITHDRAWN, "other_offer")
    )
    with pytest.raises(RuleBroken, match="application has ended"):
        house.run(ReopenInterview(made))
