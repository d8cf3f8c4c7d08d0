"""What whoever enters scorecards has to know: who handed in, and which form is the usual one.

Nothing here tells what a card says: an interviewer's marks are not shown beside another's form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workbench.interviews.day_models import InterviewRound
from workbench.interviews.models import Interview
from workbench.people.models import Candidate, Staff
from workbench.pipeline.queries import families
from workbench.scoring.models import Scorecard
from workbench.scoring.queries import TemplateRow

scorecards = Scorecard.__table__
interviews = Interview.__table__
rounds = InterviewRound.__table__
candidates = Candidate.__table__
staff = Staff.__table__

# Which shipped scorecard goes with which shipped stage set, until another was used.
USUAL = {"rd": "project-deep-dive", "sales": "sales-scenario", "campus": "group-discussion"}


@dataclass(frozen=True)
class HandedInRow:
    """A scorecard that was handed in, without its marks; `round` is '' without an interview."""

    id: str
    application_id: str
    candidate_id: str
    candidate: str
    interview_id: str | None
    round: str
    staff_id: str
    interviewer: str
    submitted_at: datetime


def handed_in(connection: Connection, *, limit: int = 20) -> tuple[HandedInRow, ...]:
    """Return the scorecards handed in last, newest first."""
    query = (
        select(
            scorecards.c.id,
            scorecards.c.application_id,
            scorecards.c.candidate_id,
            candidates.c.name.label("candidate"),
            scorecards.c.interview_id,
            interviews.c.round,
            scorecards.c.staff_id,
            staff.c.name.label("interviewer"),
            scorecards.c.submitted_at,
        )
        .join(candidates, candidates.c.id == scorecards.c.candidate_id)
        .join(staff, staff.c.id == scorecards.c.staff_id)
        .join(interviews, interviews.c.id == scorecards.c.interview_id, isouter=True)
        .where(scorecards.c.archived.is_(False), candidates.c.archived.is_(False))
        .order_by(scorecards.c.submitted_at.desc(), scorecards.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(query).mappings()
    return tuple(HandedInRow(**{**row, "round": row["round"] or ""}) for row in rows)


def templates_used(
    connection: Connection, requisition_ids: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Return which scorecard was used last, by requisition and name of the round."""
    query = (
        select(interviews.c.requisition_id, interviews.c.round, scorecards.c.template_id)
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .where(scorecards.c.archived.is_(False), interviews.c.requisition_id.in_(requisition_ids))
        .order_by(scorecards.c.submitted_at, scorecards.c.id)
    )
    return {(row.requisition_id, row.round): row.template_id for row in connection.execute(query)}


def usual_forms(
    connection: Connection, stage_sets: Mapping[str, str], forms: Sequence[TemplateRow]
) -> dict[tuple[str, str], str]:
    """Return the usual form by requisition and round; by requisition and '' where none was used.

    `stage_sets`, {requisition: its stage set}. The interview plan's own choice goes before what was
    used last, and that before what goes with the stage set.
    """
    sets = {row.id: row.key for each in families(connection).values() for row in each}
    by_key = {form.key: form.id for form in forms}
    found: dict[tuple[str, str], str] = {}
    for post, stage_set in stage_sets.items():
        key = USUAL.get(sets.get(stage_set, ""), "")
        if key in by_key:
            found[post, ""] = by_key[key]
    live = {form.id for form in forms}
    used = templates_used(connection, list(stage_sets)) | _planned(connection, list(stage_sets))
    return found | {place: form for place, form in used.items() if form in live}


def _planned(connection: Connection, posts: Sequence[str]) -> dict[tuple[str, str], str]:
    query = select(rounds.c.requisition_id, rounds.c.name, rounds.c.template_id).where(
        rounds.c.requisition_id.in_(posts),
        rounds.c.archived.is_(False),
        rounds.c.template_id.is_not(None),
    )
    return {(row.requisition_id, row.name): row.template_id for row in connection.execute(query)}
