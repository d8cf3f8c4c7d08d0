"""A lean journal: no row ids, fewer indexes, change sets found by range."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ENTRY = "id, device, hlc, at, actor, command, kind, target, undoable, undone_by, label, revision"
SET = "device, sequence, entry, hlc, subject, digest, chain"
PAYLOAD = "device, sequence, subject, salt, body, before"


def upgrade() -> None:
    for table in ("entry", "change_set", "change_payload"):
        op.execute(f"ALTER TABLE {table} RENAME TO {table}_0005")
    _entry()
    _change_set()
    _payload()
    for table in ("entry", "change_set", "change_payload"):
        op.drop_table(f"{table}_0005")
    op.create_index("ix_entry_hlc", "entry", ["hlc"], unique=False)
    op.create_index(op.f("ix_change_set_subject"), "change_set", ["subject"], unique=False)


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=True),
        sa.Column("undoable", sa.Integer(), nullable=False),
        sa.Column("undone_by", sa.String(length=32), nullable=True),
        sa.Column("label", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO entry ({ENTRY}, sequence, sets) SELECT {ENTRY},"
        " coalesce((SELECT min(sequence) FROM change_set_0005 WHERE entry = entry_0005.id), 0),"
        " (SELECT count(*) FROM change_set_0005 WHERE entry = entry_0005.id) FROM entry_0005"
    )


def _change_set() -> None:
    op.create_table(
        "change_set",
        sa.Column("device", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.Column("hlc", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "sequence", name=op.f("pk_change_set")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO change_set ({SET}) SELECT {SET} FROM change_set_0005")


def _payload() -> None:
    op.create_table(
        "change_payload",
        sa.Column("device", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "sequence", name=op.f("pk_change_payload")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO change_payload ({PAYLOAD}) SELECT {PAYLOAD} FROM change_payload_0005")
