"""Letters that left: when, how, and whether in time."""

from __future__ import annotations

from ui import moments
from ui.context import Context
from ui.models.paged_rows import Column
from ui.pages.letters import sending
from ui.pages.letters.reading import add_words
from ui.pages.split import SplitView
from ui.widgets.states import EmptyState
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found
from workbench.letters.models import LetterKind, SentHow
from workbench.letters.queries import LetterLine
from workbench.letters.rules import KIND_NAMES, PROMISE_NAMES, SENT_HOW_NAMES, Promise

_NAME, _KIND, _WHEN, _HOW, _PROMISE = (
    N_("Name"),
    N_("Letter"),
    N_("Left"),
    N_("How"),
    N_("Promise"),
)
_NONE = N_("No letter has left yet")
_NONE_TEXT = N_("Letters stand here once they were marked as sent, with the day and the way.")
_FIRST = N_("Open the outbox")
_PRINT = N_("Print again…")
_TONES = {Promise.BROKEN: "pill:bad"}  # a promise kept is as it should be


class SentView(SplitView[LetterLine]):
    """The letters that left, the newest first."""

    def __init__(self, context: Context) -> None:
        text = context.text
        empty = EmptyState(
            context.look, "send", text(_NONE), text(_NONE_TEXT), text(_FIRST), "mail"
        )
        columns = (
            Column[LetterLine]("name", text(_NAME), lambda row: row.name, 125),
            Column[LetterLine]("kind", text(_KIND), self._kind, 225),
            Column[LetterLine]("when", text(_WHEN), self._when, 140),
            Column[LetterLine]("how", text(_HOW), self._how, 110),
            Column[LetterLine](
                "promise",
                text(_PROMISE),
                self._promise,
                120,
                tone=lambda r: _TONES.get(r.promise, ""),
            ),
        )
        super().__init__(context, columns, empty, text(_NONE))
        self.keys({"P": self.print_chosen})

    def show_found(self, found: Found[LetterLine]) -> None:
        """Show what left."""
        self.show_rows({row.id: row for row in found.rows})

    def _kind(self, row: LetterLine) -> str:
        return self.look.text(KIND_NAMES[LetterKind(row.kind)])

    def _when(self, row: LetterLine) -> str:
        return moments.moment(self.look, row.sent_at, self.context.moment()) if row.sent_at else ""

    def _how(self, row: LetterLine) -> str:
        return self.look.text(SENT_HOW_NAMES[SentHow(row.sent_how)]) if row.sent_how else ""

    def _promise(self, row: LetterLine) -> str:
        return self.look.text(PROMISE_NAMES[row.promise]) if row.due_on else ""

    def read(self, rows: list[LetterLine]) -> None:
        """Show a letter's words."""
        if len(rows) == 1:
            row = rows[0]
            self.add_title(row.name, " · ".join(p for p in (self._kind(row), row.post) if p))
        self.add_verbs([(_PRINT, "secondary", "printer", self.print_chosen)])
        if len(rows) == 1:
            add_words(self.look, self.side, sending.read_letter(self.context, rows[0].id))

    def open_row(self) -> None:
        """Print the letter again."""
        self.print_chosen()

    def print_chosen(self) -> None:
        """Print the chosen letters again."""
        rows = self.chosen()
        if rows:
            name = f"{rows[0].title} {rows[0].name}"
            sending.print_letters(self.context, [row.id for row in rows], name, unsent=False)
