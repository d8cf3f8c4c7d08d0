"""Lucide's line icons, tinted and crisp.

The SVGs come from the `python-lucide` package. `currentColor` is replaced before rendering, as
QSvgRenderer would paint it black. Pixmaps are cached by name, size, colour and device ratio.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lucide.db import get_db_connection
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


@lru_cache(maxsize=1)
def load_icons() -> Mapping[str, str]:
    """Read every icon's SVG, by name and by alias. One reading costs what four single ones do.

    Raises LookupError where the package's file is missing.
    """
    with get_db_connection() as connection:
        if connection is None:
            raise LookupError("the icons' database is missing")
        found = dict(connection.execute("SELECT name, svg FROM icons"))
        aliases = connection.execute("SELECT alias, name FROM icon_aliases").fetchall()
    return {alias: found[name] for alias, name in aliases if name in found} | found


def _svg(name: str, filled: bool) -> str:
    if name not in load_icons():
        raise LookupError(f"no icon is called {name!r}")
    text = load_icons()[name].replace('stroke-width="2"', 'stroke-width="1.75"')
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
