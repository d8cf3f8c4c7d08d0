"""A sheet over the window: the ground is dimmed, focus stays inside, Escape closes.

Overlays live inside the window instead of being windows of their own: they look the same on every
platform and need no nested event loop.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.theme.look import Look
from ui.widgets.fields import LATE_STOP
from ui.widgets.paint import draw_panel


class Overlay(QWidget):
    """Covers `host` and shows one panel in it.

    Signals: `closed()` after it went away, by Escape or otherwise.
    """

    closed = Signal()

    def __init__(self, look: Look, host: QWidget, *, dismissable: bool = True) -> None:
        super().__init__(host)
        self.look = look
        self._dismissable = dismissable
        self._panel: QWidget | None = None
        self._width, self._top = 480, -1
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        host.installEventFilter(self)
        look.dress_root(self)
        look.changed.connect(self.update)

    def set_panel(self, panel: QWidget, width: int, top: int = -1) -> None:
        """Show `panel` at a width; `top` pixels from above, or in the middle."""
        self._panel, self._width, self._top = panel, width, top
        panel.setParent(self)
        panel.installEventFilter(self)

    def open(self) -> None:
        """Cover the window and take the focus."""
        self._before = QApplication.focusWidget()
        self.look.freshen(self)
        self.refit()
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def close_overlay(self) -> None:
        """Go away and give the focus back to where it was."""
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        host = self.parentWidget()
        is_there = before is not None and isValid(before)  # a page may have been built anew
        if before is not None and is_there and host is not None and host.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def is_changed(self) -> bool:
        """Return whether closing would throw away what somebody typed. Sheets say."""
        return False

    def leave(self) -> None:
        """Close as by Escape. Sheets with something typed in them ask first."""
        self.close_overlay()

    def escape(self) -> None:
        """Do what Escape does."""
        if self._dismissable:
            self.leave()

    def nudge(self) -> None:
        """Say why a click beside the panel does not close it. Sheets say how."""

    def panel_rect(self) -> QRect:
        """Return where the panel lies."""
        return self._panel.geometry() if self._panel is not None else QRect()

    def first_focus(self) -> QWidget:
        """Return what takes the focus first."""
        fields = self._stops()
        return fields[0] if fields else self

    def refit(self) -> None:
        """Cover the host and place the panel."""
        host = self.parentWidget()
        if host is None:
            return
        self.setGeometry(host.rect())
        if self._panel is None:
            return
        width = min(self.look.px(self._width), self.width() - 32)
        height = self.panel_height(width)
        top = self._top if self._top >= 0 else max((self.height() - height) * 2 // 5, 16)
        top = min(self.look.px(top), max(self.height() - height - 16, 16))
        self._panel.setGeometry(
            QRect(QPoint((self.width() - width) // 2, top), QSize(width, height))
        )
        self.update()

    def panel_height(self, width: int) -> int:
        """Return how high the panel shall be."""
        if self._panel is None:
            return 0
        layout = self._panel.layout()
        wanted = self._panel.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            wanted = layout.totalHeightForWidth(width)
        return min(wanted, self.height() - 32)

    def _stops(self) -> list[QWidget]:
        # Not nextInFocusChain(): PySide takes what it returns for a child of the caller, and
        # deletes it with the caller's wrapper.
        stops = [stop for stop in self.findChildren(QWidget) if self._is_stop(stop)]
        return sorted(stops, key=lambda stop: bool(stop.property(LATE_STOP)))

    def _is_stop(self, stop: QWidget) -> bool:
        tab = bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus)
        usable = stop.isEnabled() and stop.isVisibleTo(self) and stop.focusProxy() is None
        return tab and usable

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Walk in a circle inside the panel."""
        stops, here = self._stops(), QApplication.focusWidget()
        if not stops:
            return True
        place = stops.index(here) if here in stops else -1
        step = 1 if forward else -1
        following = stops[(place + step) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        following.setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size and the panel's wish for another height."""
        kind = event.type()
        resized = watched is self.parentWidget() and kind == QEvent.Type.Resize
        asked = watched is self._panel and kind == QEvent.Type.LayoutRequest
        if (resized or asked) and self.isVisible():
            self.refit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape and let nothing through to the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close by a click beside the panel, unless that would throw something away."""
        panel = self._panel.geometry() if self._panel is not None else QRect()
        if self._dismissable and not panel.contains(event.position().toPoint()):
            if self.is_changed():
                self.nudge()
            else:
                self.close_overlay()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: its first click opened the sheet, the second must not close it."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window and paint the panel's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.c.scrim)
        if self._panel is not None:
            draw_panel(painter, self.look, self._panel.geometry())
