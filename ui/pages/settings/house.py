"""What the organisation says of itself: the letterhead, the clocks, the way to the door."""

from __future__ import annotations

from datetime import time
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.widgets.buttons import Button
from ui.widgets.panel import Panel
from workbench.app import Done
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation.commands import ChangeOrganisation
from workbench.organisation.queries import OrganisationRow, organisation

_HOUSE, _SAVE = N_("The organisation"), N_("Save")
_NAME, _COUNTRY, _ZONE, _OPENS, _CLOSES = (
    N_("Name of the organisation"),
    N_("Country (CN, DE, US …)"),
    N_("Time zone"),
    N_("Opens"),
    N_("Closes"),
)
_ADDRESS, _WAY, _PHONE, _MAIL, _SIGNS, _AS = (
    N_("Address"),
    N_("How to get there"),
    N_("Phone"),
    N_("E-mail"),
    N_("Who signs letters"),
    N_("Title of who signs"),
)
_PLAIN = (
    "name",
    "country",
    "timezone",
    "address",
    "directions",
    "phone",
    "email",
    "recruiter",
    "recruiter_title",
)


class HousePanel(Panel):
    """A form with a button that saves it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, context.text(_HOUSE))
        self._context = context
        self.form: Form | None = None
        self._saved: dict[str, object] = {}
        self._carried: dict[str, object] = {}

    def refresh(self) -> None:
        """Ask for the organisation."""
        self._context.bridge.ask(self._show, organisation)

    def _show(self, row: OrganisationRow) -> None:
        if self.form is not None:
            self._renew(self.form, _values(row))
            return
        look = self._context.look
        self.form = Form(look, _fields(self._context, row))
        self._saved = self.form.values()
        self.form.set_values(self._carried)
        self._carried = {}
        save = Button(look, look.text(_SAVE), "primary")
        save.clicked.connect(self.save)
        self.add(self.form)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(save)
        self.column.addLayout(line)

    def _renew(self, form: Form, values: dict[str, Any]) -> None:
        """Show what is stored, except where somebody has typed and not saved."""
        held = self.unsaved()
        form.set_values(values)
        self._saved = form.values()
        form.set_values(held)

    def unsaved(self) -> dict[str, object]:
        """Return what was typed and not saved, by field."""
        typed = self.form.values() if self.form is not None else {}
        return {name: typed[name] for name in typed if typed[name] != self._saved[name]}

    def take_over(self, typed: dict[str, object]) -> None:
        """Show what was typed into this form before it was built anew."""
        if self.form is None:
            self._carried = typed
        else:
            self.form.set_values(typed)

    def save(self) -> None:
        """Write what stands in the form; show under its field what is refused."""
        form = self.form
        if form is None or not form.validate():
            return
        typed = form.values()
        values: dict[str, Any] = dict(typed)
        for name in ("opens", "closes"):
            moment = values[name]
            values[name] = None if moment is None else moment.hour * 60 + moment.minute
        context = self._context

        def refused(error: Exception) -> None:
            field = error.field if isinstance(error, RuleBroken) else ""
            if not (field and form.show_error(field, context.reason(error))):
                context.fail(error)

        def done(answer: Done) -> None:
            self._saved = typed
            context.done(answer.changes)

        context.bridge.run(ChangeOrganisation(**values), done, refused)


def _fields(context: Context, row: OrganisationRow) -> tuple[Field, ...]:
    text, value = context.text, _values(row)
    return (
        Field("name", text(_NAME), value=value["name"]),
        Field("country", text(_COUNTRY), value=value["country"], half=True),
        Field("timezone", text(_ZONE), value=value["timezone"], half=True),
        Field("opens", text(_OPENS), Kind.TIME, value["opens"], half=True),
        Field("closes", text(_CLOSES), Kind.TIME, value["closes"], half=True),
        Field("address", text(_ADDRESS), value=value["address"]),
        Field("directions", text(_WAY), Kind.MULTILINE, value["directions"]),
        Field("phone", text(_PHONE), value=value["phone"], half=True),
        Field("email", text(_MAIL), value=value["email"], half=True),
        Field("recruiter", text(_SIGNS), value=value["recruiter"], half=True),
        Field("recruiter_title", text(_AS), value=value["recruiter_title"], half=True),
    )


def _values(row: OrganisationRow) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    values["opens"] = time(row.opens // 60, row.opens % 60)
    values["closes"] = time(row.closes // 60, row.closes % 60)
    return values
