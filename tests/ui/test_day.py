import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.theme.look import Look
from ui.widgets.day import Block, BlockState, DayBoard, DayPlan, Lane, Shade
from ui.widgets.day.accessible import DayInterface, _factory
from ui.widgets.day.blocks import pack
from ui.widgets.day.words import shorter_names
from ui.widgets.paint import shorter_details

PLAN = DayPlan(
    (
        Lane("l1", "陈晨", "Tech", 30),
        Lane("l2", "Room 301", icon="door-open"),
        Lane("l3", "Mei Lin"),
    ),
    (
        Block("a", "l1", 540, 600, "王小明", "Tech · 301", 10, BlockState.DONE),
        Block("b", "l1", 600, 645, "Elena Sullivan", "Tech · 301", 90, BlockState.LIVE),
        Block("c", "l2", 600, 660, "Jo", "HR", 200, BlockState.CONFLICT),
        Block("d", "l2", 630, 690, "Felix", "HR", 250, BlockState.CONFLICT),
        Block("e", "l3", 840, 870, "Late One", "HR", 150, BlockState.LATE),
        Block("f", "l3", 900, 930, "Gone", "HR", 150, BlockState.NO_SHOW),
        Block("g", "l3", 960, 1020, "Off", "HR", 150, BlockState.CANCELLED),
    ),
    (Shade("", 720, 780, "Lunch"), Shade("l3", 540, 600)),
    now=610,
)


@pytest.fixture
def day(look: Look, qtbot: QtBot) -> DayBoard:
    made = DayBoard(look)
    qtbot.addWidget(made)
    made.resize(1000, 300)
    made.show_plan(PLAN)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_overlaps_share_a_lane_and_touching_blocks_do_not() -> None:
    def block(name: str, start: int, end: int) -> Block:
        return Block(name, "l", start, end, name)

    packed = pack(
        [block("a", 0, 60), block("b", 30, 90), block("c", 60, 120), block("d", 120, 130)]
    )
    assert packed == {"a": (0, 2), "b": (1, 2), "c": (0, 2), "d": (0, 1)}
    assert pack([]) == {}


def test_blocks_stand_in_their_lane_and_do_not_hide_each_other(day: DayBoard) -> None:
    rects = day.scene.blocks
    assert rects["a"].right() < rects["b"].x()
    assert not rects["c"].intersects(rects["d"])
    for row, lane in enumerate(PLAN.lanes):
        for block in PLAN.blocks:
            if block.lane == lane.id:
                assert day.scene.lane_rect(row).contains(rects[block.id])


def test_arrows_reach_every_block(day: DayBoard, qtbot: QtBot) -> None:
    day.choose("a")
    seen = ["a"]
    for _ in range(6):
        QTest.keyClick(day, Qt.Key.Key_Right)
        seen.append(day.chosen)
    assert seen == list("abcdefg")
    QTest.keyClick(day, Qt.Key.Key_Up)
    assert day.chosen == "d"
    QTest.keyClick(day, Qt.Key.Key_Down)
    assert day.chosen == "e"
    with qtbot.waitSignal(day.opened) as caught:
        QTest.keyClick(day, Qt.Key.Key_Return)
    assert caught.args == ["e"]
    QTest.keyClick(day, Qt.Key.Key_Escape)
    assert day.chosen == ""


def test_the_mouse_chooses_opens_and_finds_free_time(day: DayBoard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(day.selected) as caught:
        QTest.mouseClick(day, Qt.MouseButton.LeftButton, pos=day.scene.blocks["b"].center())
    assert caught.args == ["b"]
    free = QPoint(day.scene.x(815), day.scene.lane_rect(0).center().y())
    with qtbot.waitSignal(day.emptyClicked) as found:
        QTest.mouseDClick(day, Qt.MouseButton.LeftButton, pos=free)
    assert found.args == ["l1", 815]


def test_the_line_of_now_moves_without_painting_the_day_again(day: DayBoard) -> None:
    day.grab()
    still = day._still
    day.show_now(700)
    day.grab()
    assert day._still is still
    day.show_plan(PLAN)
    assert day._still is None


def test_a_screen_reader_meets_a_table_of_named_blocks(day: DayBoard) -> None:
    table = _factory("", day)
    assert isinstance(table, DayInterface)
    assert table.role() == QAccessible.Role.Table
    assert table.childCount() == 7
    day.choose("b")
    cell = table.cell("b")
    assert "Elena Sullivan, 10:00–10:45, 陈晨" in cell.text(QAccessible.Text.Name)
    assert cell.rect().size() == day.scene.blocks["b"].size()
    assert cell.isValid()
    day.show_plan(DayPlan((), ()))
    assert not cell.isValid()
    assert day.chosen == ""


def test_words_get_shorter_as_people_would_do_it() -> None:
    assert list(shorter_names("Felix Bennett")) == ["Felix Bennett", "Felix B.", "Felix", "FB"]
    assert list(shorter_names("王小明")) == ["王小明", "小明"]
    assert list(shorter_details("HR · 304")) == ["HR · 304", "HR", "304"]
