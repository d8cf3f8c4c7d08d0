"""Fixtures for the desk, and what no test may leave behind.

Any Qt warning fails a test by itself (`qt_qt_log_level_fail`). The guard below adds top-level
widgets, running timers and threads.
"""

import gc
import os
import threading
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.gallery.words import words
from ui.theme.look import Look
from ui.theme.tokens import Tokens


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
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shown = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    assert not shown, f"left open: {shown}"
    ticking = [timer for widget in app.topLevelWidgets() for timer in _running_timers(widget)]
    assert not ticking, f"left ticking: {ticking}"
    assert set(threading.enumerate()) <= threads, "left a thread running"
