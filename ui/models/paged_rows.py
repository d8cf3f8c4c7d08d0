"""An item model that holds ids and fetches rows as they are looked at.

A list of 30,000 ids costs little; the rows behind it are fetched in blocks by id, never by
offset. A dictionary tells each id's place, so moves stay quick. `fetch` may know only some of the
rows yet (a worker brings the rest): those are shown as skeletons until `deliver` is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

T = TypeVar("T")
BLOCK = 100  # rows of a table; what costs more to make comes in smaller blocks

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[str]], Mapping[str, T]]


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column of a table: how a row is shown there; `edits`, whether it is changed in place."""

    key: str
    title: str
    text: Callable[[T], str]
    width: int = 120
    right: bool = False
    tip: Callable[[T], str] | None = None
    tone: Callable[[T], str] | None = None
    edits: bool = False


class PagedRows(QAbstractTableModel, Generic[T]):
    """Rows of one kind by id.

    With `columns` it is a table, without a list whose text is `text(row)`. `accessible(row)` is
    what a screen reader says. `None` is a row that has not come yet. `block` rows are fetched at
    once.
    Signals: `edited(str id, str column, str text)` by what was typed into a cell.
    """

    block = BLOCK

    edited = Signal(str, str, str)

    def __init__(
        self,
        fetch: Fetch[T],
        columns: Sequence[Column[T]] = (),
        *,
        text: Callable[[T], str] = str,
        accessible: Callable[[T], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._columns = tuple(columns)
        self._text = text
        self._accessible = accessible or text
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._rows: dict[str, T] = {}
        self._asked: set[str] = set()

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids in their order."""
        return tuple(self._ids)

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """The columns, none for a plain list."""
        return self._columns

    def place(self, identity: str) -> int:
        """Return the row number of an id, or -1."""
        return self._places.get(identity, -1)

    def id_at(self, row: int) -> str:
        """Return the id at a row number."""
        return self._ids[row]

    def row_at(self, row: int) -> T | None:
        """Return the row at a number, fetching its block if need be."""
        identity = self._ids[row]
        if identity not in self._rows and identity not in self._asked:
            self._fetch_block(row // self.block * self.block)
        return self._rows.get(identity)

    def index_of(self, identity: str, column: int = 0) -> QModelIndex:
        """Return the index of an id, invalid if it is not here."""
        row = self.place(identity)
        return self.index(row, column) if row >= 0 else QModelIndex()

    def _fetch_block(self, start: int) -> None:
        wanted = [one for one in self._ids[start : start + self.block] if one not in self._rows]
        self._asked.update(wanted)
        self._rows.update(self._fetch(wanted))

    # What views ask

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns, at least one."""
        return 0 if parent.isValid() else max(len(self._columns), 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a view shows, paints or says."""
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._accessible(row) if index.column() == 0 else self._cell(row, index.column())
        return self._column_data(row, index.column(), role)

    def _cell(self, row: T, column: int) -> str:
        return self._columns[column].text(row) if self._columns else self._text(row)

    def _column_data(self, row: T, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._cell(row, column)
        if not self._columns:
            return None
        spec = self._columns[column]
        if role == Qt.ItemDataRole.ToolTipRole and spec.tip:
            return spec.tip(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(spec.right))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells of columns that are changed in place be edited."""
        flags = super().flags(index)
        if index.isValid() and self._columns and self._columns[index.column()].edits:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed into a cell; the row changes only when it is told to."""
        if index.isValid() and role == Qt.ItemDataRole.EditRole and self._columns:
            key = self._columns[index.column()].key
            self.edited.emit(self._ids[index.row()], key, str(value))
        return False

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the columns' titles."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(self._columns[section].right))
        return None

    # What presenters tell

    def set_ids(
        self, ids: Iterable[str], *, keep: bool = False, rows: Mapping[str, T] | None = None
    ) -> None:
        """Show these ids; `keep` spares rows that are known to be fresh, `rows` came with the ids.

        Where they are the same as before, place and selection of a view stay as they are.
        """
        wanted = list(ids)
        if wanted and wanted == self._ids:
            self._asked.clear()
            self._take(rows, keep=keep)
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, self._last()))
            return
        self.beginResetModel()
        self._ids = wanted
        self._number(0, fresh=True)
        self._asked.clear()
        self._take(rows, keep=keep)
        self.endResetModel()

    def _take(self, rows: Mapping[str, T] | None, *, keep: bool) -> None:
        if not keep:
            self._rows.clear()
        if rows:
            self._rows.update(rows)

    def insert(self, place: int, ids: Sequence[str]) -> None:
        """Put new ids before row `place`."""
        fresh = [one for one in ids if one not in self._places]
        if not fresh:
            return
        place = min(max(place, 0), len(self._ids))
        self.beginInsertRows(QModelIndex(), place, place + len(fresh) - 1)
        self._ids[place:place] = fresh
        self._number(place)
        self.endInsertRows()

    def remove(self, ids: Iterable[str]) -> None:
        """Take ids away; those that are not here are passed over."""
        for row in sorted(
            (self._places[one] for one in set(ids) if one in self._places), reverse=True
        ):
            self.beginRemoveRows(QModelIndex(), row, row)
            gone = self._ids.pop(row)
            del self._places[gone]
            self._rows.pop(gone, None)
            self._asked.discard(gone)
            self._number(row)
            self.endRemoveRows()

    def move(self, identity: str, place: int) -> None:
        """Bring an id to row `place` as counted after the move."""
        source = self._places[identity]
        place = min(max(place, 0), len(self._ids) - 1)
        if place == source:
            return
        target = place + 1 if place > source else place
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
        self._ids.insert(place, self._ids.pop(source))
        self._number(min(source, place))
        self.endMoveRows()

    def deliver(self, rows: Mapping[str, T]) -> None:
        """Take rows that a worker brought, or fresher ones."""
        known = {one: row for one, row in rows.items() if one in self._places}
        self._rows.update(known)
        self._tell(known)

    def refresh(self, ids: Iterable[str]) -> None:
        """Forget these rows, so that they are fetched again when seen."""
        stale = [one for one in ids if one in self._places]
        for identity in stale:
            self._rows.pop(identity, None)
            self._asked.discard(identity)
        self._tell(stale)

    def _tell(self, ids: Iterable[str]) -> None:
        for identity in ids:
            row = self._places[identity]
            self.dataChanged.emit(self.index(row, 0), self.index(row, self._last()))

    def _last(self) -> int:
        return self.columnCount() - 1

    def _number(self, start: int, *, fresh: bool = False) -> None:
        if fresh:
            self._places = {}
        places = range(start, len(self._ids))
        self._places.update(zip(self._ids[start:] if start else self._ids, places, strict=True))


def _alignment(right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
