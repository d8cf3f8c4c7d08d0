"""Erasing subjects for good: rows, search index, content of the journal, attachments; and proof.

The one place where rows leave the vault. The journal keeps that something was done and its chain,
which runs over salted digests and still verifies; what was done goes with its salt. Erasing cannot
be undone, and whatever else it took part in can no longer be undone either.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import cbor2
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from workbench.kernel.clock import milliseconds
from workbench.kernel.parts import in_parts
from workbench.vault import cipher
from workbench.vault.journal_tables import change_set, entry, payload
from workbench.vault.records import Base, shapes
from workbench.vault.unit import UnitOfWork

# Whom nobody may bring back: asked when a backup is restored or another device brings a change.
erasure = Table(
    "erasure",
    Base.metadata,
    Column("subject", String(32), primary_key=True),
    Column("at", Integer, nullable=False),
    Column("actor", String, nullable=False),
    Column("basis", String, nullable=False),
    sqlite_with_rowid=False,
)

Rows = dict[str, set[str]]  # ids by table


@dataclass(frozen=True)
class Erased:
    """How much went: records, steps of the history that lost their content, attached files."""

    records: int
    steps: int
    files: int


@dataclass(frozen=True)
class Trace:
    """A place where a word still stands: the table, and the id of the row."""

    table: str
    row: str


def erase(
    uow: UnitOfWork,
    subjects: Sequence[str],
    *,
    refers: str,
    also: Mapping[str, Collection[str]],
    basis: str,
    undoable: Collection[str] = (),
) -> Erased:
    """Erase subject records of the table `refers`, and every row that speaks of or refers to them.

    `also` are more rows to go, by table. An entry that loses content can no longer be undone,
    unless its command is among `undoable` (an import, which is undone person by person).
    """
    uow.session.flush()
    gone = _rows(uow.connection, subjects, refers)
    for table, ids in also.items():
        gone.setdefault(table, set()).update(ids)
    places = _places(uow.connection, subjects, gone)
    files = _files(uow.connection, gone)
    _forget_steps(uow.connection, places, undoable)
    put = cipher.statements(uow.connection)
    for table, ids in gone.items():
        put.executemany(f"DELETE FROM {table} WHERE id = ?", [(each,) for each in sorted(ids)])
    uow.session.expunge_all()
    uow.index.refresh(uow.connection, {refers}, subjects)
    at = milliseconds(uow.now)
    rows = [{"subject": s, "at": at, "actor": uow.actor, "basis": basis} for s in subjects]
    uow.connection.execute(insert(erasure), rows)
    for each in files:
        uow.after_commit.append(partial(uow.blobs.unlink, each))
    uow.erased(gone, subjects)
    return Erased(sum(map(len, gone.values())), len(places), len(files))


def _rows(connection: Connection, subjects: Sequence[str], refers: str) -> Rows:
    """Return what is, speaks of or refers to the subjects."""
    found: Rows = {}
    for about in shapes().values():
        columns = {name for name, table in about.references if table == refers}
        columns |= {about.cls.person} if about.cls.person else set()
        columns |= {"id"} if about.table == refers else set()
        table = about.cls.__table__
        for name in sorted(columns):
            query = select(table.c.id).where(table.c[name].in_(subjects))
            found.setdefault(about.table, set()).update(connection.execute(query).scalars())
    return {table: ids for table, ids in found.items() if ids}


Place = tuple[int, int]  # device and sequence of a change set


def _places(connection: Connection, subjects: Sequence[str], gone: Rows) -> list[Place]:
    """Return the change sets whose content speaks of what goes.

    All of the subjects' own; of other records (an interview) those that touched a row that goes.
    """
    own = select(payload.c.device, payload.c.sequence).where(payload.c.subject.in_(subjects))
    found = {(row.device, row.sequence) for row in connection.execute(own)}
    every = set().union(*gone.values())
    for part in in_parts(sorted(_hosts(connection, gone) - set(subjects))):
        query = select(payload.c.device, payload.c.sequence, payload.c.body).where(
            payload.c.subject.in_(part)
        )
        for row in connection.execute(query):
            if any(op[1] in every for op in cbor2.loads(row.body)[6]):
                found.add((row.device, row.sequence))
    return sorted(found)


def _hosts(connection: Connection, gone: Rows) -> set[str]:
    """Return the subject records to which rows belong that go."""
    found: set[str] = set()
    for name, ids in gone.items():
        about = shapes()[name]
        if about.cls.subject in about.group_of:
            table = about.cls.__table__
            for part in in_parts(sorted(ids)):
                query = select(table.c[about.cls.subject]).where(table.c.id.in_(part))
                found.update(connection.execute(query).scalars())
        else:
            found.add(about.cls.subject)
    return found


def _files(connection: Connection, gone: Rows) -> list[str]:
    found: list[str] = []
    for name, ids in gone.items():
        table = shapes()[name].cls.__table__
        if "object_id" in table.c:
            for part in in_parts(sorted(ids)):
                query = select(table.c.object_id).where(table.c.id.in_(part))
                found += [each for each in connection.execute(query).scalars() if each]
    return found


def _forget_steps(
    connection: Connection, places: Sequence[Place], undoable: Collection[str]
) -> None:
    for part in in_parts(places, 200):
        here = tuple_(change_set.c.device, change_set.c.sequence).in_(part)
        touched = select(change_set.c.entry).where(here)
        connection.execute(
            update(entry)
            .where(entry.c.id.in_(touched), entry.c.command.not_in(undoable))
            .values(undoable=0)
        )
        connection.execute(
            delete(payload).where(tuple_(payload.c.device, payload.c.sequence).in_(part))
        )


def traces(connection: Connection, words: Iterable[str]) -> list[Trace]:
    """Return where any of `words` still stands, in any text or binary column of any table.

    JSON keeps what is not ASCII in escapes; both spellings are looked for.
    """
    wanted = sorted({word for word in words if word})
    spellings = {spelling for word in wanted for spelling in (word, json.dumps(word)[1:-1])}
    found: dict[Trace, None] = {}
    for table in Base.metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        for column in table.c:
            for spelling in sorted(spellings):
                condition = _holds(column, spelling)
                if condition is not None:
                    rows = connection.execute(select(key).where(condition)).scalars()
                    found.update((Trace(table.name, str(row)), None) for row in rows)
    return list(found)


def _holds(column: Column[Any], spelling: str) -> ColumnElement[bool] | None:
    if isinstance(column.type, LargeBinary):
        return func.instr(column, bindparam(None, spelling.encode(), LargeBinary())) > 0
    if column.type.python_type in (str, dict, list):
        return func.instr(func.coalesce(column, ""), bindparam(None, spelling, String())) > 0
    return None
