"""The words in a block, shortened in the way people do rather than cut off with dots."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.avatar import initials
from ui.widgets.day.blocks import Block, BlockState
from ui.widgets.paint import fitting, put_icon, put_text, shorter_details

_MARKS = {
    BlockState.DONE: "check",
    BlockState.ARRIVED: "user-check",
    BlockState.LATE: "clock-alert",
    BlockState.UNMARKED: "clock-alert",
    BlockState.NO_SHOW: "user-x",
    BlockState.CONFLICT: "triangle-alert",
    BlockState.CANCELLED: "ban",
}
WAITING = (BlockState.LATE, BlockState.UNMARKED)


def shorter_names(name: str) -> Iterator[str]:
    """Yield a name in ever shorter forms: Felix Bennett, Felix B., Felix, FB."""
    yield name
    words = name.split()
    if len(words) > 1:
        yield f"{words[0]} {words[-1][0]}."
        yield words[0]
    yield initials(name)


def shorter_captions(caption: str) -> Iterator[str]:
    """Yield "Berlin · seats 8 · 3 talks" with ever fewer of its parts, the last ones left out."""
    parts = caption.split(" · ")
    for count in range(len(parts), 0, -1):
        yield " · ".join(parts[:count])


def paint_words(painter: QPainter, look: Look, block: Block, rect: QRect, ink: QColor) -> None:
    """Write title and subtitle, with the sign of the block's state."""
    narrow = rect.width() < look.px(70)
    left, right = rect.x() + look.px(8 if narrow else 10), rect.right() - look.px(3)
    flat = rect.height() < look.px(36)
    right = _sign(painter, look, block, rect, right, flat)
    room = right - left
    role = Role.LABEL if flat else Role.STRONG
    title = fitting(look.metrics(role), shorter_names(block.title), room)
    if not title and not flat:
        role = Role.LABEL
        title = fitting(look.metrics(role), shorter_names(block.title), room)
    if flat:
        put_text(painter, QRect(left, rect.y(), room, rect.height()), title, look, role, ink)
        return
    top = rect.y() + (rect.height() - look.px(36)) // 2
    box = QRect(left, top + 1, room, look.px(18))
    width = put_text(painter, box, title, look, role, ink)
    if block.state is BlockState.CANCELLED:
        painter.fillRect(left, box.center().y() + 1, width, 1, ink)
    under = QRect(left, top + look.px(18), rect.right() - look.px(3) - left, look.px(17))
    options = (*shorter_details(block.subtitle), block.brief)
    detail = fitting(look.metrics(Role.CAPTION), options, under.width())
    tone = look.c.warn if block.state in WAITING else ink
    put_text(painter, under, detail, look, Role.CAPTION, tone)


def _sign(painter: QPainter, look: Look, block: Block, rect: QRect, right: int, flat: bool) -> int:
    """Paint the sign of the state where there is room; return where the words must end."""
    mark, size = _MARKS.get(block.state, ""), look.px(12)
    if not mark or rect.width() < look.px(62):
        return right
    c = look.c
    colours = {
        BlockState.DONE: c.ok,
        BlockState.ARRIVED: c.ok,
        BlockState.LATE: c.warn,
        BlockState.UNMARKED: c.warn,
        BlockState.CANCELLED: c.text3,
    }
    top = rect.y() + ((rect.height() - size) // 2 if flat else look.px(7))
    place = QPoint(right - look.px(2) - size, top)
    put_icon(painter, look, mark, place, 12, colours.get(block.state, c.bad))
    return place.x() - 3
