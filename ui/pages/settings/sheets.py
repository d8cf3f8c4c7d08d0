"""The sheet that changes the passphrase."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from ui.context import Context
from ui.forms import Field, Form
from ui.sheets import FormSheet
from workbench.kernel.i18n import N_

_TITLE, _VERB = N_("Change the passphrase"), N_("Change")
_NEW, _AGAIN = N_("New passphrase"), N_("New passphrase once more")
_DIFFER = N_("The two passphrases are not the same.")
_CHANGED = N_("The passphrase was changed. The database stays as it is.")


def change_passphrase(context: Context) -> FormSheet:
    """Ask twice for a new passphrase and change it."""
    text = context.text
    form = Form(
        context.look,
        (
            Field("passphrase", text(_NEW), required=True),
            Field("again", text(_AGAIN), required=True),
        ),
    )
    for name in ("passphrase", "again"):
        field = form.input(name)
        if isinstance(field, QLineEdit):
            field.setEchoMode(QLineEdit.EchoMode.Password)
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

        bridge.write(
            lambda: bridge.app.vault.change_passphrase(str(values["passphrase"])),
            done,
            lambda error: context.refuse(sheet, error),
        )

    context.form(sheet, filled)
    return sheet
