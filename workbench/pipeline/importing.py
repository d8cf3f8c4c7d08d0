"""Importing: files to drafts, drafts to people, one batch one journal entry.

Reading files needs no vault and happens outside the write lane; `read_files` reports what cannot
be read file by file. `ImportBatch` then lands whole or not at all. Undoing the batch archives what
nobody touched since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from sqlalchemy import Connection

from workbench.apart.reader import Reader, Stopped
from workbench.demand.queries import open_titles
from workbench.intake import joining, sniff
from workbench.intake.columns import Choices, UnknownColumns
from workbench.intake.drafts import IntakeFile, RowState
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.organisation.queries import zone_of
from workbench.people.queries import names
from workbench.pipeline.landing import Landing
from workbench.pipeline.reporting import ImportReport, Reading, Record, Refused, report_of
from workbench.pipeline.sifting import sift
from workbench.vault import history
from workbench.vault.history import EntryRow
from workbench.vault.unit import UnitOfWork

__all__ = ["EntryRow", "ImportBatch", "ImportReport", "Reading", "Record", "Refused", "commands"]

commands = CommandSet()

IMPORT = "import.batch"
_STOPPED = N_("The import was stopped; nothing was changed.")


def read_files(
    paths: Iterable[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    choices: Choices | None = None,
    progress: Callable[[int, int], bool] | None = None,
    reader: Reader | None = None,
) -> Reading:
    """Read files, folders and archives into drafts, joined across files.

    `mapping` gives fields by heading for every table, `choices` for tables with certain headings.
    `progress` hears (files done, files in all) and may return False to stop; then BadInput is
    raised and nothing was imported. The files are read apart from this process, by `reader` or by
    one of their own.
    """
    names = sniff.expand(paths)
    made = replace(choices or Choices(), given=mapping or {})
    files: list[IntakeFile] = []
    refused: list[Refused] = []
    with nullcontext(reader) if reader is not None else Reader() as apart:
        apart.start()
        for number, path in enumerate(names):
            _go_on(progress, number, len(names))
            for found in _found(path, made, apart):
                _go_on(progress, number, len(names))
                if found.file is not None:
                    files.append(found.file)
                elif found.error is not None:
                    refused.append(_refused(found.name, found.error))
    return Reading(tuple(joining.join(files)), tuple(refused))


def _go_on(progress: Callable[[int, int], bool] | None, done: int, total: int) -> None:
    if progress is not None and not progress(done, total):
        raise BadInput(_STOPPED)


def _found(path: Path, choices: Choices, reader: Reader) -> Iterator[sniff.Found]:
    """Yield what a file holds, for an archive each of its files."""
    name = path.name.encode("utf-8", "replace").decode()
    try:
        data = sniff.load(path, name)
    except BadInput as error:
        yield sniff.Found(name, error=error)
        return
    try:
        yield from reader.read(data, name, choices)
    except Stopped:
        raise BadInput(_STOPPED) from None


def _refused(name: str, error: BadInput) -> Refused:
    return Refused(name, error.message, error.heads if isinstance(error, UnknownColumns) else ())


@dataclass(frozen=True)
class ImportBatch:
    """Take the people of `reading` into the vault; with a requisition, also put them on it.

    Without one they go where the files say: on the open requisition of the title they apply for.
    """

    reading: Reading = arg(N_("the files that were read"))
    requisition: str = arg(N_("id of the requisition"), default="")
    skip_bad: bool = arg(N_("import the rest where single records cannot be read"), default=False)
    skip_known: bool = arg(N_("leave out who certainly is here already"), default=False)
    nobody: bool = arg(N_("put nobody on a requisition"), default=False)


@commands.handles(
    ImportBatch,
    IMPORT,
    N_("Import files"),
    done=N_("Imported into the vault: {n}"),
    palette=False,
    cli=False,
)
def import_batch(cmd: ImportBatch, uow: UnitOfWork) -> ImportReport:
    """Land the batch and report on each record. Raises BadInput where a record cannot be read."""
    sifted = sift(uow.connection, cmd.reading.files, skip_known=cmd.skip_known)
    report = report_of(cmd.reading, sifted, open_titles(uow.connection))
    if not cmd.skip_bad:
        _refuse_bad(report)
    landing = Landing(uow, cmd.requisition, cmd.nobody)
    for draft in sifted.fresh:
        landing.take(draft)
    uow.label(n=len(landing.candidates))
    return replace(report, applications=landing.applications, candidates=tuple(landing.candidates))


def preview(connection: Connection, reading: Reading, *, skip_known: bool = False) -> ImportReport:
    """Return what an import would do, without doing it."""
    sifted = sift(connection, reading.files, skip_known=skip_known)
    return report_of(reading, sifted, open_titles(connection))


def _refuse_bad(report: ImportReport) -> None:
    if report.refused:
        first, n = report.refused[0].message, len(report.refused)
        if n == 1:
            raise BadInput(N_("Nothing was imported. A file cannot be read: {why}"), why=first)
        raise BadInput(
            N_("Nothing was imported. {n} files cannot be read; the first: {why}"), n=n, why=first
        )
    if report.failed:
        bad = next(each for each in report.records if each.state is RowState.FAILED)
        where = {"file": bad.file, "row": bad.row, "why": bad.message}
        if report.failed == 1:
            text = N_("Nothing was imported. A record is unclear, {file} row {row}: {why}")
            raise BadInput(text, **where)
        raise BadInput(
            N_("Nothing was imported. {n} records are unclear; the first, {file} row {row}: {why}"),
            n=report.failed,
            **where,
        )


def last_import(connection: Connection) -> str:
    """Return the entry of the newest import.

    Raises NotFound where there is none to undo, RuleBroken where the newest was undone already and
    an older one was not: to go further back has to be asked for.
    """
    rows = history.entries(connection, limit=1000).rows
    # An import that left everybody out cannot be undone: there is nothing to take back.
    found = [row for row in rows if row.command == IMPORT and row.kind != "undo" and row.undoable]
    standing = next((row for row in found if not row.undone), None)
    if standing is None:
        raise NotFound(N_("There is no import to undo."))
    if standing is not found[0]:
        raise RuleBroken(
            "",
            N_(
                "The last import ({last}) is undone already; nothing was changed. The one before it"
                " ({older}) can be taken back by its entry in the history."
            ),
            last=_told(connection, found[0]),
            older=_told(connection, standing),
        )
    return standing.id


def told_import(connection: Connection, entry_id: str) -> Message:
    """Return when an import was and how many people it brought, as words. Raises NotFound."""
    row = history.one(connection, entry_id)
    if row is None or row.command != IMPORT:
        raise NotFound(N_("There is no import {id} in the history."), id=entry_id)
    return _told(connection, row)


def _told(connection: Connection, row: EntryRow) -> Message:
    zone = zone_of(connection)
    at = row.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return Message(N_("{at}, people: {n}, entry {id}"), {"at": at, "id": row.id, **row.label})


@dataclass(frozen=True)
class KeptPerson:
    """Somebody whom the undo of an import left alone; `since`, what was done, newest first."""

    candidate_id: str
    name: str
    since: tuple[EntryRow, ...]


def kept_people(
    connection: Connection, entry_id: str, ids: Sequence[str]
) -> tuple[KeptPerson, ...]:
    """Return these people with what was done with them after an entry."""
    called = names(connection, ids)
    return tuple(
        KeptPerson(each, called[each], _since(connection, entry_id, each))
        for each in ids
        if each in called
    )


def _since(connection: Connection, entry_id: str, candidate_id: str) -> tuple[EntryRow, ...]:
    later = takewhile(lambda row: row.id != entry_id, history.about(connection, candidate_id))
    return tuple(row for row in later if not row.undone and row.kind != "undo")


def check_readable(reading: Reading) -> None:
    """Raise the reason where none of the files could be read."""
    if reading.refused and not reading.files:
        why = reading.refused[0].message
        raise BadInput(why.text, **why.args)
