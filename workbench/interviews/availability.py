"""Who and what is free: rooms, busy times, and what stands in the way of an interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.demand.queries import titles
from workbench.interviews import rules
from workbench.interviews.day_models import RoomBusyTime
from workbench.interviews.hours import DAY_MINUTES, WEEK, Hours, fits, shown_clock
from workbench.interviews.models import BusyKind, BusyTime, Interview, InterviewState, Room
from workbench.interviews.possible import outside_hours
from workbench.interviews.queries import InterviewRow, attendees, interview, panels, room_names
from workbench.interviews.rules import (
    Busy,
    Conflict,
    ConflictKind,
    Day,
    Draft,
    Party,
    Seating,
    Span,
)
from workbench.interviews.terms import beyond_terms
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_, Message
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import organisation, zone_of
from workbench.organisation.times import calendar_of, hours_of
from workbench.people.models import Staff
from workbench.people.queries import names, staff_by_id

queries = QuerySet()

rooms = Room.__table__
interviews = Interview.__table__
busy_times = BusyTime.__table__
room_busy_times = RoomBusyTime.__table__
staff = Staff.__table__

_FAR = datetime(9999, 1, 1, tzinfo=UTC)
_TAKING_PLACE = (InterviewState.PLANNED.value, InterviewState.HELD.value)


@dataclass(frozen=True)
class RoomRow:
    """One meeting room.

    Attributes: `size`, how many it seats, or None; `features`, what it has, in words; `opens` and
    `closes`, minutes from midnight, None where the office's hours hold.
    """

    id: str
    name: str
    site: str
    size: int | None
    features: tuple[str, ...] = ()
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True)
class BusyRow:
    """A time at which a colleague cannot interview; `kind` is a code of `BusyKind`."""

    id: str
    staff_id: str
    name: str
    starts_at: datetime
    ends_at: datetime
    label: str
    kind: str = BusyKind.BUSY


@dataclass(frozen=True)
class RoomBusyRow:
    """A time at which a room cannot be used; `name` is the room's."""

    id: str
    room_id: str
    name: str
    starts_at: datetime
    ends_at: datetime
    label: str


@queries.offers("room.list", N_("List the meeting rooms"))
def list_rooms(connection: Connection) -> Page[RoomRow]:
    """Return the rooms by site and name."""
    query = select(rooms).where(rooms.c.archived.is_(False)).order_by(rooms.c.site, rooms.c.name)
    found = tuple(
        RoomRow(r.id, r.name, r.site, r.size, tuple(r.features), r.opens, r.closes)
        for r in connection.execute(query)
    )
    return Page(found, len(found))


@queries.offers("busy.list", N_("List when colleagues are busy"))
def list_busy(connection: Connection, day: date, *, timezone: str = "") -> Page[BusyRow]:
    """Return the busy times that touch a local day, by colleague and time."""
    span = rules.day_span(day, zone_of(connection, timezone))
    found = _busy_rows(connection, span)
    return Page(found, len(found))


def busy_ahead(connection: Connection, staff_id: str, since: date) -> tuple[BusyRow, ...]:
    """Return a colleague's busy times that end after local day `since` has begun, by time."""
    begin = rules.day_span(since, zone_of(connection)).start
    return _busy_rows(connection, Span(begin, _FAR), [staff_id])


@queries.offers("room-busy.list", N_("List when rooms cannot be used"))
def list_room_busy(connection: Connection, day: date, *, timezone: str = "") -> Page[RoomBusyRow]:
    """Return the times that touch a local day at which rooms cannot be used, by room and time."""
    found = _room_busy_rows(connection, rules.day_span(day, zone_of(connection, timezone)))
    return Page(found, len(found))


def room_busy_ahead(connection: Connection, room_id: str, since: date) -> tuple[RoomBusyRow, ...]:
    """Return when a room cannot be used after local day `since` has begun, by time."""
    begin = rules.day_span(since, zone_of(connection)).start
    return _room_busy_rows(connection, Span(begin, _FAR), room_id)


def _room_busy_rows(
    connection: Connection, span: Span, room_id: str = ""
) -> tuple[RoomBusyRow, ...]:
    query = (
        select(room_busy_times, rooms.c.name)
        .join(rooms, rooms.c.id == room_busy_times.c.room_id)
        .where(room_busy_times.c.archived.is_(False), rooms.c.archived.is_(False))
        .where(room_busy_times.c.ends_at > span.start, room_busy_times.c.starts_at < span.end)
        .order_by(rooms.c.site, rooms.c.name, room_busy_times.c.starts_at)
    )
    if room_id:
        query = query.where(room_busy_times.c.room_id == room_id)
    return tuple(
        RoomBusyRow(r.id, r.room_id, r.name, r.starts_at, r.ends_at, r.label)
        for r in connection.execute(query)
    )


def _busy_rows(
    connection: Connection, span: Span, staff_ids: Sequence[str] | None = None
) -> tuple[BusyRow, ...]:
    query = (
        select(busy_times, staff.c.name)
        .join(staff, staff.c.id == busy_times.c.staff_id)
        .where(busy_times.c.archived.is_(False), staff.c.archived.is_(False))
        .where(busy_times.c.ends_at > span.start, busy_times.c.starts_at < span.end)
        .order_by(staff.c.sort, busy_times.c.starts_at)
    )
    if staff_ids is not None:
        query = query.where(busy_times.c.staff_id.in_(staff_ids))
    columns = tuple(BusyRow.__dataclass_fields__)
    rows = connection.execute(query).mappings()
    return tuple(BusyRow(**{name: row[name] for name in columns}) for row in rows)


def busy_of(connection: Connection, staff_ids: Sequence[str], span: Span) -> tuple[Busy, ...]:
    """Return when colleagues are busy within `span`."""
    return tuple(
        Busy(Party(row.staff_id, row.name), Span(row.starts_at, row.ends_at), row.label)
        for row in _busy_rows(connection, span, staff_ids)
    )


def room_busy(connection: Connection, span: Span, room_id: str = "") -> tuple[Busy, ...]:
    """Return when a room cannot be used within `span`, or when any cannot."""
    return tuple(
        Busy(Party(row.room_id, row.name), Span(row.starts_at, row.ends_at), row.label)
        for row in _room_busy_rows(connection, span, room_id)
    )


def drafts_during(connection: Connection, span: Span) -> tuple[Draft, ...]:
    """Return the interviews that take place within `span`, as the rules see them."""
    earliest = span.start - timedelta(minutes=rules.LONGEST)
    query = select(interviews).where(
        interviews.c.archived.is_(False),
        interviews.c.starts_at > earliest,
        interviews.c.starts_at < span.end,
        interviews.c.ends_at > span.start,
        interviews.c.state.in_(_TAKING_PLACE),
    )
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    if not ids:
        return ()
    coming, panel = attendees(connection, ids), panels(connection, ids)
    places = room_names(connection, {row.room_id for row in rows if row.room_id})
    named = titles(connection, list({row.requisition_id for row in rows}))
    return tuple(
        Draft(
            row.id,
            f"{row.round} · {named.get(row.requisition_id, '')}",
            Span(row.starts_at, row.ends_at),
            tuple(Party(each.candidate_id, each.name) for each in coming[row.id]),
            tuple(Party(each.staff_id, each.name) for each in panel.get(row.id, ())),
            Seating(Party(row.room_id, places[row.room_id])) if row.room_id else None,
        )
        for row in rows
        if row.id in coming
    )


def in_the_way(
    connection: Connection, draft: Draft, zone: ZoneInfo, day: Day | None = None
) -> tuple[Conflict, ...]:
    """Return all that stands in the way of `draft`, what makes it impossible first.

    Without `day` only what has to do with others is looked at, not which hours would suit.
    """
    others = drafts_during(connection, draft.span)
    busy = busy_of(connection, [each.id for each in draft.panel], draft.span)
    if draft.place is not None:
        busy = (*busy, *room_busy(connection, draft.span, draft.place.room.id))
    found = rules.find_conflicts(draft, others, busy, zone, day)
    if day is None:
        return found
    return (
        *found,
        *outside_hours(connection, draft, zone),
        *beyond_terms(connection, draft, zone),
        *outside_opening(draft, zone),
    )


def outside_opening(draft: Draft, zone: ZoneInfo) -> tuple[Conflict, ...]:
    """Return whether a wish wants a room before it opens or after it closes."""
    place = draft.place
    if place is None or (place.opens is None and place.closes is None):
        return ()
    opens = place.opens or 0
    closes = DAY_MINUTES if place.closes is None else place.closes
    if fits(draft.span, tuple(Hours(day, None, opens, closes) for day in WEEK), zone):
        return ()
    text = N_("{who} is open from {opens} to {closes}.")
    said = {"opens": shown_clock(opens), "closes": shown_clock(closes)}
    message = Message(text, {"who": place.room.name, **said})
    return (Conflict(ConflictKind.OPENING, place.room.id, message),)


def draft_of(
    connection: Connection,
    interview_id: str,
    span: Span,
    candidate_ids: Sequence[str],
    staff_ids: Sequence[str],
    room_id: str,
) -> Draft:
    """Return a wish for an interview as the rules see it; `interview_id` is '' for a new one."""
    who = names(connection, candidate_ids)
    panel = staff_by_id(connection, staff_ids)
    return Draft(
        interview_id,
        "",
        span,
        tuple(Party(each, who.get(each, "")) for each in dict.fromkeys(candidate_ids)),
        tuple(Party(each, panel[each].name) for each in dict.fromkeys(staff_ids) if each in panel),
        seating(connection, room_id),
    )


def wish_of(
    connection: Connection,
    row: InterviewRow,
    start: datetime | None = None,
    minutes: int = 0,
    room_id: str = "",
) -> Draft:
    """Return an interview as the rules see it, as it stands or as it would be if it were moved.

    `start` is local where it is naive; 0 minutes and '' for the room leave them as they are.
    """
    length = minutes or round((row.ends_at - row.starts_at).total_seconds() / 60)
    return draft_of(
        connection,
        row.id,
        rules.span_of(start or row.starts_at, length, zone_of(connection)),
        [each.candidate_id for each in row.candidates],
        [each.staff_id for each in row.panel],
        room_id or row.room_id or "",
    )


@queries.offers("interview.conflicts", N_("Show what stands in the way of an interview"))
def conflicts(
    connection: Connection,
    interview_id: str,
    *,
    start: datetime | None = None,
    minutes: int = 0,
    room: str = "",
    now: datetime | None = None,
) -> Page[Conflict]:
    """Return what is in the way of an interview as it stands, or if it were moved.

    `start` is local where it is naive; 0 minutes and '' for `room` (an id) leave them as they are.
    """
    row, zone = interview(connection, interview_id), zone_of(connection)
    draft = wish_of(connection, row, start, minutes, room)
    day = day_of(connection, draft.span, rules.moment_of(now, zone))
    found = in_the_way(connection, draft, zone, day)
    return Page(found, len(found))


def objections(connection: Connection, interview_id: str) -> tuple[Message, ...]:
    """Return what speaks against an interview, though nothing forbids it, when it was last set."""
    changed = interview(connection, interview_id).changed_at
    found = conflicts(connection, interview_id, now=changed).rows
    return tuple(each.message for each in found if not each.blocks)


def day_of(connection: Connection, span: Span, now: datetime) -> Day:
    """Return what the organisation says of the local day on which `span` begins."""
    house = organisation(connection)
    hours = hours_of(house)
    return Day(hours, calendar_of(house).is_workday(hours.day_of(span.start)), now)


def seating(connection: Connection, room_id: str) -> Seating | None:
    """Return a live room as a place with seats; None for ''. Raises NotFound."""
    if not room_id:
        return None
    row = connection.execute(
        select(rooms).where(rooms.c.id == room_id, rooms.c.archived.is_(False))
    ).first()
    if row is None:
        raise NotFound(N_("There is no room {name}."), name=room_id)
    return Seating(Party(row.id, row.name), row.size, row.opens, row.closes)
