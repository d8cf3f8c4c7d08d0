from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.interviewday.checking import faults
from tests.interviewday.conftest import DAY, House
from tests.interviewday.conftest import house as house
from tests.seat import press, words_of
from ui.actions import ACTIONS
from ui.pages.schedule.happening import HappeningSheet, ask_happening
from ui.pages.schedule.page import SchedulePage
from ui.pages.schedule.verbs import verbs
from ui.shell.workplace import Workplace
from workbench.interviews.availability import list_busy
from workbench.interviews.commands import MoveInterview
from workbench.interviews.queries import day as interviews_of_day
from workbench.kernel.clock import SetClock

Calm = Callable[[], None]
Top = Callable[[], Any]
MORNING = datetime(2026, 3, 3, 1, 10, tzinfo=UTC)  # 9:10 in Shanghai


def rows(house: House) -> list[Any]:
    return list(house.desk.ask(interviews_of_day, DAY).rows)


@pytest.fixture
def morning(house: House, clock: SetClock) -> list[str]:
    """Three technical interviews of one interviewer, back to back; the first has begun."""
    made = [
        house.schedule(n, at=at, round="技术面", round_id=house.rounds[0], room=house.rooms[0])
        for n, at in enumerate(("09:00", "10:00", "11:00"))
    ]
    clock.moment = MORNING
    return made


@pytest.fixture
def page(house: House, morning: list[str], workplace: Workplace, calm: Calm) -> SchedulePage:
    workplace.go("schedule")
    found = workplace.page("schedule")
    assert isinstance(found, SchedulePage)
    found.show_day(DAY)
    calm()
    return found


def open_for(
    workplace: Workplace, page: SchedulePage, interview: str, sheet: Top
) -> HappeningSheet:
    """Open the sheet by the verb of an interview."""
    assert page.view is not None
    row = page.view.row(interview)
    assert row is not None
    found = verbs(workplace.context, row, workplace.context.moment())
    next(each for each in found if each.text == "Something happened…").act()
    opened = sheet()
    assert isinstance(opened, HappeningSheet)
    return opened


def test_two_presses_show_what_a_late_candidate_means(
    house: House,
    morning: list[str],
    page: SchedulePage,
    workplace: Workplace,
    sheet: Top,
    calm: Calm,
) -> None:
    opened = open_for(workplace, page, morning[1], sheet)
    said = words_of(opened)
    for words in (
        "Elena Sullivan: 10 minutes late",
        "Elena Sullivan: 30 minutes late",
        "Elena Sullivan does not come",
        "Runs over by 15 minutes",
        "李蕾 is away until 18:00",
        "501 cannot be used until 18:00",
    ):
        assert words in said
    press(opened, "Elena Sullivan: 20 minutes late")
    calm()
    said = words_of(opened)
    assert "Elena Sullivan · 技术面" in said
    assert "min later" in said
    assert "To be told" in said
    before = [row.starts_at for row in rows(house)]
    press(opened, "Carry it out")
    assert sheet() is None
    assert [row.starts_at for row in rows(house)] != before
    assert faults(rows(house)) == []
    QTest.keyClick(workplace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert [row.starts_at for row in rows(house)] == before


def test_a_no_show_is_noted_and_nobody_else_moves(
    house: House,
    morning: list[str],
    page: SchedulePage,
    workplace: Workplace,
    sheet: Top,
    calm: Calm,
) -> None:
    opened = open_for(workplace, page, morning[1], sheet)
    press(opened, "Elena Sullivan does not come")
    calm()
    assert "Nothing else changes." in words_of(opened)
    press(opened, "Note it")
    assert sheet() is None
    assert [row.state for row in rows(house)] == ["planned", "no_show", "planned"]


def test_everything_else_is_chosen_by_a_form(
    house: House, page: SchedulePage, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    press(page.header, "Something happened…")
    opened = sheet()
    assert isinstance(opened, HappeningSheet)
    for kind in ("no-show", "overrun", "room-lost", "add", "away"):
        opened.kinds.choose(kind)
        assert opened.form.kind.value == kind
    assert opened.form.values()["who"] == house.staff[0]  # who interviews that day stands first
    opened.submit()
    calm()
    assert "李蕾 → 周航" in words_of(opened)
    press(opened, "Choose something else")
    assert opened.found is None
    opened.submit()
    calm()
    press(opened, "Carry it out")
    assert sheet() is None
    assert house.desk.ask(list_busy, DAY).rows[0].label == "An interviewer is away"


def test_a_day_that_changed_meanwhile_is_told(
    house: House,
    morning: list[str],
    page: SchedulePage,
    workplace: Workplace,
    sheet: Top,
    calm: Calm,
) -> None:
    opened = open_for(workplace, page, morning[1], sheet)
    press(opened, "李蕾 is away until 18:00")
    calm()
    house.run(MoveInterview(morning[1], panel=(house.staff[1],)))
    calm()
    press(opened, "Carry it out")
    assert sheet() is opened
    assert "has changed" in words_of(opened)


def test_the_palette_opens_it_and_nobody_awaited_is_said(
    house: House, page: SchedulePage, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    page.step(1)
    calm()
    workplace.act(next(each for each in ACTIONS if each.id == "day.mend"))
    opened = sheet()
    assert isinstance(opened, HappeningSheet)
    assert "nobody and nothing" in words_of(opened)
    opened.submit()
    assert opened.found is None
    opened.close_overlay()
    calm()


def test_leaving_while_it_is_worked_out_changes_nothing(
    house: House,
    morning: list[str],
    page: SchedulePage,
    workplace: Workplace,
    sheet: Top,
    calm: Calm,
) -> None:
    ask_happening(workplace.context, DAY)
    opened = sheet()
    before = rows(house)
    opened.submit()
    opened.close_overlay()
    calm()
    assert sheet() is None
    assert rows(house) == before
