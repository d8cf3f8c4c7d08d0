"""Fields for a day and for a time of day, and the month that opens below a day.

What is typed is read as people write it; what cannot be read stays as it is and is refused with a
word. Arrows step, Tab leaves at once.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.fields import TextField, draw_end_icon
from workbench.kernel.i18n import N_
from workbench.kernel.readings import read_day, read_time

_DAY = N_("Write a day, such as 2026-12-01 or 12/1.")
_TIME = N_("Write a time, such as 10:00 or 1000.")
_STEP_MINUTES = 15


class _ReadField(TextField):
    """A line with a sign at its end, whose text is read.

    Signals: `edited()` when a person changed something.
    """

    edited = Signal()
    icon = ""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._look = look
        self.textEdited.connect(lambda _text: self.edited.emit())
        self._make_room()
        look.changed.connect(self._make_room)

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, self._look.px(26), 0)

    def fault(self) -> str:
        """Return a word about a text that cannot be read, '' where there is none."""
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign over the plain box."""
        super().paintEvent(event)
        draw_end_icon(self, self._look, self.icon)


class TimeField(_ReadField):
    """A time of day in hours and minutes; Up and Down go by quarters of an hour."""

    icon = "clock"

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._kept = time(9)
        self.editingFinished.connect(self._tidy)
        self.set_time(self._kept)

    def value(self) -> time:
        """Return the time, the one before where the text cannot be read."""
        return read_time(self.text()) or self._kept

    def set_time(self, value: time) -> None:
        """Show a time."""
        self._kept = value
        self.setText(f"{value:%H:%M}")

    def fault(self) -> str:
        """Return a word about a text that is no time."""
        return "" if read_time(self.text()) is not None else self._look.text(_TIME)

    def _tidy(self) -> None:
        found = read_time(self.text())
        if found is not None:
            self.set_time(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        moved = datetime.combine(date(2000, 1, 1), self.value())
        self.set_time((moved + timedelta(minutes=step * _STEP_MINUTES)).time())
        self.selectAll()
        self.edited.emit()


class DateField(_ReadField):
    """A day with a calendar; empty until one is typed or chosen.

    Signals: `dayChanged(date | None)` when another day is settled: typed to the end, stepped to,
    chosen in the month, or set.
    """

    dayChanged = Signal(object)  # noqa: N815
    icon = "calendar"

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setPlaceholderText("–")
        self._kept: date | None = None
        self._month: Calendar | None = None
        self.editingFinished.connect(self._settle)

    def day(self) -> date | None:
        """Return the day, None for none, the one before where the text cannot be read."""
        if not self.text().strip():
            return None
        return read_day(self.text(), self._look.today()) or self._kept

    def set_day(self, value: date | None) -> None:
        """Show a day, or none."""
        self.setText("" if value is None else value.isoformat())
        if value != self._kept:
            self._kept = value
            self.dayChanged.emit(value)

    def fault(self) -> str:
        """Return a word about a text that is no day."""
        text = self.text().strip()
        readable = not text or read_day(text, self._look.today()) is not None
        return "" if readable else self._look.text(_DAY)

    def _settle(self) -> None:
        if not self.fault():
            self.set_day(self.day())

    def _choose(self, value: date) -> None:
        """Take a day that was stepped to or chosen."""
        self.set_day(value)
        self.selectAll()
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by arrows, beginning at today; open the month by Alt+Down."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_month()
            return
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: 28,
            Qt.Key.Key_PageDown: -28,
        }
        if key not in steps:
            super().keyPressEvent(event)
            return
        before = self.day()
        after = self._look.today() if before is None else before + timedelta(days=steps[key])
        self._choose(after)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the month from the sign."""
        if event.position().x() >= self.width() - self._look.px(30):
            self.open_month()
            return
        super().mousePressEvent(event)

    def calendar(self) -> Calendar:
        """Return the month below the field, made when first asked for: it costs more than that."""
        if self._month is None:
            self._month = Calendar(self._look)
            self._month.clicked.connect(self._picked)
            self._month.activated.connect(self._picked)
            popup = _Popup(self._look, self, self._month)
            self.destroyed.connect(popup.deleteLater)
        return self._month

    def open_month(self) -> None:
        """Open the month on the day in the field, or on today."""
        month, day = self.calendar(), self.day() or self._look.today()
        month.setSelectedDate(QDate(day.year, day.month, day.day))
        popup = month.window()
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _picked(self, day: QDate) -> None:
        self.calendar().window().hide()
        self._choose(date(day.year(), day.month(), day.day()))


class _Popup(QFrame):
    """What the month stands in; a window, so that no sheet cuts it."""

    def __init__(self, look: Look, field: QWidget, month: Calendar) -> None:
        super().__init__(field.window(), Qt.WindowType.Popup)
        self.setObjectName("panel")
        look.dress_root(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(month)


class Calendar(QCalendarWidget):
    """A month to choose a day from."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        look.dress(self, Role.CAPTION)
        self.setLocale(QLocale(look.words.language))
        # Qt's own hint forgets the style's padding, and the popup would cut the first column.
        self.setMinimumSize(look.px(308), look.px(236))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}")
            if button is not None:
                look.put_icon(button, icon, 16)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        days, header = QTextCharFormat(), QTextCharFormat()
        days.setForeground(self._look.c.text)
        header.setForeground(self._look.c.text3)
        header.setBackground(self._look.c.surface)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, days)
        self.setHeaderTextFormat(header)
