"""All that can stand in the way on one day, read once, so that a wish is judged without asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.interviews import rules
from workbench.interviews.availability import busy_of, day_of, drafts_during, room_busy
from workbench.interviews.day_models import InterviewerTerms
from workbench.interviews.models import Room
from workbench.interviews.rules import Busy, Conflict, Day, Draft, Party, Seating, Span
from workbench.organisation.queries import zone_of
from workbench.people.models import Staff

rooms = Room.__table__
staff = Staff.__table__
terms = InterviewerTerms.__table__


@dataclass(frozen=True)
class DayFacts:
    """One local day as the rules see it.

    Attributes: `drafts`, the interviews that take place; `busy`, of colleagues and rooms; `rooms`
    and `colleagues`, live ones by id; `most`, how many interviews a day colleagues hold at most,
    for those who said so; `day`, what the organisation says of it.
    """

    zone: ZoneInfo
    drafts: tuple[Draft, ...]
    busy: tuple[Busy, ...]
    rooms: Mapping[str, Seating]
    colleagues: Mapping[str, Party]
    most: Mapping[str, int]
    day: Day

    def draft(self, interview_id: str) -> Draft | None:
        """Return an interview that takes place on the day."""
        return next((each for each in self.drafts if each.id == interview_id), None)

    def conflicts(self, draft: Draft, *, with_hours: bool = True) -> tuple[Conflict, ...]:
        """Return what stands in the way of a wish, what makes it impossible first."""
        day = self.day if with_hours else None
        return rules.find_conflicts(draft, self.drafts, self.busy, self.zone, day)


def read_facts(connection: Connection, day: date, now: datetime) -> DayFacts:
    """Return everything about one local day that a time may clash with."""
    zone = zone_of(connection)
    span = rules.day_span(day, zone)
    wide = Span(span.start, span.end + timedelta(minutes=rules.LONGEST))
    places = {
        row.id: Seating(Party(row.id, row.name), row.size)
        for row in connection.execute(select(rooms).where(rooms.c.archived.is_(False)))
    }
    colleagues = {
        row.id: Party(row.id, row.name)
        for row in connection.execute(select(staff).where(staff.c.archived.is_(False)))
    }
    busy = [*busy_of(connection, list(colleagues), wide)]
    for place in places.values():
        busy += room_busy(connection, place.room, wide)
    limits = select(terms.c.staff_id, terms.c.most_a_day).where(terms.c.archived.is_(False))
    most = {row.staff_id: row.most_a_day for row in connection.execute(limits) if row.most_a_day}
    drafts = drafts_during(connection, wide)
    return DayFacts(
        zone, drafts, tuple(busy), places, colleagues, most, day_of(connection, span, now)
    )


def moved(
    facts: DayFacts,
    draft: Draft,
    start: datetime,
    *,
    panel: tuple[str, ...] | None = None,
    room: str | None = None,
) -> Draft:
    """Return an interview at another time, with another panel or room ('' for none)."""
    place = draft.place if room is None else facts.rooms.get(room)
    people = draft.panel
    if panel is not None:
        there = {each.id: each for each in draft.panel} | dict(facts.colleagues)
        people = tuple(there[each] for each in panel if each in there)
    if place is not None:  # the drafts of others do not know how many a room seats
        place = facts.rooms.get(place.room.id, place)
    span = Span(start, start + (draft.span.end - draft.span.start))
    return replace(draft, span=span, panel=people, place=place)
