"""A row of a scorecard: one attribute, five levels with their anchors, and "not rated".

Keys 1 to 5 rate, 0 takes the rating back; not rated is None and never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.announce import announce
from ui.widgets.paint import CENTRE, RIGHT, put_text, round_rect
from workbench.kernel.i18n import N_

LEVELS = (1, 2, 3, 4, 5)

_NOT_RATED = N_("Not rated")
_BETWEEN = N_("Between {low} and {high}")
_LEVEL = N_("{name}: level {level}. {anchor}")


@dataclass(frozen=True)
class ScoreFace:
    """One attribute; `anchors` by level, usually for 1, 3 and 5."""

    key: str
    name: str
    hint: str = ""
    anchors: dict[int, str] = field(default_factory=dict)
    level: int | None = None


class ScoreRow(QWidget):
    """Five buttons with the anchor of the level under the mouse, or of the one chosen.

    Without `line` nothing divides it from what stands below.
    Signals: `rated(str key, object level)` with 1 to 5 or None.
    """

    rated = Signal(str, object)

    def __init__(
        self, look: Look, face: ScoreFace, parent: QWidget | None = None, *, line: bool = True
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._look, self._face, self._level = look, face, face.level
        self._hover = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(look.px(860))
        look.changed.connect(self.update)
        self._retell()

    @property
    def level(self) -> int | None:
        """The level given, None while not rated."""
        return self._level

    def set_level(self, level: int | None) -> None:
        """Show a level without telling anyone."""
        self._level = level
        self._retell()
        self.update()

    def rate(self, level: int | None) -> None:
        """Give a level, or take it back with None."""
        if level == self._level:
            return
        self.set_level(level)
        announce(self, self.accessibleName())
        self.rated.emit(self._face.key, level)

    def anchor(self, level: int) -> str:
        """Return what a level means, between two anchors if it has none of its own."""
        if level in self._face.anchors:
            return self._face.anchors[level]
        low = max((one for one in self._face.anchors if one < level), default=0)
        high = min((one for one in self._face.anchors if one > level), default=0)
        if low and high:
            return self._look.text(_BETWEEN, low=low, high=high)
        return ""

    def _retell(self) -> None:
        if self._level is None:
            self.setAccessibleName(f"{self._face.name}: {self._look.text(_NOT_RATED)}")
            return
        anchor = self.anchor(self._level)
        self.setAccessibleName(
            self._look.text(_LEVEL, name=self._face.name, level=self._level, anchor=anchor)
        )

    def sizeHint(self) -> QSize:
        """Return two lines, one where there is neither hint nor anchor."""
        return QSize(480, self._look.px(62 if self._face.hint or self._face.anchors else 46))

    def cell(self, level: int) -> QRect:
        """Return where the button of a level stands."""
        size, gap = self._look.px(38), 6
        left = self.width() - 12 - (size + gap) * (len(LEVELS) - level) - size
        return QRect(left, self._look.px(8), size, self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, hint or anchor, and the five levels."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        if self.hasFocus():
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            round_rect(painter, area, Radius.CONTROL, None, c.focus, 2)
        room = self.cell(1).x() - 28
        plain = not self._face.hint and not self._face.anchors
        line = self.cell(1).height() if plain else look.px(18)
        name = QRect(12, look.px(8), room, line)
        taken = put_text(painter, name, self._face.name, look, Role.STRONG, c.text)
        if self._level is None:
            label = QRect(12 + taken + 10, look.px(8), room - taken - 10, line)
            if label.width() > look.px(40):
                put_text(painter, label, look.text(_NOT_RATED), look, Role.CAPTION, c.text3)
        hint = QRect(12, look.px(28), room, look.px(17))
        hinted = put_text(painter, hint, self._face.hint, look, Role.CAPTION, c.text2)
        if self._line:
            painter.fillRect(12, self.height() - 1, self.width() - 24, 1, c.border)
        for level in LEVELS:
            self._paint_level(painter, level)
        shown = self._hover or self._level or 0
        if shown and self.anchor(shown):
            right = self.cell(5).right()
            left = 12 + (hinted + 16 if hinted else 0)
            box = QRect(left, look.px(40), right - left, look.px(18))
            ink = c.accent_text if shown == self._level else c.text2
            put_text(painter, box, f"{shown}  {self.anchor(shown)}", look, Role.CAPTION, ink, RIGHT)

    def _paint_level(self, painter: QPainter, level: int) -> None:
        c, cell = self._look.c, self.cell(level)
        chosen = level == self._level
        ground = c.accent if chosen else (c.sunken if level == self._hover else c.surface)
        border = c.accent if chosen else c.border_strong
        round_rect(painter, cell.toRectF(), Radius.CHIP, ground, border)
        ink = c.on_accent if chosen else c.text2
        put_text(painter, cell, str(level), self._look, Role.LABEL, ink, CENTRE)

    def _level_at(self, event: QMouseEvent) -> int:
        place = event.position().toPoint()
        return next((level for level in LEVELS if self.cell(level).contains(place)), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the anchor of the level under the mouse."""
        level = self._level_at(event)
        if level != self._hover:
            self._hover = level
            shape = Qt.CursorShape.PointingHandCursor if level else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the chosen level's anchor again."""
        self._hover = 0
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Rate; a second press on the same level takes it back."""
        level = self._level_at(event)
        if level:
            self.rate(None if level == self._level else level)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rate by 1 to 5 or the arrows, take back by 0 or Delete."""
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.rate(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rate(None)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._level is not None:
            step = 1 if key == Qt.Key.Key_Right else -1
            self.rate(min(max(self._level + step, 1), 5))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
