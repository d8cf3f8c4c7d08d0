"""Rows of the Today page and of lists beside it: one thing, why it is due, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.avatar import draw_avatar
from ui.widgets.paint import RIGHT, put_icon, put_text, round_rect
from ui.widgets.pill import Pill, draw_pill, pill_width, tone_colours


@dataclass(frozen=True)
class RowFace:
    """What a row shows. With `icon` it is a thing, without it a person with an avatar."""

    title: str
    detail: str = ""
    icon: str = ""
    tone: str = "neutral"
    hue: int = 0
    pill: Pill | None = None
    aside: str = ""


class RowButton(QAbstractButton):
    """A row that can be pressed. Made checkable, it shows which of several is on show.

    Signals: `clicked()` from Qt.
    """

    def __init__(self, look: Look, face: RowFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._face = look, face
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        self.show_face(face)

    def show_face(self, face: RowFace) -> None:
        """Show something else."""
        self._face = face
        parts = (face.title, face.detail, face.pill.text if face.pill else "", face.aside)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return two lines."""
        return QSize(240, self._look.px(52))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, sign, words and the right end."""
        look, c, painter, face = self._look, self._look.c, QPainter(self), self._face
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.isChecked():
            round_rect(painter, area, Radius.CONTROL, c.accent_soft)
        elif self.underMouse() or self.isDown():
            round_rect(painter, area, Radius.CONTROL, c.sunken)
        if self.hasFocus():
            round_rect(painter, area, Radius.CONTROL, None, c.focus, 2)
        size, middle = look.px(32), self.height() // 2
        place = QPoint(10, middle - size // 2)
        if face.icon:
            ground, ink = tone_colours(c, face.tone)
            disc = QRectF(place.x(), place.y(), size, size)
            round_rect(painter, disc, Radius.CONTROL, ground)
            inset = (size - look.px(16)) // 2
            put_icon(painter, look, face.icon, place + QPoint(inset, inset), 16, ink)
        else:
            draw_avatar(painter, look, place, size, face.title, face.hue)
        self._words(painter, place.x() + size + 12, self._end(painter), middle)

    def _end(self, painter: QPainter) -> int:
        look, right, face = self._look, self.width() - 12, self._face
        if face.aside:
            width = look.metrics(Role.CAPTION).horizontalAdvance(face.aside)
            box = QRect(right - width, 0, width, self.height())
            put_text(painter, box, face.aside, look, Role.CAPTION, look.c.text2, RIGHT)
            right -= width + 12
        if face.pill is not None:
            right -= pill_width(look, face.pill)
            place = QPoint(right, (self.height() - look.px(20)) // 2)
            draw_pill(painter, look, place, face.pill)
            right -= 12
        return right

    def _words(self, painter: QPainter, left: int, right: int, middle: int) -> None:
        look, face, room = self._look, self._face, right - left
        if not face.detail:
            box = QRect(left, 0, room, self.height())
            put_text(painter, box, face.title, look, Role.STRONG, look.c.text)
            return
        title = QRect(left, middle - look.px(18), room, look.px(18))
        put_text(painter, title, face.title, look, Role.STRONG, look.c.text)
        detail = QRect(left, middle + 1, room, look.px(17))
        put_text(painter, detail, face.detail, look, Role.CAPTION, look.c.text2)


class StatCard(QAbstractButton):
    """A figure with its name, pressed to see what it is made of."""

    def __init__(
        self,
        look: Look,
        figure: str,
        name: str,
        tone: str = "neutral",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._figure, self._name = look, figure, name
        self._tone, self._note = tone, note
        self.setAccessibleName(f"{name}: {figure} {note}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_figure(self, figure: str, note: str = "") -> None:
        """Show another figure."""
        self._figure, self._note = figure, note
        self.setAccessibleName(f"{self._name}: {figure} {note}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Return name, figure and note."""
        return QSize(150, self._look.px(88))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, name, figure and note."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        border = (
            c.focus if self.hasFocus() else (c.border_strong if self.underMouse() else c.border)
        )
        width = 2 if self.hasFocus() else 1
        round_rect(painter, QRectF(self.rect()), Radius.CARD, c.surface, border, width)
        pad, room = 16, self.width() - 32
        name = QRect(pad, look.px(12), room, look.px(18))
        put_text(painter, name, self._name, look, Role.CAPTION, c.text2)
        ink = c.text if self._tone == "neutral" else tone_colours(c, self._tone)[1]
        figure = QRect(pad, look.px(32), room, look.px(40))
        taken = put_text(painter, figure, self._figure, look, Role.DISPLAY, ink)
        note = QRect(pad + taken + 10, look.px(42), room - taken - 10, look.px(20))
        if self._note and note.width() > look.px(20):
            put_text(painter, note, self._note, look, Role.CAPTION, c.text3)
