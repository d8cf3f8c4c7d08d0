"""Rows of the command palette: sections with a title, and what can be chosen in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.paged_rows import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class PaletteRow:
    """Something to choose. A person has `person` true and a hue, a command an icon and keys.

    Attributes: `marks` and `detail_marks`, where in title and detail stands what was typed.
    """

    key: str
    title: str
    detail: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    person: bool = False
    hue: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    detail_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PaletteSection:
    """Rows under a title."""

    title: str
    rows: tuple[PaletteRow, ...]


class PaletteModel(QAbstractListModel):
    """Sections laid out as one list; titles cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PaletteRow | str] = []

    def show_sections(self, sections: Sequence[PaletteSection]) -> None:
        """Show these sections; empty ones are left out."""
        self.beginResetModel()
        self._lines = []
        for section in sections:
            if section.rows:
                self._lines.append(section.title)
                self._lines.extend(section.rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of lines, titles included."""
        return 0 if parent.isValid() else len(self._lines)

    def line(self, row: int) -> PaletteRow | str:
        """Return a row, or the title that stands there."""
        return self._lines[row]

    def first(self) -> int:
        """Return the first line that can be chosen, or -1."""
        return self.next_from(-1, 1)

    def next_from(self, row: int, step: int) -> int:
        """Return the next line in a direction that can be chosen, or `row` at the end."""
        place = row + step
        while 0 <= place < len(self._lines):
            if isinstance(self._lines[place], PaletteRow):
                return place
            place += step
        return row

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Titles are only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line, its text, or what a screen reader says."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == ROW_ROLE:
            return line
        if isinstance(line, str):
            text = line
        else:
            text = line.title
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(
                    part for part in (line.title, line.detail, "+".join(line.keys)) if part
                )
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return text if role in shown else None
