"""The sheets that open and change a requisition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ui import amounts
from ui.context import Context
from ui.forms import Field, Form, Kind, values_of
from ui.sheets import FormSheet
from workbench.demand.commands import ChangeRequisition, OpenRequisition
from workbench.demand.models import DemandReason, Urgency
from workbench.demand.queries import RequisitionRow
from workbench.demand.rules import REASON_NAMES, URGENCY_NAMES
from workbench.kernel.amounts import read_amount
from workbench.kernel.i18n import N_
from workbench.people.queries import list_staff
from workbench.pipeline.queries import list_stage_sets, shown

_OPEN, _CHANGE, _SAVE = N_("Open a requisition"), N_("Change the requisition"), N_("Save")
_SUBTITLE = N_("The post is enough to begin; what is vague is shown until it is written.")
_POST, _DEPARTMENT, _HEADS, _SET = N_("Post"), N_("Department"), N_("Headcount"), N_("Stage set")
_REASON, _URGENCY, _WHY = N_("Reason"), N_("Urgency"), N_("Why it is so urgent")
_DUTIES, _MUST, _NICE, _GOALS = (
    N_("Duties"),
    N_("Must have"),
    N_("Nice to have"),
    N_("Goals of the first 90 days"),
)
_LOW, _HIGH, _SITE, _START = (
    N_("Salary from, per month"),
    N_("Salary to"),
    N_("Site"),
    N_("First day"),
)
_PANEL, _MANAGER, _NOBODY = N_("Interviewers"), N_("Manager"), N_("not named yet")


def _fields(context: Context, row: RequisitionRow | None) -> tuple[Field, ...]:
    text, staff = context.text, context.bridge.now(list_staff).rows
    value = values_of(row)
    urgencies = tuple((key, text(word)) for key, word in URGENCY_NAMES.items())
    reasons = tuple((key, text(word)) for key, word in REASON_NAMES.items())
    panel = tuple((each.id, each.name) for each in staff if each.interviewer)
    managers = (("", text(_NOBODY)), *((each.id, each.name) for each in staff if each.manager))
    sets = context.bridge.now(list_stage_sets).rows
    choices = tuple((each.id, shown(each.names, context.language)) for each in sets)
    usual = choices[0][0] if choices else ""
    first = Field("stage_set", text(_SET), Kind.CHOICE, usual, choices, required=True, half=True)
    return (
        Field("title", text(_POST), value=value("title", ""), required=True),
        Field("department", text(_DEPARTMENT), value=value("department", ""), half=True),
        Field(
            "headcount",
            text(_HEADS),
            Kind.NUMBER,
            value("headcount", 1),
            low=1,
            high=999,
            half=True,
        ),
        *(() if row else (first,)),
        Field("reason", text(_REASON), Kind.CHOICE, value("reason", "new"), reasons, half=True),
        Field("urgency", text(_URGENCY), Kind.CHOICE, value("urgency", "B"), urgencies, half=True),
        Field("urgency_reason", text(_WHY), value=value("urgency_reason", ""), half=row is None),
        *_pay(context, value),
        Field("site", text(_SITE), value=value("site", ""), half=True),
        Field("start_on", text(_START), Kind.DATE, value("start_on", None), half=True),
        Field("duties", text(_DUTIES), Kind.MULTILINE, value("duties", "")),
        Field("must_have", text(_MUST), Kind.MULTILINE, value("must_have", ""), lines=2),
        Field("nice_to_have", text(_NICE), Kind.MULTILINE, value("nice_to_have", ""), lines=2),
        Field("goals", text(_GOALS), Kind.MULTILINE, value("goals", ""), lines=2),
        Field("interviewers", text(_PANEL), Kind.CHOICES, list(value("interviewers", ())), panel),
        Field("manager", text(_MANAGER), Kind.CHOICE, value("manager", ""), managers),
    )


def _pay(context: Context, value: Callable[[str, object], Any]) -> tuple[Field, ...]:
    check = amounts.check(context)
    return tuple(
        Field(name, context.text(word), value=_figure(value(name, None)), half=True, check=check)
        for name, word in (("salary_low", _LOW), ("salary_high", _HIGH))
    )


def _figure(value: object) -> str:
    return "" if value is None else str(value)


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    for name in ("salary_low", "salary_high"):
        found[name] = read_amount(str(values[name] or ""))
    found["headcount"] = int(values["headcount"])
    found["urgency"], found["reason"] = Urgency(values["urgency"]), DemandReason(values["reason"])
    found["interviewers"] = tuple(values["interviewers"])
    start = values["start_on"]
    found["start_on"] = start if isinstance(start, date) else None
    return found


def open_requisition(context: Context, then: Callable[[str], None]) -> FormSheet:
    """Open the sheet for a new requisition; `then` gets its id."""
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_OPEN),
        context.text(_OPEN),
        Form(context.look, _fields(context, None)),
        subtitle=context.text(_SUBTITLE),
        width=680,
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, OpenRequisition(**_typed(values)), lambda done: then(done.value))

    context.form(sheet, filled)
    return sheet


def change_requisition(context: Context, row: RequisitionRow) -> FormSheet:
    """Open the sheet of an existing requisition."""
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_CHANGE),
        context.text(_SAVE),
        Form(context.look, _fields(context, row)),
        width=680,
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, ChangeRequisition(row.id, **_typed(values)))

    context.form(sheet, filled)
    return sheet
