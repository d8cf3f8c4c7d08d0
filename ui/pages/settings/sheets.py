"""The sheet that changes the passphrase."""

from __future__ import annotations

from functools import partial
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from ui.widgets.strength import StrengthWord, weak_word
from workbench.kernel.i18n import N_

_TITLE, _VERB = N_("Change the passphrase"), N_("Change")
_PRESENT = N_("Present passphrase")
_NEW, _AGAIN = N_("New passphrase"), N_("New passphrase once more")
_DIFFER = N_("The two passphrases are not the same.")
_CHANGED = N_("The passphrase was changed. The database stays as it is.")


def change_passphrase(context: Context) -> FormSheet:
    """Ask for the present passphrase and twice for a new one, and change it."""
    text, weak = context.text, partial(weak_word, context.look)
    form = Form(
        context.look,
        (
            Field("present", text(_PRESENT), Kind.SECRET, required=True),
            Field("passphrase", text(_NEW), Kind.SECRET, required=True, check=weak),
            Field("again", text(_AGAIN), Kind.SECRET, required=True),
        ),
    )
    form.put_below("passphrase", StrengthWord(context.look, form.secret("passphrase")))
    sheet = FormSheet(context.look, context.host, text(_TITLE), text(_VERB), form, width=420)

    def filled(values: dict[str, Any]) -> None:
        if values["passphrase"] != values["again"]:
            sheet.show_error(text(_DIFFER), "again")
            return
        sheet.set_busy(True)
        bridge = context.bridge

        def done(_nothing: object) -> None:
            sheet.close_overlay()
            sheet.deleteLater()
            context.say(_CHANGED)

        def work() -> None:
            bridge.app.vault.prove(str(values["present"]))
            bridge.app.vault.change_passphrase(str(values["passphrase"]))

        bridge.write(work, done, lambda error: context.refuse(sheet, error))

    context.form(sheet, filled)
    return sheet
