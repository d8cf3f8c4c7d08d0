"""Reading about people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.people.models import Candidate, Contact, Cv, Note, Staff, Tag
from workbench.people.search import Hit, search

queries = QuerySet()

candidates = Candidate.__table__
contacts = Contact.__table__
cvs = Cv.__table__
notes = Note.__table__
tags = Tag.__table__
staff = Staff.__table__


@dataclass(frozen=True)
class CandidateLine:
    """One candidate in a list. `email` and `phone` are the first of each."""

    id: str
    name: str
    city: str
    degree: str
    years: float | None
    employer: str
    title: str
    source: str
    email: str
    phone: str
    do_not_contact: bool
    added_at: datetime | None


@dataclass(frozen=True)
class ContactRow:
    """One way to reach a candidate."""

    id: str
    kind: str
    value: str


@dataclass(frozen=True)
class CvRow:
    """One CV; `object_id` is None where only its text is kept."""

    id: str
    name: str
    media_type: str
    size: int
    text: str
    object_id: str | None
    added_at: datetime | None


@dataclass(frozen=True)
class NoteRow:
    """One note."""

    id: str
    body: str
    at: datetime
    author: str


@dataclass(frozen=True)
class CandidateCard:
    """All that the people room knows of one candidate."""

    id: str
    name: str
    language: str
    city: str
    degree: str
    school: str
    years: float | None
    expected_pay: str
    notice: str
    employer: str
    title: str
    source: str
    referrer: str
    agency: str
    do_not_contact: bool
    dnc_reason: str
    dnc_since: date | None
    added_at: datetime | None
    consent_on: date | None = None
    consent_until: date | None = None
    contacts: tuple[ContactRow, ...] = ()
    tags: tuple[str, ...] = ()
    cvs: tuple[CvRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()

    def first(self, kind: str) -> str:
        """Return the first contact of `kind`, or ''."""
        return next((each.value for each in self.contacts if each.kind == kind), "")


@dataclass(frozen=True)
class StaffRow:
    """One colleague."""

    id: str
    name: str
    email: str
    phone: str
    department: str
    title: str
    site: str
    interviewer: bool
    buddy: bool
    manager: bool
    hired_on: date | None
    skills: tuple[str, ...]
    languages: tuple[str, ...]


def candidate_ids(connection: Connection) -> list[str]:
    """Return the ids of all live candidates, sorted by name."""
    query = select(candidates.c.id).where(candidates.c.archived.is_(False))
    ordered = query.order_by(candidates.c.sort, candidates.c.id).subquery()
    # One string made by SQLite: 100,000 rows through the library take ten times as long.
    found = connection.execute(select(func.group_concat(ordered.c.id))).scalar_one()
    return found.split(",") if found else []


def candidate_lines(connection: Connection, ids: Sequence[str]) -> dict[str, CandidateLine]:
    """Return the list rows of `ids`."""
    columns = [candidates.c[name] for name in _LINE]
    rows = connection.execute(select(*columns).where(candidates.c.id.in_(ids))).mappings()
    reach = _first_contacts(connection, ids)
    return {
        row["id"]: CandidateLine(
            **row,
            email=reach.get((row["id"], "email"), ""),
            phone=reach.get((row["id"], "phone"), ""),
        )
        for row in rows
    }


_LINE = (
    "id",
    "name",
    "city",
    "degree",
    "years",
    "employer",
    "title",
    "source",
    "do_not_contact",
    "added_at",
)


def _first_contacts(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], str]:
    query = (
        select(contacts.c.candidate_id, contacts.c.kind, contacts.c.value)
        .where(contacts.c.candidate_id.in_(ids), contacts.c.archived.is_(False))
        .order_by(contacts.c.position.desc(), contacts.c.id.desc())
    )
    return {(owner, kind): value for owner, kind, value in connection.execute(query)}


@queries.offers("candidate.list", N_("List the candidates"))
def list_candidates(
    connection: Connection, *, limit: int = 50, offset: int = 0
) -> Page[CandidateLine]:
    """Return candidates sorted by name."""
    live = candidates.c.archived.is_(False)
    total = connection.execute(select(func.count()).where(live)).scalar_one()
    query = select(candidates.c.id).where(live).order_by(candidates.c.sort, candidates.c.id)
    ids = list(connection.execute(query.limit(limit).offset(offset)).scalars())
    lines = candidate_lines(connection, ids)
    return Page(tuple(lines[each] for each in ids), total)


@queries.offers("candidate.show", N_("Show one candidate"))
def candidate(connection: Connection, candidate_id: str) -> CandidateCard:
    """Return all about one candidate. Raises NotFound."""
    row = connection.execute(
        select(candidates).where(candidates.c.id == candidate_id, candidates.c.archived.is_(False))
    ).mappings()
    found = row.first()
    if found is None:
        raise NotFound(N_("There is no candidate {id}."), id=candidate_id)
    own = {name: found[name] for name in CandidateCard.__dataclass_fields__ if name in found}
    return CandidateCard(
        **own,
        contacts=tuple(
            ContactRow(each.id, each.kind, each.value)
            for each in _of(connection, contacts, candidate_id, contacts.c.position)
        ),
        tags=tuple(each.word for each in _of(connection, tags, candidate_id, tags.c.word)),
        cvs=tuple(_cv(each) for each in _of(connection, cvs, candidate_id, cvs.c.id.desc())),
        notes=tuple(
            NoteRow(each.id, each.body, each.at, each.author)
            for each in _of(connection, notes, candidate_id, notes.c.id.desc())
        ),
    )


def tags_of(connection: Connection, candidate_id: str) -> tuple[str, ...]:
    """Return somebody's tags in alphabetical order."""
    return tuple(each.word for each in _of(connection, tags, candidate_id, tags.c.word))


def require(connection: Connection, candidate_id: str) -> None:
    """Raise NotFound where there is no live candidate with this id."""
    live = select(candidates.c.id).where(
        candidates.c.id == candidate_id, candidates.c.archived.is_(False)
    )
    if connection.execute(live).first() is None:
        raise NotFound(N_("There is no candidate {id}."), id=candidate_id)


@dataclass(frozen=True)
class MergedRow:
    """A record that went into another one: what it said of the person."""

    id: str
    name: str
    city: str
    degree: str
    school: str
    years: float | None
    expected_pay: str
    notice: str
    employer: str
    title: str
    source: str
    added_at: datetime | None


def merged_into(connection: Connection, candidate_id: str) -> tuple[MergedRow, ...]:
    """Return the records that were merged into a candidate, in the order of their coming."""
    columns = [candidates.c[name] for name in MergedRow.__dataclass_fields__]
    query = select(*columns).where(candidates.c.merged_into == candidate_id)
    rows = connection.execute(query.order_by(candidates.c.added_at, candidates.c.id)).mappings()
    return tuple(MergedRow(**row) for row in rows)


def _of(connection: Connection, table: Any, candidate_id: str, order: Any) -> Any:
    return connection.execute(
        select(table)
        .where(table.c.candidate_id == candidate_id, table.c.archived.is_(False))
        .order_by(order, table.c.id)
    ).all()


def _cv(row: Any) -> CvRow:
    return CvRow(row.id, row.name, row.media_type, row.size, row.text, row.object_id, row.added_at)


def cv_object(connection: Connection, cv_id: str) -> tuple[str, bytes]:
    """Return the object id and key of a CV's file. Raises NotFound."""
    row = connection.execute(select(cvs.c.object_id, cvs.c.key).where(cvs.c.id == cv_id)).first()
    if row is None or row.object_id is None:
        raise NotFound(N_("This CV has no file."))
    return row.object_id, row.key


def names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the names of candidates, archived ones too."""
    query = select(candidates.c.id, candidates.c.name).where(candidates.c.id.in_(ids))
    return {row.id: row.name for row in connection.execute(query)}


@queries.offers("staff.list", N_("List the colleagues"))
def list_staff(connection: Connection, *, limit: int = 1000, offset: int = 0) -> Page[StaffRow]:
    """Return colleagues sorted by name."""
    live = staff.c.archived.is_(False)
    total = connection.execute(select(func.count()).where(live)).scalar_one()
    query = select(staff).where(live).order_by(staff.c.sort, staff.c.id)
    rows = connection.execute(query.limit(limit).offset(offset)).mappings()
    return Page(tuple(_staff(row) for row in rows), total)


def staff_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, StaffRow]:
    """Return colleagues by id, archived ones too."""
    rows = connection.execute(select(staff).where(staff.c.id.in_(ids))).mappings()
    return {row["id"]: _staff(row) for row in rows}


def _staff(row: Any) -> StaffRow:
    own = {name: row[name] for name in StaffRow.__dataclass_fields__}
    own["skills"], own["languages"] = tuple(own["skills"]), tuple(own["languages"])
    return StaffRow(**own)


@queries.offers("search", N_("Search everybody and everything"))
def search_everything(
    connection: Connection, words: str, *, limit: int = 50, offset: int = 0
) -> Page[Hit]:
    """Return who and what `words` find, best first."""
    return search(connection, words, limit=limit, offset=offset)
