"""A table of rows by id: sorting asked for at the head, tones in cells, rows opened by Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.paged_rows import PagedRows
from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.board.card import tone_colour
from ui.widgets.fields import TextField
from ui.widgets.paint import LEFT, RIGHT, put_text
from ui.widgets.pill import Pill, draw_pill
from ui.widgets.scroll import make_quiet


class DataTable(QTableView):
    """A table over `PagedRows` with columns. Sorting is SQL's work: the head only asks for it.

    Signals: `opened(str)`; `selectionMade(tuple)` with all selected ids; `sortAsked(str column,
    bool downwards)`; `menuRequested(tuple ids, QPoint)`; `edited(str id, str column, str text)`
    where a column is changed in place, by F2 or a double click, of rows that `may_edit` allows.
    """

    opened = Signal(str)
    selectionMade = Signal(tuple)  # noqa: N815
    sortAsked = Signal(str, bool)  # noqa: N815
    menuRequested = Signal(tuple, QPoint)  # noqa: N815
    edited = Signal(str, str, str)

    def __init__(self, look: Look, model: PagedRows[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rows = look, model
        self._sorted, self._downwards = "", False
        self._by_hand = self._fitting = False
        self.may_edit: Callable[[str], bool] = lambda _id: True
        model.edited.connect(self.edited)
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(look, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        make_quiet(self, look)
        self.verticalHeader().hide()
        self._dress_head()
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.doubleClicked.connect(self._open)
        look.changed.connect(self._dress_rows)
        self._dress_rows()

    def _dress_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(LEFT)
        head.sectionClicked.connect(self._sort)
        self._look.dress(head, Role.LABEL)
        head.sectionResized.connect(self._resized)

    def _resized(self, *_section: int) -> None:
        """Leave the columns as they are once a hand has drawn one."""
        self._by_hand = self._by_hand or not self._fitting

    def _fit(self) -> None:
        """Let the columns grow with the letters: the first always, others where there is room."""
        columns = self._rows.columns
        if self._by_hand or not columns:
            return
        first, *others = (self._look.px(column.width) for column in columns)
        wanted, least = sum(others), sum(column.width for column in columns[1:])
        room = min(max(self.viewport().width() - first, least), wanted)
        self._fitting = True
        for place, width in enumerate((first, *(width * room // wanted for width in others))):
            self.horizontalHeader().resizeSection(place, width)
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns."""
        super().resizeEvent(event)
        self._fit()

    def _dress_rows(self) -> None:
        self._fit()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._look.px(40))

    @property
    def rows(self) -> PagedRows[Any]:
        """The model."""
        return self._rows

    def chosen(self) -> tuple[str, ...]:
        """Return the selected ids from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return tuple(self._rows.id_at(row) for row in rows)

    def select_id(self, identity: str) -> None:
        """Select a row and bring it into sight."""
        row = self._rows.place(identity)
        if row >= 0:
            self._select_only(row)

    def _select_only(self, row: int) -> None:
        """Select one row. Qt's own `selectRow` would heed a Shift or Ctrl that is still held."""
        index, flags = self._rows.index(row, 0), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _sort(self, section: int) -> None:
        if section < len(self._rows.columns):
            key = self._rows.columns[section].key
            self._downwards = not self._downwards if key == self._sorted else False
            self._sorted = key
            self.sortAsked.emit(key, self._downwards)

    def _open(self, index: QModelIndex) -> None:
        if self._rows.columns[index.column()].edits:
            return  # a double click edits there
        self.opened.emit(self._rows.id_at(index.row()))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what is selected."""
        super().selectionChanged(selected, deselected)
        self.selectionMade.emit(self.chosen())

    def _edit_row(self, row: int) -> None:
        """Edit the current cell, or the first of the row that can be edited."""
        places = [place for place, each in enumerate(self._rows.columns) if each.edits]
        if places:
            here = self.currentIndex().column()
            index = self._rows.index(row, here if here in places else places[0])
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flag)
            super().edit(index) if self.may_edit(self._rows.id_at(row)) else None

    def edit(self, *given: Any) -> Any:
        """Edit a cell by a double click, where the row may be edited."""
        if len(given) == 3 and given[1] == QAbstractItemView.EditTrigger.DoubleClicked:
            index = given[0]
            is_cell = index.isValid() and self._rows.columns[index.column()].edits
            if not is_cell or not self.may_edit(self._rows.id_at(index.row())):
                return False
        return super().edit(*given)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu."""
        if self.chosen():
            self.menuRequested.emit(self.chosen(), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter; J and K walk."""
        key, row = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self._rows.id_at(row))
        elif key == Qt.Key.Key_F2 and row >= 0:
            self._edit_row(row)
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K) and self._rows.rowCount():
            step = 1 if key == Qt.Key.Key_J else -1
            self._select_only(min(max(row + step, 0), self._rows.rowCount() - 1))
        else:
            super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return one line with the name of its column."""
        field = TextField(self._look, parent=parent)
        field.setAccessibleName(self._model.columns[index.column()].title)
        return field

    def __init__(self, look: Look, model: PagedRows[Any], parent: QTableView) -> None:
        super().__init__(parent)
        self._look, self._model, self._table = look, model, parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return one line."""
        return QSize(80, self._look.px(40))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, text or pill, and the line below."""
        look, c, rect = self._look, self._look.c, QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, c.accent_soft)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, c.border)
        # Asked of the model itself: by way of the index every cell would pass through Qt twice.
        column = index.column()
        row, spec = self._model.row_at(index.row()), self._model.columns[column]
        box = rect.adjusted(12, 0, -12, -1)
        if row is None:
            bar = QRect(box.x(), box.center().y() - 4, box.width() * 2 // 3, 9)
            painter.fillRect(bar, c.neutral_soft)
            return
        text, tone = spec.text(row), spec.tone(row) if spec.tone else ""
        if tone.startswith("pill:") and text:
            place = QPoint(box.x(), rect.center().y() - look.px(10))
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            draw_pill(painter, look, place, Pill(text, tone.removeprefix("pill:")), chosen)
            return
        if not text:
            return
        ink = tone_colour(look, tone) if tone else (c.text2 if column else c.text)
        role = Role.BODY if column else Role.STRONG
        put_text(painter, box, text, look, role, ink, RIGHT if spec.right else LEFT)
