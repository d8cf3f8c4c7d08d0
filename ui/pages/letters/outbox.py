"""Letters that have not left: read, edited, put into the outbox, printed, marked as sent."""

from __future__ import annotations

from ui import moments
from ui.context import Context
from ui.models.paged_rows import Column
from ui.pages.letters import sending
from ui.pages.letters.reading import add_words
from ui.pages.letters.words import due_word, is_cooling, may_leave, state_word
from ui.pages.split import SplitView
from ui.widgets.states import EmptyState, NoticeBar
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found
from workbench.letters.commands import ReadyLetters, WithdrawLetters
from workbench.letters.models import LetterKind, LetterState
from workbench.letters.queries import LetterLine, LetterRow
from workbench.letters.rules import KIND_NAMES, check_no_gap

_NAME, _KIND, _STATE, _DUE, _PROMISE, _UNTIL = (
    N_("Name"),
    N_("Letter"),
    N_("State"),
    N_("Due"),
    N_("Promise"),
    N_("May leave from"),
)
_NONE = N_("The outbox is empty")
_NONE_TEXT = N_("Letters stand here from the first draft until they have left.")
_FIRST = N_("See who waits for a letter")
_EDIT, _READY, _BACK, _PRINT, _SENT, _EML = (
    N_("Edit"),
    N_("Put into the outbox"),
    N_("Take a letter back"),
    N_("Print…"),
    N_("Mark as sent…"),
    N_("Save as an e-mail draft"),
)
_COOLS = N_("Cooling-off ends: {when}. Until then it can be taken back.")
_NOTHING = N_("No letter may leave yet.")
_COOLING = N_("No letter may leave yet. The first one: {when}.")
_DRAFTS = N_("Put letters into the outbox first; then they can be printed together.")


class OutboxView(SplitView[LetterLine]):
    """Drafts and letters in the outbox."""

    def __init__(self, context: Context) -> None:
        text = context.text
        empty = EmptyState(
            context.look, "mail", text(_NONE), text(_NONE_TEXT), text(_FIRST), "users"
        )
        columns = (
            Column[LetterLine]("name", text(_NAME), lambda row: row.name, 125),
            Column[LetterLine]("kind", text(_KIND), self._kind, 225),
            Column[LetterLine]("state", text(_STATE), self._state, 110, tone=self._state_tone),
            Column[LetterLine]("due", text(_DUE), self._due, 95),
            Column[LetterLine]("promise", text(_PROMISE), self._word, 100, tone=self._tone),
            Column[LetterLine]("until", text(_UNTIL), self._until, 120),
        )
        super().__init__(context, columns, empty, text(_NONE))
        self.keys(
            {
                "E": self.edit,
                "R": self.make_ready,
                "P": self.print_chosen,
                "S": self.mark_sent,
                "Del": self.take_back,
            }
        )

    def show_found(self, found: Found[LetterLine]) -> None:
        """Show what has not left."""
        self.show_rows({row.id: row for row in found.rows})

    def _kind(self, row: LetterLine) -> str:
        return self.look.text(KIND_NAMES[LetterKind(row.kind)])

    def _state(self, row: LetterLine) -> str:
        return state_word(self.look, row, self.context.moment())[0]

    def _state_tone(self, row: LetterLine) -> str:
        return f"pill:{state_word(self.look, row, self.context.moment())[1]}"

    def _due(self, row: LetterLine) -> str:
        return moments.day(self.look, row.due_on, self.context.today()) if row.due_on else ""

    def _word(self, row: LetterLine) -> str:
        return due_word(self.look, row.due_on, self.context.today())[0]

    def _tone(self, row: LetterLine) -> str:
        return f"pill:{due_word(self.look, row.due_on, self.context.today())[1]}"

    def _until(self, row: LetterLine) -> str:
        now = self.context.moment()
        if row.cool_until is None or row.cool_until <= now:
            return ""
        return moments.moment(self.look, row.cool_until, now)

    def read(self, rows: list[LetterLine]) -> None:
        """Show a letter's words and what can be done with the chosen ones."""
        row, alone = rows[0], len(rows) == 1
        letter = sending.read_letter(self.context, row.id) if alone else None
        if letter is not None:
            self.add_title(row.name, " · ".join(p for p in (self._kind(row), row.post) if p))
            self._notices(row, letter)
        drafts = [each for each in rows if each.state == LetterState.DRAFT]
        verbs: list[tuple[str, str, str, object]] = []
        if drafts:
            verbs.append((_READY, "primary", "send", self.make_ready))
        else:
            verbs.append((_SENT, "primary", "check", self.mark_sent))
        if alone:
            verbs.append((_EDIT, "secondary", "pencil", self.edit))
        verbs.append((_PRINT, "secondary", "printer", self.print_chosen))
        if alone:
            verbs.append((_EML, "secondary", "mail", self.save_draft))
        verbs.append((_BACK, "secondary", "undo-2", self.take_back))
        self.add_verbs(verbs)
        if letter is not None:
            add_words(self.look, self.side, letter)

    def _notices(self, row: LetterLine, letter: LetterRow) -> None:
        now = self.context.moment()
        try:
            check_no_gap(letter.title, letter.body)
        except RuleBroken as gap:
            said = self.context.show(gap.message)
            self.side.addWidget(NoticeBar(self.look, said, "warn", "pencil"))
        if row.cool_until is not None and is_cooling(row, now):
            when = moments.moment(self.look, row.cool_until, now)
            said = self.look.text(_COOLS, when=when)
            self.side.addWidget(NoticeBar(self.look, said, "info", "hourglass"))

    def open_row(self) -> None:
        """Edit the letter."""
        self.edit()

    def edit(self) -> None:
        """Edit the one chosen letter."""
        rows = self.chosen()
        if len(rows) == 1:
            sending.edit_letter(self.context, sending.read_letter(self.context, rows[0].id))

    def _ids(self, state: LetterState | None = None) -> tuple[str, ...]:
        return tuple(row.id for row in self.chosen() if state is None or row.state == state)

    def make_ready(self) -> None:
        """Put the chosen drafts into the outbox."""
        ids = self._ids(LetterState.DRAFT)
        if ids:
            self.context.run(ReadyLetters(ids))

    def take_back(self) -> None:
        """Take the chosen letters back."""
        if self._ids():
            self.context.run(WithdrawLetters(self._ids()))

    def print_chosen(self) -> None:
        """Print the chosen letters; those in the outbox may then be marked as sent."""
        rows = self.chosen()
        if rows:
            now = self.context.moment()
            ids = [row.id for row in rows]
            unsent = all(may_leave(row, now) for row in rows)
            sending.print_letters(
                self.context, ids, f"{rows[0].title} {rows[0].name}", unsent=unsent
            )

    def mark_sent(self) -> None:
        """Ask how the chosen letters left."""
        rows = [row for row in self.chosen() if row.state == LetterState.READY]
        if rows:
            now = self.context.moment()
            cooling = any(is_cooling(row, now) for row in rows)
            sending.ask_sent(self.context, [row.id for row in rows], cooling=cooling)

    def save_draft(self) -> None:
        """Save the chosen letter as an e-mail draft."""
        rows = self.chosen()
        if len(rows) == 1:
            name = f"{rows[0].title} {rows[0].name}"
            unsent = may_leave(rows[0], self.context.moment())
            sending.ask_eml(self.context, self, rows[0].id, name, unsent=unsent)

    def leaving(self) -> tuple[LetterLine, ...]:
        """Return the letters that may leave now."""
        now = self.context.moment()
        return tuple(row for row in self.rows.values() if may_leave(row, now))

    def print_all(self) -> None:
        """Print every letter that may leave, as one document."""
        rows = self.leaving()
        if rows:
            name = f"{rows[0].title} {rows[0].name}"
            sending.print_letters(self.context, [row.id for row in rows], name, unsent=True)
            return
        waiting = [row.cool_until for row in self.rows.values() if row.cool_until is not None]
        if waiting:
            when = moments.moment(self.look, min(waiting), self.context.moment())
            self.context.say(_COOLING, when=when)
        else:
            self.context.say(_DRAFTS if self.rows else _NOTHING)
