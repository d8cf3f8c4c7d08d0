"""Import: files dropped or chosen, what they hold, and the step that takes them in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from ui.context import Context
from ui.pages.base import Page
from ui.pages.intake.asking import Asking
from ui.pages.intake.kept import save_report, undo_import
from ui.pages.intake.looking import Looked, Looker
from ui.pages.intake.report import ReportView
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.states import BusyPanel, EmptyState
from ui.widgets.table import DataTable
from workbench.app import Done
from workbench.demand.queries import list_requisitions
from workbench.kernel.i18n import N_
from workbench.pipeline.importing import ImportBatch
from workbench.pipeline.reporting import Placing

_TITLE, _CHOOSE, _FOLDER = N_("Import"), N_("Choose files…"), N_("Choose a folder…")
_DROP = N_("Drop files or folders here")
_DROP_TEXT = N_(
    "CSV and Excel lists, JSON Résumé, Greenhouse and OpenCATS exports, job-board mails, vCards,"
    " and CVs as PDF, Word, RTF, web page or text, also in a ZIP. Nothing is changed before you"
    " have seen the report."
)
_READING, _LANDING = N_("Reading the files…"), N_("Importing…")
_TAKE, _DISCARD, _UNDO = N_("Import {n} people"), N_("Discard"), N_("Undo the last import")
_ONTO, _POOL, _AS_SAID = (
    N_("Put on a requisition"),
    N_("no requisition"),
    N_("as the files say"),
)
_FILES, _NOBODY = "files", "nobody"


class ImportPage(Page):
    """Drop, look at the report, take it in.

    Attributes: `report`; `looker`, what reads; `asking`, what asks for columns.
    Signals: `imported(list)` with the files and folders that were taken in.
    """

    key = "import"
    scopes = frozenset({"requisition"})
    imported = Signal(list)

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self.report = ReportView(context)
        self.looker = Looker(context.bridge, self)
        self.asking = Asking(context, self.looker, self)
        self.take = Button(look, "", "primary", "download")
        self.discard = Button(look, look.text(_DISCARD))
        self.onto = Choice(look)
        self.onto.setAccessibleName(look.text(_ONTO))
        self.busy = BusyPanel(look, look.text(_READING))
        self.empty = EmptyState(
            look,
            "inbox",
            look.text(_DROP),
            look.text(_DROP_TEXT),
            look.text(_CHOOSE),
            "folder-open",
        )
        self._lay()
        self._connect()
        self._forget()

    @property
    def table(self) -> DataTable:
        """The table of records."""
        return self.report.table

    def _lay(self) -> None:
        look = self.look
        folder = Button(look, look.text(_FOLDER), "secondary", "folder")
        folder.clicked.connect(self._choose_folder)
        undo = Button(look, look.text(_UNDO), "secondary", "undo-2")
        undo.clicked.connect(lambda: undo_import(self.context))
        for widget in (undo, folder, self.onto, self.discard, self.take):
            self.header.add_action(widget)
        self.body.addWidget(self.report, 1)
        self.body.addWidget(self.busy, 0, Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.take.clicked.connect(self._take)
        self.discard.clicked.connect(self._forget)
        self.onto.activated.connect(lambda _index: self._place())
        self.busy.cancelled.connect(self.looker.cancel)
        self.empty.clicked.connect(self.first_action)
        self.looker.progress.connect(self.busy.show_progress)
        self.looker.ready.connect(self._ready)
        self.looker.refused.connect(self._refused)
        self.report.columnsAsked.connect(self._ask_columns)
        self.report.exportAsked.connect(self._export)
        self.report.skipAsked.connect(self.looker.leave_out_known)

    def refresh(self) -> None:
        """Ask which requisitions people can be put on."""
        chosen = self.onto.currentData()
        self.onto.clear()
        self.onto.addItem(self.look.text(_AS_SAID), _FILES)
        self.onto.addItem(self.look.text(_POOL), _NOBODY)
        for each in self.context.bridge.now(list_requisitions).rows:
            if each.state == "open":
                self.onto.addItem(each.title, each.id)
        self.onto.setCurrentIndex(max(self.onto.findData(chosen), 0))
        self._place()

    def _placing(self) -> Placing:
        where = str(self.onto.currentData() or _FILES)
        if where in (_FILES, _NOBODY):
            return Placing(nobody=where == _NOBODY)
        return Placing(where, self.onto.currentText())

    def _place(self) -> None:
        self.report.place(self._placing())

    def first_action(self) -> None:
        """Choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, self.look.text(_CHOOSE))
        if names:
            self.read([Path(name) for name in names])

    def show_what(self, what: object) -> None:
        """Read the paths that were dropped on the window."""
        if isinstance(what, list) and what:
            self.read([Path(each) for each in what])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.look.text(_FOLDER))
        if name:
            self.read([Path(name)])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files off the UI thread and show what they hold."""
        self.asking.forget()
        self.report.clear()
        self._show_busy(self.look.text(_READING))
        self.looker.read(paths)

    def _ready(self, found: Looked) -> None:
        report = found.report
        self.report.show_report(report, has_tables=bool(found.reading.heads))
        self.take.setText(self.look.text(_TAKE, n=report.people))
        self.take.setEnabled(report.people > 0)
        self._show_report(True)

    def _ask_columns(self) -> None:
        if self.looker.found is not None:
            self.asking.ask(self.looker.found.reading.heads)

    def _take(self) -> None:
        found, placing = self.looker.found, self._placing()
        if found is None:
            return
        command = ImportBatch(
            found.reading,
            placing.requisition,
            skip_bad=True,
            skip_known=self.looker.skip_known,
            nobody=placing.nobody,
        )
        self._show_busy(self.look.text(_LANDING))

        paths = list(self.looker.paths)

        def done(answer: Done) -> None:
            self._forget()
            self.imported.emit(paths)
            self.context.done(answer.changes)
            self.context.go("board" if command.requisition else "people", command.requisition)

        self.context.bridge.run(command, done, self._refused)

    def _refused(self, error: Exception) -> None:
        if self.asking.sheet is None:
            self.context.fail(error)
        self._show_report(self.looker.found is not None)

    def _export(self) -> None:
        if self.looker.found is not None:
            save_report(self.context, self.looker.found.report, self._placing())

    def _forget(self) -> None:
        self.looker.forget()
        self.report.clear()
        self._show_report(False)

    def _show_busy(self, title: str) -> None:
        self.report.hide()
        self.empty.hide()
        self.busy.set_title(title)
        self.busy.show()

    def _show_report(self, there: bool) -> None:
        self.busy.hide()
        self.report.setVisible(there)
        self.empty.setVisible(not there)
        for widget in (self.take, self.discard, self.onto):
            widget.setVisible(there)
