"""A change of theme goes through all that is there, in steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication, QScrollBar, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.redressing import Redressing
from ui.shell.workplace import Workplace
from ui.theme.look import Look
from ui.theme.tokens import Tokens

Calm = Callable[[], None]
DARK = Tokens.of(dark=True)
GROUND = (QWidget, QStackedWidget, QScrollBar)  # what paints nothing, or only beside a root


def _roots(workplace: Workplace) -> list[QWidget]:
    return [each for each in workplace.window.findChildren(QWidget) if each.styleSheet()]


def test_every_part_in_sight_belongs_to_one_root(workplace: Workplace, calm: Calm) -> None:
    assert not QApplication.instance().styleSheet()  # type: ignore[union-attr]
    for key in ("today", "board", "requisitions", "scores", "history", "settings"):
        workplace.go(key)
        calm()
        roots = [each for each in _roots(workplace) if len(each.styleSheet()) > 1000]
        for root in roots:
            above = [
                type(other) for other in roots if other is not root and other.isAncestorOf(root)
            ]
            assert not above, type(root)
        for widget in workplace.window.findChildren(QWidget):
            held = any(each in roots for each in _upwards(widget))
            carries = any(widget.isAncestorOf(root) for root in roots)
            assert held or carries or type(widget) in GROUND, widget


def _upwards(widget: QWidget) -> Iterator[QWidget]:
    above: QWidget | None = widget
    while above is not None:
        yield above
        above = above.parentWidget()


def test_theme_changes_step_by_step_until_nothing_is_left(
    workplace: Workplace, look: Look, qtbot: QtBot, calm: Calm
) -> None:
    workplace.go("board")
    calm()
    window = workplace.window
    light = window.grab().toImage().pixelColor(600, 5)
    redressing = Redressing(look, window, workplace)
    with qtbot.waitSignal(redressing.finished):
        redressing.start(DARK)
        assert not window.updatesEnabled()
        assert look.stale_roots()
    assert redressing.is_done()
    assert window.updatesEnabled()
    assert not look.stale_roots()
    assert window.grab().toImage().pixelColor(600, 5) != light


def test_a_page_asked_for_before_its_turn_is_dressed_at_once(
    workplace: Workplace, look: Look, calm: Calm
) -> None:
    hidden = workplace.page("people")
    workplace.go("today")
    calm()
    look.wear(DARK)
    assert hidden in look.stale_roots()
    workplace.go("people")
    assert hidden not in look.stale_roots()
    look.put_on()
    assert not look.stale_roots()
