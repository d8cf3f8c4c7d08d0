"""Painting a card. Called for every visible card at every scroll step, so it does little."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.paged_rows import ROW_ROLE
from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.avatar import draw_avatar
from ui.widgets.board.face import CardFace
from ui.widgets.paint import (
    LEFT,
    RIGHT,
    card_ground,
    fits,
    fitting,
    put_icon,
    put_text,
    ratio_of,
    shorter_details,
)
from ui.widgets.pill import draw_pill, pill_width

CARD, CARD_COMPACT, GAP, SIDE = 108, 84, 8, 10
STAR_FILLED_FROM = 4.0
KEPT = 16  # pictures of cards in a column, some more than a tall screen shows
SHADOW = QPoint(2, 1)  # what a card's ground takes beside and above the card


def card_height(look: Look) -> int:
    """Return the height of a card with the gap below it."""
    return look.px(CARD_COMPACT if look.tokens.compact else CARD) + GAP


class CardDelegate(QStyledItemDelegate):
    """Paints `CardFace` rows, and skeletons for rows that have not come yet.

    The pictures of the cards painted last are kept: scrolling and a refresh show the same again.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        look.changed.connect(self._kept.clear)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return one size for all cards."""
        return QSize(200, card_height(self._look))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground and face."""
        area: QRect = option.rect
        rect = QRect(area.x() + SIDE, area.y(), area.width() - SIDE, area.height() - GAP)
        face = index.data(ROW_ROLE)
        place = rect.topLeft() - SHADOW
        if isinstance(face, CardFace):
            state, ratio = _state(option.state), ratio_of(painter)
            painter.drawPixmap(place, self._picture(face, rect.size(), state, ratio))
        else:
            painter.drawPixmap(place, self._ground(rect.size(), "plain", ratio_of(painter)))
            draw_skeleton(painter, self._look, rect)

    def _ground(self, size: QSize, state: str, ratio: float) -> QPixmap:
        return card_ground(self._look, size + QSize(4, 2), state, ratio)

    def _picture(self, face: CardFace, size: QSize, state: str, ratio: float) -> QPixmap:
        """Return the picture of a card on the column's ground, which gives letters their edge."""
        key = (face, size.width(), size.height(), state, ratio)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        ground = self._ground(size, state, ratio)
        picture = QPixmap(ground.size())
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._look.c.column)
        painter = QPainter(picture)
        painter.drawPixmap(0, 0, ground)
        self._face(painter, QRect(SHADOW, size), face, state == "selected")
        painter.end()
        self._kept[key] = picture
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return picture

    def _face(self, painter: QPainter, rect: QRect, face: CardFace, chosen: bool) -> None:
        look, pad = self._look, self._look.px(12)
        avatar = look.px(32)
        draw_avatar(painter, look, rect.topLeft() + QPoint(pad, pad), avatar, face.name, face.hue)
        left, right = rect.x() + pad + avatar + look.px(10), rect.right() - pad + 1
        top = rect.y() + pad - look.px(2)
        taken = self._score(painter, right, top, face)
        alone = 0 if face.post else look.px(9)
        name = QRect(left, top + alone, right - left - taken, look.px(18))
        put_text(painter, name, face.name, look, Role.STRONG, look.c.text)
        post = QRect(left, top + look.px(18), right - left, look.px(17))
        put_text(painter, post, face.post, look, Role.CAPTION, look.c.text2)
        if not look.tokens.compact and (face.line or face.lead):
            self._line(
                painter,
                QRect(rect.x() + pad, rect.y() + look.px(50), rect.width() - 2 * pad, look.px(18)),
                face,
            )
        bottom = rect.bottom() + 1 - look.px(8 if look.tokens.compact else 11) - look.px(20)
        self._pills(
            painter,
            QRect(rect.x() + pad, bottom, rect.width() - 2 * pad, look.px(20)),
            face,
            chosen,
        )

    def _score(self, painter: QPainter, right: int, top: int, face: CardFace) -> int:
        if face.score is None:
            return 0
        look, text = self._look, f"{face.score:.1f}"
        width = look.metrics(Role.CAPTION).horizontalAdvance(text)
        box = QRect(right - width, top, width, look.px(18))
        put_text(painter, box, text, look, Role.CAPTION, look.c.text2, RIGHT)
        filled = face.score >= STAR_FILLED_FROM
        size = look.px(11)
        place = QPoint(right - width - size - 4, top + (look.px(18) - size) // 2)
        colour = look.c.ok if filled else look.c.text3
        put_icon(painter, look, "star", place, 11, colour, filled=filled)
        return width + size + look.px(10)

    def _line(self, painter: QPainter, rect: QRect, face: CardFace) -> None:
        look, colour = self._look, tone_colour(self._look, face.line_tone)
        left = rect.x()
        if face.line_icon:
            place = QPoint(left + 1, rect.y() + (rect.height() - look.px(13) + 1) // 2)
            put_icon(painter, look, face.line_icon, place, 13, colour)
            left += look.px(19)
        if face.lead:
            lead = QRect(left, rect.y(), rect.right() - left, rect.height())
            ink = look.c.text if face.line_tone == "text3" else colour
            left += put_text(painter, lead, face.lead, look, Role.LABEL, ink) + look.px(8)
        rest = QRect(left, rect.y(), rect.right() + 1 - left, rect.height())
        if rest.width() > look.px(24):
            ink = look.c.text2 if face.lead or face.line_tone in ("text3", "text") else colour
            line = fitting(look.metrics(Role.CAPTION), shorter_details(face.line), rest.width())
            put_text(painter, rest, line or face.line, look, Role.CAPTION, ink, LEFT)

    def _pills(self, painter: QPainter, rect: QRect, face: CardFace, chosen: bool) -> None:
        look, left = self._look, rect.x()
        for pill in face.pills:
            if left + pill_width(look, pill) > rect.right() + 1:
                break
            left += draw_pill(painter, look, QPoint(left, rect.y()), pill, chosen) + look.px(6)
        room = rect.right() + 1 - left - look.px(4)
        if face.corner and fits(look.metrics(Role.CAPTION), face.corner, room):
            corner = QRect(rect.right() + 1 - room, rect.y(), room, rect.height())
            put_text(painter, corner, face.corner, look, Role.CAPTION, look.c.text3, RIGHT)


def _state(state: QStyle.StateFlag) -> str:
    if state & QStyle.StateFlag.State_Selected:
        return "selected"
    if state & QStyle.StateFlag.State_HasFocus:
        return "focus"
    return "hover" if state & QStyle.StateFlag.State_MouseOver else "plain"


def tone_colour(look: Look, tone: str) -> QColor:
    """Return the ink of a tone."""
    c = look.c
    return {
        "text": c.text,
        "text2": c.text2,
        "text3": c.text3,
        "accent": c.accent_text,
        "ok": c.ok,
        "warn": c.warn,
        "bad": c.bad,
        "info": c.info,
    }[tone]


def draw_skeleton(painter: QPainter, look: Look, rect: QRect) -> None:
    """Paint grey bars where a card's words will stand."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.c.neutral_soft)
    pad, disc = look.px(12), look.px(32)
    painter.drawEllipse(QRect(rect.x() + pad, rect.y() + pad, disc, disc))
    left = rect.x() + pad + disc + look.px(10)
    width = rect.right() - left - pad
    for top, part in ((pad + 3, 0.55), (pad + 21, 0.8)):
        bar = QRect(left, rect.y() + look.px(top), int(width * part), look.px(9))
        painter.drawRoundedRect(bar, 4, 4)
    bar = QRect(rect.x() + pad, rect.bottom() - look.px(24), look.px(56), look.px(12))
    painter.drawRoundedRect(bar, 6, 6)
