"""History: who changed what, when and on which device; older steps can be taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import moments
from ui.context import Context
from ui.models.paged_rows import Column
from ui.pages.base import Page
from ui.pages.history.telling import Telling
from ui.pages.split import SplitView
from ui.pages.steps import step_text
from ui.theme.tokens import Role
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.states import EmptyState
from workbench.app import history
from workbench.insights.steps import steps
from workbench.insights.telling import Told, told
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found

_TITLE = N_("History")
_TAKE_BACK = N_("Undo this step")
_WHEN, _WHAT, _ABOUT, _WHO, _DEVICE = (
    N_("When"),
    N_("What"),
    N_("About"),
    N_("Who"),
    N_("Device"),
)
_NONE = N_("Nothing has been changed yet")
_NONE_TEXT = N_("Every step will stand here, with who did it, when and on which device.")
_MORE = N_("{names} and {n} more")
_WAS_UNDONE = N_("This step was undone.")
_FOR_EVER = N_("This step cannot be undone.")
PAGE, WHO = 500, 3  # how many steps are read; where the column Who stands
RECORDS = 16  # how many a step tells beside the list; the command line tells them all

Row = history.EntryRow


class HistoryList(SplitView[Row]):
    """Steps, the newest first, and what the chosen one changed."""

    has_roots = True

    def __init__(self, context: Context, empty: EmptyState) -> None:
        text = context.text
        columns = (
            Column[Row]("when", text(_WHEN), self._when, 130),
            Column[Row]("what", text(_WHAT), self.what, 310),
            Column[Row]("about", text(_ABOUT), self._about, 190),
            Column[Row]("who", text(_WHO), lambda row: row.actor, 80),
            Column[Row]("device", text(_DEVICE), lambda row: row.device, 80),
        )
        self._asked = 0
        super().__init__(context, columns, empty, text(_TITLE))

    def read(self, rows: list[Row]) -> None:
        """Say what the step was, and ask what it changed."""
        if len(rows) != 1:
            return
        row, look = rows[0], self.look
        when = moments.exact(row.at, self.context.moment())
        who = " · ".join(part for part in (when, row.actor, row.device) if part)
        self.add_title(self.what(row), who)
        reason = _WAS_UNDONE if row.undone else "" if row.undoable else _FOR_EVER
        if reason:
            self.side.addWidget(Text(look, look.text(reason), Role.CAPTION, "text3", wrap=True))

        self._asked = asked = self._asked + 1

        def tell(found: Told) -> None:
            if asked == self._asked:  # else another step was chosen meanwhile
                Telling(self.context, self.side).tell(found)

        self.context.bridge.ask(tell, told, row.id, limit=RECORDS)

    def what(self, row: Row) -> str:
        """Return what was done, in words."""
        return step_text(self.context, row)

    def _when(self, row: Row) -> str:
        return moments.moment(self.look, row.at, self.context.moment())

    def _about(self, row: Row) -> str:
        names = self.context.listed(row.subjects)
        return self.look.text(_MORE, names=names, n=row.more) if row.more else names


class HistoryPage(Page):
    """All steps, and taking back the chosen one."""

    key = "history"
    is_root = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self.empty = EmptyState(look, "rotate-ccw-clock", look.text(_NONE), look.text(_NONE_TEXT))
        self.list = HistoryList(context, self.empty)
        self.table = self.list.table
        self.table.selectionMade.connect(self._chosen)
        self.take_back = Button(look, look.text(_TAKE_BACK), "secondary", "undo-2")
        self.take_back.setEnabled(False)
        self.take_back.clicked.connect(self._take_back)
        self.header.add_action(self.take_back)
        self.body.addWidget(self.list, 1)

    def keyboard(self) -> QWidget:
        """Return the table."""
        return self.table

    def refresh(self) -> None:
        """Ask for the newest entries."""
        self.context.bridge.ask(self._show, steps, limit=PAGE)

    def _show(self, page: Found[Row]) -> None:
        self.list.show_rows({row.id: row for row in page.rows})
        # Nobody has to give a name; then the column would be empty from top to bottom.
        self.table.setColumnHidden(WHO, not any(row.actor for row in page.rows))
        self._chosen(())

    def _changed(self, changes: Changes) -> None:
        self.touched(changes)

    def _chosen(self, _ids: tuple[str, ...]) -> None:
        row = self.list.only()
        self.take_back.setEnabled(row is not None and row.undoable and not row.undone)

    def _take_back(self) -> None:
        row = self.list.only()
        if row is not None:
            bridge = self.context.bridge
            bridge.write(
                lambda: bridge.app.take_back(row.id),
                lambda done: self.context.done(done.changes),
                self.context.fail,
            )
