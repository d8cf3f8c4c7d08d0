"""A planner that gets ready while a sheet is filled in, so that its answer comes sooner."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.context import Context
from ui.tasks import Lane
from workbench.planner.planning import Standby

SOON_MS = 400  # whoever chooses at once is not kept by a process that is just being started


class Ready(QObject):
    """Holds a child process ready for as long as its sheet is open.

    Attributes: `standby`, what the planner is given.
    """

    def __init__(self, context: Context, sheet: QObject) -> None:
        super().__init__(sheet)
        self.standby = standby = Standby()
        self._tasks = context.bridge.tasks
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._start)
        context.bridge.left.connect(self.leave)
        self.destroyed.connect(lambda: standby.close())
        self.get_ready()

    def get_ready(self) -> None:
        """Start a child soon, where none waits."""
        self._soon.start()

    def leave(self) -> None:
        """End what waits; the sheet is left."""
        self._soon.stop()
        self.standby.close()

    def _start(self) -> None:
        self._tasks.start(self.standby.start, lane=Lane.JOB)
