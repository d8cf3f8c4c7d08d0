"""The log of contacts, offered times, possible hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "offered_time",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("application_id", sa.String(length=32), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.Integer(), nullable=False),
        sa.Column("panel", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offered_time")),
    )
    with op.batch_alter_table("offered_time", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_offered_time_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_offered_time_candidate_id"), ["candidate_id"], unique=False
        )
        batch_op.create_index(
            "ix_offered_time_state_starts_at", ["state", "starts_at"], unique=False
        )

    op.create_table(
        "possible_time",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("weekday", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("opens", sa.Integer(), nullable=True),
        sa.Column("closes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_possible_time")),
    )
    with op.batch_alter_table("possible_time", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_possible_time_candidate_id"), ["candidate_id"], unique=False
        )

    op.create_table(
        "contact_log",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("application_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("call_back_on", sa.Date(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_log")),
    )
    with op.batch_alter_table("contact_log", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_log_application_id"), ["application_id"], unique=False
        )
        of_contact = ["candidate_id", "at", "id"]
        batch_op.create_index(
            "ix_contact_log_call_back",
            ["call_back_on", "settled", "archived", *of_contact],
            unique=False,
        )
        batch_op.create_index(
            "ix_contact_log_candidate",
            [*of_contact, "archived", "direction", "outcome", "call_back_on"],
            unique=False,
        )

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.create_index(
            "ix_candidate_consent_until", ["consent_until", "archived", "id"], unique=False
        )
