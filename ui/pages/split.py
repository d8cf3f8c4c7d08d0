"""A table, and beside it what the chosen rows are about and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.paged_rows import Column, PagedRows
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState
from ui.widgets.table import DataTable
from workbench.kernel.i18n import N_

T = TypeVar("T")
WIDTH = 344
_CHOSEN = N_("{n} chosen")


class SplitView(QWidget, Generic[T]):
    """Rows by id on the left, the chosen ones read on the right.

    Subclasses say how rows are read (`read`) and what Enter does (`open_row`), and by `has_roots`
    whether its sides wear the style sheet by themselves, in a page that does not as a whole.
    Attributes: `table`; `empty`, shown where there is no row; `rows` by id; `side`, the column
    on the right.
    """

    has_roots: ClassVar[bool] = False

    def __init__(
        self, context: Context, columns: Sequence[Column[T]], empty: EmptyState, name: str
    ) -> None:
        super().__init__()
        self.context, self.look = context, context.look
        self.rows: dict[str, T] = {}
        self._model: PagedRows[T] = PagedRows(
            lambda ids: {each: self.rows[each] for each in ids}, columns
        )
        self.table = DataTable(self.look, self._model)
        self.table.setAccessibleName(name)
        self.table.opened.connect(lambda _id: self.open_row())
        self.table.selectionMade.connect(self._chosen_now)
        self._is_choosing = False
        self.empty = empty
        self.side = QVBoxLayout()
        self.side.setSpacing(Space.XS)
        self._box = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._box, 1)
        column.addWidget(empty, 1)
        empty.hide()
        self._lay_split()

    def _lay_split(self) -> None:
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        main = Panel(self.look, padding=Space.XS)
        side = Panel(self.look, padding=0)
        row.addWidget(main, 1)
        row.addWidget(side)
        for part in (main, side, self.empty) if self.has_roots else ():
            self.look.dress_root(part)
        main.add(self.table, 1)
        inside = QWidget()
        side.add(Scroller(self.look, inside), 1)
        side.setFixedWidth(self.look.px(WIDTH))
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.addLayout(self.side)
        column.addStretch(1)

    def show_found(self, found: Any) -> None:
        """Show what was asked for. Views say what of it."""

    def show_rows(self, rows: Mapping[str, T]) -> None:
        """Show these rows; what was chosen and is still there stays chosen, else the next one."""
        before = self.table.chosen()
        place = min((self._model.place(each) for each in before), default=0)
        self.rows = dict(rows)
        self._model.set_ids(self.rows)
        self._box.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        kept = [each for each in before if each in self.rows]
        if rows and not kept:
            kept = [self._model.id_at(min(max(place, 0), len(rows) - 1))]
        self._is_choosing = True  # what is chosen is read once, at the end
        self.choose(kept)
        self._is_choosing = False
        self.read_again()

    def choose(self, ids: Sequence[str]) -> None:
        """Choose these rows."""
        self.table.clearSelection()
        if not ids:
            return
        self.table.select_id(ids[0])
        flags = QItemSelectionModel.SelectionFlag
        for each in ids[1:]:
            index = self._model.index_of(each)
            self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def _chosen_now(self, _ids: tuple[str, ...]) -> None:
        if not self._is_choosing:
            self.read_again()

    def chosen(self) -> list[T]:
        """Return the chosen rows from top to bottom."""
        return [self.rows[each] for each in self.table.chosen() if each in self.rows]

    def only(self) -> T | None:
        """Return the chosen row, where it is just one."""
        rows = self.chosen()
        return rows[0] if len(rows) == 1 else None

    def read_again(self) -> None:
        """Fill the right side anew."""
        empty(self.side)
        rows = self.chosen()
        if len(rows) > 1:
            self.add_title(self.look.text(_CHOSEN, n=len(rows)))
        if rows:
            self.read(rows)

    def read(self, rows: list[T]) -> None:
        """Fill the right side with what the rows are about. Views say how."""

    def open_row(self) -> None:
        """Do what Enter does on a row. Views say what."""

    def keys(self, verbs: Mapping[str, object]) -> None:
        """Let single keys do something while the table has the focus."""
        for key, act in verbs.items():
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def add_title(self, title: str, subtitle: str = "") -> None:
        """Head the right side."""
        self.side.addWidget(Text(self.look, title, Role.SUBTITLE, wrap=True))
        if subtitle:
            self.side.addWidget(Text(self.look, subtitle, Role.CAPTION, "text2", wrap=True))
        self.side.addSpacing(Space.S)

    def add_part(self, title: str, text: str) -> None:
        """Add a labelled text, where there is one."""
        if text:
            self.side.addWidget(Text(self.look, title, Role.LABEL, "text2"))
            self.side.addWidget(Text(self.look, text, Role.BODY, wrap=True))
            self.side.addSpacing(Space.S)

    def add_verbs(self, verbs: Sequence[tuple[str, str, str, object]]) -> None:
        """Add buttons: text, kind, icon and what they do."""
        self.side.addSpacing(Space.XS)
        box = QWidget()
        flow = FlowLayout(box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        for word, kind, icon, act in verbs:
            button = Button(self.look, self.look.text(word), kind, icon)
            button.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(button)
        self.side.addWidget(box)
        self.side.addSpacing(Space.S)
