"""Mending a plan on the day: what happened is built in, and as little as possible is changed.

The order of what is wanted is kept by solving one after the other for what is dropped, how many are
moved, the minutes they are moved, then the day's objective; each time with the figures before held.
The last solve starts from what is known beforehand, so that a plan that is proven is the same every
time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from ortools.sat.python import cp_model

from workbench.planner.deepening import Deepening, Question
from workbench.planner.events import Away, Events, Late, NoShow, Overrun, RoomLost
from workbench.planner.instance import Instance
from workbench.planner.model import Model
from workbench.planner.plan import FEASIBLE, OPTIMAL, UNKNOWN, Change, Interview, Key, Plan
from workbench.planner.problem import Free, Problem, Task
from workbench.planner.times import DAY, Span, merged
from workbench.planner.work import plan_of

WHOLE = 6.0  # seconds in which a plan that drops nothing has to be found
COUNTING, MINUTES = 0.7, 0.5  # shares of the time left, the rest is for the day's objective
LEAST = 0.1  # seconds that a solve gets
NEAR, PART = (4, 10, 16, 24), 0.3  # how many may move around what happened; seconds for each

Tell = Callable[[Plan], None]
Planned = dict[Key, Interview]


def mended(
    instance: Instance,
    plan: Sequence[Interview],
    events: Events,
    seconds: float,
    seed: int,
    tell: Tell,
) -> Plan:
    """Return the plan in force after the events, with what is changed and what is dropped."""
    planned = {each.key: each for each in plan}
    problem = what_is_left(instance, planned, events)
    until = time.monotonic() + seconds

    def answer(status: str, interviews: Sequence[Interview], bound: int | None) -> Plan:
        made = plan_of(problem, status, tuple(interviews), bound)
        return replace(made, changes=tuple(changes(planned, interviews)))

    mending = _Mending(problem.requiring(), planned, seed)
    kept = mending.first(until, time.monotonic() + WHOLE)
    if kept is None:  # not everything has a place any more
        mending = _Mending(problem, planned, seed)
        kept = mending.first(until, time.monotonic() + WHOLE)
    if kept is None:
        return Plan(UNKNOWN, changes=())
    tell(answer(FEASIBLE, kept, 0))
    best, bound, proven = mending.second(kept, until)
    return answer(OPTIMAL if proven else FEASIBLE, best, bound)


def what_is_left(instance: Instance, planned: Planned, events: Events) -> Problem:
    """Return the problem of the rest of the day: what has begun stands still."""
    happened, now = events.events, events.now
    gone = {each.candidate for each in happened if isinstance(each, NoShow)}
    longer: dict[Key, int] = {}
    for each in happened:
        if isinstance(each, Overrun):
            key = each.candidate, each.round
            longer[key] = longer.get(key, 0) + each.minutes
    started = [each for each in planned.values() if each.start < now]
    fixed = tuple(
        replace(e, end=e.start + instance.round[e.round].minutes + longer.get(e.key, 0))
        for e in started
    )
    earliest = _earliest(planned, events)
    begun = {each.key for each in started}
    free = tuple(
        Free(
            candidate.id,
            name,
            instance.round[name].minutes + longer.get((candidate.id, name), 0),
            required=False,
            earliest=max(now, earliest.get(candidate.id, 0)),
        )
        for candidate in instance.candidates
        for name in candidate.rounds
        if candidate.id not in gone and (candidate.id, name) not in begun
    )
    return Problem(_blocked(instance, events), free, fixed, events.named())


def _earliest(planned: Planned, events: Events) -> dict[str, int]:
    """Return when late candidates can begin: their first start that is to come, and the delay."""
    found: dict[str, int] = {}
    for each in events.events:
        if not isinstance(each, Late):
            continue
        own = [i.start for i in planned.values() if i.candidate == each.candidate]
        ahead = [start for start in own if start >= events.now]
        if ahead:
            late = min(ahead) + each.minutes
            found[each.candidate] = max(found.get(each.candidate, 0), late)
    return found


def _blocked(instance: Instance, events: Events) -> Instance:
    """Return the day with the time that rooms and interviewers have lost."""
    lost: dict[tuple[type, str], list[Span]] = {}
    for each in events.events:
        if isinstance(each, Away | RoomLost):
            name = each.interviewer if isinstance(each, Away) else each.room
            start, end = max(each.span[0], events.now), each.span[1]
            if start < end:
                lost.setdefault((type(each), name), []).append((start, end))
    return replace(
        instance,
        interviewers=tuple(
            replace(each, busy=merged([*each.busy, *lost.get((Away, each.id), ())]))
            for each in instance.interviewers
        ),
        rooms=tuple(
            replace(each, busy=merged([*each.busy, *lost.get((RoomLost, each.id), ())]))
            for each in instance.rooms
        ),
    )


def changes(planned: Planned, interviews: Sequence[Interview]) -> list[Change]:
    """Return what is different, by start."""
    found = []
    for each in sorted(interviews):
        was = planned.get(each.key)
        if was is None:
            found.append(Change(*each.key, ("start", "room", "panel"), None, each))
            continue
        differs = {
            "start": was.start != each.start,
            "room": was.room != each.room,
            "panel": set(was.panel) != set(each.panel),
        }
        what = tuple(name for name, is_so in differs.items() if is_so)
        if what:
            found.append(Change(*each.key, what, was, each))
    return found


class _Mending:
    """The solves one after the other; the figures of the first are held in the next."""

    def __init__(self, problem: Problem, planned: Planned, seed: int) -> None:
        self._problem, self._planned, self._seed = problem, planned, seed
        self._proven = True
        self._free = {task.key for task in problem.tasks}
        self._levels: tuple[int, ...] = ()

    def _solver(self, until: float, threads: int = 1) -> Any:
        run = cp_model.CpSolver()
        run.parameters.num_workers = threads
        run.parameters.random_seed = self._seed
        run.parameters.cp_model_probing_level = 0
        run.parameters.max_time_in_seconds = max(LEAST, until - time.monotonic())
        return run

    def first(self, until: float, at_last: float) -> list[Interview] | None:
        """Return a plan with the fewest dropped, then moved, then minutes moved.

        Where none is found by `until`, it is looked for until `at_last`. Which plan is found does
        not matter, only its figures are kept.
        """
        dropped = lacking = 0
        if not all(task.free.required for task in self._problem.tasks):
            dropped, lacking = self._drop(at_last)
        must = [task for task in self._problem.tasks if not self._may_stay(task)]
        forced = sum(task.key in self._planned for task in must)

        def ask(most: int) -> Question:
            model = Model(self._problem, weighed=False)
            levels = self._wanted(model)
            for level, value in zip(levels, (dropped, lacking, most), strict=False):
                model.cp.add(level <= value)
            model.hint(self._still())
            return self._solver(at_last), model.cp, model.read

        low, high = max(0, forced - dropped), len(self._problem.tasks)
        looking = Deepening(ask, lambda made: self._figures(made)[2], low, high)
        now = time.monotonic()
        lost = dropped, lacking
        looking.run(lambda: self._near(must, lost, until), now + (until - now) * COUNTING, at_last)
        if looking.best is None:
            return None
        self._proven = self._proven and looking.is_proven
        return self._soonest(looking.best, until)

    def _near(
        self, must: Sequence[Task], lost: tuple[int, int], until: float
    ) -> list[Interview] | None:
        """Return a plan in which only what lies around those that must move is moved, if any.

        `lost` says how many may be dropped and how many added ones left without place.
        """
        moving = {task.key for task in must}
        stays = [was for key, was in self._planned.items() if key in self._free - moving]
        stays.sort(key=self._distance(must))
        for size in NEAR:
            part = _Mending(self._problem.freezing(stays[size:]), self._planned, self._seed)
            found = part.at_once(lost, min(until, time.monotonic() + PART)) if must else None
            if found is not None:
                return [*stays[size:], *found]
        return None

    def at_once(self, lost: tuple[int, int], until: float) -> list[Interview] | None:
        """Return a plan from one solve for all figures; None where nothing goes or time ends."""
        model = Model(self._problem, weighed=False)
        *levels, moved, minutes = self._wanted(model)
        for level, value in zip(levels, lost, strict=True):
            model.cp.add(level <= value)
        model.cp.minimize(minutes + DAY * (len(self._problem.tasks) + 1) * moved)
        model.hint(self._still())
        run = self._solver(until)
        if run.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return model.read(run.value)

    def _distance(self, must: Sequence[Task]) -> Callable[[Interview], Any]:
        """Return how far an interview is: who shares people or rooms about that time is near."""
        people = {name for task in must for name in task.people}
        rooms = {name for task in must for name in task.rooms or ()}
        names = {task.free.candidate for task in must}
        times = [self._planned[t.key].start for t in must if t.key in self._planned]

        def distance(each: Interview) -> tuple[bool, int, Interview]:
            shared = len(people & set(each.panel)) + (each.room in rooms)
            apart = min((abs(each.start - at) for at in times), default=0)
            return each.candidate not in names, apart - 60 * shared, each

        return distance

    def _drop(self, until: float) -> tuple[int, int]:
        """Return how many are dropped and how many added ones have no place, at least."""
        model = Model(self._problem, weighed=False)
        dropped, lacking, *_ = self._wanted(model)
        model.cp.minimize(lacking + (len(self._problem.tasks) + 1) * dropped)
        model.hint(self._still())
        run = self._solver(until, threads=2)
        status = run.solve(model.cp)
        self._proven = status == cp_model.OPTIMAL
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        made = model.read(run.value) if found else []
        return self._figures(made)[:2]

    def _soonest(self, made: list[Interview], until: float) -> list[Interview]:
        """Return a plan with as many changes but the fewest minutes, and keep the figures."""
        model = Model(self._problem, weighed=False)
        levels = self._wanted(model)
        for level, value in zip(levels, self._figures(made)[:3], strict=False):
            model.cp.add(level <= value)
        model.cp.minimize(levels[3])
        model.hint(made)
        now = time.monotonic()
        run = self._solver(now + (until - now) * MINUTES, threads=2)
        status = run.solve(model.cp)
        self._proven = self._proven and status == cp_model.OPTIMAL
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            made = model.read(run.value)
        self._levels = self._figures(made)
        return made

    def _may_stay(self, task: Task) -> bool:
        """Tell whether an interview still has its time, its people and its room."""
        was = self._planned.get(task.key)
        if was is None:
            return True
        at, off = divmod(was.start, self._problem.instance.grid)
        if off or was.end - was.start != task.free.minutes:
            return False
        held = [task.starts, *(task.people.get(name, ()) for name in was.panel)]
        if was.room is not None:
            held.append((task.rooms or {}).get(was.room, ()))
        return all(any(low <= at <= high for low, high in each) for each in held)

    def _figures(self, made: Sequence[Interview]) -> tuple[int, int, int, int]:
        """Return what `_wanted` sums, of a plan."""
        found = {each.key: each for each in made}
        missing = [task.key for task in self._problem.tasks if task.key not in found]
        dropped = sum(key in self._planned for key in missing)
        both = [(self._planned[key], found[key]) for key in found if key in self._planned]
        moved = sum(
            (was.start, was.room, set(was.panel)) != (now.start, now.room, set(now.panel))
            for was, now in both
        )
        minutes = sum(abs(was.start - now.start) for was, now in both)
        return dropped, len(missing) - dropped, moved, minutes

    def second(
        self, kept: list[Interview], until: float
    ) -> tuple[list[Interview], int | None, bool]:
        """Return the best plan among those, its bound, and whether it is proven."""
        model = Model(self._problem)
        for level, value in zip(self._wanted(model), self._levels, strict=True):
            model.cp.add(level <= value)
        model.cp.minimize(model.objective())
        model.hint(self._still() if self._proven else kept)
        run = self._solver(until)
        run.parameters.linearization_level = 2
        status = run.solve(model.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return kept, 0, False
        bound = max(0, ceil(run.best_objective_bound - 1e-6)) if self._proven else 0
        return model.read(run.value), bound, self._proven and status == cp_model.OPTIMAL

    def _still(self) -> list[Interview]:
        """Return what may stay where it is, as a start for the solver."""
        found = []
        for task in self._problem.tasks:
            each = self._planned.get(task.key)
            if each is not None and each.end - each.start == task.free.minutes:
                found.append(each)
        return found

    def _wanted(self, model: Model) -> list[Any]:
        """Return in their order: dropped, added ones without place, moved, minutes moved."""
        dropped: list[Any] = []
        lacking: list[Any] = []
        moved: list[Any] = []
        minutes: list[Any] = []
        for task in self._problem.tasks:
            was = self._planned.get(task.key)
            absent = 1 - model.present[task.key]
            (lacking if was is None else dropped).append(absent)
            if was is not None:
                moved.append(_moved(model, task.key, was))
                minutes.append(_minutes(model, task.key, was))
        return [sum(dropped), sum(lacking), sum(moved), sum(minutes)]


def _moved(model: Model, key: Key, was: Interview) -> Any:
    """Return whether an interview is placed elsewhere, at another time or with others."""
    cp, present = model.cp, model.present[key]
    held: list[Any] = [model.member.get((key, person)) for person in was.panel]
    place = model.place.get((key, was.room)) if was.room is not None else None
    calls = not any(name for k, name in model.place if k == key)
    if any(each is None for each in held) or (place is None and not calls):
        return present
    if was.start % model.day.grid:
        return present
    moved = cp.new_bool_var("moved")
    cp.add_implication(moved, present)
    stays = [present, ~moved]
    cp.add(model.start[key] == was.start // model.day.grid).only_enforce_if(stays)
    for each in held if place is None else [*held, place]:
        cp.add_bool_or([each]).only_enforce_if(stays)
    return moved


def _minutes(model: Model, key: Key, was: Interview) -> Any:
    cp = model.cp
    away = cp.new_int_var(0, DAY, "away")
    begins, present = model.begin(key), model.present[key]
    cp.add(away >= begins - was.start).only_enforce_if(present)
    cp.add(away >= was.start - begins).only_enforce_if(present)
    return away
