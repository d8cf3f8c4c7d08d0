"""What is to be solved: the interviews that are still free, each with where it may lie.

All that stands still (started interviews, and in a search those that are not moved just now) is cut
out of the starts that are left, so that a solver only has to keep free interviews apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from workbench.planner.instance import NEEDED, Candidate, Instance, Interviewer, Round
from workbench.planner.plan import Interview, Key
from workbench.planner.times import DAY, Span, Spans, common, without

Ranges = tuple[Span, ...]  # of starts in units of the grid, both ends included


@dataclass(frozen=True)
class Free:
    """An interview that is to be placed.

    Attributes: `minutes`; `required`, else it may be left out; `earliest` start in minutes.
    """

    candidate: str
    round: str
    minutes: int
    required: bool = True
    earliest: int = 0

    @property
    def key(self) -> Key:
        """The candidate and the round."""
        return self.candidate, self.round


@dataclass(frozen=True)
class Task:
    """A free interview with all starts that are left for it.

    Attributes: `starts`; `people` and `rooms`, the starts that each of them leaves; `needs`, how
    many of which people; `index`, its place among the rounds of its candidate.
    """

    free: Free
    index: int
    starts: Ranges
    people: Mapping[str, Ranges]
    needs: tuple[tuple[tuple[str, ...], int], ...]
    rooms: Mapping[str, Ranges] | None

    @property
    def key(self) -> Key:
        """The candidate and the round."""
        return self.free.key


@dataclass(frozen=True)
class Problem:
    """A day with what is free and what stands still.

    Attributes: `fixed`, no rule is asked between two of them; `patient`, candidates for whom no
    longest wait is kept.
    """

    instance: Instance
    free: tuple[Free, ...]
    fixed: tuple[Interview, ...] = ()
    patient: frozenset[str] = frozenset()
    tasks: tuple[Task, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tasks", tuple(_Cutter(self).tasks()))

    def freezing(self, stand: Iterable[Interview]) -> Problem:
        """Return the problem in which these interviews stand still too."""
        more = {each.key: each for each in stand}
        left = tuple(each for each in self.free if each.key not in more)
        return replace(self, free=left, fixed=(*self.fixed, *more.values()))

    def requiring(self) -> Problem:
        """Return the problem in which nothing may be left out."""
        return replace(self, free=tuple(replace(each, required=True) for each in self.free))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The rounds that anybody sits for certain."""
        asked = [each.round for each in self.free if each.required]
        return frozenset(asked + [each.round for each in self.fixed])

    def items(self, candidate: str) -> list[Task | Interview]:
        """Return what a candidate sits, free or not, in the order of the rounds."""
        rounds = self.instance.candidate[candidate].rounds
        found: list[Task | Interview] = [t for t in self.tasks if t.free.candidate == candidate]
        found += [each for each in self.fixed if each.candidate == candidate]
        return sorted(found, key=lambda each: rounds.index(each.key[1]))


def whole_day(instance: Instance, *, required: bool = True) -> Problem:
    """Return the problem of a day on which nothing has begun."""
    free = tuple(
        Free(candidate.id, name, instance.round[name].minutes, required)
        for candidate in instance.candidates
        for name in candidate.rounds
    )
    return Problem(instance, free)


def fitting(instance: Instance, round_: Round) -> tuple[str, ...] | None:
    """Return the rooms that have what a round needs, None for a call."""
    if round_.room != NEEDED:
        return None
    return tuple(
        room.id
        for room in instance.rooms
        if room.seats >= round_.chairs and round_.needs <= room.features
    )


def needs(instance: Instance, round_: Round) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return for each skill of a panel who has it and how many are needed."""
    counts: dict[str | None, int] = {}
    for need in round_.panel:
        counts[need.skill] = counts.get(need.skill, 0) + need.count
    return tuple(
        (tuple(p.id for p in instance.interviewers if skill is None or skill in p.skills), count)
        for skill, count in counts.items()
    )


class _Cutter:
    """Finds the starts that are left."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._day = problem.instance
        self._held: dict[tuple[str, str], list[Interview]] = {}
        for each in problem.fixed:
            self._hold("candidate", each.candidate, each)
            for member in each.panel:
                self._hold("person", member, each)
            if each.room is not None:
                self._hold("room", each.room, each)
        self._cache: dict[tuple[str, str], Spans] = {}

    def _hold(self, kind: str, name: str, interview: Interview) -> None:
        self._held.setdefault((kind, name), []).append(interview)

    def tasks(self) -> Iterable[Task]:
        for free in self._problem.free:
            yield self._task(free)

    def _task(self, free: Free) -> Task:
        day, round_ = self._day, self._day.round[free.round]
        candidate = day.candidate[free.candidate]
        starts = self._starts(self._open(candidate, free), free.minutes)
        met = self._met(candidate)
        people = {
            name: cut
            for name in {each for group, _ in needs(day, round_) for each in group} - met
            if (cut := _both(starts, self._starts(self._person(name), free.minutes)))
        }
        rooms = fitting(day, round_)
        return Task(
            free=free,
            index=candidate.rounds.index(free.round),
            starts=starts,
            people={p.id: people[p.id] for p in day.interviewers if p.id in people},
            needs=tuple(
                (tuple(each for each in group if each in people), count)
                for group, count in needs(day, round_)
            ),
            rooms=None
            if rooms is None
            else {
                name: cut
                for name in rooms
                if (cut := _both(starts, self._starts(self._room(name), free.minutes)))
            },
        )

    def _open(self, candidate: Candidate, free: Free) -> Spans:
        rules, held = self._day.rules, self._held.get(("candidate", candidate.id), ())
        gap = rules.candidate_gap
        left = common(self._day.opening, candidate.hours)
        taken = [(each.start - gap, each.end + gap) for each in held]
        if free.earliest:
            taken.append((0, free.earliest))
        if rules.keep_round_order:
            index = candidate.rounds.index(free.round)
            for each in held:
                after = candidate.rounds.index(each.round) < index
                taken.append((0, each.end + gap) if after else (each.start - gap, DAY))
        return without(left, taken)

    def _met(self, candidate: Candidate) -> set[str]:
        """Return who may not meet this candidate any more."""
        held = self._held.get(("candidate", candidate.id), ())
        once = self._day.rules.no_repeat_interviewer
        return {name for each in held for name in each.panel} if once else set()

    def _person(self, name: str) -> Spans:
        def find() -> Spans:
            person = self._day.interviewer[name]
            held = self._held.get(("person", name), ())
            if _full(person, held):
                return ()
            near = [(each.start - person.buffer, each.end + person.buffer) for each in held]
            return without(common(self._day.opening, person.hours), [*person.busy, *near])

        return self._kept("person", name, find)

    def _room(self, name: str) -> Spans:
        def find() -> Spans:
            held = self._held.get(("room", name), ())
            taken = [(each.start, each.end) for each in held]
            return without(self._day.opening, [*self._day.room[name].busy, *taken])

        return self._kept("room", name, find)

    def _kept(self, kind: str, name: str, find: Callable[[], Spans]) -> Spans:
        if (kind, name) not in self._cache:
            self._cache[kind, name] = find()
        return self._cache[kind, name]

    def _starts(self, spans: Spans, minutes: int) -> Ranges:
        grid = self._day.grid
        found = ((-(-start // grid), (end - minutes) // grid) for start, end in spans)
        return tuple((low, high) for low, high in found if low <= high)


def _full(person: Interviewer, held: Sequence[Interview]) -> bool:
    return person.max_interviews is not None and len(held) >= person.max_interviews


def _both(one: Ranges, other: Ranges) -> Ranges:
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((low, high) for low, high in pairs if low <= high)
