"""Which scorecards are still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from workbench.interviews.models import (
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
)
from workbench.interviews.rules import day_span
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import zone_of
from workbench.people.models import Candidate, Staff
from workbench.pipeline.models import Application, ApplicationState, Stage
from workbench.scoring.models import Scorecard

queries = QuerySet()

interviews = Interview.__table__
attending = InterviewCandidate.__table__
panelists = InterviewPanelist.__table__
applications = Application.__table__
stages = Stage.__table__
candidates = Candidate.__table__
staff = Staff.__table__
scorecards = Scorecard.__table__


@dataclass(frozen=True)
class OwedRow:
    """A scorecard that an interviewer owes; `held_at`, when the interview ended."""

    application_id: str
    candidate_id: str
    candidate: str
    interview_id: str
    round: str
    staff_id: str
    interviewer: str
    held_at: datetime


def owed(connection: Connection, application_ids: Sequence[str]) -> dict[str, tuple[OwedRow, ...]]:
    """Return the scorecards that each application waits for."""
    found: dict[str, list[OwedRow]] = {each: [] for each in application_ids}
    for row in connection.execute(owed_query(attending.c.application_id.in_(application_ids))):
        found[row.application_id].append(OwedRow(**row._mapping))
    return {key: tuple(rows) for key, rows in found.items()}


@queries.offers("scorecard.owed", N_("List the scorecards that are still missing"))
def list_owed(connection: Connection, *, day: date | None = None) -> Page[OwedRow]:
    """Return the missing scorecards, longest waited for first; of one local day if it is given."""
    where: list[Any] = []
    if day is not None:
        span = day_span(day, zone_of(connection))
        where = [interviews.c.starts_at >= span.start, interviews.c.starts_at < span.end]
    rows = connection.execute(owed_query(*where))
    found = tuple(OwedRow(**row._mapping) for row in rows)
    return Page(found, len(found))


def owed_query(*where: Any) -> Select[Any]:
    """Return the select of what panels owe for held interviews of scored stages.

    Those who only listen owe nothing, nobody owes for who was absent, and what has ended needs no
    more scores.
    """
    handed_in = (
        select(scorecards.c.id)
        .where(scorecards.c.interview_id == interviews.c.id)
        .where(scorecards.c.staff_id == panelists.c.staff_id)
        .where(scorecards.c.application_id == attending.c.application_id)
        .where(scorecards.c.archived.is_(False))
        .exists()
    )
    return (
        select(
            attending.c.application_id,
            attending.c.candidate_id,
            candidates.c.name.label("candidate"),
            interviews.c.id.label("interview_id"),
            interviews.c.round,
            panelists.c.staff_id,
            staff.c.name.label("interviewer"),
            interviews.c.ends_at.label("held_at"),
        )
        .select_from(attending)
        .join(interviews, interviews.c.id == attending.c.interview_id)
        .join(stages, stages.c.id == interviews.c.stage_id)
        .join(applications, applications.c.id == attending.c.application_id)
        .join(candidates, candidates.c.id == attending.c.candidate_id)
        .join(panelists, panelists.c.interview_id == interviews.c.id)
        .join(staff, staff.c.id == panelists.c.staff_id)
        .where(*(table.c.archived.is_(False) for table in _LIVE))
        .where(attending.c.absent.is_(False), panelists.c.shadow.is_(False))
        .where(interviews.c.state == InterviewState.HELD.value, stages.c.scored.is_(True))
        .where(applications.c.state == ApplicationState.ACTIVE.value, ~handed_in, *where)
        .order_by(interviews.c.ends_at, attending.c.id, panelists.c.id)
    )


_LIVE = (attending, interviews, applications, candidates, panelists)
