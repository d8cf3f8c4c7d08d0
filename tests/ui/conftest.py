"""Fixtures for the desk, and what no test may leave behind.

Any Qt warning fails a test by itself (`qt_qt_log_level_fail`). The guard below adds top-level
widgets, running timers and threads.
"""

import gc
import os
import threading
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.seat import frame_desk as frame_desk
from tests.seat import seat as seat
from ui.bridge import Bridge
from ui.gallery.words import words
from ui.shell.workplace import Workplace
from ui.shots import settle
from ui.tasks import Tasks
from ui.theme.look import Look
from ui.theme.tokens import Tokens
from ui.widgets.overlay import Overlay
from workbench.app import App
from workbench.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def _quiet_offscreen(qapp: QApplication) -> None:
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """English, light, dressed."""
    made = Look(words("en"), Tokens.of())
    made.put_on()
    yield made
    made.deleteLater()


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[Look]:
    """Chinese, dark, dressed."""
    made = Look(words("zh"), Tokens.of(dark=True))
    made.put_on()
    yield made
    made.deleteLater()


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture
def workplace(desk: App, look: Look, qtbot: QtBot) -> Iterator[Workplace]:
    """The window over a real vault; a bug in it fails the test."""
    bridge = Bridge(desk, Tasks())
    made = Workplace(look, bridge, Settings(), "", _raise)
    made.window.resize(1440, 900)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.window.activateWindow()
    yield made
    made.window.toasts.clear()
    made.window.close()
    bridge.leave()
    made.window.deleteLater()
    made.deleteLater()


@pytest.fixture
def calm(workplace: Workplace, qapp: QApplication) -> Callable[[], None]:
    """Let every answer arrive and be shown."""
    return lambda: settle(qapp, workplace.bridge.tasks)


@pytest.fixture
def sheet(workplace: Workplace, calm: Callable[[], None]) -> Callable[[], Overlay | None]:
    """Return the sheet on top, None where none is open."""

    def top() -> Overlay | None:
        calm()
        found = workplace.context.host.findChildren(Overlay)
        return next((one for one in reversed(found) if one.isVisible()), None)

    return top


def _running_timers(root: QObject) -> list[QTimer]:
    return [timer for timer in root.findChildren(QTimer) if timer.isActive()]


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[None]:
    threads = set(threading.enumerate())
    yield
    for widget, *_rest in getattr(request.node, "qt_widgets", []) or []:
        found = widget() if callable(widget) and not isinstance(widget, QWidget) else widget
        if isinstance(found, QWidget):
            found.close()
            found.deleteLater()
    request.node.qt_widgets = []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.freeze()  # what outlived a test is the program itself: not to be gone through each time
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shown = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    assert not shown, f"left open: {shown}"
    ticking = [timer for widget in app.topLevelWidgets() for timer in _running_timers(widget)]
    assert not ticking, f"left ticking: {ticking}"
    assert set(threading.enumerate()) <= threads, "left a thread running"
