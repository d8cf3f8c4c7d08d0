"""Reading interviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from workbench.demand.queries import titles
from workbench.interviews import rules
from workbench.interviews.day_models import INVITES_AS_BEFORE
from workbench.interviews.models import (
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
    Room,
)
from workbench.kernel.clock import moment
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import zone_of
from workbench.people.models import Candidate, Staff
from workbench.people.queries import names
from workbench.pipeline.queries import applications
from workbench.vault.journal_tables import change_set, entry

queries = QuerySet()

rooms = Room.__table__
interviews = Interview.__table__
attending = InterviewCandidate.__table__
panelists = InterviewPanelist.__table__
candidates = Candidate.__table__
staff = Staff.__table__


@dataclass(frozen=True)
class AttendeeRow:
    """A candidate of an interview; `id` is the row's own.

    Attributes: `arrived_at`, when they were checked in; `late_minutes`, by how much they said they
    would be late.
    """

    id: str
    candidate_id: str
    application_id: str
    name: str
    absent: bool
    arrived_at: datetime | None = None
    late_minutes: int = 0


@dataclass(frozen=True)
class PanelistRow:
    """A colleague on the panel."""

    staff_id: str
    name: str
    shadow: bool


@dataclass(frozen=True)
class InterviewRow:
    """One interview with all who take part.

    Attributes: `title`, the requisition's; `room`, the room's name, or ''; `sequence`, how often
    anything of it was changed, undoing included but what its guests were told and answered, and
    `changed_at`, when last;
    `started_at` and `ended_at`, when it really began and ended; `round_id`, the round of the plan
    that it holds.
    """

    id: str
    requisition_id: str
    title: str
    stage_id: str
    round: str
    starts_at: datetime
    ends_at: datetime
    room_id: str | None
    room: str
    call_link: str
    state: str
    state_reason: str
    uid: str
    sequence: int
    changed_at: datetime
    candidates: tuple[AttendeeRow, ...]
    panel: tuple[PanelistRow, ...]
    started_at: datetime | None = None
    ended_at: datetime | None = None
    round_id: str | None = None


@queries.offers("interview.day", N_("Show the interviews of a day"))
def day(
    connection: Connection, day: date, *, timezone: str = "", cancelled: bool = False
) -> Page[InterviewRow]:
    """Return a local day's interviews by time; `cancelled` ones only if asked."""
    span = rules.day_span(day, zone_of(connection, timezone))
    query = _live().where(
        interviews.c.starts_at >= span.start,
        interviews.c.starts_at < span.end,
    )
    if not cancelled:
        query = query.where(interviews.c.state != InterviewState.CANCELLED.value)
    found = _rows(connection, query)
    return Page(found, len(found))


@queries.offers("interview.list", N_("List the interviews"))
def list_interviews(
    connection: Connection,
    *,
    since: date | None = None,
    until: date | None = None,
    state: InterviewState | None = None,
    limit: int = 200,
    offset: int = 0,
) -> Page[InterviewRow]:
    """Return interviews by time, from local day `since` up to and with `until`."""
    zone = zone_of(connection)
    query = _live()
    if since:
        query = query.where(interviews.c.starts_at >= rules.day_span(since, zone).start)
    if until:
        query = query.where(interviews.c.starts_at < rules.day_span(until, zone).end)
    if state:
        query = query.where(interviews.c.state == state.value)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    return Page(_rows(connection, query.limit(limit).offset(offset)), total)


@queries.offers("interview.show", N_("Show one interview"))
def interview(connection: Connection, interview_id: str) -> InterviewRow:
    """Return one interview. Raises NotFound."""
    for row in _rows(connection, _live().where(interviews.c.id == interview_id)):
        return row
    raise NotFound(N_("There is no interview {id}."), id=interview_id)


def undone_interview(connection: Connection, interview_id: str) -> InterviewRow | None:
    """Return an interview whose scheduling was undone, with all who were to take part."""
    query = select(interviews).where(
        interviews.c.id == interview_id, interviews.c.archived.is_(True)
    )
    return next(iter(_rows(connection, query, undone=True)), None)


def interviews_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, InterviewRow]:
    """Return live interviews by id."""
    return {row.id: row for row in _rows(connection, _live().where(interviews.c.id.in_(ids)))}


@queries.offers("interview.of", N_("List a candidate's interviews"))
def interviews_of(connection: Connection, candidate_id: str) -> Page[InterviewRow]:
    """Return all interviews of a candidate by time, cancelled ones too.

    Of an application, if that is whose id it is. Raises NotFound for the id of neither.
    """
    whose = _ids_of(candidate_id)
    if connection.execute(select(applications.c.id).where(applications.c.id == candidate_id)).all():
        whose = select(attending.c.interview_id).where(
            attending.c.application_id == candidate_id, attending.c.archived.is_(False)
        )
    elif not names(connection, [candidate_id]):
        raise NotFound(N_("There is no candidate {id}."), id=candidate_id)
    found = _rows(connection, _live().where(interviews.c.id.in_(whose)))
    return Page(found, len(found))


def upcoming_of(
    connection: Connection, candidate_id: str, now: datetime
) -> tuple[InterviewRow, ...]:
    """Return a candidate's planned interviews that are not over yet, by time."""
    query = _live().where(
        interviews.c.id.in_(_ids_of(candidate_id)),
        interviews.c.state == InterviewState.PLANNED.value,
        interviews.c.ends_at > now,
    )
    return _rows(connection, query)


def interviews_to_come(connection: Connection, now: datetime) -> tuple[InterviewRow, ...]:
    """Return everybody's planned interviews that are not over yet, by time."""
    query = _live().where(
        interviews.c.state == InterviewState.PLANNED.value, interviews.c.ends_at > now
    )
    return _rows(connection, query)


def _ids_of(candidate_id: str) -> Select[Any]:
    return select(attending.c.interview_id).where(
        attending.c.candidate_id == candidate_id, attending.c.archived.is_(False)
    )


def _live() -> Select[Any]:
    """Return the interviews with somebody to interview: archived people leave no ghosts."""
    somebody = (
        select(attending.c.id)
        .join(candidates, candidates.c.id == attending.c.candidate_id)
        .where(attending.c.interview_id == interviews.c.id)
        .where(attending.c.archived.is_(False), candidates.c.archived.is_(False))
        .exists()
    )
    query = select(interviews).where(interviews.c.archived.is_(False), somebody)
    return query.order_by(interviews.c.starts_at, interviews.c.id)


def _rows(
    connection: Connection, query: Select[Any], *, undone: bool = False
) -> tuple[InterviewRow, ...]:
    rows = connection.execute(query).mappings().all()
    ids = [row["id"] for row in rows]
    if not ids:
        return ()
    named = titles(connection, list({row["requisition_id"] for row in rows}))
    places = room_names(connection, {row["room_id"] for row in rows if row["room_id"]})
    coming = attendees(connection, ids, undone=undone)
    panel = panels(connection, ids, undone=undone)
    history = _revisions(connection, ids)
    own = [name for name in InterviewRow.__dataclass_fields__ if name in interviews.c]
    return tuple(
        InterviewRow(
            **{name: row[name] for name in own},
            title=named.get(row["requisition_id"], ""),
            room=places.get(row["room_id"], ""),
            sequence=history[row["id"]][0] - 1,
            changed_at=history[row["id"]][1],
            candidates=tuple(coming.get(row["id"], ())),
            panel=tuple(panel.get(row["id"], ())),
        )
        for row in rows
    )


def room_names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of rooms, archived ones too."""
    query = select(rooms.c.id, rooms.c.name).where(rooms.c.id.in_(list(ids)))
    return {row.id: row.name for row in connection.execute(query)}


def attendees(
    connection: Connection, interview_ids: Sequence[str], *, undone: bool = False
) -> Mapping[str, list[AttendeeRow]]:
    """Return the candidates of interviews, without archived people."""
    query = (
        select(attending, candidates.c.name)
        .join(candidates, candidates.c.id == attending.c.candidate_id)
        .where(attending.c.interview_id.in_(interview_ids), attending.c.archived.is_(undone))
        .where(candidates.c.archived.is_(False))
        .order_by(candidates.c.sort, attending.c.id)
    )
    found: dict[str, list[AttendeeRow]] = {}
    for row in connection.execute(query):
        who = AttendeeRow(
            row.id,
            row.candidate_id,
            row.application_id,
            row.name,
            row.absent,
            row.arrived_at,
            row.late_minutes,
        )
        found.setdefault(row.interview_id, []).append(who)
    return found


def panels(
    connection: Connection, interview_ids: Sequence[str], *, undone: bool = False
) -> Mapping[str, list[PanelistRow]]:
    """Return the panels of interviews, shadows last."""
    query = (
        select(panelists, staff.c.name)
        .join(staff, staff.c.id == panelists.c.staff_id)
        .where(panelists.c.interview_id.in_(interview_ids), panelists.c.archived.is_(undone))
        .order_by(panelists.c.shadow, panelists.c.id)
    )
    found: dict[str, list[PanelistRow]] = {}
    for row in connection.execute(query):
        who = PanelistRow(row.staff_id, row.name, row.shadow)
        found.setdefault(row.interview_id, []).append(who)
    return found


def _revisions(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, datetime]]:
    """Return how many entries speak of each interview, and when the last was made.

    A stored counter would be put back by undo; calendars drop a message that counts backwards.
    That somebody was told, answered or came makes the interview no other one.
    """
    query = (
        select(change_set.c.subject, func.count(), func.max(entry.c.at))
        .join(entry, entry.c.id == change_set.c.entry)
        .where(change_set.c.subject.in_(ids), entry.c.command.not_in(INVITES_AS_BEFORE))
        .group_by(change_set.c.subject)
    )
    return {subject: (n, moment(at)) for subject, n, at in connection.execute(query)}
