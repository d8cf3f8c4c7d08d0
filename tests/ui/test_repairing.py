"""Scheduling by hand: the round fills the sheet, and each conflict is mended by one press."""

from collections.abc import Callable
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.seat import press, words_of
from ui.pages.board.verbs import BoardVerbs
from ui.pages.schedule.moving import ask_move
from ui.pages.schedule.obstacles import ObstacleList
from ui.pages.schedule.scheduling import Wish, ask_schedule
from ui.sheets import FormSheet
from ui.shell.workplace import Workplace
from ui.widgets.buttons import Button
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.insights.board import cards
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.queries import day, interview
from workbench.interviews.rooms import AddRoom
from workbench.interviews.rounds import AddRound
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply

Calm = Callable[[], None]
Top = Callable[[], Any]
TUESDAY = date(2026, 3, 3)
TEN = datetime(2026, 3, 3, 10)


@pytest.fixture
def house(desk: App) -> SimpleNamespace:
    """Three interviewers, two rooms, two applicants and a plan of two rounds."""

    def run(command: object) -> Any:
        return desk.run(command).value

    staff = [run(AddStaff(name, skills=("Python",))) for name in ("陈晨", "韩梅梅", "周航")]
    post = run(OpenRequisition("后端工程师", stage_set="rd", interviewers=tuple(staff)))
    people = [run(AddCandidate(name)) for name in ("王小明", "段洋睿")]
    applications = [run(Apply(each, post, "Project deep-dive")) for each in people]
    rooms = [run(AddRoom("302", size=4)), run(AddRoom("501", size=8))]
    run(AddRound(post, "电话", 20, place=RoundPlace.CALL, staff=(staff[2],)))
    run(AddRound(post, "技术面", 45, panel=("Python:1", "*:1"), staff=tuple(staff[:2])))
    return SimpleNamespace(
        run=run, staff=staff, post=post, people=people, applications=applications, rooms=rooms
    )


@pytest.fixture
def taken(house: SimpleNamespace) -> str:
    """The first applicant's interview on Tuesday at ten, with 陈晨 in 302."""
    made: str = house.run(
        ScheduleInterview(
            (house.applications[0],), "技术面", TEN, 45, (house.staff[0],), room=house.rooms[0]
        )
    )
    return made


def wish(house: SimpleNamespace, **options: Any) -> Wish:
    values = {"panel": (house.staff[0],), "minutes": 45, **options}
    return Wish(TUESDAY, 600, house.post, (house.applications[1],), **values)


def buttons(part: ObstacleList) -> list[Button]:
    return [one for one in part.findChildren(Button) if one.isVisibleTo(part)]


def test_each_conflict_offers_repairs_and_one_press_mends_it(
    workplace: Workplace,
    house: SimpleNamespace,
    taken: str,
    sheet: Top,
    calm: Calm,
    desk: App,
) -> None:
    ask_schedule(workplace.context, wish(house))
    top = sheet()
    assert isinstance(top, FormSheet)
    form: Any = top.form
    assert "陈晨 interviews at that time" in words_of(form.blocking)
    assert [one.text() for one in buttons(form.blocking)] == [
        "周航 instead",  # whom the round names
        "韩梅梅 instead",
        "Move to 10:45 (45 minutes later)",
    ]
    first = buttons(form.blocking)[0]
    assert first.accessibleName().startswith("周航 instead – 陈晨 interviews at that time")
    press(form.blocking, first.accessibleName())
    calm()
    assert form.values()["panel"] == [house.staff[2]]
    assert form.blocking.isHidden()
    top.submit()
    assert sheet() is None
    rows = desk.ask(day, TUESDAY).rows
    assert {each.staff_id for row in rows for each in row.panel} == {house.staff[0], house.staff[2]}


def test_a_room_and_a_time_are_put_in_as_well(
    workplace: Workplace, house: SimpleNamespace, taken: str, sheet: Top, calm: Calm
) -> None:
    ask_schedule(workplace.context, wish(house, panel=(house.staff[1],), room=house.rooms[0]))
    form = sheet().form
    assert "302 is taken" in words_of(form.blocking)
    press(form.blocking, "Room 501 instead")
    calm()
    assert form.values()["room"] == house.rooms[1]
    assert form.blocking.isHidden()
    form.set_values({"room": house.rooms[0]})
    form.look_around()
    calm()
    press(form.blocking, "Move to 10:45 (45 minutes later)")
    calm()
    assert (form.values()["day"], form.values()["start"]) == (TUESDAY, time(10, 45))
    assert form.blocking.isHidden()
    sheet().close_overlay()


def test_repairs_are_reached_and_pressed_by_keys_and_are_nothing_typed(
    workplace: Workplace, house: SimpleNamespace, taken: str, sheet: Top, calm: Calm
) -> None:
    ask_schedule(workplace.context, wish(house))
    top = sheet()
    assert not top.is_changed()
    form = top.form
    for _ in range(40):
        if form.blocking.holds_keyboard():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert form.blocking.holds_keyboard()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    calm()
    assert form.values()["panel"] == [house.staff[2]]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert form.input("panel").isAncestorOf(focused)
    assert top.is_changed()
    top.close_overlay()


def test_what_only_warns_has_repairs_below_everything(
    workplace: Workplace, house: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    saturday = Wish(date(2026, 3, 7), 600, house.post, (house.applications[1],))
    ask_schedule(workplace.context, saturday)
    form = sheet().form
    assert "not a working day" in form.remarks.text()
    press(form.remarks, "Move to Mon 9 Mar, 10:00")
    calm()
    assert form.values()["day"] == date(2026, 3, 9)
    assert form.remarks.isHidden()
    sheet().close_overlay()


def test_what_became_taken_meanwhile_is_told_with_repairs(
    workplace: Workplace, house: SimpleNamespace, sheet: Top, calm: Calm, desk: App
) -> None:
    ask_schedule(workplace.context, wish(house))
    top = sheet()
    form = top.form
    assert form.blocking.isHidden()
    command = ScheduleInterview(
        (house.applications[0],), "技术面", TEN, 45, (house.staff[0],)
    )  # by somebody else
    house.run(command)
    top.submit()
    calm()
    assert sheet() is top
    assert "陈晨 interviews at that time" in words_of(form.blocking)
    press(form.blocking, "周航 instead")
    calm()
    top.submit()
    assert sheet() is None
    assert len(desk.ask(day, TUESDAY).rows) == 2


def test_the_sheet_that_moves_offers_repairs_too(
    workplace: Workplace, house: SimpleNamespace, taken: str, sheet: Top, calm: Calm, desk: App
) -> None:
    command = ScheduleInterview(
        (house.applications[1],),
        "技术面",
        TEN.replace(hour=14),
        45,
        (house.staff[1],),
        shadows=(house.staff[2],),
    )
    other = house.run(command)
    row = desk.ask(interview, other)
    clash = desk.ask(interview, taken)
    ask_move(workplace.context, row, (clash.starts_at, clash.ends_at))
    top = sheet()
    form = top.form
    assert form.blocking.isHidden()
    form.set_values({"panel": [house.staff[0]]})
    form.look_around()
    calm()
    press(form.blocking, "韩梅梅 instead of 陈晨")
    calm()
    top.submit()
    assert sheet() is None
    assert [each.staff_id for each in desk.ask(interview, other).panel] == house.staff[1:]


def test_the_next_round_fills_name_length_and_panel(
    workplace: Workplace, house: SimpleNamespace, sheet: Top, calm: Calm, desk: App
) -> None:
    opened = Wish(TUESDAY, 600, house.post, (house.applications[1],))
    ask_schedule(workplace.context, opened)
    top = sheet()
    values = top.form.values()
    assert (values["round"], values["minutes"]) == ("电话", 20)
    assert values["panel"] == [house.staff[2]]
    press(top.form, "技术面")
    calm()
    values = top.form.values()
    assert (values["round"], values["minutes"]) == ("技术面", 45)
    assert set(values["panel"]) == set(house.staff[:2])
    press(top.form, "电话")
    top.submit()
    assert sheet() is None
    [made] = desk.ask(day, TUESDAY).rows
    assert made.round_id
    ask_schedule(workplace.context, opened)  # the call is planned by now: the next comes
    values = sheet().form.values()
    assert (values["round"], values["minutes"]) == ("技术面", 45)
    sheet().close_overlay()


def test_what_somebody_wrote_is_not_written_over(
    workplace: Workplace, house: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    ask_schedule(workplace.context, Wish(TUESDAY, 600, house.post))
    form = sheet().form
    form.set_values({"minutes": 90, "panel": [house.staff[0]]})
    press(form, "技术面")
    values = form.values()
    assert (values["round"], values["minutes"]) == ("技术面", 90)
    assert values["panel"] == [house.staff[0]]
    form.set_values({"applications": [house.applications[1]]})
    form.changed.emit("applications")
    calm()
    assert form.values()["round"] == "技术面"
    sheet().close_overlay()


def test_the_sheet_opens_from_the_panel_and_from_a_card(
    workplace: Workplace, house: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    workplace.context.open_person(house.people[1], "")
    calm()
    press(workplace.panel, "Schedule an interview")
    values = sheet().form.values()
    assert (values["applications"], values["round"]) == ([house.applications[1]], "电话")
    sheet().close_overlay()
    context, one = workplace.context, house.applications[1]
    rows = context.bridge.now(cards, [one], context.moment())
    BoardVerbs(context, lambda: (one,), lambda: rows).schedule()
    values = sheet().form.values()
    assert (values["applications"], values["round"]) == ([one], "电话")
    sheet().close_overlay()
