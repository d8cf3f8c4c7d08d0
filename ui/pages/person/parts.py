"""Pieces that the sections of the person panel share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.sheets import FormSheet
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from workbench.kernel.i18n import N_

_ALL = N_("Show all {n}")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Verb = tuple[str, Callable[[], object], str]  # the word, what it does, its keys or ''


def heading(look: Look, rows: QVBoxLayout, text: str, *verbs: Verb) -> None:
    """Add the heading of a section, with its verbs at the right end."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(Space.XS)
    line.addWidget(Text(look, look.text(text), Role.LABEL, "text2"), 1)
    for word, act, keys in verbs:
        button = Button(look, look.text(word), "ghost")
        button.setToolTip(keys)
        button.clicked.connect(lambda _=False, act=act: act())
        line.addWidget(button)
    rows.addSpacing(Space.M)
    rows.addWidget(box)


def remark(look: Look, rows: QVBoxLayout, text: str) -> None:
    """Add a quiet word where there is nothing to show."""
    rows.addWidget(Text(look, text, Role.CAPTION, "text3", wrap=True))


def on_demand(look: Look, rows: QVBoxLayout, count: int, lines: Iterable[QWidget]) -> None:
    """Add a verb that shows the rest of a list of `count` things in its place.

    `lines` makes the widgets one by one, when they are asked for.
    """
    more = Button(look, look.text(_ALL, n=count), "link")

    def show_all() -> None:
        more.hide()
        place = rows.indexOf(more)
        for n, line in enumerate(lines):
            rows.insertWidget(place + n, line)

    more.clicked.connect(show_all)
    rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)


class EnterSaves(QObject):
    """Lets Enter in a sheet's long text save; with Shift it begins a new line."""

    def __init__(self, sheet: FormSheet, name: str) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        sheet.form.input(name).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in _ENTER and not held:
                self._sheet.submit()
                return True
        return super().eventFilter(watched, event)
