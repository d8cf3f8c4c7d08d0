"""Undo and redo: an entry's changes, taken back by a new entry.

Allowed as long as nobody changed the same field groups since, which the effective stamps of the
journal tell, and as long as no live row would be left pointing at an archived one. On refusal
nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.kernel.errors import Conflict
from workbench.kernel.i18n import N_
from workbench.kernel.parts import in_parts
from workbench.vault import journal
from workbench.vault.journal import ChangeSet, Op, Version
from workbench.vault.records import ARCHIVED, CREATED, Record, Shape, shapes
from workbench.vault.unit import UnitOfWork


@dataclass(frozen=True)
class Kept:
    """A subject that a partial revert left as it is, because it was touched since."""

    subject: str


def revert(unit: UnitOfWork, entry_id: str) -> None:
    """Take back all that an entry did. Raises Conflict and changes nothing where it cannot."""
    sets = _sets(unit, entry_id)
    known = _versions(unit, sets)
    for each in sets:
        if _touched_since(each, known):
            raise Conflict(N_("This can no longer be undone: the same field was changed later."))
    _apply(unit, sets)
    _check_references(unit, [op for each in sets for op in each.ops])


def revert_untouched(unit: UnitOfWork, entry_id: str) -> list[Kept]:
    """Take back an entry for every subject nobody touched since; return the ones left alone.

    A subject also counts as touched where live rows of others point at what would go. Who was
    erased meanwhile is gone already.
    """
    sets, _ = journal.read_sets(unit.connection, entry_id)
    known = _versions(unit, sets)
    kept = {each.subject for each in sets if _touched_since(each, known)}
    while True:
        going = [each for each in sets if each.subject not in kept]
        rows = {op.row for each in going for op in each.ops if op.group == CREATED}
        held = _held_subjects(unit, going, rows)
        if not held:
            break
        kept |= held
    _apply(unit, going)
    return [Kept(subject) for subject in sorted(kept)]


def _sets(unit: UnitOfWork, entry_id: str) -> list[ChangeSet]:
    sets, whole = journal.read_sets(unit.connection, entry_id)
    if not whole:
        raise Conflict(N_("This can no longer be undone: part of it was erased."))
    return sets


def _versions(unit: UnitOfWork, sets: list[ChangeSet]) -> dict[str, dict[str, Version]]:
    rows = [op.row for each in sets for op in each.ops]
    known: dict[str, dict[str, Version]] = {}
    for (row, group), version in journal.versions(unit.connection, rows).items():
        known.setdefault(row, {})[group] = version
    return known


def _touched_since(each: ChangeSet, known: dict[str, dict[str, Version]]) -> bool:
    return any(not _stands(op, known.get(op.row, {})) for op in each.ops)


def _stands(op: Op, versions: dict[str, Version]) -> bool:
    if op.group == CREATED:
        return bool(versions) and all(v.effective == op.effective for v in versions.values())
    version = versions.get(op.group) or versions.get(CREATED)
    return version is not None and version.effective == op.effective


def _apply(unit: UnitOfWork, sets: Iterable[ChangeSet]) -> None:
    for each in sets:
        for op in each.ops:
            about = shapes()[op.table]
            record = unit.session.get(about.cls, op.row)
            if record is None:
                raise Conflict(N_("This can no longer be undone: part of it was erased."))
            _take_back(unit, about, record, op)
    unit.session.flush()


def _take_back(unit: UnitOfWork, about: Shape, record: Record, op: Op) -> None:
    if op.group == CREATED:
        record.archived = True
        unit.effective[op.row, ARCHIVED] = op.effective
        return
    for name, raw in op.before.items():
        setattr(record, name, about.python(name, raw))
    unit.effective[op.row, op.group] = op.base.effective


def _check_references(unit: UnitOfWork, ops: list[Op]) -> None:
    connection = unit.connection
    gone = {op.row for op in ops if _archived_now(unit, op)}
    # A redo goes back to what a command made; what the command allowed is allowed.
    takes_away = unit.header.kind == "undo"
    if takes_away and gone and _holders(connection, {op.table for op in ops}, gone):
        raise Conflict(N_("This can no longer be undone: later records depend on it."))
    back = [op for op in ops if op.row not in gone]
    if _points_at_archived(unit, back):
        raise Conflict(N_("This can no longer be undone: what it belongs to is gone."))


def _archived_now(unit: UnitOfWork, op: Op) -> bool:
    record = unit.session.get(shapes()[op.table].cls, op.row)
    return record is not None and record.archived


def _points_at_archived(unit: UnitOfWork, ops: list[Op]) -> bool:
    for op in ops:
        about = shapes()[op.table]
        record = unit.session.get(about.cls, op.row)
        for name, table in about.references:
            target = record and getattr(record, name)
            if target and table in shapes():
                other = unit.session.get(shapes()[table].cls, target)
                if other is None or other.archived:
                    return True
    return False


def _holders(connection: Connection, tables: set[str], gone: set[str]) -> dict[str, str]:
    """Return {row that is pointed at: a live row that points at it and does not go}."""
    held: dict[str, str] = {}
    ids = sorted(gone)
    for about in shapes().values():
        columns = about.cls.__table__.c
        for name, target in about.references:
            if target not in tables:
                continue
            for part in in_parts(ids):
                query = select(columns[name], columns.id).where(
                    columns[name].in_(part), columns.archived.is_(False)
                )
                rows = connection.execute(query)
                held.update({row[0]: row[1] for row in rows if row[1] not in gone})
    return held


def _held_subjects(unit: UnitOfWork, going: list[ChangeSet], rows: set[str]) -> set[str]:
    tables = {op.table for each in going for op in each.ops}
    held = _holders(unit.connection, tables, rows)
    return {each.subject for each in going if any(op.row in held for op in each.ops)}
