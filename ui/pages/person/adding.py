"""The sheet that adds a candidate: a name and one contact are enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.person.known import KnownAlready
from ui.pages.person.quickly import QUICK, Quickly, quick_field
from ui.sheets import FormSheet
from workbench.app import Done
from workbench.demand.queries import RequisitionRow, list_requisitions
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.i18n import N_
from workbench.people.commands import AddCandidate
from workbench.pipeline.commands import AddApplicant

_TITLE, _VERB = N_("Add a candidate"), N_("Add")
_SUBTITLE = N_("A name and one contact are enough; the rest can wait.")
_NAME, _PHONE, _EMAIL, _WECHAT = N_("Name"), N_("Phone"), N_("E-mail"), N_("WeChat")
_CITY, _DEGREE, _SCHOOL, _YEARS = N_("City"), N_("Degree"), N_("School"), N_("Years of experience")
_SOURCE, _FOR, _NOBODY = N_("Source"), N_("Requisition"), N_("none yet")
_EMPLOYER, _JOB = N_("Present employer"), N_("Present title")


def fields(
    context: Context, requisition: str, open_ones: Sequence[RequisitionRow], line: str = ""
) -> tuple[Field, ...]:
    """Return the fields of the sheet."""
    text = context.text
    posts = (("", text(_NOBODY)), *((each.id, each.title) for each in open_ones))
    degrees = tuple((d.value, text(DEGREE_NAMES[d])) for d in Degree)
    return (
        quick_field(context, line),
        Field("name", text(_NAME), required=True),
        Field("phone", text(_PHONE), half=True),
        Field("email", text(_EMAIL), half=True),
        Field("wechat", text(_WECHAT), half=True),
        Field("source", text(_SOURCE), half=True),
        Field("requisition", text(_FOR), Kind.CHOICE, requisition, posts),
        Field("title", text(_JOB), half=True),
        Field("employer", text(_EMPLOYER), half=True),
        Field("city", text(_CITY), half=True),
        Field("degree", text(_DEGREE), Kind.CHOICE, "", degrees, half=True),
        Field("school", text(_SCHOOL), half=True),
        Field("years", text(_YEARS), half=True, check=years_check(context)),
    )


LONGEST_CAREER = 80
_NUMBER = N_("Write a number of years, such as 3 or 2.5.")


def years_check(context: Context) -> Callable[[object], str]:
    """Return a check that a text is a number of years."""

    def check(value: object) -> str:
        try:
            return "" if 0 <= float(str(value)) < LONGEST_CAREER else context.text(_NUMBER)
        except ValueError:
            return context.text(_NUMBER)

    return check


def add_person(
    context: Context,
    requisition: str = "",
    then: Callable[[str], None] | None = None,
    *,
    line: str = "",
) -> FormSheet:
    """Open the sheet, filled from `line`; the new person is put on the chosen requisition."""
    rows = context.bridge.now(list_requisitions).rows
    form = Form(context.look, fields(context, requisition, rows, line))
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_TITLE),
        context.text(_VERB),
        form,
        subtitle=context.text(_SUBTITLE),
        width=600,
    )
    posts = [(each.id, each.title) for each in rows if each.state == "open"]
    quickly = Quickly(context, sheet, posts)
    KnownAlready(context, sheet)

    def filled(values: dict[str, Any]) -> None:
        values.pop(QUICK)
        wanted = str(values.pop("requisition") or "")
        years = float(values["years"]) if values["years"] else None
        known = {"years": years, "degree": Degree(values["degree"]), "cv_text": quickly.cv_text}
        person = AddCandidate(**values | known)
        command = AddApplicant(person, wanted) if wanted else person

        def added(done: Done) -> None:
            if then is not None:
                then(done.value)

        context.submit(sheet, command, added)

    if line:
        quickly.fill()
    context.form(sheet, filled)
    return sheet
