"""What becomes of every record of an import, row by row, before and after it lands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.intake.columns import TableHead
from workbench.intake.drafts import CandidateDraft, IntakeFile, RowReport, RowState
from workbench.kernel.i18n import N_, Message
from workbench.pipeline.duplicates import Duplicate
from workbench.pipeline.sifting import Place, Sifted

_KNOWN = N_("Known already: {name} ({why})")
_PERHAPS = N_("Perhaps known already: {name} ({why})")
_HIDDEN = N_("Perhaps the same as a candidate who is screened anonymously")
_TWICE = N_("The same person as {name} in {file}, row {row} ({why})")
_PERHAPS_TWICE = N_("Perhaps the same person as {name} in {file}, row {row} ({why})")


class Standing(StrEnum):
    """Under which heading of the report a record stands; every record stands under one."""

    READY = "ready"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    UNCLEAR = "unclear"


STANDING_NAMES = {
    Standing.READY: N_("New people"),
    Standing.DUPLICATE: N_("Duplicates"),
    Standing.SKIPPED: N_("Skipped"),
    Standing.UNCLEAR: N_("Unclear"),
}
_CERTAIN, _LIKELY, _REPEATED = N_("known already"), N_("perhaps known"), N_("twice in the files")
_WORDS = {
    Standing.READY: N_("ready"),
    Standing.SKIPPED: N_("skipped"),
    Standing.UNCLEAR: N_("unclear"),
}


@dataclass(frozen=True)
class Refused:
    """A file that could not be read as a whole, and why; `heads` where its columns are unknown."""

    name: str
    message: Message
    heads: tuple[TableHead, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a set of files held: those that were read, and those that were refused."""

    files: tuple[IntakeFile, ...]
    refused: tuple[Refused, ...] = ()

    def count(self, state: RowState) -> int:
        """Return how many records of all files ended in `state`."""
        return sum(file.count(state) for file in self.files)

    @property
    def heads(self) -> tuple[TableHead, ...]:
        """Return the columns of all tables, once for each set of headings, unknown ones first."""
        unread = [head for refused in self.refused for head in refused.heads]
        read = [head for file in self.files for head in file.heads]
        return tuple({head.fingerprint: head for head in reversed([*unread, *read])}.values())[::-1]


@dataclass(frozen=True)
class Twin:
    """Whom a record may repeat: somebody in the vault (`existing`), or an earlier record.

    Of somebody `hidden`, who is screened anonymously, nothing more is told.
    """

    name: str
    existing: str
    file: str
    row: int
    certain: bool
    reasons: tuple[Message, ...]
    hidden: bool = False

    @property
    def told(self) -> Message:
        """Say who it is and why."""
        if self.hidden:
            return Message(_HIDDEN)
        if self.existing:
            text = _KNOWN if self.certain else _PERHAPS
        else:
            text = _TWICE if self.certain else _PERHAPS_TWICE
        where = {"name": self.name, "file": self.file, "row": self.row}
        return Message(text, {**where, "why": self.reasons[0]})


@dataclass(frozen=True)
class Post:
    """A post that a record applies for; `requisition`, the open one of that title, or ''."""

    title: str
    requisition: str


@dataclass(frozen=True)
class Record:
    """What became of one record of one file; `row` 0 is the file as a whole."""

    file: str
    row: int
    locator: str
    state: RowState
    message: Message
    notes: tuple[Message, ...] = ()
    name: str = ""
    twin: Twin | None = None
    posts: tuple[Post, ...] = ()

    @property
    def standing(self) -> Standing:
        """Return where the record stands in the report."""
        if self.state is RowState.FAILED:
            return Standing.UNCLEAR
        if self.state is RowState.SKIPPED:
            return Standing.SKIPPED
        return Standing.READY if self.twin is None else Standing.DUPLICATE


@dataclass(frozen=True)
class Remark:
    """Something about a file as a whole."""

    file: str
    message: Message


@dataclass(frozen=True)
class ImportReport:
    """What became of a batch: how many people came, every record, every likely duplicate.

    A file that could not be read is a record too, and counts as failed.
    """

    people: int
    skipped: int
    failed: int
    applications: int
    records: tuple[Record, ...]
    duplicates: tuple[Duplicate, ...]
    refused: tuple[Refused, ...] = ()
    candidates: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def standings(self) -> Mapping[Standing, int]:
        """Return how many records stand under each heading; together they are all records."""
        return Counter(record.standing for record in self.records)


def report_of(reading: Reading, sifted: Sifted, posts: Mapping[str, str]) -> ImportReport:
    """Return the report; `posts` are the open requisitions by folded title."""
    records = list(_records(reading, sifted, posts))
    return ImportReport(
        people=len(sifted.fresh),
        skipped=sum(record.state is RowState.SKIPPED for record in records),
        failed=sum(record.state is RowState.FAILED for record in records),
        applications=0,
        records=tuple(records),
        duplicates=sifted.duplicates,
        refused=reading.refused,
        remarks=tuple(Remark(file.name, each) for file in reading.files for each in file.remarks),
    )


def _records(reading: Reading, sifted: Sifted, posts: Mapping[str, str]) -> Iterator[Record]:
    twins = _twins(reading.files, sifted)
    for refused in reading.refused:
        yield Record(refused.name, 0, "", RowState.FAILED, refused.message)
    for number, file in enumerate(reading.files):
        drafts = {(each.row, each.locator): each.draft for each in file.drafts}
        for report in file.reports:
            place = (number, report.row, report.locator)
            draft = drafts.get((report.row, report.locator))
            yield _record(file.name, report, draft, place, sifted, twins, posts)


def _record(
    file: str,
    report: RowReport,
    draft: CandidateDraft | None,
    place: Place,
    sifted: Sifted,
    twins: Mapping[Place, Twin],
    posts: Mapping[str, str],
) -> Record:
    state, message, notes = report.state, report.message, report.notes
    verdict = sifted.verdicts.get(place) if state is RowState.OK else None
    if verdict is not None:
        (state, message), notes = verdict, ()
    return Record(
        file,
        report.row,
        report.locator,
        state,
        message,
        notes,
        name=draft.name if draft is not None else "",
        twin=twins.get(place),
        posts=_posts(draft, posts) if draft is not None else (),
    )


def _posts(draft: CandidateDraft, posts: Mapping[str, str]) -> tuple[Post, ...]:
    titles = dict.fromkeys(each.job_title.strip() for each in draft.applications)
    return tuple(Post(title, posts.get(title.casefold(), "")) for title in titles if title)


def _twins(files: Sequence[IntakeFile], sifted: Sifted) -> dict[Place, Twin]:
    """Return the weightiest likeness of each draft; certain ones come first in `duplicates`."""
    found: dict[Place, Twin] = {}
    for each in sifted.duplicates:
        file, row = "", 0
        if each.other >= 0:
            number, row, _ = sifted.places[each.other]
            file = files[number].name
        twin = Twin(each.like, each.existing, file, row, each.certain, each.reasons, each.hidden)
        found.setdefault(sifted.places[each.draft], twin)
    return found


def remarks_told(remarks: Iterable[Remark]) -> list[Message]:
    """Return each remark with its file before it."""
    text = N_("{file}: {what}")
    return [Message(text, {"file": each.file, "what": each.message}) for each in remarks]


@dataclass(frozen=True)
class Placing:
    """Where people are put: on one requisition, on none, or where the files say."""

    requisition: str = ""
    title: str = ""
    nobody: bool = False


def standing_word(record: Record) -> str:
    """Return the word for what became of a record."""
    twin = record.twin
    if record.standing is Standing.DUPLICATE and twin is not None:
        if twin.hidden:
            return _LIKELY
        return (_CERTAIN if twin.existing else _REPEATED) if twin.certain else _LIKELY
    return _WORDS[record.standing]


def goes_to(record: Record, placing: Placing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the posts that a record's person is put on, and those that no requisition has."""
    if record.state is not RowState.OK or placing.nobody:
        return (), ()
    chosen = [placing.title] if placing.requisition else []
    found = [
        post.title
        for post in record.posts
        if post.requisition and post.requisition != placing.requisition
    ]
    missing = [post.title for post in record.posts if not post.requisition]
    return tuple(chosen + found), tuple(missing)


def told(record: Record) -> list[Message]:
    """Return all there is to say about a record beyond who it is."""
    found = [] if record.twin is None or record.state is not RowState.OK else [record.twin.told]
    if record.state is not RowState.OK or not record.name:
        found.append(record.message)
    return [*found, *record.notes]
