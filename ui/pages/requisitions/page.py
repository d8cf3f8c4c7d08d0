"""Requisitions: what departments ask for, how complete it is, and who is on the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui import moments
from ui.context import Context
from ui.exporting import OnShow, export_button
from ui.models.paged_rows import Column
from ui.pages.base import Page
from ui.pages.requisitions import anonymity
from ui.pages.requisitions.forms import change_requisition, open_requisition
from ui.pages.requisitions.plan import PLAN, PLAN_MORE, open_plan, plan_told
from ui.pages.requisitions.proposing import PROPOSE, offer_proposals, open_proposals
from ui.pages.requisitions.versions import take_newest, version_shown
from ui.pages.split import SplitView
from ui.widgets.buttons import Button
from ui.widgets.states import EmptyState
from workbench.app import Connection
from workbench.demand.commands import SetRequisitionState
from workbench.demand.models import RequisitionState
from workbench.demand.queries import RequisitionRow, list_requisitions
from workbench.demand.rules import REASON_NAMES, STATE_NAMES, URGENCY_NAMES
from workbench.insights.listing import Filters
from workbench.interviews.adopting import adoption
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
_VEIL, _HIDDEN = N_("Screen anonymously…"), N_("Names are hidden up to and including")
_SET, _NEWEST = N_("Stage set"), N_("Take the newest version")
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


def staff_of(connection: Connection, row: RequisitionRow) -> dict[str, StaffRow]:
    """Return the colleagues that a requisition names."""
    return staff_by_id(connection, [*row.interviewers, *([row.manager] if row.manager else [])])


class RequisitionList(SplitView[Line]):
    """Requisitions with their figures, and the sheet of the chosen one."""

    def __init__(self, context: Context, empty: EmptyState) -> None:
        text = context.text
        columns = (
            Column[Line]("title", text(_POST), lambda line: line.row.title, 124),
            Column[Line]("department", text(_DEPARTMENT), lambda line: line.row.department, 100),
            Column[Line]("heads", text(_HEADS), self._heads, 94, right=True),
            Column[Line]("running", text(_RUNNING), lambda line: str(line.running), 98, right=True),
            Column[Line]("urgency", text(_URGENCY), self._urgency, 114, tone=_urgency_tone),
            Column[Line]("start", text(_START), self._start, 96),
            Column[Line]("complete", text(_COMPLETE), _complete, 86, right=True),
            Column[Line]("state", text(_STATE), self._state, 90, tone=_state_tone),
        )
        super().__init__(context, columns, empty, text(_TITLE))

    def open_row(self) -> None:
        """Show the board of the chosen one."""
        line = self.only()
        if line is not None:
            self.context.go("board", line.row.id)

    def read(self, rows: list[Line]) -> None:
        """Show what was asked for, and what is still vague."""
        if len(rows) != 1:
            return
        row, text = rows[0].row, self.look.text
        people = self.context.bridge.now(staff_of, row)
        self.add_title(row.title, row.department)
        missing = [text(each.missing) for each in row.missing]
        names = (people[each].name for each in row.interviewers if each in people)
        parts = (
            (_MISSING, "\n".join(missing) or text(_WHOLE)),
            (_WHY, text(REASON_NAMES[row.reason])),
            (_DUTIES, row.duties),
            (_MUST, row.must_have),
            (_NICE, row.nice_to_have),
            (_GOALS, row.goals),
            (_BAND, _band(row)),
            (_SITE, row.site),
            (_PANEL, self.context.listed(names)),
            (_MANAGER, people[row.manager].name if row.manager in people else ""),
            (_HIDDEN, anonymity.told(self.context, row)),
        )
        runs_on = self.context.bridge.now(adoption, row.id)
        self.add_part(text(PLAN), plan_told(self.context, row.id))
        plan = partial(open_plan, self.context, row)
        self.add_verbs([(PLAN_MORE, "secondary", "list-ordered", plan)])
        for title, words in parts:
            self.add_part(text(title), words)
        if runs_on is not None:
            self.add_part(text(_SET), version_shown(self.context, runs_on))
            if runs_on.newest > runs_on.version:
                take = partial(take_newest, self.context, row, runs_on)
                self.add_verbs([(_NEWEST, "secondary", "refresh-cw", take)])
        if row.state == RequisitionState.OPEN:
            propose = partial(open_proposals, self.context, row.id)
            self.add_verbs([(PROPOSE, "secondary", "users", propose)])

    def _heads(self, line: Line) -> str:
        return self.look.text(_HIRED_OF, hired=line.hired, heads=line.row.headcount)

    def _urgency(self, line: Line) -> str:
        return self.look.text(URGENCY_NAMES[line.row.urgency])

    def _state(self, line: Line) -> str:
        return self.look.text(STATE_NAMES[RequisitionState(line.row.state)])

    def _start(self, line: Line) -> str:
        if line.row.start_on is None:
            return ""
        return moments.date_text(self.look, line.row.start_on, self.context.today())


class RequisitionsPage(Page):
    """All requisitions, and what can be done with the chosen one."""

    key = "requisitions"
    scopes = frozenset(
        {"requisition", "requisition_member", "interview_round"}
        | {"application", "staff", "stage_set"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        new = Button(look, look.text(_OPEN), "primary", "plus")
        new.clicked.connect(self.first_action)
        self.edit = Button(look, look.text(_CHANGE), "secondary", "pencil")
        self.edit.clicked.connect(self._edit)
        self.veil = Button(look, look.text(_VEIL), "secondary", "eye-off")
        self.veil.clicked.connect(self._ask_anonymity)
        self.board = Button(look, look.text(_BOARD), "secondary", "kanban")
        export = export_button(context, self._on_show)
        for button in (export, self.veil, self.edit, self.board, new):
            self.header.add_action(button)
        self.empty = EmptyState(
            look, "briefcase", look.text(_NONE), look.text(_NONE_TEXT), look.text(_OPEN)
        )
        self.empty.clicked.connect(self.first_action)
        self.list = RequisitionList(context, self.empty)
        self.table = self.list.table
        self.board.clicked.connect(self.list.open_row)
        self.table.selectionMade.connect(self._chosen)
        self.table.menuRequested.connect(self._menu)
        self.body.addWidget(self.list, 1)
        self._chosen(())

    def _on_show(self) -> OnShow:
        return OnShow("requisitions", self.look.text(_TITLE), Filters(tuple(self.list.rows)))

    def keyboard(self) -> QWidget:
        """Return the table."""
        return self.table

    def refresh(self) -> None:
        """Ask for all requisitions."""
        self.context.bridge.ask(self._show, lines)

    def first_action(self) -> None:
        """Open a requisition."""
        open_requisition(self.context, self._opened)

    def _opened(self, made: str) -> None:
        self.context.go("board", made)
        offer_proposals(self.context, made)

    def _show(self, found: list[Line]) -> None:
        self.list.show_rows({line.row.id: line for line in found})

    def _edit(self) -> None:
        line = self.list.only()
        if line is not None:
            change_requisition(self.context, line.row)

    def _ask_anonymity(self) -> None:
        line = self.list.only()
        if line is not None:
            anonymity.ask_anonymity(self.context, line.row)

    def _chosen(self, ids: tuple[str, ...]) -> None:
        self.veil.setEnabled(len(ids) == 1)
        self.edit.setEnabled(len(ids) == 1)
        self.board.setEnabled(len(ids) == 1)

    def _menu(self, ids: tuple[str, ...], place: QPoint) -> None:
        menu = QMenu(self)
        line = self.list.rows[ids[0]]
        veil = menu.addAction(self.look.text(_VEIL))
        veil.triggered.connect(lambda: anonymity.ask_anonymity(self.context, line.row))
        plan = menu.addAction(self.look.text(PLAN_MORE))
        plan.triggered.connect(lambda: open_plan(self.context, line.row))
        if line.row.state == RequisitionState.OPEN:
            act = menu.addAction(self.look.text(PROPOSE))
            act.triggered.connect(lambda: open_proposals(self.context, ids[0]))
        menu.addSeparator()
        for state in RequisitionState:
            if state.value != line.row.state:
                act = menu.addAction(self.look.text(STATE_NAMES[state]))
                act.triggered.connect(
                    lambda _=False, s=state: self.context.run(SetRequisitionState(ids[0], s))
                )
        menu.popup(place)


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
