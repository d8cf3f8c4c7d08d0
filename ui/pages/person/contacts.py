"""The log of contacts in the panel: what was said, and the sheet that notes it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.person.parts import EnterSaves, Verb, heading, on_demand, remark
from ui.pages.person.reading import PersonView
from ui.pages.person.texts import copy_text
from ui.sheets import FormSheet
from ui.theme.tokens import Role
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Text
from workbench.kernel.i18n import N_
from workbench.people.contacting import (
    CHANNEL_NAMES,
    DIRECTION_NAMES,
    OUTCOME_NAMES,
    ChangeContact,
    LogContact,
    LoggedRow,
    RemoveContact,
    SettleCallBack,
)
from workbench.people.models import Channel, Direction, Outcome

_LOG, _SAVE, _CORRECT = N_("Log a contact"), N_("Log it"), N_("Correct a logged contact")
_KEEP, _REMOVE = N_("Save"), N_("Remove this contact")
_SUBTITLE = N_("Enter saves; Shift+Enter begins a new line.")
_CHANNEL, _BEGAN, _OUTCOME, _BODY, _BACK = (
    N_("By which way"),
    N_("Who began"),
    N_("Outcome"),
    N_("What was said"),
    N_("Call back on"),
)
_CALL_ON, _CALLED = N_("Call back: {day}"), N_("Called back")
_CONTACTS, _LOG_MORE, _TEXT = N_("Contacts"), N_("Log a contact…"), N_("Copy text…")
_NO_CONTACTS = N_("No contact was logged yet.")
LOG_KEYS, TEXT_KEYS = "Ctrl+J", "Ctrl+T"
SHOWN = 5  # contacts at first; the others come on demand


def contacts_section(
    context: Context, rows: QVBoxLayout, view: PersonView, application: str
) -> None:
    """Show the log, the newest first; more of it on demand."""
    look = context.look
    verbs: list[Verb] = [(_LOG_MORE, lambda: log_contact(context, view, application), LOG_KEYS)]
    if not view.card.do_not_contact:
        verbs.append((_TEXT, lambda: copy_text(context, view, application), TEXT_KEYS))
    heading(look, rows, _CONTACTS, *verbs)
    for row in view.contacts[:SHOWN]:
        rows.addWidget(contact_row(context, row))
    if not view.contacts:
        remark(look, rows, look.text(_NO_CONTACTS))
    rest = view.contacts[SHOWN:]
    if rest:
        on_demand(look, rows, view.logged, (contact_row(context, row) for row in rest))


def _fields(context: Context, row: LoggedRow | None, direction: Direction) -> tuple[Field, ...]:
    text = context.text

    def options(names: Any) -> tuple[tuple[str, str], ...]:
        return tuple((code.value, text(name)) for code, name in names.items())

    said = row.body if row else ""
    channel = row.channel if row else Channel.CALL
    outcome = row.outcome if row else Outcome.NONE
    began = row.direction if row else direction
    day = row.call_back_on if row else None
    ways, ends = options(CHANNEL_NAMES), options(OUTCOME_NAMES)
    sides = options(DIRECTION_NAMES)
    return (
        Field("body", text(_BODY), Kind.MULTILINE, said, lines=3),
        Field("channel", text(_CHANNEL), Kind.CHOICE, channel.value, ways, half=True),
        Field("outcome", text(_OUTCOME), Kind.CHOICE, outcome.value, ends, half=True),
        Field("direction", text(_BEGAN), Kind.CHOICE, began.value, sides, half=True),
        Field("call_back_on", text(_BACK), Kind.DATE, day, half=True),
    )


def _values(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "body": str(values["body"]),
        "channel": Channel(values["channel"]),
        "direction": Direction(values["direction"]),
        "outcome": Outcome(values["outcome"]),
        "call_back_on": values["call_back_on"],
    }


def log_contact(context: Context, view: PersonView, application: str = "") -> FormSheet:
    """Ask what was said; whoever must not be contacted can only have come to us."""
    side = Direction.IN if view.card.do_not_contact else Direction.OUT
    form = Form(context.look, _fields(context, None, side))
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_LOG),
        context.text(_SAVE),
        form,
        subtitle=context.text(_SUBTITLE),
    )
    EnterSaves(sheet, "body")

    def filled(values: dict[str, Any]) -> None:
        command = LogContact(view.card.id, application=view.about(application), **_values(values))
        context.submit(sheet, command)

    context.form(sheet, filled)
    return sheet


def correct_contact(context: Context, row: LoggedRow) -> FormSheet:
    """Open a logged contact to be corrected."""
    form = Form(context.look, _fields(context, row, row.direction))
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_CORRECT),
        context.text(_KEEP),
        form,
        subtitle=context.text(_SUBTITLE),
    )
    EnterSaves(sheet, "body")

    def filled(values: dict[str, Any]) -> None:
        given = _values(values)
        if given["call_back_on"] == row.call_back_on:
            del given["call_back_on"]  # else a call that was made would be owed again
        elif given["call_back_on"] is None:
            given["no_call_back"] = True
        context.submit(sheet, ChangeContact(row.id, **given))

    context.form(sheet, filled)
    return sheet


def contact_row(context: Context, row: LoggedRow) -> QWidget:
    """Return one contact: what came of it by which way and when, what was said, who calls when."""
    look = context.look
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    words = QVBoxLayout()
    words.setSpacing(2)
    outcome = look.text(OUTCOME_NAMES[row.outcome]) if row.outcome else ""
    way = f"{look.text(CHANNEL_NAMES[row.channel])} · {look.text(DIRECTION_NAMES[row.direction])}"
    when = moments.moment(look, row.at, context.moment())
    head = " · ".join(part for part in (way, when, row.by) if part)
    words.addWidget(Text(look, head, Role.MICRO, "text3", wrap=True))
    said = " · ".join(part for part in (outcome, row.body) if part)
    words.addWidget(Text(look, said, Role.BODY, wrap=True))
    if row.call_back_on is not None and row.call_back_due:
        words.addWidget(_call_back(context, row))
    line.addLayout(words, 1)
    top = Qt.AlignmentFlag.AlignTop
    edit = IconButton(look, "pencil", look.text(_CORRECT), "ghost")
    edit.clicked.connect(lambda: correct_contact(context, row))
    remove = IconButton(look, "x", look.text(_REMOVE), "ghost")
    remove.clicked.connect(lambda: context.run(RemoveContact(row.id)))
    line.addWidget(edit, 0, top)
    line.addWidget(remove, 0, top)
    return box


def _call_back(context: Context, row: LoggedRow) -> QWidget:
    look, today = context.look, context.today()
    assert row.call_back_on is not None
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    text = look.text(_CALL_ON, day=moments.day(look, row.call_back_on, today))
    late, now = row.call_back_on < today, row.call_back_on == today
    tone = "bad" if late else "warn" if now else "text2"
    line.addWidget(Text(look, text, Role.LABEL, tone))
    done = Button(look, look.text(_CALLED), "ghost", "check")
    done.clicked.connect(lambda: context.run(SettleCallBack(row.id)))
    line.addWidget(done)
    line.addStretch(1)
    return box
