"""Getting the other pages ready while the first one is looked at.

A page costs most when it is seen for the first time: its widgets are made and its first questions
are asked. Here that happens in small steps between which whoever sits at the desk is served.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from ui.pages.base import Page

STEP_MS = 60


class Preparing(QObject):
    """Makes pages one by one and lets each ask for what it shows.

    `keys` name the pages in their order; `page` makes one or returns the one there is; `is_quiet`
    tells whether nothing is being asked for, as a page that somebody waits for goes first.

    Signals: `finished()` when all are made.
    """

    finished = Signal()

    def __init__(
        self,
        keys: Sequence[str],
        page: Callable[[str], Page],
        is_quiet: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._is_quiet = page, is_quiet
        self._left = list(keys)
        self._made: Page | None = None
        self._soon = QTimer(self)
        self._soon.setInterval(STEP_MS)
        self._soon.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; nothing is waited for."""
        self._soon.start()

    def stop(self) -> None:
        """Leave the rest for when it is asked for."""
        self._soon.stop()

    def is_done(self) -> bool:
        """Return whether nothing more will be made ready, be it done or stopped."""
        return not self._soon.isActive()

    def _step(self) -> None:
        if not self._is_quiet():
            return
        if self._made is not None:
            made, self._made = self._made, None
            made.fill()
        elif self._left:
            self._made = self._page(self._left.pop(0))
        else:
            self._soon.stop()
            self.finished.emit()
