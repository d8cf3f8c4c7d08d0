"""Whose rounds of the interview plan are still to be sat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from workbench.demand.models import Requisition, RequisitionState
from workbench.demand.queries import titles
from workbench.interviewday.dayfacts import TAKING_PLACE
from workbench.interviews.day_models import InterviewRound
from workbench.interviews.models import Interview, InterviewCandidate
from workbench.interviews.rounds import RoundRow, list_rounds
from workbench.interviews.substitutes import round_called
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.people.models import Candidate
from workbench.pipeline.models import Application, ApplicationState, Stage, StageKind

queries = QuerySet()

applications = Application.__table__
candidates = Candidate.__table__
stages = Stage.__table__
interviews = Interview.__table__
attending = InterviewCandidate.__table__
requisitions = Requisition.__table__
rounds = InterviewRound.__table__

MEETING = (StageKind.CALL.value, StageKind.TEST.value, StageKind.INTERVIEW.value)


@dataclass(frozen=True)
class ToSit:
    """Somebody with the rounds that are still to be sat, in their order.

    Attributes: `title`, the requisition's; `stage`, where the application stands, by language.
    """

    application_id: str
    candidate_id: str
    name: str
    requisition_id: str
    title: str
    stage: Mapping[str, str]
    rounds: tuple[RoundRow, ...]


@queries.offers("day.to-sit", N_("List whose interview rounds are still to be sat"))
def to_sit(connection: Connection, *, requisition: str = "") -> Page[ToSit]:
    """Return who stands in a stage that meets and has rounds left, by requisition and place."""
    query = _running().where(stages.c.kind.in_(MEETING))
    planned = select(rounds.c.requisition_id).where(rounds.c.archived.is_(False))
    query = query.where(applications.c.requisition_id.in_(planned))
    if requisition:
        query = query.where(applications.c.requisition_id == requisition)
    found = tuple(row for row in _rows(connection, query) if row.rounds)
    return Page(found, len(found))


@dataclass(frozen=True)
class Unplanned:
    """A requisition without an interview plan, though `people` stand in stages that meet."""

    requisition_id: str
    title: str
    people: int


@queries.offers("day.unplanned", N_("List where an interview plan is missing"))
def unplanned(connection: Connection) -> Page[Unplanned]:
    """Return the requisitions that have people to interview and no interview plan."""
    query = _running().where(stages.c.kind.in_(MEETING))
    planned = select(rounds.c.requisition_id).where(rounds.c.archived.is_(False))
    rows = connection.execute(query.where(applications.c.requisition_id.not_in(planned))).all()
    counts = Counter(row.requisition_id for row in rows)
    named = titles(connection, list(counts))
    found = tuple(Unplanned(post, named.get(post, ""), n) for post, n in counts.items())
    return Page(found, len(found))


def to_sit_of(connection: Connection, application_ids: Sequence[str]) -> dict[str, ToSit]:
    """Return what certain applications have still to sit, in whatever stage they stand.

    Applications that ended, or of people who must not be contacted, are left out.
    """
    found = _rows(connection, _running().where(applications.c.id.in_(application_ids)))
    return {row.application_id: row for row in found}


def _running() -> Any:
    return (
        select(
            applications.c.id,
            applications.c.candidate_id,
            applications.c.requisition_id,
            candidates.c.name,
            stages.c.names,
            stages.c.stage_set_id,
            stages.c.position,
        )
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .join(stages, stages.c.id == applications.c.stage_id)
        .join(requisitions, requisitions.c.id == applications.c.requisition_id)
        .where(applications.c.archived.is_(False), candidates.c.archived.is_(False))
        .where(applications.c.state == ApplicationState.ACTIVE.value)
        .where(candidates.c.do_not_contact.is_(False), requisitions.c.archived.is_(False))
        .where(requisitions.c.state == RequisitionState.OPEN.value)
        .order_by(
            requisitions.c.sort,
            requisitions.c.id,
            stages.c.position,
            applications.c.rank,
            applications.c.id,
        )
    )


def _rows(connection: Connection, query: Any) -> tuple[ToSit, ...]:
    rows = connection.execute(query).all()
    posts = list(dict.fromkeys(row.requisition_id for row in rows))
    named = titles(connection, posts)
    plans = {post: list_rounds(connection, post).rows for post in posts}
    places = _places(connection, [each for plan in plans.values() for each in plan])
    sat = _sat(connection, [row.id for row in rows])
    return tuple(
        ToSit(
            row.id,
            row.candidate_id,
            row.name,
            row.requisition_id,
            named.get(row.requisition_id, ""),
            row.names,
            tuple(
                each
                for each in plans[row.requisition_id]
                if not _is_sat(each, sat.get(row.id, ()))
                and not _is_passed(places.get(each.stage_id or ""), row)
            ),
        )
        for row in rows
    )


def _sat(connection: Connection, application_ids: Sequence[str]) -> dict[str, list[Any]]:
    """Return the interviews of applications that took place or are planned."""
    query = (
        select(attending.c.application_id, interviews.c.round_id, interviews.c.round)
        .join(interviews, interviews.c.id == attending.c.interview_id)
        .where(attending.c.application_id.in_(application_ids))
        .where(attending.c.archived.is_(False), attending.c.absent.is_(False))
        .where(interviews.c.archived.is_(False), interviews.c.state.in_(TAKING_PLACE))
    )
    found: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.application_id, []).append(row)
    return found


def _is_sat(each: RoundRow, sat: Sequence[Any]) -> bool:
    """Tell whether a round is sat; one that was set by hand goes by its name."""
    return any(
        row.round_id == each.id if row.round_id else round_called((each,), row.round) is not None
        for row in sat
    )


def _places(connection: Connection, plan: Sequence[RoundRow]) -> dict[str, Any]:
    ids = {each.stage_id for each in plan if each.stage_id}
    query = select(stages.c.id, stages.c.stage_set_id, stages.c.position)
    return {row.id: row for row in connection.execute(query.where(stages.c.id.in_(ids)))}


def _is_passed(place: Any, row: Any) -> bool:
    """Tell whether somebody stands behind the stage of a round already."""
    return (
        place is not None
        and place.stage_set_id == row.stage_set_id
        and place.position < row.position
    )
