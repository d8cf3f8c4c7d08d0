"""The sheets of the front desk: how late somebody is, and who came without an appointment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.frontdesk.faces import WALK_IN
from ui.sheets import FormSheet
from workbench.app import Done
from workbench.demand.models import RequisitionState
from workbench.demand.queries import list_requisitions
from workbench.interviews.arriving import LATEST, NoteLate
from workbench.kernel.i18n import N_
from workbench.people.commands import AddCandidate
from workbench.pipeline.commands import AddApplicant

_LATE, _NOTE, _MINUTES = N_("How late?"), N_("Note it"), N_("Minutes")
_TITLE, _TEXT, _VERB = (
    N_("Somebody without an appointment"),
    N_("A name and one contact are enough; the rest can wait."),
    N_("Add"),
)
_NAME, _CONTACT, _POST, _NONE = (
    N_("Name"),
    N_("Phone, e-mail or WeChat"),
    N_("Requisition"),
    N_("none yet"),
)
_USUAL, _PHONE_DIGITS = 15, 7


def ask_late(context: Context, candidate: str, name: str) -> FormSheet:
    """Ask by how much a guest will be late."""
    text = context.text
    field = Field("minutes", text(_MINUTES), Kind.NUMBER, _USUAL, low=0, high=LATEST)
    sheet = FormSheet(
        context.look,
        context.host,
        text(_LATE),
        text(_NOTE),
        Form(context.look, (field,)),
        subtitle=name,
        width=360,
    )
    context.form(
        sheet,
        lambda values: context.submit(sheet, NoteLate(candidate, int(values["minutes"]))),
    )
    return sheet


def ask_walk_in(context: Context, added: Callable[[str, str], None]) -> FormSheet:
    """Ask who came without an appointment; `added` gets id and name."""
    text = context.text
    posts = [
        (row.id, row.title)
        for row in context.bridge.now(list_requisitions).rows
        if row.state == RequisitionState.OPEN
    ]
    form = Form(
        context.look,
        (
            Field("name", text(_NAME), required=True),
            Field("contact", text(_CONTACT), required=True),
            Field("requisition", text(_POST), Kind.CHOICE, "", (("", text(_NONE)), *posts)),
        ),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        text(_TITLE),
        text(_VERB),
        form,
        subtitle=text(_TEXT),
        width=420,
    )

    def filled(values: dict[str, Any]) -> None:
        name, wanted = str(values["name"]), str(values["requisition"] or "")
        known: dict[str, Any] = dict(contact_of(str(values["contact"])))
        person = AddCandidate(name, source=text(WALK_IN), **known)
        command = AddApplicant(person, wanted) if wanted else person

        def then(done: Done) -> None:
            added(str(done.value), name.strip())

        context.submit(sheet, command, then)

    context.form(sheet, filled)
    return sheet


def contact_of(typed: str) -> dict[str, str]:
    """Return what was typed as the kind of contact that it looks like."""
    typed = typed.strip()
    if "@" in typed:
        return {"email": typed}
    bare = [char for char in typed if char not in " -+()"]
    digits = all(char.isdigit() for char in bare) and len(bare) >= _PHONE_DIGITS
    return {"phone": typed} if digits else {"wechat": typed}
