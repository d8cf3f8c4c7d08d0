"""Adding somebody to a column of the board in one line: shown at once, then stored."""

from __future__ import annotations

from collections.abc import Callable

from ui.context import Context
from ui.pages.board.own import OwnChanges
from ui.pages.person.adding import add_person
from ui.pages.person.quickly import values_of_quick
from ui.widgets.board import Board
from workbench.app import COMMANDS, Connection, Done
from workbench.demand.queries import titles
from workbench.intake.quickline import LABELS, Quick, parse_line
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.i18n import N_
from workbench.people.commands import AddCandidate
from workbench.pipeline.commands import AddApplicant
from workbench.pipeline.duplicates import Duplicate, resembling
from workbench.pipeline.queries import applications_of

_ADD = COMMANDS.of(AddApplicant(AddCandidate(""), "")).id
_HELP = N_("Name and phone, then source, city or title. Enter adds, Escape closes.")
_SAID, _UNREAD = N_("{label}: {value}"), N_("Not understood: {words}")
_KNOWN = N_("{name} is here already: {why}. Enter twice opens them.")
_AGAIN = N_("{name} is here already: {why}. Enter opens them, Ctrl+Enter adds a second record.")
_ADDED = N_("Added: {name}")


def newest_application(connection: Connection, candidate: str, requisition: str) -> str:
    """Return the id of somebody's newest application for a requisition, '' without one."""
    rows = applications_of(connection, candidate).rows
    return next((row.id for row in rows if row.requisition_id == requisition), "")


class QuickAdds:
    """Reads the line as it is typed, says whom it belongs to, and adds them into the column.

    `requisition()` is the one on show, '' for all; `is_whole(column)`, whether a column shows
    everybody, so that a new card belongs there. Attributes: `own`, the additions under way.
    """

    def __init__(
        self,
        context: Context,
        board: Board,
        requisition: Callable[[], str],
        is_whole: Callable[[str], bool],
    ) -> None:
        self._context, self._board = context, board
        self._requisition, self._is_whole = requisition, is_whole
        self.own = OwnChanges(_ADD)
        self._asked, self._warned = 0, ""
        board.addRequested.connect(self.begin)
        board.quickTyped.connect(self._typed)
        board.quickEntered.connect(self._entered)

    def begin(self, column: str) -> None:
        """Show the field in a column; a board of all requisitions asks for one by the sheet."""
        if self._requisition():
            self._board.begin_adding(column)
        else:
            add_person(self._context)

    def _read(self, text: str) -> Quick:
        post = self._requisition()
        found = self._context.bridge.now(titles, [post])
        return parse_line(text, tuple(found.items()))

    def _typed(self, column: str, text: str) -> None:
        self._warned = ""
        self._asked = asked = self._asked + 1
        quick = self._read(text)
        self._board.show_hint(column, self._told(quick))
        if not quick.has_contact:
            return

        def arrived(found: Duplicate | None) -> None:
            if found is not None and asked == self._asked:
                self._board.show_hint(column, self._named(_KNOWN, found), "warn")

        self._look_up(quick, arrived)

    def _look_up(self, quick: Quick, arrived: Callable[[Duplicate | None], None]) -> None:
        facts = {"phone": quick.phone, "email": quick.email, "wechat": quick.wechat}
        self._context.bridge.ask(arrived, resembling, quick.name, **facts)

    def _entered(self, column: str, text: str, anyway: bool) -> None:
        self._asked = asked = self._asked + 1
        quick = self._read(text)

        def arrived(found: Duplicate | None) -> None:
            if asked != self._asked:
                return
            if found is None or anyway:
                self._add(column, quick)
            elif self._warned == text:
                self._board.end_adding()
                self._context.open_person(found.existing, "")
            else:
                self._warned = text
                self._board.show_hint(column, self._named(_AGAIN, found), "warn")

        self._look_up(quick, arrived)

    def _add(self, column: str, quick: Quick) -> None:
        post = self._requisition()
        person = AddCandidate(**{name: getattr(quick, name) for name in LABELS})
        command = AddApplicant(person, post, column)
        self.own.begin()

        def done(answer: Done) -> None:
            self._context.done(answer.changes)
            self._context.bridge.ask(shown, newest_application, str(answer.value), post)
            self._board.clear_adding(column, self._context.text(_ADDED, name=quick.name))

        def shown(application: str) -> None:
            self.own.end()
            if application and self._requisition() == post and self._is_whole(column):
                self._board.move_cards((application,), column, -1)

        def failed(error: Exception) -> None:
            self.own.end()
            self._board.show_hint(column, self._context.reason(error), "warn")

        self._context.bridge.run(command, done, failed)

    def _named(self, text: str, found: Duplicate) -> str:
        why = self._context.listed(map(self._context.show, found.reasons))
        return self._context.text(text, name=found.like, why=why)

    def _told(self, quick: Quick) -> str:
        text, values = self._context.text, values_of_quick(quick)
        if values["degree"]:
            values["degree"] = text(DEGREE_NAMES[Degree(values["degree"])])
        said = [
            text(_SAID, label=text(label), value=values[name])
            for name, label in LABELS.items()
            if values[name]
        ]
        if quick.unread:
            said.append(text(_UNREAD, words=self._context.listed(quick.unread)))
        return " · ".join(said) or text(_HELP)
