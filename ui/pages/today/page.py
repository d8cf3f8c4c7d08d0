"""Today: what is due, and the first step towards it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.base import Page
from ui.pages.today.offer import OfferBar
from ui.pages.today.rows import (
    Line,
    call_back,
    consent,
    first_steps,
    interview,
    letter,
    score,
    starter,
    task,
)
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.panel import Panel
from ui.widgets.rows import RowButton, StatCard
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState
from workbench.insights.today import Today, today
from workbench.interviews.models import InterviewState
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.pipeline.pool import Pool

_TITLE, _OPEN = N_("Today"), N_("Open what is due")
_INTERVIEWS, _SCORES, _LETTERS, _STARTERS, _TASKS = (
    N_("Interviews today"),
    N_("Scorecards to chase"),
    N_("Letters due"),
    N_("Starting soon"),
    N_("Due for newcomers"),
)
_CALLS, _CONSENTS = N_("Call-backs due"), N_("Consents to renew")
_RUNNING, _OVERDUE = N_("In progress"), N_("Over the limit")
_ALL = N_("Show all {n}")
_NOTHING = N_("Nothing is due")
_NOTHING_TEXT = N_("No interview, no letter, no score is waiting today.")
_FIRST, _FIRST_TEXT = (
    N_("Three first steps"),
    N_("The vault is ready. Begin where it suits you; everything can be undone."),
)
MOST, MOST_CALLS = 6, 30
COUNT_MS = 400


class TodayPage(Page):
    """Figures above, lists of what is due below.

    Attributes: `offer`, which tells of files in the watched folder.
    Signals: `counted(dict)` with the counts for the sidebar, by page.
    """

    key = "today"
    counted = Signal(dict)
    scopes = frozenset(
        {
            "application",
            "candidate",
            "contact_log",
            "interview",
            "interview_candidate",
            "scorecard",
            "letter",
            "offer",
            "onboarding",
            "onboarding_task",
            "pack_item",
            "requisition",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        self._first: Callable[[], None] | None = None
        go = Button(self.look, self.look.text(_OPEN), "primary", "arrow-right")
        go.clicked.connect(self.first_action)
        self._go = go
        self.header.add_action(go)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(Space.M)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(Space.L)
        inside = QWidget()
        inside.setObjectName("canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addLayout(self._figures)
        column.addLayout(self._columns)
        column.addStretch(1)
        self.offer = OfferBar(context)
        self.body.addWidget(self.offer)
        self.body.addWidget(Scroller(self.look, inside), 1)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_MS)  # whoever moves many cards is not held up
        self._counting.timeout.connect(self._count_again)

    def refresh(self) -> None:
        """Ask what is due."""
        self.context.bridge.ask(self._show, today, self.context.moment())

    def first_action(self) -> None:
        """Open the most pressing thing."""
        if self._first is not None:
            self._first()

    def _show(self, found: Today) -> None:
        empty(self._figures)
        empty(self._columns)
        self._first = self._most_pressing(found)
        self._go.setVisible(not found.is_empty)
        self._tell_counts(found)
        if found.is_empty:
            self._show_first_steps()
            return
        self._show_figures(found)
        self._show_lists(found)

    def _tell_counts(self, found: Today) -> None:
        self.counted.emit(
            {
                "schedule": len(found.planned),
                "scores": len(found.scores),
                "letters": len(found.letters) + len(found.outbox),
                "onboarding": len(found.tasks),
            }
        )

    def _most_pressing(self, found: Today) -> Callable[[], None] | None:
        """Return what opens the first of: an interview, a call, a letter, a score, a task."""
        context = self.context
        to_come = [row for row in found.planned if row.state == InterviewState.PLANNED]
        lines = (
            *(interview(context, row) for row in to_come[:1]),
            *(call_back(context, row) for row in found.call_backs[:1]),
            *(letter(context, row) for row in found.letters[:1]),
            *(score(context, row) for row in found.scores[:1]),
            *(task(context, row) for row in found.tasks[:1]),
            *(starter(context, row) for row in found.starters[:1]),
        )
        return lines[0].act if lines else None

    def touched(self, changes: Changes) -> None:
        """Keep the sidebar's counts right also while another page is on show."""
        super().touched(changes)
        if not self.isVisible():
            self._counting.start()

    def _count_again(self) -> None:
        self.context.bridge.ask(self._tell_counts, today, self.context.moment())

    def _show_first_steps(self) -> None:
        panel = Panel(self.look, self.look.text(_FIRST), padding=Space.M)
        for line in first_steps(self.context):
            panel.add(self._row(line))
        self._columns.addWidget(panel)

    def _show_figures(self, found: Today) -> None:
        cards = (
            (_INTERVIEWS, len(found.planned), "info", "schedule"),
            (_SCORES, len(found.scores), "warn", "scores"),
            (_LETTERS, len(found.letters) + len(found.outbox), "warn", "letters"),
            (_STARTERS, len(found.starters), "ok", "onboarding"),
            (_OVERDUE, found.overdue, "bad", "board"),
            (_RUNNING, found.running, "neutral", "board"),
        )
        for name, count, tone, page in cards:
            shown = tone if count else "neutral"
            card = StatCard(self.look, f"{count:,}", self.look.text(name), shown)
            card.clicked.connect(lambda _=False, page=page: self.context.go(page, None))
            self._figures.addWidget(card)

    def _show_lists(self, found: Today) -> None:
        context = self.context
        left = (
            (_INTERVIEWS, "schedule", [interview(context, row) for row in found.planned]),
            (_CALLS, "people", [call_back(context, row) for row in found.call_backs]),
            (_STARTERS, "onboarding", [starter(context, row) for row in found.starters]),
        )
        right = (
            (_LETTERS, "letters", [letter(context, row) for row in found.letters]),
            (_SCORES, "scores", [score(context, row) for row in found.scores]),
            (_CONSENTS, "people", [consent(context, row) for row in found.consents]),
            (_TASKS, "onboarding", [task(context, row) for row in found.tasks]),
        )
        shown = 0
        for lists in (left, right):
            column = QVBoxLayout()
            column.setSpacing(Space.L)
            for title, page, lines in lists:
                if lines:
                    column.addWidget(self._list(title, page, lines))
                    shown += 1
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        if not shown:
            text = self.look.text
            self._columns.addWidget(
                EmptyState(self.look, "sun", text(_NOTHING), text(_NOTHING_TEXT)), 1
            )

    def _list(self, title: str, page: str, lines: Sequence[Line]) -> Panel:
        panel = Panel(self.look, self.look.text(title), padding=Space.M)
        most = MOST_CALLS if title == _CALLS else MOST
        if len(lines) > most and title != _CALLS:  # these have no other page
            more = Button(self.look, self.look.text(_ALL, n=len(lines)), "link")
            what = Pool.ENDING if title == _CONSENTS else None
            more.clicked.connect(lambda: self.context.go(page, what))
            panel.head.addWidget(more)
        for line in lines[:most]:
            panel.add(self._row(line))
        return panel

    def _row(self, line: Line) -> RowButton:
        button = RowButton(self.look, line.face)
        button.clicked.connect(lambda _=False: line.act())
        return button
