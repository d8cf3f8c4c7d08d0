"""A change of theme in small steps, between which whoever sits at the desk is served.

What is in sight is dressed first while nothing is painted, so that nobody sees half a change; what
is hidden follows, and is dressed at once where it is asked for earlier.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.theme.look import Look
from ui.theme.tokens import Tokens

STEP_MS = 60


class Redressing(QObject):
    """Dresses the roots of a look one after another; `window` is what people see.

    Signals: `finished()` when nothing wears another theme any more.
    """

    finished = Signal()

    def __init__(self, look: Look, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._window = look, window
        self._left: list[QWidget] = []
        self._soon = QTimer(self)
        self._soon.timeout.connect(self._step)

    def start(self, tokens: Tokens) -> None:
        """Begin a change of theme; nothing is waited for."""
        self._window.setUpdatesEnabled(False)
        self._look.wear(tokens)
        self.go_on()

    def go_on(self) -> None:
        """Dress what still wears another theme."""
        self._left = self._look.stale_roots()
        self._soon.start(0 if not self._window.updatesEnabled() else STEP_MS)

    def is_done(self) -> bool:
        """Return whether everything wears the present theme."""
        return not self._soon.isActive()

    def _step(self) -> None:
        self._left = [each for each in self._left if isValid(each)]
        if not self._window.updatesEnabled() and not any(each.isVisible() for each in self._left):
            self._window.setUpdatesEnabled(True)
            self._soon.setInterval(STEP_MS)  # what is in sight is painted before the next step
        elif self._left:
            self._look.freshen(self._left.pop(0))
        else:
            self._soon.stop()
            self.finished.emit()
