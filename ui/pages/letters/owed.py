"""Who waits for a letter: why, until when, and writing it."""

from __future__ import annotations

from typing import Any

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.models.paged_rows import Column
from ui.pages.letters.words import due_word, tongues
from ui.pages.split import SplitView
from ui.theme.tokens import Space
from ui.widgets.states import EmptyState, NoticeBar
from workbench.app import Done
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found
from workbench.letters.commands import WriteDueLetters, WriteLetter, WrittenDue
from workbench.letters.models import LetterKind, Tone
from workbench.letters.owing import OwedRow
from workbench.letters.queries import places
from workbench.letters.rules import CLOSING, KIND_NAMES, TONE_NAMES

_NAME, _KIND, _WHY, _DUE, _PROMISE = (
    N_("Name"),
    N_("Letter"),
    N_("Why"),
    N_("Due"),
    N_("Promise"),
)
_NONE = N_("Nobody waits for a letter")
_NONE_TEXT = N_("Who was interviewed or turned down stands here until a letter to them is begun.")
_BOARD = N_("Show the board")
_WRITE, _WRITE_CHOSEN = N_("Draft"), N_("Draft {n}")
_TONE, _LANGUAGE, _THEIRS = N_("Tone"), N_("Language"), N_("the one they read")
_POINT, _POINT_HELP = (
    N_("One specific, honest point"),
    N_("What they did well, or what was missing; it stands in the letter as written."),
)
_HEAR = N_("They will hear by")
_ESTIMATED = N_("The days off up to then are not announced yet.")
_SKIPPED = N_("Left out, with an open offer: {names}")
_FURTHER = ("point", "hear_by")
_AFTER_INTERVIEW = (LetterKind.THANKS, LetterKind.DELAY)


class OwedView(SplitView[OwedRow]):
    """A table of who is owed a letter; on the right the letter is ordered.

    Attributes: `form`, the wishes for one letter, or None.
    """

    def __init__(self, context: Context) -> None:
        text = context.text
        empty = EmptyState(
            context.look, "mail-check", text(_NONE), text(_NONE_TEXT), text(_BOARD), "kanban"
        )
        empty.clicked.connect(lambda: context.go("board", ""))
        columns = (
            Column[OwedRow]("name", text(_NAME), lambda row: row.name, 125),
            Column[OwedRow]("kind", text(_KIND), self._kind, 225),
            Column[OwedRow]("due", text(_DUE), self._due, 95),
            Column[OwedRow]("promise", text(_PROMISE), self._word, 105, tone=self._tone),
            Column[OwedRow]("why", text(_WHY), self._why, 265),
        )
        self.form: Form | None = None
        super().__init__(context, columns, empty, text(_NONE))
        self.table.setAccessibleName(text(_KIND))
        self.keys({"E": self.write_chosen})

    def show_found(self, found: Found[OwedRow]) -> None:
        """Show who waits."""
        self.show_rows({row.application_id: row for row in found.rows})

    def _kind(self, row: OwedRow) -> str:
        return self.look.text(KIND_NAMES[row.kind])

    def _why(self, row: OwedRow) -> str:
        return self.context.show(row.why)

    def _due(self, row: OwedRow) -> str:
        return moments.day(self.look, row.due_on, self.context.today())

    def _word(self, row: OwedRow) -> str:
        return due_word(self.look, row.due_on, self.context.today())[0]

    def _tone(self, row: OwedRow) -> str:
        return f"pill:{due_word(self.look, row.due_on, self.context.today())[1]}"

    def read(self, rows: list[OwedRow]) -> None:
        """Show one person's case with the wishes for the letter, or how many are chosen."""
        self.form = None
        if len(rows) > 1:
            text = self.look.text(_WRITE_CHOSEN, n=len(rows))
            self.add_verbs([(text, "primary", "file-pen-line", self.write_chosen)])
            return
        row = rows[0]
        self.add_title(row.name, row.post)
        said = self._why(row)
        happened = moments.date_text(self.look, row.event_on, self.context.today())
        self.add_part(self.look.text(_WHY), f"{said} · {happened}")
        if row.estimated:
            self.side.addWidget(NoticeBar(self.look, self.look.text(_ESTIMATED)))
        if row.caution is not None:
            tone = "bad" if row.open_offer else "warn"
            said = self.context.show(row.caution)
            self.side.addWidget(NoticeBar(self.look, said, tone, "triangle-alert"))
        self.form = Form(self.look, self._fields(row))
        self.form.changed.connect(lambda _name: self._show_places())
        self._show_places()
        self.side.addWidget(self.form)
        self.side.addSpacing(Space.S)
        self.add_verbs([(_WRITE, "primary", "file-pen-line", self.write_chosen)])

    def _fields(self, row: OwedRow) -> tuple[Field, ...]:
        text = self.look.text
        kinds = sorted(CLOSING, key=list(KIND_NAMES).index) if row.kind in CLOSING else ()
        options = tuple((each.value, text(KIND_NAMES[each])) for each in kinds or _AFTER_INTERVIEW)
        tones = tuple((tone.value, text(word)) for tone, word in TONE_NAMES.items())
        languages = (("", text(_THEIRS)), *tongues(self.look))
        help = text(_POINT_HELP)
        return (
            Field("kind", text(_KIND), Kind.CHOICE, row.kind.value, options),
            Field("tone", text(_TONE), Kind.CHOICE, Tone.FORMAL.value, tones, half=True),
            Field("language", text(_LANGUAGE), Kind.CHOICE, "", languages, half=True),
            Field("point", text(_POINT), Kind.MULTILINE, "", lines=3, help=help),
            Field("hear_by", text(_HEAR)),
        )

    def _show_places(self) -> None:
        """Ask for what the chosen letter has a place for, and for nothing else."""
        if self.form is not None:
            wanted = self._places(LetterKind(str(self.form.values()["kind"])))
            for name in _FURTHER:
                cell = self.form.input(name).parentWidget()
                if cell is not None:
                    cell.setVisible(name in wanted)

    def _places(self, kind: LetterKind) -> frozenset[str]:
        return self.context.bridge.now(places).get(kind, frozenset())

    def open_row(self) -> None:
        """Go to what there is to say about the letter."""
        if self.form is not None:
            names = self.form.values()
            kind = LetterKind(str(names["kind"]))
            self.form.focus("point" if "point" in self._places(kind) else "kind")

    def write_chosen(self) -> None:
        """Draft the letter as wished, or all chosen ones."""
        rows = self.chosen()
        if len(rows) > 1:
            self.write_due(tuple(row.application_id for row in rows))
        elif rows and self.form is not None:
            self._write(rows[0], self.form.values())

    def _write(self, row: OwedRow, wishes: dict[str, Any]) -> None:
        there = self._places(LetterKind(wishes["kind"]))
        further = tuple(
            f"{name}={wishes[name]}" for name in _FURTHER if wishes[name] and name in there
        )
        command = WriteLetter(
            row.application_id,
            kind=LetterKind(wishes["kind"]),
            tone=Tone(wishes["tone"]),
            language=str(wishes["language"]),
            fields=further,
        )
        self.context.run(command)

    def write_due(self, only: tuple[str, ...] = ()) -> None:
        """Draft every letter that is due, or those of some applications."""

        def then(done: Done) -> None:
            made: WrittenDue = done.value
            if made.skipped:
                names = self.context.listed(each.name for each in made.skipped)
                self.context.say(_SKIPPED, names=names)

        self.context.run(WriteDueLetters(applications=only), then)
