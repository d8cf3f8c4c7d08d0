"""The interview day as it runs: states of blocks, moving by hand, the screen for everybody."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.seat import press
from ui.pages.schedule.big import BigDay
from ui.pages.schedule.page import SchedulePage
from ui.shell.workplace import Workplace
from ui.widgets.day import Block, BlockState
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.interviews.arriving import CheckIn, FinishInterview, NoteLate, StartInterview
from workbench.interviews.busy import AddBusyTime
from workbench.interviews.commands import CancelInterview, NoteNoShow, ScheduleInterview
from workbench.interviews.queries import day, interview
from workbench.interviews.rooms import AddRoom
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply

Calm = Callable[[], None]
Top = Callable[[], Any]
TODAY = date(2026, 3, 2)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def story(desk: App) -> SimpleNamespace:
    """Two interviewers, a colleague who does not interview, two rooms, three applicants."""
    run = desk.run
    staff = [run(AddStaff(name)).value for name in ("陈晨", "Mei Lin")]
    post = run(OpenRequisition("后端工程师", stage_set="rd", interviewers=tuple(staff))).value
    rooms = [run(AddRoom(name, size=4)).value for name in ("304", "305")]
    people = [run(AddCandidate(name)).value for name in ("王小明", "Elena Sullivan", "段洋睿")]
    applications = [run(Apply(each, post)).value for each in people]
    return SimpleNamespace(
        staff=staff, post=post, people=people, applications=applications, rooms=rooms
    )


@pytest.fixture
def page(workplace: Workplace, story: SimpleNamespace, calm: Calm) -> SchedulePage:
    workplace.go("schedule")
    calm()
    found = workplace.page("schedule")
    assert isinstance(found, SchedulePage)
    return found


@pytest.fixture
def plan(desk: App, story: SimpleNamespace, calm: Calm) -> Callable[..., str]:
    """Schedule the applicant of a number with the interviewer of a number."""

    def made(who: int, by: int, hour: int, minute: int = 0, room: str = "304") -> str:
        command = ScheduleInterview(
            (story.applications[who],),
            "一面",
            datetime(2026, 3, 2, hour, minute),
            60,
            (story.staff[by],),
            room=room,
        )
        found: str = desk.run(command).value
        return found

    return made


def block(page: SchedulePage, made: str) -> Block:
    return next(each for each in page.board.ordered() if each.id.endswith(made))


def at(clock: SetClock, hour: int, minute: int = 0) -> None:
    clock.moment = datetime(2026, 3, 2, hour - 8, minute, tzinfo=UTC)


def test_a_block_goes_through_the_day(
    desk: App, page: SchedulePage, plan: Callable[..., str], story: SimpleNamespace,
    clock: SetClock, calm: Calm,
) -> None:  # fmt: skip
    made = plan(0, 0, 10)
    calm()
    assert block(page, made).state is BlockState.PLANNED
    desk.run(NoteLate(story.people[0], 12))
    calm()
    assert (block(page, made).state, block(page, made).subtitle) == (BlockState.LATE, "12 min late")
    assert "1 late" in page.figures.accessibleName()
    at(clock, 10, 13)
    page._tick()
    assert block(page, made).subtitle == "not checked in"
    desk.run(CheckIn(story.people[0]))
    calm()
    assert block(page, made).state is BlockState.ARRIVED
    desk.run(StartInterview(made))
    calm()
    assert block(page, made).state is BlockState.LIVE
    assert "1 running" in page.figures.accessibleName()
    at(clock, 11, 9)
    page._tick()
    assert block(page, made).subtitle == "9 min over"
    desk.run(FinishInterview(made))
    calm()
    assert block(page, made).state is BlockState.DONE
    assert "1 held" in page.figures.accessibleName()


def test_verbs_of_the_day_are_keys(
    desk: App, page: SchedulePage, plan: Callable[..., str], sheet: Top, calm: Calm
) -> None:
    made = plan(0, 0, 10)
    calm()
    page.board.choose(block(page, made).id)
    QTest.keyClick(page.board, Qt.Key.Key_L)
    top = sheet()
    top.form.set_values({"minutes": 25})
    top.submit()
    assert sheet() is None
    assert desk.ask(interview, made).candidates[0].late_minutes == 25
    for key, state in (
        (Qt.Key.Key_A, BlockState.ARRIVED),
        (Qt.Key.Key_B, BlockState.LIVE),
        (Qt.Key.Key_F, BlockState.DONE),
        (Qt.Key.Key_U, BlockState.LIVE),
    ):
        QTest.keyClick(page.board, key)
        calm()
        assert block(page, made).state is state


def test_what_was_called_off_is_shown_only_if_asked(
    desk: App, page: SchedulePage, plan: Callable[..., str], calm: Calm
) -> None:
    assert page.tools.cancelled.isHidden()
    made = plan(0, 0, 10)
    desk.run(CancelInterview(made, "ill"))
    calm()
    assert not page.board.ordered()
    press(page, "1 cancelled")
    assert block(page, made).state is BlockState.CANCELLED
    assert not block(page, made).movable
    page.board.choose(block(page, made).id)
    QTest.keyClick(page.board, Qt.Key.Key_U)
    calm()
    assert block(page, made).state is BlockState.PLANNED


def test_a_block_is_dragged_to_another_interviewer_and_undone(
    desk: App, workplace: Workplace, page: SchedulePage, plan: Callable[..., str],
    story: SimpleNamespace, calm: Calm,
) -> None:  # fmt: skip
    made = plan(0, 0, 10)
    plan(1, 1, 14, room="305")
    calm()
    board, start = page.board, page.board.scene.blocks[block(page, made).id].center()
    rows = [lane.id for lane in board.scene.plan.lanes]
    row = board.scene.lane_rect(rows.index(story.staff[1])).center().y()
    to = QPoint(start.x() + board.scene.x(11 * 60) - board.scene.x(10 * 60), row)
    QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(board, start + QPoint(QApplication.startDragDistance() + 2, 0))
    QTest.mouseMove(board, to)
    QTest.mouseRelease(board, Qt.MouseButton.LeftButton, pos=to)
    calm()
    row_now = desk.ask(interview, made)
    assert row_now.starts_at == datetime(2026, 3, 2, 3, tzinfo=UTC)
    assert [each.staff_id for each in row_now.panel] == [story.staff[1]]
    QTest.keyClick(workplace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    back = desk.ask(interview, made)
    assert back.starts_at == datetime(2026, 3, 2, 2, tzinfo=UTC)
    assert [each.staff_id for each in back.panel] == [story.staff[0]]


def test_a_clash_is_said_before_the_block_is_put_down(
    desk: App, page: SchedulePage, plan: Callable[..., str], story: SimpleNamespace,
    workplace: Workplace, calm: Calm,
) -> None:  # fmt: skip
    made = plan(0, 0, 10)
    plan(1, 1, 10, room="305")
    desk.run(
        AddBusyTime(story.staff[0], datetime(2026, 3, 2, 11), datetime(2026, 3, 2, 12), "架构会")
    )
    calm()
    page.board.choose(block(page, made).id)
    lanes = [lane.id for lane in page.board.scene.plan.lanes]
    down = Qt.Key.Key_Down if lanes.index(story.staff[0]) == 0 else Qt.Key.Key_Up
    QTest.keyClick(page.board, down, ALT)
    carrying = page.board.carrier.carrying
    assert carrying is not None
    assert carrying.verdict.blocks
    assert "Mei Lin interviews at that time" in carrying.verdict.text
    QTest.keyClick(page.board, Qt.Key.Key_Return)
    calm()
    assert desk.ask(interview, made).panel[0].staff_id == story.staff[0]
    said = workplace.window.toasts.toasts[-1].notice.text
    assert "Mei Lin" in said
    assert said.endswith("Nearest free time: 11:00.")
    QTest.keyClick(page.board, Qt.Key.Key_Right, ALT)
    assert page.board.carrier.carrying is not None
    assert "架构会" in page.board.carrier.carrying.verdict.text
    QTest.keyClick(page.board, Qt.Key.Key_Escape)
    before = desk.ask(interview, made).starts_at
    for _ in range(7):
        QTest.keyClick(page.board, Qt.Key.Key_Left, ALT)
    verdict = page.board.carrier.carrying.verdict
    assert not verdict.blocks
    assert "past" in verdict.text
    QTest.keyClick(page.board, Qt.Key.Key_Return)
    calm()
    assert desk.ask(interview, made).starts_at == before - timedelta(minutes=35)


def test_a_block_is_carried_to_another_room(
    desk: App, page: SchedulePage, plan: Callable[..., str], calm: Calm
) -> None:
    made = plan(0, 0, 10)
    page.lanes.choose("room")
    calm()
    page.board.choose(block(page, made).id)
    QTest.keyClick(page.board, Qt.Key.Key_Down, ALT)
    QTest.keyClick(page.board, Qt.Key.Key_Return)
    calm()
    assert desk.ask(interview, made).room == "305"


def test_the_screen_for_everybody_shows_given_names_only(
    desk: App, page: SchedulePage, plan: Callable[..., str], clock: SetClock, calm: Calm
) -> None:
    first, second, third = plan(0, 0, 10), plan(1, 1, 10, room="305"), plan(2, 0, 14)
    at(clock, 10, 20)
    desk.run(NoteNoShow(second))
    calm()
    QTest.keyClick(page.board, Qt.Key.Key_F11)
    big = page.context.host.findChild(BigDay)
    assert big is not None
    calm()
    shown = big.board.scene.plan
    said = " ".join(
        [f"{one.name} {one.caption}" for one in shown.lanes]
        + [f"{one.title} {one.subtitle} {one.accessible}" for one in shown.blocks]
        + [one.title for one in shown.shades]
    )
    assert {"小明", "洋睿"} <= {one.title for one in shown.blocks}
    for hidden in ("王", "段", "陈", "Sullivan", "Elena", "后端工程师", "not checked in"):
        assert hidden not in said, hidden
    assert {one.state for one in shown.blocks} == {BlockState.PLANNED}
    assert not any(one.movable for one in shown.blocks)
    big.grab()
    desk.run(CancelInterview(third, "ill"))
    calm()
    assert [one.id.rpartition("|")[2] for one in big.board.scene.plan.blocks] == [first]
    QTest.keyClick(big, Qt.Key.Key_Escape)
    assert not big.isVisible()
    for is_there in (True, False):
        page._show_big()
        windows = page.context.host.findChildren(BigDay)
        assert any(each.isVisible() for each in windows) is is_there
    calm()
    assert len(desk.ask(day, TODAY).rows) == 2
