"""All that can stand in the way on one day, read once, so that a wish is judged without asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.interviews import rules
from workbench.interviews.availability import (
    busy_of,
    day_of,
    drafts_during,
    outside_opening,
    room_busy,
)
from workbench.interviews.models import Room
from workbench.interviews.possible import PossibleHours, hours_said, outside, times_accepted
from workbench.interviews.rules import Busy, Conflict, Day, Draft, Party, Seating, Span
from workbench.interviews.terms import Held, TermsRow, beyond, held_by, terms_of, week_of
from workbench.organisation.queries import zone_of
from workbench.people.models import Staff

rooms = Room.__table__
staff = Staff.__table__


@dataclass(frozen=True)
class DayFacts:
    """One local day as the rules see it.

    Attributes: `on`, which day; `drafts`, the interviews that take place; `busy`, of colleagues and
    rooms; `rooms` and `colleagues`, live ones by id; `terms`, of colleagues who have any; `held`,
    when these interview in that week; `possible` and `accepted`, when candidates said that they
    can come and which times they took; `day`, what the organisation says of it.
    """

    on: date
    zone: ZoneInfo
    drafts: tuple[Draft, ...]
    busy: tuple[Busy, ...]
    rooms: Mapping[str, Seating]
    colleagues: Mapping[str, Party]
    terms: Mapping[str, TermsRow]
    held: Mapping[str, Sequence[Held]]
    possible: Mapping[str, PossibleHours]
    accepted: Mapping[str, Sequence[Span]]
    day: Day

    def draft(self, interview_id: str) -> Draft | None:
        """Return an interview that takes place on the day."""
        return next((each for each in self.drafts if each.id == interview_id), None)

    def conflicts(self, draft: Draft, *, with_hours: bool = True) -> tuple[Conflict, ...]:
        """Return what stands in the way of a wish, what makes it impossible first.

        It is what `availability.in_the_way` says of a wish for this day.
        """
        day = self.day if with_hours else None
        found = rules.find_conflicts(draft, self.drafts, self.busy, self.zone, day)
        if day is None:
            return found
        return (
            *found,
            *outside(draft, self.possible, self.accepted, self.zone),
            *beyond(draft, self.terms, self.held, self.zone),
            *outside_opening(draft, self.zone),
        )

    def during(self, span: Span) -> DayFacts:
        """Return only what lies within a time."""
        return replace(
            self,
            drafts=tuple(each for each in self.drafts if each.span.overlaps(span)),
            busy=tuple(each for each in self.busy if each.span.overlaps(span)),
        )

    def about(self, draft: Draft) -> DayFacts:
        """Return only what may clash with the people and the room of a wish, at whatever time."""
        place = draft.place.room.id if draft.place else ""
        panel = {each.id for each in draft.panel}
        guests = {each.id for each in draft.candidates}

        def meets(other: Draft) -> bool:
            shared = any(each.id in panel for each in other.panel) or any(
                each.id in guests for each in other.candidates
            )
            return shared or bool(place and other.place and other.place.room.id == place)

        return replace(
            self,
            drafts=tuple(each for each in self.drafts if meets(each)),
            busy=tuple(each for each in self.busy if each.party.id in panel | {place}),
        )


def read_facts(
    connection: Connection, day: date, now: datetime, guests: Sequence[str] = ()
) -> DayFacts:
    """Return everything about one local day that a time may clash with.

    `guests` are candidates that count besides those who are interviewed that day.
    """
    zone = zone_of(connection)
    span = rules.day_span(day, zone)
    here = select(rooms.c.id, rooms.c.name, rooms.c.size, rooms.c.opens, rooms.c.closes)
    places = {
        row.id: Seating(Party(row.id, row.name), row.size, row.opens, row.closes)
        for row in connection.execute(here.where(rooms.c.archived.is_(False)))
    }
    people = select(staff.c.id, staff.c.name).where(staff.c.archived.is_(False))
    colleagues = {row.id: Party(row.id, row.name) for row in connection.execute(people)}
    said = terms_of(connection, list(colleagues), in_words=False)
    terms = {each: own for each, own in said.items() if own != TermsRow(each)}
    drafts, busy = _taken(connection, span, list(colleagues))
    coming = {each.id for one in drafts for each in one.candidates} | set(guests)
    possible = hours_said(connection, sorted(coming))
    return DayFacts(
        day,
        zone,
        drafts,
        busy,
        places,
        colleagues,
        terms,
        held_by(connection, sorted(terms), span.start, zone) if terms else {},
        possible,
        times_accepted(connection, list(possible)) if possible else {},
        day_of(connection, span, now),
    )


def facts_on(connection: Connection, day: date, known: DayFacts) -> DayFacts:
    """Return the facts of another day for the same people: of their hours nothing is read anew."""
    span = rules.day_span(day, known.zone)
    drafts, busy = _taken(connection, span, list(known.colleagues))
    held = known.held
    before = rules.day_span(known.on, known.zone).start
    if week_of(before, known.zone) != week_of(span.start, known.zone) and known.terms:
        held = held_by(connection, sorted(known.terms), span.start, known.zone)
    that_day = day_of(connection, span, known.day.now)
    return replace(known, on=day, drafts=drafts, busy=busy, held=held, day=that_day)


def _taken(
    connection: Connection, span: Span, colleagues: Sequence[str]
) -> tuple[tuple[Draft, ...], tuple[Busy, ...]]:
    """Return the interviews of a day and when colleagues and rooms are not to be had."""
    wide = Span(span.start, span.end + timedelta(minutes=rules.LONGEST))
    busy = (*busy_of(connection, colleagues, wide), *room_busy(connection, wide))
    return drafts_during(connection, wide), busy


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
