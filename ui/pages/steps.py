"""A step of the history in words."""

from __future__ import annotations

from ui.context import Context
from workbench.app import COMMANDS, history
from workbench.kernel.i18n import N_, Message

_UNDONE, _UNDO, _REDO = N_("undone"), N_("Undone: {what}"), N_("Done again: {what}")


def step_text(context: Context, row: history.EntryRow) -> str:
    """Return what was done, taken back or done again, and whether it was undone since."""
    what = context.show(Message(COMMANDS.done(row.command), row.label))
    if row.kind != "do":
        what = context.text(_UNDO if row.kind == "undo" else _REDO, what=what)
    return f"{what} · {context.text(_UNDONE)}" if row.undone else what
