"""News that need no answer: a dark capsule at the bottom, with undo where there is something to.

A toast stays eight seconds, longer while the mouse is over it or focus in it. At most three are
stacked; an older one gives way.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.announce import announce
from ui.widgets.labels import Text
from ui.widgets.paint import round_rect
from workbench.kernel.i18n import N_

STAY_MS = 8000
MOST = 3

_UNDO = N_("Undo")


@dataclass(frozen=True)
class Notice:
    """What a toast says; `undo` adds the button, `action` one with another verb."""

    text: str
    undo: bool = False
    action: str = ""
    keys: str = ""


class Toast(QWidget):
    """One capsule.

    Signals: `acted()` when its button was pressed; `gone()` when it left.
    """

    acted = Signal()
    gone = Signal()

    def __init__(self, look: Look, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self.notice = look, notice
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY_MS)
        self._timer.timeout.connect(self.leave)
        self._label = Text(look, notice.text, Role.BODY)
        verb = look.text(_UNDO) if notice.undo else notice.action
        self._button = QPushButton(f"{verb}  {notice.keys}".strip())
        self._button.setAccessibleName(verb)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.act)
        look.dress(self._button, Role.LABEL)
        self._button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), 0, look.px(10 if verb else 16), 0)
        row.setSpacing(look.px(8))
        row.addWidget(self._label)
        row.addWidget(self._button)
        self._button.setVisible(bool(verb))  # only now: without a parent it would be a window
        self.setFixedHeight(look.px(40))
        self._restyle()
        look.changed.connect(self._restyle)
        self._timer.start()

    @property
    def button(self) -> QPushButton:
        """The button, hidden where there is nothing to press."""
        return self._button

    def fit(self, room: int) -> None:
        """Wrap the text where it is too long for a width, and grow with it."""
        look, label = self._look, self._label
        button = self._button.sizeHint().width() + look.px(18) if self._has_button() else 0
        width = min(look.metrics(Role.BODY).horizontalAdvance(label.text()) + 2, room)
        width = min(width, room - look.px(32) - button)
        label.setWordWrap(True)
        label.setFixedWidth(max(width, 1))
        self.setFixedHeight(max(look.px(40), label.heightForWidth(width) + look.px(20)))

    def _has_button(self) -> bool:
        return not self._button.isHidden()

    def _restyle(self) -> None:
        c = self._look.c
        self.setStyleSheet(
            f"QLabel {{ color: {c.on_toast.name()}; }}"
            f"QPushButton {{ color: {c.toast_action.name()}; background: transparent;"
            " border: 2px solid transparent; padding: 0 6px; min-height: 22px; }"
            f"QPushButton:hover {{ text-decoration: underline; }}"
            f"QPushButton:focus {{ border-color: {c.toast_action.name()}; padding: 0 6px; }}"
        )
        self.update()

    def act(self) -> None:
        """Do what the button says, once, and leave."""
        if self._timer.isActive() or self.isVisible():
            self.acted.emit()
            self.leave()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait while the button has focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the mouse is over it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count the eight seconds again."""
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the capsule."""
        c = self._look.c
        border = c.border_strong if self._look.dark else None
        round_rect(QPainter(self), QRectF(self.rect()), Radius.CONTROL, c.toast, border)


class ToastLayer(QWidget):
    """Stacks toasts at the bottom middle of its parent, and follows its size.

    Signals: `undoRequested()` when an undo button was pressed.
    """

    undoRequested = Signal()  # noqa: N815

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        look.dress_root(self)
        self._toasts: list[Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        parent.installEventFilter(self)
        self.hide()

    @property
    def toasts(self) -> tuple[Toast, ...]:
        """The toasts on screen, oldest first."""
        return tuple(self._toasts)

    def show_notice(self, notice: Notice) -> Toast:
        """Show a toast, tell a screen reader, and return it (`acted` for its own button)."""
        while len(self._toasts) >= MOST:
            self._toasts[0].leave()
        toast = Toast(self._look, notice, self)
        toast.gone.connect(lambda: self._drop(toast))
        if notice.undo:
            toast.acted.connect(self.undoRequested)
        self._toasts.append(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        self._place()
        verb = self._look.text(_UNDO) if notice.undo else notice.action
        announce(toast, f"{notice.text} {verb} {notice.keys}".strip())
        return toast

    def focus_last(self) -> None:
        """Bring the keyboard to the newest toast's button."""
        if self._toasts and self._toasts[-1].button.isVisible():
            self._toasts[-1].button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Take all toasts away."""
        for toast in tuple(self._toasts):
            toast.leave()

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._column.removeWidget(toast)
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        host = self.parentWidget()
        if not self._toasts or host is None:
            self.hide()
            return
        self.show()
        for toast in self._toasts:
            toast.fit(host.width() - 2 * Space.XL)
            toast.show()
        # Else the hint would be that of the toasts before.
        self._column.activate()
        size = self._column.sizeHint()
        self.setGeometry(
            (host.width() - size.width()) // 2,
            host.height() - size.height() - 28,
            size.width(),
            size.height(),
        )
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
