"""Which version of its stage set a requisition runs on, and taking the newest one."""

from __future__ import annotations

from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from workbench.demand.queries import RequisitionRow
from workbench.interviews.adopting import Adoption, AdoptStageSet
from workbench.kernel.i18n import N_
from workbench.pipeline.queries import shown

_ON = N_("{name}, version {n}")
_OLDER = N_("{name}, version {n}; the newest is version {newest}")
_TITLE, _VERB = N_("Take the newest version"), N_("Take it")
_HOW = N_(
    "Version {newest} lacks stages in which somebody stands. Say where they go; everybody else"
    " stays where they are, and time in the stage goes on."
)
_FROM, _FROM_ONE = N_("{stage}: {n} people go to"), N_("{stage}: 1 person goes to")


def version_shown(context: Context, found: Adoption) -> str:
    """Return the stage set and the version, and the newest where it is another."""
    name = shown(found.names, context.language)
    if found.newest > found.version:
        return context.text(_OLDER, name=name, n=found.version, newest=found.newest)
    return context.text(_ON, name=name, n=found.version)


def take_newest(context: Context, row: RequisitionRow, found: Adoption) -> FormSheet | None:
    """Let a requisition run on the newest version; ask first where somebody would be lost."""
    if not found.lost:
        context.run(AdoptStageSet(row.id))
        return None
    choices = found.choices or {}
    options = tuple((id, shown(names, context.language)) for id, names in choices.items())
    fields = []
    for each in found.lost:
        stage = shown(each.names, context.language)
        text = _FROM_ONE if each.running == 1 else _FROM
        label = context.text(text, stage=stage, n=each.running)
        fields.append(Field(each.id, label, Kind.CHOICE, None, options, required=True))
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_TITLE),
        context.text(_VERB),
        Form(context.look, fields),
        subtitle=context.text(_HOW, newest=found.newest),
        width=440,
    )

    def filled(values: dict[str, Any]) -> None:
        ways = tuple(f"{old}={new}" for old, new in values.items())
        context.submit(sheet, AdoptStageSet(row.id, ways))

    context.form(sheet, filled)
    return sheet
