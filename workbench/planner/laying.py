"""A whole plan as it is changed candidate by candidate, with what each change weighs.

For every interviewer and length of interview there is one row of numbers: what it would weigh to
begin at each start of the grid, infinite where it cannot be. A row is made anew only when the
interviewer's day has changed.
"""

from __future__ import annotations

import random
from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, permutations
from typing import Any

import numpy as np

from workbench.planner.measuring import TENTH, sharing
from workbench.planner.plan import Interview
from workbench.planner.problem import Problem, Ranges, Task
from workbench.planner.times import DAY, Spans

Row = np.ndarray  # of floats, one for each start of the grid
NEVER = np.inf
FAR = 10 * DAY
ORDERS = 6  # of a candidate's rounds that are tried where any order goes
TRIES = 3  # for panels in which nobody meets the candidate twice
NOISE = 25.0  # in units of the objective, now and then, so that not always the same is found
NOISY = 0.6
KEPT = 4096  # days of people and rooms whose rows are remembered


class Laying:
    """Who sits where and when, and what it weighs.

    Attributes: `names`, the candidates with interviews.
    """

    def __init__(
        self, problem: Problem, interviews: Sequence[Interview], dice: random.Random
    ) -> None:
        day = problem.instance
        self._day, self._dice, self._patient = day, dice, problem.patient
        self._noise = np.random.default_rng(dice.randrange(1 << 30))
        self._grid = day.grid
        self._first = day.opening[0][0] // day.grid
        self._starts = np.arange(self._first * day.grid, day.opening[-1][1], day.grid)
        self._open = _opened(day.opening)
        self._people = [p.id for p in day.interviewers]
        self._who = {name: n for n, name in enumerate(self._people)}
        self._rooms = [r.id for r in day.rooms]
        self._where = {name: n for n, name in enumerate(self._rooms)}
        self._tasks: dict[str, list[_Placeable]] = {}
        for task in problem.tasks:
            made = _Placeable(task, self._who, self._where, self._first, len(self._starts))
            self._tasks.setdefault(task.free.candidate, []).append(made)
        self.names = list(self._tasks)
        self._orders = {name: self._orders_of(own) for name, own in self._tasks.items()}
        self._lengths = sorted({task.free.minutes for task in problem.tasks})
        self._after = np.minimum(self._starts + np.array(self._lengths)[:, None], DAY)
        self._open_start, self._open_after = self._open[self._starts], self._open[self._after]
        self._shared = [
            self._who[name] for name in sharing(day, {t.free.round for t in problem.tasks})
        ]
        self._held: list[list[Interview]] = [[] for _ in self._people]
        self._taken: list[list[Interview]] = [[] for _ in self._rooms]
        self._gaps = [0] * len(self._people)
        count = len(self._starts)
        lengths = len(self._lengths)
        self._rows = np.zeros((lengths, len(self._people), count))
        self._free = np.zeros((lengths, len(self._rooms), count), dtype=bool)
        self._known: dict[tuple[Any, ...], Any] = {}
        self._loads = np.zeros(len(self._people))
        self._stale_people = set(range(len(self._people)))
        self._stale_rooms = set(range(len(self._rooms)))
        self._sits: dict[str, list[Interview]] = {}
        self._costs: dict[str, int] = {}
        by_name: dict[str, list[Interview]] = {}
        for each in interviews:
            by_name.setdefault(each.candidate, []).append(each)
        for name, own in by_name.items():
            self._keep(name, sorted(own))

    def interviews(self) -> list[Interview]:
        """Return all interviews."""
        return [each for own in self._sits.values() for each in own]

    def weight(self) -> int:
        """Return the objective of what is laid."""
        weights = self._day.weights
        loads = self._loads[self._shared]
        spread = int(loads.max() - loads.min()) if self._shared else 0
        self._refresh()
        return (
            sum(self._costs.values())
            + weights.interviewer_gap * sum(self._gaps)
            + weights.fairness * TENTH * spread
            + weights.finish * (self._latest() - self._day.opening[0][0])
        )

    def _latest(self) -> int:
        opens = self._day.opening[0][0]
        return max((own[-1].end for own in self._sits.values()), default=opens)

    def sharing(self, name: str) -> list[str]:
        """Return others who meet somebody this candidate meets, the next in time first."""
        own = {member: each.start for each in self._sits[name] for member in each.panel}
        found: dict[str, int] = {}
        for member, start in own.items():
            for each in self._held[self._who[member]]:
                if each.candidate != name:
                    far = abs(each.start - start)
                    found[each.candidate] = min(far, found.get(each.candidate, DAY))
        return sorted(found, key=lambda other: (found[other], other))

    def nearest(self, name: str) -> list[str]:
        """Return the others, those who come at about the same time first."""
        middle = self._sits[name][0].start
        others = [each for each in self.names if each != name]
        return sorted(others, key=lambda each: abs(self._sits[each][0].start - middle))

    def take(self, name: str) -> list[Interview]:
        """Take a candidate out; return what was there."""
        own = self._sits.pop(name)
        self._costs.pop(name)
        for each in own:
            for member in each.panel:
                person = self._who[member]
                self._held[person].remove(each)
                self._loads[person] -= 1
                self._stale_people.add(person)
            if each.room is not None:
                self._taken[self._where[each.room]].remove(each)
                self._stale_rooms.add(self._where[each.room])
        return own

    def restore(self, taken: Iterable[list[Interview]]) -> None:
        """Put back what was taken out, as it was."""
        for own in taken:
            self._keep(own[0].candidate, own)

    def _keep(self, name: str, own: list[Interview]) -> None:
        self._sits[name] = own
        self._costs[name] = self._cost(own)
        for each in own:
            for member in each.panel:
                person = self._who[member]
                insort(self._held[person], each)
                self._loads[person] += 1
                self._stale_people.add(person)
            if each.room is not None:
                insort(self._taken[self._where[each.room]], each)
                self._stale_rooms.add(self._where[each.room])

    def _cost(self, own: list[Interview]) -> int:
        weights, gap = self._day.weights, self._day.rules.candidate_gap
        total = 0
        for before, after in pairwise(own):
            total += weights.candidate_wait * max(0, after.start - before.end - gap)
            changed = before.room is not None and after.room is not None
            total += weights.room_change * TENTH * (changed and before.room != after.room)
        return total

    def put(self, name: str) -> bool:
        """Put a candidate where it weighs least; return whether there was a place."""
        self._refresh()
        orders = self._orders[name]
        order = orders[0] if len(orders) == 1 else self._dice.choice(orders)
        banned: set[tuple[int, int]] = set()
        loads = self._weighed_loads()
        for _ in range(TRIES):
            stages = self._stages(name, order, banned, loads)
            made = self._traced(name, stages)
            if made is None:
                return False
            twice = _twice(made)
            if twice is None:
                self._keep(name, made)
                return True
            banned.add((self._dice.choice(twice[1]), self._who[twice[0]]))
        return False

    def _orders_of(self, own: list[_Placeable]) -> list[list[_Placeable]]:
        ranked = sorted(own, key=lambda each: each.index)
        if self._day.rules.keep_round_order:
            return [ranked]
        found = [list(each) for each in permutations(ranked)] if len(ranked) <= 3 else [ranked]
        return found[:ORDERS]

    def _stages(
        self,
        name: str,
        order: list[_Placeable],
        banned: set[tuple[int, int]],
        loads: Row,
    ) -> list[_Stage]:
        """Return the rounds of a candidate with the best that leads to each of their starts."""
        stages: list[_Stage] = []
        for number, task in enumerate(order):
            without = [person for at, person in banned if at == number]
            stage = self._stage(task, without, loads)
            if stages:
                stage.value = stage.value + self._waited(name, stages[-1])
            stages.append(stage)
        late = self._starts + (order[-1].minutes - self._latest())
        stages[-1].value = stages[-1].value + self._day.weights.finish * np.maximum(0, late)
        return stages

    def _stage(self, task: _Placeable, without: list[int], loads: Row) -> _Stage:
        """Return what one round weighs at each start, by the room the candidate stays in."""
        length = self._lengths.index(task.minutes)
        rows = task.open + self._rows[length][task.people]
        rows += loads[task.people, None]
        for person in without:
            rows[task.people == person] = NEVER
        cost = np.zeros(rows.shape[1])
        for group, count in task.needs:
            own = rows if len(group) == len(rows) else rows[group]
            if count == 1:
                cost = cost + own.min(axis=0, initial=NEVER)
            elif count <= len(group):
                cost = cost + np.sort(own, axis=0)[:count].sum(axis=0)
            else:
                cost = cost + NEVER
        if self._dice.random() < NOISY:
            cost += self._noise.random(len(cost)) * NOISE
        if task.rooms is None:
            return _Stage(task, rows, None, cost[None, :])
        free = task.rooms & self._free[length]
        away = np.where(free.any(axis=0), self._day.weights.room_change * TENTH, NEVER)
        return _Stage(task, rows, free, cost + np.where(free, 0.0, away))

    def _waited(self, name: str, before: _Stage) -> Row:
        """Return the best that leads to each start of the next round, waiting counted."""
        rules, grid, minutes = self._day.rules, self._grid, before.task.minutes
        weight = self._day.weights.candidate_wait
        low = -(-(minutes + rules.candidate_gap) // grid)
        led = _shifted(before.value - weight * self._starts, low)
        if rules.max_wait is None or name in self._patient:
            best = np.minimum.accumulate(led, axis=1)
        else:
            best = _window(led, (minutes + rules.max_wait) // grid - low + 1)
        return best + weight * (self._starts - (minutes + rules.candidate_gap))

    def _traced(self, name: str, stages: list[_Stage]) -> list[Interview] | None:
        """Return the interviews of the least value, None where nothing goes."""
        value = stages[-1].value
        at = int(value.argmin())
        if not np.isfinite(value.flat[at]):
            return None
        home, start = divmod(at, value.shape[1])
        begins = [start]
        for stage in stages[-2::-1]:
            begins.append(self._before(name, stage, home, begins[-1]))
        made: list[Interview] = []
        room: int | None = None
        for stage, at in zip(stages, reversed(begins), strict=True):
            panel = self._panel(stage.task, stage.rows[:, at])
            if panel is None:
                return None
            here = None
            if stage.free is not None:
                room = self._room(stage.free[:, at], home, room)
                here = self._rooms[room]
            begin = (self._first + at) * self._grid
            end = begin + stage.task.minutes
            made.append(Interview(begin, name, stage.task.round, end, here, panel))
        return made

    def _before(self, name: str, stage: _Stage, home: int, start: int) -> int:
        """Return the start of a round before one that begins at `start`."""
        rules, grid, minutes = self._day.rules, self._grid, stage.task.minutes
        value = stage.value[home if len(stage.value) > 1 else 0]
        high = start - -(-(minutes + rules.candidate_gap) // grid)
        low = 0
        if rules.max_wait is not None and name not in self._patient:
            low = max(0, start - (minutes + rules.max_wait) // grid)
        waited = self._day.weights.candidate_wait * self._starts[low : high + 1]
        return low + int((value[low : high + 1] - waited).argmin())

    def _panel(self, task: _Placeable, column: Row) -> tuple[str, ...] | None:
        chosen: list[int] = []
        for group, count in task.needs:
            able = [n for n in group if column[n] < NEVER and n not in chosen]
            if len(able) < count:
                return None
            able.sort(key=column.__getitem__)
            chosen += able[:count]
        return tuple(sorted(self._people[task.people[n]] for n in chosen))

    def _room(self, free: Row, home: int, last: int | None) -> int:
        if free[home]:
            return home
        if last is not None and free[last]:
            return last
        return int(self._dice.choice(np.flatnonzero(free)))

    def _weighed_loads(self) -> Row:
        """Return what one more interview weighs for each, as far as the loads are concerned."""
        loads = self._loads
        most = loads[self._shared].max() if self._shared else 0.0
        weight = self._day.weights.fairness * TENTH
        return np.where(loads + 1 > most, weight, 0.0) + 0.05 * loads

    def _refresh(self) -> None:
        for person in self._stale_people:
            own = tuple((each.start, each.end) for each in self._held[person])
            self._rows[:, person], self._gaps[person] = self._cached(
                (person, own), self._person_rows
            )
        self._stale_people.clear()
        for room in self._stale_rooms:
            own = tuple((each.start, each.end) for each in self._taken[room])
            self._free[:, room] = self._cached((own,), self._room_rows)
        self._stale_rooms.clear()

    def _cached(self, key: tuple[Any, ...], make: Callable[..., Any]) -> Any:
        """Return rows made before: what was tried and not kept comes back again and again."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[key] = make(*key)
        return found

    def _room_rows(self, own: Spans) -> Row:
        """Return where a room is free, by length and start."""
        free = np.ones(self._after.shape, dtype=bool)
        for start, end in own:
            free &= (self._starts >= end) | (self._after <= start)
        return free

    def _person_rows(self, number: int, own: Spans) -> tuple[Row, int]:
        """Return what an interview more weighs in somebody's day, by length and start.

        And how many minutes of the day as it is are gaps.
        """
        person, opened = self._day.interviewers[number], self._open
        buffer, done = person.buffer, self._after
        between = [
            max(0, int(opened[after] - opened[before]) - buffer)
            for (_, before), (after, _) in pairwise(own)
        ]
        if person.max_interviews is not None and len(own) >= person.max_interviews:
            return np.full(done.shape, NEVER), sum(between)
        if not own:
            return np.zeros(done.shape), 0
        begins, ends = np.array(own).T
        # By the place among the interviews; before the first and after the last is no gap.
        place = np.searchsorted(begins, self._starts, side="right")
        low = np.concatenate(([-FAR], ends + buffer))[place]
        high = np.concatenate((begins - buffer, [FAR]))[place]
        opened_low = np.concatenate(([FAR], opened[ends] + buffer))[place]
        opened_high = np.concatenate((opened[begins] - buffer, [-FAR]))[place]
        now = np.array([0, *between, 0])[place]
        more = np.maximum(0, self._open_start - opened_low) - now
        more = more + np.maximum(0, opened_high - self._open_after)
        can = (self._starts >= low) & (done <= high)
        return np.where(can, self._day.weights.interviewer_gap * more, NEVER), sum(between)


class _Placeable:
    """A free interview as rows: where it may begin, with whom, in which room.

    Attributes: `people`, the numbers of those who can sit in it; `open`, a row for each of them;
    `needs`, how many of which of these rows, the smallest group first.
    """

    def __init__(
        self, task: Task, who: dict[str, int], where: dict[str, int], first: int, count: int
    ) -> None:
        self.round, self.index = task.free.round, task.index
        self.minutes = task.free.minutes
        self.people = np.array([who[name] for name in task.people], dtype=int)
        self.open = np.full((len(self.people), count), NEVER)
        for row, ranges in zip(self.open, task.people.values(), strict=True):
            row[_truths(ranges, first, count)] = 0.0
        places = {name: n for n, name in enumerate(task.people)}
        groups = [([places[name] for name in group], needed) for group, needed in task.needs]
        self.needs = sorted(groups, key=lambda need: len(need[0]))
        self.rooms: Row | None = None
        if task.rooms is not None:
            self.rooms = np.zeros((len(where), count), dtype=bool)
            for name, ranges in task.rooms.items():
                self.rooms[where[name]] = _truths(ranges, first, count)


class _Stage:
    """One round on the way: its rows by person, its free rooms, the best up to each start."""

    def __init__(self, task: _Placeable, rows: Row, free: Row | None, value: Row) -> None:
        self.task, self.rows, self.free, self.value = task, rows, free, value


def _opened(opening: Iterable[tuple[int, int]]) -> Row:
    """Return for each minute of the day how many minutes of the opening lie before it."""
    there = np.zeros(DAY + 1, dtype=int)
    for start, end in opening:
        there[start + 1 : end + 1] = 1
    return np.cumsum(there)


def _truths(ranges: Ranges, first: int, count: int) -> Row:
    found = np.zeros(count, dtype=bool)
    for low, high in ranges:
        found[max(0, low - first) : max(0, high + 1 - first)] = True
    return found


def _shifted(rows: Row, by: int) -> Row:
    """Return the rows moved to the right; nothing comes in from the left."""
    found = np.full(rows.shape, NEVER)
    if by < rows.shape[1]:
        found[:, by:] = rows[:, : rows.shape[1] - by]
    return found


def _window(rows: Row, width: int) -> Row:
    """Return for each place the least of the last `width` places."""
    if width < 1:
        return np.full(rows.shape, NEVER)
    reached = 1
    while reached < width:
        step = min(reached, width - reached)
        wider = rows.copy()
        np.minimum(rows[:, step:], rows[:, :-step], out=wider[:, step:])
        rows, reached = wider, reached + step
    return rows


def _twice(made: list[Interview]) -> tuple[str, list[int]] | None:
    """Return somebody who is in two of the interviews, and in which."""
    met: dict[str, list[int]] = {}
    for number, each in enumerate(made):
        for member in each.panel:
            met.setdefault(member, []).append(number)
    return next(((name, own) for name, own in met.items() if len(own) > 1), None)
