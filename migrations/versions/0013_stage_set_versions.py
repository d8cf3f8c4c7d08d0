"""Versions of stage sets, and what a stage asks for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    # Columns are added in place; the defaults are for the rows that are there already.
    for column in (
        sa.Column("family_id", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("stage_set", column)
    for column in (
        sa.Column("entry_criteria", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("owner", sa.String(), nullable=False, server_default=""),
        sa.Column("letter", sa.String(), nullable=False, server_default=""),
        sa.Column("scorers", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("origin_id", sa.String(length=32), nullable=False, server_default=""),
    ):
        op.add_column("stage", column)
    op.execute("UPDATE stage_set SET family_id = id")
    op.execute("UPDATE stage SET origin_id = id")
