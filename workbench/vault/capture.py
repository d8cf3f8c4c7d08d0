"""Watches a session and remembers, over all its flushes, what each row was and became.

Nothing else writes undo data: a handler changes records, and this finds out what it did.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import get_history

from workbench.vault.journal import Op
from workbench.vault.records import CREATED, Record, Shape, shape


class JournaledSession(Session):
    """A session whose flushes are captured; its listeners are hung up once, for all of them."""


class Capture:
    """The changes of one session, first "before" to last "after"."""

    def __init__(self, session: Session) -> None:
        self._created: dict[str, Record] = {}
        self._rows: dict[str, dict[str, Any]] = {}  # of those that will not change any more
        self._before: dict[str, tuple[Record, dict[str, Any]]] = {}
        session.info[Capture] = self

    def ops(self) -> dict[str, list[Op]]:
        """Return the ops by subject, without those whose value came back to what it was."""
        found: dict[str, list[Op]] = {}
        for record in self._created.values():
            about = shape(type(record))
            row = self._rows.get(record.id) or about.raw_row(record)
            op = Op(about.table, record.id, CREATED, row)
            found.setdefault(about.subject_of(record), []).append(op)
        for record, before in self._before.values():
            about = shape(type(record))
            for op in _changed_groups(about, record, before):
                found.setdefault(about.subject_of(record), []).append(op)
        return found

    def counterparts(self) -> set[str]:
        """Return the subjects that changes concern without touching a row of theirs.

        Rows were taken away from them and given to another, or a record like them now points at
        them, or no longer does (what was merged into them).
        """
        found: set[str | None] = set()
        for record, before in self._before.values():
            about = shape(type(record))
            found.add(before.get(about.cls.subject))
            for name, table in about.references:
                if table == about.table and name in before:
                    found |= {before[name], getattr(record, name)}
        return {each for each in found if each}

    def take_new(self, session: Session) -> dict[Shape, list[dict[str, Any]]]:
        """Take the records that no flush has written out of the session: raw rows by model."""
        found: dict[Shape, list[dict[str, Any]]] = {}
        fresh: list[Record] = list(session.new)
        for record in fresh:
            about = shape(type(record))
            row = self._rows[record.id] = about.raw_row(record)
            self._created[record.id] = record
            found.setdefault(about, []).append(row)
            session.expunge(record)
        return found

    def note(self, session: Session) -> None:
        """Remember what a flush is about to write."""
        if session.deleted:
            raise RuntimeError("records are archived, never deleted")
        for record in session.new:
            self._created[record.id] = record
        for record in session.dirty:
            if record.id not in self._created:
                self._note_changed(record)

    def _note_changed(self, record: Record) -> None:
        _, before = self._before.setdefault(record.id, (record, {}))
        for name in shape(type(record)).attributes:
            history = get_history(record, name)
            if history.has_changes() and name not in before:
                if not history.deleted:
                    raise RuntimeError(f"{type(record).__name__}.{name} was set before it was read")
                before[name] = history.deleted[0]


def _changed_groups(about: Shape, record: Record, before: dict[str, Any]) -> list[Op]:
    ops = []
    for group in dict.fromkeys(about.group_of[name] for name in before):
        names = about.groups[group]
        now = {name: getattr(record, name) for name in names}
        was = {name: before.get(name, now[name]) for name in names}
        after = {name: about.raw(name, value) for name, value in now.items()}
        earlier = {name: about.raw(name, value) for name, value in was.items()}
        if after != earlier:
            ops.append(Op(about.table, record.id, group, after, earlier))
    return ops


@event.listens_for(JournaledSession, "before_flush")
def _note(session: Session, context: object, instances: object) -> None:
    session.info[Capture].note(session)


@event.listens_for(JournaledSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete or state.is_insert:
        raise RuntimeError("bulk statements dodge the journal; change records instead")
