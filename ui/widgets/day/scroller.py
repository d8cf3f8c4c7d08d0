"""The area in which a day is scrolled and zoomed: time grows, lanes stay as high as they are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import Look
from ui.widgets.day.view import LEAST_WIDTH, DayBoard
from ui.widgets.scroll import THICKNESS, Scroller

_MARGIN = 48


class DayScroller(Scroller):
    """Shows a board, from the whole day in the width there is to four times as wide.

    Signals: `zoomed(float)` after another zoom was chosen.
    """

    ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
    zoomed = Signal(float)

    def __init__(self, look: Look, board: DayBoard, parent: QWidget | None = None) -> None:
        super().__init__(look, board, parent)
        self._board, self._zoom = board, 1.0
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        board.zoomAsked.connect(self.zoom_by)
        board.reached.connect(self._follow)
        board.selected.connect(self._reveal)

    @property
    def zoom(self) -> float:
        """How many times as wide as the area the hours are."""
        return self._zoom

    def zoom_by(self, step: int, x: int = -1) -> None:
        """Go to the next zoom or the one before, 0 for the whole day.

        What is under `x` of the board stays where it is; without it, the line of now or the middle.
        """
        zooms = self.ZOOMS
        place = zooms.index(self._zoom) + step
        wanted = zooms[min(max(place, 0), len(zooms) - 1)] if step else zooms[0]
        if wanted == self._zoom:
            return
        board, bar = self._board, self.horizontalScrollBar()
        held = x if x >= 0 else self._middle()
        minute, offset = board.scene.minute_of(held), held - bar.value()
        self._zoom = wanted
        self._fit()
        bar.setValue(board.scene.x(minute) - offset)
        self.fit_height()
        self.zoomed.emit(wanted)

    def _middle(self) -> int:
        left, width = self.horizontalScrollBar().value(), self.viewport().width()
        now = self._board.now_x()
        if now is not None and left <= now <= left + width:
            return now
        return left + (self._board.scene.names + width) // 2

    def _fit(self) -> None:
        names = self._board.scene.names
        width = round(names + (self.viewport().width() - names) * self._zoom)
        self._board.setMinimumWidth(max(width, LEAST_WIDTH))
        self._board.resize(max(width, LEAST_WIDTH), self._board.height())

    def fit_height(self) -> None:
        """Take no more height than the lanes need, so that what follows stands right below."""
        bar = THICKNESS if self._board.minimumWidth() > self.viewport().width() else 0
        self.setMaximumHeight(self._board.sizeHint().height() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the day grow with the area."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl beside the lanes as well; scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            return
        super().wheelEvent(event)

    def _follow(self, place: QPoint) -> None:
        self.ensureVisible(place.x(), place.y(), _MARGIN, _MARGIN)

    def _reveal(self, block: str) -> None:
        rect = self._board.scene.blocks.get(block)
        if rect is not None:
            middle, half = rect.center(), rect.width() // 2
            margin = half + self._board.scene.names
            self.ensureVisible(
                middle.x(), middle.y(), min(margin, self.width() // 2), rect.height()
            )
