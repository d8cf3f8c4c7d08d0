"""Importing: files to drafts, drafts to people, one batch one journal entry.

Reading files needs no vault and happens outside the write lane; `read_files` reports what cannot
be read file by file. `ImportBatch` then lands whole or not at all. Undoing the batch archives what
nobody touched since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from workbench.intake import joining, sniff
from workbench.intake.drafts import (
    CandidateDraft,
    IntakeFile,
    Located,
    RowReport,
    RowState,
)
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import BadInput, NotFound
from workbench.kernel.i18n import N_, Message
from workbench.people.models import (
    Candidate,
    ExternalId,
)
from workbench.pipeline import duplicates
from workbench.pipeline.duplicates import Duplicate, in_parts
from workbench.pipeline.landing import Landing
from workbench.vault import history
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

IMPORT = "import.batch"
_CHUNK = 500


@dataclass(frozen=True)
class Refused:
    """A file that could not be read as a whole, and why."""

    name: str
    message: Message


@dataclass(frozen=True)
class Reading:
    """What a set of files held: those that were read, and those that were refused."""

    files: tuple[IntakeFile, ...]
    refused: tuple[Refused, ...] = ()

    def count(self, state: RowState) -> int:
        """Return how many records of all files ended in `state`."""
        return sum(file.count(state) for file in self.files)


@dataclass(frozen=True)
class ImportReport:
    """What became of a batch: how many people came, every record, every likely duplicate."""

    people: int
    skipped: int
    failed: int
    applications: int
    records: tuple[Record, ...]
    duplicates: tuple[Duplicate, ...]
    refused: tuple[Refused, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """What became of one record of one file."""

    file: str
    row: int
    locator: str
    state: RowState
    message: Message
    notes: tuple[Message, ...] = ()


def read_files(
    paths: Iterable[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Callable[[int, int], bool] | None = None,
) -> Reading:
    """Read files and folders into drafts, joined across files.

    `progress` hears (files done, files in all) and may return False to stop; then BadInput is
    raised and nothing was imported.
    """
    names = sniff.expand(paths)
    files: list[IntakeFile] = []
    refused: list[Refused] = []
    for number, path in enumerate(names):
        if progress is not None and not progress(number, len(names)):
            raise BadInput(N_("The import was stopped; nothing was changed."))
        try:
            files.append(sniff.read(path, mapping=mapping))
        except BadInput as error:
            refused.append(Refused(path.name, error.message))
    return Reading(tuple(joining.join(files)), tuple(refused))


@dataclass(frozen=True)
class ImportBatch:
    """Take the people of `reading` into the vault; with a requisition, also put them on it."""

    reading: Reading = arg(N_("the files that were read"))
    requisition: str = arg(N_("id of the requisition"), default="")
    skip_bad: bool = arg(N_("import the rest where single records cannot be read"), default=False)


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
    report = preview(uow.connection, cmd.reading)
    if not cmd.skip_bad:
        _refuse_bad(report)
    landing = Landing(uow, cmd.requisition)
    known = _known_ids(uow.connection, cmd.reading)
    for located in _located(cmd.reading):
        if not _is_known(located.draft, known):
            landing.take(located.draft)
    uow.label(n=len(landing.candidates))
    return ImportReport(
        people=len(landing.candidates),
        skipped=report.skipped,
        failed=report.failed,
        applications=landing.applications,
        records=report.records,
        duplicates=report.duplicates,
        refused=report.refused,
        candidates=tuple(landing.candidates),
    )


def preview(connection: Connection, reading: Reading) -> ImportReport:
    """Return what an import would do, without doing it."""
    known = _known_ids(connection, reading)
    records = [record for file in reading.files for record in _records(file, known)]
    fresh = [each for each in _located(reading) if not _is_known(each.draft, known)]
    return ImportReport(
        people=len(fresh),
        skipped=sum(record.state is RowState.SKIPPED for record in records),
        failed=sum(record.state is RowState.FAILED for record in records),
        applications=0,
        records=tuple(records),
        duplicates=tuple(duplicates.among_drafts(connection, [each.draft for each in fresh])),
        refused=reading.refused,
    )


def _refuse_bad(report: ImportReport) -> None:
    if report.refused:
        first = report.refused[0]
        raise BadInput(
            N_("Nothing was imported. {n} files cannot be read; the first: {why}"),
            n=len(report.refused),
            why=first.message,
        )
    if report.failed:
        bad = next(each for each in report.records if each.state is RowState.FAILED)
        raise BadInput(
            N_("Nothing was imported. {n} records are unclear; the first, {file} row {row}: {why}"),
            n=report.failed,
            file=bad.file,
            row=bad.row,
            why=bad.message,
        )


def _located(reading: Reading) -> list[Located]:
    return [located for file in reading.files for located in file.drafts]


KnownIds = set[tuple[str, str]]


def _known_ids(connection: Connection, reading: Reading) -> KnownIds:
    """Return the foreign ids of the batch under which somebody is here already."""
    wanted = {each.value for located in _located(reading) for each in located.draft.external_ids}
    table = ExternalId.__table__
    people = Candidate.__table__
    found: KnownIds = set()
    for part in in_parts(sorted(wanted)):
        query = (
            select(table.c.system, table.c.value)
            .join(people, people.c.id == table.c.candidate_id)
            .where(
                table.c.value.in_(part),
                table.c.archived.is_(False),
                people.c.archived.is_(False),
            )
        )
        found.update((row.system, row.value) for row in connection.execute(query))
    return found


def _is_known(draft: CandidateDraft, known: KnownIds) -> bool:
    return any((each.system, each.value) in known for each in draft.external_ids)


def _records(file: IntakeFile, known: KnownIds) -> Iterable[Record]:
    again = {each.row for each in file.drafts if _is_known(each.draft, known)}
    for report in file.reports:
        yield _record(file.name, report, report.row in again)


def _record(name: str, report: RowReport, again: bool) -> Record:
    if again and report.state is RowState.OK:
        message = Message(N_("imported before under the same number"))
        return Record(name, report.row, report.locator, RowState.SKIPPED, message)
    return Record(name, report.row, report.locator, report.state, report.message, report.notes)


def last_import(connection: Connection) -> str:
    """Return the entry of the newest import that was not undone. Raises NotFound."""
    for row in history.entries(connection, limit=1000).rows:
        if row.command == IMPORT and row.kind != "undo" and not row.undone:
            return row.id
    raise NotFound(N_("There is no import to undo."))


def check_readable(reading: Reading) -> None:
    """Raise the reason where none of the files could be read."""
    if reading.refused and not reading.files:
        why = reading.refused[0].message
        raise BadInput(why.text, **why.args)
