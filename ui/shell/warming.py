"""Loading what an open vault needs while the first screen is looked at.

The first screen stands on a small part of the program, so that it is there at once. The rest is
loaded behind it: what knows no window on a thread, then the pages one by one between two events.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from ui.tasks import Tasks

PAGES = (
    "ui.bridge",
    "ui.printing",
    "ui.pages.today.page",
    "ui.pages.board.page",
    "ui.pages.requisitions.page",
    "ui.pages.people.page",
    "ui.pages.schedule.page",
    "ui.pages.scores.page",
    "ui.pages.letters.page",
    "ui.pages.onboarding.page",
    "ui.pages.intake.page",
    "ui.pages.history.page",
    "ui.pages.settings.page",
    "ui.shell.workplace",
    "ui.pages.cv.viewer",
    "ui.pages.frontdesk.desk",
)

COLLECT_AFTER = 10_000  # new things; pages are made of as many in one go


def load_program() -> None:
    """Import everything below the window, with the tables that pinyin and holidays bring."""
    from workbench import app  # noqa: F401
    from workbench.calendar.organisation import organisation_calendar
    from workbench.people.pinyin import pinyin_keys

    pinyin_keys("启程")
    organisation_calendar()
    # What was loaded stays for good: the collector need not go through it again and again.
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 10)


class Warming(QObject):
    """Loads in the background; whoever needs a part earlier simply imports it."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._left: list[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._next)

    def start(self, pages: Sequence[str] = PAGES) -> None:
        """Begin; nothing is waited for."""
        self._left = list(pages)
        self._tasks.start(load_program, lambda _none: self._soon.start(), lambda _error: None)

    def stop(self) -> None:
        """Leave the rest unloaded."""
        self._left.clear()
        self._soon.stop()

    def _next(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
            self._soon.start()
