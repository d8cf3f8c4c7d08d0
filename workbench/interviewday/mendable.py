"""The day in force and what happened on it, as the planner wants them for mending.

Every interview in force is a round of its own there, so that those set by hand take part too. What
is in force and breaks a wish (hours, limits, order) is let be: mending moves only what it must.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy import Connection

from workbench.demand.queries import requisitions_by_id
from workbench.interviewday.dayfacts import DayFacts, read_facts, sitting
from workbench.interviewday.happenings import Happening, Kind
from workbench.interviewday.instance import (
    UNCOUNTED,
    around,
    hours_of,
    room_of,
    round_of,
    skill_of,
    skills_for,
)
from workbench.interviewday.tosit import ToSit, to_sit_of
from workbench.interviewday.wishes import DayWishes
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.interviews.rounds import RoundRow, rounds_by_id
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_
from workbench.planner.events import Events, Late
from workbench.planner.instance import (
    NEEDED,
    NONE,
    Candidate,
    Instance,
    Interviewer,
    Need,
    Room,
    Round,
    Rules,
)
from workbench.planner.plan import Interview
from workbench.planner.times import DAY, Span, Spans, common, merged, without

GRACE = 60  # minutes after closing time that are better than an interview without a place


@dataclass(frozen=True)
class Mendable:
    """A day to be mended.

    Attributes: `happening`; `now` in minutes; `rows`, the interviews that the planner moves or
    holds, by the id of its round there (which is the interview's); `fixed`, those that stand and
    only take people and rooms; `gone`, those that the happening itself ends; `added`, who comes
    new; `strict` and `wide`, the day as it should be and with all that helps before somebody is
    left without a place; `planned` and `events` for the planner.
    """

    facts: DayFacts
    happening: Happening
    now: int
    rows: Mapping[str, InterviewRow]
    fixed: tuple[InterviewRow, ...]
    gone: tuple[InterviewRow, ...]
    added: ToSit | None
    strict: Instance
    wide: Instance
    planned: tuple[Interview, ...]
    events: Events


def mendable(connection: Connection, day: date, happening: Happening, now: datetime) -> Mendable:
    """Return the day in force after something happened.

    Whom or what it is about may be called by a name that only one has on that day.

    Raises RuleBroken for a day that is past and a happening that cannot be, NotFound where nobody
    is meant.
    """
    facts = read_facts(connection, day)
    happening = _by_id(facts, happening)
    today = now.astimezone(facts.zone).date()
    if day < today:
        text = N_("{day} is past; only a day to come can be mended.")
        raise RuleBroken("day", text, day=day.isoformat())
    minute = facts.minute(now) if day == today else 0
    sorted_out = _Sorted(facts, happening, minute)
    added = _added(connection, facts, happening)
    builder = _Builder(connection, facts, happening, sorted_out, added, minute)
    return Mendable(
        facts,
        happening,
        minute,
        {row.id: row for row in sorted_out.rows},
        tuple(sorted_out.fixed),
        tuple(sorted_out.gone),
        added,
        builder.instance(wide=False),
        builder.instance(wide=True),
        builder.planned(),
        builder.events(),
    )


def _by_id(facts: DayFacts, happening: Happening) -> Happening:
    """Return the happening with the id of whoever is called by name. Raises NotFound for two."""
    found = {each for each, name in _named(facts, happening.kind) if name == happening.who}
    if len(found) > 1:
        text = N_("{n} on that day are called {name}; give the id.")
        raise NotFound(text, n=len(found), name=happening.who)
    return replace(happening, who=found.pop()) if found else happening


def _named(facts: DayFacts, kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield id and name of all that a happening of this kind may be about."""
    if kind is Kind.ROOM_LOST:
        yield from ((each.id, each.name) for each in facts.rooms)
    elif kind is Kind.AWAY:
        yield from ((each.id, each.name) for each in facts.staff.values())
    elif kind in (Kind.LATE, Kind.NO_SHOW):
        for row in facts.interviews:
            yield from ((each.candidate_id, each.name) for each in row.candidates)


class _Sorted:
    """The interviews of a day by what mending does with them.

    Attributes: `rows`, moved or held by the planner; `late`, of them the one that has not begun
    though its time has come; `fixed`; `gone`; `first`, the interview that a late candidate misses.
    """

    def __init__(self, facts: DayFacts, happening: Happening, now: int) -> None:
        self.rows: list[InterviewRow] = []
        self.fixed: list[InterviewRow] = []
        self.gone: list[InterviewRow] = []
        self.first: InterviewRow | None = None
        self._facts, self._now = facts, now
        self._check(happening)
        for row in facts.interviews:
            if happening.kind is Kind.NO_SHOW and self._awaits(row, happening.who):
                (self.gone if len(_coming(row)) == 1 else self.fixed).append(row)
                continue
            early = facts.standing[row.id].started and facts.span(row)[0] >= now
            (self.fixed if len(_coming(row)) != 1 or early else self.rows).append(row)
        if happening.kind is Kind.LATE:
            self.first = next(r for r in facts.interviews if self._awaits(r, happening.who))

    def _awaits(self, row: InterviewRow, candidate: str) -> bool:
        """Tell whether an interview still waits for a candidate."""
        standing = self._facts.standing[row.id]
        waiting = row.state == InterviewState.PLANNED and not standing.started
        return waiting and not standing.arrived and candidate in _coming(row)

    def _check(self, happening: Happening) -> None:
        """Raise NotFound where nobody on this day is meant."""
        facts = self._facts
        if happening.kind in (Kind.LATE, Kind.NO_SHOW):
            if not any(self._awaits(row, happening.who) for row in facts.interviews):
                text = N_("This candidate is not awaited for an interview on that day.")
                raise NotFound(text)
        elif happening.kind is Kind.OVERRUN:
            row = next((each for each in facts.interviews if each.id == happening.who), None)
            if row is None or row.state != InterviewState.PLANNED:
                text = N_("Only a planned interview of that day can run over.")
                raise NotFound(text)
        elif happening.kind is Kind.AWAY:
            if happening.who not in facts.staff:
                raise NotFound(N_("There is no interviewer {id}."), id=happening.who)
        elif happening.kind is Kind.ROOM_LOST and happening.who not in {r.id for r in facts.rooms}:
            raise NotFound(N_("There is no room {name}."), name=happening.who)

    def begun(self, row: InterviewRow) -> bool:
        """Tell whether an interview stands because its time has come."""
        waits = self.first is not None and row.id == self.first.id
        return self._facts.span(row)[0] < self._now and not waits


def _coming(row: InterviewRow) -> list[str]:
    return [each.candidate_id for each in row.candidates if not each.absent]


def _added(connection: Connection, facts: DayFacts, happening: Happening) -> ToSit | None:
    if happening.kind is not Kind.ADD:
        return None
    found = to_sit_of(connection, [happening.who]).get(happening.who)
    if found is None:
        text = N_("There is no running application {id} whose candidate can be invited.")
        raise NotFound(text, id=happening.who)
    kept = tuple(r for r in found.rounds if not happening.rounds or r.id in happening.rounds)
    if not kept:
        text = N_("{name} has no round to sit any more.")
        raise RuleBroken("event", text, name=found.name)
    return replace(found, rounds=kept)


@dataclass(frozen=True)
class _Seats:
    """Seats of a panel under one name: how many, and who could take them."""

    key: str
    count: int
    people: tuple[str, ...]


class _Builder:
    """Makes the planner's day of what was sorted."""

    def __init__(
        self,
        connection: Connection,
        facts: DayFacts,
        happening: Happening,
        sorted_out: _Sorted,
        added: ToSit | None,
        now: int,
    ) -> None:
        self._connection, self._facts, self._happening = connection, facts, happening
        self._sorted, self._added, self._now = sorted_out, added, now
        ids = {facts.standing[row.id].round_id for row in sorted_out.rows} - {""}
        self._rounds = rounds_by_id(connection, sorted(ids))
        posts = {row.requisition_id for row in sorted_out.rows}
        posts |= {added.requisition_id} if added else set()
        self._posts = requisitions_by_id(connection, sorted(posts))
        starts = [facts.span(row)[0] for row in sorted_out.rows]
        self._grid = 5 if all(start % 5 == 0 for start in starts) else 1

    # Interviews in force

    def span(self, row: InterviewRow) -> Span:
        """Return when an interview lies, longer if that is what happened."""
        start, end = self._facts.span(row)
        over = self._happening.kind is Kind.OVERRUN and self._happening.who == row.id
        return start, min(DAY, end + self._happening.minutes) if over else end

    def _awaited(self, row: InterviewRow) -> Span:
        """Return when an interview would begin at the earliest as things stand."""
        start, end = self.span(row)
        if start < self._now and not self._sorted.begun(row):
            later = -(-self._now // self._grid) * self._grid
            return later, later + end - start
        return start, end

    def planned(self) -> tuple[Interview, ...]:
        """Return the plan in force."""
        return tuple(
            Interview(
                start=self._awaited(row)[0],
                candidate=_coming(row)[0],
                round=row.id,
                end=self._awaited(row)[1],
                room=row.room_id,
                panel=sitting(row),
            )
            for row in self._sorted.rows
        )

    def events(self) -> Events:
        """Return what the planner has to know besides the day itself: who is late by how much."""
        first = self._sorted.first
        if first is None or first.id not in {row.id for row in self._sorted.rows}:
            return Events(self._now, ())
        expected = self._facts.span(first)[0] + self._happening.minutes
        late = max(0, expected - self._awaited(first)[0])
        return Events(self._now, (Late(self._happening.who, late),))

    # The day around them

    def instance(self, *, wide: bool) -> Instance:
        """Return the day; `wide` with alternates, over lunch and a little after closing time."""
        opening = self._opening(wide)
        seats = {row.id: self._seats(row, wide) for row in self._sorted.rows}
        rounds = [self._round(row, seats[row.id]) for row in self._sorted.rows]
        every = [each for own in seats.values() for each in own]
        for each in self._added.rounds if self._added else ():
            rounds.append(round_of(each))
            every += self._of_round(each, each.id, wide)
        return Instance(
            day=self._facts.day,
            timezone=self._facts.zone.key,
            grid=self._grid,
            opening=opening,
            rooms=tuple(self._room(room.id) for room in self._facts.rooms),
            interviewers=tuple(self._interviewers(every, opening, wide)),
            rounds=tuple(rounds),
            candidates=tuple(self._candidates(opening, wide)),
            rules=Rules(True, self._meets_once(), 0, None),
            weights=DayWishes().weights(),
        )

    def _opening(self, wide: bool) -> Spans:
        facts = self._facts
        hours = facts.opening(None if wide else DayWishes().lunch)
        if wide:
            closes = min(DAY, facts.house.closes + GRACE)
            hours = merged([*hours, (facts.house.opens, closes)])
        return merged([*hours, *(self._awaited(row) for row in self._sorted.rows)])

    def _meets_once(self) -> bool:
        met: set[tuple[str, str]] = set()
        for row in self._sorted.rows:
            pairs = {(_coming(row)[0], who) for who in sitting(row)}
            if pairs & met:
                return False
            met |= pairs
        return True

    def _seats(self, row: InterviewRow, wide: bool) -> tuple[_Seats, ...]:
        """Return the seats of an interview: those of its round, else one for each of its panel."""
        plan, panel = self._rounds.get(self._facts.standing[row.id].round_id), sitting(row)
        if plan is not None:
            own = self._of_round(plan, row.id, wide)
            every = [each.people for each in own for _ in range(each.count)]
            if len(every) == len(panel) and _can_sit(panel, every):
                return own
        others = self._of_post(row.requisition_id) if wide else ()
        return tuple(
            _Seats(f"{row.id}/{who}", 1, (who, *(each for each in others if each != who)))
            for who in panel
        )

    def _of_round(self, plan: RoundRow, name: str, wide: bool) -> tuple[_Seats, ...]:
        """Return the seats of a round of the interview plan, under a name of their own."""
        named = plan.staff_ids or self._of_post(plan.requisition_id)
        people = (*named, *(plan.alternates if wide else ()))
        known = [who for who in dict.fromkeys(people) if who in self._facts.staff]
        fits = {who: skills_for(self._facts, plan, who) for who in known}
        return tuple(
            _Seats(
                skill_of(name, need.skill),
                need.count,
                tuple(who for who in known if skill_of(plan.id, need.skill) in fits[who]),
            )
            for need in plan.panel
        )

    def _of_post(self, requisition_id: str) -> tuple[str, ...]:
        post = self._posts.get(requisition_id)
        named = [who for who in (post.interviewers if post else ()) if who in self._facts.staff]
        return tuple(named or self._facts.staff)

    def _round(self, row: InterviewRow, seats: Sequence[_Seats]) -> Round:
        plan = self._rounds.get(self._facts.standing[row.id].round_id)
        room = next((each for each in self._facts.rooms if each.id == row.room_id), None)
        start, end = self.span(row)
        wanted = frozenset(plan.needs) if plan is not None else frozenset()
        has = frozenset(room.features) if room is not None else frozenset()
        chairs = plan.seats if plan is not None and plan.seats else len(sitting(row)) + 1
        most = UNCOUNTED if room is None or room.size is None else room.size
        return Round(
            id=row.id,
            name=row.round,
            minutes=end - start,
            panel=tuple(Need(each.key, each.count) for each in seats),
            room=NEEDED if row.room_id else NONE,
            seats=min(chairs, most),
            needs=wanted if wanted <= has else frozenset(),
        )

    def _room(self, room_id: str) -> Room:
        """Return a room; shut hours in which somebody meets there are let be."""
        facts, happening = self._facts, self._happening
        row = next(each for each in facts.rooms if each.id == room_id)
        found = room_of(facts, replace(row, opens=None, closes=None), self._sorted.fixed)
        shut = ((0, row.opens or 0), (DAY if row.closes is None else row.closes, DAY))
        met = [self._awaited(each) for each in self._sorted.rows if each.room_id == room_id]
        busy = [*found.busy, *without(tuple(s for s in shut if s[0] < s[1]), met)]
        if happening.kind is Kind.ROOM_LOST and happening.who == room_id:
            busy.append((max(happening.start, self._now), happening.end))
        return replace(found, busy=merged(span for span in busy if span[0] < span[1]))

    def _interviewers(
        self, seats: Iterable[_Seats], opening: Spans, wide: bool
    ) -> Iterable[Interviewer]:
        skills: dict[str, set[str]] = {}
        for each in seats:
            for who in each.people:
                skills.setdefault(who, set()).add(each.key)
        for who, own in skills.items():
            yield self._interviewer(who, own, opening, wide)

    def _interviewer(self, who: str, skills: set[str], opening: Spans, wide: bool) -> Interviewer:
        facts, happening = self._facts, self._happening
        own = [row for row in self._sorted.rows if who in sitting(row)]
        held = [row for row in self._sorted.fixed if any(e.staff_id == who for e in row.panel)]
        spans = sorted([*map(self._awaited, own), *map(self.span, held)])
        gaps = [max(0, after[0] - before[1]) for before, after in pairwise(spans)]
        buffer = min([facts.buffer(who), *gaps])
        busy = [*facts.busy.get(who, ()), *(around(self.span(row), buffer) for row in held)]
        if happening.kind is Kind.AWAY and happening.who == who:
            busy.append((max(happening.start, self._now), happening.end))
        left = facts.left(who, held)
        hours = facts.hours(who, opening)
        if wide and (who not in facts.terms or not facts.terms[who].hours):
            hours = opening
        return Interviewer(
            id=who,
            name=self._name(who),
            skills=frozenset(skills),
            hours=merged([*hours, *map(self._awaited, own)]),
            busy=merged(span for span in busy if span[0] < span[1]),
            max_interviews=None if left is None else max(left, len(own)),
            buffer=buffer,
        )

    def _name(self, who: str) -> str:
        if who in self._facts.staff:
            return self._facts.staff[who].name
        panels = (each for row in self._facts.interviews for each in row.panel)
        return next((each.name for each in panels if each.staff_id == who), "")

    def _candidates(self, opening: Spans, wide: bool) -> Iterable[Candidate]:
        people: dict[str, tuple[str, list[str]]] = {}
        for row in sorted(self._sorted.rows, key=self._awaited):
            who = _coming(row)[0]
            name = next(each.name for each in row.candidates if each.candidate_id == who)
            people.setdefault(who, (name, []))[1].append(row.id)
        if self._added is not None:
            person = people.setdefault(self._added.candidate_id, (self._added.name, []))
            person[1].extend(each.id for each in self._added.rounds)
        for who, (name, rounds) in people.items():
            yield Candidate(who, name, self._hours(who, opening, wide), tuple(rounds))

    def _hours(self, candidate_id: str, opening: Spans, wide: bool) -> Spans:
        """Return when a candidate can come: what is in force shows that they can come then."""
        own = [self._awaited(r) for r in self._sorted.rows if candidate_id in _coming(r)]
        said = opening if wide else hours_of(self._connection, self._facts, candidate_id, opening)
        held = [self.span(row) for row in self._sorted.fixed if candidate_id in _coming(row)]
        return without(merged([*common(opening, said), *own]), held)


def _can_sit(panel: Sequence[str], seats: Sequence[Sequence[str]]) -> bool:
    """Tell whether each of a panel can have a seat of their own (by augmenting paths)."""
    taken: dict[int, str] = {}

    def seat(who: str, tried: set[int]) -> bool:
        for n, people in enumerate(seats):
            if who in people and n not in tried:
                tried.add(n)
                if n not in taken or seat(taken[n], tried):
                    taken[n] = who
                    return True
        return False

    return all(seat(who, set()) for who in panel)
