"""Taking what was shown before apart piece by piece.

Destroyed at once, a window of all pages kept whoever had changed the language waiting.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

STEP_MS = 30


@runtime_checkable
class OfParts(Protocol):
    """What can be destroyed part by part."""

    def give_up(self) -> bool:
        """Destroy one part; return whether there was one."""


class Parting(QObject):
    """Destroys a widget that is out of sight, its parts one after another."""

    def __init__(self, whole: QWidget) -> None:
        super().__init__(whole)
        self._whole = whole
        soon = QTimer(self)
        soon.setInterval(STEP_MS)
        soon.timeout.connect(self._step)
        soon.start()

    def _step(self) -> None:
        whole = self._whole
        if not (isinstance(whole, OfParts) and whole.give_up()):
            whole.deleteLater()
