"""The head of a column: dot, title, how many, and how many are overdue."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import colours
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.board.face import ColumnSpec
from ui.widgets.paint import RIGHT, put_icon, put_text, round_rect
from ui.widgets.pill import Pill, draw_pill, pill_width
from workbench.kernel.i18n import N_

_OVERDUE = N_("{count} overdue")
_ADD = N_("Add somebody here (A)")
_PLUS = 24


class ColumnHeader(QWidget):
    """Paints the head; the red count filters the column, the plus adds somebody to it.

    Signals: `overdueClicked()`; `addClicked()`.
    """

    overdueClicked = Signal()  # noqa: N815
    addClicked = Signal()  # noqa: N815

    def __init__(self, look: Look, spec: ColumnSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._spec, self._count, self._filtered = look, spec, 0, False
        self._hot = QRect()
        self.setMouseTracking(True)
        self.setFixedHeight(look.px(38))
        self.plus = _Plus(look, self)
        self.plus.clicked.connect(self.addClicked)
        look.changed.connect(self.update)
        self._retell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the plus at the right end."""
        super().resizeEvent(event)
        side = self.plus.width()
        self.plus.move(self.width() - side - 8, (self.height() - side) // 2)

    def show_spec(self, spec: ColumnSpec) -> None:
        """Show another title or number of overdue cards."""
        self._spec = spec
        self._retell()

    def show_count(self, count: int) -> None:
        """Show how many cards stand in the column."""
        self._count = count
        self._retell()

    def show_filtered(self, filtered: bool) -> None:
        """Mark that only overdue cards are shown."""
        self._filtered = filtered
        self.update()

    def _retell(self) -> None:
        overdue = (
            self._look.text(_OVERDUE, count=f"{self._spec.overdue:,}") if self._spec.overdue else ""
        )
        self.setAccessibleName(f"{self._spec.title} {self._count} {overdue}".strip())
        about = self._spec.about
        self.setAccessibleDescription("\n".join(about))
        # Escaped, because people write what stands there; as rich text Qt wraps it.
        self.setToolTip("<br>".join(map(escape, about)))
        focus = Qt.FocusPolicy.TabFocus if self._spec.overdue else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a full line."""
        return QSize(200, self._look.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dot, title, count and overdue."""
        look, painter, middle = self._look, QPainter(self), self.height() // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.dot(self._spec.hue, look.dark))
        painter.drawEllipse(QRectF(14, middle - 4, 8, 8))
        right = self._paint_overdue(painter)
        count = Pill(f"{self._count:,}")
        wide = pill_width(look, count)
        room = right - 32 - wide - look.px(14)
        box = QRect(31, 0, room, self.height())
        taken = put_text(painter, box, self._spec.title, look, Role.STRONG, look.c.text)
        draw_pill(
            painter,
            look,
            QPoint(31 + taken + look.px(8), middle - look.px(10)),
            count,
            on_tint=not look.dark,
        )

    def _paint_overdue(self, painter: QPainter) -> int:
        look, right = self._look, self.plus.x() - 6
        self._hot = QRect()
        if not self._spec.overdue:
            return right
        text = look.text(_OVERDUE, count=f"{self._spec.overdue:,}")
        width = look.metrics(Role.LABEL).horizontalAdvance(text)
        if not self._fits_with(width):
            text = f"{self._spec.overdue:,}!"
            width = look.metrics(Role.LABEL).horizontalAdvance(text)
        self._hot = QRect(
            right - width - 6, self.height() // 2 - look.px(11), width + 12, look.px(22)
        )
        if self._filtered:
            round_rect(painter, self._hot.toRectF(), 6, look.c.bad_soft)
        if self.hasFocus():
            round_rect(painter, self._hot.toRectF(), 6, None, look.c.focus, 2)
        box = QRect(right - width, 0, width, self.height())
        put_text(painter, box, text, look, Role.LABEL, look.c.bad, RIGHT)
        return self._hot.x()

    def _fits_with(self, overdue: int) -> bool:
        title = self._look.metrics(Role.STRONG).horizontalAdvance(self._spec.title)
        count = pill_width(self._look, Pill(f"{self._count:,}"))
        return 31 + title + count + overdue + self._look.px(40) <= self.plus.x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that the red count can be clicked."""
        hot = self._hot.contains(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Filter when the red count was clicked."""
        if self._hot.contains(event.position().toPoint()):
            self.overdueClicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Filter by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.overdueClicked.emit()
            return
        super().keyPressEvent(event)


class _Plus(QAbstractButton):
    """A small plus; the keyboard has the letter A for it, so Tab passes over it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(look.text(_ADD))
        self.setAccessibleName(look.text(_ADD))
        self.setFixedSize(look.px(_PLUS), look.px(_PLUS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plus, on a ground while the mouse is over it."""
        look, painter = self._look, QPainter(self)
        if self.underMouse() or self.isDown():
            round_rect(painter, QRectF(self.rect()), Radius.CHIP, look.c.neutral_soft)
        inset = (self.width() - look.px(16)) // 2
        ink = look.c.text if self.underMouse() else look.c.text3
        put_icon(painter, look, "plus", QPoint(inset, inset), 16, ink)
