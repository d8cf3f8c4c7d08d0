"""The top-level window: it shows the first run, the unlock screen or the desk, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.shell.parting import Parting
from ui.theme.look import Look


class Frame(QStackedWidget):
    """A stack that owns one widget.

    Attributes: `may_close`, asked before it closes.
    Signals: `closing()` before it closes.
    """

    closing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("canvas")
        self.setMinimumSize(QSize(900, 600))
        self.resize(1440, 900)
        leave = QShortcut(QKeySequence("Ctrl+Q"), self)
        leave.activated.connect(self.close)
        look.changed.connect(self.update)

    def show_only(self, widget: QWidget, title: str) -> None:
        """Show `widget` in place of what was there; that is deleted with all it holds."""
        self.setWindowTitle(title)
        before = [self.widget(place) for place in range(self.count())]
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        for old in before:
            if old is not None and old is not widget:
                self.removeWidget(old)
                old.hide()
                self._look.let_go(old)
                Parting(old)

    def let_go(self, widget: QWidget) -> None:
        """Take a widget out of sight without deleting it."""
        self.removeWidget(widget)
        widget.hide()
        widget.setParent(None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell before closing, and stay where somebody objects."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
