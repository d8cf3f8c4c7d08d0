"""The sheet of the meeting rooms."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, values_of
from ui.pages.busytimes import BusyList, Taken, ask_time, words_in
from ui.sheets import FormSheet, Sheet
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.states import EmptyState
from workbench.interviews.availability import RoomRow, list_rooms, room_busy_ahead
from workbench.interviews.busy import AddRoomBusyTime, RemoveRoomBusyTime
from workbench.interviews.hours import shown_clock
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
_HAS, _HAS_HELP = N_("What it has"), N_("Words with commas between them, such as screen, camera")
_OPENS, _CLOSES, _OFFICE = N_("Opens"), N_("Closes"), N_("with the office")
_BUSY = N_("Busy time…")
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
            about = " · ".join(part for part in (row.site, context.listed(row.features)) if part)
            face = RowFace(row.name, about, icon="door-open", aside=seats)
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
    text, look = context.text, context.look
    form = Form(look, _fields(context, row))
    title, verb = text(_CHANGE if row else _ADD), text(_SAVE if row else _ADD)
    sheet = FormSheet(look, context.host, title, verb, form, width=480)
    if row is not None:
        archive = Button(look, text(_ARCHIVE), "ghost", "archive")
        archive.clicked.connect(lambda: context.submit(sheet, ArchiveRoom(row.id)))
        sheet.add_verb(archive)
        _add_busy(context, sheet, row.id)
    context.form(sheet, lambda values: context.submit(sheet, _command(row, values)))
    return sheet


def _fields(context: Context, row: RoomRow | None) -> tuple[Field, ...]:
    text, value = context.text, values_of(row)
    size = value("size", None)

    def whole(typed: object) -> str:
        return "" if str(typed).isdigit() else text(_NUMBER)

    opening = (
        Field(
            name,
            text(label),
            value=shown_clock(value(name, None)),
            placeholder=text(_OFFICE),
            half=True,
        )
        for name, label in (("opens", _OPENS), ("closes", _CLOSES))
    )
    return (
        Field("name", text(_NAME), value=value("name", ""), required=True),
        Field("site", text(_SITE), value=value("site", ""), half=True),
        Field("size", text(_SIZE), value="" if size is None else str(size), half=True, check=whole),
        Field(
            "features",
            text(_HAS),
            value=context.listed(value("features", ())),
            help=text(_HAS_HELP),
        ),
        *opening,
    )


def _command(row: RoomRow | None, values: dict[str, Any]) -> AddRoom | ChangeRoom:
    said = {each: str(values[each]) for each in ("name", "site", "opens", "closes")}
    size = int(str(values["size"])) if values["size"] else None
    features = words_in(values["features"])
    if row:
        return ChangeRoom(row.id, size=size, features=features, **said)
    return AddRoom(size=size, features=features, **said)


def _add_busy(context: Context, sheet: FormSheet, room_id: str) -> None:
    def add() -> None:
        ask_time(context, lambda start, end, label: AddRoomBusyTime(room_id, start, end, label))

    verbs = ((_BUSY, "plus", add),)
    taken = Taken(room_id, room_busy_ahead, RemoveRoomBusyTime, "room_busy_time", verbs)
    grid = sheet.form.layout()
    assert isinstance(grid, QGridLayout)
    grid.addWidget(BusyList(context, taken, sheet.grow), grid.rowCount(), 0, 1, 2)
