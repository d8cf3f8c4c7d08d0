"""Who and which room could stand in for another in an interview, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.demand.queries import requisitions_by_id
from workbench.interviews.availability import RoomRow, list_rooms
from workbench.interviews.rounds import RoundRow, list_rounds, rounds_by_id
from workbench.interviews.rules import Draft
from workbench.people.queries import StaffRow, list_staff


@dataclass(frozen=True)
class Leeway:
    """Who and what else there is.

    Attributes: `people`, who interview; `rooms`; `named`, ids of those who are meant for the
    interview, those first who are asked first; `round`, of the interview plan, where it is known;
    `listening`, ids of those on the panel who only listen.
    """

    people: tuple[StaffRow, ...] = ()
    rooms: tuple[RoomRow, ...] = ()
    named: tuple[str, ...] = ()
    round: RoundRow | None = None
    listening: frozenset[str] = frozenset()

    @property
    def needs(self) -> frozenset[str]:
        """The skills that the round asks for, folded."""
        asked = self.round.panel if self.round is not None else ()
        return folded(need.skill for need in asked if need.skill is not None)


def read_leeway(
    connection: Connection, requisition: str, round: RoundRow | None, listening: Iterable[str] = ()
) -> Leeway:
    """Return who and what else there is for an interview; `requisition` is '' where unknown."""
    named: Sequence[str] = round.staff_ids if round is not None else ()
    if not named and requisition:
        post = requisitions_by_id(connection, [requisition]).get(requisition)
        named = post.interviewers if post is not None else ()
    alternates = round.alternates if round is not None else ()
    return Leeway(
        tuple(row for row in list_staff(connection).rows if row.interviewer),
        list_rooms(connection).rows,
        tuple(dict.fromkeys((*named, *alternates))),
        round,
        frozenset(listening),
    )


def round_meant(
    connection: Connection, requisition: str, round_id: str, name: str
) -> RoundRow | None:
    """Return the round of the interview plan that an interview holds; by its name without an id."""
    if round_id:
        return rounds_by_id(connection, [round_id]).get(round_id)
    return round_called(list_rounds(connection, requisition).rows, name) if requisition else None


def round_called(plan: Iterable[RoundRow], name: str) -> RoundRow | None:
    """Return the round of a plan that is called so."""
    wanted = name.strip().casefold()
    return next((each for each in plan if each.name.strip().casefold() == wanted), None)


class Ranking:
    """Whom to ask instead of somebody: who is named, then who knows the same, then the others.

    Whoever lacks a skill that the round needs of the one in question comes after all who have it;
    among equals, who has the fewest interviews that day comes first.
    """

    def __init__(self, leeway: Leeway, who: str, drafts: Iterable[Draft]) -> None:
        self._named = {each: place for place, each in enumerate(leeway.named)}
        self._rows = {each.id: place for place, each in enumerate(leeway.people)}
        self._skills = {each.id: folded(each.skills) for each in leeway.people}
        self._own = self._skills.get(who, frozenset())
        self._needed = leeway.needs & self._own
        self._load: dict[str, int] = {}
        for draft in drafts:
            for party in draft.panel:
                self._load[party.id] = self._load.get(party.id, 0) + 1

    def of(self, each: StaffRow) -> tuple[int, ...]:
        """Return where somebody stands, the nearest first."""
        named, shared = self._named.get(each.id), len(self._skills[each.id] & self._own)
        lacking = len(self._needed - self._skills[each.id])
        circle = 0 if named is not None else 1 if shared else 2
        order = -shared if named is None else named
        return lacking, circle, order, self._load.get(each.id, 0), self._rows[each.id]


def fitting_rooms(leeway: Leeway, present: str, people: int) -> list[RoomRow]:
    """Return the rooms that could stand in for the `present` one, whatever the time.

    They seat all who come and have what the round asks for, without a round what the present one
    has. First come those on its site, the smallest before the others; one that nobody counted is
    taken for large.
    """
    before = next((each for each in leeway.rooms if each.id == present), None)
    site = before.site if before is not None else ""
    wanted: Iterable[str] = before.features if before is not None else ()
    seats = people
    if leeway.round is not None:
        wanted, seats = leeway.round.needs, max(people, leeway.round.seats or 0)
    needs = folded(wanted)
    found = [
        each
        for each in leeway.rooms
        if each.id != present
        and (each.size is None or each.size >= seats)
        and needs <= folded(each.features)
    ]
    return sorted(found, key=lambda one: (one.site != site, one.size is None, one.size or 0))


def folded(words: Iterable[str]) -> frozenset[str]:
    """Return words as they are compared."""
    return frozenset(word.strip().casefold() for word in words)
