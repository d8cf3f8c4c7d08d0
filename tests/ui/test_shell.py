import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.models.palette import PaletteRow, PaletteSection
from ui.shell.first_run import FirstRun
from ui.shell.palette import Palette
from ui.shell.sidebar import Group, Place
from ui.shell.unlock import LockOverlay, UnlockScreen
from ui.shell.window import Window
from ui.theme.look import Look
from ui.theme.tokens import Tokens
from ui.widgets.buttons import IconButton
from ui.widgets.header import PageHeader, SearchField
from ui.widgets.strength import LEAST, strength
from ui.widgets.toast import Notice
from workbench.vault.keys import MINIMUM_PASSPHRASE

GROUPS = (
    Group("", (Place("today", "Today", "sun", 12), Place("board", "Board", "square-kanban"))),
    Group("Onboarding", (Place("packs", "Packs", "gift"),)),
    Group("", (Place("settings", "Settings", "settings"),), foot=True),
)


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    made = Window(look, "Qicheng")
    qtbot.addWidget(made)
    made.set_groups(GROUPS)
    for group in GROUPS:
        for place in group.places:
            made.add_page(place.key, QLabel(place.title))
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_the_sidebar_leads_to_pages_by_mouse_and_keys(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.pageShown) as caught:
        window.sidebar.go("board")
    assert caught.args == ["board"]
    assert window.key == "board"
    button = window.sidebar._buttons["board"]
    QTest.keyClick(button, Qt.Key.Key_Down)
    packs = window.sidebar._buttons["packs"]
    assert packs.hasFocus()
    QTest.keyClick(packs, Qt.Key.Key_Return)
    assert window.key == "packs"
    window.sidebar.set_count("packs", 3)
    assert packs.accessibleName() == "Packs, 3"


def test_a_narrow_window_folds_the_sidebar(window: Window) -> None:
    assert not window.sidebar.is_narrow
    window.resize(1200, 800)
    assert window.sidebar.is_narrow
    assert window.sidebar.width() == 60
    assert window.sidebar._buttons["today"].toolTip() == "Today"
    window.resize(1440, 800)
    assert window.sidebar.width() == 212


def test_no_focus_ring_greets_the_reader(window: Window) -> None:
    focus = QApplication.focusWidget()
    assert focus is None or not window.sidebar.isAncestorOf(focus)


def test_theme_and_scale_change_while_the_window_is_open(window: Window, look: Look) -> None:
    button = IconButton(look, "plus", "Add", parent=window.sidebar)
    button.show()
    small = button.iconSize().width()
    light = window.grab().toImage().pixelColor(5, 400)
    look.put_on(Tokens.of(dark=True, scale=1.25))
    assert window.grab().toImage().pixelColor(5, 400) != light
    look.put_on(Tokens.of(contrast=True))
    assert button.iconSize().width() == small
    look.put_on(Tokens.of(scale=1.5))
    assert button.iconSize().width() > small
    look.put_on(Tokens.of())


def test_the_window_toasts_remembers_and_closes(window: Window, qtbot: QtBot) -> None:
    toast = window.notify(Notice("Saved", undo=True))
    toast.leave()
    assert window.restore(window.state())
    with qtbot.waitSignal(window.closing):
        window.close()


def test_ctrl_k_asks_for_the_palette(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.paletteRequested):
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def palette(window: Window, look: Look) -> Palette:
    return Palette(look, window)


PEOPLE = PaletteSection("People", (PaletteRow("p1", "王梓", person=True), PaletteRow("p2", "Jo")))
ACTIONS = PaletteSection("Actions", (PaletteRow("move", "Move…", "", "mail", ("M",)),))


def test_the_palette_asks_once_per_pause_and_drops_old_answers(
    palette: Palette, qtbot: QtBot
) -> None:
    asked: list[tuple[int, str]] = []
    palette.asked.connect(lambda token, text: asked.append((token, text)))
    palette.summon()
    QTest.keyClicks(palette.field, "wang")
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert [text for _token, text in asked] == ["", "wang"]
    palette.show_results(asked[0][0], [PEOPLE])
    assert palette._model.rowCount() == 0
    palette.show_results(asked[1][0], [PEOPLE, ACTIONS])
    assert palette._model.rowCount() == 5
    palette.close_overlay()


def test_the_palette_is_driven_by_arrows_and_enter(palette: Palette, qtbot: QtBot) -> None:
    palette.summon("x")
    palette.show_results(palette.token, [PEOPLE, ACTIONS])
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as caught:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert caught.args == ["move"]
    assert not palette.isVisible()
    palette.summon()
    palette.grab()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_palette_says_when_nothing_fits(palette: Palette) -> None:
    palette.summon("qqq")
    palette.show_results(palette.token, [])
    assert palette._none.isVisible()
    assert "qqq" in palette._none.text()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.close_overlay()


def test_unlocking_keeps_what_was_typed_after_a_refusal(look: Look, qtbot: QtBot) -> None:
    screen = UnlockScreen(look, "Recruiting", "somewhere")
    qtbot.addWidget(screen)
    screen.show()
    screen.activateWindow()
    form = screen.form
    with qtbot.assertNotEmitted(screen.submitted):
        form.button.click()
    QTest.keyClicks(form.field, "secret")
    form.remember.click()
    with qtbot.waitSignal(screen.submitted) as caught:
        QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert caught.args == ["secret", True]
    form.set_busy(True)
    screen.show_error("This passphrase does not open it.")
    assert form.field.selectedText() == "secret" or form.field.hasSelectedText()
    assert form.field.property("wrong") is True
    form.field.eye.click()
    assert form.field.echoMode() == form.field.EchoMode.Normal
    screen.grab()


def test_the_lock_hides_everything_and_escape_does_not_help(
    window: Window, look: Look, qtbot: QtBot
) -> None:
    lock = LockOverlay(look, window, "Recruiting")
    lock.lock()
    QTest.keyClick(lock.form.field, Qt.Key.Key_Escape)
    assert lock.isVisible()
    assert window.grab().toImage().pixelColor(5, 5) == look.c.canvas
    QTest.keyClicks(lock.form.field, "secret")
    with qtbot.waitSignal(lock.submitted):
        lock.form.button.click()
    with qtbot.waitSignal(lock.closed):
        lock.unlock()
    assert lock.form.field.text() == ""


def test_the_first_run_from_language_to_recovery_key(look: Look, qtbot: QtBot) -> None:
    screen = FirstRun(look, "Documents")
    qtbot.addWidget(screen)
    screen.show()
    screen.activateWindow()
    with qtbot.waitSignal(screen.languageChosen) as language:
        screen.languages.choose("zh")
    assert language.args == ["zh"]
    with qtbot.waitSignal(screen.demoAsked):
        screen.demo.click()
    screen.new_vault.click()
    form = screen.vault
    assert form is not None
    form.first.setText("abc")
    form.submit()
    assert "too easy" in form.error
    form.first.setText("harbour lamp violin 42")
    form.second.setText("something else")
    form.submit()
    assert "not the same" in form.error
    form.second.setText("harbour lamp violin 42")
    with qtbot.waitSignal(screen.createAsked) as made:
        form.submit()
    assert made.args == ["Recruiting", "harbour lamp violin 42", "Documents"]
    screen.show_recovery([f"GRP{n}X" for n in range(9)])
    assert not screen.start.isEnabled()
    with qtbot.waitSignal(screen.printAsked):
        screen.print_key.click()
    screen.safe.click()
    with qtbot.waitSignal(screen.finished):
        screen.start.click()
    screen.grab()


def test_tab_leads_from_one_passphrase_to_the_other(look: Look, qtbot: QtBot) -> None:
    screen = FirstRun(look, "Documents")
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.new_vault.click()
    form = screen.vault
    assert form is not None
    qtbot.waitUntil(form.second.isVisible)
    form.first.setFocus()
    for _stop in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, "ab")
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not focus
        if focus is form.first:
            assert form.second.hasFocus()
    assert form.first.text() == "ab"
    assert form.second.text() == "ab"
    form.first.eye.setFocus()
    QTest.keyClicks(form.first.eye, "xyz")
    assert form.first.text() == "ab"
    QTest.keyClick(form.first.eye, Qt.Key.Key_Space)
    assert form.first.echoMode() == form.first.EchoMode.Normal


def test_a_weak_passphrase_is_refused_below_itself(look: Look, qtbot: QtBot) -> None:
    screen = FirstRun(look, "Documents")
    qtbot.addWidget(screen)
    screen.show()
    screen.new_vault.click()
    form = screen.vault
    assert form is not None
    form.first.setText("山高水")
    form.submit()
    screen.grab()
    shown = [one for one in form.findChildren(QLabel) if one.isVisibleTo(form)]
    said = [one for one in shown if one.text() == form.error]
    assert "8" in form.error
    below = said[0].mapTo(form, QPoint(0, 0)).y()
    assert form.first.geometry().bottom() < below < form.second.geometry().top()


def test_the_form_knows_the_least_length_of_the_vault() -> None:
    assert LEAST == MINIMUM_PASSPHRASE


def test_strength_grows_with_words() -> None:
    assert strength("") == 0
    assert strength("aaaaaaaaaaaaaaaa") == 1
    assert strength("secret") == 1
    assert strength("harbour lamp violin 42") >= 3
    assert strength("山高水长云深雾重") >= 3


def test_a_header_grows_with_what_it_is_given(look: Look, qtbot: QtBot) -> None:
    header = PageHeader(look, "Board")
    qtbot.addWidget(header)
    header.add_action(SearchField(look))
    low = header.sizeHint().height()
    header.set_title("Board", "400 people")
    assert header.sizeHint().height() > low
    search = header.findChildren(SearchField)[0]
    with qtbot.waitSignal(search.typed) as caught:
        QTest.keyClicks(search, "w")
    assert caught.args == ["w"]
