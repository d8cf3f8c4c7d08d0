"""What the interviews say about applications, for the rooms that derive something from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from workbench.interviews.models import Interview, InterviewCandidate, InterviewState, Room
from workbench.pipeline.models import Application

interviews = Interview.__table__
attending = InterviewCandidate.__table__
applications = Application.__table__
rooms = Room.__table__


@dataclass(frozen=True)
class NextInterview:
    """The planned interview that comes first."""

    id: str
    round: str
    starts_at: datetime
    ends_at: datetime
    room: str
    call_link: str


@dataclass(frozen=True)
class InterviewFacts:
    """Where an application stands with its interviews.

    Attributes: `next`, the first that is planned, past ones that nobody marked as held included;
    `held`, how many took place, `held_here`, how many of them for the present stage;
    `last_held_at`, when the last of them ended.
    """

    next: NextInterview | None = None
    held: int = 0
    held_here: int = 0
    last_held_at: datetime | None = None


def standing_facts(
    connection: Connection, application_ids: Sequence[str]
) -> dict[str, InterviewFacts]:
    """Return the facts of each application, in one query."""
    found: dict[str, list[Any]] = {each: [] for each in application_ids}
    for row in connection.execute(facts_query(application_ids)):
        found[row.application_id].append(row)
    return {each: _facts(rows) for each, rows in found.items()}


def facts_query(application_ids: Sequence[str]) -> Select[Any]:
    """Return the select of the interviews that took place or are planned, by time."""
    return (
        select(
            attending.c.application_id,
            interviews.c.id,
            interviews.c.round,
            interviews.c.starts_at,
            interviews.c.ends_at,
            interviews.c.call_link,
            interviews.c.state,
            rooms.c.name.label("room"),
            (interviews.c.stage_id == applications.c.stage_id).label("here"),
        )
        .join(interviews, interviews.c.id == attending.c.interview_id)
        .join(applications, applications.c.id == attending.c.application_id)
        .join(rooms, rooms.c.id == interviews.c.room_id, isouter=True)
        .where(
            attending.c.application_id.in_(application_ids),
            and_(attending.c.archived.is_(False), attending.c.absent.is_(False)),
            interviews.c.archived.is_(False),
            interviews.c.state.in_((InterviewState.PLANNED.value, InterviewState.HELD.value)),
        )
        .order_by(interviews.c.starts_at, interviews.c.id)
    )


def _facts(rows: Sequence[Any]) -> InterviewFacts:
    planned = [row for row in rows if row.state == InterviewState.PLANNED]
    held = [row for row in rows if row.state == InterviewState.HELD]
    first = next(iter(planned), None)
    return InterviewFacts(
        first
        and NextInterview(
            first.id, first.round, first.starts_at, first.ends_at, first.room or "", first.call_link
        ),
        len(held),
        sum(1 for row in held if row.here),
        max((row.ends_at for row in held), default=None),
    )
