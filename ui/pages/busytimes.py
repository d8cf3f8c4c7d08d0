"""When a colleague or a room is taken: the list in their sheet, and the sheets that add to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button, IconButton
from ui.widgets.emptying import empty
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Text
from workbench.app import Connection
from workbench.interviews.availability import BusyRow, RoomBusyRow
from workbench.interviews.busy import KIND_NAMES, AddLeave
from workbench.interviews.models import BusyKind
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_

_TITLE, _NONE, _REMOVE = N_("Busy times"), N_("Nothing is noted from today on."), N_("Remove")
_REMOVE_ONE = N_("Remove {what}")
_MORE = N_("… and {n} more")
_ADD, _LEAVE, _VERB = N_("Add a busy time"), N_("Add leave"), N_("Add")
_DAY, _START, _END, _WHAT = N_("Day"), N_("Begins"), N_("Ends"), N_("What it is")
_FIRST, _LAST = N_("First day"), N_("Last day")
_TEN, _ELEVEN = time(10, 0), time(11, 0)
SHOWN = 8
_COMMAS = re.compile(r"[,，、;；\n]+")

Row = BusyRow | RoomBusyRow
Verb = tuple[str, str, Callable[[], object]]


@dataclass(frozen=True)
class Taken:
    """Whose times they are and how to treat them.

    Attributes: `whose`, an id; `read`, a query of the times of an id since a day; `remove`, makes
    the command that takes one away; `scope`, the table; `verbs`, text, icon and act of the buttons.
    """

    whose: str
    read: Callable[[Connection, str, date], Sequence[Row]]
    remove: Callable[[str], object]
    scope: str
    verbs: tuple[Verb, ...]


def words_in(text: object) -> tuple[str, ...]:
    """Return the words of a line, which commas of any language keep apart."""
    found = (" ".join(each.split()) for each in _COMMAS.split(str(text or "")))
    return tuple(dict.fromkeys(each for each in found if each))


class BusyList(QWidget):
    """The times from today on, each with a button that removes it.

    `grown` is called when the list has got another height.
    """

    def __init__(self, context: Context, taken: Taken, grown: Callable[[QWidget], object]) -> None:
        super().__init__()
        self._context, self._taken, self._grown = context, taken, grown
        look = context.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Text(look, look.text(_TITLE), Role.LABEL, "text2"))
        box = QWidget()
        flow = FlowLayout(box)
        for word, icon, act in taken.verbs:
            button = Button(look, look.text(word), "secondary", icon)
            button.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(button)
        column.addWidget(box)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        context.bridge.changed.connect(self._changed)
        self._show(context.bridge.now(taken.read, taken.whose, context.today()))

    def refresh(self) -> None:
        """Ask for the times as they are now."""
        self._context.bridge.ask(
            self._arrived, self._taken.read, self._taken.whose, self._context.today()
        )

    def _changed(self, changes: Changes) -> None:
        if self._taken.scope in changes.scopes and self.isVisible():
            self.refresh()

    def _arrived(self, rows: Sequence[Row]) -> None:
        self._show(rows)
        self._grown(self)

    def _show(self, rows: Sequence[Row]) -> None:
        empty(self._rows)
        look = self._context.look
        for row in rows[:SHOWN]:
            self._rows.addWidget(self._row(row))
        more = len(rows) - SHOWN
        if more > 0:
            self._rows.addWidget(Text(look, look.text(_MORE, n=more), Role.CAPTION, "text2"))
        if not rows:
            self._rows.addWidget(Text(look, look.text(_NONE), Role.CAPTION, "text3"))

    def _row(self, row: Row) -> QWidget:
        look = self._context.look
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        when, what = shown_time(self._context, row), self._what(row)
        line.addWidget(Text(look, when, Role.BODY))
        line.addWidget(Text(look, what, Role.CAPTION, "text2", wrap=True), 1)
        name = look.text(_REMOVE_ONE, what=" ".join(part for part in (when, what) if part))
        drop = IconButton(look, "x", look.text(_REMOVE), "ghost")
        drop.setAccessibleName(name)
        drop.clicked.connect(lambda: self._context.run(self._taken.remove(row.id)))
        line.addWidget(drop)
        return box

    def _what(self, row: Row) -> str:
        kind = row.kind if isinstance(row, BusyRow) else BusyKind.BUSY.value
        said = "" if kind == BusyKind.BUSY else self._context.text(KIND_NAMES[BusyKind(kind)])
        return " · ".join(part for part in (said, row.label) if part)


def shown_time(context: Context, row: Row) -> str:
    """Return a time as people write it; whole days without the clock."""
    now, look = context.moment(), context.look
    start, end = (each.astimezone(now.tzinfo) for each in (row.starts_at, row.ends_at))
    midnight = time()
    if start.time() == end.time() == midnight:
        last = (end - timedelta(minutes=1)).date()
        days = (moments.date_text(look, each, now.date()) for each in (start.date(), last))
        first, until = days
        return first if last == start.date() else f"{first} – {until}"
    ending = f"{end:%H:%M}" if end.date() == start.date() else moments.moment(look, end, now)
    return f"{moments.moment(look, start, now)}–{ending}"


def ask_time(
    context: Context, make: Callable[[datetime, datetime, str], object], title: str = _ADD
) -> FormSheet:
    """Ask for a day with two times; `make` returns the command for them."""
    text, day = context.text, context.today()
    form = Form(
        context.look,
        (
            Field("day", text(_DAY), Kind.DATE, day, required=True),
            Field("start", text(_START), Kind.TIME, _TEN, half=True),
            Field("end", text(_END), Kind.TIME, _ELEVEN, half=True),
            Field("label", text(_WHAT)),
        ),
    )
    sheet = FormSheet(context.look, context.host, text(title), text(_VERB), form, width=420)

    def filled(values: dict[str, Any]) -> None:
        start, end = (datetime.combine(values["day"], values[each]) for each in ("start", "end"))
        context.submit(sheet, make(start, end, str(values["label"])))

    context.form(sheet, filled)
    return sheet


def ask_leave(context: Context, staff_id: str) -> FormSheet:
    """Ask for the days of a leave."""
    text, day = context.text, context.today()
    form = Form(
        context.look,
        (
            Field("first", text(_FIRST), Kind.DATE, day, required=True, half=True),
            Field("last", text(_LAST), Kind.DATE, day, half=True),
            Field("label", text(_WHAT)),
        ),
    )
    sheet = FormSheet(context.look, context.host, text(_LEAVE), text(_VERB), form, width=420)

    def filled(values: dict[str, Any]) -> None:
        first, last, label = (values[each] for each in ("first", "last", "label"))
        context.submit(sheet, AddLeave(staff_id, first, last, str(label)))

    context.form(sheet, filled)
    return sheet
