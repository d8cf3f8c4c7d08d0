"""The list of starters: who, as what, when, whether all is there, and their buddy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.onboarding.words import first_day, readiness
from ui.theme.colours import hue_for
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.avatar import draw_avatar
from ui.widgets.paint import RIGHT, fits, put_icon, put_text, round_rect
from ui.widgets.pill import draw_pill, pill_width
from workbench.kernel.i18n import N_
from workbench.onboarding.rows import OnboardingLine

_NO_BUDDY = N_("no buddy")
AVATAR = 36


class StarterRow(QAbstractButton):
    """One starter; checked while on show.

    Signals: `stepped(int)` by the arrow keys.
    """

    stepped = Signal(int)

    def __init__(self, look: Look, line: OnboardingLine, today: date) -> None:
        super().__init__()
        self._look = look
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        self.show_line(line, today)

    def show_line(self, line: OnboardingLine, today: date) -> None:
        """Show a starter as they stand now."""
        self._line, self._pill = line, readiness(self._look, line)
        self._when = first_day(self._look, line, today)
        self._buddy = line.buddy or self._look.text(_NO_BUDDY)
        parts = (line.name, line.post, self._when, self._pill.text, self._buddy)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def nextCheckState(self) -> None:
        """Leave the marking to the list."""

    def sizeHint(self) -> QSize:
        """Return three lines."""
        return QSize(240, self._look.px(80))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter, step by the arrows or J and K."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K):
            self.stepped.emit(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_J) else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, avatar and the three lines."""
        look, c, painter, line = self._look, self._look.c, QPainter(self), self._line
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.isChecked():
            round_rect(painter, area, Radius.CONTROL, c.accent_soft)
        elif self.underMouse():
            round_rect(painter, area, Radius.CONTROL, c.sunken)
        if self.hasFocus():
            round_rect(painter, area, Radius.CONTROL, None, c.focus, 2)
        size, top = look.px(AVATAR), look.px(10)
        draw_avatar(painter, look, QPoint(10, top + 2), size, line.name, hue_for(line.candidate_id))
        left, right = 10 + size + 12, self.width() - 12
        end = right - pill_width(look, self._pill)
        draw_pill(painter, look, QPoint(end, top), self._pill, self.isChecked())
        name = QRect(left, top, end - left - 8, look.px(20))
        put_text(painter, name, line.name, look, Role.STRONG, c.text)
        post = QRect(left, top + look.px(21), right - left, look.px(18))
        put_text(painter, post, line.post, look, Role.CAPTION, c.text2)
        self._last(painter, left, right, top + look.px(41))

    def _last(self, painter: QPainter, left: int, right: int, top: int) -> None:
        look, c = self._look, self._look.c
        put_icon(painter, look, "plane-landing", QPoint(left, top + look.px(3)), 13, c.text3)
        left += look.px(13) + 6
        box = QRect(left, top, right - left, look.px(18))
        taken = put_text(painter, box, self._when, look, Role.CAPTION, c.text2)
        box.setLeft(left + taken + 12)
        if not fits(look.metrics(Role.CAPTION), self._buddy, box.width()):
            return
        ink = c.text2 if self._line.buddy else c.text3
        put_text(painter, box, self._buddy, look, Role.CAPTION, ink, RIGHT)


class StarterList(QWidget):
    """Starters one below the other.

    Signals: `chosen(str)` with the id of an onboarding.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self.current = look, ""
        self._rows: dict[str, StarterRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.HAIR)
        self._column.addStretch(1)

    @property
    def ids(self) -> tuple[str, ...]:
        """The onboardings on show, in their order."""
        return tuple(self._rows)

    def row(self, id: str) -> StarterRow:
        """Return the row of an onboarding."""
        return self._rows[id]

    def show_lines(self, lines: Sequence[OnboardingLine], today: date) -> None:
        """Show these; rows that stay keep the focus."""
        if [line.id for line in lines] != list(self._rows):
            self._rebuild(lines, today)
        for line in lines:
            self._rows[line.id].show_line(line, today)
        if self.current not in self._rows:
            self.current = lines[0].id if lines else ""
        self._mark()

    def choose(self, id: str) -> None:
        """Show another one and tell about it."""
        if id in self._rows:
            self.current = id
            self._mark()
            self.chosen.emit(id)

    def _rebuild(self, lines: Sequence[OnboardingLine], today: date) -> None:
        for old in self._rows.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = {}
        for place, line in enumerate(lines):
            row = StarterRow(self._look, line, today)
            row.clicked.connect(lambda _=False, id=line.id: self.choose(id))
            row.stepped.connect(lambda step, id=line.id: self._step(id, step))
            self._rows[line.id] = row
            self._column.insertWidget(place, row)

    def _mark(self) -> None:
        for id, row in self._rows.items():
            row.setChecked(id == self.current)

    def _step(self, id: str, step: int) -> None:
        ids = list(self._rows)
        place = min(max(ids.index(id) + step, 0), len(ids) - 1)
        self._rows[ids[place]].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(ids[place])
