"""One column: a list of cards under a header."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.board.card import GAP, SIDE, CardDelegate, card_height
from ui.widgets.board.model import MIME, CardModel, cards_mime
from ui.widgets.board.typeahead import TypeAhead
from ui.widgets.paint import CENTRE, put_text, round_rect
from ui.widgets.scroll import make_quiet
from workbench.kernel.i18n import N_

# The cards paint themselves, and what is chosen as well.
_PLAIN = (
    "QTableView { background: transparent; selection-background-color: transparent; }"
    " QTableView::item, QTableView::item:selected, QTableView::item:hover"
    " { background: transparent; border: none; padding: 0; }"
)
_NO_CARDS = N_("No one is here yet")


class CardList(QTableView):
    """The cards of one column.

    A table of one column, because Qt's list asks the model about each of its rows whenever it is
    laid out: with 10,000 cards that took a third of a second, and a table takes none.

    Signals: `keyed(QKeyEvent)` for keys that concern the whole board (the board accepts or ignores
    them); `opened(str)`; `menuAsked(QPoint)` in global coordinates; `pressedPlain()` when a click
    starts a new selection; `dragAsked()`; `chosenChanged()`.
    """

    keyed = Signal(QKeyEvent)
    opened = Signal(str)
    menuAsked = Signal(QPoint)  # noqa: N815
    pressedPlain = Signal()  # noqa: N815
    dragAsked = Signal()  # noqa: N815
    chosenChanged = Signal()  # noqa: N815

    def __init__(self, look: Look, model: CardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model, self._drop_row = look, model, -1
        self._typed = TypeAhead(self, model)
        self.setModel(model)
        self.setItemDelegate(CardDelegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make_quiet(self, look)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(24)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setStyleSheet(_PLAIN)
        self.doubleClicked.connect(self._open)
        look.changed.connect(self._refit)
        self._refit()

    def _refit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(card_height(self._look))

    @property
    def cards(self) -> CardModel:
        """The model of this column."""
        return self._model

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the selected cards from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.id_at(row) for row in rows)

    def in_sight(self) -> tuple[str, ...]:
        """Return the ids of the cards that can be seen now."""
        top = self.indexAt(QPoint(self.viewport().width() // 2, 2)).row()
        if top < 0:
            return ()
        most = self.viewport().height() // card_height(self._look) + 2
        return self._model.ids[top : top + most]

    def choose(self, row: int) -> None:
        """Make one card the current and only selected one."""
        index = self._model.index(row, 0)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def add(self, row: int) -> None:
        """Select one more card."""
        flag = QItemSelectionModel.SelectionFlag.Select
        self.selectionModel().select(self._model.index(row, 0), flag)

    def step(self, step: int) -> None:
        """Go to the next or previous card."""
        if self._model.rowCount():
            last = self._model.rowCount() - 1
            self.choose(min(max(self.currentIndex().row() + step, 0), last))

    def toggle_current(self) -> None:
        """Put the current card into the selection or take it out."""
        flag = QItemSelectionModel.SelectionFlag.Toggle
        self.selectionModel().select(self.currentIndex(), flag)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.id_at(index.row()))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the board."""
        super().selectionChanged(selected, deselected)
        self.chosenChanged.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make sure that a card is chosen when the keyboard comes."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and not self.selectionModel().hasSelection() and self._model.rowCount():
            self.choose(max(self.currentIndex().row(), 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a new selection on a plain click; keep a multi-selection that may be dragged."""
        index = self.indexAt(event.position().toPoint())
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if not held and not self.selectionModel().isSelected(index):
            self.pressedPlain.emit()
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the mouse or of the current card."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.pressedPlain.emit()
            self.choose(index.row())
        place = self.viewport().mapToGlobal(self.visualRect(index).center())
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menuAsked.emit(event.globalPos() if by_mouse else place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer keys to the board first, then to the type-ahead, then to the list."""
        event.ignore()
        if not self._typed.is_open or not event.text().strip():
            self.keyed.emit(event)
        if event.isAccepted():
            return
        if event.text().isprintable() and event.text().strip() and not _is_command(event):
            self._typed.type(event.text())
            event.accept()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Find what was typed with an input method."""
        if event.commitString():
            self._typed.type(event.commitString())
        event.accept()

    # Drag and drop

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Let the board start the drag, as it knows the other columns' selection."""
        self.dragAsked.emit()

    def drag(self, ids: tuple[str, ...]) -> None:
        """Carry cards away under a small pile."""
        drag = QDrag(self)
        drag.setMimeData(cards_mime(ids))
        drag.setPixmap(self._pile(len(ids)))
        drag.setHotSpot(QPoint(12, 12))
        drag.exec(Qt.DropAction.MoveAction)

    def _pile(self, count: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        card = self.viewport().grab(self.visualRect(self.currentIndex()))
        result = QPixmap(card.size())
        result.setDevicePixelRatio(ratio)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        painter.setOpacity(0.9)
        painter.drawPixmap(0, 0, card)
        if count > 1:
            look, size = self._look, self._look.px(24)
            area = card.deviceIndependentSize().toSize()
            badge = QRect(area.width() - size, area.height() - size - GAP, size, size)
            painter.setOpacity(1)
            round_rect(painter, badge.toRectF(), size / 2, look.c.accent)
            put_text(painter, badge, str(count), look, Role.LABEL, look.c.on_accent, CENTRE)
        painter.end()
        return result

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept cards."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the cards would land."""
        if event.mimeData().hasFormat(MIME):
            self._drop_row = self.row_for(event.position().toPoint())
            self.viewport().update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the landing mark away."""
        self._drop_row = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the parcel to the model, which tells the board."""
        row, self._drop_row = self.row_for(event.position().toPoint()), -1
        self.viewport().update()
        action = Qt.DropAction.MoveAction
        if self._model.dropMimeData(event.mimeData(), action, row, 0, QModelIndex()):
            event.acceptProposedAction()

    def row_for(self, place: QPoint) -> int:
        """Return the row that a card dropped at `place` would get."""
        height = card_height(self._look)
        row = (place.y() + self.verticalScrollBar().value() + height // 2) // height
        return min(max(row, 0), self._model.rowCount())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards, the landing mark, or a word about an empty column."""
        super().paintEvent(event)
        if self._drop_row >= 0:
            self._paint_mark(self._look.c.accent)
        elif not self._model.rowCount():
            painter = QPainter(self.viewport())
            rect = self.viewport().rect().adjusted(SIDE, 0, 0, 0)
            rect.setHeight(self._look.px(96))
            text = self._look.text(_NO_CARDS)
            put_text(painter, rect, text, self._look, Role.CAPTION, self._look.c.text3, CENTRE)

    def _paint_mark(self, colour: QColor) -> None:
        y = self._drop_row * card_height(self._look) - self.verticalScrollBar().value() - GAP // 2
        painter = QPainter(self.viewport())
        painter.fillRect(SIDE, max(y, 0) - 1, self.viewport().width() - SIDE, 3, colour)


def _is_command(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & held)
