"""The sheet of any command, and the rows it has in the palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui.context import Context
from ui.forms import Form
from ui.models.palette import PaletteRow
from ui.pages.command.fields import Here, command_from, fields_of, is_offered
from ui.sheets import FormSheet
from workbench.app import COMMANDS
from workbench.kernel.commands import CommandSpec
from workbench.kernel.i18n import N_

_DO, _CHECK = N_("Do it"), N_("One of the values cannot be read. Look at numbers and dates.")


def rows(context: Context, here: Here, text: str) -> Sequence[PaletteRow]:
    """Return the palette's rows for the commands whose title fits `text`.

    They are those that can be filled in from where the reader stands.
    """
    words = text.casefold().split()
    if not words:
        return []
    found = []
    for spec in COMMANDS:
        title = context.text(spec.title)
        known = f"{title} {spec.title} {spec.id}".casefold()
        if all(word in known for word in words) and is_offered(spec, here):
            keys = tuple(spec.shortcut.split("+")) if spec.shortcut else ()
            found.append(PaletteRow(f"do:{spec.id}", title, icon="square-terminal", keys=keys))
    return found


def open_command(context: Context, spec: CommandSpec, here: Here) -> FormSheet | None:
    """Open the sheet of a command; one that asks for nothing is done at once."""
    fields = fields_of(context, spec, here)
    if not fields:
        context.run(command_from(spec, here, {}))
        return None
    title = context.text(spec.title).rstrip("…")
    form = Form(context.look, fields)
    sheet = FormSheet(context.look, context.host, title, context.text(_DO), form, width=560)

    def filled(values: dict[str, Any]) -> None:
        try:
            command = command_from(spec, here, values)
        except (ValueError, TypeError):
            sheet.show_error(context.text(_CHECK))
            return
        context.submit(sheet, command)

    context.form(sheet, filled)
    return sheet
