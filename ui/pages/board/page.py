"""The board: who stands where, and moving them along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.exporting import OnShow, export_button
from ui.pages.base import Page
from ui.pages.board.adding import QuickAdds
from ui.pages.board.editing import InlineEdits
from ui.pages.board.faces import Faces, column_spec
from ui.pages.board.filtering import FilterLine, ask_filter, ask_view_name
from ui.pages.board.moving import Moves
from ui.pages.board.reading import BoardView, Wanted, read_board
from ui.pages.board.states import Typed, no_columns, nobody_fits, show_posts
from ui.pages.board.table import SORTS, make_table
from ui.pages.board.verbs import BoardVerbs
from ui.pages.person.adding import add_person
from ui.theme.tokens import Space
from ui.widgets.board import Board, CardFace
from ui.widgets.buttons import Button, Segments
from ui.widgets.fields import Choice
from ui.widgets.header import SearchField
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from workbench.insights.board import CardRow, cards
from workbench.insights.columns import BoardColumn
from workbench.insights.listing import Filters
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.pipeline.views import LAYOUT_NAMES, BoardFilter, DropView, Layout

AFTER_MOVE_MS = 250
_TITLE, _ADD, _ALL = N_("Board"), N_("Add a candidate"), N_("All requisitions")
_COUNT = N_("{n} in progress")
_CHOSEN, _ANONYMOUS = N_("{n} chosen"), N_("anonymous")
_WHICH, _FILTER = N_("Requisition"), N_("Filter…")


class BoardPage(Page):
    """Columns of cards for one requisition or for all, or the same as a table."""

    key = "board"
    scopes = frozenset(
        {"application", "candidate", "contact", "distinct_pair", "tag", "requisition", "interview"}
        | {"interview_candidate", "scorecard", "saved_view", "stage"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        self.requisition, self.only, self.view = "", BoardFilter(), ""
        self._view: BoardView | None = None
        self._columns: dict[str, BoardColumn] = {}
        self._rows: dict[str, CardRow] = {}
        self._asked, self._wants_keyboard, self._downwards = 0, False, False
        self._only_late: set[str] = set()
        self._typed: Typed | None = None
        self._drawn = Faces(self.look)
        self.verbs = BoardVerbs(context, self.chosen, lambda: self._rows)
        self._lay_head()
        self.line = FilterLine(self.look)
        self.line.narrowed.connect(self.narrow)
        self.line.viewChosen.connect(self._choose_view)
        self.line.viewDropped.connect(lambda view: context.run(DropView(view)))
        self.line.saveAsked.connect(self._save_view)
        self.body.setSpacing(Space.M)
        self.body.addWidget(self.line)
        self._lay_layouts()

    def _lay_head(self) -> None:
        look, context = self.look, self.context
        self.which = Choice(look)
        self.which.setAccessibleName(look.text(_WHICH))
        self.which.setMinimumWidth(look.px(200))
        self.which.activated.connect(lambda _at: self._choose(str(self.which.currentData())))
        self.filter = Button(look, look.text(_FILTER), "secondary", "list-filter")
        self.filter.clicked.connect(self.ask_filter)
        self._count = Text(look, "", tone="text2")
        for tool in (self.which, self.filter, self._count):
            self.header.add_tool(tool)
        parts = tuple((each.value, look.text(name)) for each, name in LAYOUT_NAMES.items())
        self.layouts = Segments(look, parts)
        self.layouts.chosen.connect(lambda _key: self._relayout())
        self.header.add_view(self.layouts)
        search = SearchField(look)
        search.clicked.connect(lambda: context.palette(""))
        search.typed.connect(context.palette)
        add = Button(look, look.text(_ADD), "primary", "plus")
        add.clicked.connect(self.first_action)
        self.header.add_action(search)
        self.header.add_action(export_button(context, self._on_show))
        self.header.add_action(add)

    def _lay_layouts(self) -> None:
        look, context = self.look, self.context
        self.board = Board(look, lambda ids: self._faces(self._fetch_rows(ids)))
        self.board.opened.connect(self.verbs.open)
        self._moves = Moves(context, self.board, self._read_again, self.refresh)
        self.board.moveRequested.connect(self._moves.ask)
        self._adds = QuickAdds(context, self.board, lambda: self.requisition, self._is_whole)
        self.board.menuRequested.connect(lambda ids, at: self.verbs.menu(self, ids, at))
        self.board.overdueClicked.connect(self._toggle_late)
        self.board.selectionChanged.connect(self._tell_count)
        self.table = make_table(look, self._fetch_rows, context.moment())
        self.table.opened.connect(self.verbs.open)
        self.table.menuRequested.connect(lambda ids, at: self.verbs.menu(self, ids, at))
        self.table.selectionMade.connect(self._tell_count)
        self.table.sortAsked.connect(self._sort)
        self._edits = InlineEdits(context, self.board, self.table, lambda: self._rows)
        self._box = Panel(look, padding=Space.XS)
        self._box.add(self.table, 1)
        self.empty, self.nobody = no_columns(look), nobody_fits(look)
        self.empty.clicked.connect(lambda: context.go("requisitions", None))
        self.nobody.clicked.connect(lambda: self.narrow(BoardFilter()))
        for widget in (self.board, self._box, self.nobody, self.empty):
            self.body.addWidget(widget, 1)
            widget.setVisible(widget is self.board)
        self.verbs.bind(self.board)
        self.verbs.bind(self.table)

    @property
    def layout_shown(self) -> Layout:
        """Board or table."""
        return Layout(self.layouts.key)

    def show_what(self, what: object) -> None:
        """Show the board of a requisition, or of all for ''."""
        self._choose(str(what or ""))

    def keyboard(self) -> QWidget | None:
        """Return the column that was last in use, or the first with a card; or the table."""
        if self.layout_shown is Layout.TABLE:
            return self.table
        target = self.board.column_in_use()
        self._wants_keyboard = target is None
        return target

    def first_action(self) -> None:
        """Add somebody to this requisition."""
        add_person(self.context, self.requisition)

    def ask_filter(self) -> None:
        """Ask what to show."""
        ask_filter(self.context, self.only, bool(self.requisition), self.narrow)

    def narrow(self, only: BoardFilter) -> None:
        """Show what fits a filter."""
        self.only, self.view = only, ""
        self._only_late.clear()
        self.refresh()

    def _choose(self, requisition: str) -> None:
        self.requisition, self.view = requisition, ""
        self._only_late.clear()
        self.refresh()

    def _choose_view(self, view: str) -> None:
        saved = self._view.saved if self._view is not None else ()
        for each in saved:
            if each.id == view:
                self.requisition, self.only, self.view = each.requisition_id, each.only, view
                self._only_late.clear()
                self.layouts.mark(each.layout.value)
                self.refresh()

    def _save_view(self) -> None:
        ask_view_name(self.context, self.requisition, self.only, self.layout_shown)

    def _sort(self, column: str, downwards: bool) -> None:
        if column in SORTS:
            self._downwards = downwards
            self.narrow(replace(self.only, order=SORTS[column]))

    def refresh(self) -> None:
        """Ask for the columns and the cards in sight; the others come as they are seen."""
        self._asked = asked = self._asked + 1

        def arrived(view: BoardView) -> None:
            if asked == self._asked:  # else another board was asked for meanwhile
                self._show(view)

        bridge, now = self.context.bridge, self.context.moment()
        wanted = Wanted(self.requisition, self.only)
        bridge.ask(arrived, read_board, wanted, now, self.board.in_sight())

    def _show(self, view: BoardView) -> None:
        self.requisition, self._view = view.requisition, view
        show_posts(self.which, self.look.text(_ALL), view)
        self.line.show_what(self.only, view.saved, self.view, view.managers)
        self._rows = dict(view.rows)
        self._show_columns(view.columns)
        self._relayout()
        if self._typed is not None:
            typed, self._typed = self._typed, None
            typed.show(self.board.begin_adding, self._edits.begin)
        target = self.board.column_in_use()
        if self._wants_keyboard and target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.TabFocusReason)
        self._wants_keyboard = False

    def _relayout(self) -> None:
        """Show the board, the table or why there is nothing."""
        view, is_table = self._view, self.layout_shown is Layout.TABLE
        posts = view is not None and bool(view.posts)
        nobody = posts and self.only.narrows and view is not None and not view.ids
        self.empty.setVisible(view is not None and not posts)
        self.nobody.setVisible(nobody)
        self.board.setVisible(posts and not nobody and not is_table)
        self._box.setVisible(posts and not nobody and is_table)
        self.filter.setEnabled(posts)
        if view is not None and is_table:
            self.table.rows.set_ids(reversed(view.ids) if self._downwards else view.ids)
        self._tell_count(())

    def _show_columns(self, found: tuple[BoardColumn, ...]) -> None:
        selected = self.board.selected()
        self._columns = {column.id: column for column in found}
        self._only_late &= self._columns.keys()
        late = self._only_late
        self.board.set_columns(
            [
                column_spec(self.look, each, each.overdue if each.id in late else each.ids)
                for each in found
            ]
        )
        for key in self._only_late:
            self.board.show_filtered(key, True)
        still = tuple(each for each in selected if self.board.column_of(each))
        if still != self.board.selected():
            self.board.select(still)

    def _fetch_rows(self, ids: Sequence[str]) -> Mapping[str, CardRow]:
        """Return the cards that are known; a worker brings the others to board and table."""
        missing = tuple(each for each in ids if each not in self._rows)
        if missing:
            asked = self._asked

            def arrived(rows: Mapping[str, CardRow]) -> None:
                if asked == self._asked:
                    self._rows.update(rows)
                    self.board.deliver(self._faces(rows))
                    self.table.rows.deliver(rows)

            self.context.bridge.ask(arrived, cards, missing, self.context.moment())
        return {each: self._rows[each] for each in ids if each in self._rows}

    def _faces(self, rows: Mapping[str, CardRow]) -> dict[str, CardFace]:
        return self._drawn.of(rows, self.context.moment(), with_post=not self.requisition)

    def _tell_count(self, chosen: Sequence[str]) -> None:
        total = sum(len(column.ids) for column in self._columns.values())
        more = f" · {self.look.text(_CHOSEN, n=len(chosen))}" if len(chosen) > 1 else ""
        if self._view is not None and self._view.is_anonymous:
            more += f" · {self.look.text(_ANONYMOUS)}"
        self._count.setText(self.look.text(_COUNT, n=f"{total:,}") + more)

    def _on_show(self) -> OnShow:
        ids = self.table.rows.ids
        if self.layout_shown is Layout.BOARD:
            ids = tuple(each for column in self._columns for each in self.board.ids(column))
        return OnShow("applications", self.which.currentText(), Filters(ids))

    def _toggle_late(self, column: str) -> None:
        self._only_late ^= {column}
        there = self._columns[column]
        late = column in self._only_late
        self.board.set_ids(column, there.overdue if late else there.ids)
        self.board.show_filtered(column, late)

    def touched(self, changes: Changes) -> None:
        """Ask anew; after a move by hand once the hands rest, as it is shown already."""
        super().touched(changes)
        if self.isVisible():
            is_mine = self._moves.own.has(changes) or self._adds.own.has(changes)
            self.soon(AFTER_MOVE_MS if is_mine else 0)

    def _is_whole(self, column: str) -> bool:
        return not self.only.narrows and column not in self._only_late

    def unsaved(self) -> Typed | None:
        """Return who is being added, or what is typed over a card."""
        return Typed.of(self.requisition, self.board.adding(), self._edits.unsaved())

    def take_over(self, typed: Typed) -> None:
        """Show again what was typed, once the board is there."""
        self.requisition, self._typed = typed.requisition, typed
        self.refresh()

    def _read_again(self, ids: Sequence[str]) -> None:
        self._rows = {key: row for key, row in self._rows.items() if key not in ids}
        self._fetch_rows(ids)

    def chosen(self) -> tuple[str, ...]:
        """Return the chosen applications."""
        return self.table.chosen() if self.layout_shown is Layout.TABLE else self.board.selected()
