"""The cards of one column, with their passage by drag and drop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.models.paged_rows import ID_ROLE, Fetch, PagedRows
from ui.widgets.board.face import CardFace

CARD_BLOCK = 12  # what a tall screen shows of a column
MIME = "application/x-qicheng-cards"

Index = QModelIndex | QPersistentModelIndex
# Put together once: it is asked for at every paint.
_CARD = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


def cards_mime(ids: Sequence[str]) -> QMimeData:
    """Return a parcel with the ids of cards."""
    parcel = QMimeData()
    parcel.setData(MIME, "\n".join(ids).encode())
    return parcel


def cards_of(parcel: QMimeData) -> tuple[str, ...]:
    """Return the ids in a parcel, none if it holds something else."""
    if not parcel.hasFormat(MIME):
        return ()
    return tuple(bytes(parcel.data(MIME).data()).decode().split("\n"))


class CardModel(PagedRows[CardFace]):
    """Cards by id.

    Signals: `dropped(tuple of ids, row)`; the model itself changes only when it is told to.
    """

    block = CARD_BLOCK

    dropped = Signal(tuple, int)

    def __init__(self, fetch: Fetch[CardFace], parent: QObject | None = None) -> None:
        super().__init__(fetch, text=lambda face: face.name, accessible=_accessible, parent=parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be chosen, dragged and dropped between."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return _CARD

    def mimeTypes(self) -> list[str]:
        """Return the one format of our own."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return a parcel with the ids of `indexes`."""
        return cards_mime([str(index.data(ID_ROLE)) for index in indexes])

    def supportedDropActions(self) -> Qt.DropAction:
        """Cards move, they are never copied."""
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Accept our own parcels only."""
        return data.hasFormat(MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell where a parcel was dropped."""
        ids = cards_of(data)
        if not ids:
            return False
        self.dropped.emit(ids, self.rowCount() if row < 0 else row)
        return True


def _accessible(face: CardFace) -> str:
    return face.accessible or f"{face.name}, {face.post}"
