"""All that the schedule page shows, asked for in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.app import Connection
from workbench.demand.models import RequisitionState
from workbench.demand.queries import RequisitionRow, list_requisitions
from workbench.insights.columns import columns
from workbench.interviewday.notices import AnswerRow, unwelcome
from workbench.interviewday.telling import due
from workbench.interviewday.tosit import to_sit_of
from workbench.interviews import availability, queries, rules
from workbench.interviews.availability import BusyRow, RoomRow
from workbench.interviews.day_facts import DayFacts, moved, read_facts
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.interviews.repairs import Obstacle, Purpose, look_around
from workbench.interviews.rounds import RoundRow, list_rounds
from workbench.interviews.rules import Conflict, ConflictKind
from workbench.kernel.errors import WorkbenchError
from workbench.organisation.queries import OrganisationRow, organisation, zone_of
from workbench.people.queries import StaffRow, list_staff, names
from workbench.pipeline.models import StageKind
from workbench.pipeline.queries import applications_by_id

MEETING = (StageKind.CALL, StageKind.TEST, StageKind.INTERVIEW, StageKind.DEBRIEF)
_POINTED_OUT = {ConflictKind.SIZE}


@dataclass(frozen=True)
class DayView:
    """One day.

    Attributes: `clashes`, what stands in the way of interviews, by their id; `panel`, who
    interviews for open requisitions; `next_day`, the next day with planned interviews;
    `cancelled`, the interviews that were called off; `facts`, by which a move is judged;
    `due`, how many people must be told of the day;
    `unwelcome`, answers that ask for something, each with its interview.
    """

    day: date
    rows: tuple[InterviewRow, ...]
    busy: tuple[BusyRow, ...]
    rooms: tuple[RoomRow, ...]
    staff: Mapping[str, StaffRow]
    panel: frozenset[str]
    house: OrganisationRow
    clashes: Mapping[str, tuple[Conflict, ...]]
    next_day: date | None
    cancelled: tuple[InterviewRow, ...] = ()
    facts: DayFacts | None = None
    due: int = 0
    unwelcome: tuple[tuple[AnswerRow, InterviewRow], ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's time zone."""
        return ZoneInfo(self.house.timezone)

    def row(self, interview: str) -> InterviewRow | None:
        """Return an interview of the day."""
        there = (*self.rows, *self.cancelled)
        return next((row for row in there if row.id == interview), None)


def read_day(connection: Connection, day: date, now: datetime | None = None) -> DayView:
    """Return everything about one local day; who must be told of it, as from `now`."""
    found = queries.day(connection, day, cancelled=True).rows
    rows = tuple(row for row in found if row.state != InterviewState.CANCELLED)
    moment = now or datetime.now(UTC)
    house = organisation(connection)
    facts = read_facts(connection, day, moment)
    posts = _open_posts(connection)
    return DayView(
        day,
        rows,
        availability.list_busy(connection, day).rows,
        availability.list_rooms(connection).rows,
        {row.id: row for row in list_staff(connection).rows},
        frozenset(each for row in posts for each in row.interviewers),
        house,
        _clashes(facts, rows),
        _next_day(connection, day, ZoneInfo(house.timezone)),
        tuple(row for row in found if row.state == InterviewState.CANCELLED),
        facts,
        due=len({row.guest_id for row in due(connection, day=day, now=moment).rows}),
        unwelcome=unwelcome(connection, [row for row in rows if row.ends_at > moment]),
    )


def _open_posts(connection: Connection) -> list[RequisitionRow]:
    rows = list_requisitions(connection).rows
    return [row for row in rows if row.state == RequisitionState.OPEN]


def _clashes(facts: DayFacts, rows: Sequence[InterviewRow]) -> dict[str, tuple[Conflict, ...]]:
    planned = {row.id for row in rows if row.state == InterviewState.PLANNED}
    found = {}
    for draft in facts.drafts:
        if draft.id in planned:
            as_it_is = moved(facts, draft, draft.span.start)
            said = facts.conflicts(as_it_is, with_hours=False)
            meant = tuple(one for one in said if one.blocks or one.kind in _POINTED_OUT)
            if meant:
                found[draft.id] = meant
    return found


def _next_day(connection: Connection, day: date, zone: ZoneInfo) -> date | None:
    page = queries.list_interviews(
        connection, since=day + timedelta(days=1), state=InterviewState.PLANNED, limit=1
    )
    return next((row.starts_at.astimezone(zone).date() for row in page.rows), None)


@dataclass(frozen=True)
class Applicant:
    """Somebody who could be interviewed: the application, the name, the stage."""

    id: str
    candidate_id: str
    name: str
    kind: StageKind
    stage: Mapping[str, str]

    @property
    def meets(self) -> bool:
        """Whether people of this stage are met."""
        return self.kind in MEETING


@dataclass(frozen=True)
class Choices:
    """What there is to choose from when an interview is set."""

    posts: tuple[RequisitionRow, ...]
    rooms: tuple[RoomRow, ...]
    interviewers: tuple[StaffRow, ...]


def read_choices(connection: Connection) -> Choices:
    """Return open requisitions, rooms and interviewers."""
    staff = list_staff(connection).rows
    return Choices(
        tuple(_open_posts(connection)),
        availability.list_rooms(connection).rows,
        tuple(row for row in staff if row.interviewer),
    )


@dataclass(frozen=True)
class Applicants:
    """Who runs for a requisition.

    Attributes: `first_round`, what its first interview stage is called; `plan`, its rounds.
    """

    people: tuple[Applicant, ...] = ()
    first_round: Mapping[str, str] = field(default_factory=dict)
    plan: tuple[RoundRow, ...] = ()


def read_applicants(connection: Connection, requisition: str, now: datetime) -> Applicants:
    """Return the running applications of a requisition, those who are met now first."""
    if not requisition:
        return Applicants()
    found = columns(connection, requisition, now)
    rows = applications_by_id(connection, [each for column in found for each in column.ids])
    called = names(connection, [row.candidate_id for row in rows.values()])
    people = [
        Applicant(
            each,
            rows[each].candidate_id,
            called.get(rows[each].candidate_id, ""),
            column.kind,
            column.names,
        )
        for column in found
        for each in column.ids
    ]
    rounds = [column.names for column in found if column.kind is StageKind.INTERVIEW]
    ranked = sorted(people, key=lambda one: not one.meets)
    plan = list_rounds(connection, requisition).rows
    return Applicants(tuple(ranked), rounds[0] if rounds else {}, plan)


def next_round(connection: Connection, applications: Sequence[str]) -> str:
    """Return what the first round is called that the first of some has still to sit, or ''."""
    found = to_sit_of(connection, applications)
    left = (each for one in applications if one in found for each in found[one].rounds)
    return next((each.name for each in left), "")


def requisition_of(connection: Connection, candidate: str, day: date) -> tuple[str, str]:
    """Return requisition and application that a candidate is interviewed for on a day."""
    for row in queries.day(connection, day).rows:
        for each in row.candidates:
            if each.candidate_id == candidate:
                return row.requisition_id, each.application_id
    return "", ""


@dataclass(frozen=True)
class Wanted:
    """A time, people and a place as they stand in a form; `interview` is '' for a new one.

    Attributes: `purpose`, what it is for and who only listens.
    """

    interview: str
    start: datetime
    minutes: int
    candidates: tuple[str, ...]
    panel: tuple[str, ...]
    room: str
    purpose: Purpose = field(default_factory=Purpose)


@dataclass(frozen=True)
class Around:
    """What stands in the way of what is wanted, or why that cannot be looked for."""

    wanted: Wanted
    obstacles: tuple[Obstacle, ...] = ()
    refused: WorkbenchError | None = None

    @property
    def blocking(self) -> tuple[Obstacle, ...]:
        """What makes it impossible."""
        return tuple(each for each in self.obstacles if each.conflict.blocks)

    @property
    def remarks(self) -> tuple[Obstacle, ...]:
        """What is only pointed out."""
        return tuple(each for each in self.obstacles if not each.conflict.blocks)


def around(connection: Connection, wanted: Wanted, now: datetime) -> Around:
    """Return what stands in the way, each with the nearest repairs."""
    try:
        span = rules.span_of(wanted.start, wanted.minutes, zone_of(connection))
        listening = (one for one in wanted.purpose.listening if one not in wanted.panel)
        purpose = replace(wanted.purpose, listening=tuple(listening))
        people = (*wanted.panel, *purpose.listening)
        draft = availability.draft_of(
            connection, wanted.interview, span, wanted.candidates, people, wanted.room
        )
    except WorkbenchError as error:
        return Around(wanted, refused=error)
    return Around(wanted, look_around(connection, draft, purpose, now))
