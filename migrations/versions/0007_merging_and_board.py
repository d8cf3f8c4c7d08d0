"""Merging candidates; indexes that answer for a column of the board by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "distinct_pair",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_distinct_pair_candidate_id_candidate"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_pair")),
    )
    with op.batch_alter_table("distinct_pair", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_distinct_pair_candidate_id"), ["candidate_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_distinct_pair_other_id"), ["other_id"], unique=False)

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_candidate_merged_into"), ["merged_into"], unique=False)

    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_board")
        batch_op.drop_index("ix_application_column")
        column = ["archived", "state", "stage_id", "rank", "id", "moved_at"]
        batch_op.create_index("ix_application_board", ["requisition_id", *column], unique=False)
        batch_op.create_index("ix_application_column", column, unique=False)
    # Told once, so that plans never depend on luck: without it SQLite takes `archived = 0` for a
    # condition that few rows fulfil, and walks through all of them to find sixty by id. Letting it
    # measure (a real ANALYZE) is out of the question: it keeps samples of what it finds, names
    # among them, which erasing a person would not reach.
    op.execute("ANALYZE sqlite_schema")
    op.execute("DELETE FROM sqlite_stat1")
    for index, (table, rows) in ESTIMATES.items():
        op.execute(
            f"INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES('{table}', '{index}', '{rows}')"
        )


# By index: its table, the number of all rows, and how many share its first, its first two, …
# columns (sqlite_stat1, https://www.sqlite.org/fileformat2.html#stat1tab).
ESTIMATES = {
    "ix_application_board": ("application", "100000 1000 1000 300 50 2 1 1"),
    "ix_application_column": ("application", "100000 100000 30000 1000 2 1 1"),
    "ix_candidate_archived_sort": ("candidate", "100000 100000 3 1"),
    "ix_interview_archived_starts_at": ("interview", "50000 50000 5 1"),
    "ix_letter_archived_state": ("letter", "100000 100000 30000 30 1"),
    "ix_offer_archived_state": ("offer", "10000 10000 3000 20"),
    "ix_requisition_archived_state": ("requisition", "500 500 250 1"),
}
