"""Fields for money: what is typed is read as people write it, or refused with an example."""

from __future__ import annotations

from collections.abc import Callable

from ui.context import Context
from workbench.kernel.amounts import read_amount
from workbench.kernel.i18n import N_

_AMOUNT = N_("Write an amount, such as 25000 or 2.5万.")


def check(context: Context) -> Callable[[object], str]:
    """Return the check of a field for an amount."""

    def word(value: object) -> str:
        return context.text(_AMOUNT) if read_amount(str(value)) is None else ""

    return word
