"""A field above the cards of a column in which somebody is added in one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.fields import TextField
from ui.widgets.labels import Text
from workbench.kernel.i18n import N_

_SAMPLE = "张三 后端 内推 13800000000"
_NAME = N_("Add somebody to “{stage}” in one line")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickAdd(QWidget):
    """One line and a hint below it; hidden until `begin`.

    Signals: `typed(str)`; `entered(str, bool)` by Enter, True with Ctrl held; `left()` when it was
    closed by Escape.
    """

    typed = Signal(str)
    entered = Signal(str, bool)
    left = Signal()

    def __init__(self, look: Look, stage: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = TextField(look, _SAMPLE, self)
        self.field.setAccessibleName(look.text(_NAME, stage=stage))
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        self._hint = Text(look, "", Role.CAPTION, "text2", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S + 2, 0, Space.S + 2, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(self.field)
        column.addWidget(self._hint)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether the field stands there, whoever is before the page."""
        return not self.isHidden()

    @property
    def hint(self) -> str:
        """What stands below the field."""
        return self._hint.text()

    def begin(self, text: str = "") -> None:
        """Show the field with a text in it and bring the keyboard there."""
        if not self.is_open or text:
            self.field.setText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.emit(self.field.text())

    def leave(self) -> None:
        """Hide the field, and forget what was typed."""
        self.field.clear()
        self.hide()

    def show_hint(self, text: str, tone: str = "text2") -> None:
        """Say something below the field; a warning is spoken too."""
        if text != self._hint.text() and tone == "warn":
            announce(self.field, text)
        self._hint.setText(text)
        self._hint.set_tone(tone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add by Enter, leave by Escape; letters stay here and do nothing to the cards."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in _ENTER:
            anyway = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.entered.emit(self.field.text().strip(), anyway)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
