from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.models.paged_rows import Column, PagedRows
from ui.theme.look import Look
from ui.theme.tokens import Tokens
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, Segments
from ui.widgets.checklist import Checklist, TaskFace, TaskState
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PageHeader
from ui.widgets.labels import Text
from ui.widgets.pill import Chip
from ui.widgets.score import ScoreFace, ScoreRow
from ui.widgets.states import BusyPanel, EmptyState, NoticeBar
from ui.widgets.table import DataTable
from ui.widgets.toast import MOST, STAY_MS, Notice, ToastLayer


@pytest.fixture
def host(look: Look, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_a_toast_undoes_once_and_leaves(look: Look, host: QWidget, qtbot: QtBot) -> None:
    layer = ToastLayer(look, host)
    toast = layer.show_notice(Notice("Moved 2", undo=True, keys="Ctrl+Z"))
    assert layer.isVisible()
    assert abs(layer.geometry().center().x() - 400) <= 1
    layer.focus_last()
    assert toast.button.hasFocus()
    with qtbot.waitSignal(layer.undoRequested):
        QTest.keyClick(toast.button, Qt.Key.Key_Space)
    assert layer.toasts == ()
    assert not layer.isVisible()
    with qtbot.assertNotEmitted(layer.undoRequested):
        toast.act()


def test_toasts_stack_wait_for_the_reader_and_go(look: Look, host: QWidget) -> None:
    layer = ToastLayer(look, host)
    toasts = [layer.show_notice(Notice(f"News {n}")) for n in range(MOST + 1)]
    assert layer.toasts == tuple(toasts[1:])
    last = toasts[-1]
    assert last._timer.interval() == STAY_MS
    assert last.button.isHidden()
    last._timer.timeout.emit()
    assert last not in layer.toasts
    second = layer.show_notice(Notice("Read me", action="Show"))
    second.button.setFocus()
    assert not second._timer.isActive()
    host.resize(500, 400)
    assert layer.geometry().bottom() < 400
    layer.clear()
    assert layer.toasts == ()


def test_quick_toasts_stand_above_one_another_inside_the_window(look: Look, host: QWidget) -> None:
    host.show()
    layer = ToastLayer(look, host)
    texts = ("Moved", "Moved one candidate", "Saved", "A very long piece of news. " * 12)
    for text in texts:
        layer.show_notice(Notice(text, undo=True, keys="Ctrl+Z"))
    shown = layer.toasts
    assert len(shown) == MOST
    places = [QRect(each.mapTo(host, QPoint(0, 0)), each.size()) for each in shown]
    assert all(host.rect().contains(place) for place in places)
    for above, below in pairwise(places):
        assert above.bottom() < below.top()
    for each in shown:
        label, button = each._label.geometry(), each.button.geometry()
        assert each.rect().contains(label)
        assert each.rect().contains(button)
        assert label.height() >= each._label.heightForWidth(label.width())
        assert label.right() < button.left()
    layer.clear()


def test_segments_change_by_arrows(look: Look, host: QWidget, qtbot: QtBot) -> None:
    row = Segments(look, (("a", "Interviewers"), ("b", "Rooms"), ("c", "People")), host)
    row.show()
    assert row.key == "a"
    with qtbot.waitSignal(row.chosen) as caught:
        QTest.keyClick(row._buttons["a"], Qt.Key.Key_Left)
    assert caught.args == ["c"]
    with qtbot.assertNotEmitted(row.chosen):
        row.choose("c")


def test_a_button_is_pressed_by_enter_and_focused_by_tab_only(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    button = Button(look, "Print", icon="printer", parent=host)
    button.show()
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_a_chip_is_taken_away_by_its_cross(look: Look, host: QWidget, qtbot: QtBot) -> None:
    chip = Chip(look, "Mei Lin", removable=True, parent=host)
    chip.resize(chip.sizeHint())
    chip.show()
    with qtbot.waitSignal(chip.removed):
        QTest.mouseClick(
            chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() + chip.rect().topRight() / 2
        )
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)


def test_the_flow_wraps(look: Look, host: QWidget) -> None:
    flow = FlowLayout(host)
    for _ in range(5):
        child = QWidget()
        child.setFixedSize(100, 20)
        flow.addWidget(child)
    QApplication.processEvents()
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(220) == 20 * 3 + 8 * 2


def test_scores_are_given_by_digits_and_never_zero(look: Look, host: QWidget, qtbot: QtBot) -> None:
    row = ScoreRow(look, ScoreFace("depth", "Depth", "", {1: "none", 3: "some", 5: "deep"}), host)
    row.resize(600, 70)
    row.show()
    given: list[object] = []
    row.rated.connect(lambda _key, level: given.append(level))
    for key in (Qt.Key.Key_5, Qt.Key.Key_5, Qt.Key.Key_Left, Qt.Key.Key_0):
        QTest.keyClick(row, key)
    assert given == [5, 4, None]
    assert row.level is None
    assert "Not rated" in row.accessibleName()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.cell(3).center())
    assert row.level == 3
    assert row.accessibleName() == "Depth: level 3. some"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.cell(3).center())
    assert row.level is None
    assert row.anchor(4) == "Between 3 and 5"


def test_a_checklist_asks_and_shows_what_it_is_told(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    tasks = [
        TaskFace("a", "Laptop", group="Before", due="Fri", owner="IT"),
        TaskFace("b", "Badge", group="Before", blocked="Laptop"),
        TaskFace("c", "Welcome"),
    ]
    made = Checklist(look, host)
    made.resize(600, 300)
    made.show()
    made.show_tasks(tasks)
    with qtbot.waitSignal(made.stateAsked) as caught:
        QTest.keyClick(made.row("a"), Qt.Key.Key_Space)
    assert caught.args == ["a", TaskState.DONE]
    assert made.row("a").face.state is TaskState.OPEN
    with qtbot.waitSignal(made.stateAsked) as caught:
        QTest.keyClick(made.row("a"), Qt.Key.Key_P)
    assert caught.args == ["a", TaskState.DOING]
    row = made.row("b")
    made.show_tasks([tasks[0], TaskFace("b", "Badge", TaskState.DONE, group="Before"), tasks[2]])
    assert made.row("b") is row
    assert "done" in row.accessibleName()
    QTest.keyClick(row, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: made.row("c").hasFocus())
    made.grab()


def test_a_table_sorts_by_asking_and_opens_by_enter(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    columns = (
        Column[str]("name", "Name", str),
        Column[str](
            "n", "Size", lambda row: str(len(row)), right=True, tone=lambda _row: "pill:ok"
        ),
    )
    model = PagedRows[str](lambda ids: {one: f"row {one}" for one in ids}, columns)
    model.set_ids(("1", "2", "3"))
    table = DataTable(look, model, host)
    table.resize(400, 300)
    table.show()
    asked: list[tuple[str, bool]] = []
    table.sortAsked.connect(lambda key, down: asked.append((key, down)))
    table.horizontalHeader().sectionClicked.emit(1)
    table.horizontalHeader().sectionClicked.emit(1)
    assert asked == [("n", False), ("n", True)]
    table.select_id("2")
    assert table.chosen() == ("2",)
    QTest.keyClick(table, Qt.Key.Key_J)
    with qtbot.waitSignal(table.opened) as caught:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == ["3"]
    table.clearSelection()
    QTest.keyPress(table, Qt.Key.Key_Shift)
    table.select_id("1")
    QTest.keyRelease(table, Qt.Key.Key_Shift)
    assert table.chosen() == ("1",), "a key that is still held changed what was selected"
    table.grab()


def test_empty_states_notices_and_long_work_say_their_verb(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    empty = EmptyState(look, "gift", "No starters yet", "They appear here.", "Start", parent=host)
    empty.show()
    with qtbot.waitSignal(empty.clicked):
        empty.button.click()
    bar = NoticeBar(
        look,
        "Two overlap",
        "bad",
        "triangle-alert",
        (("fix", "Apply"),),
        closable=True,
        parent=host,
    )
    bar.show()
    with qtbot.waitSignal(bar.acted) as caught:
        bar.findChildren(Button)[0].click()
    assert caught.args == ["fix"]
    busy = BusyPanel(look, "Printing", host)
    busy.show()
    busy.show_progress(3, 9, "3 of 9")
    with qtbot.waitSignal(busy.cancelled):
        busy.cancel.click()
    assert not busy.cancel.isEnabled()


def test_a_header_folds_where_title_and_actions_do_not_fit(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    header = PageHeader(look, "Interview day")
    header.setParent(host)
    buttons = [Button(look, word) for word in ("Rooms", "Print the day", "Schedule an interview")]
    for button in buttons:
        header.add_action(button)
    header.setGeometry(0, 0, 640, 120)
    header.show()
    title = next(each for each in header.findChildren(Text) if each.text() == "Interview day")

    def same_row() -> bool:
        middle = buttons[0].mapTo(header, buttons[0].rect().center())
        return abs(middle.y() - title.geometry().center().y()) < 5

    qtbot.waitUntil(same_row)
    header.set_title("Interview day · Thursday 26 November, the longest title of all")
    qtbot.waitUntil(lambda: not same_row())
    assert all(each.width() >= each.sizeHint().width() for each in buttons)
    header.set_title("Interview day")
    qtbot.waitUntil(same_row)


def test_a_notice_and_an_avatar_grow_with_the_size_of_text(look: Look, host: QWidget) -> None:
    bar = NoticeBar(look, "Something is the matter", "warn", parent=host)
    disc = Avatar(look, "王小明", 120, 40, host)
    label = bar.findChildren(Text)[0]
    bar.show()
    look.put_on(Tokens.of(scale=1.5))
    bar.resize(400, bar.sizeHint().height())
    bar.layout().activate()
    assert label.x() >= look.px(14) + look.px(16), "the sign does not lie over the words"
    assert disc.width() == 60
    look.put_on(Tokens.of())
