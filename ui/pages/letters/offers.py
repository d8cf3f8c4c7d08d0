"""Offers: their terms, what law and band say about them, and what became of them."""

from __future__ import annotations

from ui import moments
from ui.context import Context
from ui.models.paged_rows import Column
from ui.pages.letters import offering
from ui.pages.letters.sending import print_letters
from ui.pages.letters.warning import warning_bar
from ui.pages.letters.words import OFFER_TONES, due_word
from ui.pages.split import SplitView
from ui.widgets.states import EmptyState, NoticeBar
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found
from workbench.letters.commands import ReadyLetters, WriteLetter
from workbench.letters.documents import terms_rows
from workbench.letters.models import LetterKind, LetterState, OfferState
from workbench.letters.offering import AcceptOffer
from workbench.letters.offers import OfferRow
from workbench.letters.queries import LetterLine, list_letters
from workbench.letters.rules import OFFER_STATE_NAMES, OPEN_OFFERS
from workbench.pipeline.rules import REASON_BY_CODE

_NAME, _POST, _STATE, _PAY, _START, _ANSWER = (
    N_("Name"),
    N_("Post"),
    N_("State"),
    N_("Pay per month"),
    N_("First day of work"),
    N_("Answer by"),
)
_NONE = N_("No offer has been made yet")
_NONE_TEXT = N_("Make one for somebody who was chosen; pay band and probation law are checked.")
_MAKE = N_("Make an offer…")
_CHANGE, _LETTER, _PRINT, _SEND, _ACCEPT, _REFUSE, _WITHDRAW, _HIRE = (
    N_("Change an offer"),
    N_("Write the offer letter"),
    N_("Print…"),
    N_("Mark as sent…"),
    N_("Accepted"),
    N_("Refused…"),
    N_("Withdraw an offer…"),
    N_("Begin an onboarding…"),
)
_READY = N_("Put into the outbox")
_REASON, _NOTE = N_("Reason"), N_("Note")
_FINE = N_("Pay band and probation are in order.")
_FIRST = {OfferState.OUT: -2, OfferState.DRAFT: -1}


class OffersView(SplitView[OfferRow]):
    """A table of offers; on the right the terms, the warnings and the verbs."""

    def __init__(self, context: Context) -> None:
        text = context.text
        empty = EmptyState(
            context.look, "file-pen-line", text(_NONE), text(_NONE_TEXT), text(_MAKE)
        )
        empty.clicked.connect(self.make)
        columns = (
            Column[OfferRow]("name", text(_NAME), lambda row: row.name, 125),
            Column[OfferRow]("post", text(_POST), lambda row: row.post, 150),
            Column[OfferRow]("state", text(_STATE), self._state, 160, tone=self._state_tone),
            Column[OfferRow]("pay", text(_PAY), _pay, 115, right=True),
            Column[OfferRow]("start", text(_START), self._start, 135),
            Column[OfferRow]("answer", text(_ANSWER), self._answer, 120, tone=self._answer_tone),
        )
        super().__init__(context, columns, empty, text(_NONE))
        self.keys({"E": self.change, "P": self.print_letter, "A": self.accept})

    def show_found(self, found: Found[OfferRow]) -> None:
        """Show the offers, those that wait for an answer first."""
        rows = sorted(found.rows, key=lambda row: _FIRST.get(OfferState(row.state), 0))
        self.show_rows({row.id: row for row in rows})

    def _state(self, row: OfferRow) -> str:
        return self.look.text(OFFER_STATE_NAMES[OfferState(row.state)])

    def _state_tone(self, row: OfferRow) -> str:
        return f"pill:{OFFER_TONES[OfferState(row.state)]}"

    def _start(self, row: OfferRow) -> str:
        return moments.date_text(self.look, row.start_on, self.context.today())

    def _answer(self, row: OfferRow) -> str:
        if row.state in OPEN_OFFERS and row.respond_by <= self.context.today():
            return due_word(self.look, row.respond_by, self.context.today())[0]
        return moments.day(self.look, row.respond_by, self.context.today())

    def _answer_tone(self, row: OfferRow) -> str:
        if row.state not in OPEN_OFFERS or row.respond_by > self.context.today():
            return ""
        return f"pill:{due_word(self.look, row.respond_by, self.context.today())[1]}"

    def read(self, rows: list[OfferRow]) -> None:
        """Show one offer."""
        if len(rows) > 1:
            return
        row = rows[0]
        self.add_title(row.name, f"{row.post} · {self._state(row)}")
        for warning in row.warnings:
            self.side.addWidget(warning_bar(self.context, warning))
        if not row.warnings and row.state in OPEN_OFFERS:
            bar = NoticeBar(self.look, self.look.text(_FINE), "ok", "shield-check")
            self.side.addWidget(bar)
        self.side.addSpacing(8)
        self.add_verbs(self._verbs(row))
        for label, value in terms_rows(row, self.look.words)[1:]:
            self.add_part(label, value)
        reason = REASON_BY_CODE.get(row.reason)
        self.add_part(self.look.text(_REASON), self.look.text(reason.text) if reason else "")
        self.add_part(self.look.text(_NOTE), row.note)

    def _verbs(self, row: OfferRow) -> list[tuple[str, str, str, object]]:
        letter = self._letter(row)
        print_it = (_PRINT, "secondary", "printer", self.print_letter)
        withdraw = (_WITHDRAW, "secondary", "undo-2", self.withdraw)
        refuse = (_REFUSE, "secondary", "x", self.refuse)
        if row.state == OfferState.DRAFT:
            change = (_CHANGE, "secondary", "pencil", self.change)
            write = (_LETTER, "primary", "file-pen-line", self.write_letter)
            if letter is None:
                send = (_SEND, "secondary", "send", self.send)
                return [write, send, change, withdraw]
            if letter.state == LetterState.DRAFT:  # it leaves by the outbox, where it cools off
                ready = (_READY, "primary", "inbox", self.ready)
                return [ready, print_it, change, withdraw]
            return [(_SEND, "primary", "send", self.send), print_it, change, withdraw]
        if row.state == OfferState.OUT:
            accept = (_ACCEPT, "primary", "check", self.accept)
            return [accept, refuse, *([print_it] if letter else []), withdraw]
        if row.state == OfferState.ACCEPTED:
            hire = (_HIRE, "primary", "plane-landing", self._hire)
            return [hire, refuse, *([print_it] if letter else [])]
        return [print_it] if letter else []

    def ready(self) -> None:
        """Put the letter of the offer into the outbox."""
        letter = self._letter(self.chosen()[0])
        if letter is not None:
            self.context.run(ReadyLetters((letter.id,)))

    def _letter(self, row: OfferRow) -> LetterLine | None:
        found = self.context.bridge.now(list_letters, application_id=row.application_id).rows
        live = [
            each
            for each in found
            if each.kind == LetterKind.OFFER and each.state != LetterState.WITHDRAWN
        ]
        return live[-1] if live else None

    def _one(self) -> OfferRow | None:
        rows = self.chosen()
        return rows[0] if len(rows) == 1 else None

    def open_row(self) -> None:
        """Change an offer that is not out yet, else print its letter."""
        row = self._one()
        if row is not None and row.state == OfferState.DRAFT:
            self.change()
        else:
            self.print_letter()

    def make(self) -> None:
        """Make an offer."""
        offering.make_offer(self.context)

    def change(self) -> None:
        """Change the terms of an offer in preparation."""
        row = self._one()
        if row is not None and row.state == OfferState.DRAFT:
            offering.change_offer(self.context, row)

    def write_letter(self) -> None:
        """Draft the letter of the offer."""
        row = self._one()
        if row is not None:
            self.context.run(WriteLetter(row.application_id, kind=LetterKind.OFFER))

    def print_letter(self) -> None:
        """Print the letter of the offer."""
        row = self._one()
        letter = self._letter(row) if row is not None else None
        if letter is not None:
            name = f"{letter.title} {letter.name}"
            print_letters(self.context, [letter.id], name, unsent=False)

    def send(self) -> None:
        """Ask how the offer left."""
        row = self._one()
        if row is not None:
            offering.ask_sent(self.context, row)

    def accept(self) -> None:
        """Note that the offer was accepted."""
        row = self._one()
        if row is not None and row.state == OfferState.OUT:
            self.context.run(AcceptOffer(row.id))

    def refuse(self) -> None:
        """Ask why the offer was refused."""
        row = self._one()
        if row is not None:
            offering.ask_refusal(self.context, row)

    def withdraw(self) -> None:
        """Ask why the offer is withdrawn."""
        row = self._one()
        if row is not None:
            offering.ask_withdrawal(self.context, row)

    def _hire(self) -> None:
        row = self._one()
        if row is not None:
            self.context.go("onboarding", ("hire", row.application_id))


def _pay(row: OfferRow) -> str:
    return f"{row.salary:,} {row.currency}"
