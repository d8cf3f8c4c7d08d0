"""Painting a day: a still layer that changes seldom, and what moves over it."""

from __future__ import annotations

from PySide6.QtCore import QLine, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from ui.theme import colours
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.avatar import draw_avatar
from ui.widgets.day.blocks import Block, BlockState, clock
from ui.widgets.day.scene import Scene
from ui.widgets.day.words import paint_words, shorter_captions
from ui.widgets.paint import CENTRE, fitting, put_icon, put_text, round_rect

PILL_REACH = 40


def paint_still(painter: QPainter, look: Look, scene: Scene) -> None:
    """Paint ground, lanes, hours, shades and blocks."""
    frame = QRectF(0, 0, scene.width, scene.height)
    round_rect(painter, frame, Radius.CARD, look.c.surface)
    clip = QPainterPath()
    clip.addRoundedRect(frame, Radius.CARD, Radius.CARD)
    painter.setClipPath(clip)
    _shades(painter, look, scene)
    _grid(painter, look, scene)
    _lanes(painter, look, scene)
    for block in scene.plan.blocks:
        if block.id in scene.blocks:
            paint_block(painter, look, block, scene.blocks[block.id])
    painter.setClipping(False)
    round_rect(painter, frame, Radius.CARD, None, look.c.border)


def _shades(painter: QPainter, look: Look, scene: Scene) -> None:
    rows = {lane.id: row for row, lane in enumerate(scene.plan.lanes)}
    for shade in scene.plan.shades:
        if shade.lane == "":
            left, right = scene.x(shade.start_minute), scene.x(shade.end_minute)
            area = QRect(left, scene.head, right - left, scene.height - scene.head)
            painter.fillRect(area, look.c.sunken)
            word = QRect(left, scene.head, right - left, look.px(24))
            put_text(painter, word, shade.title, look, Role.MICRO, look.c.text3, CENTRE)
        elif shade.lane in rows:
            area = scene.span(rows[shade.lane], shade.start_minute, shade.end_minute)
            painter.fillRect(area, look.c.sunken)
            _hatch(painter, area, colours.faded(look.c.border_strong, 0.55))


def _hatch(painter: QPainter, area: QRect, colour: QColor) -> None:
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    lines = [
        QLine(x, area.bottom() + 1, x + area.height() + 1, area.y())
        for x in range(area.x() - area.height(), area.right(), 7)
    ]
    if lines:
        painter.drawLines(lines)
    painter.restore()


def _grid(painter: QPainter, look: Look, scene: Scene) -> None:
    plan = scene.plan
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    first = (plan.start_minute + 29) // 30 * 30
    for minute in range(first, plan.end_minute, 30):
        x, whole = scene.x(minute), minute % 60 == 0
        style = Qt.PenStyle.SolidLine if whole else Qt.PenStyle.DotLine
        painter.setPen(QPen(look.c.border, 1, style))
        painter.drawLine(x, scene.head if not whole else scene.head - look.px(6), x, scene.height)
        near = plan.now is not None and abs(scene.x(plan.now) - x - look.px(20)) < look.px(
            PILL_REACH
        )
        if whole and not near:
            box = QRect(x + 5, 0, look.px(60), scene.head)
            put_text(painter, box, clock(minute), look, Role.CAPTION, look.c.text2)


def _lanes(painter: QPainter, look: Look, scene: Scene) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(look.c.border)
    painter.drawLine(scene.names, 0, scene.names, scene.height)
    size = look.px(32)
    for row, lane in enumerate(scene.plan.lanes):
        rect = scene.lane_rect(row)
        painter.setPen(look.c.border)
        painter.drawLine(0, rect.y(), scene.width, rect.y())
        place = QPoint(look.px(14), rect.y() + (rect.height() - size) // 2)
        if lane.icon:
            disc = QRectF(place.x(), place.y(), size, size)
            round_rect(painter, disc, Radius.CONTROL, look.c.neutral_soft)
            inset = (size - look.px(16)) // 2
            put_icon(painter, look, lane.icon, place + QPoint(inset, inset), 16, look.c.text2)
        else:
            draw_avatar(painter, look, place, size, lane.name, lane.hue)
        left = place.x() + size + look.px(10)
        room, middle = scene.names - left - 6, rect.center().y()
        name = QRect(left, middle - look.px(18), room, look.px(18))
        put_text(painter, name, lane.name, look, Role.STRONG, look.c.text)
        caption = QRect(left, middle, room, look.px(17))
        about = fitting(look.metrics(Role.CAPTION), shorter_captions(lane.caption), room)
        put_text(painter, caption, about or lane.caption, look, Role.CAPTION, look.c.text2)


def _inks(look: Look, block: Block) -> tuple[QColor | None, QColor, QColor, QColor | None]:
    """Return ground, edge, ink and outline of a block."""
    pair, c = colours.block(block.hue, look.dark), look.c
    if block.state in (BlockState.DONE, BlockState.CANCELLED):
        return c.neutral_soft, c.border_strong, c.text2, None
    if block.state is BlockState.NO_SHOW:
        return c.surface, c.bad, c.bad, c.bad
    outline = {
        BlockState.LIVE: pair.edge,
        BlockState.LATE: c.warn,
        BlockState.UNMARKED: c.warn,
        BlockState.CONFLICT: c.bad,
    }.get(block.state)
    return pair.fill, pair.edge, pair.ink, outline


def paint_block(painter: QPainter, look: Look, block: Block, rect: QRect) -> None:
    """Paint one block."""
    fill, edge, ink, outline = _inks(look, block)
    area = rect.toRectF()
    round_rect(painter, area, Radius.CHIP, fill)
    path = QPainterPath()
    path.addRoundedRect(area, Radius.CHIP, Radius.CHIP)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    if block.state is BlockState.NO_SHOW:
        _hatch(painter, rect, colours.faded(look.c.bad, 0.16))
    painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), edge)
    painter.restore()
    if outline is not None:
        pen = QPen(outline, 2 if block.state is BlockState.LIVE else 1.5)
        if block.state is BlockState.NO_SHOW:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setWidthF(1.2)
        painter.setPen(pen)
        painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
        inner = area.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(inner, Radius.CHIP - 0.75, Radius.CHIP - 0.75)
    paint_words(painter, look, block, rect, ink)


def paint_now(painter: QPainter, look: Look, scene: Scene, minute: int) -> None:
    """Paint the line that stands at this minute, with its pill."""
    x = scene.x(minute)
    painter.fillRect(
        x - 1, scene.head - look.px(6), 2, scene.height - scene.head + look.px(6), look.c.bad
    )
    text = clock(minute)
    width = look.metrics(Role.MICRO).horizontalAdvance(text) + look.px(16)
    pill = QRect(x - width // 2, (scene.head - look.px(20)) // 2 + 2, width, look.px(20))
    round_rect(painter, pill.toRectF(), pill.height() / 2, look.c.bad)
    put_text(painter, pill, text, look, Role.MICRO, look.c.on_bad, CENTRE)


def paint_chosen(painter: QPainter, look: Look, rect: QRect, focused: bool) -> None:
    """Paint the ring around the chosen block."""
    ring = rect.toRectF().adjusted(-2.5, -2.5, 2.5, 2.5)
    colour = look.c.focus if focused else look.c.border_strong
    round_rect(painter, ring, Radius.CHIP + 2, None, colour, 2)


def paint_slot(painter: QPainter, look: Look, scene: Scene, lane: str, minute: int) -> None:
    """Paint the free time that was chosen, with what a second click does there."""
    rect = scene.slot_rect(lane, minute)
    round_rect(painter, rect.toRectF(), Radius.CHIP, look.c.accent_soft)
    pen = QPen(look.c.accent, 1.2, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRoundedRect(rect.toRectF().adjusted(0.6, 0.6, -0.6, -0.6), 5, 5)
    if rect.width() > look.px(58):
        size, left = look.px(12), rect.x() + look.px(8)
        top = rect.center().y() - size // 2
        put_icon(painter, look, "plus", QPoint(left, top), 12, look.c.accent_text)
        words = rect.adjusted(look.px(24), 0, 0, 0)
        put_text(painter, words, clock(minute), look, Role.LABEL, look.c.accent_text)
