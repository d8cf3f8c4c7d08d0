"""The report of an import: every record in a table, with counts to filter by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.paged_rows import Column, PagedRows
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button, Segments
from ui.widgets.check import Check
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.states import NoticeBar
from ui.widgets.table import DataTable
from workbench.intake.drafts import RowState
from workbench.kernel.i18n import N_
from workbench.pipeline.reported import where
from workbench.pipeline.reporting import (
    STANDING_NAMES,
    ImportReport,
    Placing,
    Record,
    Standing,
    goes_to,
    remarks_told,
    standing_word,
    told,
)

_SUMMARY = N_("{people} people, {skipped} skipped, {failed} unclear")
_TWINS = N_("{n} may be known already: {names}")
_BAD = N_("{n} records are unclear and stay out: {why}")
_ALL = N_("All")
_WHO, _ROW, _STATE, _FOR = N_("Name"), N_("Row"), N_("Result"), N_("Goes to")
_FILE, _NOTES = N_("File"), N_("Note")
_ROW_OF = N_("Row {row}")
_SKIP, _COLUMNS, _EXPORT = (
    N_("Leave out who is known already"),
    N_("Columns…"),
    N_("Save the report…"),
)
_MOST_NAMES, _MOST_REMARKS = 8, 3
_TONES = {
    Standing.READY: "pill:ok",
    Standing.SKIPPED: "pill:neutral",
    Standing.UNCLEAR: "pill:warn",
}
_EVERY = ""


class ReportView(QWidget):
    """What an import would do, record by record.

    Attributes: `table`; `parts`, the filter; `skip_known`, the box that leaves known people out;
    `columns` and `export`, the buttons.
    """

    columnsAsked = Signal()  # noqa: N815
    exportAsked = Signal()  # noqa: N815
    skipAsked = Signal(bool)  # noqa: N815

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._look = context, context.look
        self._records: dict[str, Record] = {}
        self._placing = Placing()
        look = self._look
        model: PagedRows[Record] = PagedRows(self._fetch, self._columns())
        self.table = DataTable(look, model)
        self._summary = Text(look, "", Role.SUBTITLE)
        self._remarks = NoticeBar(look, "", "info", "info")
        self._twins = NoticeBar(look, "", "warn", "copy")
        self._unclear = NoticeBar(look, "", "warn", "triangle-alert")
        parts = ((_EVERY, look.text(_ALL)), *((s.value, "") for s in Standing))
        self.parts = Segments(look, parts)
        self.parts.chosen.connect(lambda _key: self._filter())
        self.skip_known = Check(look, look.text(_SKIP))
        self.skip_known.toggled.connect(self.skipAsked)
        self.columns = Button(look, look.text(_COLUMNS), "secondary", "columns-3")
        self.columns.clicked.connect(self.columnsAsked)
        self.export = Button(look, look.text(_EXPORT), "secondary", "file-down")
        self.export.clicked.connect(self.exportAsked)
        self._lay()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._summary, 1)
        for widget in (self.columns, self.export):
            head.addWidget(widget)
        column.addLayout(head)
        for part in (self._remarks, self._twins, self._unclear):
            column.addWidget(part)
        tools = QHBoxLayout()
        tools.setSpacing(Space.L)
        tools.addWidget(self.parts)
        tools.addStretch(1)
        tools.addWidget(self.skip_known)
        column.addLayout(tools)
        box = Panel(self._look, padding=Space.XS)
        column.addWidget(box, 1)
        box.add(self.table, 1)

    def _columns(self) -> tuple[Column[Record], ...]:
        text = self._look.text
        return (
            Column("name", text(_WHO), self._who, 170),
            Column("state", text(_STATE), self._state, 130, tone=self._tone),
            Column("for", text(_FOR), self._goes, 200, tip=self._goes, tone=self._goes_tone),
            Column("notes", text(_NOTES), self._notes, 440, tip=self._notes),
            Column("row", text(_ROW), lambda r: str(r.row or ""), 60, right=True),
            Column("file", text(_FILE), lambda r: r.file, 180, tip=lambda r: r.file),
        )

    def show_report(self, report: ImportReport, *, has_tables: bool) -> None:
        """Show another report; the filter stays as it is."""
        self._records = {str(n): record for n, record in enumerate(report.records)}
        counts, look = report.standings(), self._look
        self.parts.set_text(_EVERY, self._counted(_ALL, len(report.records)))
        for standing in Standing:
            self.parts.set_text(
                standing.value, self._counted(STANDING_NAMES[standing], counts.get(standing, 0))
            )
        self._summary.setText(
            look.text(_SUMMARY, people=report.people, skipped=report.skipped, failed=report.failed)
        )
        self.columns.setVisible(has_tables)
        self._tell(report)
        self._filter()

    def _counted(self, what: str, n: int) -> str:
        return f"{self._look.text(what)} {n}"

    def _tell(self, report: ImportReport) -> None:
        look, context = self._look, self._context
        twins = list(dict.fromkeys(twin.name for twin in report.duplicates))
        names = context.listed(twins[:_MOST_NAMES])
        self._twins.set_text(look.text(_TWINS, n=len(twins), names=names))
        self._twins.setVisible(bool(report.duplicates))
        failed = [each.message for each in report.records if each.state is RowState.FAILED]
        why = context.show(failed[0]) if failed else ""
        self._unclear.set_text(look.text(_BAD, n=report.failed, why=why))
        self._unclear.setVisible(bool(failed))
        remarks = remarks_told(report.remarks)
        said = [context.show(each) for each in remarks[:_MOST_REMARKS]]
        self._remarks.set_text("\n".join(said))
        self._remarks.setVisible(bool(said))

    def place(self, placing: Placing) -> None:
        """Show where people go under another choice."""
        self._placing = placing
        self.table.viewport().update()

    def clear(self) -> None:
        """Show nothing, and everything of the next report."""
        self._records = {}
        self.table.rows.set_ids([])
        self.parts.mark(_EVERY)

    def _filter(self) -> None:
        only = self.parts.key
        self.table.rows.set_ids(
            key for key, record in self._records.items() if only in (_EVERY, record.standing.value)
        )

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Record]:
        return {each: self._records[each] for each in ids}

    def _who(self, record: Record) -> str:
        if record.name:
            return record.name
        return self._look.text(_ROW_OF, row=record.row) if record.row else record.file

    def _state(self, record: Record) -> str:
        return self._look.text(standing_word(record))

    def _tone(self, record: Record) -> str:
        if record.standing is Standing.DUPLICATE:
            return "pill:info" if record.twin and record.twin.certain else "pill:neutral"
        return _TONES[record.standing]

    def _goes(self, record: Record) -> str:
        return where(record, self._placing, self._look.words)

    def _goes_tone(self, record: Record) -> str:
        found, missing = goes_to(record, self._placing)
        return "warn" if missing and not found else ""

    def _notes(self, record: Record) -> str:
        mark = "；" if self._context.language == "zh" else "; "
        return mark.join(self._context.show(each) for each in told(record))
