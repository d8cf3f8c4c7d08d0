"""A check box, and the box itself for others that tick."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.paint import put_icon, put_text, round_rect


class Check(QAbstractButton):
    """A check box with its words."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return box and words."""
        words = self._look.metrics(Role.BODY).horizontalAdvance(self.text())
        return QSize(words + self._look.px(28), self._look.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle by Enter as well as by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick and words."""
        look, painter, size = self._look, QPainter(self), self._look.px(18)
        top = (self.height() - size) // 2
        draw_box(painter, look, QRectF(1, top, size, size), self.isChecked(), self.hasFocus())
        box = self.rect().adjusted(size + look.px(10), 0, 0, 0)
        ink = look.c.text if self.isEnabled() else look.c.text3
        put_text(painter, box, self.text(), look, Role.BODY, ink)


def draw_box(
    painter: QPainter, look: Look, rect: QRectF, checked: bool, focused: bool, part: bool = False
) -> None:
    """Paint a check box; `part` shows a dash."""
    c = look.c
    full = checked or part
    border = c.focus if focused else (c.accent if full else c.border_strong)
    round_rect(painter, rect, 5, c.accent if full else c.surface, border, 2 if focused else 1.2)
    if full:
        inset = (rect.width() - look.px(12)) / 2
        place = QPoint(round(rect.x() + inset), round(rect.y() + inset))
        put_icon(painter, look, "minus" if part else "check", place, 12, c.on_accent)
