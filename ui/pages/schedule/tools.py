"""The small controls beside the switch of lanes: what was called off, zoom, other screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context
from ui.pages.schedule.daybuttons import day_buttons
from ui.theme.look import Look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.day import DayScroller
from ui.widgets.header import PageHeader
from workbench.kernel.i18n import N_

SCHEDULE, PRINT, ROOMS = N_("Schedule an interview"), N_("Print the day"), N_("Rooms")
_ICONS = {SCHEDULE: "plus", PRINT: "printer", ROOMS: "door-open"}
_CANCELLED = N_("{n} cancelled")
_CLOSER, _FARTHER = N_("Zoom in (Alt and plus)"), N_("Zoom out (Alt and minus)")
_BIG, _DESK = N_("Show the day full-screen (F11)"), N_("Front desk: check in candidates")


class DayTools(QObject):
    """Buttons in the second row of the header.

    Attributes: `cancelled`, pressed while called-off interviews are shown; `closer` and `farther`;
    `big`; `desk`.
    """

    def __init__(self, context: Context, header: PageHeader, day: Callable[[], date]) -> None:
        super().__init__(header)
        look, text = context.look, context.text
        self._look = look
        self.cancelled = Button(look, text(_CANCELLED, n=0), "ghost", "ban")
        self.cancelled.setCheckable(True)
        self.farther = IconButton(look, "zoom-out", text(_FARTHER), "ghost")
        self.closer = IconButton(look, "zoom-in", text(_CLOSER), "ghost")
        self.big = IconButton(look, "maximize", text(_BIG), "ghost")
        self.desk = IconButton(look, "concierge-bell", text(_DESK), "ghost")
        for made in day_buttons(context, day):
            header.add_view(made)
        header.add_view(self.cancelled)
        self.cancelled.hide()
        close_by = QWidget()
        row = QHBoxLayout(close_by)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.farther, self.closer, self.big, self.desk):
            row.addWidget(button)
        header.add_view(close_by)

    def steer(self, scroller: DayScroller) -> None:
        """Let the buttons zoom an area."""
        self.closer.clicked.connect(lambda: scroller.zoom_by(1))
        self.farther.clicked.connect(lambda: scroller.zoom_by(-1))
        scroller.zoomed.connect(self._mark)
        self._mark(scroller.zoom)

    def _mark(self, zoom: float) -> None:
        self.farther.setEnabled(zoom > DayScroller.ZOOMS[0])
        self.closer.setEnabled(zoom < DayScroller.ZOOMS[-1])

    def count(self, cancelled: int) -> None:
        """Show how many interviews of the day were called off, nothing for none."""
        self.cancelled.setText(self._look.text(_CANCELLED, n=cancelled))
        self.cancelled.setVisible(cancelled > 0)


def add_actions(
    look: Look, header: PageHeader, acts: Mapping[str, Callable[[], object]]
) -> dict[str, Button]:
    """Put the page's actions into its header, by their names; the last one is the primary."""
    made = {}
    for name, act in acts.items():
        kind = "primary" if name == SCHEDULE else "secondary"
        button = made[name] = Button(look, look.text(name), kind, _ICONS[name])
        button.clicked.connect(lambda _=False, act=act: act())
        header.add_action(button)
    made[SCHEDULE].setToolTip("S")
    return made
