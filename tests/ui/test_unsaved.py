"""What was typed and not saved outlives a lock and a window that is built anew."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import CHEAP
from tests.seat import CONTROL, PHRASE, Seat, words_of
from tests.ui.test_desk import check_from_outside
from ui.pages.settings.page import SettingsPage
from ui.sheets import FormSheet
from ui.shell.unlock import UnlockScreen
from workbench import app
from workbench.demand.queries import list_requisitions
from workbench.people.commands import AddCandidate
from workbench.people.queries import list_candidates


def test_a_half_filled_form_is_there_again_after_the_lock(frame_desk: Seat) -> None:
    seat = frame_desk
    page = seat.page("requisitions")
    page.first_action()
    sheet = seat.top(FormSheet)
    QTest.keyClicks(sheet.form.input("title"), "Backend")
    seat.key(Qt.Key.Key_L, CONTROL)
    assert seat.desk.workplace is None
    assert check_from_outside(seat.vault) == 0, "the vault is closed"
    seat.unlock()
    assert seat.workplace.window.key == "requisitions"
    sheet = seat.top(FormSheet)
    assert sheet.form.values()["title"] == "Backend"
    assert QApplication.focusWidget() is sheet.form.input("title")
    sheet.submit()
    seat.settle()
    assert seat.no_sheet()
    assert [row.title for row in seat.app.ask(list_requisitions).rows] == ["Backend"]


def test_closing_says_first_what_would_be_lost(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.page("requisitions").first_action()
    title = seat.top(FormSheet).form.input("title")
    QTest.keyClicks(title, "Backend")
    assert not seat.desk.frame.close()
    assert seat.desk.workplace is not None, "nothing is lost yet"
    QTest.keyClicks(title, " engineer")
    assert not seat.desk.frame.close(), "more was typed since"
    seat.desk.lock()
    seat.settle()
    assert not seat.desk.frame.isHidden()
    assert seat.desk.frame.close(), "it was said"
    assert seat.desk.frame.isHidden()


def test_closing_a_locked_desk_says_what_was_typed_before(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.page("requisitions").first_action()
    QTest.keyClicks(seat.top(FormSheet).form.input("title"), "Backend")
    seat.desk.lock()
    seat.settle()
    assert not seat.desk.frame.close()
    assert "锁定前" in words_of(seat.screen(UnlockScreen))
    seat.unlock()
    assert seat.top(FormSheet).form.values()["title"] == "Backend"


def test_closing_asks_nothing_where_nothing_was_typed(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.page("requisitions").first_action()
    assert seat.desk.frame.close()


def test_the_page_that_was_left_is_there_again_after_the_lock(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.page("people")
    seat.desk.lock()
    seat.settle()
    seat.unlock()
    assert seat.workplace.window.key == "people"
    seat.app.run(AddCandidate("王小明"))
    seat.settle()
    seat.desk.lock()
    seat.unlock()
    seat.key(Qt.Key.Key_Z, CONTROL)
    assert seat.app.ask(list_candidates).total == 0, "undo reaches back to the program's start"


def test_a_forgotten_form_is_dropped_where_another_vault_is_opened(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.page("requisitions").first_action()
    QTest.keyClicks(seat.top(FormSheet).form.input("title"), "Backend")
    seat.desk.lock()
    other = seat.folder / "别的.qicheng"
    app.create(other, PHRASE, cost=CHEAP)
    seat.desk.entrance.open_folder(other)
    seat.unlock()
    assert seat.app.vault.folder.path == other
    assert seat.no_sheet()
    assert seat.desk._left is None


def test_another_size_of_text_builds_the_window_anew_and_keeps_what_was_typed(
    frame_desk: Seat,
) -> None:
    seat = frame_desk
    page = seat.page("settings", SettingsPage)
    assert page.house.form is not None
    page.house.form.set_values({"name": "启程科技"})
    small = page.house.form.input("opens").height()
    page.here.choose("scale", "1.5")
    seat.settle()
    again = seat.workplace.page("settings")
    assert isinstance(again, SettingsPage)
    assert again is not page
    assert seat.workplace.window.key == "settings"
    assert again.house.form is not None
    assert again.house.form.values()["name"] == "启程科技"
    assert again.house.form.input("opens").height() > small * 1.35
    zone = again.house.form.input("timezone")
    assert zone.property("cursorPosition") == 0
    again.here.choose("scale", "1.0")
    seat.settle()


def test_ctrl_q_leaves(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.workplace.window.toasts.clear()
    seat.key(Qt.Key.Key_Q, CONTROL)
    assert not seat.desk.frame.isVisible()
    assert seat.desk.workplace is None
