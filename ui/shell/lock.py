"""The idle lock: after some minutes without a key or a click the vault is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

_AWAKE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class IdleLock(QObject):
    """Watches the windows of the application: that of the desk, and whichever gets the keyboard.

    A filter over the whole application would be called for every event of every widget, which is
    felt wherever many are made or dressed; keys and clicks all come through a window first.

    Signals: `idle()` after `minutes` without input; 0 minutes switch it off.
    """

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._look_at)

    def watch(self, minutes: int) -> None:
        """Begin to count, or stop for 0."""
        self._timer.stop()
        if minutes:
            self._timer.setInterval(minutes * 60_000)
            self._timer.start()
            for window in QGuiApplication.topLevelWindows():
                self._look_at(window)

    def _look_at(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # once is enough
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every sign of life."""
        if event.type() in _AWAKE and self._timer.isActive():
            self._timer.start()
        return False
