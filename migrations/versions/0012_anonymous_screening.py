"""Until which stage a requisition's candidates are screened without their names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("anonymous_until", sa.String(length=32), server_default="", nullable=False)
        )
