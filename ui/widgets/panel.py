"""A white panel with a hairline around it, for everything that stands on a page's ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.labels import Text
from ui.widgets.paint import round_rect


class Panel(QWidget):
    """A column on a white ground, with a title if there is one.

    Attributes: `column`, the layout to fill; `head`, the layout right of the title.
    """

    def __init__(
        self, look: Look, title: str = "", parent: QWidget | None = None, *, padding: int = Space.L
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(Space.S)
        self.head = QHBoxLayout()
        self.head.setSpacing(Space.S)
        if title:
            row = QHBoxLayout()
            title_line = Text(look, title, Role.SUBTITLE)
            # As high as a button beside it, so that all titles stand on one line.
            title_line.setMinimumHeight(look.px(30))
            # Rows inside a narrow padding have air of their own; the title lines up with them.
            row.setContentsMargins(10 if padding < Space.L else 0, 0, 0, 0)
            row.addWidget(title_line, 1)
            row.addLayout(self.head)
            self.column.addLayout(row)
        look.changed.connect(self.update)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self.column.addWidget(widget, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        c = self._look.c
        round_rect(QPainter(self), QRectF(self.rect()), Radius.PANEL, c.surface, c.border)
