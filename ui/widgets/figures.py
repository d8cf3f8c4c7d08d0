"""A line of figures: each with its sign and its tone, such as "9 done" in green."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.paint import put_icon, put_text

GAP = 18


@dataclass(frozen=True)
class Figure:
    """One figure with its words; `tone` names a colour of the theme."""

    text: str
    icon: str
    tone: str = "text2"


class FigureLine(QWidget):
    """Figures side by side; the last ones are left out where there is no room."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show others."""
        self._figures = tuple(figures)
        self.setAccessibleName(", ".join(figure.text for figure in figures))
        self.updateGeometry()
        self.update()

    def _width(self, figure: Figure) -> int:
        words = self._look.metrics(Role.LABEL).horizontalAdvance(figure.text)
        return self._look.px(15) + 6 + words

    def sizeHint(self) -> QSize:
        """Return all figures in a row."""
        width = sum(self._width(figure) + GAP for figure in self._figures)
        return QSize(max(width - GAP, 0) + 1, self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint signs and words."""
        painter, look, left = QPainter(self), self._look, 0
        for figure in self._figures:
            width, ink = self._width(figure), getattr(look.c, figure.tone)
            if left + width > self.width():
                return
            place = QPoint(left, (self.height() - look.px(15)) // 2)
            put_icon(painter, look, figure.icon, place, 15, ink)
            words = QRect(left + look.px(15) + 6, 0, width, self.height())
            put_text(painter, words, figure.text, look, Role.LABEL, ink)
            left += width + GAP
