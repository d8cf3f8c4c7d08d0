"""`workbench import FILE …` and `workbench import undo`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.apart.reader import Reader
from workbench.app import App, Done
from workbench.cli.output import Printer
from workbench.cli.printing import FORCE, check_free
from workbench.cli.verbs import with_app
from workbench.demand.queries import requisition
from workbench.intake.columns import Choices
from workbench.intake.drafts import RowState
from workbench.intake.headers import FIELDS
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Message, Translator
from workbench.people.queries import names
from workbench.pipeline import importing
from workbench.pipeline.mappings import RememberColumns, kept_columns
from workbench.pipeline.reported import write_report
from workbench.pipeline.reporting import Placing, remarks_told

_TITLE = N_("Import files and folders, or undo the last import")
_FILES = N_(
    "files and folders to read; “undo” takes the last import back, “undo ID” the one with that"
    " entry in the history"
)
_DRY_RUN = N_("say what would come in and who may be here already, and change nothing")
_SKIP_BAD = N_("leave out what cannot be read and import the rest")
_SKIP_KNOWN = N_("leave out who certainly is here already, or twice in the files")
_REQUISITION = N_("put everybody on the requisition with this id")
_MAP = N_(
    "say what a column is, by a heading that is known: --map “现公司=company”; “COLUMN=” leaves it"
    " out. May be given several times"
)
_NOBODY = N_("put nobody on a requisition, whatever the files say")
_REMEMBER = N_("read files with the same columns in this way from now on")
_REPORT = N_("write what becomes of every record to this CSV file, without encryption")
_STATES = {
    RowState.OK: N_("ok"),
    RowState.SKIPPED: N_("skipped"),
    RowState.FAILED: N_("failed"),
}


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add the verb to the top parser."""

    def said(text: str) -> str:
        return words.text(text)

    parser = group.add_parser(
        "import", help=said(_TITLE), description=said(_TITLE), parents=[common]
    )
    parser.add_argument("files", nargs="+", metavar="FILE|undo", help=said(_FILES))
    parser.add_argument("--dry-run", action="store_true", help=said(_DRY_RUN))
    parser.add_argument("--skip-bad", action="store_true", help=said(_SKIP_BAD))
    parser.add_argument("--skip-known", action="store_true", help=said(_SKIP_KNOWN))
    onto = parser.add_mutually_exclusive_group()
    onto.add_argument("--requisition", metavar="ID", default="", help=said(_REQUISITION))
    onto.add_argument("--no-requisition", action="store_true", help=said(_NOBODY))
    parser.add_argument(
        "--map",
        action="append",
        type=_pair(words),
        metavar="COLUMN=FIELD",
        default=[],
        help=said(_MAP),
    )
    parser.add_argument("--remember", action="store_true", help=said(_REMEMBER))
    parser.add_argument("--report", type=Path, metavar="FILE", default=None, help=said(_REPORT))
    parser.add_argument("--force", action="store_true", help=said(FORCE))
    parser.set_defaults(run=_run)


def _pair(words: Translator) -> Any:
    def read(text: str) -> tuple[str, str]:
        column, equals, field = text.partition("=")
        if not equals or not column.strip():
            raise argparse.ArgumentTypeError(
                words.text(N_("{text}: write COLUMN=FIELD, or COLUMN= to leave it out"), text=text)
            )
        return column, field

    return read


def _run(given: argparse.Namespace, printer: Printer) -> int:
    if given.files[0] == "undo" and len(given.files) <= 2:
        _undo(given, printer)
        return 0
    if given.report:
        check_free(given.report, force=given.force)
    with Reader() as reader:
        report = _read_and_import(given, printer, reader)
    if printer.as_json:
        printer.answer(report)
    else:
        _print_report(report, printer)
        if given.dry_run and not given.skip_bad and report.failed:
            printer.line(
                N_("The import itself needs --skip-bad, which leaves the failed ones out.")
            )
    return 0


def _read_and_import(
    given: argparse.Namespace, printer: Printer, reader: Reader
) -> importing.ImportReport:
    paths = [Path(name) for name in given.files]

    def read(choices: Choices | None = None) -> importing.Reading:
        mapping = dict(given.map)
        return importing.read_files(paths, mapping=mapping, choices=choices, reader=reader)

    reading = read()
    if not reading.heads:
        importing.check_readable(reading)  # before anybody types a passphrase

    def work(opened: App) -> importing.ImportReport:
        kept = opened.ask(kept_columns)
        again = kept and reading.heads
        found = read(Choices(kept=kept)) if again else reading
        return _import(opened, given, printer, found)

    report: importing.ImportReport = with_app(given, work)
    return report


def _import(
    opened: App, given: argparse.Namespace, printer: Printer, reading: importing.Reading
) -> importing.ImportReport:
    importing.check_readable(reading)
    if given.remember and not given.dry_run:
        _remember(opened, reading)
    placing = _placing(opened, given)
    try:
        report = _land(opened, given, reading)
    except BadInput:
        report = opened.ask(importing.preview, reading, skip_known=given.skip_known)
        _write_report(given, report, placing, printer)
        if not printer.as_json:
            _print_bad(report, printer)
            printer.line(N_("With --skip-bad the rest is imported."))
        raise
    _write_report(given, report, placing, printer)
    return report


def _land(
    opened: App, given: argparse.Namespace, reading: importing.Reading
) -> importing.ImportReport:
    if given.dry_run:
        return opened.ask(importing.preview, reading, skip_known=given.skip_known)
    command = importing.ImportBatch(
        reading, given.requisition, given.skip_bad, given.skip_known, given.no_requisition
    )
    report: importing.ImportReport = opened.run(command).value
    return report


def _remember(opened: App, reading: importing.Reading) -> None:
    for head in reading.heads:
        named = [column for column in head.columns if column.heading]
        headings = tuple(column.heading for column in named)
        fields = tuple(c.field if c.field in FIELDS else "" for c in named)
        opened.run(RememberColumns(headings, fields))


def _placing(opened: App, given: argparse.Namespace) -> Placing:
    if not given.requisition:
        return Placing(nobody=given.no_requisition)
    return Placing(given.requisition, opened.ask(requisition, given.requisition).title)


def _write_report(
    given: argparse.Namespace, report: importing.ImportReport, placing: Placing, printer: Printer
) -> None:
    if given.report:
        write_report(given.report, report, placing, printer.words)


def _undo(given: argparse.Namespace, printer: Printer) -> None:
    def work(opened: App) -> tuple[Message, Done, dict[str, str]]:
        entry = given.files[1] if given.files[1:] else opened.ask(importing.last_import)
        told = opened.ask(importing.told_import, entry)
        done = opened.undo_import(entry)
        return told, done, opened.ask(names, [each.subject for each in done.value])

    told, done, kept = with_app(given, work)
    if printer.as_json:
        value = [{"subject": key, "name": name} for key, name in kept.items()]
        changes = done.changes
        printer.answer(
            {
                "value": value,
                "entry": changes.entry,
                "command": changes.command,
                "kind": changes.kind,
                "undoable": changes.undoable,
            }
        )
        return
    brought = int(str(told.args.get("n", 0)))
    printer.line(N_("Import of {import_}"), import_=told)
    printer.line(N_("People taken back: {n}"), n=brought - len(kept))
    if kept:
        printer.line(
            N_("Kept, because somebody worked on them since ({n}): {names}"),
            n=len(kept),
            names=", ".join(kept.values()),
        )


def _print_bad(report: importing.ImportReport, printer: Printer) -> None:
    failed = printer.words.text(_STATES[RowState.FAILED])
    for record in report.records:
        if record.state is RowState.FAILED:
            where = f"{record.file}:{record.row}" if record.row else record.file
            print(f"{failed}  {where}  {printer.words.show(record.message)}")


def _print_report(report: importing.ImportReport, printer: Printer) -> None:
    for record in report.records:
        notes = "; ".join(printer.words.show(note) for note in record.notes)
        said = printer.words.show(record.message)
        tail = f" ({notes})" if notes else ""
        if record.state is not RowState.FAILED:
            state = printer.words.text(_STATES[record.state])
            print(f"{state}  {record.file}:{record.row}  {said}{tail}")
    _print_bad(report, printer)
    for told in remarks_told(report.remarks):
        print(printer.words.show(told))
    for twin in report.duplicates:
        why = ", ".join(printer.words.show(reason) for reason in twin.reasons)
        printer.line(N_("Perhaps twice: {name} ({why})"), name=twin.name, why=why)
    printer.line(
        N_("{people} people, {skipped} skipped, {failed} failed"),
        people=report.people,
        skipped=report.skipped,
        failed=report.failed,
    )
