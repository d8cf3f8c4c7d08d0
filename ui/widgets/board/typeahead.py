"""Finding a card by typing the beginning of a name, with an input method too."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QAbstractItemView

from ui.widgets.board.model import CardModel

PAUSE_MS = 1000
REACH = 1000


class TypeAhead:
    """Collects letters typed within a second and jumps to the next card that fits.

    Only the next `REACH` rows are looked at, so that a huge column is not fetched whole.
    """

    def __init__(self, view: QAbstractItemView, model: CardModel) -> None:
        self._view, self._model = view, model
        self._text = ""
        self._clock = QElapsedTimer()

    @property
    def is_open(self) -> bool:
        """Whether further letters belong to a word that was begun."""
        return bool(self._text) and self._clock.isValid() and self._clock.elapsed() < PAUSE_MS

    def type(self, text: str) -> None:
        """Add letters and go to the first card that fits."""
        grown = (self._text if self.is_open else "") + text.casefold()
        start = self._view.currentIndex().row() + (0 if self.is_open else 1)
        self._text = grown
        self._clock.start()
        count = self._model.rowCount()
        for step in range(min(count, REACH)):
            row = (start + step) % count
            if self._fits(row, grown):
                self._view.setCurrentIndex(self._model.index(row, 0))
                return

    def _fits(self, row: int, text: str) -> bool:
        face = self._model.row_at(row)
        if face is None:
            return False
        names = (face.name.casefold(), *face.name.casefold().split(), *face.find().split())
        return any(name.startswith(text) for name in names) or (
            not text.isascii() and text in face.name
        )
