import multiprocessing
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.interviewday.checking import faults
from tests.interviewday.conftest import DAY, House
from tests.interviewday.conftest import house as house
from tests.seat import press, words_of
from ui.actions import ACTIONS
from ui.pages.schedule.page import SchedulePage
from ui.pages.schedule.planning import PlanSheet, Step, ask_plan_day
from ui.pages.schedule.unplanned import NobodySheet, UnplannedSheet
from ui.shell.workplace import Workplace
from workbench.interviews.possible import SetPossibleHours
from workbench.interviews.queries import day as interviews_of_day
from workbench.interviews.rounds import ArchiveRound
from workbench.kernel.clock import SetClock
from workbench.pipeline.commands import CloseApplications
from workbench.pipeline.models import ApplicationState

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def page(house: House, workplace: Workplace, calm: Calm) -> SchedulePage:
    workplace.go("schedule")
    found = workplace.page("schedule")
    assert isinstance(found, SchedulePage)
    found.show_day(DAY)
    calm()
    return found


@pytest.fixture
def plan(house: House, page: SchedulePage, workplace: Workplace, sheet: Top) -> PlanSheet:
    press(page.header, "Plan the day")
    found = sheet()
    assert isinstance(found, PlanSheet)
    found.form.top.set_values({"seconds": 2})
    return found


def rows(house: House) -> list[Any]:
    return list(house.desk.ask(interviews_of_day, DAY).rows)


def test_a_day_is_planned_seen_and_taken_over(
    house: House, page: SchedulePage, plan: PlanSheet, sheet: Top, calm: Calm, workplace: Workplace
) -> None:
    assert plan.form.day == DAY
    assert len(plan.form.applications()) == 3
    plan.submit()
    assert plan.step is Step.WORKING
    calm()
    assert plan.step is Step.RESULT
    said = words_of(plan)
    for words in ("09:00–10:00", "王小明", "技术面", "韩梅梅", "3 interviews", "Set 6 interviews"):
        assert words in said
    assert rows(house) == []  # nothing is set before one says so
    plan.submit()
    assert sheet() is None
    assert len(rows(house)) == 6
    assert faults(rows(house)) == []
    assert page.board.ordered()
    QTest.keyClick(workplace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert rows(house) == []


def test_chips_say_who_and_which_rounds(house: House, plan: PlanSheet, calm: Calm) -> None:
    form = plan.form.posts[house.post]
    form.set_values({"people": house.applications[:1], "rounds": [house.rounds[1]]})
    plan.submit()
    calm()
    assert plan.found is not None
    assert [(each.candidate, each.round) for each in plan.found.lines] == [("王小明", "HR 面")]
    press(plan, "Change the wishes")
    assert plan.step is Step.WISHES
    form.set_values({"people": []})
    plan.submit()
    calm()
    assert "Choose whom to interview" in words_of(plan)


def test_wishes_are_folded_away_and_kept(house: House, plan: PlanSheet, calm: Calm) -> None:
    assert not plan.form.wishes.isVisibleTo(plan)
    press(plan, "More wishes")
    plan.form.wishes.set_values({"grid": "30", "lunch": False, "order": False, "finish": 0})
    wished = plan.form.wished()
    assert (wished.grid, wished.lunch, wished.keep_order, wished.finish) == (30, None, False, 0)
    plan.form.wishes.set_values({"gap": 30, "max_wait": "10"})
    press(plan, "Fewer wishes")
    plan.submit()
    assert plan.step is Step.WISHES
    assert plan.form.wishes.isVisibleTo(plan)
    assert "longest wait" in words_of(plan)


def test_a_day_that_is_past_is_refused_under_the_day(
    house: House, plan: PlanSheet, calm: Calm
) -> None:
    plan.form.top.set_values({"day": date(2026, 3, 1)})
    plan.submit()
    calm()
    assert plan.step is Step.WISHES
    assert "is past" in words_of(plan)


def test_a_clash_is_told_and_can_be_given_way(house: House, plan: PlanSheet, calm: Calm) -> None:
    house.run(SetPossibleHours(house.people[0], ("Tue 09:00-10:00",)))
    plan.submit()
    calm()
    assert "王小明 is free only 09:00–10:00" in words_of(plan)
    assert not plan.primary.isVisibleTo(plan)
    press(plan, "Try with this")
    calm()
    assert "Set 6 interviews" in words_of(plan)
    press(plan, "Change the wishes")
    plan.submit()
    calm()
    press(plan, "Place as many as go")
    calm()
    assert "Set 5 interviews" in words_of(plan)
    assert "no place for 王小明" in words_of(plan)


def test_stopping_keeps_what_was_found(house: House, plan: PlanSheet, calm: Calm) -> None:
    plan.form.top.set_values({"seconds": 600})
    plan.submit()
    press(plan, "Stop and keep the best")
    calm()
    assert plan.step is Step.RESULT


def test_leaving_ends_the_planner(house: House, plan: PlanSheet, sheet: Top, calm: Calm) -> None:
    plan.form.top.set_values({"seconds": 600})
    plan.submit()
    QTest.keyClick(plan, Qt.Key.Key_Escape)
    calm()
    assert sheet() is None
    assert multiprocessing.active_children() == []
    assert rows(house) == []


def test_what_was_taken_meanwhile_is_told_in_the_sheet(
    house: House, plan: PlanSheet, sheet: Top, calm: Calm
) -> None:
    plan.submit()
    calm()
    assert plan.found is not None
    line = plan.found.lines[0]
    at = f"{line.start // 60:02d}:{line.start % 60:02d}"
    house.schedule(1, at=at, panel=(line.text.split("|")[4],))
    calm()
    plan.submit()
    calm()
    assert sheet() is plan
    assert "Nothing was changed." in words_of(plan)


def test_without_rounds_the_sheet_shows_the_first_step(
    house: House, page: SchedulePage, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    for each in house.rounds:
        house.run(ArchiveRound(each))
    action = next(each for each in ACTIONS if each.id == "day.plan")
    workplace.act(action)
    found = sheet()
    assert isinstance(found, UnplannedSheet)
    assert "The interview plan is missing" in words_of(found)
    press(found, "Make the plan from the stages")
    calm()
    made = sheet()
    assert isinstance(made, PlanSheet)
    assert "王小明" in words_of(made)


def test_where_nobody_waits_the_way_to_the_requisitions_is_shown(
    house: House, page: SchedulePage, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    ended = (ApplicationState.REJECTED, "other_chosen")
    house.run(CloseApplications(tuple(house.applications), *ended))
    ask_plan_day(workplace.context)
    found = sheet()
    assert isinstance(found, NobodySheet)
    assert "Nobody has a round to sit" in words_of(found)
    press(found, "Go to the requisitions")
    calm()
    assert workplace.window.key == "requisitions"


def test_the_next_working_day_is_proposed(
    house: House, page: SchedulePage, workplace: Workplace, sheet: Top, clock: SetClock
) -> None:
    clock.moment = datetime(2026, 3, 6, 2, tzinfo=UTC)  # a Friday
    ask_plan_day(workplace.context, date(2026, 3, 6))
    found = sheet()
    assert isinstance(found, PlanSheet)
    assert found.form.day == date(2026, 3, 9)


def test_a_planner_stands_by_as_long_as_the_sheet_is_open(
    house: House, plan: PlanSheet, calm: Calm, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(multiprocessing.active_children()) == 1)
    plan.close_overlay()
    calm()
    qtbot.waitUntil(lambda: multiprocessing.active_children() == [])
