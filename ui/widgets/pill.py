"""Pills: a word in a soft capsule, for states and facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Colours, Radius, Role
from ui.widgets.paint import LEFT, put_icon, put_text, ratio_of, round_rect


@dataclass(frozen=True)
class Pill:
    """A short text with a tone (`neutral accent ok warn bad info`) and perhaps an icon."""

    text: str
    tone: str = "neutral"
    icon: str = ""


def tone_colours(c: Colours, tone: str) -> tuple[QColor, QColor]:
    """Return ground and ink of a tone."""
    return {
        "neutral": (c.neutral_soft, c.text2),
        "accent": (c.accent_soft, c.accent_text),
        "ok": (c.ok_soft, c.ok),
        "warn": (c.warn_soft, c.warn),
        "bad": (c.bad_soft, c.bad),
        "info": (c.info_soft, c.info),
    }[tone]


def pill_width(look: Look, pill: Pill) -> int:
    """Return the width a pill takes."""
    width = look.metrics(Role.MICRO).horizontalAdvance(pill.text) + look.px(16)
    return width + (look.px(11) + 4 if pill.icon else 0)


@lru_cache(maxsize=256)
def _capsule(width: int, height: int, colour: str, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    round_rect(painter, QRectF(0, 0, width, height), height / 2, QColor(colour))
    painter.end()
    return pixmap


def draw_pill(
    painter: QPainter, look: Look, place: QPoint, pill: Pill, on_tint: bool = False
) -> int:
    """Paint a pill, 20 px high, with its top left corner at `place`; return its width."""
    width, height = pill_width(look, pill), look.px(20)
    ground, ink = tone_colours(look.c, pill.tone)
    if on_tint and pill.tone == "neutral":
        ground = look.c.surface
    ratio = ratio_of(painter)
    painter.drawPixmap(place, _capsule(width, height, ground.name(), ratio))
    left = place.x() + look.px(8)
    if pill.icon:
        top = place.y() + (height - look.px(11) + 1) // 2
        put_icon(painter, look, pill.icon, QPoint(left - 1, top), 11, ink)
        left += look.px(11) + 3
    text = QRect(left, place.y(), width, height)
    put_text(painter, text, pill.text, look, Role.MICRO, ink, LEFT)
    return width


class PillLabel(QWidget):
    """A pill as a widget."""

    def __init__(self, look: Look, pill: Pill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._pill = look, pill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(pill.text)
        look.changed.connect(self.update)

    def set_pill(self, pill: Pill) -> None:
        """Show another pill."""
        self._pill = pill
        self.setAccessibleName(pill.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the pill's size."""
        return QSize(pill_width(self._look, self._pill), self._look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        draw_pill(QPainter(self), self._look, QPoint(0, 0), self._pill)


class Chip(QAbstractButton):
    """A word that can be switched on and off, or taken away with its cross.

    Signals: `toggled(bool)` from Qt; `removed()` from the cross, Delete or Backspace.
    """

    removed = Signal()

    def __init__(
        self, look: Look, text: str, *, removable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._removable = look, removable
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(not removable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return text, air and mark."""
        look = self._look
        mark = look.px(16) if self._removable or self.isCheckable() else 0
        width = look.metrics(Role.LABEL).horizontalAdvance(self.text()) + look.px(20) + mark
        return QSize(width, look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark and text."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        chosen = self.isChecked() or self._removable
        ground = c.accent_soft if chosen else c.surface
        border = c.accent if self.isChecked() else (c.accent_soft if chosen else c.border_strong)
        if self.hasFocus():
            border = c.focus
        rect = QRectF(self.rect())
        round_rect(painter, rect, Radius.CHIP, ground, border, 2 if self.hasFocus() else 1)
        ink = c.accent_text if chosen else c.text2
        left, size = look.px(10), 12
        if self.isCheckable():
            name = "check" if chosen else "plus"
            put_icon(
                painter, look, name, QPoint(left - 2, (self.height() - look.px(12)) // 2), size, ink
            )
            left += look.px(14)
        put_text(painter, self.rect().adjusted(left, 0, 0, 0), self.text(), look, Role.LABEL, ink)
        if self._removable:
            place = QPoint(self.width() - look.px(20), (self.height() - look.px(12)) // 2)
            put_icon(painter, look, "x", place, size, ink)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the chip away when its cross was hit."""
        cross = event.position().x() > self.width() - self._look.px(24)
        super().mouseReleaseEvent(event)
        if self._removable and cross:
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chip away by Delete or Backspace."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)
