"""The interview day: lanes of interviewers, rooms or candidates, and what to do with each block."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.base import Page
from ui.pages.schedule.bar import MOVE, heading, make_bar
from ui.pages.schedule.daybuttons import day_buttons
from ui.pages.schedule.days import DayPicker
from ui.pages.schedule.details import DetailsSheet
from ui.pages.schedule.faces import block_id, figures, interview_of, plan
from ui.pages.schedule.moving import ask_move
from ui.pages.schedule.papers import ask_papers
from ui.pages.schedule.reading import DayView, read_day, requisition_of
from ui.pages.schedule.rooms import RoomsSheet, edit_room
from ui.pages.schedule.scheduling import Wish, ask_schedule
from ui.pages.schedule.verbs import verbs
from ui.theme.tokens import Space
from ui.widgets.buttons import Button, Segments
from ui.widgets.day import DayBoard
from ui.widgets.figures import FigureLine
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState, NoticeBar
from workbench.interviews.lanes import LaneKind
from workbench.interviews.queries import interview
from workbench.kernel.i18n import N_

_TITLE = N_("Schedule")
_SCHEDULE, _PRINT, _ROOMS = N_("Schedule an interview"), N_("Print the day"), N_("Rooms")
_KINDS = (
    (LaneKind.INTERVIEWER, N_("Interviewers")),
    (LaneKind.ROOM, N_("Rooms")),
    (LaneKind.CANDIDATE, N_("Candidates")),
)
_NOBODY, _NOBODY_TEXT = (
    N_("No interviews on this day"),
    N_("Choose whom to interview, when, where and by whom: clashes are refused before they hurt."),
)
_NO_ROOMS, _NO_ROOMS_TEXT, _ADD_ROOM = (
    N_("No rooms yet"),
    N_("Add a room: then no two interviews are put into it at one time."),
    N_("Add a meeting room"),
)
_MINUTE_MS = 20_000


class SchedulePage(Page):
    """One day in lanes.

    Attributes: `day`, the day on show; `board`; `lanes`, the switch of lanes; `view`, what was
    read, None at first.
    """

    key = "schedule"
    scopes = frozenset(
        {
            "interview",
            "interview_candidate",
            "interview_panelist",
            "room",
            "busy_time",
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
        look, text = self.look, self.look.text
        self.days = DayPicker(look, self.header, self.day)
        self.days.picked.connect(self.show_day)
        self.days.todayAsked.connect(lambda: self.show_day(context.today()))
        self.figures = FigureLine(look)
        self.header.add_tool(self.figures)
        self.lanes = Segments(look, tuple((kind.value, text(word)) for kind, word in _KINDS))
        self.lanes.chosen.connect(lambda _key: self._show_plan())
        self.header.add_view(self.lanes)
        self._add_actions()
        self.board = DayBoard(look)
        self.board.opened.connect(lambda block: self._open(interview_of(block)))
        self.board.menuRequested.connect(self._menu)
        self.board.emptyClicked.connect(self._schedule_at)
        self.empty = EmptyState(
            look, "calendar-days", text(_NOBODY), text(_NOBODY_TEXT), text(_SCHEDULE)
        )
        self.empty.clicked.connect(self.first_action)
        self.no_rooms = EmptyState(
            look, "door-open", text(_NO_ROOMS), text(_NO_ROOMS_TEXT), text(_ADD_ROOM)
        )
        self.no_rooms.clicked.connect(lambda: edit_room(context, None))
        self._bar: NoticeBar | None = None
        self._lay()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._bind_keys()

    def _lay(self) -> None:
        self._scroller = Scroller(self.look, self.board)
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

    def _add_actions(self) -> None:
        look, text = self.look, self.look.text
        rooms = Button(look, text(_ROOMS), icon="door-open")
        rooms.clicked.connect(lambda: RoomsSheet(self.context).open())
        self.print = Button(look, text(_PRINT), icon="printer")
        self.print.clicked.connect(self.print_day)
        new = Button(look, text(_SCHEDULE), "primary", "plus")
        new.setToolTip("S")
        new.clicked.connect(self.first_action)
        for button in (rooms, self.print, *day_buttons(self.context, lambda: self.day), new):
            self.header.add_action(button)

    def _bind_keys(self) -> None:
        acts: dict[str, Any] = {
            "S": self.first_action,
            "T": lambda: self.show_day(self.context.today()),
            "PgUp": lambda: self.step(-1),
            "PgDown": lambda: self.step(1),
            "Ctrl+P": self.print_day,
        }
        for keys in "HMNOR":
            acts[keys] = lambda keys=keys: self._do(keys)
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda act=act: self._act(act))

    def _act(self, act: Any) -> None:
        """Do something by key, unless a sheet lies over the page."""
        if not self.context.is_covered():
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
        self.context.bridge.ask(self._show, read_day, self.day)

    def _show(self, view: DayView) -> None:
        if view.day == self.day:
            self.view = view
            self._show_plan()

    def _show_plan(self) -> None:
        view = self.view
        if view is None:
            return
        kind, now = LaneKind(self.lanes.key), self.context.moment()
        made = plan(self.look, view, kind, now)
        self.board.show_plan(made)
        self._scroller.setMaximumHeight(self.board.sizeHint().height())
        roomless = kind is LaneKind.ROOM and not view.rooms
        self._scroller.setVisible(bool(made.lanes))
        self.no_rooms.setVisible(roomless and not made.lanes)
        self.empty.setVisible(not made.lanes and not roomless)
        self.figures.show_figures(figures(self.look, view, now))
        self.print.setEnabled(bool(view.rows))
        self._show_bar(bool(made.lanes))
        if self._wanted:
            block = next((b for b in made.blocks if interview_of(b.id) == self._wanted), None)
            self.board.choose(block_id(block.lane, self._wanted) if block else "")
            self._wanted = ""

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
        else:
            self.show_day(date.fromisoformat(what))

    def _move(self, interview: str) -> None:
        row = self.view.row(interview) if self.view else None
        if row is not None:
            ask_move(self.context, row)

    def _schedule_at(self, lane: str, minute: int) -> None:
        """Open the sheet for free time in a lane."""
        kind, post, application = self.lanes.key, "", ""
        if kind == LaneKind.CANDIDATE:
            post, application = self.context.bridge.now(requisition_of, lane, self.day)
        wish = Wish(
            self.day,
            minute,
            post,
            (application,) if application else (),
            (lane,) if kind == LaneKind.INTERVIEWER else (),
            lane if kind == LaneKind.ROOM else "",
        )
        ask_schedule(self.context, wish)

    def _open(self, interview: str) -> None:
        row = self.view.row(interview) if self.view else None
        if self.view is not None and row is not None:
            DetailsSheet(self.context, self.view, row).open()

    def _menu(self, block: str, place: QPoint) -> None:
        row = self.view.row(interview_of(block)) if self.view else None
        if row is None:
            return
        menu = QMenu(self)
        for verb in verbs(self.context, row, self.context.moment()):
            act = menu.addAction(self.look.icon(verb.icon), verb.text)
            if verb.keys:
                act.setShortcut(QKeySequence(verb.keys))
            act.triggered.connect(lambda _=False, verb=verb: verb.act())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _do(self, keys: str) -> None:
        """Do the verb of a key with the chosen interview."""
        row = self.view.row(interview_of(self.board.chosen)) if self.view else None
        found = verbs(self.context, row, self.context.moment()) if row is not None else []
        for verb in [each for each in found if each.keys == keys][:1]:
            verb.act()

    def print_day(self) -> None:
        """Ask which papers of the day shall be printed."""
        if self.view is not None and self.view.rows:
            ask_papers(self.context, self.view, heading(self.look, self.view.day))

    def _tick(self) -> None:
        now = self.context.moment()
        today = self.view is not None and now.date() == self.view.day
        self.board.show_now(now.hour * 60 + now.minute if today else None)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the line of this minute move on."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._minute.stop()
