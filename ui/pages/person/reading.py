"""All that the panel shows of one person, asked for in one go."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.app import Connection, history
from workbench.demand.queries import titles
from workbench.people.queries import CandidateCard, MergedRow, candidate, merged_into
from workbench.pipeline.anonymity import hidden_among
from workbench.pipeline.duplicates import Pair, list_duplicates
from workbench.pipeline.queries import ApplicationRow, StageRow, applications_of, stages_by_id


@dataclass(frozen=True)
class ApplicationView:
    """One application with the words for its post and stage."""

    row: ApplicationRow
    post: str
    stage: StageRow | None


@dataclass(frozen=True)
class PersonView:
    """One person: the card, the applications, what happened.

    Attributes: `twins`, who may be the same person; `merged`, records that went into this one;
    `hidden`, whether who it is is not to be known yet.
    """

    card: CandidateCard
    applications: tuple[ApplicationView, ...]
    entries: tuple[history.EntryRow, ...]
    twins: tuple[Pair, ...] = ()
    merged: tuple[MergedRow, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class TwoPeople:
    """Two people, to be compared."""

    first: PersonView
    second: PersonView


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
    merged = merged_into(connection, candidate_id)
    ids = (candidate_id, *(each.id for each in merged))
    twins = list_duplicates(connection, candidate=candidate_id, limit=5).rows
    entries = history.about(connection, *ids, limit=30)
    hidden = bool(hidden_among(connection, [candidate_id]))
    return PersonView(card, views, entries, twins, merged, hidden)


def read_two(connection: Connection, first: str, second: str) -> TwoPeople:
    """Return two candidates; the one who came first comes first. Raises NotFound."""
    one, other = person(connection, first), person(connection, second)
    return TwoPeople(*sorted((one, other), key=lambda view: view.card.id))
