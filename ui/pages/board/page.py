"""The board: who stands where, and moving them along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Context
from ui.exporting import OnShow, export_button
from ui.pages.base import Page
from ui.pages.board.faces import HUES, face
from ui.pages.board.reading import BoardView, read_board
from ui.pages.person import moving
from ui.pages.person.adding import add_person
from ui.pages.schedule.scheduling import Wish, ask_schedule
from ui.theme.tokens import Space
from ui.widgets.board import Board, CardFace, ColumnSpec
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.header import SearchField
from ui.widgets.labels import Text
from ui.widgets.states import EmptyState
from workbench.app import Done
from workbench.insights.board import BoardColumn, CardRow, cards
from workbench.insights.listing import Filters
from workbench.kernel.i18n import N_
from workbench.pipeline.commands import MoveApplications, StarApplication
from workbench.pipeline.queries import StageRow, list_stages, shown

_TITLE, _ADD, _ALL = N_("Board"), N_("Add a candidate"), N_("All requisitions")
_COUNT = N_("{n} in progress")
_CHOSEN = N_("{n} chosen")
_NONE = N_("No columns yet")
_NONE_TEXT = N_("Open a requisition: its stages become the columns of the board.")
_OPEN = N_("Open a requisition")
_PERSON, _MEET, _MOVE, _END, _STAR, _UNSTAR = (
    N_("Open"),
    N_("Schedule an interview"),
    N_("Move to a stage…"),
    N_("End the application…"),
    N_("Mark as key candidate"),
    N_("Take the mark away"),
)
_WHICH = N_("Requisition")


class BoardPage(Page):
    """Columns of cards for one requisition or for all."""

    key = "board"
    scopes = frozenset(
        {
            "application",
            "candidate",
            "requisition",
            "interview",
            "interview_candidate",
            "scorecard",
            "stage",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self.requisition = ""
        self._view: BoardView | None = None
        self._columns: dict[str, BoardColumn] = {}
        self._rows: dict[str, CardRow] = {}
        self._asked, self._wants_keyboard = 0, False
        self._only_late: set[str] = set()
        self.which = Choice(look)
        self.which.setAccessibleName(look.text(_WHICH))
        self.which.setMinimumWidth(look.px(200))
        self.which.activated.connect(lambda _at: self._choose(str(self.which.currentData())))
        self.header.add_tool(self.which)
        self._count = Text(look, "", tone="text2")
        self.header.add_tool(self._count)
        search = SearchField(look)
        search.clicked.connect(lambda: context.palette(""))
        search.typed.connect(context.palette)
        add = Button(look, look.text(_ADD), "primary", "plus")
        add.clicked.connect(self.first_action)
        self.header.add_action(search)
        self.header.add_action(export_button(context, self._on_show))
        self.header.add_action(add)
        self.board = Board(look, self._fetch)
        self.board.opened.connect(self._open)
        self.board.moveRequested.connect(self._move)
        self.board.menuRequested.connect(self._menu)
        self.board.overdueClicked.connect(self._toggle_late)
        self.board.selectionChanged.connect(self._tell_count)
        self.empty = EmptyState(
            look, "kanban", look.text(_NONE), look.text(_NONE_TEXT), look.text(_OPEN)
        )
        self.empty.clicked.connect(lambda: context.go("requisitions", None))
        self.empty.hide()
        self.body.setSpacing(Space.M)
        self.body.addWidget(self.board, 1)
        self.body.addWidget(self.empty, 1)
        self._bind_keys()

    def _bind_keys(self) -> None:
        acts = {"M": self.ask_stage, "R": self.ask_ending, "F": self.star, "S": self.schedule}
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self.board)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_what(self, what: object) -> None:
        """Show the board of a requisition, or of all for ''."""
        self._choose(str(what or ""))

    def keyboard(self) -> QWidget | None:
        """Return the column that was last in use, or the first with a card."""
        target = self.board.column_in_use()
        self._wants_keyboard = target is None
        return target

    def first_action(self) -> None:
        """Add somebody to this requisition."""
        add_person(self.context, self.requisition)

    def _choose(self, requisition: str) -> None:
        self.requisition = requisition
        self._only_late.clear()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the columns and the cards in sight; the others come as they are seen."""
        self._asked = asked = self._asked + 1

        def arrived(view: BoardView) -> None:
            if asked == self._asked:  # else another board was asked for meanwhile
                self._show(view)

        bridge, now = self.context.bridge, self.context.moment()
        bridge.ask(arrived, read_board, self.requisition, now, self.board.in_sight())

    def _show(self, view: BoardView) -> None:
        self.requisition, self._view = view.requisition, view
        self.which.clear()
        self.which.addItem(self.look.text(_ALL), "")
        for row in view.posts:
            self.which.addItem(row.title, row.id)
        self.which.setCurrentIndex(max(self.which.findData(self.requisition), 0))
        self.board.setVisible(bool(view.posts))
        self.empty.setVisible(not view.posts)
        self._show_columns(view.columns)
        target = self.board.column_in_use()
        if self._wants_keyboard and target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.TabFocusReason)
        self._wants_keyboard = False

    def _show_columns(self, found: tuple[BoardColumn, ...]) -> None:
        selected = self.board.selected()
        self._columns = {column.id: column for column in found}
        self._rows = dict(self._view.rows) if self._view is not None else {}
        language = self.context.language
        self.board.set_columns(
            [
                ColumnSpec(
                    column.id,
                    shown(column.names, language),
                    HUES[column.kind],
                    len(column.overdue),
                    column.overdue if column.id in self._only_late else column.ids,
                )
                for column in found
            ]
        )
        for key in self._only_late & self._columns.keys():
            self.board.show_filtered(key, True)
        if selected:
            self.board.select([each for each in selected if self.board.column_of(each)])
        self._tell_count(())

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, CardFace]:
        """Return the faces that are known; a worker brings the others."""
        missing = tuple(each for each in ids if each not in self._rows)
        if missing:
            asked = self._asked

            def arrived(rows: Mapping[str, CardRow]) -> None:
                if asked == self._asked:
                    self._rows.update(rows)
                    self.board.deliver(self._faces(rows))

            self.context.bridge.ask(arrived, cards, missing, self.context.moment())
        return self._faces({each: self._rows[each] for each in ids if each in self._rows})

    def _faces(self, rows: Mapping[str, CardRow]) -> dict[str, CardFace]:
        now, with_post = self.context.moment(), not self.requisition
        return {each: face(self.look, row, now, with_post=with_post) for each, row in rows.items()}

    def _tell_count(self, chosen: Sequence[str]) -> None:
        total = sum(len(column.ids) for column in self._columns.values())
        said = self.look.text(_COUNT, n=f"{total:,}")
        if len(chosen) > 1:
            said = f"{said} · {self.look.text(_CHOSEN, n=len(chosen))}"
        self._count.setText(said)

    def _on_show(self) -> OnShow:
        ids = tuple(each for column in self._columns for each in self.board.ids(column))
        return OnShow("applications", self.which.currentText(), Filters(ids))

    def _toggle_late(self, column: str) -> None:
        self._only_late ^= {column}
        there = self._columns[column]
        late = column in self._only_late
        self.board.set_ids(column, there.overdue if late else there.ids)
        self.board.show_filtered(column, late)

    def _open(self, application: str) -> None:
        row = self._rows.get(application)
        if row is not None:
            self.context.open_person(row.candidate_id, application)

    def _move(self, ids: tuple[str, ...], column: str, place: int) -> None:
        """Show the move at once, then do it; what is refused goes back."""
        rest = [each for each in self.board.ids(column) if each not in ids]
        above = rest[place] if 0 <= place < len(rest) else ""
        self.board.move_cards(ids, column, place)

        def done(answer: Done) -> None:
            self.context.done(answer.changes)

        def refused(error: Exception) -> None:
            self.context.fail(error)
            self.refresh()

        self.context.bridge.run(MoveApplications(ids, column, above), done, refused)

    def _menu(self, ids: tuple[str, ...], place: QPoint) -> None:
        menu = QMenu(self)
        row = self._rows.get(ids[0])
        verbs: list[tuple[str, Any]] = [
            (_PERSON, lambda: self._open(ids[0])),
            (_MEET, self.schedule),
            (_MOVE, self.ask_stage),
            (_END, self.ask_ending),
            (_UNSTAR if row is not None and row.starred else _STAR, self.star),
        ]
        for word, act in verbs:
            menu.addAction(self.look.text(word)).triggered.connect(lambda _=False, act=act: act())
        menu.popup(place)

    def chosen(self) -> tuple[str, ...]:
        """Return the chosen applications."""
        return self.board.selected()

    def ask_stage(self) -> None:
        """Ask where to move the chosen cards."""
        ids = self.board.selected()
        row = self._rows.get(ids[0]) if ids else None
        if row is not None:
            stages: Sequence[StageRow] = self.context.bridge.now(
                list_stages, row.stage.stage_set_id
            ).rows
            moving.ask_stage(self.context, ids, stages, row.stage.id)

    def ask_ending(self) -> None:
        """Ask how and why the chosen applications end."""
        ids = self.board.selected()
        if ids:
            moving.ask_ending(self.context, ids)

    def schedule(self) -> None:
        """Set an interview with the chosen cards."""
        ids = self.board.selected()
        row = self._rows.get(ids[0]) if ids else None
        if row is not None:
            same = [one for one in ids if self._post_of(one) == row.requisition_id]
            wish = Wish(requisition=row.requisition_id, applications=tuple(same))
            ask_schedule(self.context, wish)

    def _post_of(self, application: str) -> str:
        row = self._rows.get(application)
        return row.requisition_id if row is not None else ""

    def star(self) -> None:
        """Mark or unmark the chosen cards."""
        for each in self.board.selected():
            row = self._rows.get(each)
            if row is not None:
                self.context.run(StarApplication(each, not row.starred))
