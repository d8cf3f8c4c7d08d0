"""Scroll bars that keep out of sight until the mouse is over their area."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from ui.theme.look import Look
from ui.widgets.paint import round_rect

THICKNESS = 10
ROOM_BELOW = 64  # for the word below a wrong field


class QuietBar(QScrollBar):
    """A thin handle, painted only while the mouse is over the area or the bar is dragged."""

    def __init__(
        self, look: Look, orientation: Qt.Orientation, parent: QAbstractScrollArea
    ) -> None:
        super().__init__(orientation, parent)
        self._look, self._awake, self._over = look, False, False
        self.setSingleStep(24)
        parent.viewport().installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Return a thin strip."""
        return QSize(THICKNESS, THICKNESS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wake up and fall asleep with the mouse over the area."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._awake = event.type() == QEvent.Type.Enter
            self.update()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the handle stronger."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show the handle as before."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the handle, if there is something to scroll and somebody to see it."""
        if not (self._awake or self._over or self.isSliderDown()):
            return
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        c = self._look.c
        colour = c.text3 if self._over or self.isSliderDown() else c.handle
        round_rect(QPainter(self), QRectF(handle).adjusted(2, 2, -2, -2), 3, colour)


def make_quiet(area: QAbstractScrollArea, look: Look) -> None:
    """Give an area quiet scroll bars."""
    area.setVerticalScrollBar(QuietBar(look, Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(QuietBar(look, Qt.Orientation.Horizontal, area))


class Scroller(QScrollArea):
    """A frameless scroll area around one widget."""

    def __init__(self, look: Look, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        make_quiet(self, look)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)


def reveal(widget: QWidget) -> None:
    """Scroll a field and the word below it into sight, once the layout has made room for both."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        area = above
        QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget, 0, ROOM_BELOW))
