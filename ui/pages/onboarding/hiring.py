"""The sheets that begin an onboarding and change its details."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from workbench.kernel.i18n import N_
from workbench.onboarding.commands import ChangeOnboarding, Hire
from workbench.onboarding.hireable import HireableRow, list_hireable
from workbench.onboarding.rows import OnboardingCard
from workbench.people.queries import list_staff
from workbench.pipeline.queries import shown

_TITLE, _VERB = N_("Begin an onboarding"), N_("Begin")
_SUBTITLE = N_("Tasks, welcome pack and papers are planned from the first day.")
_NOBODY = N_("Nobody stands in an offer stage. Move somebody there on the board first.")
_WHO, _ACCEPTED = N_("Who starts"), N_("offer accepted")
_START, _MANAGER, _SITE, _DESK, _NUMBER, _CONTRACT, _UNNAMED = (
    N_("First day of work"),
    N_("Manager"),
    N_("Site"),
    N_("Desk"),
    N_("Employee number"),
    N_("Months of the contract, 0 open-ended"),
    N_("not named yet"),
)
_CHANGE, _SAVE = N_("Change an onboarding’s details"), N_("Save")
LONGEST = 600


def hire(
    context: Context, application: str = "", then: Callable[[str], None] | None = None
) -> FormSheet | None:
    """Open the sheet that takes somebody on; `then` gets the onboarding's id."""
    people = {row.application_id: row for row in context.bridge.now(list_hireable).rows}
    if not people:
        context.say(_NOBODY)
        return None
    first = people.get(application) or next(iter(people.values()))
    options = tuple((key, _person(context, row)) for key, row in people.items())
    who = Field("application", context.text(_WHO), Kind.CHOICE, first.application_id, options)
    start = Field("start_on", context.text(_START), Kind.DATE, _start(context, first), half=True)
    details = _details(context, _found(first))
    form = Form(context.look, (who, start, *details))
    form.changed.connect(lambda name: _prefill(context, form, people) if name == who.name else None)
    text = context.text
    sheet = FormSheet(
        context.look, context.host, text(_TITLE), text(_VERB), form, subtitle=text(_SUBTITLE)
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, Hire(**values), lambda done: then(done.value) if then else None)

    context.form(sheet, filled)
    return sheet


def _person(context: Context, row: HireableRow) -> str:
    where = context.text(_ACCEPTED) if row.accepted else shown(row.stage, context.language)
    return " · ".join(part for part in (row.name, row.post, where) if part)


def _start(context: Context, row: HireableRow) -> date:
    today = context.today()
    if row.start_on is not None and row.start_on > today:
        return row.start_on
    return moments.next_monday(today + timedelta(days=14))


def _found(row: HireableRow) -> dict[str, Any]:
    return {
        "manager": row.manager_id,
        "site": row.site,
        "desk": "",
        "employee_no": "",
        "contract_months": row.contract_months or 0,
    }


def _prefill(context: Context, form: Form, people: dict[str, HireableRow]) -> None:
    row = people[str(form.values()["application"])]
    found = _found(row)
    kept = {name: found[name] for name in ("manager", "site", "contract_months")}
    form.set_values({"start_on": _start(context, row), **kept})


def _details(context: Context, found: dict[str, Any]) -> tuple[Field, ...]:
    text = context.text
    staff = context.bridge.now(list_staff, limit=1000).rows
    names = tuple((each.id, " · ".join(p for p in (each.name, each.title) if p)) for each in staff)
    managers = (("", text(_UNNAMED)), *names)
    months = found["contract_months"]
    return (
        Field("contract_months", text(_CONTRACT), Kind.NUMBER, months, high=LONGEST, half=True),
        Field("manager", text(_MANAGER), Kind.CHOICE, found["manager"], managers),
        Field("site", text(_SITE), value=found["site"], half=True),
        Field("desk", text(_DESK), value=found["desk"], half=True),
        Field("employee_no", text(_NUMBER), value=found["employee_no"], half=True),
    )


def change_details(context: Context, card: OnboardingCard) -> FormSheet:
    """Open the sheet with manager, site, desk and contract."""
    line = card.line
    found = {
        "manager": line.manager_id or "",
        "site": line.site,
        "desk": line.desk,
        "employee_no": card.employee_no,
        "contract_months": card.contract_months or 0,
    }
    form = Form(context.look, _details(context, found))
    text = context.text
    subtitle = f"{line.name} · {line.post}"
    sheet = FormSheet(
        context.look, context.host, text(_CHANGE), text(_SAVE), form, subtitle=subtitle
    )

    def filled(values: dict[str, Any]) -> None:
        values["contract_months"] = values["contract_months"] or None
        context.submit(sheet, ChangeOnboarding(line.id, **values))

    context.form(sheet, filled)
    return sheet
