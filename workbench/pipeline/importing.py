"""Importing: files to drafts, drafts to people, one batch one journal entry.

Reading files needs no vault and happens outside the write lane; `read_files` reports what cannot
be read file by file. `ImportBatch` then lands whole or not at all. Undoing the batch archives what
nobody touched since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from workbench.demand.models import Requisition, RequisitionState
from workbench.intake import joining, sniff
from workbench.intake.drafts import (
    ApplicationDraft,
    ApplicationStatus,
    CandidateDraft,
    IntakeFile,
    Located,
    RowReport,
    RowState,
)
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.people import matching
from workbench.people.commands import AttachCv, put_contact, put_cv
from workbench.people.models import (
    Candidate,
    Contact,
    ContactKind,
    ExternalId,
    Note,
    Tag,
)
from workbench.people.pinyin import pinyin_keys
from workbench.people.rules import clean_name
from workbench.pipeline.commands import Apply, apply
from workbench.pipeline.models import Application, ApplicationState
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
class Duplicate:
    """Somebody in the batch who may be known already (or be in the batch twice)."""

    name: str
    like: str
    existing: str
    certain: bool
    reasons: tuple[Message, ...]


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
    done=N_("Imported {n} people"),
    palette=False,
    cli=False,
)
def import_batch(cmd: ImportBatch, uow: UnitOfWork) -> ImportReport:
    """Land the batch and report on each record. Raises BadInput where a record cannot be read."""
    report = preview(uow.session.connection(), cmd.reading)
    if not cmd.skip_bad:
        _refuse_bad(report)
    landing = _Landing(uow, cmd.requisition)
    known = _known_ids(uow.session.connection(), cmd.reading)
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
        duplicates=tuple(_duplicates(connection, [each.draft for each in fresh])),
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
            N_(
                "Nothing was imported. {n} records cannot be read; the first, {file} row {row}: {why}"
            ),
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
    for part in _parts(sorted(wanted)):
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


def _duplicates(connection: Connection, drafts: Sequence[CandidateDraft]) -> Iterable[Duplicate]:
    fresh = [_likeness(f"new:{n}", draft) for n, draft in enumerate(drafts)]
    there = _alike(connection, fresh)
    by_key = {each.key: each for each in (*fresh, *there)}
    for match in matching.find_duplicates([*there, *fresh]):
        pair = (match.first, match.second)
        new = next((key for key in reversed(pair) if key.startswith("new:")), None)
        if new is None:
            continue
        other = pair[0] if pair[1] == new else pair[1]
        existing = "" if other.startswith("new:") else other
        yield Duplicate(
            by_key[new].name, by_key[other].name, existing, match.certain, match.reasons
        )


def _likeness(key: str, draft: CandidateDraft) -> matching.Likeness:
    return matching.Likeness(
        key=key,
        name=draft.name,
        emails=draft.emails,
        phones=draft.phones,
        wechat=draft.wechat,
        school=draft.school,
        employer=draft.current_employer,
    )


def _alike(connection: Connection, fresh: Sequence[matching.Likeness]) -> list[matching.Likeness]:
    """Return the people in the vault who share a contact or a name with somebody in the batch."""
    normals = {matching.email_key(mail) for each in fresh for mail in each.emails}
    normals |= {matching.phone_key(phone) for each in fresh for phone in each.phones}
    normals |= {each.wechat.casefold() for each in fresh}
    contacts, people = Contact.__table__, Candidate.__table__
    ids: set[str] = set()
    for part in _parts(sorted(normals - {""})):
        query = select(contacts.c.candidate_id).where(
            contacts.c.normal.in_(part), contacts.c.archived.is_(False)
        )
        ids.update(connection.execute(query).scalars())
    for part in _parts(sorted({pinyin_keys(each.name).sort_key for each in fresh})):
        query = select(people.c.id).where(people.c.archived.is_(False), people.c.sort.in_(part))
        ids.update(connection.execute(query).scalars())
    return likenesses(connection, sorted(ids))


def likenesses(connection: Connection, ids: Sequence[str]) -> list[matching.Likeness]:
    """Return what is known of live candidates for comparison."""
    people, contacts = Candidate.__table__, Contact.__table__
    found: list[matching.Likeness] = []
    for part in _parts(ids):
        reach: dict[tuple[str, str], list[str]] = {}
        rows = connection.execute(
            select(contacts.c.candidate_id, contacts.c.kind, contacts.c.value).where(
                contacts.c.candidate_id.in_(part), contacts.c.archived.is_(False)
            )
        )
        for owner, kind, value in rows:
            reach.setdefault((owner, kind), []).append(value)
        query = select(people.c.id, people.c.name, people.c.school, people.c.employer).where(
            people.c.id.in_(part), people.c.archived.is_(False)
        )
        for row in connection.execute(query):
            found.append(
                matching.Likeness(
                    key=row.id,
                    name=row.name,
                    emails=tuple(reach.get((row.id, ContactKind.EMAIL), ())),
                    phones=tuple(reach.get((row.id, ContactKind.PHONE), ())),
                    wechat="".join(reach.get((row.id, ContactKind.WECHAT), ())[:1]),
                    school=row.school,
                    employer=row.employer,
                )
            )
    return found


@dataclass
class _Landing:
    """Turns drafts into records, one after the other, in one unit of work."""

    uow: UnitOfWork
    requisition: str
    candidates: list[str] = field(default_factory=list)
    applications: int = 0
    _open: dict[str, str] | None = None

    def take(self, draft: CandidateDraft) -> None:
        person = self._person(draft)
        self.candidates.append(person)
        self._contacts(person, draft)
        self._files(person, draft)
        self._history(person, draft)

    def _person(self, draft: CandidateDraft) -> str:
        name = clean_name(draft.name)
        record = Candidate(
            name=name,
            sort=pinyin_keys(name).sort_key,
            language=draft.language,
            city=draft.city,
            degree=draft.degree.value,
            school=draft.school,
            years=draft.years,
            expected_pay=draft.expected_pay,
            notice=draft.notice,
            employer=draft.current_employer,
            title=draft.title,
            source=draft.source,
            referrer=draft.referrer,
            agency=draft.agency,
            added_at=self.uow.now,
        )
        return self.uow.add(record).id

    def _contacts(self, person: str, draft: CandidateDraft) -> None:
        wechat = (draft.wechat,) if draft.wechat else ()
        kinds = (
            (ContactKind.EMAIL, draft.emails),
            (ContactKind.PHONE, draft.phones),
            (ContactKind.WECHAT, wechat),
        )
        for kind, values in kinds:
            for position, value in enumerate(dict.fromkeys(values)):
                try:
                    put_contact(self.uow, person, kind, value, position)
                except RuleBroken:  # as written it is no address; it is kept for a person to read
                    put_contact(self.uow, person, ContactKind.LINK, value, position)
        for word in dict.fromkeys(draft.tags):
            self.uow.add(Tag(candidate_id=person, word=word))
        for each in draft.external_ids:
            self.uow.add(ExternalId(candidate_id=person, system=each.system, value=each.value))

    def _files(self, person: str, draft: CandidateDraft) -> None:
        for attachment in draft.attachments:
            first = attachment is draft.attachments[0]
            put_cv(
                self.uow,
                AttachCv(
                    person,
                    text=draft.cv_text if first else "",
                    name=attachment.file_name,
                    media_type=attachment.media_type,
                    content=attachment.data,
                ),
            )
        if draft.cv_text and not draft.attachments:
            put_cv(self.uow, AttachCv(person, text=draft.cv_text))

    def _history(self, person: str, draft: CandidateDraft) -> None:
        for text in (draft.summary, draft.notes):
            self._note(person, text)
        if self.requisition:
            apply(Apply(person, self.requisition), self.uow)
            self.applications += 1
        for each in draft.applications:
            wanted = self._requisition(each.job_title)
            if wanted is None or wanted == self.requisition:
                self._note(person, _application_note(each, draft.language))
            else:
                self._application(person, wanted, each)

    def _application(self, person: str, requisition: str, each: ApplicationDraft) -> None:
        try:
            made = apply(Apply(person, requisition, each.stage), self.uow)
        except NotFound:  # the other program's stages are not ours
            made = apply(Apply(person, requisition), self.uow)
        except RuleBroken:  # the file says the same thing twice
            return
        self.applications += 1
        record = self.uow.get(Application, made)
        ended = _ENDED.get(each.status)
        if ended:
            record.state, record.closed_at = ended.value, self.uow.now
            record.reason_note = each.reject_reason

    def _requisition(self, title: str) -> str | None:
        if self._open is None:
            query = select(Requisition).where(
                Requisition.archived.is_(False), Requisition.state == RequisitionState.OPEN.value
            )
            self._open = {each.title.casefold(): each.id for each in self.uow.find(query)}
        return self._open.get(title.strip().casefold()) if title else None

    def _note(self, person: str, text: str) -> None:
        if text.strip():
            note = Note(
                candidate_id=person, body=text.strip(), at=self.uow.now, author=self.uow.actor
            )
            self.uow.add(note)


_ENDED = {
    ApplicationStatus.REJECTED: ApplicationState.REJECTED,
    ApplicationStatus.WITHDRAWN: ApplicationState.WITHDRAWN,
}


def _application_note(each: ApplicationDraft, language: str) -> str:
    """Return an earlier application as a note, in the language of the person's own papers."""
    parts = [each.job_title, each.stage, each.status.value, each.reject_reason]
    when = each.applied_at.date().isoformat() if each.applied_at else ""
    said = " · ".join(part for part in (*parts, when) if part)
    if not said:
        return ""
    return f"应聘：{said}" if language == "zh" else f"Applied: {said}"


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


def _parts(items: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
