"""The unit of work: the one way to write.

A handler gets a unit, changes records through it and returns. Closing the unit flushes, journals
what changed, brings the search index up to date and commits: all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import cbor2
from sqlalchemy import Connection, Select, update
from sqlalchemy.orm import Session

from workbench.kernel.changes import Changes
from workbench.kernel.clock import milliseconds
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_, Message
from workbench.kernel.ids import new_id
from workbench.vault import cipher, journal
from workbench.vault.blobs import Blobs
from workbench.vault.capture import Capture
from workbench.vault.journal import Author, Op
from workbench.vault.journal_tables import entry
from workbench.vault.records import CREATED, Record
from workbench.vault.search import SearchIndex

R = TypeVar("R", bound=Record)


@dataclass
class Header:
    """What an entry says of itself before anything is known about its rows."""

    command: str
    done: str
    actor: str
    kind: str = "do"
    target: str | None = None
    undoable: bool = True


@dataclass
class UnitOfWork:
    """One command's transaction.

    Attributes: `session`, and its `connection`; `now`, one moment for all of it; `actor`; `blobs`,
    where files go; `effective`, stamps that an undo puts back, by (row, group); `after_commit`,
    what cannot be taken back and is done when all the rest is.
    """

    session: Session
    now: datetime
    header: Header
    author: Author
    hlc: int
    revision: str
    blobs: Blobs
    index: SearchIndex
    effective: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    _label: dict[str, object] = field(default_factory=dict)
    _erased: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    connection: Connection = field(init=False)
    _capture: Capture = field(init=False)

    def __post_init__(self) -> None:
        self._capture = Capture(self.session)
        self.connection = self.session.connection()

    @property
    def actor(self) -> str:
        """Return who asked for this."""
        return self.header.actor

    def add(self, record: R) -> R:
        """Put a new record into the unit and return it."""
        self.session.add(record)
        return record

    def get(self, cls: type[R], id: str) -> R:
        """Return the live record with this id. Raises NotFound."""
        record = self.session.get(cls, id)
        if record is None or record.archived:
            raise _not_found(cls, id)
        return record

    def require(self, cls: type[R], id: str) -> None:
        """Raise NotFound where there is no live record with this id; nothing is loaded."""
        live = cipher.statements(self.connection).execute(_is_live(cls), (id,))
        if live.fetchone() is None:
            raise _not_found(cls, id)

    def find(self, query: Select[R]) -> Sequence[R]:
        """Return the records of an ORM select."""
        return self.session.scalars(query).all()

    def label(self, **args: object) -> None:
        """Fill the holes of the command's `done` text; no personal data belongs in here."""
        self._label.update(args)

    def erased(self, tables: Iterable[str], subjects: Iterable[str]) -> None:
        """Tell whoever shows these tables and subjects that rows have gone, past the journal."""
        self._erased = frozenset(tables), frozenset(subjects)

    @property
    def has_erased(self) -> bool:
        """Whether rows have gone for good."""
        return bool(self._erased[0])

    def close(self) -> tuple[Changes, Author]:
        """Journal and commit; return what changed and the author as it stands afterwards."""
        self._insert_new()
        self.session.flush()
        subjects = self._capture.ops()
        connection = self.connection
        self._stamp(subjects)
        entry_id = new_id()
        author = journal.write(connection, self.author, self._head(entry_id, subjects), subjects)
        if self.header.target:
            connection.execute(
                update(entry).where(entry.c.id == self.header.target).values(undone_by=entry_id)
            )
        ops = [op for each in subjects.values() for op in each]
        touched = subjects.keys() | self._capture.counterparts()
        self.index.refresh(connection, {op.table for op in ops}, touched)
        self.session.commit()
        return self._changes(entry_id, touched, ops), author

    def _insert_new(self) -> None:
        """Write new records in one go per model; the ORM's way costs more than the rows.

        Foreign keys are deferred, so that the order does not matter.
        """
        put = cipher.statements(self.connection)
        for about, rows in self._capture.take_new(self.session).items():
            put.executemany(about.insert, [tuple(row.values()) for row in rows])

    def _stamp(self, subjects: dict[str, list[Op]]) -> None:
        changed = [op.row for ops in subjects.values() for op in ops if op.group != CREATED]
        known = journal.versions(self.connection, changed) if changed else {}
        for ops in subjects.values():
            for op in ops:
                if op.group != CREATED:
                    op.base = journal.version_of(known, op.row, op.group)
                stamp = (self.hlc, self.author.no)
                op.effective = self.effective.get((op.row, op.group), stamp)

    def _head(self, entry_id: str, subjects: dict[str, list[Op]]) -> dict[str, Any]:
        return {
            "id": entry_id,
            "device": self.author.no,
            "hlc": self.hlc,
            "at": milliseconds(self.now),
            "actor": self.header.actor,
            "command": self.header.command,
            "kind": self.header.kind,
            "target": self.header.target,
            "undoable": int(self.header.undoable and bool(subjects)),
            "undone_by": None,
            "label": cbor2.dumps(_plain(self._label)),
            "revision": self.revision,
        }

    def _changes(self, entry_id: str, subjects: Set[str], ops: list[Op]) -> Changes:
        return Changes(
            entry=entry_id,
            command=self.header.command,
            label=Message(self.header.done, dict(self._label)),
            scopes=frozenset(op.table for op in ops) | self._erased[0],
            ids=frozenset(op.row for op in ops),
            subjects=frozenset(subjects) | self._erased[1],
            undoable=self.header.undoable and bool(ops),
            kind=self.header.kind,
        )


@cache
def _is_live(cls: type[Record]) -> str:
    # Written out once: building the statement anew costs more than running it.
    return f"SELECT 1 FROM {cls.__tablename__} WHERE id = ? AND archived = 0"


def _not_found(cls: type[Record], id: str) -> NotFound:
    return NotFound(N_("There is no {what} {id}."), what=cls.__tablename__.replace("_", " "), id=id)


def _plain(label: dict[str, object]) -> dict[str, object]:
    return {
        key: {"text": value.text, "args": _plain(dict(value.args))}
        if isinstance(value, Message)
        else value
        for key, value in label.items()
    }


def label_from(raw: bytes) -> dict[str, object]:
    """Return the label arguments of a journal entry."""
    return _spoken(cbor2.loads(raw))


def _spoken(label: dict[str, Any]) -> dict[str, object]:
    return {
        key: Message(value["text"], _spoken(value["args"])) if _is_message(value) else value
        for key, value in label.items()
    }


def _is_message(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"text", "args"}
