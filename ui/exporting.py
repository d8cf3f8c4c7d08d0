"""Export: a quiet button in a page's head that writes the list on show to a file.

The file dialog offers the formats; the work runs beside the window and can be stopped. What
leaves the vault is in clear, so the dialog and the toast say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from ui.context import Context
from ui.tasks import Job
from ui.widgets.buttons import IconButton
from ui.widgets.overlay import Overlay
from ui.widgets.states import BusyPanel
from workbench.exporting.formats import Format
from workbench.exporting.table import Written
from workbench.insights.listing import Filters
from workbench.kernel.i18n import N_

_EXPORT, _WHERE = N_("Export…"), N_("Export {list} (the file is not encrypted)")
_BUSY = N_("Exporting…")
_DONE = N_("{rows} rows in {name}. The file is not encrypted.")
_THERE, _REPLACE = N_("{name} is there already"), N_("Replace")
_OVER = N_("What the file holds now will be gone.")
_SHORTENED = N_("Texts too long for a cell, shortened: {n}")
_FORMATS = {
    Format.XLSX: N_("Excel workbook"),
    Format.CSV: N_("CSV table"),
    Format.JSON: N_("JSON Résumé"),
}
PATIENCE_MS = 400  # what is done sooner needs no panel


@dataclass(frozen=True)
class OnShow:
    """What a page has on show: the `list`, what it is `called`, and which of its rows."""

    list: str
    called: str
    filters: Filters


def export_button(context: Context, on_show: Callable[[], OnShow]) -> IconButton:
    """Return the button for a page's head; `on_show` says what the page shows when pressed."""
    button = IconButton(context.look, "file-down", context.text(_EXPORT), "ghost")
    button.setObjectName("export")
    button.clicked.connect(lambda: ask_where(context, on_show()))
    return button


def ask_where(context: Context, shown: OnShow) -> None:
    """Let the reader choose file and format, then write."""
    from ui.printing import safe_name  # brings a PDF library along
    from workbench.insights.lists import formats_of  # brings all subjects along

    filters = {
        f"{context.text(word)} (*.{format})": format
        for format, word in _FORMATS.items()
        if format in formats_of(shown.list)
    }
    name, chosen = QFileDialog.getSaveFileName(
        context.host,
        context.text(_WHERE, list=shown.called),
        f"{safe_name(shown.called)} {context.today().isoformat()}.{Format.XLSX}",
        ";;".join(filters),
    )
    if name:
        _begin(context, shown, Path(name), filters.get(chosen, Format.XLSX))


def _begin(context: Context, shown: OnShow, path: Path, chosen: Format) -> None:
    """Write to a path that ends as its format does: what somebody typed wins over the choice."""
    ending = path.suffix.lower().removeprefix(".")
    if ending in tuple(Format):
        _start(context, shown, path, Format(ending))
        return
    whole = path.with_name(f"{path.name}.{chosen}")
    if not whole.exists():
        _start(context, shown, whole, chosen)
        return
    title, text = context.text(_THERE, name=whole.name), context.text(_OVER)
    context.ask(title, text, context.text(_REPLACE), lambda: _start(context, shown, whole, chosen))


def _start(context: Context, shown: OnShow, path: Path, format: Format) -> None:
    Export(context, shown, path, format)


class Export(QObject):
    """One export under way. It lives until its answer came.

    Attributes: `busy`, what shows how far it is, once that takes longer than a moment.
    """

    def __init__(self, context: Context, shown: OnShow, path: Path, format: Format) -> None:
        super().__init__(context.host)
        self._context, self._path = context, path
        self.busy = BusyOverlay(context, context.text(_BUSY))
        self.busy.panel.cancelled.connect(self._cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(self.busy.open)
        self._soon.start()
        app, words, now = context.bridge.app, context.look.words, context.moment()

        def work(job: Job) -> Written:
            from workbench.insights.lists import export_list

            return app.ask(
                export_list,
                shown.list,
                path,
                words,
                now,
                format=format,
                filters=shown.filters,
                progress=job.report,
            )

        tasks = context.bridge.tasks
        self._job = tasks.job(work, self.busy.show_progress, self._done, self._failed)

    def _done(self, written: Written) -> None:
        self._end()
        context = self._context
        context.say(_DONE, rows=f"{written.rows:,}", name=self._path.name)
        if written.shortened:
            context.say(_SHORTENED, n=written.shortened)

    def _failed(self, error: Exception) -> None:
        self._end()
        self._context.fail(error)

    def _cancel(self) -> None:
        self._job.cancel()

    def _end(self) -> None:
        self._soon.stop()
        self.busy.close_overlay()
        self.busy.deleteLater()
        self.deleteLater()


class BusyOverlay(Overlay):
    """How far it is and a way to stop, over the window.

    Attributes: `panel`, the panel with bar and button.
    """

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context.look, context.host, dismissable=False)
        self.setAccessibleName(title)
        self.panel = BusyPanel(context.look, title)
        self.set_panel(self.panel, 420)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many rows are written."""
        self.panel.show_progress(done, total, f"{done:,} / {total:,}")
