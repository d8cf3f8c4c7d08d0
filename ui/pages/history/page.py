"""History: who changed what, when and on which device; older steps can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.models.paged_rows import Column, PagedRows
from ui.pages.base import Page
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState
from ui.widgets.table import DataTable
from workbench.app import COMMANDS, history
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_, Message
from workbench.kernel.queries import Page as Found

_TITLE = N_("History")
_TAKE_BACK = N_("Undo this step")
_UNDO, _REDO = N_("Undo"), N_("Redo")
_WHEN, _WHAT, _ABOUT, _WHO, _DEVICE = (
    N_("When"),
    N_("What"),
    N_("About"),
    N_("Who"),
    N_("Device"),
)
_NONE = N_("Nothing has been changed yet")
_NONE_TEXT = N_("Every step will stand here, with who did it, when and on which device.")
_CHOOSE = N_("Choose a step to see what it changed.")
_ERASED = N_("The content of this step was erased.")
_MORE = N_("{names} and {n} more")
_STATE_UNDONE, _KIND_UNDO, _KIND_REDO = N_("undone"), N_("Undone: {what}"), N_("Done again: {what}")
_EMPTY = "–"
PAGE = 500

Row = history.EntryRow


class HistoryPage(Page):
    """A table of entries, and what the chosen one changed."""

    key = "history"

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self._rows: dict[str, Row] = {}
        self._model: PagedRows[Row] = PagedRows(
            self._fetch,
            (
                Column("at", look.text(_WHEN), self._when, 130),
                Column("what", look.text(_WHAT), self._what, 280),
                Column("about", look.text(_ABOUT), self._about, 240),
                Column("who", look.text(_WHO), lambda row: row.actor, 110),
                Column("device", look.text(_DEVICE), lambda row: row.device, 140),
            ),
        )
        self.table = DataTable(look, self._model)
        self.table.selectionMade.connect(self._chosen)
        self.take_back = Button(look, look.text(_TAKE_BACK), "secondary", "undo-2")
        self.take_back.setEnabled(False)
        self.take_back.clicked.connect(self._take_back)
        self.header.add_action(self.take_back)
        self.empty = EmptyState(look, "rotate-ccw-clock", look.text(_NONE), look.text(_NONE_TEXT))
        self._details = QVBoxLayout()
        self.body.addWidget(self._split(), 1)
        self.body.addWidget(self.empty, 1)

    def _split(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.addLayout(self._details)
        column.addStretch(1)
        self._say(self.look.text(_CHOOSE))
        side = Panel(self.look, padding=0)
        side.add(Scroller(self.look, inside), 1)
        self._box = QWidget()
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        main = Panel(self.look, padding=Space.XS)
        main.add(self.table, 1)
        side.setFixedWidth(self.look.px(340))
        row.addWidget(main, 1)
        row.addWidget(side)
        return self._box

    def keyboard(self) -> QWidget:
        """Return the table."""
        return self.table

    def refresh(self) -> None:
        """Ask for the newest entries."""
        self.context.bridge.ask(self._show, history.entries, limit=PAGE)

    def _show(self, page: Found[Row]) -> None:
        self._rows = {row.id: row for row in page.rows}
        self._model.set_ids([row.id for row in page.rows])
        self._box.setVisible(bool(page.rows))
        self.empty.setVisible(not page.rows)

    def _changed(self, changes: Changes) -> None:
        self.touched(changes)

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {each: self._rows[each] for each in ids}

    def _when(self, row: Row) -> str:
        return moments.moment(self.look, row.at, self.context.moment())

    def _what(self, row: Row) -> str:
        what = self.context.show(Message(COMMANDS.done(row.command), row.label))
        if row.kind != "do":
            what = self.look.text(_KIND_UNDO if row.kind == "undo" else _KIND_REDO, what=what)
        return f"{what} · {self.look.text(_STATE_UNDONE)}" if row.undone else what

    def _about(self, row: Row) -> str:
        names = (
            "、".join(row.subjects) if self.context.language == "zh" else ", ".join(row.subjects)
        )
        return self.look.text(_MORE, names=names, n=row.more) if row.more else names

    def _chosen(self, ids: tuple[str, ...]) -> None:
        row = self._rows.get(ids[0]) if len(ids) == 1 else None
        self.take_back.setEnabled(row is not None and row.undoable and not row.undone)
        if row is not None:
            self.context.bridge.ask(self._show_details, history.details, row.id)

    def _show_details(self, rows: tuple[history.ChangeRow, ...]) -> None:
        self._clear()
        if not rows:
            self._say(self.look.text(_ERASED))
        for row in rows[:200]:
            if row.field in ("id", "key", "object_id"):
                continue
            self._details.addWidget(
                Text(self.look, f"{row.table} · {row.field}", Role.MICRO, "text3")
            )
            line = f"{_value(row.before)} → {_value(row.after)}"
            self._details.addWidget(Text(self.look, line, Role.CAPTION, "text", wrap=True))

    def _say(self, text: str) -> None:
        self._clear()
        self._details.addWidget(Text(self.look, text, Role.CAPTION, "text3", wrap=True))

    def _clear(self) -> None:
        while self._details.count():
            item = self._details.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _take_back(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) == 1:
            bridge = self.context.bridge
            bridge.write(
                lambda: bridge.app.take_back(chosen[0]),
                lambda done: self.context.done(done.changes),
                self.context.fail,
            )


def _value(value: object) -> str:
    if value in (None, "", b""):
        return _EMPTY
    if isinstance(value, bytes):
        return "…"
    text = str(value)
    return text if len(text) <= 160 else text[:159] + "…"
