"""Erasing a person: every row, in every room, and the proof that nothing was left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select

from workbench.interviews.models import Interview, InterviewCandidate, InterviewPanelist
from workbench.kernel.commands import CommandSet, Undo, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.people.models import Candidate, Contact, ContactKind
from workbench.people.queries import names
from workbench.people.search import search
from workbench.pipeline.importing import IMPORT
from workbench.vault import erasure
from workbench.vault.records import shapes
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

_people, _contacts = Candidate.__table__, Contact.__table__
_attending, _panelists = InterviewCandidate.__table__, InterviewPanelist.__table__
_SHORTEST = 2  # a word of one character stands everywhere and proves nothing


class Basis(StrEnum):
    """Why somebody was erased. A code and no text: the reason must not name the person again."""

    REQUEST = "request"
    EXPIRED = "expired"
    MISTAKE = "mistake"


BASIS_NAMES = {
    Basis.REQUEST: N_("They asked for it"),
    Basis.EXPIRED: N_("Kept long enough"),
    Basis.MISTAKE: N_("Should never have been entered"),
}


@dataclass(frozen=True)
class Mention:
    """A record that still holds a word of somebody who was erased: another of that name, a note."""

    table: str
    row: str
    title: str


@dataclass(frozen=True)
class ErasureReport:
    """What went and what was looked for afterwards.

    Attributes: `records`, `steps` of the history that lost their content, `files`; `words`, how
    many names, numbers and addresses were looked for in everything; `found`, by searching for
    them as a person would; `mentions`, where they still stand in records of others.
    """

    records: int
    steps: int
    files: int
    words: int
    found: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class EraseCandidate:
    """Erase somebody for good: all records, files, the index and the history's content.

    This cannot be undone. Backups that were made before still hold the person.
    """

    candidate: str = arg(N_("id of the candidate"), positional=True)
    name: str = arg(N_("the name exactly as it is written, to be sure"))
    basis: Basis = arg(N_("why"), default=Basis.REQUEST)


@commands.handles(
    EraseCandidate,
    "candidate.erase",
    N_("Erase a candidate for good"),
    done=N_("A candidate was erased for good"),
    undo=Undo.NEVER,
    palette=False,
)
def erase_candidate(cmd: EraseCandidate, uow: UnitOfWork) -> ErasureReport:
    """Erase the person with all records that were merged into them, and search for what is left."""
    record = uow.get(Candidate, cmd.candidate)
    if cmd.name.strip() != record.name:
        raise RuleBroken("name", N_("Type the name exactly as it is written in the record."))
    ids = _with_merged(uow.connection, record.id)
    words = _identifiers(uow.connection, ids)
    done = erasure.erase(
        uow,
        ids,
        refers=Candidate.__tablename__,
        also=_empty_interviews(uow.connection, ids),
        basis=cmd.basis.value,
        undoable=(IMPORT,),
    )
    left = erasure.traces(uow.connection, words)
    return ErasureReport(
        done.records,
        done.steps,
        done.files,
        len(words),
        _found(uow.connection, words, ids),
        tuple(_mentions(uow.connection, left)),
    )


def _with_merged(connection: Connection, candidate: str) -> list[str]:
    """Return a candidate and all records that went into it."""
    found = [candidate]
    for each in found:  # grows while it is walked through
        query = select(_people.c.id).where(_people.c.merged_into == each)
        found += [id for id in connection.execute(query).scalars() if id not in found]
    return found


def _identifiers(connection: Connection, ids: list[str]) -> set[str]:
    """Return the names, numbers and addresses that somebody could be found by."""
    called = names(connection, ids).values()
    query = select(_contacts.c.kind, _contacts.c.value, _contacts.c.normal).where(
        _contacts.c.candidate_id.in_(ids)
    )
    found = set(called)
    for kind, value, normal in connection.execute(query):
        found |= {value, normal} if kind != ContactKind.LINK else {value}
    return {word for word in found if len(word) >= _SHORTEST}


def _empty_interviews(connection: Connection, ids: list[str]) -> dict[str, set[str]]:
    """Return the interviews that nobody else takes part in, with their panels."""
    theirs = select(_attending.c.interview_id).where(_attending.c.candidate_id.in_(ids))
    others = select(_attending.c.interview_id).where(
        _attending.c.candidate_id.not_in(ids), _attending.c.interview_id.in_(theirs)
    )
    alone = set(connection.execute(theirs).scalars()) - set(connection.execute(others).scalars())
    panel = select(_panelists.c.id).where(_panelists.c.interview_id.in_(alone))
    return {
        Interview.__tablename__: alone,
        InterviewPanelist.__tablename__: set(connection.execute(panel).scalars()),
    }


def _found(connection: Connection, words: set[str], ids: list[str]) -> tuple[str, ...]:
    """Return whom of `ids` a search for each word still finds: nobody, or erasing has failed."""
    hits = {hit.subject for word in words for hit in search(connection, word, count=False).rows}
    return tuple(sorted(hits & set(ids)))


def _mentions(connection: Connection, left: list[erasure.Trace]) -> list[Mention]:
    """Return the records of others in which a word still stands, under whom they belong to."""
    told = [each for each in left if each.table not in _INNER]
    owners = {each: _owner(connection, each) for each in told}
    called = names(connection, [owner for owner in owners.values() if owner])
    return [Mention(each.table, each.row, called.get(owners[each], "")) for each in told]


# What only repeats the records: their index, and their own history.
_INNER = frozenset({"search_document", "change_payload", "change_set", "entry"})


def _owner(connection: Connection, trace: erasure.Trace) -> str:
    """Return the candidate whom a record speaks of, or ''."""
    about = shapes().get(trace.table)
    if about is None or about.cls.person is None:
        return ""
    table = about.cls.__table__
    query = select(table.c[about.cls.person]).where(table.c.id == trace.row)
    return str(connection.execute(query).scalar() or "")


def count_erased(connection: Connection) -> int:
    """Return how many records of people were erased in this vault."""
    counted = select(func.count()).select_from(erasure.erasure)
    return int(connection.execute(counted).scalar_one())
