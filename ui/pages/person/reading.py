"""All that the panel shows of one person, asked for in one go."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.app import Connection, history
from workbench.demand.queries import titles
from workbench.people.queries import CandidateCard, candidate
from workbench.pipeline.queries import ApplicationRow, StageRow, applications_of, stages_by_id


@dataclass(frozen=True)
class ApplicationView:
    """One application with the words for its post and stage."""

    row: ApplicationRow
    post: str
    stage: StageRow | None


@dataclass(frozen=True)
class PersonView:
    """One person: the card, the applications, what happened."""

    card: CandidateCard
    applications: tuple[ApplicationView, ...]
    entries: tuple[history.EntryRow, ...]


def person(connection: Connection, candidate_id: str) -> PersonView:
    """Return everything about one candidate. Raises NotFound."""
    card = candidate(connection, candidate_id)
    rows = applications_of(connection, candidate_id).rows
    posts = titles(connection, [row.requisition_id for row in rows])
    stages = stages_by_id(connection, [row.stage_id for row in rows])
    views = tuple(
        ApplicationView(row, posts.get(row.requisition_id, ""), stages.get(row.stage_id))
        for row in rows
    )
    return PersonView(card, views, history.about(connection, candidate_id, limit=30))
