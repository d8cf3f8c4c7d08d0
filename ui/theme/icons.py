"""Lucide's line icons, tinted and crisp.

The SVGs come from the `python-lucide` package. `currentColor` is replaced before rendering, as
QSvgRenderer would paint it black. Pixmaps are cached by name, size, colour and device ratio.
"""

from __future__ import annotations

from functools import lru_cache

import lucide
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


@lru_cache(maxsize=512)
def _svg(name: str, filled: bool) -> str:
    text: str = lucide.lucide_icon(name, stroke_width="1.75")
    if "data-missing-icon" in text:
        raise LookupError(f"no icon is called {name!r}")
    return text.replace('fill="none"', 'fill="currentColor"', 1) if filled else text


@lru_cache(maxsize=4096)
def _pixmap(name: str, size: int, colour: str, ratio: float, filled: bool) -> QPixmap:
    svg = _svg(name, filled).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(
    name: str, size: int, colour: QColor, ratio: float = 1.0, *, filled: bool = False
) -> QPixmap:
    """Return icon `name` as a square of `size` logical pixels in `colour`."""
    return _pixmap(name, size, colour.name(), ratio, filled)


def make_icon(
    name: str, size: int, colour: QColor, faint: QColor | None = None, gap: int = 0
) -> QIcon:
    """Return a QIcon for buttons and menus, with 1x, 2x and a paler disabled picture.

    `gap` adds air to the right, as a push button leaves too little between icon and text.
    """
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(_airy(icon_pixmap(name, size, colour, ratio), gap))
        if faint is not None:
            pale = _airy(icon_pixmap(name, size, faint, ratio), gap)
            icon.addPixmap(pale, QIcon.Mode.Disabled)
    return icon


def _airy(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    broad = QPixmap(pixmap.width() + round(gap * ratio), pixmap.height())
    broad.setDevicePixelRatio(ratio)
    broad.fill(Qt.GlobalColor.transparent)
    painter = QPainter(broad)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return broad
