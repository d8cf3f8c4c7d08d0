"""The large field by which a guest is found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.paint import put_icon, round_rect

_HEIGHT, _ICON = 60, 22  # px before growing


class FindField(QWidget):
    """A search field that can be read from a step away.

    Attributes: `line`, what is typed into.
    """

    def __init__(self, look: Look, placeholder: str) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(look.px(_HEIGHT))
        self.line = QLineEdit()
        self.line.setProperty("bare", True)
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        look.dress(self.line, Role.TITLE)
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(20 + _ICON + 14), 0, look.px(20), 0)
        row.addWidget(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show whether the keyboard is here."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the keyboard to the line."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the border and the glass."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        here = self.line.hasFocus()
        border, width = (c.focus, 2) if here else (c.border_strong, 1)
        round_rect(painter, QRectF(self.rect()), Radius.PANEL, c.surface, border, width)
        top = (self.height() - look.px(_ICON)) // 2
        put_icon(painter, look, "search", QPoint(look.px(20), top), _ICON, c.text3)
