"""The board: columns side by side in a horizontal scroller, moved through by keys and mouse.

The board never moves a card by itself. It asks (`moveRequested`), and whoever answers calls
`move_cards` when the move was made, so that what is seen is what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.models.paged_rows import Fetch
from ui.theme.look import Look
from ui.theme.tokens import Space
from ui.widgets.board.column import CardList
from ui.widgets.board.face import CardFace, ColumnSpec
from ui.widgets.board.ground import BoardColumn
from ui.widgets.scroll import make_quiet


class Board(QScrollArea):
    """Columns of cards.

    Attributes: `ground`, what the columns lie on.
    Signals: `opened(str)` by Enter or double click; `selectionChanged(tuple)` with all selected
    ids; `moveRequested(tuple ids, str column, int row)` by Alt+Left/Right or a drop;
    `editRequested(str)` by F2; `menuRequested(tuple ids, QPoint)`; `overdueClicked(str column)`;
    `addRequested(str column)` by A or the plus of a header; `quickTyped(str column, str text)` and
    `quickEntered(str column, str text, bool anyway)` in the field that `begin_adding` shows,
    `anyway` with Ctrl held.
    """

    opened = Signal(str)
    selectionChanged = Signal(tuple)  # noqa: N815
    moveRequested = Signal(tuple, str, int)  # noqa: N815
    menuRequested = Signal(tuple, QPoint)  # noqa: N815
    overdueClicked = Signal(str)  # noqa: N815
    addRequested = Signal(str)  # noqa: N815
    editRequested = Signal(str)  # noqa: N815
    quickTyped = Signal(str, str)  # noqa: N815
    quickEntered = Signal(str, str, bool)  # noqa: N815

    def __init__(self, look: Look, fetch: Fetch[CardFace], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._fetch = look, fetch
        self._columns: dict[str, BoardColumn] = {}
        self._hushed = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        make_quiet(self, look)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ground = QWidget()
        self._row = QHBoxLayout(self.ground)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S + 2)
        self.setWidget(self.ground)

    # What presenters tell

    def set_columns(self, specs: Sequence[ColumnSpec]) -> None:
        """Show these columns with the ids they bring."""
        if tuple(spec.id for spec in specs) != tuple(self._columns):
            self._rebuild(specs)
        for spec in specs:
            column = self._columns[spec.id]
            column.header.show_spec(spec)
            column.cards.set_ids(spec.ids)

    def set_ids(self, column: str, ids: Sequence[str]) -> None:
        """Show these cards in a column."""
        self._columns[column].cards.set_ids(ids)

    def deliver(self, faces: Mapping[str, CardFace]) -> None:
        """Take faces that a worker brought."""
        for column in self._columns.values():
            column.cards.deliver(faces)

    def refresh(self, ids: Sequence[str]) -> None:
        """Fetch these cards again when they are next seen."""
        for column in self._columns.values():
            column.cards.refresh(ids)

    def move_cards(self, ids: Sequence[str], column: str, row: int) -> None:
        """Show that cards moved; the selection and, if it was here, the focus follow them."""
        focused = any(one.list.hasFocus() for one in self._columns.values())
        target = self._columns[column]
        above = sum(1 for one in ids if 0 <= target.cards.place(one) < row)
        with self._told_once():
            for one in self._columns.values():
                one.cards.remove(ids)
            place = target.cards.rowCount() if row < 0 else row - above
            target.cards.insert(place, ids)
            self.select(ids, focus=focused)

    def select(self, ids: Sequence[str], *, focus: bool = True) -> None:
        """Select these cards and bring the first of them into sight."""
        found = [
            (column, row)
            for column in self._columns.values()
            for row in sorted(column.cards.place(one) for one in ids)
            if row >= 0
        ]
        with self._told_once():
            self.clear_selection()
            for column, row in found[:1]:
                column.list.choose(row)
                self.ensureWidgetVisible(column, 0, 0)
                if focus:
                    column.list.setFocus(Qt.FocusReason.OtherFocusReason)
            for column, row in found[1:]:
                column.list.add(row)

    def column_in_use(self) -> CardList | None:
        """Return the list with the chosen cards, or the first one with a card."""
        lists = [column.list for column in self._columns.values()]
        chosen = [each for each in lists if each.selectionModel().hasSelection()]
        full = [each for each in lists if each.model().rowCount()]
        return next(iter([*chosen, *full]), None)

    def in_sight(self) -> tuple[str, ...]:
        """Return the ids of the cards that can be seen now."""
        return tuple(each for column in self._columns.values() for each in column.list.in_sight())

    def clear_selection(self) -> None:
        """Select nothing."""
        with self._told_once():
            for column in self._columns.values():
                column.list.clearSelection()

    def show_filtered(self, column: str, filtered: bool) -> None:
        """Mark that a column shows only what is overdue."""
        self._columns[column].header.show_filtered(filtered)

    def begin_adding(self, column: str, text: str = "") -> None:
        """Show the field above the cards of a column, and no other one."""
        self.end_adding(but=column)
        if column in self._columns:
            self._columns[column].quick.begin(text)
            self.ensureWidgetVisible(self._columns[column], 0, 0)

    def end_adding(self, *, but: str = "") -> None:
        """Take the field away."""
        for key, one in self._columns.items():
            if key != but:
                one.quick.leave()

    def clear_adding(self, column: str, hint: str) -> None:
        """Make the field ready for the next one, and say what became of the last."""
        if column in self._columns:
            self._columns[column].quick.field.clear()
            self.show_hint(column, hint, "ok")

    def show_hint(self, column: str, text: str, tone: str = "text2") -> None:
        """Say something below the field of a column."""
        if column in self._columns:
            self._columns[column].quick.show_hint(text, tone)

    # What presenters ask

    def adding(self) -> tuple[str, str] | None:
        """Return the column with the field and what is typed in it, None without a field."""
        shown = ((key, one.quick) for key, one in self._columns.items() if one.quick.is_open)
        return next(((key, quick.field.text()) for key, quick in shown), None)

    def selected(self) -> tuple[str, ...]:
        """Return all selected ids, column by column."""
        return tuple(one for column in self._columns.values() for one in column.list.chosen())

    def column_of(self, identity: str) -> str:
        """Return the column an id stands in, '' if it is not here."""
        found = (key for key, one in self._columns.items() if one.cards.place(identity) >= 0)
        return next(found, "")

    def ids(self, column: str) -> tuple[str, ...]:
        """Return the ids of a column from top to bottom."""
        return self._columns[column].cards.ids

    def list_of(self, column: str) -> CardList:
        """Return the list of a column, for focus and tests."""
        return self._columns[column].list

    # Inside

    def _rebuild(self, specs: Sequence[ColumnSpec]) -> None:
        for old in self._columns.values():
            self._row.removeWidget(old)
            old.deleteLater()
        self._columns = {spec.id: BoardColumn(self._look, spec, self._fetch) for spec in specs}
        for key, column in self._columns.items():
            self._row.addWidget(column, 1)
            self._wire(key, column)

    def _wire(self, key: str, column: BoardColumn) -> None:
        column.list.keyed.connect(lambda event, key=key: self._key(key, event))
        column.list.opened.connect(self.opened)
        column.list.pressedPlain.connect(lambda key=key: self._clear_others(key))
        column.list.chosenChanged.connect(self._tell_chosen)
        column.list.menuAsked.connect(lambda place: self.menuRequested.emit(self.selected(), place))
        column.list.dragAsked.connect(lambda key=key: self._drag(key))
        column.header.overdueClicked.connect(lambda key=key: self.overdueClicked.emit(key))
        column.header.addClicked.connect(lambda key=key: self.addRequested.emit(key))
        column.quick.typed.connect(lambda text, key=key: self.quickTyped.emit(key, text))
        column.quick.entered.connect(
            lambda text, anyway, key=key: self.quickEntered.emit(key, text, anyway)
        )
        column.quick.left.connect(column.list.setFocus)
        column.cards.dropped.connect(
            lambda ids, row, key=key: self.moveRequested.emit(ids, key, row)
        )

    def _tell_chosen(self) -> None:
        if not self._hushed:
            self.selectionChanged.emit(self.selected())

    @contextmanager
    def _told_once(self) -> Iterator[None]:
        """Tell once of what is chosen after several steps, not after each."""
        self._hushed += 1
        try:
            yield
        finally:
            self._hushed -= 1
            self._tell_chosen()

    def _clear_others(self, key: str) -> None:
        with self._told_once():
            for name, column in self._columns.items():
                if name != key:
                    column.list.clearSelection()

    def _drag(self, key: str) -> None:
        if self.selected():
            self._columns[key].list.drag(self.selected())

    def _key(self, key: str, event: QKeyEvent) -> None:
        action = self._action(key, event)
        if action is not None:
            action()
            event.accept()

    def _action(self, key: str, event: QKeyEvent) -> Callable[[], object] | None:
        here, code = self._columns[key].list, event.key()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(code), 0)
            return (lambda: self._ask_move(key, step)) if step else None
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self._walk(key, -1),
            Qt.Key.Key_Right: lambda: self._walk(key, 1),
            Qt.Key.Key_J: lambda: here.step(1),
            Qt.Key.Key_K: lambda: here.step(-1),
            Qt.Key.Key_X: here.toggle_current,
            Qt.Key.Key_A: lambda: self.addRequested.emit(key),
            Qt.Key.Key_Return: lambda: self._tell(self.opened, here),
            Qt.Key.Key_Enter: lambda: self._tell(self.opened, here),
            Qt.Key.Key_F2: lambda: self._tell(self.editRequested, here),
            Qt.Key.Key_Escape: self.clear_selection,
        }
        return actions.get(code)

    def _tell(self, signal: SignalInstance, here: CardList) -> None:
        if here.currentIndex().isValid():
            signal.emit(here.cards.id_at(here.currentIndex().row()))

    def _walk(self, key: str, step: int) -> None:
        keys = list(self._columns)
        place = keys.index(key) + step
        row = max(self._columns[key].list.currentIndex().row(), 0)
        while 0 <= place < len(keys):
            column = self._columns[keys[place]]
            if column.cards.rowCount():
                self._clear_others(keys[place])
                column.list.choose(min(row, column.cards.rowCount() - 1))
                column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(column, 0, 0)
                return
            place += step

    def _ask_move(self, key: str, step: int) -> None:
        keys, ids = list(self._columns), self.selected()
        place = keys.index(key) + step
        if ids and 0 <= place < len(keys):
            self.moveRequested.emit(ids, keys[place], 0)
