"""Forms from a list of fields: labels, inputs, checks, and a word under what is wrong.

A form knows no subject. It gives back a dictionary by field name; what a rule refuses later
(`RuleBroken.field`) is shown in the same place by `show_error`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.inputs import Input, make_input
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.fields import SecretField
from ui.widgets.labels import Text
from ui.widgets.pickers import ChipPicker
from ui.widgets.scroll import reveal
from workbench.kernel.i18n import N_

_PAUSE_MS = 120
_LINE = 2  # rows of the grid: the fields, and what is put below all of them
_REQUIRED = N_("Please fill in: {label}")


class Kind(StrEnum):
    """What is asked for, which decides the input."""

    TEXT = "text"
    SECRET = "secret"
    MULTILINE = "multiline"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CHECK = "check"
    FILE = "file"


@dataclass(frozen=True)
class Field:
    """One field. All its texts are in the reader's language already.

    `options` are pairs of value and text, `find` returns by what words a text is found where they
    are many; `half` lets two fields share a line; `check` returns a word about a wrong value, or
    ''. Values: str for text, secret, multiline, choice, and file; list of
    str for choices; date, time, float or int, and bool for the others. An empty date is None.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    value: object = None
    options: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""
    help: str = ""
    required: bool = False
    half: bool = False
    lines: int = 3
    low: float = 0
    high: float = 1e9
    decimals: int = 0
    check: Callable[[object], str] | None = None
    find: Callable[[str], str] | None = None


def values_of(row: object | None) -> Callable[[str, object], Any]:
    """Return what reads a field of `row` by name; without a row it gives the other value."""
    return lambda name, other: other if row is None else getattr(row, name)


class Form(QWidget):
    """Labelled fields in one or two columns.

    Signals: `changed(str)` with the name of the field that was edited.
    """

    changed = Signal(str)

    def __init__(self, look: Look, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fields = {field.name: field for field in fields}
        self._inputs: dict[str, Input] = {}
        self._errors: dict[str, Text] = {}
        self._helps: dict[str, Text] = {}
        self._cells: dict[str, QVBoxLayout] = {}
        self._lines: dict[str, int] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M + 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._lay()

    def _lay(self) -> None:
        row, column = 0, 0
        for field in self._fields.values():
            cell = self._cell(field)
            if not field.half and column == 1:
                row, column = row + _LINE, 0
            span = 1 if field.half else 2
            self._grid.addWidget(cell, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            self._lines[field.name] = row
            column += span
            if column >= 2:
                row, column = row + _LINE, 0

    def _cell(self, field: Field) -> QWidget:
        cell, look = QWidget(self), self._look
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        made = make_input(look, field)
        self._inputs[field.name] = made
        if field.kind is not Kind.CHECK:
            label = Text(look, field.label, Role.LABEL, "text2")
            label.setBuddy(made.widget)
            column.addWidget(label)
        column.addWidget(made.widget)
        self._cells[field.name] = column
        if field.help:
            self._helps[field.name] = Text(look, field.help, Role.CAPTION, "text3", wrap=True)
            column.addWidget(self._helps[field.name])
        error = Text(look, "", Role.CAPTION, "bad", wrap=True)
        error.hide()
        column.addWidget(error)
        self._errors[field.name] = error
        made.widget.setAccessibleName(field.label)
        made.on_change(partial(self._edited, field.name))
        made.on_leave(partial(self._left, field.name))
        return cell

    def _edited(self, name: str) -> None:
        self.show_error(name, "", focus=False)
        self.changed.emit(name)

    def _left(self, name: str) -> None:
        fault = self._inputs[name].fault()
        if fault:
            self.show_error(name, fault, focus=False)

    def input(self, name: str) -> QWidget:
        """Return the widget of a field, for focus and tests."""
        return self._inputs[name].widget

    def secret(self, name: str) -> SecretField:
        """Return the field of a passphrase."""
        found = self._inputs[name].widget
        assert isinstance(found, SecretField)
        return found

    def put_below(self, name: str, widget: QWidget) -> None:
        """Put a widget between a field and the word about what is wrong with it."""
        cell = self._cells[name]
        cell.insertWidget(cell.indexOf(self._errors[name]), widget)

    def put_below_line(self, name: str, widget: QWidget) -> None:
        """Put a widget below the whole line in which a field stands."""
        self._grid.addWidget(widget, self._lines[name] + 1, 0, 1, 2)

    def mark(self, name: str, text: str) -> None:
        """Show that a field is wrong by something that is said elsewhere, '' that it is right."""
        self._inputs[name].mark_wrong(bool(text))
        self._inputs[name].widget.setAccessibleDescription(text)

    def values(self) -> dict[str, object]:
        """Return what stands in the fields, by name."""
        return {name: made.value() for name, made in self._inputs.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Fill some of the fields."""
        for name, value in values.items():
            self._inputs[name].set_value(value)

    def set_help(self, name: str, text: str) -> None:
        """Say something else, or nothing, below a field that has a help text."""
        self._helps[name].setText(text)
        self._helps[name].setVisible(bool(text))

    def set_options(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options in a field of chips; what is chosen and still there stays chosen."""
        widget = self._inputs[name].widget
        if isinstance(widget, ChipPicker):
            widget.set_options(options)

    def errors(self) -> dict[str, str]:
        """Return what is wrong now, by field name, without showing it."""
        found: dict[str, str] = {}
        for name, field in self._fields.items():
            value, fault = self._inputs[name].value(), self._inputs[name].fault()
            if fault:
                found[name] = fault
            elif field.required and value in (None, "", [], False):
                found[name] = self._look.text(_REQUIRED, label=field.label)
            elif field.check is not None and value not in (None, ""):
                word = field.check(value)
                if word:
                    found[name] = word
        return found

    def validate(self) -> bool:
        """Show what is wrong, go to the first wrong field, and return whether all is right."""
        found = self.errors()
        for name in self._fields:
            self.show_error(name, found.get(name, ""), focus=False)
        if found:
            first = next(iter(found))
            self.focus(first)
            announce(self, found[first])
        return not found

    def show_error(self, name: str, text: str, *, focus: bool = True) -> bool:
        """Show a word under a field, '' for none; return False where no field has that name."""
        if name not in self._errors:
            return False
        self._errors[name].setText(text)
        self._errors[name].setVisible(bool(text))
        self._inputs[name].mark_wrong(bool(text))
        self._inputs[name].widget.setAccessibleDescription(text)
        if text and focus:
            self.focus(name)
        return True

    def focus(self, name: str = "") -> None:
        """Bring the keyboard to a field, to the first one without a name."""
        key = name or next(iter(self._fields), "")
        if key:
            self._inputs[key].focus()
            reveal(self._inputs[key].widget)


class HintedForm(Form):
    """A form that says below its fields, once the typing rests, what speaks against them.

    Attributes: `hint`, hidden while there is nothing to say.
    """

    def __init__(self, look: Look, fields: Sequence[Field]) -> None:
        super().__init__(look, fields)
        self.hint = Text(look, "", Role.CAPTION, "warn", wrap=True)
        self.hint.hide()
        self._grid.addWidget(self.hint, self._grid.rowCount(), 0, 1, 2)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.look_around)
        self.changed.connect(lambda _name: self._soon.start())

    def look_around(self) -> None:
        """Look at what is in the fields and `say` what speaks against it. Forms say how."""

    def say(self, lines: Sequence[str]) -> None:
        """Show lines as the hint, none to hide it."""
        self.hint.setText("\n".join(lines))
        self.hint.setVisible(bool(lines))
        self.updateGeometry()
