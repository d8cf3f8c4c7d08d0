"""Painting what lies over the still layer: a carried block, and what stays while one scrolls."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from ui.theme import colours
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.day.blocks import BlockState
from ui.widgets.day.carrying import Carrying
from ui.widgets.day.painter import paint_block
from ui.widgets.day.scene import Scene
from ui.widgets.paint import put_text, round_rect

LONGEST_TAG = 620


def paint_carried(
    painter: QPainter, look: Look, scene: Scene, carrying: Carrying, seen: QRect
) -> None:
    """Paint a block where it would go, with what is said of it; `seen` is the part on screen."""
    c, verdict = look.c, carrying.verdict
    before = scene.blocks.get(carrying.block.id)
    if before is not None:
        painter.fillRect(before, colours.faded(c.surface, 0.62))
        painter.setPen(QPen(c.border_strong, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(before.toRectF(), Radius.CHIP, Radius.CHIP)
    rect = carrying.rect
    paint_block(painter, look, replace(carrying.block, state=BlockState.PLANNED), rect)
    ring = rect.toRectF().adjusted(-1.5, -1.5, 1.5, 1.5)
    colour = c.bad if verdict.blocks else c.accent
    round_rect(painter, ring, Radius.CHIP + 1, None, colour, 2)
    _tag(painter, look, carrying, rect, seen)


def _tag(painter: QPainter, look: Look, carrying: Carrying, rect: QRect, seen: QRect) -> None:
    """Write the times, and the reason against them, below the block or above it."""
    c, verdict = look.c, carrying.verdict
    text = carrying.said()
    height = look.px(24)
    wanted = look.metrics(Role.LABEL).horizontalAdvance(text) + look.px(20)
    width = min(wanted, look.px(LONGEST_TAG), max(seen.width() - 16, look.px(80)))
    left = min(max(rect.x(), seen.x() + 8), seen.right() - 8 - width)
    below = rect.bottom() + 5
    top = below if below + height < seen.bottom() else rect.y() - 5 - height
    ground, ink = c.accent_soft, c.accent_text
    if verdict.text:
        ground, ink = (c.bad_soft, c.bad) if verdict.blocks else (c.warn_soft, c.warn)
    box = QRect(left, top, width, height)
    round_rect(painter, box.toRectF(), Radius.CHIP, ground, ink)
    put_text(painter, box.adjusted(look.px(10), 0, -look.px(8), 0), text, look, Role.LABEL, ink)


def paint_kept(painter: QPainter, look: Look, scene: Scene, layer: QPixmap, corner: QPoint) -> None:
    """Paint the names at the left and the hours above again where one has scrolled past them."""
    left, top = corner.x(), corner.y()
    names, head = scene.names, scene.head
    if top:
        _copy(painter, look, layer, QRect(0, 0, scene.width, head), QPoint(0, top))
    if left:
        _copy(painter, look, layer, QRect(0, 0, names, scene.height), QPoint(left, 0))
    if top and left:
        _copy(painter, look, layer, QRect(0, 0, names, head), QPoint(left, top))
    painter.setPen(look.c.border_strong)
    if left:
        painter.drawLine(left + names, top, left + names, scene.height)
    if top:
        painter.drawLine(left, top + head, scene.width, top + head)


def _copy(painter: QPainter, look: Look, layer: QPixmap, part: QRect, to: QPoint) -> None:
    ratio = layer.devicePixelRatio()
    target = QRect(to, part.size())
    painter.fillRect(target, look.c.surface)
    source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
    painter.drawPixmap(QRectF(target), layer, source)
