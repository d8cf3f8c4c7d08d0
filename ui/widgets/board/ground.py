"""A column's ground with its header, the field to add somebody, and the list."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.paged_rows import Fetch
from ui.theme.look import Look
from ui.theme.tokens import Radius, Space
from ui.widgets.board.column import CardList
from ui.widgets.board.face import CardFace, ColumnSpec
from ui.widgets.board.header import ColumnHeader
from ui.widgets.board.model import CardModel
from ui.widgets.board.quick import QuickAdd
from ui.widgets.paint import round_rect

COLUMN_WIDTH = 236


class BoardColumn(QWidget):
    """A column's ground with its header and list.

    Attributes: `header`, `quick` (the field, hidden at first), `cards` (the model), `list`.
    """

    def __init__(self, look: Look, spec: ColumnSpec, fetch: Fetch[CardFace]) -> None:
        super().__init__()
        self._look = look
        self._refit()
        self.cards = CardModel(fetch, self)
        self.header = ColumnHeader(look, spec)
        self.list = CardList(look, self.cards, self)
        self.list.setAccessibleName(spec.title)
        self.quick = QuickAdd(look, spec.title, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, Space.XS)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.quick)
        layout.addWidget(self.list, 1)
        for signal in (self.cards.modelReset, self.cards.rowsInserted, self.cards.rowsRemoved):
            signal.connect(self._count)
        look.changed.connect(self._refit)

    def _refit(self) -> None:
        self.setMinimumWidth(self._look.px(COLUMN_WIDTH))
        self.update()

    def _count(self) -> None:
        self.header.show_count(self.cards.rowCount())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        round_rect(QPainter(self), QRectF(self.rect()), Radius.PANEL, self._look.c.column)
