"""The colleagues: interviewers, buddies, managers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind, values_of
from ui.pages.settings.listed import ListPanel
from ui.sheets import FormSheet
from ui.theme.colours import hue_for
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.states import EmptyState
from workbench.app import Done
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page
from workbench.people.queries import StaffRow, list_staff
from workbench.people.staffing import AddStaff, ArchiveStaff, ChangeStaff

_TITLE, _ADD, _CHANGE, _SAVE = (
    N_("Colleagues"),
    N_("Add a colleague"),
    N_("Change a colleague"),
    N_("Save"),
)
_NAME, _MAIL, _PHONE, _DEPARTMENT, _POST, _SITE, _SINCE = (
    N_("Name"),
    N_("E-mail"),
    N_("Phone"),
    N_("Department"),
    N_("Title"),
    N_("Site"),
    N_("Here since"),
)
_INTERVIEWS, _BUDDY, _LEADS = N_("interviews"), N_("is willing to be a buddy"), N_("leads people")
_NONE, _NONE_TEXT = (
    N_("No colleagues yet"),
    N_("Interviewers, buddies and managers stand here; they need no account."),
)
_ARCHIVE = N_("Archive")


class StaffPanel(ListPanel):
    """A list of colleagues and the sheets to add and change them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _TITLE, _ADD, lambda: edit_staff(context, None))

    def refresh(self) -> None:
        """Ask for everybody."""
        self._context.bridge.ask(self._show, list_staff)

    def _show(self, page: Page[StaffRow]) -> None:
        empty(self._rows)
        text = self._context.text
        for row in page.rows:
            roles = ((row.interviewer, _INTERVIEWS), (row.buddy, _BUDDY), (row.manager, _LEADS))
            aside = self._context.listed(text(word) for on, word in roles if on)
            detail = " · ".join(part for part in (row.title, row.department, row.site) if part)
            face = RowFace(row.name, detail, hue=hue_for(row.id), aside=aside)
            button = RowButton(self._look_at, face)
            button.clicked.connect(lambda _=False, row=row: edit_staff(self._context, row))
            self._rows.addWidget(button)
        if not page.rows:
            self._rows.addWidget(EmptyState(self._look_at, "users", text(_NONE), text(_NONE_TEXT)))


def _fields(context: Context, row: StaffRow | None) -> tuple[Field, ...]:
    text, value = context.text, values_of(row)
    return (
        Field("name", text(_NAME), value=value("name", ""), required=True),
        Field("department", text(_DEPARTMENT), value=value("department", ""), half=True),
        Field("title", text(_POST), value=value("title", ""), half=True),
        Field("email", text(_MAIL), value=value("email", ""), half=True),
        Field("phone", text(_PHONE), value=value("phone", ""), half=True),
        Field("site", text(_SITE), value=value("site", ""), half=True),
        Field("hired_on", text(_SINCE), Kind.DATE, value("hired_on", None), half=True),
        Field("interviewer", text(_INTERVIEWS), Kind.CHECK, value("interviewer", True), half=True),
        Field("manager", text(_LEADS), Kind.CHECK, value("manager", False), half=True),
        Field("buddy", text(_BUDDY), Kind.CHECK, value("buddy", False)),
    )


def edit_staff(
    context: Context, row: StaffRow | None, then: Callable[[], object] | None = None
) -> FormSheet:
    """Open the sheet of a colleague, or an empty one; `then` is called when all is written."""
    text, look = context.text, context.look
    form = Form(look, _fields(context, row))
    title = text(_CHANGE if row else _ADD)
    sheet = FormSheet(look, context.host, title, text(_SAVE if row else _ADD), form)
    if row is not None:
        archive = Button(look, text(_ARCHIVE), "ghost", "archive")
        archive.clicked.connect(lambda: context.submit(sheet, ArchiveStaff(row.id)))
        form.layout().addWidget(archive)  # type: ignore[union-attr]

    def filled(values: dict[str, Any]) -> None:
        command = ChangeStaff(row.id, **values) if row else AddStaff(**values)

        def written(_done: Done) -> None:
            if then is not None:
                then()

        context.submit(sheet, command, written)

    context.form(sheet, filled)
    return sheet
