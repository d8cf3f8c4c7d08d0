"""All that the panel shows of one person, asked for in one go."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.app import Connection, history
from workbench.demand.queries import titles
from workbench.interviews.models import OfferState
from workbench.interviews.offered import OfferedRow, list_offered
from workbench.interviews.possible import PossibleHours, possible_hours
from workbench.people.contacting import LoggedRow, list_contacts
from workbench.people.queries import CandidateCard, MergedRow, candidate, merged_into
from workbench.pipeline.anonymity import hidden_among
from workbench.pipeline.duplicates import Pair, list_duplicates
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import ApplicationRow, StageRow, applications_of, stages_by_id

NOT_SAID = PossibleHours("")
CONTACTS = 40  # as many of the log as the panel holds


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
    `contacts`, the newest of the log, and `logged`, how many there are; `offered`, times that are
    to be answered or to be scheduled; `possible`, when the person can be interviewed; `hidden`,
    whether who it is is not to be known yet.
    """

    card: CandidateCard
    applications: tuple[ApplicationView, ...]
    entries: tuple[history.EntryRow, ...]
    twins: tuple[Pair, ...] = ()
    merged: tuple[MergedRow, ...] = ()
    contacts: tuple[LoggedRow, ...] = ()
    logged: int = 0
    offered: tuple[OfferedRow, ...] = ()
    possible: PossibleHours = NOT_SAID
    hidden: bool = False

    @property
    def running(self) -> tuple[ApplicationView, ...]:
        """Return the applications in progress."""
        return tuple(a for a in self.applications if a.row.state == ApplicationState.ACTIVE)

    def about(self, application: str) -> str:
        """Return an application's id, or that of the only one in progress, or ''."""
        only = self.running[0].row.id if len(self.running) == 1 else ""
        return application or only


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
    log = list_contacts(connection, candidate=candidate_id, limit=CONTACTS)
    times = list_offered(connection, candidate=candidate_id).rows
    return PersonView(
        card,
        views,
        history.about(connection, *ids, limit=30),
        twins,
        merged,
        log.rows,
        log.total,
        tuple(row for row in times if _is_pending(row)),
        possible_hours(connection, candidate_id),
        bool(hidden_among(connection, [candidate_id])),
    )


def _is_pending(row: OfferedRow) -> bool:
    accepted = row.state is OfferState.ACCEPTED and not row.scheduled
    return accepted or row.state is OfferState.OPEN


def read_two(connection: Connection, first: str, second: str) -> TwoPeople:
    """Return two candidates; the one who came first comes first. Raises NotFound."""
    one, other = person(connection, first), person(connection, second)
    return TwoPeople(*sorted((one, other), key=lambda view: view.card.id))
