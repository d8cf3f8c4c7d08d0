"""The sheet that says until which stage the candidates of a requisition are kept unknown."""

from __future__ import annotations

from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from workbench.demand.queries import RequisitionRow
from workbench.kernel.i18n import N_
from workbench.pipeline.anonymity import ScreenAnonymously
from workbench.pipeline.models import StageKind
from workbench.pipeline.queries import list_stages, shown, stages_by_id

_TITLE, _SAVE = N_("Anonymous screening"), N_("Save")
_UNTIL, _NO = N_("Names are hidden up to and including"), N_("Nowhere: names are shown")
_SUBTITLE = N_(
    "Name, photograph, contacts, school and age are hidden on the board, in the panel, in search "
    "results, exports and prints, and in the text of CVs as far as they can be found."
)


def ask_anonymity(context: Context, row: RequisitionRow) -> FormSheet:
    """Open the sheet for a requisition."""
    text, language = context.text, context.language
    stages = context.bridge.now(list_stages, row.stage_set_id).rows
    options = tuple(
        (each.id, shown(each.names, language)) for each in stages if each.kind != StageKind.HIRED
    )
    field = Field(
        "until", text(_UNTIL), Kind.CHOICE, row.anonymous_until, (("", text(_NO)), *options)
    )
    form = Form(context.look, (field,))
    sheet = FormSheet(
        context.look, context.host, text(_TITLE), text(_SAVE), form, subtitle=text(_SUBTITLE)
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, ScreenAnonymously(row.id, str(values["until"] or "")))

    context.form(sheet, filled)
    return sheet


def told(context: Context, row: RequisitionRow) -> str:
    """Return until which stage names are hidden, '' where they are shown."""
    if not row.anonymous_until:
        return ""
    found = context.bridge.now(stages_by_id, [row.anonymous_until])
    return "".join(shown(each.names, context.language) for each in found.values())
