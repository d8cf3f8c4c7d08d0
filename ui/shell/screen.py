"""What the screens before the window share: a card in the middle of the ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.sidebar import draw_mark
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.emptying import empty
from ui.widgets.labels import Text
from ui.widgets.paint import PANEL_MARGIN, draw_panel


class Mark(QWidget):
    """The product's mark."""

    def __init__(self, look: Look, size: int = 44) -> None:
        super().__init__()
        self._look, self._size = look, size
        self.setFixedSize(look.px(size), look.px(size))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        draw_mark(QPainter(self), self._look, QRectF(self.rect()))


class Card(QWidget):
    """A floating card of fixed width that grows with its content.

    Attributes: `column`, the layout to fill.
    """

    def __init__(self, look: Look, width: int) -> None:
        super().__init__()
        self._look = look
        margin = PANEL_MARGIN
        self.setFixedWidth(look.px(width) + 2 * margin)
        self.column = QVBoxLayout(self)
        pad = margin + Space.XXL
        self.column.setContentsMargins(pad, pad - 4, pad, pad - 4)
        self.column.setSpacing(Space.S)
        look.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        """Be as high as the words need at this width; a centring layout would not ask."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Polish):
            height = self.column.totalHeightForWidth(self.width())
            self.setFixedHeight(height if height > 0 else self.column.totalSizeHint().height())
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        margin = PANEL_MARGIN
        rect = self.rect().adjusted(margin, margin, -margin, -margin)
        draw_panel(QPainter(self), self._look, rect)


class Screen(QWidget):
    """A ground that carries one card, centred a little above the middle."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        look.dress_root(self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumSize(QSize(640, 560))
        look.changed.connect(self.update)

    def show_card(self, card: QWidget) -> None:
        """Show a card in place of the one before."""
        empty(self._rows)
        self._rows.addStretch(4)
        self._rows.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        self._rows.addStretch(5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.look.c.canvas)


def labelled(look: Look, label: str, field: QWidget) -> QVBoxLayout:
    """Return a field with its label above it."""
    column = QVBoxLayout()
    column.setSpacing(6)
    text = Text(look, label, Role.LABEL, "text2")
    text.setBuddy(field)
    field.setAccessibleName(label)
    column.addWidget(text)
    column.addWidget(field)
    return column


def beside(*widgets: QWidget) -> QHBoxLayout:
    """Return widgets side by side."""
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    for widget in widgets:
        row.addWidget(widget)
    return row
