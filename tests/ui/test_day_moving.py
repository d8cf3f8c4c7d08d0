"""Blocks are carried by mouse and by keys; the day is zoomed."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme.look import Look
from ui.widgets.day import Block, DayBoard, DayPlan, DayScroller, Lane, Move, Verdict

PLAN = DayPlan(
    (Lane("l1", "陈晨"), Lane("l2", "Mei Lin"), Lane("l3", "周航")),
    (
        Block("a", "l1", 600, 660, "王小明", movable=True),
        Block("b", "l2", 600, 660, "Elena", movable=False),
    ),
    now=610,
)
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def area(look: Look, qtbot: QtBot) -> DayScroller:
    board = DayBoard(look)
    made = DayScroller(look, board)
    qtbot.addWidget(made)
    made.resize(1000, 300)
    board.show_plan(PLAN)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    board.setFocus()
    return made


@pytest.fixture
def day(area: DayScroller) -> DayBoard:
    board = area.widget()
    assert isinstance(board, DayBoard)
    return board


def drag(day: DayBoard, block: str, to: QPoint) -> None:
    """Take a block in its middle and carry it, without letting go."""
    start = day.scene.blocks[block].center()
    QTest.mousePress(day, LEFT, pos=start)
    QTest.mouseMove(day, start + QPoint(QApplication.startDragDistance() + 2, 0))
    QTest.mouseMove(day, to)


def spot(day: DayBoard, row: int, minute: int) -> QPoint:
    return QPoint(day.scene.x(minute), day.scene.lane_rect(row).center().y())


def test_the_mouse_carries_a_block_in_steps_of_five_minutes(day: DayBoard, qtbot: QtBot) -> None:
    to = spot(day, 2, 812)
    drag(day, "a", to)
    carrying = day.carrier.carrying
    assert carrying is not None
    assert carrying.wish.lane == "l3"
    assert carrying.wish.start_minute % 5 == 0
    assert abs(carrying.wish.start_minute - (812 - 30)) <= 5
    day.grab()
    with qtbot.waitSignal(day.moved) as caught:
        QTest.mouseRelease(day, LEFT, pos=to)
    assert caught.args == [carrying.wish]
    assert day.carrier.carrying is None


def test_what_cannot_be_is_said_while_dragging_and_snaps_back(day: DayBoard, qtbot: QtBot) -> None:
    asked: list[Move] = []

    def judge(move: Move) -> Verdict:
        asked.append(move)
        return Verdict("Mei Lin interviews at that time.", blocks=move.lane == "l2")

    day.judge = judge
    to = spot(day, 1, 640)
    drag(day, "a", to)
    carrying = day.carrier.carrying
    assert carrying is not None
    assert carrying.said().endswith("Mei Lin interviews at that time.")
    assert asked[-1].lane == "l2"
    day.grab()
    with qtbot.assertNotEmitted(day.moved), qtbot.waitSignal(day.refused) as caught:
        QTest.mouseRelease(day, LEFT, pos=to)
    assert caught.args == ["Mei Lin interviews at that time."]


def test_escape_takes_a_dragged_block_back(day: DayBoard, qtbot: QtBot) -> None:
    to = spot(day, 2, 812)
    drag(day, "a", to)
    QTest.keyClick(day, Qt.Key.Key_Escape)
    assert day.carrier.carrying is None
    with qtbot.assertNotEmitted(day.moved):
        QTest.mouseMove(day, to + QPoint(40, 0))
        QTest.mouseRelease(day, LEFT, pos=to)
    assert day.chosen == "a"


def test_what_is_settled_stays_where_it_is(day: DayBoard, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(day.moved):
        drag(day, "b", spot(day, 2, 812))
        QTest.mouseRelease(day, LEFT, pos=spot(day, 2, 812))
    QTest.keyClick(day, Qt.Key.Key_Right, ALT)
    assert day.carrier.carrying is None


def test_keys_carry_a_block_and_enter_puts_it_down(day: DayBoard, qtbot: QtBot) -> None:
    day.choose("a")
    QTest.keyClick(day, Qt.Key.Key_Right, ALT)
    QTest.keyClick(day, Qt.Key.Key_Right, ALT)
    QTest.keyClick(day, Qt.Key.Key_Left, ALT)
    QTest.keyClick(day, Qt.Key.Key_Down, ALT)
    QTest.keyClick(day, Qt.Key.Key_Up, ALT)
    QTest.keyClick(day, Qt.Key.Key_Down, ALT)
    day.grab()
    with qtbot.waitSignal(day.moved) as caught:
        QTest.keyClick(day, Qt.Key.Key_Return)
    assert caught.args == [Move("a", "l2", 605)]
    QTest.keyClick(day, Qt.Key.Key_Left, ALT)
    QTest.keyClick(day, Qt.Key.Key_Escape)
    assert day.carrier.carrying is None
    assert day.chosen == "a"


def test_a_block_that_came_home_is_not_moved(day: DayBoard, qtbot: QtBot) -> None:
    day.choose("a")
    with qtbot.assertNotEmitted(day.moved):
        QTest.keyClick(day, Qt.Key.Key_Right, ALT)
        QTest.keyClick(day, Qt.Key.Key_Left, ALT)
        QTest.keyClick(day, Qt.Key.Key_Return)


def test_candidates_keep_their_lane(day: DayBoard) -> None:
    day.changes_lane = False
    day.choose("a")
    QTest.keyClick(day, Qt.Key.Key_Down, ALT)
    QTest.keyClick(day, Qt.Key.Key_Right, ALT)
    assert day.carrier.carrying is not None
    assert day.carrier.carrying.wish == Move("a", "l1", 605)
    QTest.keyClick(day, Qt.Key.Key_Escape)


def test_a_block_stays_within_the_day(day: DayBoard) -> None:
    drag(day, "a", QPoint(day.scene.width + 400, 5000))
    carrying = day.carrier.carrying
    assert carrying is not None
    assert (carrying.wish.lane, carrying.end_minute) == ("l3", PLAN.end_minute)
    QTest.keyClick(day, Qt.Key.Key_Escape)


def test_the_wheel_zooms_what_is_under_the_pointer(area: DayScroller, day: DayBoard) -> None:
    whole = day.width()
    place = spot(day, 0, 840)
    before = place.x() - area.horizontalScrollBar().value()
    wheel = QWheelEvent(
        QPointF(place),
        QPointF(day.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(day, wheel)
    assert area.zoom == 1.5
    assert day.width() > whole
    assert abs(day.scene.x(840) - area.horizontalScrollBar().value() - before) <= 2
    day.grab()


def test_keys_zoom_from_one_to_four_around_now(area: DayScroller, day: DayBoard) -> None:
    seen = day.scene.x(610) - area.horizontalScrollBar().value()
    for _ in range(9):
        QTest.keyClick(day, Qt.Key.Key_Equal, ALT)
    assert area.zoom == 4
    hours = day.width() - day.scene.names
    assert hours == pytest.approx(4 * (area.viewport().width() - day.scene.names), abs=2)
    assert abs(day.scene.x(610) - area.horizontalScrollBar().value() - seen) <= 2
    QTest.keyClick(day, Qt.Key.Key_Minus, ALT)
    assert area.zoom == 3
    QTest.keyClick(day, Qt.Key.Key_0, ALT)
    assert area.zoom == 1
    assert area.horizontalScrollBar().maximum() == 0


def test_the_names_stay_in_sight_while_the_hours_pass(area: DayScroller, day: DayBoard) -> None:
    area.zoom_by(4)
    area.horizontalScrollBar().setValue(0)
    at_home = area.grab().toImage()
    area.horizontalScrollBar().setValue(600)
    scrolled = area.grab().toImage()
    for y in range(45, 200, 3):
        assert scrolled.pixel(60, y) == at_home.pixel(60, y)
