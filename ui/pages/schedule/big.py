"""The day on a screen that everybody sees: given names only, large, and always of this minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import moments
from ui.context import Context
from ui.pages.schedule.faces import plan
from ui.pages.schedule.reading import DayView, read_day
from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.day import DayBoard
from ui.widgets.day.scene import HEAD, LANE
from ui.widgets.paint import LEFT, RIGHT, put_text
from ui.widgets.scroll import Scroller
from workbench.interviews.lanes import LaneKind
from workbench.interviews.models import InterviewState
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.people.calling import given_name

_TITLE, _NONE = N_("Interviews today"), N_("No interviews today")
_TICK_MS = 5_000
_HEAD, _MARGIN = 76, 28  # px before growing
_LEAST, _MOST = 1.0, 2.0  # how much the letters grow
_SCOPES = frozenset(
    {"interview", "interview_candidate", "interview_panelist", "room", "busy_time", "staff"}
    | {"candidate", "organisation"}
)


def public_view(view: DayView) -> DayView:
    """Return a day without anything that is nobody's business: surnames, posts, absences."""
    rows = tuple(
        replace(
            row,
            title="",
            call_link="",
            state_reason="",
            candidates=tuple(
                replace(each, name=given_name(each.name), late_minutes=0) for each in row.candidates
            ),
            panel=tuple(replace(each, name=given_name(each.name)) for each in row.panel),
        )
        for row in view.rows
        if row.state != InterviewState.NO_SHOW
    )
    staff = {
        key: replace(row, name=given_name(row.name), title="", department="")
        for key, row in view.staff.items()
    }
    facts = view.facts
    if facts is not None:
        facts = replace(facts, busy=tuple(replace(each, label="") for each in facts.busy))
    return replace(
        view,
        rows=rows,
        staff=staff,
        facts=facts,
        busy=(),
        panel=frozenset(),
        clashes={},
        cancelled=(),
    )


class BigDay(QWidget):
    """A window of its own, full-screen; Escape or F11 leaves it.

    Attributes: `board`; `view`, what is shown, None at first.
    """

    def __init__(self, context: Context, kind: LaneKind) -> None:
        super().__init__(context.host, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(context.text(_TITLE))
        self.setObjectName("canvas")
        self._context, self._kind = context, kind
        self.view: DayView | None = None
        self._look: Look = context.look.grown(_LEAST)
        self._column = QVBoxLayout(self)
        self.board = self._make_board()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._now)
        self._tick.start()
        context.bridge.changed.connect(self._changed)
        context.bridge.left.connect(self.close)
        context.look.changed.connect(self._regrow)
        self._ask()

    @classmethod
    def summon(cls, context: Context, kind: LaneKind) -> None:
        """Show the day on another screen than the window's, if there is one; or close it again."""
        there = [each for each in context.host.findChildren(cls) if each.isVisible()]
        for each in there:
            each.close()
        if there:
            return
        made = cls(context, kind)
        window, screens = context.host.window(), QGuiApplication.screens()
        others = [each for each in screens if each is not window.screen()]
        if others:
            made.setGeometry(others[0].geometry())
        made.showFullScreen()

    def _make_board(self) -> DayBoard:
        board = DayBoard(self._look)
        board.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        board.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        margin, head = self._look.px(_MARGIN), self._look.px(_HEAD)
        self._column.setContentsMargins(margin, head, margin, margin)
        scroller = Scroller(self._look, board)
        self._look.dress_root(scroller)
        self._column.addWidget(scroller)
        return board

    def _ask(self) -> None:
        now = self._context.moment()
        self._context.bridge.ask(self._show, read_day, now.date(), now)

    def _changed(self, changes: Changes) -> None:
        if changes.scopes & _SCOPES:
            self._ask()

    def _show(self, view: DayView) -> None:
        if not isValid(self):  # closed meanwhile
            return
        self.view = public_view(view)
        self._regrow()

    def _factor(self) -> float:
        """Return how large everything may be so that all lanes are seen."""
        if self.view is None:
            return _LEAST
        lanes = len(plan(self._look, self.view, self._kind, self._moment(), public=True).lanes)
        scale = self._context.look.tokens.scale
        wanted = (_HEAD + _MARGIN + HEAD + LANE * max(lanes, 1)) * scale
        return min(max(self.height() / wanted, _LEAST), _MOST)

    def _regrow(self) -> None:
        """Make the board anew in the size that suits the screen and the number of lanes."""
        if self.view is None:
            return
        before = self._look
        self._look = self._context.look.grown(self._factor())
        item = self._column.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
        before.deleteLater()
        self.board = self._make_board()
        self.board.show_plan(plan(self._look, self.view, self._kind, self._moment(), public=True))
        self.update()

    def _moment(self) -> datetime:
        return self._context.moment()

    def _now(self) -> None:
        """Move the line on; at midnight another day begins."""
        now = self._moment()
        if self.view is None or now.date() != self.view.day:
            self._ask()
            return
        self.board.show_now(now.hour * 60 + now.minute)
        self.update(QRect(0, 0, self.width(), self._look.px(_HEAD)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the screen."""
        super().resizeEvent(event)
        self._regrow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape or F11."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, what day it is and what time."""
        look, now, painter = self._look, self._moment(), QPainter(self)
        painter.fillRect(self.rect(), look.c.canvas)
        box = QRect(0, 0, self.width(), look.px(_HEAD)).adjusted(
            look.px(_MARGIN), 0, -look.px(_MARGIN), 0
        )
        is_empty = self.view is not None and not self.view.rows
        title = f"{look.text(_NONE if is_empty else _TITLE)} · {moments.long_day(look, now.date())}"
        put_text(painter, box, title, look, Role.TITLE, look.c.text, LEFT)
        put_text(painter, box, f"{now:%H:%M}", look, Role.DISPLAY, look.c.text, RIGHT)
