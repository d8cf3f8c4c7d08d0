"""Reading the journal: who changed what, when and on which device; what can be undone next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from workbench.kernel.clock import moment
from workbench.kernel.queries import Page
from workbench.vault.journal import read_sets
from workbench.vault.journal_tables import change_set, device, entry, of_entry, payload
from workbench.vault.records import TEAM
from workbench.vault.search import document
from workbench.vault.unit import label_from


@dataclass(frozen=True)
class EntryRow:
    """One journal entry as a person reads it.

    Attributes: `kind` ("do", "undo", "redo"); `label`, arguments of the command's done text;
    `subjects`, titles of the records it touched, at most five; `more`, how many there are beyond
    these; `undone`, whether a later entry took it back.
    """

    id: str
    at: datetime
    actor: str
    device: str
    command: str
    kind: str
    label: dict[str, object]
    subjects: tuple[str, ...]
    more: int
    undoable: bool
    undone: bool


@dataclass(frozen=True)
class ChangeRow:
    """One field that an entry changed, with what it was before."""

    table: str
    row: str
    field: str
    before: Any
    after: Any


TITLES = 5


def entries(connection: Connection, *, limit: int = 50, offset: int = 0) -> Page[EntryRow]:
    """Return the newest entries first."""
    total = connection.execute(select(func.count()).select_from(entry)).scalar_one()
    query = _entries().order_by(entry.c.hlc.desc()).limit(limit).offset(offset)
    return Page(_rows(connection, query), total)


def about(connection: Connection, *subjects: str, limit: int = 100) -> tuple[EntryRow, ...]:
    """Return the entries that touched any of these subject records, newest first."""
    touched = select(change_set.c.entry).where(change_set.c.subject.in_(subjects))
    query = _entries().where(entry.c.id.in_(touched)).order_by(entry.c.hlc.desc()).limit(limit)
    return _rows(connection, query)


def details(connection: Connection, entry_id: str) -> tuple[ChangeRow, ...]:
    """Return the fields that an entry changed; empty where the content was erased."""
    sets, _ = read_sets(connection, entry_id)
    return tuple(
        ChangeRow(op.table, op.row, name, op.before.get(name), value)
        for each in sets
        for op in each.ops
        for name, value in op.after.items()
        if value != op.before.get(name)
    )


def count_sets(connection: Connection, entry_id: str) -> tuple[int, int]:
    """Return how many change sets an entry has, and of how many the payload is still there."""
    joined = change_set.outerjoin(
        payload,
        (change_set.c.device == payload.c.device) & (change_set.c.sequence == payload.c.sequence),
    )
    query = (
        select(func.count(), func.count(payload.c.sequence))
        .select_from(entry.join(joined, of_entry()))
        .where(entry.c.id == entry_id)
    )
    every, kept = connection.execute(query).one()
    return every, kept


def undo_target(connection: Connection, device_id: str, *, since: int = 0) -> EntryRow | None:
    """Return the entry of this device that undo would take back: the newest live one.

    `since` is a stamp; older entries are not offered.
    """
    query = (
        _own(device_id)
        .where(entry.c.kind != "undo", entry.c.undoable == 1, entry.c.undone_by.is_(None))
        .where(entry.c.hlc > since)
        .order_by(entry.c.hlc.desc())
        .limit(1)
    )
    return next(iter(_rows(connection, query)), None)


def redo_target(connection: Connection, device_id: str, *, since: int = 0) -> EntryRow | None:
    """Return the undo that redo would take back: the newest, unless something was done since."""
    last_done = (
        select(entry.c.hlc)
        .join(device, device.c.no == entry.c.device)
        .where(device.c.id == device_id, entry.c.kind == "do", entry.c.undoable == 1)
        .order_by(entry.c.hlc.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        _own(device_id)
        .where(entry.c.kind == "undo", entry.c.undone_by.is_(None), entry.c.hlc > since)
        .where(entry.c.hlc > func.coalesce(last_done, 0))
        .order_by(entry.c.hlc.desc())
        .limit(1)
    )
    return next(iter(_rows(connection, query)), None)


def one(connection: Connection, entry_id: str) -> EntryRow | None:
    """Return an entry by its id."""
    return next(iter(_rows(connection, _entries().where(entry.c.id == entry_id))), None)


def _entries() -> Select[Any]:
    return select(entry, device.c.name.label("device_name")).join(
        device, device.c.no == entry.c.device
    )


def _own(device_id: str) -> Select[Any]:
    return _entries().where(device.c.id == device_id)


def _rows(connection: Connection, query: Select[Any]) -> tuple[EntryRow, ...]:
    found = connection.execute(query).all()
    touched = subjects_of(connection, [row.id for row in found])
    titles = _titles(connection, {s for subjects in touched.values() for s in subjects[:TITLES]})
    return tuple(_row(row, touched.get(row.id, []), titles) for row in found)


def _row(row: Any, subjects: list[str], titles: dict[str, str]) -> EntryRow:
    shown = tuple(titles[s] for s in subjects[:TITLES] if s in titles)
    return EntryRow(
        id=row.id,
        at=moment(row.at),
        actor=row.actor,
        device=row.device_name,
        command=row.command,
        kind=row.kind,
        label=label_from(row.label),
        subjects=shown,
        more=max(0, len([s for s in subjects if s != TEAM]) - TITLES),
        undoable=bool(row.undoable),
        undone=row.undone_by is not None,
    )


def subjects_of(connection: Connection, entries_: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the subject records that entries touched, by entry."""
    found: dict[str, list[str]] = {}
    query = (
        select(change_set.c.entry, change_set.c.subject)
        .join(entry, of_entry())
        .where(entry.c.id.in_(entries_))
        .order_by(change_set.c.sequence)
    )
    for row in connection.execute(query):
        found.setdefault(row.entry, []).append(row.subject)
    return found


def _titles(connection: Connection, subjects: set[str]) -> dict[str, str]:
    query = select(document.c.subject, document.c.title).where(document.c.subject.in_(subjects))
    return {row.subject: row.title for row in connection.execute(query)}
