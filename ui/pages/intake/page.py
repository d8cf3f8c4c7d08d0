"""Import: files dropped or chosen, what they hold, and the step that takes them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.paged_rows import Column, PagedRows
from ui.pages.base import Page
from ui.tasks import Job
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.states import BusyPanel, EmptyState, NoticeBar
from ui.widgets.table import DataTable
from workbench.app import Done
from workbench.demand.queries import list_requisitions
from workbench.intake.drafts import RowState
from workbench.kernel.i18n import N_
from workbench.pipeline import importing
from workbench.pipeline.importing import ImportBatch, ImportReport, Reading, Record

_TITLE, _CHOOSE, _FOLDER = N_("Import"), N_("Choose files…"), N_("Choose a folder…")
_DROP = N_("Drop files or folders here")
_DROP_TEXT = N_(
    "CSV and Excel lists, JSON Résumé, Greenhouse and OpenCATS exports, job-board mails, vCards,"
    " and CVs as PDF, Word, web page or text. Nothing is changed before you have seen the report."
)
_READING, _LANDING = N_("Reading the files…"), N_("Importing…")
_TAKE, _DISCARD, _UNDO = N_("Import {n} people"), N_("Discard"), N_("Undo the last import")
_FILE, _ROW, _STATE, _WHAT, _NOTES = N_("File"), N_("Row"), N_("Result"), N_("What"), N_("Note")
_ONTO, _POOL = N_("Put on a requisition"), N_("no requisition")
_SUMMARY = N_("{people} people, {skipped} skipped, {failed} unclear")
_TWINS = N_("{n} may be known already: {names}")
_BAD = N_("{n} records are unclear and stay out: {why}")
_STATES = {
    RowState.OK: N_("ready"),
    RowState.SKIPPED: N_("skipped"),
    RowState.FAILED: N_("unclear"),
}
_TONES = {RowState.OK: "pill:ok", RowState.SKIPPED: "pill:neutral", RowState.FAILED: "pill:warn"}
_KEPT = N_("Left as they are, because somebody worked on them since: {n}")


class ImportPage(Page):
    """Drop, look at the report, take it in."""

    key = "import"
    scopes = frozenset({"requisition"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self.setAcceptDrops(True)
        self._reading: Reading | None = None
        self._records: dict[str, Record] = {}
        self._job: Job | None = None
        self._model: PagedRows[Record] = PagedRows(self._fetch, self._columns())
        self.table = DataTable(look, self._model)
        self._twins = NoticeBar(look, "", "warn", "copy")
        self._unclear = NoticeBar(look, "", "warn", "triangle-alert")
        self._summary = Text(look, "", Role.SUBTITLE)
        self.take = Button(look, "", "primary", "download")
        self.take.clicked.connect(self._take)
        self.discard = Button(look, look.text(_DISCARD))
        self.discard.clicked.connect(self._forget)
        self.onto = Choice(look)
        self.onto.setAccessibleName(look.text(_ONTO))
        self.busy = BusyPanel(look, look.text(_READING))
        self.busy.cancelled.connect(self._cancel)
        self.empty = EmptyState(
            look,
            "inbox",
            look.text(_DROP),
            look.text(_DROP_TEXT),
            look.text(_CHOOSE),
            "folder-open",
        )
        self.empty.clicked.connect(self.first_action)
        self._lay()
        self._forget()

    def _lay(self) -> None:
        look = self.look
        folder = Button(look, look.text(_FOLDER), "secondary", "folder")
        folder.clicked.connect(self._choose_folder)
        undo = Button(look, look.text(_UNDO), "secondary", "undo-2")
        undo.clicked.connect(self._undo)
        for button in (undo, folder):
            self.header.add_action(button)
        for widget in (self.onto, self.discard, self.take):
            self.header.add_action(widget)
        self._report = QWidget()
        self.body.addWidget(self._report, 1)
        column = QVBoxLayout(self._report)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for part in (self._summary, self._twins, self._unclear):
            column.addWidget(part)
        box = Panel(look, padding=Space.XS)
        column.addWidget(box, 1)
        box.add(self.table, 1)
        self.body.addWidget(self.busy, 0, Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.empty, 1)

    def _columns(self) -> tuple[Column[Record], ...]:
        text = self.look.text
        return (
            Column("file", text(_FILE), lambda record: record.file, 240),
            Column("row", text(_ROW), lambda record: str(record.row), 60, right=True),
            Column("state", text(_STATE), self._state, 100, tone=lambda r: _TONES[r.state]),
            Column("what", text(_WHAT), lambda record: self.context.show(record.message), 360),
            Column("notes", text(_NOTES), self._notes, 320),
        )

    def _state(self, record: Record) -> str:
        return self.look.text(_STATES[record.state])

    def _notes(self, record: Record) -> str:
        return self.context.listed(self.context.show(note) for note in record.notes)

    def refresh(self) -> None:
        """Ask which requisitions people can be put on."""
        chosen = self.onto.currentData()
        self.onto.clear()
        self.onto.addItem(self.look.text(_POOL), "")
        for each in self.context.bridge.now(list_requisitions).rows:
            if each.state == "open":
                self.onto.addItem(each.title, each.id)
        self.onto.setCurrentIndex(max(self.onto.findData(chosen), 0))

    def first_action(self) -> None:
        """Choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, self.look.text(_CHOOSE))
        if names:
            self.read([Path(name) for name in names])

    def show_what(self, what: object) -> None:
        """Read the paths that were dropped elsewhere on the window."""
        if isinstance(what, list) and what:
            self.read([Path(each) for each in what])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.look.text(_FOLDER))
        if name:
            self.read([Path(name)])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files off the UI thread and show what they hold."""
        self._show_busy(self.look.text(_READING))
        bridge = self.context.bridge

        def work(job: Job) -> tuple[Reading, ImportReport]:
            reading = importing.read_files(paths, progress=job.report)
            importing.check_readable(reading)
            return reading, bridge.app.ask(importing.preview, reading)

        self._job = bridge.tasks.job(work, self.busy.show_progress, self._ready, self._refused)

    def _ready(self, found: tuple[Reading, ImportReport]) -> None:
        self._reading, report = found
        self._records = {str(n): record for n, record in enumerate(report.records)}
        self._model.set_ids(list(self._records))
        look, failed = self.look, report.failed + len(report.refused)
        self._summary.setText(
            look.text(_SUMMARY, people=report.people, skipped=report.skipped, failed=failed)
        )
        names = self.context.listed(twin.name for twin in report.duplicates[:8])
        self._twins.set_text(look.text(_TWINS, n=len(report.duplicates), names=names))
        self._twins.setVisible(bool(report.duplicates))
        self._unclear.set_text(look.text(_BAD, n=failed, why=self._why(report)))
        self._unclear.setVisible(failed > 0)
        self.take.setText(look.text(_TAKE, n=report.people))
        self.take.setEnabled(report.people > 0)
        self._show_report(True)

    def _why(self, report: ImportReport) -> str:
        reasons = [record.message for record in report.records if record.state is RowState.FAILED]
        reasons += [refused.message for refused in report.refused]
        return self.context.show(reasons[0]) if reasons else ""

    def _take(self) -> None:
        if self._reading is None:
            return
        command = ImportBatch(self._reading, self.onto.currentData() or "", skip_bad=True)
        self._show_busy(self.look.text(_LANDING))

        def done(answer: Done) -> None:
            self._forget()
            self.context.done(answer.changes)
            self.context.go("board" if command.requisition else "people", command.requisition)

        self.context.bridge.run(command, done, self._refused)

    def _refused(self, error: Exception) -> None:
        self.context.fail(error)
        self._show_report(self._reading is not None)

    def _undo(self) -> None:
        bridge = self.context.bridge

        def done(answer: Done) -> None:
            self.context.done(answer.changes)
            if answer.value:
                self.context.say(_KEPT, n=len(answer.value))

        bridge.write(lambda: bridge.app.undo_import(), done, self.context.fail)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _forget(self) -> None:
        self._reading = None
        self._model.set_ids([])
        self._show_report(False)

    def _show_busy(self, title: str) -> None:
        self._report.hide()
        self.empty.hide()
        self.busy.set_title(title)
        self.busy.show()

    def _show_report(self, there: bool) -> None:
        self.busy.hide()
        self._report.setVisible(there)
        self.empty.setVisible(not there)
        for widget in (self.take, self.discard, self.onto):
            widget.setVisible(there)

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Record]:
        return {each: self._records[each] for each in ids}

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths)
