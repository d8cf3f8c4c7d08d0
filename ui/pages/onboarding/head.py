"""The head of the starter on show: who, when, what day one lacks, and the verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.onboarding.words import first_day, lacks, urgency
from ui.printing import show_document
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.emptying import empty
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.states import NoticeBar
from workbench.kernel.i18n import N_
from workbench.onboarding.commands import FinishOnboarding, Start
from workbench.onboarding.models import OnboardingState
from workbench.onboarding.prints import (
    print_buddy_card,
    print_buddy_guide,
    print_pack,
    print_preparation,
)
from workbench.onboarding.rows import OnboardingCard
from workbench.paper import Document

_PACK, _MOVE, _START, _MORE = (
    N_("Print the pack"),
    N_("Move the day…"),
    N_("Here today"),
    N_("More"),
)
_PREPARATION, _GUIDE, _CARD, _CHANGE, _FINISH, _CANCEL, _PERSON = (
    N_("Print the checklist of preparations"),
    N_("Print a buddy guide"),
    N_("Print a buddy card"),
    N_("Change an onboarding’s details"),
    N_("Complete an onboarding"),
    N_("Cancel an onboarding…"),
    N_("Open"),
)
_READY = N_("Everything is there for day one.")
_LACKS = N_("Day one still lacks {n}: {what}")
_DESK, _MANAGER = N_("Desk {desk}"), N_("Manager: {name}")
_PACK_NAME, _GUIDE_NAME, _CARD_NAME, _LIST_NAME = (
    N_("Welcome pack {name}"),
    N_("Buddy guide {name}"),
    N_("Buddy card {name}"),
    N_("Preparations {name}"),
)
MOST, NARROW = 4, 680


class StarterHead(Panel):
    """Name, dates, verbs and the check on the eve of day one.

    Attributes: `pack`, `start`, `move_day`, `more`, its buttons.
    """

    def __init__(self, context: Context, asked: dict[str, Callable[[], None]]) -> None:
        super().__init__(context.look)
        self._context, self._asked = context, asked
        self._card: OnboardingCard | None = None
        look, text = context.look, context.text
        self.pack = Button(look, text(_PACK), "primary", "printer")
        self.pack.clicked.connect(self.print_pack)
        self.move_day = Button(look, text(_MOVE), "secondary", "calendar-clock")
        self.move_day.clicked.connect(asked["move"])
        self.start = Button(look, text(_START), "secondary", "door-open")
        self.start.clicked.connect(self._start)
        self.more = IconButton(look, "ellipsis", text(_MORE))
        self.more.clicked.connect(self._menu)
        self._who, verbs = QHBoxLayout(), QHBoxLayout()
        self._who.setSpacing(Space.M)
        verbs.setSpacing(Space.S)
        verbs.addStretch(1)
        for button in (self.move_day, self.start, self.pack, self.more):
            verbs.addWidget(button)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(Space.M)
        self._line.addLayout(self._who, 1)
        self._line.addLayout(verbs)
        self.column.addLayout(self._line)
        self._bars = QVBoxLayout()
        self.column.addLayout(self._bars)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the verbs below the name where there is no room beside it."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        beside = self.width() >= self._context.look.px(NARROW)
        self._line.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def show_card(self, card: OnboardingCard, today: date) -> None:
        """Show a starter."""
        self._card = card
        line, look = card.line, self._context.look
        empty(self._who)
        self._who.addWidget(Avatar(look, line.name, hue_for(line.candidate_id), 44))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(look, line.name, Role.TITLE, wrap=True))
        desk = look.text(_DESK, desk=line.desk) if line.desk else ""
        chief = look.text(_MANAGER, name=line.manager) if line.manager else ""
        when = first_day(look, line, today)
        about = " · ".join(part for part in (line.post, when) if part)
        where = " · ".join(part for part in (line.department, line.site, desk, chief) if part)
        words.addWidget(Text(look, about, Role.BODY, "text2", wrap=True))
        if where:
            words.addWidget(Text(look, where, Role.CAPTION, "text3", wrap=True))
        box = QWidget()
        box.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        self._who.addWidget(box, 1)
        running = line.state in (OnboardingState.PLANNED, OnboardingState.STARTED)
        self.move_day.setVisible(running)
        self.start.setVisible(line.state == OnboardingState.PLANNED)
        self._show_lacks(card)

    def _show_lacks(self, card: OnboardingCard) -> None:
        empty(self._bars)
        look, line = self._context.look, card.line
        if line.state != OnboardingState.PLANNED:
            return
        missing = lacks(look, card)
        if not missing:
            bar = NoticeBar(look, look.text(_READY), "ok", "circle-check")
        else:
            # Names hold commas of their own.
            joint = "；" if self._context.language == "zh" else "; "
            names = joint.join(missing[:MOST]) + (" …" if len(missing) > MOST else "")
            said = look.text(_LACKS, n=len(missing), what=names)
            bar = NoticeBar(look, said, urgency(line), "triangle-alert")
        self._bars.addWidget(bar)

    def _id(self) -> str:
        return self._card.line.id if self._card is not None else ""

    def _start(self) -> None:
        if self._card is not None:
            self._context.run(Start(self._id()))

    def _menu(self) -> None:
        menu = QMenu(self)
        for word, act in self._verbs():
            shown = menu.addAction(self._context.text(word))
            shown.triggered.connect(lambda _=False, act=act: act())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _verbs(self) -> list[tuple[str, Callable[[], None]]]:
        state = self._card.line.state if self._card is not None else ""
        verbs: list[tuple[str, Callable[[], None]]] = [
            (_PREPARATION, self.print_preparation),
            (_CARD, self.print_card),
            (_GUIDE, self.print_guide),
            (_CHANGE, self._asked["change"]),
            (_PERSON, self._open),
        ]
        if state == OnboardingState.STARTED:
            verbs.append((_FINISH, lambda: self._context.run(FinishOnboarding(self._id()))))
        if state == OnboardingState.PLANNED:
            verbs.append((_CANCEL, self._asked["cancel"]))
        return verbs

    def _open(self) -> None:
        if self._card is not None:
            line = self._card.line
            self._context.open_person(line.candidate_id, line.application_id)

    def print_pack(self) -> None:
        """Show the welcome pack."""
        self._print(print_pack, _PACK_NAME)

    def print_preparation(self) -> None:
        """Show the checklist of preparations."""
        self._print(print_preparation, _LIST_NAME)

    def print_guide(self) -> None:
        """Show the buddy's guide."""
        self._print(print_buddy_guide, _GUIDE_NAME)

    def print_card(self) -> None:
        """Show the cards of buddy and newcomer."""
        self._print(print_buddy_card, _CARD_NAME)

    def _print(self, make: Callable[..., Document], name: str) -> None:
        if self._card is None:
            return
        context, id, words = self._context, self._id(), self._context.look.words
        title = context.text(name, name=self._card.line.name)
        show_document(context, lambda: context.bridge.app.ask(make, words, id), title)
