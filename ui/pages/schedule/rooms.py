"""The sheet of the meeting rooms."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, values_of
from ui.sheets import FormSheet, Sheet
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.states import EmptyState
from workbench.interviews.availability import RoomRow, list_rooms
from workbench.interviews.rooms import AddRoom, ArchiveRoom, ChangeRoom
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_

_TITLE, _ADD, _CHANGE, _SAVE, _ARCHIVE = (
    N_("Meeting rooms"),
    N_("Add a meeting room"),
    N_("Change a meeting room"),
    N_("Save"),
    N_("Archive"),
)
_NAME, _SITE, _SIZE = N_("Name of the room"), N_("Site"), N_("How many people it seats")
_SEATS, _EMPTY, _CLOSE = N_("seats {n}"), N_("No rooms yet"), N_("Close")
_EMPTY_TEXT = N_("Add a room: then no two interviews are put into it at one time.")
_NUMBER = N_("Write a whole number, or nothing.")


class RoomsSheet(Sheet):
    """A list of rooms; each opens its own sheet."""

    def __init__(self, context: Context) -> None:
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.HAIR)
        text = context.text
        super().__init__(context.look, context.host, text(_TITLE), text(_ADD), inside, width=460)
        self._context = context
        self.cancel.setText(text(_CLOSE))
        self.submitted.connect(lambda: edit_room(context, None))
        self.closed.connect(self.deleteLater)
        context.bridge.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the rooms as they are now."""
        empty(self._rows)
        context, look = self._context, self._context.look
        rows = context.bridge.now(list_rooms).rows
        for row in rows:
            seats = look.text(_SEATS, n=row.size) if row.size else ""
            face = RowFace(row.name, row.site, icon="door-open", aside=seats)
            button = RowButton(look, face)
            button.clicked.connect(lambda _=False, row=row: edit_room(context, row))
            self._rows.addWidget(button)
        if not rows:
            text = look.text
            self._rows.addWidget(EmptyState(look, "door-open", text(_EMPTY), text(_EMPTY_TEXT)))

    def _changed(self, changes: Changes) -> None:
        if "room" in changes.scopes and self.isVisible():
            self.refresh()
            self.refit()


def edit_room(context: Context, row: RoomRow | None) -> FormSheet:
    """Open the sheet of a room, or an empty one."""
    text, look, value = context.text, context.look, values_of(row)
    size = value("size", None)

    def whole(typed: object) -> str:
        return "" if str(typed).isdigit() else text(_NUMBER)

    form = Form(
        look,
        (
            Field("name", text(_NAME), value=value("name", ""), required=True),
            Field("site", text(_SITE), value=value("site", ""), half=True),
            Field(
                "size", text(_SIZE), value="" if size is None else str(size), half=True, check=whole
            ),
        ),
    )
    title, verb = text(_CHANGE if row else _ADD), text(_SAVE if row else _ADD)
    sheet = FormSheet(look, context.host, title, verb, form, width=420)
    if row is not None:
        archive = Button(look, text(_ARCHIVE), "ghost", "archive")
        archive.clicked.connect(lambda: context.submit(sheet, ArchiveRoom(row.id)))
        sheet.add_verb(archive)

    def filled(values: dict[str, Any]) -> None:
        name, site = str(values["name"]), str(values["site"])
        seats = int(str(values["size"])) if values["size"] else None
        command = ChangeRoom(row.id, name, site, seats) if row else AddRoom(name, site, seats)
        context.submit(sheet, command)

    context.form(sheet, filled)
    return sheet
