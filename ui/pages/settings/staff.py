"""The colleagues: interviewers, buddies, managers."""

from __future__ import annotations

from ui.context import Context
from ui.pages.settings.listed import ListPanel
from ui.pages.settings.staff_sheet import BUDDY, INTERVIEWS, LEADS, edit_staff
from ui.theme.colours import hue_for
from ui.widgets.emptying import empty
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.states import EmptyState
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page
from workbench.people.queries import StaffRow, list_staff

_TITLE, _ADD = N_("Colleagues"), N_("Add a colleague")
_NONE, _NONE_TEXT = (
    N_("No colleagues yet"),
    N_("Interviewers, buddies and managers stand here; they need no account."),
)


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
            roles = ((row.interviewer, INTERVIEWS), (row.buddy, BUDDY), (row.manager, LEADS))
            aside = self._context.listed(text(word) for on, word in roles if on)
            detail = " · ".join(part for part in (row.title, row.department, row.site) if part)
            face = RowFace(row.name, detail, hue=hue_for(row.id), aside=aside)
            button = RowButton(self._look_at, face)
            button.clicked.connect(lambda _=False, row=row: edit_staff(self._context, row))
            self._rows.addWidget(button)
        if not page.rows:
            self._rows.addWidget(EmptyState(self._look_at, "users", text(_NONE), text(_NONE_TEXT)))
