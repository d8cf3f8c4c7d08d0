"""What every page is given: look, bridge, and a few things only the window can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.sheets import AskSheet, FormSheet, Sheet
from ui.theme.look import Look
from ui.widgets.overlay import Overlay
from ui.widgets.toast import Notice
from workbench.app import Done
from workbench.kernel.changes import Changes
from workbench.kernel.errors import RuleBroken, WorkbenchError
from workbench.kernel.i18n import N_, Message
from workbench.ports import SecretStore

_BUG = N_("Something went wrong in the program. Nothing was lost; the step can be tried again.")
_UNDONE, _REDONE = N_("Undone: {what}"), N_("Done again: {what}")
_UNDO_KEYS = "Ctrl+Z"


@dataclass
class Context:
    """The window's services.

    Attributes: `look`; `bridge`; `host`, what sheets lie over; `go(page, what)` shows a page and
    tells it what to show there; `toast`; `open_person(candidate, application)` shows somebody;
    `palette(text)` opens the palette; `store`, this computer's keyring, where there is one;
    `begin(page)` shows a page and does its first action; `front_desk` asks for a PIN and leaves
    nothing within reach but the front desk; `pages`, in which pages are made, so that they are not
    dressed once more when they come in.
    """

    look: Look
    bridge: Bridge
    host: QWidget
    go: Callable[[str, Any], None]
    toast: Callable[[Notice], Any]
    open_person: Callable[[str, str], None]
    palette: Callable[[str], None]
    log: Callable[[Exception], None]
    store: SecretStore | None = None
    begin: Callable[[str], None] = lambda _page: None
    front_desk: Callable[[], None] = lambda: None
    pages: QWidget | None = None

    def text(self, text: str, /, **args: object) -> str:
        """Return a text in the reader's language."""
        return self.look.text(text, **args)

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.look.words.language

    def say(self, text: str, /, **args: object) -> None:
        """Show a toast."""
        self.toast(Notice(self.text(text, **args)))

    def done(self, changes: Changes) -> None:
        """Say what was done, with undo where it can be undone."""
        what = self.look.words.show(changes.label)
        if changes.kind == "undo":
            what = self.text(_UNDONE, what=what)
        elif changes.kind == "redo":
            what = self.text(_REDONE, what=what)
        undo = changes.undoable and changes.kind == "do"
        self.toast(Notice(what, undo=undo, keys=_UNDO_KEYS if undo else ""))

    def fail(self, error: Exception) -> None:
        """Tell a person what went wrong: the one door for messages."""
        self.toast(Notice(self.reason(error)))

    def reason(self, error: Exception) -> str:
        """Return what went wrong, in the reader's language; a bug is logged without its data."""
        if isinstance(error, WorkbenchError):
            return self.look.words.show(error.message)
        self.log(error)
        return self.text(_BUG)

    def run(self, command: object, then: Callable[[Done], None] | None = None) -> None:
        """Run a command, say what it did, or why not."""

        def done(answer: Done) -> None:
            self.done(answer.changes)
            if then is not None:
                then(answer)

        self.bridge.run(command, done, self.fail)

    def submit(
        self,
        sheet: Sheet,
        command: object,
        then: Callable[[Done], None] | None = None,
        refused: Callable[[], None] | None = None,
    ) -> None:
        """Run a sheet's command: close the sheet when it is done, show in it what was refused.

        `refused` is called after that.
        """
        sheet.set_busy(True)

        def done(answer: Done) -> None:
            sheet.close_overlay()
            sheet.deleteLater()
            self.done(answer.changes)
            if then is not None:
                then(answer)

        def failed(error: Exception) -> None:
            self.refuse(sheet, error)
            if refused is not None:
                refused()

        self.bridge.run(command, done, failed)

    def refuse(self, sheet: Sheet, error: Exception) -> None:
        """Show in a sheet why its work was refused."""
        sheet.set_busy(False)
        field = error.field if isinstance(error, RuleBroken) else ""
        sheet.show_error(self.reason(error), field)

    def form(self, sheet: FormSheet, filled: Callable[[dict[str, Any]], None]) -> None:
        """Open a form; `filled` gets its values when they are right."""
        sheet.filled.connect(filled)
        sheet.open()

    def ask(self, title: str, text: str, verb: str, act: Callable[[], None]) -> AskSheet:
        """Ask before something that cannot be undone."""
        sheet = AskSheet(self.look, self.host, title, text, verb, danger=True)

        def agreed() -> None:
            sheet.close_overlay()
            sheet.deleteLater()
            act()

        sheet.submitted.connect(agreed)
        sheet.open()
        return sheet

    def is_covered(self) -> bool:
        """Return whether a sheet lies over the page, to which all keys belong then."""
        return self.cover() is not None

    def cover(self) -> Overlay | None:
        """Return the sheet on top of the page, None where none is open."""
        found = (each for each in reversed(self.host.findChildren(Overlay)) if each.isVisible())
        return next(found, None)

    def counted(self, n: int, one: str, many: str) -> str:
        """Return a text about one thing, or one about `n` of them."""
        return self.text(one) if n == 1 else self.text(many, n=f"{n:,}")

    def listed(self, names: Iterable[str]) -> str:
        """Return names in a row, as the reader's language separates them."""
        return ("、" if self.language == "zh" else ", ").join(names)

    def show(self, message: Message) -> str:
        """Return a message in the reader's language."""
        return self.look.words.show(message)

    def today(self) -> date:
        """Return today in the organisation's time zone."""
        return self.moment().date()

    def moment(self) -> datetime:
        """Return the present moment in the organisation's time zone."""
        return self.bridge.app.local_now()
