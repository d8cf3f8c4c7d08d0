"""What stands fixed about one local day: who works when, which rooms there are, what is planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from workbench.interviews import queries as interview_queries
from workbench.interviews import rules
from workbench.interviews.availability import RoomRow, list_busy, list_room_busy, list_rooms
from workbench.interviews.day_models import InterviewRound
from workbench.interviews.hours import WEEK
from workbench.interviews.models import (
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
)
from workbench.interviews.queries import InterviewRow
from workbench.interviews.terms import TermsRow, terms_of
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.organisation.times import calendar_of
from workbench.people.queries import StaffRow, list_staff
from workbench.planner.times import DAY, Span, Spans, merged, shifts, without

interviews = Interview.__table__
attending = InterviewCandidate.__table__
panelists = InterviewPanelist.__table__
rounds = InterviewRound.__table__

TAKING_PLACE = (InterviewState.PLANNED.value, InterviewState.HELD.value)


@dataclass(frozen=True)
class Standing:
    """What of an interview only the day itself tells.

    Attributes: `round_id`, '' where it was set by hand, and `position`, that of its round;
    `started`, whether it was begun; `arrived`, whether anybody has come to it.
    """

    round_id: str = ""
    position: int | None = None
    started: bool = False
    arrived: bool = False


@dataclass(frozen=True)
class DayFacts:
    """One local day as it stands in the vault; spans are minutes from midnight.

    Attributes: `interviews`, those that take place, by time; `standing`, by their id; `week`, how
    many interviews each colleague has on the other days of that week; `staff`, who interviews;
    `terms`, `busy` and `room_busy` by the id of whom they are of.
    """

    day: date
    zone: ZoneInfo
    house: OrganisationRow
    is_worked: bool
    interviews: tuple[InterviewRow, ...]
    standing: Mapping[str, Standing]
    week: Mapping[str, int]
    staff: Mapping[str, StaffRow]
    terms: Mapping[str, TermsRow]
    rooms: tuple[RoomRow, ...]
    busy: Mapping[str, Spans]
    room_busy: Mapping[str, Spans]

    def minute(self, at: datetime) -> int:
        """Return a moment in minutes of this day, 0 before it and 1440 after it."""
        return minute_of(at, self.day, self.zone)

    def span(self, row: InterviewRow) -> Span:
        """Return when an interview lies."""
        return self.minute(row.starts_at), self.minute(row.ends_at)

    def opening(self, lunch: Span | None) -> Spans:
        """Return the office's hours without a break."""
        hours: Spans = ((self.house.opens, self.house.closes),)
        return hours if lunch is None else without(hours, [lunch])

    def hours(self, staff_id: str, opening: Spans) -> Spans:
        """Return when a colleague works: own hours where they were said, else the opening."""
        terms = self.terms.get(staff_id)
        if terms is None or not terms.hours:
            return opening
        today = WEEK[self.day.weekday()]
        return merged((each.opens, each.closes) for each in terms.hours if each.weekday is today)

    def left(self, staff_id: str, others: Iterable[InterviewRow]) -> int | None:
        """Return how many interviews a colleague may have besides the `others` of this day."""
        terms = self.terms.get(staff_id)
        if terms is None:
            return None
        today = sum(staff_id in sitting(row) for row in others)
        limits = []
        if terms.most_a_day is not None:
            limits.append(terms.most_a_day - today)
        if terms.most_a_week is not None:
            limits.append(terms.most_a_week - self.week.get(staff_id, 0) - today)
        return max(0, min(limits)) if limits else None

    def buffer(self, staff_id: str) -> int:
        """Return the least minutes between two interviews of a colleague."""
        terms = self.terms.get(staff_id)
        return terms.buffer if terms is not None else 0


def minute_of(at: datetime, day: date, zone: ZoneInfo) -> int:
    """Return a moment in minutes of a local day, 0 before it and 1440 after it."""
    local = at.astimezone(zone)
    if local.date() != day:
        return 0 if local.date() < day else DAY
    return local.hour * 60 + local.minute


def at_minute(day: date, minute: int) -> datetime:
    """Return a minute of a local day as a naive local moment."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def sitting(row: InterviewRow) -> tuple[str, ...]:
    """Return the ids of those who interview, without those who only listen."""
    return tuple(each.staff_id for each in row.panel if not each.shadow)


def read_facts(connection: Connection, day: date) -> DayFacts:
    """Return what stands about a day. Raises RuleBroken where the clocks are changed then."""
    house = organisation(connection)
    zone = ZoneInfo(house.timezone)
    if shifts(day, zone, ((house.opens, house.closes),)):
        text = N_("The clocks are changed on {day}: plan it by hand.")
        raise RuleBroken("day", text, day=day.isoformat())
    staff = {row.id: row for row in list_staff(connection).rows if row.interviewer}
    rows = interview_queries.day(connection, day).rows
    taking = tuple(row for row in rows if row.state in TAKING_PLACE)
    busy = ((each.staff_id, each) for each in list_busy(connection, day).rows)
    shut = ((each.room_id, each) for each in list_room_busy(connection, day).rows)
    return DayFacts(
        day,
        zone,
        house,
        calendar_of(house).is_workday(day),
        taking,
        _standing(connection, [row.id for row in taking]),
        _week(connection, day, zone),
        staff,
        terms_of(connection, sorted(staff)),
        list_rooms(connection).rows,
        _spans(busy, day, zone),
        _spans(shut, day, zone),
    )


def _spans(rows: Iterable[tuple[str, Any]], day: date, zone: ZoneInfo) -> dict[str, Spans]:
    """Return the times of rows by whom they are of."""
    found: dict[str, list[Span]] = {}
    for whose, row in rows:
        span = minute_of(row.starts_at, day, zone), minute_of(row.ends_at, day, zone)
        found.setdefault(whose, []).append(span)
    return {whose: merged(spans) for whose, spans in found.items()}


def _standing(connection: Connection, ids: Sequence[str]) -> dict[str, Standing]:
    come = select(attending.c.interview_id).where(
        attending.c.interview_id.in_(ids),
        attending.c.archived.is_(False),
        attending.c.arrived_at.is_not(None),
    )
    arrived = set(connection.execute(come).scalars())
    query = (
        select(
            interviews.c.id,
            interviews.c.round_id,
            interviews.c.started_at,
            interviews.c.state,
            rounds.c.position,
        )
        .join(rounds, rounds.c.id == interviews.c.round_id, isouter=True)
        .where(interviews.c.id.in_(ids))
    )
    return {
        row.id: Standing(
            row.round_id or "",
            row.position,
            row.started_at is not None or row.state == InterviewState.HELD.value,
            row.id in arrived,
        )
        for row in connection.execute(query)
    }


def _week(connection: Connection, day: date, zone: ZoneInfo) -> dict[str, int]:
    """Return how many interviews each colleague has from Monday to Sunday, but on `day`."""
    monday = day - timedelta(days=day.weekday())
    begin = rules.day_span(monday, zone).start
    end = rules.day_span(monday + timedelta(days=6), zone).end
    today = rules.day_span(day, zone)
    query = (
        select(panelists.c.staff_id, func.count().label("n"))
        .join(interviews, interviews.c.id == panelists.c.interview_id)
        .where(panelists.c.archived.is_(False), panelists.c.shadow.is_(False))
        .where(interviews.c.archived.is_(False), interviews.c.state.in_(TAKING_PLACE))
        .where(interviews.c.starts_at >= begin, interviews.c.starts_at < end)
        .where((interviews.c.starts_at < today.start) | (interviews.c.starts_at >= today.end))
        .group_by(panelists.c.staff_id)
    )
    return {row.staff_id: row.n for row in connection.execute(query)}


def moment_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return a minute of a local day as a moment in UTC."""
    return at_minute(day, minute).replace(tzinfo=zone).astimezone(UTC)
