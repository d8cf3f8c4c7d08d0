"""One input per kind of field, all behind the same four verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.look import Look
from ui.widgets.check import Check
from ui.widgets.dates import DateField, TimeField
from ui.widgets.fields import Choice, NumberField, SecretField, TextArea, TextField, set_wrong
from ui.widgets.pickers import ChipPicker, FilePicker
from workbench.kernel.i18n import N_

if TYPE_CHECKING:
    from ui.forms import Field


_SHOW = N_("Show the passphrase")


class Input(Protocol):
    """What a form needs of an input."""

    @property
    def widget(self) -> QWidget:
        """The widget to lay out."""

    def value(self) -> object:
        """Return what was put in."""

    def set_value(self, value: object) -> None:
        """Put something in."""

    def on_change(self, act: Callable[[], None]) -> None:
        """Call `act` when a person changes it."""

    def on_leave(self, act: Callable[[], None]) -> None:
        """Call `act` when a person goes on from it."""

    def fault(self) -> str:
        """Return a word about what was typed and cannot be read, '' for none."""

    def mark_wrong(self, wrong: bool) -> None:
        """Show that it is wrong, or right again."""

    def focus(self) -> None:
        """Take the keyboard."""


class _Base:
    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    @property
    def widget(self) -> QWidget:
        return self._widget

    def on_leave(self, act: Callable[[], None]) -> None:
        """Only where something has to be read is there a word when one goes on."""

    def fault(self) -> str:
        return ""

    def mark_wrong(self, wrong: bool) -> None:
        set_wrong(self._widget, wrong)

    def focus(self) -> None:
        self._widget.setFocus(Qt.FocusReason.OtherFocusReason)


class _Line(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field: TextField = TextField(look, field.placeholder)
        super().__init__(self._field)

    def value(self) -> str:
        return self._field.text().strip()

    def set_value(self, value: object) -> None:
        self._field.setText("" if value is None else str(value))
        self._field.setCursorPosition(0)  # else a long text shows its end

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.textEdited.connect(lambda _text: act())


class _Secret(_Line):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = SecretField(look, look.text(_SHOW), field.placeholder)
        _Base.__init__(self, self._field)

    def value(self) -> str:
        return self._field.text()  # blanks at its ends belong to it


class _Area(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = TextArea(look, field.lines, field.placeholder)
        super().__init__(self._field)

    def value(self) -> str:
        return self._field.toPlainText().strip()

    def set_value(self, value: object) -> None:
        self._field.setPlainText("" if value is None else str(value))

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.textChanged.connect(act)


class _Choice(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = Choice(look)
        self._field.setPlaceholderText(field.placeholder)
        for value, text in field.options:
            self._field.addItem(text, value)
        self._field.setCurrentIndex(-1)
        super().__init__(self._field)

    def value(self) -> str:
        data = self._field.currentData()
        return "" if data is None else str(data)

    def set_value(self, value: object) -> None:
        self._field.setCurrentIndex(self._field.findData(value))

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.activated.connect(lambda _index: act())


class _Choices(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = ChipPicker(look, field.options, find=field.find)
        super().__init__(self._field)

    def value(self) -> list[str]:
        return self._field.chosen()

    def set_value(self, value: object) -> None:
        self._field.choose([str(one) for one in value] if isinstance(value, list | tuple) else [])

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.changed.connect(act)

    def focus(self) -> None:
        self._field.focus_first()


class _Date(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = DateField(look)
        super().__init__(self._field)

    def value(self) -> date | None:
        return self._field.day()

    def set_value(self, value: object) -> None:
        self._field.set_day(value if isinstance(value, date) else None)

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.edited.connect(act)

    def on_leave(self, act: Callable[[], None]) -> None:
        self._field.editingFinished.connect(act)

    def fault(self) -> str:
        return self._field.fault()


class _Time(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = TimeField(look)
        super().__init__(self._field)

    def value(self) -> time:
        return self._field.value()

    def set_value(self, value: object) -> None:
        if isinstance(value, time):
            self._field.set_time(value)

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.edited.connect(act)

    def on_leave(self, act: Callable[[], None]) -> None:
        self._field.editingFinished.connect(act)

    def fault(self) -> str:
        return self._field.fault()


class _Number(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = NumberField(look, field.low, field.high, field.decimals)
        self._whole = field.decimals == 0
        super().__init__(self._field)

    def value(self) -> float | int:
        return int(self._field.value()) if self._whole else self._field.value()

    def set_value(self, value: object) -> None:
        if isinstance(value, int | float):
            self._field.setValue(value)

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.valueChanged.connect(lambda _value: act())


class _Tick(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = Check(look, field.label)
        super().__init__(self._field)

    def value(self) -> bool:
        return self._field.isChecked()

    def set_value(self, value: object) -> None:
        self._field.setChecked(bool(value))

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.clicked.connect(lambda _checked: act())


class _File(_Base):
    def __init__(self, look: Look, field: Field) -> None:
        self._field = FilePicker(look, field.placeholder)
        super().__init__(self._field)

    def value(self) -> str:
        return self._field.path()

    def set_value(self, value: object) -> None:
        self._field.set_path("" if value is None else str(value))

    def on_change(self, act: Callable[[], None]) -> None:
        self._field.changed.connect(act)

    def mark_wrong(self, wrong: bool) -> None:
        set_wrong(self._field.line, wrong)

    def focus(self) -> None:
        self._field.line.setFocus(Qt.FocusReason.OtherFocusReason)


_MAKERS: dict[str, Callable[[Look, Field], Input]] = {
    "text": _Line,
    "secret": _Secret,
    "multiline": _Area,
    "choice": _Choice,
    "choices": _Choices,
    "date": _Date,
    "time": _Time,
    "number": _Number,
    "check": _Tick,
    "file": _File,
}


def make_input(look: Look, field: Field) -> Input:
    """Return the input for a field, filled with the field's value."""
    made = _MAKERS[field.kind.value](look, field)
    if field.value is not None:
        made.set_value(field.value)
    return made
