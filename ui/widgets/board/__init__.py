"""A board of columns with cards, which knows nothing about what the cards are."""

from ui.widgets.board.board import Board
from ui.widgets.board.face import CardFace, ColumnSpec

__all__ = ["Board", "CardFace", "ColumnSpec"]
