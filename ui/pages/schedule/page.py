"""The interview day: lanes of interviewers, rooms or candidates, and what to do with each block."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.base import Page
from ui.pages.schedule.bar import DAY, MOVE, OF_GUESTS, heading, make_bar
from ui.pages.schedule.big import BigDay
from ui.pages.schedule.carry import carry_out, judge
from ui.pages.schedule.days import DayPicker
from ui.pages.schedule.details import DetailsSheet
from ui.pages.schedule.empties import empty_day, empty_rooms
from ui.pages.schedule.faces import block_id, interview_of, plan
from ui.pages.schedule.moving import ask_move
from ui.pages.schedule.papers import ask_papers
from ui.pages.schedule.reading import DayView, read_day
from ui.pages.schedule.rooms import RoomsSheet, edit_room
from ui.pages.schedule.scheduling import Wish, ask_schedule, wish_for
from ui.pages.schedule.states import figures
from ui.pages.schedule.tools import PRINT, ROOMS, SCHEDULE, DayTools, add_actions
from ui.pages.schedule.verbs import show_menu, verbs
from ui.theme.tokens import Space
from ui.widgets.buttons import Segments
from ui.widgets.day import DayBoard, DayPlan, DayScroller, Move, Verdict
from ui.widgets.figures import FigureLine
from ui.widgets.states import NoticeBar
from ui.widgets.toast import Notice
from workbench.interviews.lanes import LaneKind
from workbench.interviews.queries import interview
from workbench.kernel.i18n import N_

_TITLE = N_("Schedule")
_KINDS = (
    (LaneKind.INTERVIEWER, N_("Interviewers")),
    (LaneKind.ROOM, N_("Rooms")),
    (LaneKind.CANDIDATE, N_("Candidates")),
)
_MINUTE_MS = 20_000


class SchedulePage(Page):
    """One day in lanes.

    Attributes: `day`, the day on show; `board`; `lanes`, the switch of lanes; `view`, what was
    read, None at first.
    """

    key = "schedule"
    scopes = OF_GUESTS | frozenset(
        {
            "interview",
            "interview_candidate",
            "interview_panelist",
            "room",
            "busy_time",
            "room_busy_time",
            "interviewer_terms",
            "staff",
            "candidate",
            "requisition",
            "requisition_member",
            "organisation",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        self.day = context.today()
        self.view: DayView | None = None
        self._wanted = ""
        look = self.look
        self.days = DayPicker(look, self.header, self.day)
        self.days.picked.connect(self.show_day)
        self.days.todayAsked.connect(lambda: self.show_day(context.today()))
        self.figures = FigureLine(look)
        self.header.add_tool(self.figures)
        self.lanes = Segments(look, tuple((kind.value, look.text(word)) for kind, word in _KINDS))
        self.lanes.chosen.connect(lambda _key: self._show_plan())
        self.tools = DayTools(context, self.header, lambda: self.day)
        self.header.add_view(self.lanes)
        acts = {
            ROOMS: lambda: RoomsSheet(context).open(),
            PRINT: self.print_day,
            SCHEDULE: self.first_action,
        }
        self.print = add_actions(look, self.header, acts)[PRINT]
        self.board = DayBoard(look)
        self._wire_board()
        self.empty = empty_day(look)
        self.empty.clicked.connect(self.first_action)
        self.no_rooms = empty_rooms(look)
        self.no_rooms.clicked.connect(lambda: edit_room(context, None))
        self._bar: NoticeBar | None = None
        self._lay()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._bind_keys()

    def _wire_board(self) -> None:
        board = self.board
        board.opened.connect(lambda block: self._open(interview_of(block)))
        board.menuRequested.connect(self._menu)
        board.emptyClicked.connect(self._schedule_at)
        board.judge = self._judge
        board.moved.connect(self._carried)
        board.refused.connect(lambda why: self.context.toast(Notice(why)))
        self.tools.cancelled.toggled.connect(lambda _on: self._show_plan())
        self.tools.big.clicked.connect(self._show_big)
        self.tools.desk.clicked.connect(lambda: self.context.front_desk())

    def _judge(self, move: Move) -> Verdict:
        kind = LaneKind(self.lanes.key)
        return judge(self.context, self.view, kind, move) if self.view else Verdict()

    def _carried(self, move: Move) -> None:
        if self.view is not None:
            carry_out(self.context, self.view, LaneKind(self.lanes.key), move)

    def _show_big(self) -> None:
        BigDay.summon(self.context, LaneKind(self.lanes.key))

    def _lay(self) -> None:
        self._scroller = DayScroller(self.look, self.board)
        self.tools.steer(self._scroller)
        self.body.setSpacing(Space.M)
        # The lanes take the height they need, so that what is said of them stands right below.
        self.body.addWidget(self._scroller, 1000)
        self.body.addWidget(self.empty, 1000)
        self.body.addWidget(self.no_rooms, 1000)
        self._bars = QVBoxLayout()
        self.body.addLayout(self._bars)
        self.body.addStretch(1)
        self.empty.hide()
        self.no_rooms.hide()

    def _bind_keys(self) -> None:
        acts: dict[str, Any] = {
            "S": self.first_action,
            "T": lambda: self.show_day(self.context.today()),
            "PgUp": lambda: self.step(-1),
            "PgDown": lambda: self.step(1),
            "Ctrl+P": self.print_day,
            "F11": self._show_big,
        }
        for keys in "ABFHLMNORU":
            acts[keys] = lambda keys=keys: self._do(keys)
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda act=act: self._act(act))

    def _act(self, act: Any) -> None:
        if not self.context.is_covered():  # then all keys belong to the sheet
            act()

    def show_what(self, what: object) -> None:
        """Show a day, or the day of an interview by its id; or open the sheet for a wish."""
        if isinstance(what, Wish):
            ask_schedule(self.context, what)
        elif isinstance(what, date):
            self.show_day(what)
        elif isinstance(what, str):
            row = self.context.bridge.now(interview, what)
            self._wanted = row.id
            self.day = row.starts_at.astimezone(self.context.moment().tzinfo).date()
            self.refresh()

    def first_action(self) -> None:
        """Set an interview, in the chosen free time if there is some."""
        if self.board.slot is not None and self.board.isVisible():
            self._schedule_at(*self.board.slot)
        else:
            ask_schedule(self.context, Wish(self.day))

    def step(self, days: int) -> None:
        """Show a day before or after."""
        self.show_day(self.day + timedelta(days=days))

    def show_day(self, day: date) -> None:
        """Show another day."""
        if day != self.day:
            self.day = day
            self.refresh()

    def keyboard(self) -> QWidget:
        """Return the day."""
        return self.board

    def refresh(self) -> None:
        """Ask for the day."""
        self.days.show_day(self.day)
        self.header.set_title(heading(self.look, self.day))
        self.context.bridge.ask(self._show, read_day, self.day, self.context.moment())

    def _show(self, view: DayView) -> None:
        if view.day == self.day:
            self.view = view
            self._show_plan()

    def _show_plan(self) -> None:
        view = self.view
        if view is None:
            return
        kind, made = LaneKind(self.lanes.key), self._plan(view)
        self.board.changes_lane = kind is not LaneKind.CANDIDATE
        self.board.show_plan(made)
        self._scroller.fit_height()
        self.tools.count(len(view.cancelled))
        roomless = kind is LaneKind.ROOM and not view.rooms
        self._scroller.setVisible(bool(made.lanes))
        self.no_rooms.setVisible(roomless and not made.lanes)
        self.empty.setVisible(not made.lanes and not roomless)
        self.figures.show_figures(figures(self.look, view, self.context.moment()))
        self.print.setEnabled(bool(view.rows))
        self._show_bar(bool(made.lanes))
        if self._wanted:
            block = next((b for b in made.blocks if interview_of(b.id) == self._wanted), None)
            self.board.choose(block_id(block.lane, self._wanted) if block else "")
            self._wanted = ""

    def _plan(self, view: DayView) -> DayPlan:
        kind, cancelled = LaneKind(self.lanes.key), self.tools.cancelled.isChecked()
        return plan(self.look, view, kind, self.context.moment(), cancelled=cancelled)

    def _show_bar(self, has_lanes: bool) -> None:
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
        self._bar = make_bar(self.context, self.view, has_lanes) if self.view else None
        if self._bar is not None:
            self._bar.acted.connect(self._acted)
            self._bars.addWidget(self._bar)

    def _acted(self, key: str) -> None:
        """Move an interview or go to a day, as the bar's button said."""
        kind, _, what = key.partition(":")
        if kind == MOVE:
            self._move(what)
        elif kind == DAY:
            self.show_day(date.fromisoformat(what))

    def _move(self, interview: str) -> None:
        row = self.view.row(interview) if self.view else None
        if row is not None:
            ask_move(self.context, row)

    def _schedule_at(self, lane: str, minute: int) -> None:
        """Open the sheet for free time in a lane."""
        kind = LaneKind(self.lanes.key)
        ask_schedule(self.context, wish_for(self.context, self.day, minute, kind, lane))

    def _open(self, interview: str) -> None:
        row = self.view.row(interview) if self.view else None
        if self.view is not None and row is not None:
            DetailsSheet(self.context, self.view, row).open()

    def _menu(self, block: str, place: QPoint) -> None:
        row = self.view.row(interview_of(block)) if self.view else None
        if row is not None:
            show_menu(self.context, self, row, place)

    def _do(self, keys: str) -> None:
        """Do the verb of a key with the chosen interview."""
        row = self.view.row(interview_of(self.board.chosen)) if self.view else None
        found = verbs(self.context, row, self.context.moment()) if row is not None else []
        for verb in [each for each in found if each.keys == keys][:1]:
            verb.act()

    def print_day(self) -> None:
        """Ask which papers of the day shall be printed."""
        view = self.view
        if view is not None and view.rows:
            ask_papers(self.context, view, heading(self.look, view.day))

    def _tick(self) -> None:
        if self.view is None or self.board.carrier.carrying is not None:
            return
        made, shown = self._plan(self.view), self.board.scene.plan
        if replace(made, now=None) != replace(shown, now=None):  # somebody is late by now
            self._show_plan()
        self.board.show_now(made.now)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the line of this minute move on."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._minute.stop()
