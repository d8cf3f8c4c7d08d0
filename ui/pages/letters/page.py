"""Letters: who waits for one, what has not left, what has, and offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.exporting import OnShow, export_button
from ui.pages.base import Page
from ui.pages.letters.offers import OffersView
from ui.pages.letters.outbox import OutboxView
from ui.pages.letters.owed import OwedView
from ui.pages.letters.sent import SentView
from ui.pages.split import SplitView
from ui.theme.tokens import Space
from ui.widgets.buttons import Button, Segments
from ui.widgets.labels import Text
from workbench.app import Connection
from workbench.insights.listing import Filters
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found
from workbench.letters.models import LetterState
from workbench.letters.offers import OfferRow, list_offers
from workbench.letters.owing import OwedRow, PromiseFigures, list_owed, promise_figures
from workbench.letters.queries import LetterLine, list_letters, outbox
from workbench.letters.rules import OPEN_OFFERS

_TITLE, _BATCH, _WRITE, _MAKE = (
    N_("Letters"),
    N_("Print all"),
    N_("Draft all"),
    N_("Make an offer…"),
)
OWED, OUTBOX, SENT, OFFERS = "owed", "outbox", "sent", "offers"
_VIEWS = {
    OWED: N_("To write"),
    OUTBOX: N_("Outbox"),
    SENT: N_("Sent"),
    OFFERS: N_("Offers"),
}
_PROMISE = N_("Answered within three days: {percent} % · median {days} d")
_PROMISE_TIP = N_("Of {due} letters due in the last 90 days, {kept} left in time.")
_NO_PROMISE = N_("Every candidate hears within three working days")
SPAN, GOOD = timedelta(days=90), 90
V = TypeVar("V", bound=SplitView[Any])


@dataclass(frozen=True)
class LettersView:
    """All that the page shows, asked for in one go."""

    owed: Found[OwedRow]
    outbox: Found[LetterLine]
    sent: Found[LetterLine]
    offers: Found[OfferRow]
    figures: PromiseFigures


def read_letters(connection: Connection, today: date) -> LettersView:
    """Return who waits, all letters and offers, and how the promise was kept."""
    return LettersView(
        list_owed(connection, today=today),
        outbox(connection, today=today),
        list_letters(connection, state=LetterState.SENT, today=today, limit=500),
        list_offers(connection, limit=1000),
        promise_figures(connection, today - SPAN, today, today=today),
    )


class LettersPage(Page):
    """Four views of letters, built when first looked at; the primary button prints what may leave.

    Attributes: `owed`, `outbox`, `sent`, `offers`, the views; `segments`, which one is on show.
    """

    key = "letters"
    scopes = frozenset(
        {
            "letter",
            "offer",
            "application",
            "interview",
            "interview_candidate",
            "candidate",
            "organisation",
            "letter_template",
            "requisition",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self._views: dict[str, SplitView[Any]] = {}
        self._found: LettersView | None = None
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        self.segments = Segments(look, tuple((k, look.text(word)) for k, word in _VIEWS.items()))
        self.segments.chosen.connect(self._show_view)
        self.figure = Text(look, "", tone="text2")
        self.figure.setContentsMargins(Space.S, 0, 0, 0)
        self.header.add_tool(self.segments)
        self.header.add_tool(self.figure)
        self.write_all = Button(look, look.text(_WRITE), "secondary", "file-pen-line")
        self.write_all.clicked.connect(lambda: self.owed.write_due())
        self.make_offer = Button(look, look.text(_MAKE), "secondary", "plus")
        self.make_offer.clicked.connect(lambda: self.offers.make())
        self.batch = Button(look, look.text(_BATCH), "primary", "printer")
        self.batch.clicked.connect(self.first_action)
        export = export_button(context, self._on_show)
        for button in (export, self.write_all, self.make_offer, self.batch):
            self.header.add_action(button)
        self._wanted = ""
        self._show_view(OWED)

    @cached_property
    def owed(self) -> OwedView:
        """Who waits for a letter."""
        return self._take(OWED, OwedView(self.context))

    @cached_property
    def outbox(self) -> OutboxView:
        """What has not left."""
        made = self._take(OUTBOX, OutboxView(self.context))
        made.empty.clicked.connect(lambda: self.segments.choose(OWED))
        return made

    @cached_property
    def sent(self) -> SentView:
        """What has left."""
        made = self._take(SENT, SentView(self.context))
        made.empty.clicked.connect(lambda: self.segments.choose(OUTBOX))
        return made

    @cached_property
    def offers(self) -> OffersView:
        """Offers and their answers."""
        return self._take(OFFERS, OffersView(self.context))

    def _take(self, key: str, view: V) -> V:
        self._views[key] = view
        self._stack.addWidget(view)
        self._show_found(key)
        return view

    def _show_found(self, key: str) -> None:
        if self._found is not None:
            self._views[key].show_found(getattr(self._found, key))

    def _show_view(self, key: str) -> None:
        self._stack.setCurrentWidget(getattr(self, key))
        self.make_offer.setVisible(self.segments.key == OFFERS)
        self.write_all.setVisible(self.segments.key == OWED)

    def _on_show(self) -> OnShow:
        key = self.segments.key
        called = f"{self.look.text(_TITLE)} {self.look.text(_VIEWS[key])}"
        name = {OWED: "owed-letters", OFFERS: "offers"}.get(key, "letters")
        return OnShow(name, called, Filters(tuple(self._views[key].rows)))

    def show_what(self, what: object) -> None:
        """Show one of the views by its key, or the letter owed to an application by its id."""
        if what in _VIEWS:
            self.segments.choose(str(what))
        elif what:
            self._wanted = str(what)
            self.refresh()

    def first_action(self) -> None:
        """Print all letters that may leave."""
        self.outbox.print_all()

    def keyboard(self) -> QWidget:
        """Return the table on show."""
        return self._views[self.segments.key].table

    def refresh(self) -> None:
        """Ask for letters and offers."""
        self.context.bridge.ask(self._show, read_letters, self.context.today())

    def _show(self, found: LettersView) -> None:
        self._found = found
        for key in self._views:
            self._show_found(key)
        self.write_all.setEnabled(bool(found.owed.rows))
        counts = {
            OWED: len(found.owed.rows),
            OUTBOX: len(found.outbox.rows),
            OFFERS: sum(1 for row in found.offers.rows if row.state in OPEN_OFFERS),
        }
        for key, word in _VIEWS.items():
            count = counts.get(key, 0)
            said = self.look.text(word)
            self.segments.set_text(key, f"{said}  {count}" if count else said)
        self._show_figures(found.figures)
        self._show_wanted()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        begun = [row.id for row in self.outbox.rows.values() if row.application_id == wanted]
        if wanted in self.owed.rows:
            self.segments.choose(OWED)
            self.owed.choose((wanted,))
        elif wanted and begun:
            self.segments.choose(OUTBOX)
            self.outbox.choose(begun)

    def _show_figures(self, figures: PromiseFigures) -> None:
        if figures.kept_percent is None:
            self.figure.setText(self.look.text(_NO_PROMISE))
            self.figure.setToolTip("")
            return
        days = "–" if figures.median_days is None else f"{figures.median_days:g}"
        said = self.look.text(_PROMISE, percent=figures.kept_percent, days=days)
        self.figure.setText(said)
        self.figure.set_tone("text2" if figures.kept_percent >= GOOD else "warn")
        tip = self.look.text(_PROMISE_TIP, due=figures.due, kept=figures.kept)
        self.figure.setToolTip(tip)
