"""An index of the applications that were closed, for the letters that are owed to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(
            "ix_application_closed",
            ["closed_at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NOT NULL"),
        )
    op.execute(
        "INSERT INTO sqlite_stat1(tbl, idx, stat) "
        "VALUES('application', 'ix_application_closed', '70000 1')"
    )
