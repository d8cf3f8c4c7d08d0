"""The interview plan of a requisition: its rounds in order, and the sheet that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.requisitions.round_sheet import edit_round
from ui.sheets import FormSheet, Sheet
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Text
from ui.widgets.ordered import OrderedList, StepFace
from ui.widgets.states import EmptyState
from workbench.app import Connection
from workbench.demand.queries import RequisitionRow, titles
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.panels import ANYBODY_NAME, PanelNeed
from workbench.interviews.rounds import (
    PLACE_NAMES,
    ArchiveRound,
    CopyRounds,
    OrderRounds,
    ProposeRounds,
    RoundRow,
    list_rounds,
    round_counts,
)
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page

PLAN, PLAN_MORE = N_("Interview plan"), N_("Interview plan…")
_ADD, _CLOSE, _PROPOSE, _COPY = (
    N_("Add a round"),
    N_("Close"),
    N_("Propose from the stages"),
    N_("Copy from another requisition…"),
)
_ROUNDS, _EDIT, _REMOVE, _UP, _DOWN = (
    N_("Rounds"),
    N_("Edit (Enter)"),
    N_("Take the round out (Delete)"),
    N_("Move up (Alt+Up)"),
    N_("Move down (Alt+Down)"),
)
_NONE, _NONE_TEXT = (
    N_("No interview plan yet"),
    N_("Say which rounds there are and who holds them: interview days are planned from it."),
)
_MINUTES, _NEED = N_("{n} min"), N_("{skill} × {n}")
_LINE = N_("{n}. {name}: {about}")
_FROM, _FROM_TITLE, _VERB = (
    N_("Requisition"),
    N_("Copy an interview plan"),
    N_("Copy the rounds"),
)
_COUNTED = N_("{title}: {n} rounds")
_NO_OTHER = N_("No other requisition has an interview plan.")
WIDTH, MOST_SHOWN = 600, 8


def about(context: Context, row: RoundRow) -> str:
    """Return in short how long a round takes, who holds it and where."""
    place = context.text(PLACE_NAMES[RoundPlace(row.place)])
    panel = context.listed(_need(context, each) for each in row.panel)
    return " · ".join((context.text(_MINUTES, n=row.minutes), panel, place))


def _need(context: Context, need: PanelNeed) -> str:
    skill = need.skill or context.text(ANYBODY_NAME)
    return context.text(_NEED, skill=skill, n=need.count)


def plan_told(context: Context, requisition_id: str) -> str:
    """Return a requisition's rounds, one a line, '' where there are none."""
    rows = context.bridge.now(list_rounds, requisition_id).rows
    return "\n".join(
        context.text(_LINE, n=place, name=row.name, about=about(context, row))
        for place, row in enumerate(rows, start=1)
    )


class PlanSheet(Sheet):
    """The rounds in order; each opens its own sheet.

    Attributes: `list`; `rows`, the rounds as they are on show.
    """

    def __init__(self, context: Context, row: RequisitionRow) -> None:
        look, text = context.look, context.text
        self.context, self._requisition = context, row.id
        self.rows: tuple[RoundRow, ...] = ()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.list = OrderedList(look, text(_ROUNDS))
        self._plan = QWidget(content)
        self._empty = EmptyState(
            look, "list-ordered", text(_NONE), text(_NONE_TEXT), text(_PROPOSE)
        )
        self._empty.clicked.connect(lambda: context.run(ProposeRounds((row.id,))))
        self._lay_plan()
        column.addWidget(self._plan)
        column.addWidget(self._empty)
        super().__init__(
            look, context.host, text(PLAN), text(_ADD), content, subtitle=row.title, width=WIDTH
        )
        self.cancel.setText(text(_CLOSE))
        copy = Button(look, text(_COPY), "ghost", "copy")
        copy.clicked.connect(lambda: copy_plan(context, row.id))
        self.add_verb(copy)
        self.submitted.connect(self.add)
        self.closed.connect(self.deleteLater)
        context.bridge.changed.connect(self._changed)
        self._show(context.bridge.now(list_rounds, row.id))

    def _lay_plan(self) -> None:
        look, text = self.context.look, self.context.text
        column, verbs = QVBoxLayout(self._plan), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        verbs.setSpacing(Space.XS)
        label = Text(look, text(_ROUNDS), Role.LABEL, "text2")
        label.setBuddy(self.list)
        verbs.addWidget(label, 1)
        acts = (
            ("pencil", _EDIT, self.edit),
            ("trash-2", _REMOVE, self.remove),
            ("arrow-up", _UP, partial(self.move_by, -1)),
            ("arrow-down", _DOWN, partial(self.move_by, 1)),
        )
        for icon, meaning, act in acts:
            button = IconButton(look, icon, text(meaning))
            button.clicked.connect(lambda _=False, act=act: act())
            verbs.addWidget(button)
        column.addLayout(verbs)
        column.addWidget(self.list)
        self.list.moveAsked.connect(self.move_by)
        self.list.removeAsked.connect(self.remove)
        self.list.addAsked.connect(self.add)
        self.list.itemActivated.connect(lambda _item: self.edit())

    def typed(self) -> object:
        """Nothing is typed here: every change is written at once."""
        return None

    def first_focus(self) -> QWidget:
        """Return the rounds, or the button that proposes some."""
        return self.list if self.rows else super().first_focus()

    @property
    def _chosen(self) -> RoundRow | None:
        place = self.list.currentRow()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def add(self) -> None:
        """Open the sheet of a new round."""
        edit_round(self.context, self._requisition, None)

    def edit(self) -> None:
        """Open the sheet of the chosen round."""
        if self._chosen is not None:
            edit_round(self.context, self._requisition, self._chosen)

    def remove(self) -> None:
        """Take the chosen round out."""
        if self._chosen is not None:
            self.context.run(ArchiveRound(self._chosen.id))

    def move_by(self, step: int) -> None:
        """Move the chosen round."""
        here, there = self.list.currentRow(), self.list.currentRow() + step
        if self._chosen is None or not 0 <= there < len(self.rows):
            return
        rows = list(self.rows)
        rows[here], rows[there] = rows[there], rows[here]
        self._show_rows(rows, there)
        order = tuple(each.id for each in rows)
        self.context.run(OrderRounds(self._requisition, order))

    def _changed(self, changes: Changes) -> None:
        if "interview_round" in changes.scopes and self.isVisible():
            self.context.bridge.ask(self._show, list_rounds, self._requisition)

    def _show(self, found: Page[RoundRow]) -> None:
        """Show the rounds; the chosen one stays chosen, a new one is chosen."""
        before, chosen = {each.id for each in self.rows}, self._chosen
        new = [place for place, each in enumerate(found.rows) if each.id not in before]
        kept = [n for n, each in enumerate(found.rows) if chosen and each.id == chosen.id]
        place = new[0] if new else kept[0] if kept else self.list.currentRow()
        self._show_rows(found.rows, max(min(place, len(found.rows) - 1), 0))

    def _show_rows(self, rows: Sequence[RoundRow], place: int) -> None:
        had = bool(self.rows)
        self.rows = tuple(rows)
        faces = [
            StepFace(each.name, about(self.context, each), hue=hue_for(each.id)) for each in rows
        ]
        self.list.show_steps(faces, place)
        self.list.setFixedHeight(self.look.px(36) * max(min(len(rows), MOST_SHOWN), 1) + 4)
        self._plan.setHidden(not rows)
        self._empty.setHidden(bool(rows))
        if self.isVisible():
            self.refit()
            if bool(rows) != had:
                self.first_focus().setFocus()


def open_plan(context: Context, row: RequisitionRow) -> PlanSheet:
    """Open the interview plan of a requisition."""
    sheet = PlanSheet(context, row)
    sheet.open()
    return sheet


def _others(connection: Connection, requisition_id: str) -> list[tuple[str, str, int]]:
    """Return the other requisitions with a plan: id, title, how many rounds."""
    counts = round_counts(connection)
    named = titles(connection, list(counts))
    return [(each, named[each], n) for each, n in counts.items() if each != requisition_id]


def copy_plan(context: Context, requisition_id: str) -> FormSheet | None:
    """Ask from which requisition to copy rounds."""
    others = context.bridge.now(_others, requisition_id)
    if not others:
        context.say(_NO_OTHER)
        return None
    text = context.text
    options = tuple((id, text(_COUNTED, title=title, n=n)) for id, title, n in others)
    field = Field("source", text(_FROM), Kind.CHOICE, others[0][0], options, required=True)
    form = Form(context.look, (field,))
    sheet = FormSheet(context.look, context.host, text(_FROM_TITLE), text(_VERB), form, width=440)

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, CopyRounds(str(values["source"]), requisition_id))

    context.form(sheet, filled)
    return sheet
