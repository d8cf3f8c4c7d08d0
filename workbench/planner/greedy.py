"""A plan at once, without a solver: candidates one after the other, the tightest first.

Who finds no place is put to the front of the next attempt. Starts that are left are kept as bits
of one large number per person, room and length, so that a whole day is looked through in one step.
The result is a start for the search, and its figure alone is told by the bench.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workbench.planner.measuring import measured
from workbench.planner.plan import Interview, Key
from workbench.planner.problem import Problem, Ranges, Task
from workbench.planner.times import DAY

ATTEMPTS = 4
ROUNDS = 300
NEAR = 0.75  # how often drawn panels are those with an interview next to this one
DARING = 0.3  # how often a plan that weighs more, with as many placed, is kept
STEPS = 400  # how many starts one candidate may try


def greedy(problem: Problem, seed: int = 0, attempts: int = ATTEMPTS) -> list[Interview]:
    """Return as many free interviews as could be placed, all of them where it went well."""
    dice = random.Random(seed)
    sought = {t.free.candidate for t in problem.tasks}
    order = [c.id for c in problem.instance.candidates if c.id in sought]
    room = {name: _slack(problem, name) for name in order}
    order.sort(key=lambda name: room[name])
    best: list[Interview] = []
    for attempt in range(attempts):
        made = _Attempt(problem)
        lacking = [name for name in order if not made.place(name)]
        if attempt == 0 or len(made.found) > len(best):
            best = made.found
        if len(best) == len(problem.tasks):
            break
        order = lacking + [name for name in order if name not in lacking]
        if attempt % 4 == 3:
            one, other = dice.sample(range(len(order)), 2) if len(order) > 1 else (0, 0)
            order[one], order[other] = order[other], order[one]
    return best


def _slack(problem: Problem, candidate: str) -> int:
    own = [t for t in problem.tasks if t.free.candidate == candidate]
    return min(sum(high - low + 1 for low, high in t.starts) * max(1, len(t.people)) for t in own)


@lru_cache(maxsize=4096)
def bits(ranges: Ranges, grid: int) -> int:
    """Return starts as bits of their minutes."""
    found = 0
    for low, high in ranges:
        for unit in range(low, high + 1):
            found |= 1 << unit * grid
    return found


def ones(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def repaired(
    problem: Problem, found: list[Interview], seed: int, rounds: int = ROUNDS
) -> list[Interview]:
    """Return the plan after pulling out a few candidates and putting them back, again and again.

    Who has no place goes first; what is no worse is kept. Ends as soon as everything is placed.
    """
    dice, best = random.Random(seed), found
    weight = measured(problem.instance, [*problem.fixed, *best])
    for _ in range(rounds):
        if len(best) == len(problem.tasks):
            break
        placed = {each.key for each in best}
        lacking = sorted({t.key[0] for t in problem.tasks if t.key not in placed})
        first = dice.choice(lacking)
        out = _rivals(problem, best, first, dice)
        made = _Attempt(problem)
        made.keep([each for each in best if each.candidate not in out])
        order = [first, *(name for name in out if name != first)]
        others = [name for name in lacking if name not in out]
        for name in order + others:
            made.place(name)
        heavy = measured(problem.instance, [*problem.fixed, *made.found])
        if (
            (-len(made.found), heavy) <= (-len(best), weight)
            or len(made.found) > len(best)
            or (len(made.found) == len(best) and dice.random() < DARING)
        ):
            best, weight = made.found, heavy
    return best


def polished(problem: Problem, found: list[Interview], seed: int, rounds: int) -> list[Interview]:
    """Return the plan after pulling out a few candidates and putting them back elsewhere.

    What weighs no more and misses no more is kept. A round takes a few milliseconds.
    """
    dice, best = random.Random(seed), found
    weight = measured(problem.instance, [*problem.fixed, *best])
    names = sorted({each.candidate for each in best})
    begins = sorted({each.start for each in best})
    for _ in range(rounds if names else 0):
        out = dice.sample(names, dice.randint(1, min(3, len(names))))
        made = _Attempt(problem)
        made.keep([each for each in best if each.candidate not in out])
        for name in out:
            after = dice.choice(begins) if dice.random() < 0.6 else 0
            made.place(name, after, dice if dice.random() < 0.6 else None)
        if len(made.found) < len(best):
            continue
        heavy = measured(problem.instance, [*problem.fixed, *made.found])
        if len(made.found) > len(best) or heavy <= weight:
            best, weight = made.found, heavy
    return best


def _rivals(problem: Problem, best: list[Interview], first: str, dice: random.Random) -> list[str]:
    """Return `first` and a few candidates who meet people whom it could meet."""
    people = {p for t in problem.tasks if t.key[0] == first for p in t.people}
    near = sorted({each.candidate for each in best if people & set(each.panel)} - {first})
    dice.shuffle(near)
    return [first, *near[: dice.randint(1, 6)]]


class _Attempt:
    """One pass over the candidates."""

    def __init__(self, problem: Problem) -> None:
        self.found: list[Interview] = []
        self._day = problem.instance
        self._grid = self._day.grid
        self._tasks: dict[str, list[Task]] = {}
        for task in problem.tasks:
            self._tasks.setdefault(task.free.candidate, []).append(task)
        self._patient = problem.patient
        self._lengths = {task.free.minutes for task in problem.tasks}
        self._load = {p.id: 0 for p in self._day.interviewers}
        for each in problem.fixed:
            for member in each.panel:
                self._load[member] += 1
        self._taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._blocked: dict[tuple[str, str, int], int] = {}
        self._steps = 0
        self._after = 0
        self._dice: random.Random | None = None

    def place(self, candidate: str, after: int = 0, dice: random.Random | None = None) -> bool:
        """Place all interviews of a candidate, or as many as go; return whether all did.

        None of them begins before `after`. With `dice` panels and rooms are drawn, else the least
        loaded people and the plainest room are taken.
        """
        self._after, self._dice = after, dice
        own = sorted(self._tasks[candidate], key=lambda each: each.index)
        orders = [own] if self._day.rules.keep_round_order else [own, own[::-1], own[1:] + own[:1]]
        for order in orders:
            self._steps = STEPS
            made = self._chain(order, 0, [])
            if made is not None:
                self.keep(made)
                return True
        if not any(t.free.required for t in own):
            self._rest(own)
        return False

    def _rest(self, own: list[Task]) -> None:
        """Place some of the interviews of a candidate: leave out one, then all but one."""
        shorter = [own[:n] + own[n + 1 :] for n in range(len(own))] + [[each] for each in own]
        for order in shorter:
            self._steps = STEPS
            made = self._chain(order, 0, []) if order else None
            if made is not None:
                self.keep(made)
                return

    def keep(self, made: Sequence[Interview]) -> None:
        """Let these interviews stand."""
        for each in made:
            self.found.append(each)
            for member in each.panel:
                self._load[member] += 1
                buffer = self._day.interviewer[member].buffer
                span = (each.start - buffer, each.end + buffer)
                self._take("person", member, span)
            if each.room is not None:
                self._take("room", each.room, (each.start, each.end))

    def _take(self, kind: str, name: str, span: tuple[int, int]) -> None:
        self._taken.setdefault((kind, name), []).append(span)
        for minutes in self._lengths:
            self._blocked.pop((kind, name, minutes), None)

    def _left(self, kind: str, name: str, ranges: Ranges, minutes: int) -> int:
        blocked = self._blocked.get((kind, name, minutes))
        if blocked is None:
            blocked = 0
            for start, end in self._taken.get((kind, name), ()):
                low = max(0, start - minutes + 1)
                blocked |= ((1 << max(0, end - low)) - 1) << low
            self._blocked[kind, name, minutes] = blocked
        return bits(ranges, self._grid) & ~blocked

    def _chain(
        self, tasks: Sequence[Task], at: int, made: list[Interview]
    ) -> list[Interview] | None:
        """Return the interviews from the `at`th on, each as early as the next ones allow."""
        if at == len(tasks):
            return made
        task, minutes = tasks[at], tasks[at].free.minutes
        met = {m for each in made for m in each.panel} if self._once else set()
        people = {
            name: self._again(name, self._left("person", name, ranges, minutes), made)
            for name, ranges in task.people.items()
            if name not in met and self._has_room(name, made)
        }
        rooms = {
            name: self._left("room", name, ranges, minutes)
            for name, ranges in (task.rooms or {}).items()
        }
        for start in ones(self._window(task, made) & _anybody(task, people, rooms)):
            self._steps -= 1
            if self._steps < 0:
                return None
            panel = self._panel(task, {n for n, mask in people.items() if mask >> start & 1}, start)
            free = [n for n, mask in rooms.items() if mask >> start & 1]
            if panel is None or (task.rooms is not None and not free):
                continue
            last = made[-1].room if made else None
            room = None if task.rooms is None else last if last in free else self._plainest(free)
            key: Key = task.key
            new = Interview(start, key[0], key[1], start + minutes, room, panel)
            done = self._chain(tasks, at + 1, [*made, new])
            if done is not None:
                return done
        return None

    def _again(self, name: str, mask: int, made: list[Interview]) -> int:
        """Return the starts that are left for somebody after earlier ones of this candidate."""
        ends = [each.end for each in made if name in each.panel]
        low = max(ends) + self._day.interviewer[name].buffer if ends else 0
        return mask >> low << low

    @property
    def _once(self) -> bool:
        return self._day.rules.no_repeat_interviewer

    def _has_room(self, name: str, made: list[Interview]) -> bool:
        most = self._day.interviewer[name].max_interviews
        load = self._load[name] + sum(name in each.panel for each in made)
        return most is None or load < most

    def _window(self, task: Task, made: list[Interview]) -> int:
        """Return the starts that the candidate's day leaves."""
        rules, mask = self._day.rules, bits(task.starts, self._grid)
        before = max((e.end for e in made), default=None)
        if before is None:
            return mask >> self._after << self._after
        low = before + rules.candidate_gap
        mask = mask >> low << low
        if rules.max_wait is not None and task.free.candidate not in self._patient:
            mask &= (1 << min(DAY, before + rules.max_wait) + 1) - 1
        return mask

    def _panel(self, task: Task, free: set[str], start: int) -> tuple[str, ...] | None:
        """Return a panel of the least loaded; None where this simple choice finds none."""
        chosen: list[str] = []
        end = start + task.free.minutes
        for group, count in sorted(task.needs, key=lambda need: len(need[0])):
            able = [name for name in group if name in free and name not in chosen]
            if len(able) < count:
                return None
            if self._dice is not None:
                self._dice.shuffle(able)
                if self._dice.random() < NEAR:
                    able.sort(key=lambda name: self._distance(name, start, end))
            else:
                able.sort(key=lambda name: (self._load[name], name))
            chosen += able[:count]
        return tuple(sorted(chosen))

    def _distance(self, person: str, start: int, end: int) -> int:
        """Return how far the nearest interview of somebody is."""
        taken = self._taken.get(("person", person), ())
        return min((max(low - end, start - high) for low, high in taken), default=DAY)

    def _plainest(self, rooms: list[str]) -> str:
        if self._dice is not None:
            return self._dice.choice(rooms)

        def size(name: str) -> tuple[int, int, str]:
            room = self._day.room[name]
            return len(room.features), room.seats, name

        return min(rooms, key=size)


def _anybody(task: Task, people: dict[str, int], rooms: dict[str, int]) -> int:
    """Return the starts at which for each skill somebody is there, and a room."""
    groups = [[people.get(name, 0) for name in group] for group, _ in task.needs]
    if task.rooms is not None:
        groups.append(list(rooms.values()))
    mask = -1
    for group in groups:
        either = 0
        for each in group:
            either |= each
        mask &= either
    return mask
