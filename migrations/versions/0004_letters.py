"""Letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("application_id", sa.String(length=32), nullable=True),
        sa.Column("interview_id", sa.String(length=32), nullable=True),
        sa.Column("offer_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("salutation", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("event_at", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("cool_until", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.Integer(), nullable=True),
        sa.Column("sent_how", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(
            "ix_letter_archived_state", ["archived", "state", "due_on", "id"], unique=False
        )
        batch_op.create_index(
            "ix_letter_candidate", ["candidate_id", "archived", "state", "sent_at"], unique=False
        )
        batch_op.create_index("ix_letter_event", ["event"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_offer_id"), ["offer_id"], unique=False)

    op.create_table(
        "letter_template",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("delay_days", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
    )
    with op.batch_alter_table("letter_template", schema=None) as batch_op:
        batch_op.create_index("ix_letter_template_key", ["key"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("application_id", sa.String(length=32), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("requisition_id", sa.String(length=32), nullable=False),
        sa.Column("salary", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("respond_by", sa.Date(), nullable=False),
        sa.Column("contract_months", sa.Integer(), nullable=True),
        sa.Column("probation_months", sa.Integer(), nullable=False),
        sa.Column("probation_salary", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_at", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_offer_application", ["application_id", "archived", "state"], unique=False
        )
        batch_op.create_index(
            "ix_offer_archived_state", ["archived", "state", "respond_by"], unique=False
        )
        batch_op.create_index(
            "ix_offer_candidate", ["candidate_id", "archived", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_offer_requisition_id"), ["requisition_id"], unique=False
        )
