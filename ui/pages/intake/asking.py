"""Asks for the columns of one table after the other, and lets the report follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from ui.context import Context
from ui.pages.intake.looking import Looked, Looker
from ui.pages.intake.mapping import ColumnsSheet
from workbench.intake.columns import TableHead
from workbench.kernel.i18n import N_
from workbench.pipeline.mappings import ForgetColumns, RememberColumns, list_mappings

_READING = N_("Reading the files…")
_SUMMARY = N_("{people} people, {skipped} skipped, {failed} unclear")


class Asking(QObject):
    """One sheet for each set of headings.

    Tables that cannot be read without an answer are asked for by themselves, once.
    """

    def __init__(self, context: Context, looker: Looker, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._looker = context, looker
        self._waiting: list[TableHead] = []
        self._left_open: set[str] = set()
        self._before: Mapping[str, str] | None = None
        self.sheet: ColumnsSheet | None = None
        looker.ready.connect(self._ready)
        looker.refused.connect(self._refused)

    def ask(self, heads: Sequence[TableHead]) -> None:
        """Ask for the columns of these tables."""
        self._waiting = list(heads)
        self._next()

    def forget(self) -> None:
        """Ask anew when other files come."""
        self._waiting = []
        self._left_open.clear()

    def _ready(self, found: Looked) -> None:
        if self.sheet is not None:
            report = found.report
            self.sheet.tell(
                self._context.text(
                    _SUMMARY, people=report.people, skipped=report.skipped, failed=report.failed
                )
            )
            return
        unread = [head for refused in found.reading.refused for head in refused.heads]
        fresh = {h.fingerprint: h for h in unread if h.fingerprint not in self._left_open}
        if fresh:
            self.ask(list(fresh.values()))

    def _refused(self, error: Exception) -> None:
        if self.sheet is not None:
            self.sheet.tell(self._context.reason(error))

    def _next(self) -> None:
        if not self._waiting:
            return
        head = self._waiting.pop(0)
        self._left_open.add(head.fingerprint)
        self._before = self._looker.chosen.get(head.fingerprint)
        sheet = self.sheet = ColumnsSheet(self._context, self._files(head), head)
        sheet.changed.connect(lambda fields: self._read(head, fields))
        sheet.forgetAsked.connect(lambda: self._forget_kept(head))
        sheet.submitted.connect(lambda: self._agreed(head, sheet))
        sheet.closed.connect(lambda: self._put_back(head))
        sheet.open()
        if head.unknown or not head.has_name:
            self._read(head, sheet.fields())

    def _read(self, head: TableHead, fields: Mapping[str, str]) -> None:
        if self.sheet is not None:
            self.sheet.tell(self._context.text(_READING))
        self._looker.choose(head.fingerprint, fields)

    def _forget_kept(self, head: TableHead) -> None:
        """Read such tables by the known words again, this one at once."""
        bridge, sheet = self._context.bridge, self.sheet
        self.sheet = None
        if sheet is not None:
            sheet.close_overlay()
            sheet.deleteLater()
        kept = bridge.now(list_mappings).rows
        mapping = next((row.id for row in kept if row.fingerprint == head.fingerprint), "")
        self._left_open.discard(head.fingerprint)
        self._context.run(
            ForgetColumns(mapping), lambda _done: self._looker.choose(head.fingerprint, None)
        )

    def _agreed(self, head: TableHead, sheet: ColumnsSheet) -> None:
        self.sheet = None
        fields = sheet.fields()
        if sheet.remember.isChecked() and sheet.differs():
            self._context.run(RememberColumns(*sheet.to_remember()))
        sheet.close_overlay()
        sheet.deleteLater()
        if self._looker.chosen.get(head.fingerprint) != fields:
            self._looker.choose(head.fingerprint, fields)
        self._next()

    def _put_back(self, head: TableHead) -> None:
        """Read the table again as before where the sheet was closed without its verb."""
        if self.sheet is None:
            return
        self.sheet.deleteLater()
        self.sheet, self._waiting = None, []
        if self._looker.chosen.get(head.fingerprint) != self._before:
            self._looker.choose(head.fingerprint, self._before)

    def _files(self, head: TableHead) -> list[str]:
        found = self._looker.found
        if found is None:
            return []
        mark, reading = head.fingerprint, found.reading
        names = [f.name for f in reading.files if any(h.fingerprint == mark for h in f.heads)]
        return names + [
            r.name for r in reading.refused if any(h.fingerprint == mark for h in r.heads)
        ]
