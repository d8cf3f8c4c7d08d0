"""The tables of the journal.

They are kept lean, because every command writes a page of each b-tree: no row ids, and an index
only where a question needs it. An entry's change sets follow one another (`sets` of them from
`sequence` on), so they are found by range; a payload is found through its change set.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    and_,
)

from workbench.vault.records import Base

device = Table(
    "device",
    Base.metadata,
    Column("no", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("added", Integer, nullable=False),
)

entry = Table(
    "entry",
    Base.metadata,
    Column("id", String(32), primary_key=True),
    Column("device", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor", String, nullable=False),
    Column("command", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("target", String(32)),
    Column("undoable", Integer, nullable=False),
    Column("undone_by", String(32)),
    Column("label", LargeBinary, nullable=False),
    Column("revision", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("sets", Integer, nullable=False),
    Index("ix_entry_hlc", "hlc"),
    sqlite_with_rowid=False,
)

change_set = Table(
    "change_set",
    Base.metadata,
    Column("device", Integer),
    Column("sequence", Integer),
    Column("entry", String(32), nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("subject", String(32), nullable=False, index=True),
    Column("digest", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    PrimaryKeyConstraint("device", "sequence"),
    sqlite_with_rowid=False,
)

payload = Table(
    "change_payload",
    Base.metadata,
    Column("device", Integer),
    Column("sequence", Integer),
    Column("subject", String(32), nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("before", LargeBinary, nullable=False),
    PrimaryKeyConstraint("device", "sequence"),
    sqlite_with_rowid=False,
)

field_version = Table(
    "field_version",
    Base.metadata,
    Column("row", String(32)),
    Column("grp", String),
    Column("hlc", Integer, nullable=False),
    Column("device", Integer, nullable=False),
    Column("effective_hlc", Integer, nullable=False),
    Column("effective_device", Integer, nullable=False),
    PrimaryKeyConstraint("row", "grp"),
    sqlite_with_rowid=False,
)


def of_entry() -> ColumnElement[bool]:
    """Return the condition that joins an entry with its change sets."""
    last = entry.c.sequence + entry.c.sets - 1
    return and_(
        change_set.c.device == entry.c.device,
        change_set.c.sequence.between(entry.c.sequence, last),
    )
