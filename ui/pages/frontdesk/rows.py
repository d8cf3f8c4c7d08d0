"""The guests as large rows: one is marked, and each has its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.frontdesk.faces import GuestFace
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.avatar import draw_avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.emptying import empty
from ui.widgets.paint import put_text, round_rect
from ui.widgets.pill import draw_pill, pill_width
from workbench.kernel.i18n import N_

_CHECK_IN, _LATE, _BADGE = N_("Check in"), N_("Late…"), N_("Print the badge")
CHECK_IN, LATE, BADGE = "check-in", "late", "badge"
_HEIGHT, _TIME, _AVATAR = 84, 84, 44  # px before growing


class GuestRow(QWidget):
    """One guest.

    Signals: `pressed()`; `asked(str)` with what its button does.
    """

    pressed = Signal()
    asked = Signal(str)

    def __init__(self, look: Look, face: GuestFace, *, badges: bool) -> None:
        super().__init__()
        self._look, self.face, self._marked = look, face, False
        self.setAccessibleName(face.said)
        self.setFixedHeight(look.px(_HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, look.px(Space.L), 0)
        row.setSpacing(Space.S)
        row.addStretch(1)
        self._buttons = QWidget()
        inner = QHBoxLayout(self._buttons)
        inner.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._buttons)
        if badges:
            badge = IconButton(look, "id-card", look.text(_BADGE), "ghost")
            badge.clicked.connect(lambda: self.asked.emit(BADGE))
            inner.addWidget(badge)
        if face.awaits:
            for key, text, kind in ((LATE, _LATE, "secondary"), (CHECK_IN, _CHECK_IN, "primary")):
                button = Button(look, look.text(text), kind, large=True)
                button.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
                button.setAccessibleName(f"{look.text(text)}: {face.name}")
                inner.addWidget(button)

    def mark(self, marked: bool) -> None:
        """Show that Enter means this row."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark the row."""
        self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Check in."""
        if self.face.awaits:
            self.asked.emit(CHECK_IN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, time, name and where to go."""
        look, c, face, painter = self._look, self._look.c, self.face, QPainter(self)
        area = QRectF(self.rect()).adjusted(0, 0, 0, -1)
        ground = c.accent_soft if self._marked else c.surface
        border = c.focus if self._marked else c.border
        round_rect(painter, area, Radius.CARD, ground, border, 2 if self._marked else 1)
        middle, size = self.height() // 2, look.px(_AVATAR)
        time = QRect(look.px(20), 0, look.px(_TIME), self.height())
        put_text(painter, time, face.time, look, Role.TITLE, c.text)
        left = time.right()
        draw_avatar(painter, look, QPoint(left, middle - size // 2), size, face.name, face.hue)
        left += size + look.px(16)
        room = self._buttons.x() - left - look.px(12)
        lines = 3 if face.then else 2
        top = middle - look.px(13 + 10 * (lines - 1))
        taken = put_text(
            painter, QRect(left, top, room, look.px(26)), face.name, look, Role.TITLE, c.text
        )
        if face.pill is not None and taken + look.px(14) + pill_width(look, face.pill) <= room:
            draw_pill(
                painter, look, QPoint(left + taken + look.px(14), top + look.px(4)), face.pill
            )
        detail = QRect(left, top + look.px(28), room, look.px(20))
        put_text(painter, detail, face.detail, look, Role.BODY, c.text2)
        if face.then:
            after = QRect(left, top + look.px(48), room, look.px(18))
            put_text(painter, after, face.then, look, Role.CAPTION, c.text3)


class GuestList(QWidget):
    """All rows; those that do not fit what was typed are out of sight.

    Signals: `asked(str guest, str what)`; `marked(QWidget)`, the row to be seen.
    """

    asked = Signal(str, str)
    marked = Signal(QWidget)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: list[GuestRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, Space.S, 0)
        self._column.setSpacing(Space.S)
        self._mark = ""

    def show_faces(self, faces: Sequence[GuestFace], *, badges: bool) -> None:
        """Show these guests, where they are not the same as before."""
        if [row.face for row in self._rows] == list(faces):
            return
        empty(self._column)
        self._rows = []
        for face in faces:
            row = GuestRow(self._look, face, badges=badges)
            row.pressed.connect(lambda key=face.id: self.mark(key))
            row.asked.connect(lambda what, key=face.id: self.asked.emit(key, what))
            self._rows.append(row)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self.mark(self._mark)

    def show_only(self, ids: Sequence[str]) -> None:
        """Leave only these guests in sight."""
        for row in self._rows:
            row.setVisible(row.face.id in ids)
        if self._mark not in ids:
            self.mark("")

    def seen(self) -> list[str]:
        """Return who is in sight, in order."""
        return [row.face.id for row in self._rows if not row.isHidden()]

    @property
    def marked_guest(self) -> str:
        """The guest whom Enter means, '' for none."""
        return self._mark

    def mark(self, guest: str) -> None:
        """Mark a guest, '' for none."""
        self._mark = guest if any(row.face.id == guest for row in self._rows) else ""
        for row in self._rows:
            row.mark(row.face.id == self._mark)
            if row.face.id == self._mark:
                self.marked.emit(row)

    def step(self, by: int) -> None:
        """Mark the next guest in sight, or the one before."""
        ids = self.seen()
        if not ids:
            return
        place = ids.index(self._mark) + by if self._mark in ids else 0
        self.mark(ids[min(max(place, 0), len(ids) - 1)])

    def face(self, guest: str) -> GuestFace | None:
        """Return the row of a guest."""
        return next((row.face for row in self._rows if row.face.id == guest), None)
