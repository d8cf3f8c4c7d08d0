"""A person as a coloured disc with initials."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme import colours
from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.paint import CENTRE, ratio_of
from workbench.kernel import names


def initials(name: str) -> str:
    """Return what stands in the disc; a question mark for a name without letters."""
    return names.initials(name).upper() or "?"


def avatar_pixmap(look: Look, name: str, hue: int, size: int, ratio: float) -> QPixmap:
    """Return the disc, cached by its initials, hue and theme."""
    return _disc(look, look.tokens.dark, look.tokens.scale, initials(name), hue, size, ratio)


@lru_cache(maxsize=2048)
def _disc(
    look: Look, dark: bool, scale: float, letters: str, hue: int, size: int, ratio: float
) -> QPixmap:
    pair = colours.avatar(hue, dark)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pair.fill)
    painter.drawEllipse(QRectF(0, 0, size, size))
    font = QFont(look.font(Role.LABEL))
    font.setPixelSize(round(size * (0.375 if len(letters) > 1 else 0.42)))
    painter.setFont(font)
    painter.setPen(pair.ink)
    painter.drawText(QRectF(0, 0, size, size), int(CENTRE), letters)
    painter.end()
    return pixmap


def draw_avatar(
    painter: QPainter, look: Look, place: QPoint, size: int, name: str, hue: int
) -> None:
    """Paint a person's disc with its top left corner at `place`."""
    ratio = ratio_of(painter)
    painter.drawPixmap(place, avatar_pixmap(look, name, hue, size, ratio))


class Avatar(QWidget):
    """A disc as a widget, for headers and forms."""

    def __init__(
        self, look: Look, name: str, hue: int, size: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._name, self._hue, self._size = look, name, hue, size
        self.setAccessibleName(name)
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(self._look.px(self._size), self._look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        draw_avatar(painter, self._look, QPoint(0, 0), self.width(), self._name, self._hue)
