"""Small strokes shared by everything that paints itself.

Rounded rectangles are the dearest thing a delegate can draw, so card grounds are painted once per
size, state, theme and device ratio and then copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def round_rect(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Paint a rounded rectangle with its border inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(border, width))
    half = width / 2
    inner = max(radius - half, 0)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner)


def ratio_of(painter: QPainter) -> float:
    """Return how many pixels of the target make one unit, also for pictures larger than life."""
    return max(painter.device().devicePixelRatioF(), abs(painter.deviceTransform().m11()), 1.0)


def fitting(metrics: QFontMetrics, options: Iterable[str], width: int) -> str:
    """Return the first of ever shorter options that fits, '' if none does."""
    return next((one for one in options if fits(metrics, one, width)), "")


def shorter_details(detail: str) -> Iterator[str]:
    """Yield a line such as "Design · 304" without its end, then without its beginning."""
    yield detail
    parts = detail.split(" · ")
    if len(parts) > 1:
        yield parts[0]
        yield parts[-1]


def put_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    look: Look,
    role: Role,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> int:
    """Write one line into `rect`, elided if need be; return the width it took."""
    text, width = look.fitted(role, text, rect.width())
    painter.setFont(look.font(role))
    painter.setPen(colour)
    painter.drawText(rect, int(align), text)
    return width


def put_icon(
    painter: QPainter,
    look: Look,
    name: str,
    place: QPoint,
    size: int,
    colour: QColor,
    *,
    filled: bool = False,
) -> None:
    """Put an icon with its top left corner at `place`."""
    ratio = ratio_of(painter)
    painter.drawPixmap(place, look.pixmap(name, size, colour, ratio, filled=filled))


def fits(metrics: QFontMetrics, text: str, width: int) -> bool:
    """Return whether `text` fits without eliding."""
    return metrics.horizontalAdvance(text) <= width


def card_ground(look: Look, size: QSize, state: str, ratio: float) -> QPixmap:
    """Return the ground of a card: `plain`, `hover`, `selected`, `focus` or `drop`."""
    return _card_ground(look.tokens, size.width(), size.height(), state, ratio)


@lru_cache(maxsize=128)
def _card_ground(tokens: Tokens, width: int, height: int, state: str, ratio: float) -> QPixmap:
    c = tokens.colours
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    card = QRectF(2, 1, width - 4, height - 4)
    if not tokens.dark and state in ("plain", "hover"):
        _shadow(painter, card, c.shadow, (5, 3, 2) if state == "hover" else (8, 5))
    if state == "selected":
        round_rect(painter, card, Radius.CARD, c.accent_soft, c.accent, 2)
    elif state == "focus":
        round_rect(painter, card, Radius.CARD, c.surface, c.focus, 2)
    elif state == "hover":
        round_rect(painter, card, Radius.CARD, c.surface_hover, c.border_strong)
    else:
        round_rect(painter, card, Radius.CARD, c.surface, c.border)
    painter.end()
    return pixmap


def _shadow(painter: QPainter, rect: QRectF, colour: QColor, alphas: tuple[int, ...]) -> None:
    for step, alpha in enumerate(alphas, start=1):
        shade = QColor(colour)
        shade.setAlpha(alpha)
        spread = step - 1
        round_rect(painter, rect.adjusted(-spread, 0, spread, step), Radius.CARD + spread, shade)


@lru_cache(maxsize=16)
def _panel_ground(tokens: Tokens, width: int, height: int, ratio: float, margin: int) -> QPixmap:
    c = tokens.colours
    pixmap = QPixmap(round((width + 2 * margin) * ratio), round((height + 2 * margin) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    panel = QRectF(margin, margin, width, height)
    steps = margin - 8
    for step in range(steps, 0, -1):
        shade = QColor(c.shadow)
        shade.setAlphaF((0.005 if not tokens.dark else 0.022) * (1 - step / (steps + 1)) ** 1.5)
        round_rect(
            painter, panel.adjusted(-step, -step + 8, step, step + 8), Radius.PANEL + step, shade
        )
    round_rect(
        painter, panel, Radius.PANEL, c.surface, c.border_strong if tokens.dark else c.border
    )
    painter.end()
    return pixmap


PANEL_MARGIN = 36


def draw_panel(painter: QPainter, look: Look, rect: QRect) -> None:
    """Paint a floating panel with its soft shadow around `rect`."""
    ratio = ratio_of(painter)
    ground = _panel_ground(look.tokens, rect.width(), rect.height(), ratio, PANEL_MARGIN)
    painter.drawPixmap(QPointF(rect.x() - PANEL_MARGIN, rect.y() - PANEL_MARGIN), ground)
