"""Onboarding: who starts when, what is ready for them, and what is still to be done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.exporting import OnShow, export_button
from ui.pages.base import Page
from ui.pages.onboarding.buddy import BuddyPanel
from ui.pages.onboarding.checkins import CheckInsPanel
from ui.pages.onboarding.head import StarterHead
from ui.pages.onboarding.hiring import change_details, hire
from ui.pages.onboarding.pack import PackPanel
from ui.pages.onboarding.reading import Starters, starters
from ui.pages.onboarding.sheets import MoveStartSheet, add_task, ask_cancel
from ui.pages.onboarding.starters import StarterList
from ui.pages.onboarding.tasks import PapersPanel, TasksPanel
from ui.theme.tokens import Space
from ui.widgets.buttons import Button, Segments
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.scroll import THICKNESS, Scroller
from ui.widgets.states import EmptyState
from workbench.insights.listing import Filters
from workbench.kernel.i18n import N_
from workbench.onboarding.models import OnboardingState
from workbench.onboarding.rows import OnboardingCard

_TITLE, _HIRE = N_("Onboarding"), N_("Begin an onboarding…")
_RUNNING, _DONE = N_("Under way"), N_("Completed")
_ONE, _COUNT, _READY = N_("1 starter"), N_("{n} starters"), N_("{ready} all set")
_NONE = N_("Nobody is about to start")
_NONE_TEXT = N_("Take somebody on: tasks, welcome pack and buddy are planned from their first day.")
_NONE_DONE = N_("No onboarding is completed yet")
LIST_WIDTH, SIDE_WIDTH, NARROW = 300, 330, 740
QWIDGETSIZE_MAX = 16_777_215


class OnboardingPage(Page):
    """Starters on the left, everything about the chosen one on the right."""

    key = "onboarding"
    scopes = frozenset(
        {
            "onboarding",
            "onboarding_task",
            "pack_item",
            "pack_item_template",
            "bring_paper",
            "buddy_assignment",
            "buddy_meeting",
            "check_in",
            "staff",
            "candidate",
            "application",
            "requisition",
            "organisation",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look, text = self.look, context.text
        self.card: OnboardingCard | None = None
        self.segments = Segments(look, (("", text(_RUNNING)), ("done", text(_DONE))))
        self.segments.chosen.connect(lambda _key: self.refresh())
        self._count = Text(look, "", tone="text2")
        self._count.setContentsMargins(Space.S, 0, 0, 0)
        self.header.add_tool(self.segments)
        self.header.add_tool(self._count)
        hire_button = Button(look, text(_HIRE), "primary", "plus")
        hire_button.clicked.connect(self.first_action)
        self.header.add_action(export_button(context, self._on_show))
        self.header.add_action(hire_button)
        self.list = StarterList(look)
        self.list.chosen.connect(lambda _id: self.refresh())
        self.head = StarterHead(
            context, {"move": self.move_day, "change": self.change, "cancel": self.cancel}
        )
        self.tasks, self.papers = TasksPanel(context), PapersPanel(context)
        self.tasks.add_task.clicked.connect(self.add_task)
        self.pack, self.buddy = PackPanel(context), BuddyPanel(context)
        self.check_ins = CheckInsPanel(context)
        self.empty = EmptyState(look, "gift", text(_NONE), text(_NONE_TEXT), text(_HIRE))
        self.empty.clicked.connect(self.first_action)
        self.empty.hide()
        self._box = QWidget(self)
        self.body.addWidget(self._box, 1)
        self.body.addWidget(self.empty, 1)
        self._split()

    def _split(self) -> None:
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        side = Panel(self.look, padding=Space.XS)
        row.addWidget(side)
        side.add(Scroller(self.look, self.list), 1)
        side.setFixedWidth(self.look.px(LIST_WIDTH))
        inside = QWidget()
        self._scroller = Scroller(self.look, inside)
        self._scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        row.addWidget(self._scroller, 1)
        inside.setObjectName("canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(self.head)
        column.addLayout(self._panels())
        column.addStretch(1)
        # The bar stands in the page's margin, so that the panels end where the header does.
        page, head = self.layout(), self.header.layout()
        assert page is not None
        assert head is not None
        page.setContentsMargins(Space.XL, Space.L, Space.XL - THICKNESS, Space.L)
        head.setContentsMargins(0, 0, THICKNESS, 0)

    def _panels(self) -> QBoxLayout:
        panels = self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        panels.setSpacing(Space.L)
        left, right = QVBoxLayout(), QWidget()
        self._right = right
        left.addWidget(self.tasks)
        left.addStretch(1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for panel in (self.buddy, self.pack, self.papers, self.check_ins):
            column.addWidget(panel)
        column.addStretch(1)
        panels.addLayout(left, 1)
        panels.addWidget(right)
        return panels

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the narrow panels below the tasks where there is no room beside them."""
        super().resizeEvent(event)
        room = self.width() - self.look.px(LIST_WIDTH) - 2 * Space.XL - Space.L
        beside = room >= self.look.px(NARROW)
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._right.setMinimumWidth(self.look.px(SIDE_WIDTH) if beside else 0)
        self._right.setMaximumWidth(self.look.px(SIDE_WIDTH) if beside else QWIDGETSIZE_MAX)

    def refresh(self) -> None:
        """Ask for the starters and the chosen one."""
        state = OnboardingState.DONE.value if self.segments.key else ""
        context = self.context
        context.bridge.ask(self._show, starters, self.list.current, state, context.today())

    def _on_show(self) -> OnShow:
        return OnShow("new-hires", self.look.text(_TITLE), Filters(self.list.ids))

    def show_what(self, what: Any) -> None:
        """Show an onboarding by its id; ("hire", application) opens the sheet for somebody."""
        if isinstance(what, tuple):
            hire(self.context, str(what[1]), self._shown)
        elif what:
            self._shown(str(what))

    def _shown(self, onboarding: str) -> None:
        self.list.current = onboarding
        self.refresh()

    def first_action(self) -> None:
        """Take somebody on."""
        hire(self.context, "", self._shown)

    def _show(self, found: Starters) -> None:
        today = self.context.today()
        self.card = found.card
        self.list.show_lines(found.lines, today)
        if found.card is not None:
            self.list.current = found.card.line.id
            self.list.show_lines(found.lines, today)
        running = not self.segments.key
        self._box.setVisible(bool(found.lines))
        self.empty.setVisible(not found.lines)
        self.empty.set_title(self.look.text(_NONE if running else _NONE_DONE))
        ready = sum(line.day_one_ready for line in found.lines)
        count = self.context.counted(len(found.lines), _ONE, _COUNT)
        said = f"{count} · {self.look.text(_READY, ready=ready)}"
        self._count.setText(said if running and found.lines else "")
        if found.card is None:
            return
        self.head.show_card(found.card, today)
        for panel in (self.tasks, self.pack, self.papers, self.check_ins):
            panel.show_card(found.card, today)
        self.buddy.show_card(found.card, found.suggestions, today)

    def move_day(self) -> None:
        """Move the first day of the starter on show."""
        if self.card is not None:
            MoveStartSheet(self.context, self.card)

    def change(self) -> None:
        """Change manager, site, desk or contract."""
        if self.card is not None:
            change_details(self.context, self.card)

    def cancel(self) -> None:
        """Cancel the onboarding on show."""
        if self.card is not None:
            ask_cancel(self.context, self.card)

    def add_task(self) -> None:
        """Add a task for the starter on show."""
        if self.card is not None:
            add_task(self.context, self.card)
