"""Requisitions: what departments ask for, how complete it is, and who is on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.models.paged_rows import Column, PagedRows
from ui.pages.base import Page
from ui.pages.requisitions.forms import change_requisition, open_requisition
from ui.pages.requisitions.words import REASONS, STATES, URGENCIES
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState
from ui.widgets.table import DataTable
from workbench.app import Connection
from workbench.demand.commands import SetRequisitionState
from workbench.demand.models import RequisitionState
from workbench.demand.queries import RequisitionRow, list_requisitions
from workbench.kernel.i18n import N_
from workbench.people.queries import StaffRow, staff_by_id
from workbench.pipeline.queries import counts

_TITLE, _OPEN, _BOARD, _CHANGE = (
    N_("Requisitions"),
    N_("Open a requisition"),
    N_("Show on the board"),
    N_("Edit"),
)
_POST, _DEPARTMENT, _HEADS, _RUNNING, _STATE, _URGENCY, _COMPLETE, _START = (
    N_("Post"),
    N_("Department"),
    N_("Headcount"),
    N_("In progress"),
    N_("State"),
    N_("Urgency"),
    N_("Complete"),
    N_("First day"),
)
_NONE = N_("No department has asked for anybody yet")
_NONE_TEXT = N_("Open a requisition: the board gets its columns, and people can be put on it.")
_CHOOSE = N_("Choose a requisition to read it.")
_MISSING = N_("Still vague")
_WHOLE = N_("Nothing is missing.")
_DUTIES, _MUST, _NICE, _GOALS, _PANEL, _MANAGER, _BAND, _WHY, _SITE = (
    N_("Duties"),
    N_("Must have"),
    N_("Nice to have"),
    N_("Goals of the first 90 days"),
    N_("Interviewers"),
    N_("Manager"),
    N_("Salary band"),
    N_("Reason"),
    N_("Site"),
)
_HIRED_OF = N_("{hired} of {heads}")


@dataclass(frozen=True)
class Line:
    """One requisition with its figures."""

    row: RequisitionRow
    running: int
    hired: int


def lines(connection: Connection) -> list[Line]:
    """Return all requisitions with how many people are on the way."""
    rows = list_requisitions(connection).rows
    found = counts(connection, [row.id for row in rows])
    return [
        Line(row, found.get((row.id, "active"), 0), found.get((row.id, "hired"), 0)) for row in rows
    ]


def read(connection: Connection, row: RequisitionRow) -> dict[str, StaffRow]:
    """Return the colleagues that a requisition names."""
    return staff_by_id(connection, [*row.interviewers, *([row.manager] if row.manager else [])])


class RequisitionsPage(Page):
    """A table of requisitions and the sheet of the chosen one."""

    key = "requisitions"
    scopes = frozenset({"requisition", "requisition_member", "application", "staff"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self._lines: dict[str, Line] = {}
        self._model: PagedRows[Line] = PagedRows(
            self._fetch, self._columns(), accessible=lambda line: line.row.title
        )
        self.table = DataTable(look, self._model)
        self.table.opened.connect(self._show_board)
        self.table.selectionMade.connect(self._chosen)
        self.table.menuRequested.connect(self._menu)
        new = Button(look, look.text(_OPEN), "primary", "plus")
        new.clicked.connect(self.first_action)
        self.edit = Button(look, look.text(_CHANGE), "secondary", "pencil")
        self.edit.clicked.connect(self._edit)
        self.board = Button(look, look.text(_BOARD), "secondary", "kanban")
        self.board.clicked.connect(lambda: self._show_board(self._current()))
        for button in (self.edit, self.board, new):
            self.header.add_action(button)
        self.empty = EmptyState(
            look, "briefcase", look.text(_NONE), look.text(_NONE_TEXT), look.text(_OPEN)
        )
        self.empty.clicked.connect(self.first_action)
        self._sheet = QVBoxLayout()
        self._sheet.setSpacing(Space.XS)
        self.body.addWidget(self._split(), 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()
        self._chosen(())

    def _columns(self) -> tuple[Column[Line], ...]:
        text = self.look.text
        return (
            Column("title", text(_POST), lambda line: line.row.title, 170),
            Column("department", text(_DEPARTMENT), lambda line: line.row.department, 110),
            Column("heads", text(_HEADS), self._heads, 80, right=True),
            Column("running", text(_RUNNING), lambda line: str(line.running), 80, right=True),
            Column("urgency", text(_URGENCY), self._urgency, 100, tone=_urgency_tone),
            Column("start", text(_START), self._start, 80),
            Column(
                "complete",
                text(_COMPLETE),
                lambda line: f"{line.row.completeness} %",
                90,
                right=True,
            ),
            Column("state", text(_STATE), self._state, 90, tone=_state_tone),
        )

    def _split(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.addLayout(self._sheet)
        column.addStretch(1)
        side = Panel(self.look, padding=0)
        side.add(Scroller(self.look, inside), 1)
        self._box = QWidget()
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        main = Panel(self.look, padding=Space.XS)
        main.add(self.table, 1)
        side.setFixedWidth(self.look.px(340))
        row.addWidget(main, 1)
        row.addWidget(side)
        return self._box

    def refresh(self) -> None:
        """Ask for all requisitions."""
        self.context.bridge.ask(self._show, lines)

    def first_action(self) -> None:
        """Open a requisition."""
        open_requisition(self.context, lambda made: self.context.go("board", made))

    def _show(self, found: list[Line]) -> None:
        current = self._current()
        self._lines = {line.row.id: line for line in found}
        self._model.set_ids(list(self._lines))
        self._box.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            self.table.select_id(current if current in self._lines else found[0].row.id)

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Line]:
        return {each: self._lines[each] for each in ids}

    def _current(self) -> str:
        chosen = self.table.chosen()
        return chosen[0] if chosen else ""

    def _show_board(self, requisition: str) -> None:
        if requisition:
            self.context.go("board", requisition)

    def _edit(self) -> None:
        line = self._lines.get(self._current())
        if line is not None:
            change_requisition(self.context, line.row)

    def _chosen(self, ids: tuple[str, ...]) -> None:
        line = self._lines.get(ids[0]) if len(ids) == 1 else None
        self.edit.setEnabled(line is not None)
        self.board.setEnabled(line is not None)
        if line is None:
            self._clear()
            self._sheet.addWidget(Text(self.look, self.look.text(_CHOOSE), Role.CAPTION, "text3"))
            return
        people = self.context.bridge.now(read, line.row)
        self._read(line.row, people)

    def _read(self, row: RequisitionRow, people: dict[str, StaffRow]) -> None:
        look = self.look
        self._clear()
        self._sheet.addWidget(Text(look, row.title, Role.SUBTITLE, wrap=True))
        missing = [look.text(each.missing) for each in row.missing]
        self._part(look.text(_MISSING), "\n".join(missing) or look.text(_WHOLE))
        names = self.context.listed(
            people[each].name for each in row.interviewers if each in people
        )
        manager = people[row.manager].name if row.manager in people else ""
        parts = (
            (_WHY, look.text(REASONS[row.reason])),
            (_DUTIES, row.duties),
            (_MUST, row.must_have),
            (_NICE, row.nice_to_have),
            (_GOALS, row.goals),
            (_BAND, _band(row)),
            (_SITE, row.site),
            (_PANEL, names),
            (_MANAGER, manager),
        )
        for title, text in parts:
            if text:
                self._part(look.text(title), text)

    def _part(self, title: str, text: str) -> None:
        self._sheet.addSpacing(Space.S)
        self._sheet.addWidget(Text(self.look, title, Role.LABEL, "text2"))
        self._sheet.addWidget(Text(self.look, text, Role.BODY, wrap=True))

    def _clear(self) -> None:
        while self._sheet.count():
            item = self._sheet.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _menu(self, ids: tuple[str, ...], place: QPoint) -> None:
        menu = QMenu(self)
        line = self._lines[ids[0]]
        for state in RequisitionState:
            if state.value != line.row.state:
                act = menu.addAction(self.look.text(STATES[state]))
                act.triggered.connect(
                    lambda _=False, s=state: self.context.run(SetRequisitionState(ids[0], s))
                )
        menu.popup(place)

    def _heads(self, line: Line) -> str:
        return self.look.text(_HIRED_OF, hired=line.hired, heads=line.row.headcount)

    def _urgency(self, line: Line) -> str:
        return self.look.text(URGENCIES[line.row.urgency])

    def _state(self, line: Line) -> str:
        return self.look.text(STATES[RequisitionState(line.row.state)])

    def _start(self, line: Line) -> str:
        if line.row.start_on is None:
            return ""
        return moments.date_text(self.look, line.row.start_on, self.context.today())


def _band(row: RequisitionRow) -> str:
    low, high = row.salary_low, row.salary_high
    if low is None and high is None:
        return ""
    figures = " – ".join(f"{each:,}" for each in (low, high) if each is not None)
    return f"{figures} {row.currency}"


def _state_tone(line: Line) -> str:
    tones = {"open": "ok", "on_hold": "warn", "filled": "info"}
    return f"pill:{tones.get(line.row.state, 'neutral')}"


def _urgency_tone(line: Line) -> str:
    return "warn" if line.row.urgency == "A" else ""


def _complete(line: Line) -> str:
    return f"{line.row.completeness} %"
