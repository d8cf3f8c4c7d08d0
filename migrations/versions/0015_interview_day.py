"""Interview plans, hours and limits of interviewers, rooms, check-in, notices, questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "interviewer_terms",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("most_a_day", sa.Integer(), nullable=True),
        sa.Column("most_a_week", sa.Integer(), nullable=True),
        sa.Column("buffer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviewer_terms")),
    )
    with op.batch_alter_table("interviewer_terms", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interviewer_terms_staff_id"), ["staff_id"], unique=False
        )

    op.create_table(
        "question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("attribute_id", sa.String(length=32), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_attribute_id"), ["attribute_id"], unique=False
        )

    op.create_table(
        "room_busy_time",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_busy_time")),
    )
    with op.batch_alter_table("room_busy_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_busy_time_room_id"), ["room_id"], unique=False)

    op.create_table(
        "interview_notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("interview_id", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=True),
        sa.Column("staff_id", sa.String(length=32), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.Integer(), nullable=True),
        sa.Column("answered_sequence", sa.Integer(), nullable=False),
        sa.Column("proposed_start", sa.Integer(), nullable=True),
        sa.Column("proposed_end", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_interview_notice_interview_id_interview"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_notice")),
    )
    with op.batch_alter_table("interview_notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interview_notice_candidate_id"), ["candidate_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interview_notice_interview_id"), ["interview_id"], unique=False
        )

    op.create_table(
        "interview_round",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("requisition_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("panel", sa.JSON(), nullable=False),
        sa.Column("staff_ids", sa.JSON(), nullable=False),
        sa.Column("alternates", sa.JSON(), nullable=False),
        sa.Column("shadows", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("stage_id", sa.String(length=32), nullable=True),
        sa.Column("template_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_interview_round_requisition_id_requisition"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_round")),
    )
    with op.batch_alter_table("interview_round", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interview_round_requisition_id"), ["requisition_id"], unique=False
        )

    with op.batch_alter_table("busy_time", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="busy"))
        batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("started_at", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.Integer(), nullable=True))

    with op.batch_alter_table("interview_candidate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arrived_at", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("late_minutes", sa.Integer(), nullable=False, server_default="0")
        )

    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.add_column(sa.Column("features", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("opens", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("closes", sa.Integer(), nullable=True))
