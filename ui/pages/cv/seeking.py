"""A field to look for a text in what is on show, with the way from one finding to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton
from ui.widgets.fields import TextField
from ui.widgets.labels import Text
from workbench.kernel.i18n import N_

_FIND, _NEXT, _BEFORE = N_("Find in the CV"), N_("Next finding"), N_("Finding before")
_NONE, _AT = N_("Not found"), N_("{n} of {of}")
_WAIT_MS = 200


class SeekBar(QWidget):
    """What is looked for and where one is.

    Attributes: `field`.
    Signals: `asked(str)` when the text has changed, soon; `stepped(int)` with the number of the
    finding to show, from 0.
    """

    asked = Signal(str)
    stepped = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._count, self._at = look, 0, -1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(lambda: self.asked.emit(self.text))
        self.field = TextField(look, look.text(_FIND))
        self.field.setAccessibleName(look.text(_FIND))
        self.field.setFixedWidth(look.px(190))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _text: self._soon.start())
        self._told = Text(look, "", Role.CAPTION, "text2")
        self._told.setMinimumWidth(look.px(58))
        self._before = IconButton(look, "chevron-up", look.text(_BEFORE), "ghost")
        self._before.clicked.connect(lambda: self.step(-1))
        self._next = IconButton(look, "chevron-down", look.text(_NEXT), "ghost")
        self._next.clicked.connect(lambda: self.step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for widget in (self.field, self._told, self._before, self._next):
            row.addWidget(widget)
        self.tell(0)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def begin(self) -> None:
        """Bring the keyboard here."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def has_focus(self) -> bool:
        """Tell whether somebody types here."""
        return self.field.hasFocus()

    def tell(self, count: int) -> None:
        """Say how often the text was found, and show the first."""
        self._count, self._at = count, -1
        for button in (self._before, self._next):
            button.setEnabled(count > 0)
        if count:
            self.step(1)
        else:
            self._told.setText(self._look.text(_NONE) if self.text else "")

    def step(self, by: int) -> None:
        """Show another finding; after the last comes the first."""
        if self._count:
            self._at = (self._at + by) % self._count
            told = self._look.text(_AT, n=self._at + 1, of=self._count)
            self._told.setText(told)
            announce(self.field, told)
            self.stepped.emit(self._at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on by Enter, back by Shift+Enter."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in enter:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step(-1 if back else 1)
            return True
        return super().eventFilter(watched, event)
