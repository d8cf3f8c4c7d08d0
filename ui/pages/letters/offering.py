"""The sheets that make offers, change them, and note what became of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import amounts, moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.letters.sending import how_options
from ui.pages.letters.warning import warning_bar
from ui.sheets import FormSheet
from ui.theme.tokens import Space
from ui.widgets.emptying import empty
from workbench.kernel.amounts import read_amount
from workbench.kernel.i18n import N_
from workbench.letters.law import Terms
from workbench.letters.models import SentHow
from workbench.letters.offering import (
    ChangeOffer,
    MakeOffer,
    RefuseOffer,
    SendOffer,
    WithdrawOffer,
)
from workbench.letters.offers import OfferableRow, OfferRow, check_terms, list_offerable
from workbench.letters.rules import REFUSAL_REASONS
from workbench.pipeline.queries import shown
from workbench.pipeline.rules import REASON_BY_CODE

_MAKE, _MAKE_VERB, _CHANGE, _SAVE = (
    N_("Make an offer"),
    N_("Prepare the offer"),
    N_("Change an offer"),
    N_("Save"),
)
_SUBTITLE = N_("Nothing leaves yet: the offer is prepared here, its letter follows.")
_FOR, _PAY, _START, _ANSWER, _CONTRACT, _PROBATION, _PROBATION_PAY = (
    N_("For"),
    N_("Pay per month, before tax"),
    N_("First day of work"),
    N_("Answer by"),
    N_("Months of the contract, 0 open-ended"),
    N_("Months of probation"),
    N_("Pay on probation, 0 in full"),
)
_NOBODY = N_("Nobody stands in an offer stage. Move somebody there on the board first.")
_SEND, _SEND_VERB, _HOW, _NOW = (
    N_("Mark an offer as sent"),
    N_("Mark as sent"),
    N_("How it left"),
    N_("Do not wait for the cooling-off"),
)
_REFUSE, _REFUSE_VERB, _REASON, _MORE, _KEEP = (
    N_("The offer was refused"),
    N_("Note the refusal"),
    N_("Reason"),
    N_("What else there is to say"),
    N_("Leave the application running, to offer again"),
)
_WITHDRAW, _WITHDRAW_VERB, _WHY = (
    N_("Withdraw the offer"),
    N_("Withdraw"),
    N_("Why"),
)
CONTRACT, PROBATION = 36, 6
_TERMS = ("salary", "contract_months", "probation_months", "probation_salary")


def make_offer(context: Context) -> FormSheet | None:
    """Open the sheet for an offer to somebody in an offer stage."""
    people = {row.application_id: row for row in context.bridge.now(list_offerable).rows}
    if not people:
        context.say(_NOBODY)
        return None
    options = tuple((key, _person(context, row)) for key, row in people.items())
    first = next(iter(people.values()))
    who = Field("application", context.text(_FOR), Kind.CHOICE, first.application_id, options)
    form = Form(context.look, (who, *_fields(context, None, first)))
    sheet = _sheet(context, _MAKE, _MAKE_VERB, form, context.text(_SUBTITLE))

    def said() -> tuple[str, str]:
        row = people[str(form.values()["application"])]
        return row.application_id, row.currency

    _check_live(context, sheet, form, said)

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, MakeOffer(**_typed(values)))

    context.form(sheet, filled)
    return sheet


def _person(context: Context, row: OfferableRow) -> str:
    parts = (row.name, row.post, shown(row.stage, context.language))
    return " · ".join(part for part in parts if part)


def change_offer(context: Context, row: OfferRow) -> FormSheet:
    """Open the sheet with the terms of an offer in preparation."""
    form = Form(context.look, _fields(context, row, None))
    sheet = _sheet(context, _CHANGE, _SAVE, form, f"{row.name} · {row.post}")
    _check_live(context, sheet, form, lambda: (row.application_id, row.currency))

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, ChangeOffer(row.id, **_typed(values)))

    context.form(sheet, filled)
    return sheet


def _sheet(context: Context, title: str, verb: str, form: Form, subtitle: str = "") -> FormSheet:
    text = context.text
    return FormSheet(
        context.look, context.host, text(title), text(verb), form, subtitle=subtitle, width=560
    )


def _fields(
    context: Context, offer: OfferRow | None, person: OfferableRow | None
) -> tuple[Field, ...]:
    text, today = context.text, context.today()
    start = moments.next_monday(today + timedelta(days=21))
    if person is not None and person.start_on is not None and person.start_on > today:
        start = person.start_on
    answer = today + timedelta(days=7)
    pay = str(offer.salary) if offer else ""
    contract = (offer.contract_months or 0) if offer else CONTRACT
    probation = offer.probation_months if offer else PROBATION
    less = str(offer.probation_salary or 0) if offer else "0"
    check = amounts.check(context)
    return (
        Field("salary", text(_PAY), value=pay, required=True, half=True, check=check),
        Field("probation_salary", text(_PROBATION_PAY), value=less, half=True, check=check),
        Field("start_on", text(_START), Kind.DATE, offer.start_on if offer else start, half=True),
        Field(
            "respond_by", text(_ANSWER), Kind.DATE, offer.respond_by if offer else answer, half=True
        ),
        Field("contract_months", text(_CONTRACT), Kind.NUMBER, contract, high=600, half=True),
        Field("probation_months", text(_PROBATION), Kind.NUMBER, probation, high=24, half=True),
    )


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: _amount(values[name]) for name in _TERMS}
    return {**values, **numbers}


def _amount(value: object) -> int:
    return read_amount(str(value)) or 0


def _check_live(
    context: Context, sheet: FormSheet, form: Form, said: Callable[[], tuple[str, str]]
) -> None:
    """Show below the form what band and law say about the terms as they stand."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    grid = form.layout()
    assert isinstance(grid, QGridLayout)
    grid.addWidget(box, grid.rowCount(), 0, 1, 2)

    def check(_name: str = "") -> None:
        empty(column)
        values = form.values()
        if read_amount(str(values["salary"])) is not None:
            application, currency = said()
            terms = _terms(_typed(values), currency)
            for warning in context.bridge.now(check_terms, application, terms):
                column.addWidget(warning_bar(context, warning))
        box.setVisible(column.count() > 0)
        sheet.grow(box)

    form.changed.connect(check)
    check()


def _terms(values: dict[str, Any], currency: str) -> Terms:
    return Terms(
        values["salary"],
        currency,
        values["contract_months"] or None,
        values["probation_months"],
        values["probation_salary"] or None,
    )


def ask_sent(context: Context, offer: OfferRow) -> FormSheet:
    """Ask how an offer left."""
    text = context.text
    form = Form(
        context.look,
        (
            Field("how", text(_HOW), Kind.CHOICE, SentHow.PRINTED.value, how_options(context.look)),
            Field("now", text(_NOW), Kind.CHECK, False),
        ),
    )
    sheet = _sheet(context, _SEND, _SEND_VERB, form, f"{offer.name} · {offer.post}")

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, SendOffer(offer.id, SentHow(values["how"]), now=bool(values["now"])))

    context.form(sheet, filled)
    return sheet


def ask_refusal(context: Context, offer: OfferRow) -> FormSheet:
    """Ask why an offer was refused."""
    text = context.text
    reasons = tuple((code, text(REASON_BY_CODE[code].text)) for code in REFUSAL_REASONS)
    form = Form(
        context.look,
        (
            Field("reason", text(_REASON), Kind.CHOICE, "", reasons, required=True),
            Field("note", text(_MORE), Kind.MULTILINE, lines=2),
            Field("keep_running", text(_KEEP), Kind.CHECK, False),
        ),
    )
    sheet = _sheet(context, _REFUSE, _REFUSE_VERB, form, f"{offer.name} · {offer.post}")

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, RefuseOffer(offer.id, **values))

    context.form(sheet, filled)
    return sheet


def ask_withdrawal(context: Context, offer: OfferRow) -> FormSheet:
    """Ask why an offer is withdrawn."""
    form = Form(
        context.look,
        (Field("note", context.text(_WHY), Kind.MULTILINE, lines=2, required=True),),
    )
    sheet = _sheet(context, _WITHDRAW, _WITHDRAW_VERB, form, f"{offer.name} · {offer.post}")

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, WithdrawOffer(offer.id, str(values["note"])))

    context.form(sheet, filled)
    return sheet
