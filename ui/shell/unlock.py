"""Unlocking a vault: at the start, and again after the desk was locked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.screen import Card, Mark, Screen
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.check import Check
from ui.widgets.fields import EnterSubmits, SecretField, set_wrong
from ui.widgets.labels import Text
from ui.widgets.overlay import Overlay
from ui.widgets.paint import draw_panel, put_icon
from workbench.kernel.i18n import N_

_TITLE = N_("Unlock {vault}")
_LOCKED = N_("Locked")
_LOCKED_TEXT = N_("Your work is as you left it. Type the passphrase to go on.")
_PASSPHRASE = N_("Passphrase")
_SHOW = N_("Show the passphrase")
_REMEMBER = N_("Remember on this device")
_UNLOCK = N_("Unlock")
_RECOVERY = N_("Use the recovery key")
_OTHER = N_("Open another vault…")


class UnlockForm(QWidget):
    """Passphrase, remember, error line, button.

    Signals: `submitted(str passphrase, bool remember)`; `recoveryAsked()`.
    """

    submitted = Signal(str, bool)
    recoveryAsked = Signal()  # noqa: N815

    def __init__(self, look: Look, *, remember: bool = True) -> None:
        super().__init__()
        self._look = look
        self.field = SecretField(look, look.text(_SHOW))
        self.field.setAccessibleName(look.text(_PASSPHRASE))
        self.remember = Check(look, look.text(_REMEMBER))
        if not remember:
            self.remember.hide()
        self.button = Button(look, look.text(_UNLOCK), "primary", large=True)
        self.button.clicked.connect(self._submit)
        self._sign = _Warning(look)
        self._error = Text(look, "", Role.CAPTION, "bad", wrap=True)
        recovery = Button(look, look.text(_RECOVERY), "link")
        recovery.clicked.connect(self.recoveryAsked)
        EnterSubmits(self, self.button).watch(self.field)
        self.field.textEdited.connect(lambda _text: self.show_error(""))
        self._lay(recovery)
        self.show_error("")

    def _lay(self, recovery: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(self._look, self._look.text(_PASSPHRASE), Role.LABEL, "text2"))
        column.addWidget(self.field)
        error = QHBoxLayout()
        error.setSpacing(6)
        error.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        error.addWidget(self._error, 1)
        column.addLayout(error)
        column.addSpacing(4)
        column.addWidget(self.remember)
        column.addSpacing(Space.S)
        column.addWidget(self.button)
        column.addSpacing(Space.XS)
        column.addWidget(recovery, 0, Qt.AlignmentFlag.AlignHCenter)

    def _submit(self) -> None:
        if not self.field.text():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.submitted.emit(self.field.text(), self.remember.isChecked())

    def show_error(self, text: str) -> None:
        """Say why it did not open; the passphrase stays, selected, to be typed over."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._sign.setVisible(bool(text))
        set_wrong(self.field, bool(text))
        if text:
            self.set_busy(False)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()
            announce(self.field, text)

    def set_busy(self, busy: bool) -> None:
        """Keep the form still while the key is being worked out."""
        self.field.setEnabled(not busy)
        self.button.setEnabled(not busy)

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self.field.eye.setChecked(False)
        self.show_error("")


class _Warning(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(look.px(14), look.px(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        place = QPoint(0, self._look.px(2))
        put_icon(QPainter(self), self._look, "circle-alert", place, 14, self._look.c.bad)


class UnlockScreen(Screen):
    """The first screen of a vault that exists.

    Attributes: `form`.
    Signals: `submitted(str, bool)`; `recoveryAsked()`; `otherAsked()` for another vault.
    """

    submitted = Signal(str, bool)
    recoveryAsked = Signal()  # noqa: N815
    otherAsked = Signal()  # noqa: N815

    def __init__(
        self, look: Look, vault: str, place: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.form = UnlockForm(look)
        self.form.submitted.connect(self.submitted)
        self.form.recoveryAsked.connect(self.recoveryAsked)
        other = Button(look, look.text(_OTHER), "link")
        other.clicked.connect(self.otherAsked)
        card = Card(look, 400)
        centre = Qt.AlignmentFlag.AlignHCenter
        card.column.addWidget(Mark(look), 0, centre)
        card.column.addSpacing(Space.S)
        title = Text(look, look.text(_TITLE, vault=vault), Role.TITLE)
        card.column.addWidget(title, 0, centre)
        if place:
            where = Text(look, place, Role.CAPTION, "text3", wrap=True)
            where.setAlignment(centre)
            card.column.addWidget(where)
        card.column.addSpacing(Space.L)
        card.column.addWidget(self.form)
        card.column.addWidget(other, 0, centre)
        self.show_card(card)

    def show_error(self, text: str) -> None:
        """Say why it did not open."""
        self.form.show_error(text)


class LockOverlay(Overlay):
    """Covers a window wholly until the passphrase is typed again.

    Attributes: `form`.
    Signals: `submitted(str, bool)`; `closed()` after `unlock`.
    """

    submitted = Signal(str, bool)

    def __init__(self, look: Look, host: QWidget, vault: str) -> None:
        super().__init__(look, host, dismissable=False)
        self.setAccessibleName(look.text(_LOCKED))
        self.form = UnlockForm(look, remember=False)
        self.form.submitted.connect(self.submitted)
        panel = QWidget(self)
        column = QVBoxLayout(panel)
        column.setContentsMargins(Space.XXL, 28, Space.XXL, 20)
        column.setSpacing(Space.XS)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Mark(look), 0, centre)
        column.addSpacing(Space.S)
        column.addWidget(Text(look, look.text(_TITLE, vault=vault), Role.TITLE), 0, centre)
        words = Text(look, look.text(_LOCKED_TEXT), Role.CAPTION, "text2", wrap=True)
        words.setAlignment(centre)
        column.addWidget(words)
        column.addSpacing(Space.L)
        column.addWidget(self.form)
        self.set_panel(panel, 400)

    def lock(self) -> None:
        """Cover the window."""
        self.form.clear()
        self.open()

    def unlock(self) -> None:
        """Give the window back."""
        self.form.clear()
        self.close_overlay()

    def first_focus(self) -> QWidget:
        """Return the passphrase field."""
        return self.form.field

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hide everything below, and paint the panel's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.c.canvas)
        draw_panel(painter, self.look, self.panel_rect())
