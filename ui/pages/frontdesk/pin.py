"""The PIN of the front desk: chosen twice when it is entered, asked for when it is left."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from workbench.kernel.i18n import N_

LEAST, MOST, TRIES = 4, 8, 3
_ENTER, _ENTER_TEXT, _ENTER_VERB = (
    N_("Front desk"),
    N_(
        "Only today’s candidates can be seen and checked in until this PIN is typed again. It is"
        " kept nowhere; after three wrong ones the vault is locked."
    ),
    N_("Go to the front desk"),
)
_PIN, _AGAIN = N_("PIN (4 to 8 digits)"), N_("The same PIN once more")
_DIGITS, _DIFFERENT = N_("Choose 4 to 8 digits."), N_("The two PINs are not the same.")
_LEAVE, _LEAVE_VERB, _YOURS = N_("Leave the front desk"), N_("Leave"), N_("PIN")
_WRONG = N_("This is not the PIN. Tries left before the vault is locked: {n}")


class Pin:
    """A PIN in memory, with the tries that are left."""

    def __init__(self, digits: str) -> None:
        self._digits = digits.encode()
        self.tries = TRIES

    def is_right(self, typed: str) -> bool:
        """Compare, and count what is wrong."""
        right = hmac.compare_digest(self._digits, typed.encode())
        self.tries = TRIES if right else self.tries - 1
        return right


def ask_new_pin(context: Context, chosen: Callable[[str], None]) -> FormSheet:
    """Ask for a PIN, twice, and tell it."""
    text = context.text

    def check(value: object) -> str:
        typed = str(value)
        good = typed.isascii() and typed.isdigit() and LEAST <= len(typed) <= MOST
        return "" if good else text(_DIGITS)

    fields = (
        Field("pin", text(_PIN), Kind.SECRET, required=True, check=check),
        Field("again", text(_AGAIN), Kind.SECRET, required=True),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        text(_ENTER),
        text(_ENTER_VERB),
        Form(context.look, fields),
        subtitle=text(_ENTER_TEXT),
        width=420,
    )

    def filled(values: dict[str, Any]) -> None:
        if values["pin"] != values["again"]:
            sheet.show_error(text(_DIFFERENT), "again")
            return
        sheet.close_overlay()
        sheet.deleteLater()
        chosen(str(values["pin"]))

    context.form(sheet, filled)
    return sheet


def ask_pin(
    context: Context, pin: Pin, right: Callable[[], None], used_up: Callable[[], None]
) -> FormSheet:
    """Ask for the PIN again; `used_up` is called after the last wrong one."""
    text = context.text
    form = Form(context.look, (Field("pin", text(_YOURS), Kind.SECRET, required=True),))
    sheet = FormSheet(context.look, context.host, text(_LEAVE), text(_LEAVE_VERB), form, width=360)

    def filled(values: dict[str, Any]) -> None:
        if pin.is_right(str(values["pin"])):
            sheet.close_overlay()
            right()
        elif pin.tries <= 0:
            sheet.close_overlay()
            used_up()
        else:
            form.set_values({"pin": ""})
            sheet.show_error(text(_WRONG, n=pin.tries), "pin")

    context.form(sheet, filled)
    return sheet
