"""Consent to be kept, in the panel: until when it holds, and the sheet that records it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.person.parts import Verb, heading, remark
from ui.pages.person.reading import PersonView
from ui.sheets import FormSheet
from ui.theme.tokens import Role
from ui.widgets.labels import Text
from workbench.kernel.i18n import N_
from workbench.people.consent import USUAL_MONTHS, RecordConsent, WithdrawConsent
from workbench.people.rules import LONGEST_CONSENT
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.pool import SOON

_POOL, _RECORD, _RENEW, _WITHDRAW = (
    N_("Talent pool"),
    N_("Record consent…"),
    N_("Renew consent…"),
    N_("Withdraw consent"),
)
_HOLDS, _ENDS, _ENDED = (
    N_("May be kept until {day}"),
    N_("Consent ends: {day}. Ask whether they may be kept on."),
    N_("Consent ended: {day}. Ask anew, or erase the record."),
)
_LACKS = N_("In the talent pool without consent. Ask for it, or erase the record.")
_NONE = N_("No consent to be kept was recorded.")
_TITLE, _VERB, _ON, _MONTHS = (
    N_("Record consent to be kept"),
    N_("Record"),
    N_("Agreed on"),
    N_("For how many months"),
)
_TEXT = N_("Keep people no longer than needed (PIPL art. 19); how long, check with counsel.")


def consent_section(context: Context, rows: QVBoxLayout, view: PersonView) -> None:
    """Show until when somebody may be kept, with what can be done about it."""
    look, card = context.look, view.card
    verb = _RECORD if card.consent_until is None else _RENEW
    verbs: list[Verb] = [(verb, lambda: record_consent(context, card.id), "")]
    if card.consent_until is not None:
        verbs.append((_WITHDRAW, lambda: context.run(WithdrawConsent(card.id)), ""))
    heading(look, rows, _POOL, *verbs)
    said, tone = _state(context, view)
    if tone:
        rows.addWidget(Text(look, said, Role.BODY, tone, wrap=True))
    else:
        remark(look, rows, said)


def _state(context: Context, view: PersonView) -> tuple[str, str]:
    """Return the state of the consent in words and its tone, '' where nothing is to be done."""
    until, today = view.card.consent_until, context.today()
    pooled = any(each.row.state == ApplicationState.POOLED for each in view.applications)
    if until is None:
        return (context.text(_LACKS), "bad") if pooled else (context.text(_NONE), "")
    day = moments.date_text(context.look, until, today)
    if until < today:
        return context.text(_ENDED, day=day), "bad" if pooled else "warn"
    if until <= today + timedelta(days=SOON):
        return context.text(_ENDS, day=day), "warn"
    return context.text(_HOLDS, day=day), "ok"


def record_consent(context: Context, candidate: str) -> FormSheet:
    """Ask when somebody agreed to be kept, and for how long."""
    text = context.text
    form = Form(
        context.look,
        (
            Field("on", text(_ON), Kind.DATE, context.today(), required=True, half=True),
            Field(
                "months",
                text(_MONTHS),
                Kind.NUMBER,
                USUAL_MONTHS,
                low=1,
                high=LONGEST_CONSENT,
                half=True,
            ),
        ),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        text(_TITLE),
        text(_VERB),
        form,
        subtitle=text(_TEXT),
        width=460,
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, RecordConsent(candidate, values["on"], int(values["months"])))

    context.form(sheet, filled)
    return sheet
