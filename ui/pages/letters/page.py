"""Letters: who waits for one, what has not left, what has, and offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.pages.base import Page
from ui.pages.letters.offers import OffersView
from ui.pages.letters.outbox import OutboxView
from ui.pages.letters.owed import OwedView
from ui.pages.letters.sent import SentView
from ui.theme.tokens import Space
from ui.widgets.buttons import Button, Segments
from ui.widgets.labels import Text
from workbench.app import Connection
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
    """Four views of letters; the primary button prints what may leave."""

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
        self.owed, self.outbox = OwedView(context), OutboxView(context)
        self.sent, self.offers = SentView(context), OffersView(context)
        views: dict[str, QWidget] = {
            OWED: self.owed,
            OUTBOX: self.outbox,
            SENT: self.sent,
            OFFERS: self.offers,
        }
        self._stack = QStackedWidget()
        for view in views.values():
            self._stack.addWidget(view)
        self.body.addWidget(self._stack, 1)
        self.segments = Segments(look, tuple((k, look.text(word)) for k, word in _VIEWS.items()))
        self.segments.chosen.connect(lambda key: self._show_view(list(views).index(key)))
        self.figure = Text(look, "", tone="text2")
        self.figure.setContentsMargins(Space.S, 0, 0, 0)
        self.header.add_tool(self.segments)
        self.header.add_tool(self.figure)
        self.write_all = Button(look, look.text(_WRITE), "secondary", "file-pen-line")
        self.write_all.clicked.connect(lambda: self.owed.write_due())
        self.make_offer = Button(look, look.text(_MAKE), "secondary", "plus")
        self.make_offer.clicked.connect(self.offers.make)
        self.batch = Button(look, look.text(_BATCH), "primary", "printer")
        self.batch.clicked.connect(self.first_action)
        for button in (self.write_all, self.make_offer, self.batch):
            self.header.add_action(button)
        self.outbox.empty.clicked.connect(lambda: self.segments.choose(OWED))
        self.sent.empty.clicked.connect(lambda: self.segments.choose(OUTBOX))
        self._wanted = ""
        self._show_view(0)

    def _show_view(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.make_offer.setVisible(self.segments.key == OFFERS)
        self.write_all.setVisible(self.segments.key == OWED)

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

    def refresh(self) -> None:
        """Ask for letters and offers."""
        self.context.bridge.ask(self._show, read_letters, self.context.today())

    def _show(self, found: LettersView) -> None:
        self.owed.show_found(found.owed)
        self.outbox.show_found(found.outbox)
        self.sent.show_found(found.sent)
        self.offers.show_found(found.offers)
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
