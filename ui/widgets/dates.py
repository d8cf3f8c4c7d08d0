"""A field for a day, and the month that opens below it."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.fields import draw_end_icon

NO_DAY = QDate(1900, 1, 1)  # what Qt keeps in a field that shows no date


class DateField(QDateEdit):
    """A date with a calendar; empty until one is chosen, and again by Delete."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        look.dress(self, Role.BODY)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setMinimumDate(NO_DAY)
        self.setSpecialValueText("–")
        self.setDate(NO_DAY)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._month: Calendar | None = None

    def _make_month(self) -> None:
        """Have our month ready before Qt opens one of its own. It costs more than the field."""
        if self._month is None:
            self._month = Calendar(self._look)
            self.setCalendarWidget(self._month)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the month from the sign."""
        self._make_month()
        super().mousePressEvent(event)

    @property
    def is_empty(self) -> bool:
        """Whether no date is chosen."""
        return bool(self.date() == NO_DAY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin at today when somebody types into an empty field; Delete empties it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setDate(NO_DAY)
            return
        steps = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if self.is_empty and (event.text().isdigit() or event.key() in steps):
            self.setDate(QDate.currentDate())
            self.setCurrentSectionIndex(0)
            self.setSelectedSection(self.currentSection())
            if event.key() in steps:
                return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll on."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the calendar sign over the plain box."""
        super().paintEvent(event)
        draw_end_icon(self, self._look, "calendar")


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

    def showEvent(self, event: QShowEvent) -> None:
        """Open on this month where no day is chosen yet."""
        super().showEvent(event)
        if self.selectedDate() == NO_DAY:
            today = QDate.currentDate()
            self.setCurrentPage(today.year(), today.month())

    def _restyle(self) -> None:
        days, header = QTextCharFormat(), QTextCharFormat()
        days.setForeground(self._look.c.text)
        header.setForeground(self._look.c.text3)
        header.setBackground(self._look.c.surface)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, days)
        self.setHeaderTextFormat(header)
