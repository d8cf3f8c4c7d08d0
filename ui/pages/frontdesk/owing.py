"""Who still owes a scorecard for today: each with words to copy and a sheet to print."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.frontdesk.reading import FrontView
from ui.printing import show_document
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.labels import Text
from ui.widgets.rows import RowButton, RowFace
from workbench.kernel.i18n import N_
from workbench.scoring.owing import OwedRow
from workbench.scoring.reminding import by_interviewer, print_reminder, reminder_text

_TITLE, _NONE = N_("Scorecards owed for today"), N_("No scorecard is missing.")
_HINT = N_("Choose somebody, then C copies the reminder and P prints the list.")
_COPY, _PRINT, _COPIED = N_("Copy reminder"), N_("Print"), N_("Reminder for {name} copied")
_ONE, _MANY = N_("1 scorecard"), N_("{n} scorecards")


class _OwedRow(RowButton):
    """A colleague who owes scorecards.

    Signals: `copyAsked()` by C or Enter; `printAsked()` by P.
    """

    copyAsked = Signal()  # noqa: N815
    printAsked = Signal()  # noqa: N815

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy or print by one letter."""
        if event.key() == Qt.Key.Key_C and not event.modifiers():
            self.copyAsked.emit()
        elif event.key() == Qt.Key.Key_P and not event.modifiers():
            self.printAsked.emit()
        else:
            super().keyPressEvent(event)


class OwedPanel(QWidget):
    """The colleagues, the longest awaited first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, text = context.look, context.text
        self._view: FrontView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Text(look, text(_TITLE), Role.SUBTITLE))
        self._none = Text(look, text(_NONE), Role.BODY, "text2", wrap=True)
        column.addWidget(self._none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.HAIR)
        column.addLayout(self._rows)
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        for words, keys, icon, act in (
            (_COPY, "Alt+C", "copy", self.copy_first),
            (_PRINT, "Alt+P", "printer", self.print_all),
        ):
            button = Button(look, text(words), icon=icon)
            button.setToolTip(keys)
            button.clicked.connect(act)
            acts.addWidget(button)
        acts.addStretch(1)
        column.addWidget(self._acts)
        self._hint = Text(look, text(_HINT), Role.CAPTION, "text3", wrap=True)
        column.addWidget(self._hint)
        column.addStretch(1)

    def show_view(self, view: FrontView) -> None:
        """Show who owes what."""
        before, self._view = self._view, view
        if before is not None and before.owed == view.owed:
            return
        empty(self._rows)
        context = self._context
        owed = by_interviewer(view.owed)
        for (staff, name), rows in owed.items():
            said = " · ".join(dict.fromkeys(f"{row.candidate} {row.round}" for row in rows))
            count = context.counted(len(rows), _ONE, _MANY)
            row = _OwedRow(context.look, RowFace(name, said, hue=hue_for(staff), aside=count))
            row.clicked.connect(lambda _=False, rows=rows: self._copy(rows))
            row.copyAsked.connect(lambda rows=rows: self._copy(rows))
            row.printAsked.connect(self.print_all)
            self._rows.addWidget(row)
        self._none.setVisible(not owed)
        for part in (self._acts, self._hint):
            part.setVisible(bool(owed))

    def copy_first(self) -> None:
        """Copy the reminder for whoever was awaited longest."""
        for rows in by_interviewer(self._view.owed if self._view else ()).values():
            self._copy(rows)
            return

    def _copy(self, rows: Sequence[OwedRow]) -> None:
        if self._view is not None and rows:
            made = reminder_text(rows, self._context.look.words, self._view.zone)
            QApplication.clipboard().setText(made)
            self._context.say(_COPIED, name=rows[0].interviewer)

    def print_all(self) -> None:
        """Show the list of all, to be printed."""
        context = self._context
        if self._view is not None and self._view.owed:
            app, words, day = context.bridge.app, context.look.words, context.today()
            show_document(
                context,
                lambda: app.ask(print_reminder, words, day),
                context.text(_TITLE),
                can_save=False,
            )
