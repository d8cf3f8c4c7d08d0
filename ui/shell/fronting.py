"""The front desk in place of the window: while it is there, nothing of the window can be reached.

The window is taken out of the frame, so that neither its shortcuts nor a screen reader find it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.shell.frame import Frame
from workbench.kernel.i18n import N_

if TYPE_CHECKING:  # loaded behind the first screen, see `warming`
    from ui.pages.frontdesk.desk import FrontDesk
    from ui.shell.workplace import Workplace

_PRODUCT = N_("Qicheng Recruiting")


class Fronting:
    """Swaps the window for the front desk, and back.

    Attributes: `desk`, the front desk on show, None while the window is.
    """

    def __init__(self, frame: Frame, lock: Callable[[], None]) -> None:
        self._frame, self._lock = frame, lock
        self._workplace: Workplace | None = None
        self.desk: FrontDesk | None = None
        self._warned: FrontDesk | None = None

    def enter(self, workplace: Workplace, pin: str) -> None:
        """Leave nothing within reach but today's candidates, until `pin` is typed again."""
        from ui.pages.frontdesk.desk import FrontDesk

        workplace.window.toasts.clear()
        workplace.panel.close_panel()
        self._workplace = workplace
        self.desk = made = FrontDesk(workplace.context, pin)
        made.left.connect(self.leave)
        made.lockAsked.connect(self._lock)
        self._frame.let_go(workplace.window)
        self._frame.show_only(made, workplace.look.text(_PRODUCT))

    def leave(self) -> None:
        """Show the window again."""
        workplace, self._workplace, self.desk = self._workplace, None, None
        if workplace is not None:
            self._frame.show_only(workplace.window, workplace.window.windowTitle())

    def keeps_open(self) -> bool:
        """Say that the PIN comes first, where the front desk is on show; once more closes."""
        warned, self._warned = self._warned, self.desk
        if self.desk is None or warned is self.desk:
            return False
        self.desk.say_stay()
        return True
