"""The sheets that move applications to a stage and end them; the board and the panel share them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from ui.widgets.toast import Notice
from workbench.kernel.i18n import N_
from workbench.letters.owing import list_owed
from workbench.people.queries import names
from workbench.pipeline.commands import Apply, CloseApplications, MoveApplications
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.queries import StageRow, applications_by_id, shown
from workbench.pipeline.rules import REASONS, Side

_MOVE, _MOVE_VERB, _STAGE = N_("Move to a stage"), N_("Move"), N_("Stage")
_CLOSE, _CLOSE_VERB, _OUTCOME, _REASON, _NOTE = (
    N_("End the application"),
    N_("End it"),
    N_("How it ends"),
    N_("Reason"),
    N_("What else there is to say"),
)
_DUE, _WRITE = N_("The candidate waits for a letter."), N_("Write it")
_CLOSE_TEXT = N_("The letter to the candidate is proposed afterwards. Undo is one key.")
_OUTCOMES = {
    ApplicationState.REJECTED: N_("Rejected by us"),
    ApplicationState.WITHDRAWN: N_("Withdrawn by the candidate"),
    ApplicationState.POOLED: N_("Into the talent pool"),
}
_SIDES = {Side.WE: N_("we"), Side.THEY: N_("they"), Side.NEITHER: N_("neither")}
_MORE = N_("{names} and {n} more")
MOST = 5
_PUT, _PUT_VERB, _POST = N_("Put on a requisition"), N_("Put on"), N_("Requisition")


def ask_stage(
    context: Context, applications: Sequence[str], stages: Sequence[StageRow], current: str = ""
) -> FormSheet:
    """Ask where to move applications; to be hired is more than a move, and not among it."""
    steps = [stage for stage in stages if stage.kind != StageKind.HIRED]
    options = tuple((stage.id, shown(stage.names, context.language)) for stage in steps)
    field = Field("stage", context.text(_STAGE), Kind.CHOICE, current, options)
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_MOVE),
        context.text(_MOVE_VERB),
        Form(context.look, (field,)),
        subtitle=_who(context, applications),
        width=380,
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, MoveApplications(tuple(applications), str(values["stage"])))

    context.form(sheet, filled)
    return sheet


def _who(context: Context, applications: Sequence[str]) -> str:
    """Return whose applications these are; the first few by name."""
    ids = list(dict.fromkeys(applications))
    rows = context.bridge.now(applications_by_id, ids[:MOST])
    people = [rows[each].candidate_id for each in ids[:MOST] if each in rows]
    found = context.bridge.now(names, people)
    listed = context.listed(found[each] for each in dict.fromkeys(people) if each in found)
    return context.text(_MORE, names=listed, n=len(ids) - MOST) if len(ids) > MOST else listed


def ask_ending(context: Context, applications: Sequence[str]) -> FormSheet:
    """Ask how and why applications end."""
    text = context.text
    outcomes = tuple((state.value, text(word)) for state, word in _OUTCOMES.items())
    reasons = tuple(
        (reason.code, f"{text(reason.text)} · {text(_SIDES[reason.side])}") for reason in REASONS
    )
    form = Form(
        context.look,
        (
            Field("outcome", text(_OUTCOME), Kind.CHOICE, "rejected", outcomes),
            Field("reason", text(_REASON), Kind.CHOICE, "skills", reasons),
            Field("note", text(_NOTE), Kind.MULTILINE, lines=2),
        ),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        text(_CLOSE),
        text(_CLOSE_VERB),
        form,
        subtitle="\n".join((_who(context, applications), text(_CLOSE_TEXT))),
        width=440,
    )

    def filled(values: dict[str, Any]) -> None:
        outcome = ApplicationState(str(values["outcome"]))
        command = CloseApplications(
            tuple(applications), outcome, str(values["reason"]), str(values["note"] or "")
        )
        context.submit(sheet, command, lambda _done: _offer_letter(context, applications[0]))

    context.form(sheet, filled)
    return sheet


def _offer_letter(context: Context, application: str) -> None:
    """Say that a letter is due, where it is, and lead to it."""
    if application in {
        row.application_id for row in context.bridge.now(list_owed, today=context.today()).rows
    }:
        toast = context.toast(Notice(context.text(_DUE), action=context.text(_WRITE)))
        toast.acted.connect(lambda: context.go("letters", application))


def ask_requisition(
    context: Context, candidate: str, posts: Sequence[tuple[str, str]]
) -> FormSheet:
    """Ask which requisition to put somebody on."""
    field = Field("requisition", context.text(_POST), Kind.CHOICE, "", tuple(posts), required=True)
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_PUT),
        context.text(_PUT_VERB),
        Form(context.look, (field,)),
        width=420,
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, Apply(candidate, str(values["requisition"])))

    context.form(sheet, filled)
    return sheet
