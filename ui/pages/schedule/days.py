"""Going from day to day: back, on, today, or to any date."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from ui.theme.look import Look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.dates import DateField
from ui.widgets.header import PageHeader
from workbench.kernel.i18n import N_

_BEFORE, _AFTER, _TODAY, _DAY = (
    N_("The day before (Page up)"),
    N_("The day after (Page down)"),
    N_("Today"),
    N_("Day"),
)


class DayPicker(QObject):
    """The controls beside a page's title.

    Attributes: `date`, the field.
    Signals: `picked(date)`; `todayAsked()`.
    """

    picked = Signal(object)
    todayAsked = Signal()  # noqa: N815

    def __init__(self, look: Look, header: PageHeader, day: date) -> None:
        super().__init__(header)
        self._day = day
        for icon, meaning, step in (("chevron-left", _BEFORE, -1), ("chevron-right", _AFTER, 1)):
            button = IconButton(look, icon, look.text(meaning))
            button.clicked.connect(lambda _=False, step=step: self.step(step))
            header.add_beside(button)
        today = Button(look, look.text(_TODAY))
        today.setToolTip("T")
        today.clicked.connect(self.todayAsked)
        header.add_beside(today)
        self.date = DateField(look)
        self.date.setAccessibleName(look.text(_DAY))
        self.date.setFixedWidth(look.px(136))
        self.date.dayChanged.connect(self._typed)
        header.add_beside(self.date)

    def show_day(self, day: date) -> None:
        """Show a day without telling anyone."""
        self._day = day
        with QSignalBlocker(self.date):
            self.date.set_day(day)

    def step(self, days: int) -> None:
        """Ask for a day before or after."""
        self.picked.emit(self._day + timedelta(days=days))

    def _typed(self, day: date | None) -> None:
        if day is None:
            self.show_day(self._day)
        elif day != self._day:
            self.picked.emit(day)
