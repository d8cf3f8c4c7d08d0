"""The sheet that tells what an undone import left behind, and the file with the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.pages.steps import step_text
from ui.sheets import Sheet
from ui.tasks import Lane
from ui.theme.tokens import Role, Space
from ui.widgets.labels import Text
from workbench.app import App, Done
from workbench.kernel.i18n import N_, Message
from workbench.pipeline import importing
from workbench.pipeline.importing import EntryRow, KeptPerson, kept_people
from workbench.pipeline.reported import write_report
from workbench.pipeline.reporting import ImportReport, Placing

_TITLE, _VERB = N_("Who stays after the undo"), N_("Close")
_IMPORT = N_("Import of {at}")
_COUNTS = N_("Taken back: {gone}. Left as they are: {n}")
_WHERE, _NAME = N_("Where to save the report"), N_("import-report.csv")
_SAVED = N_("Saved without encryption: {path}")
_MORE, _MOST, _MOST_STEPS = N_("and {n} more people"), 100, 3
_HELD = N_("Something else in the vault points at them.")
_WIDTH = 560


class KeptSheet(Sheet):
    """Whom an undo left as they are, each with what was done with them since."""

    def __init__(
        self, context: Context, about: Message, gone: int, people: Sequence[KeptPerson]
    ) -> None:
        look, text = context.look, context.text
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        counts = text(_COUNTS, gone=gone, n=len(people))
        column.addWidget(Text(look, counts, Role.BODY, "text2", wrap=True))
        for person in people[:_MOST]:
            column.addWidget(_line(context, person))
        if people[_MOST:]:
            more = text(_MORE, n=len(people) - _MOST)
            column.addWidget(Text(look, more, Role.CAPTION, "text3"))
        subtitle = text(_IMPORT, at=about.args.get("at", ""))
        super().__init__(
            look, context.host, text(_TITLE), text(_VERB), content, subtitle=subtitle, width=_WIDTH
        )
        self.cancel.hide()
        self.submitted.connect(self.close_overlay)
        self.closed.connect(self.deleteLater)


def _line(context: Context, person: KeptPerson) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(Text(context.look, person.name, Role.STRONG, wrap=True))
    said = "\n".join(_step(context, row) for row in person.since[:_MOST_STEPS])
    lines.addWidget(
        Text(context.look, said or context.text(_HELD), Role.CAPTION, "text2", wrap=True)
    )
    return box


def _step(context: Context, row: EntryRow) -> str:
    what = step_text(context, row)
    when = moments.moment(context.look, row.at, context.moment())
    return " · ".join(part for part in (what, when, row.actor) if part)


def undo_import(context: Context) -> None:
    """Take the last import back, and tell who stays where somebody does."""
    bridge = context.bridge

    def work() -> tuple[Message, Done, tuple[KeptPerson, ...]]:
        app: App = bridge.app
        entry = app.ask(importing.last_import)
        about = app.ask(importing.told_import, entry)
        done = app.undo_import(entry)
        kept = [each.subject for each in done.value]
        return about, done, app.ask(kept_people, entry, kept)

    def undone(found: tuple[Message, Done, tuple[KeptPerson, ...]]) -> None:
        about, done, people = found
        context.done(done.changes)
        if people:
            brought = int(str(about.args.get("n", 0)))
            KeptSheet(context, about, max(brought - len(people), 0), people).open()

    bridge.write(work, undone, context.fail)


def save_report(context: Context, report: ImportReport, placing: Placing) -> None:
    """Ask where the report shall lie, and write it there off the UI thread."""
    name = context.text(_NAME)
    path, _ = QFileDialog.getSaveFileName(context.host, context.text(_WHERE), name, "CSV (*.csv)")
    if not path:
        return
    words = context.look.words

    def saved(_written: object) -> None:
        context.say(_SAVED, path=path)

    context.bridge.tasks.start(
        lambda: write_report(Path(path), report, placing, words), saved, context.fail, Lane.JOB
    )
