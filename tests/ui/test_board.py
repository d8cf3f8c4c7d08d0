from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme.look import Look
from ui.widgets.board import Board, CardFace, ColumnSpec
from ui.widgets.board.card import card_height
from ui.widgets.board.model import CARD_BLOCK, CardModel, cards_mime, cards_of
from ui.widgets.pill import Pill

NAMES = {"a1": "段洋睿", "a2": "Elena Sullivan", "a3": "王小明", "b1": "Felix Bennett", "b2": "Jo"}


def faces(ids: Sequence[str]) -> dict[str, CardFace]:
    return {
        one: CardFace(
            one,
            NAMES.get(one, one),
            "Engineer",
            "map-pin",
            "Berlin · 2 yrs",
            pills=(Pill("1 d", "neutral", "hourglass"),),
            corner="Referral",
            score=4.2,
            find=lambda one=one: "wangxiaoming wxm" if one == "a3" else "",
        )
        for one in ids
    }


@pytest.fixture
def board(look: Look, qtbot: QtBot) -> Board:
    made = Board(look, faces)
    qtbot.addWidget(made)
    made.set_columns(
        (
            ColumnSpec("A", "New", 255, 2, ("a1", "a2", "a3")),
            ColumnSpec("B", "Screening", 235, 0, ("b1", "b2")),
            ColumnSpec("C", "Empty", 205),
        )
    )
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.select(("a1",))
    return made


def key(code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, code, held)


def test_arrows_and_letters_walk_in_a_column(board: Board) -> None:
    key(Qt.Key.Key_Down)
    assert board.selected() == ("a2",)
    key(Qt.Key.Key_J)
    assert board.selected() == ("a3",)
    key(Qt.Key.Key_J)
    assert board.selected() == ("a3",)
    key(Qt.Key.Key_K)
    assert board.selected() == ("a2",)


def test_left_and_right_walk_between_columns_past_empty_ones(board: Board) -> None:
    board.select(("a3",))
    key(Qt.Key.Key_Right)
    assert board.selected() == ("b2",)
    key(Qt.Key.Key_Right)
    assert board.selected() == ("b2",)
    key(Qt.Key.Key_Left)
    assert board.selected() == ("a2",)


def test_selection_grows_by_shift_and_x_and_across_columns(board: Board) -> None:
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert board.selected() == ("a1", "a2")
    key(Qt.Key.Key_X)
    assert board.selected() == ("a1",)
    other = board.list_of("B")
    place = other.visualRect(other.model().index(1, 0)).center()
    QTest.mouseClick(
        other.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    assert board.selected() == ("a1", "b2")
    QTest.mouseClick(other.viewport(), Qt.MouseButton.LeftButton, pos=place - QPoint(0, 116))
    assert board.selected() == ("b1",)
    key(Qt.Key.Key_Escape)
    assert board.selected() == ()


def test_enter_opens_the_card(board: Board, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.opened) as caught:
        key(Qt.Key.Key_Return)
    assert caught.args == ["a1"]


def test_alt_arrows_ask_for_a_move_and_focus_follows(board: Board, qtbot: QtBot) -> None:
    board.select(("a1", "a2"))
    with qtbot.waitSignal(board.moveRequested) as caught:
        key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert caught.args == [("a1", "a2"), "B", 0]
    assert board.ids("A") == ("a1", "a2", "a3")
    board.move_cards(*caught.args)
    assert board.ids("A") == ("a3",)
    assert board.ids("B") == ("a1", "a2", "b1", "b2")
    assert board.selected() == ("a1", "a2")
    assert QApplication.focusWidget() is board.list_of("B")
    assert board.column_of("a2") == "B"
    board.move_cards(("a2",), "B", 4)
    assert board.ids("B") == ("a1", "b1", "b2", "a2")


def test_moving_left_from_the_first_column_asks_nothing(board: Board, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(board.moveRequested):
        key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_parcels_hold_ids_and_nothing_else_is_taken(look: Look) -> None:
    model = CardModel(faces)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_ids(("a1", "a2"))
    dropped: list[tuple[object, int]] = []
    model.dropped.connect(lambda ids, row: dropped.append((ids, row)))
    parcel = model.mimeData([model.index(0, 0), model.index(1, 0)])
    assert cards_of(parcel) == ("a1", "a2")
    move = Qt.DropAction.MoveAction
    assert model.canDropMimeData(parcel, move, 1, 0, QModelIndex())
    assert model.dropMimeData(parcel, move, 1, 0, QModelIndex())
    assert model.dropMimeData(parcel, move, -1, -1, QModelIndex())
    assert not model.dropMimeData(QMimeData(), move, 0, 0, QModelIndex())
    assert dropped == [(("a1", "a2"), 1), (("a1", "a2"), 2)]


def test_a_drop_asks_for_a_move_to_the_row_under_the_mouse(board: Board, qtbot: QtBot) -> None:
    target = board.list_of("B")
    height = card_height(Look(board._look.words))
    parcel = cards_mime(("a1", "a3"))  # Qt does not keep it
    event = QDropEvent(
        QPointF(40, height + 4),
        Qt.DropAction.MoveAction,
        parcel,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(board.moveRequested) as caught:
        target.dropEvent(event)
    assert caught.args == [("a1", "a3"), "B", 1]


def test_typing_a_name_finds_it_with_an_input_method_too(board: Board) -> None:
    QTest.keyClicks(board.list_of("A"), "el")
    assert board.list_of("A").currentIndex().data() == "Elena Sullivan"
    event = QInputMethodEvent()
    event.setCommitString("王")
    board.list_of("A")._typed._clock.invalidate()
    QApplication.sendEvent(board.list_of("A"), event)
    assert board.list_of("A").currentIndex().data() == "王小明"


def test_the_menu_is_asked_for_the_selection(board: Board, qtbot: QtBot) -> None:
    here = board.list_of("A")
    place = here.visualRect(here.model().index(1, 0)).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, here.viewport().mapToGlobal(place)
    )
    with qtbot.waitSignal(board.menuRequested) as caught:
        here.contextMenuEvent(event)
    assert caught.args[0] == ("a2",)


def test_the_red_count_filters(board: Board, qtbot: QtBot) -> None:
    header = board._columns["A"].header
    header.grab()
    with qtbot.waitSignal(board.overdueClicked) as caught:
        QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=header._hot.center())
    assert caught.args == ["A"]
    board.show_filtered("A", True)
    with qtbot.waitSignal(board.overdueClicked):
        QTest.keyClick(header, Qt.Key.Key_Return)
    assert "2 overdue" in header.accessibleName()


def test_every_state_of_a_card_is_painted(board: Board, chinese: Look) -> None:
    pictures = {board.grab().toImage().pixelColor(20, 60).name()}
    board.deliver(
        {"a1": CardFace("a1", "New name", "Post", lead="Today 10:00", line="Panel · Mei")}
    )
    board.refresh(("a2",))
    assert board.grab().size().width() == 900
    assert pictures


def test_a_screen_reader_hears_who_it_is(board: Board) -> None:
    index = board.list_of("A").model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "段洋睿, Engineer"
    assert board.list_of("A").accessibleName() == "New"


def test_a_large_board_fetches_only_what_is_seen(look: Look, qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(ids: Sequence[str]) -> dict[str, CardFace]:
        asked.append(len(ids))
        return faces(ids)

    board = Board(look, fetch)
    qtbot.addWidget(board)
    board.set_columns((ColumnSpec("A", "New", 255, 0, tuple(str(n) for n in range(30_000))),))
    board.resize(300, 600)
    board.show()
    board.grab()
    assert sum(asked) == CARD_BLOCK
