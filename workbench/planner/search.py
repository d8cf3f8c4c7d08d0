"""Looking for the best plan: quick changes, the whole model and large neighbourhoods, side by side.

A whole plan is improved fastest by taking candidates out and putting them back (`recreating`),
cooling down until time runs out. A plan that is not whole, or a day on which things stand still
already, is improved by neighbourhoods: a few interviews are let go and solved anew. Beside either,
the whole model proves (what is best, or that nothing goes); on large days it finds little.

The whole model is only given a budget of the solver's own, machine-independent time, and a plan
that does not depend on the clock, so that a plan that was proven best is the same every time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import ceil, inf
from threading import Lock
from typing import Any

from ortools.sat.python import cp_model

from workbench.planner.greedy import polished
from workbench.planner.measuring import measured
from workbench.planner.model import Model
from workbench.planner.plan import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, Interview
from workbench.planner.problem import Problem
from workbench.planner.recreating import can_recreate, recreated

FIRST_STAGE = 0.2  # of the solver's own time, about a second; doubled with each stage
POLISHES, ROUNDS = 8, 60  # before each stage
PROVABLE = 24  # free interviews up to which a proof is looked for all the time
COOLING = 0.6  # how much of the time quick changes take before neighbourhoods end it
QUICK = 600  # rounds of quick changes before the clock decides
GLANCE = 0.06  # of the solver's own time for a bound of a large day
STEP = 0.12  # of the solver's own time for one neighbourhood
LANES = 2  # neighbourhoods that are solved at once; fixed, as it decides what is found


@dataclass(frozen=True)
class Found:
    """The best so far.

    Attributes: `status` as a plan has it; `interviews`; `missing`, how many have no place;
    `weight`, the objective; `bound`, what no objective can be under.
    """

    status: str
    interviews: tuple[Interview, ...]
    missing: int
    weight: int
    bound: int

    @property
    def rank(self) -> tuple[int, int]:
        """What is smaller for the better plan."""
        return self.missing, self.weight


Report = Callable[[Found], None]


def solver(budget: float, until: float, seed: int) -> Any:
    """Return a solver of one thread with a budget of its own time, and the clock's end."""
    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = seed
    made.parameters.max_deterministic_time = budget
    made.parameters.max_time_in_seconds = max(0.01, until - time.monotonic())
    made.parameters.cp_model_probing_level = 0
    made.parameters.linearization_level = 2
    return made


def search(
    problem: Problem, start: Sequence[Interview], seconds: float, seed: int, report: Report
) -> Found:
    """Return the best plan that is found in `seconds`; report each that is better on the way.

    `start` is a plan to begin with, whole or not.
    """
    return _Search(problem, start, seconds, seed, report).run()


class _Search:
    def __init__(
        self,
        problem: Problem,
        start: Sequence[Interview],
        seconds: float,
        seed: int,
        report: Report,
    ) -> None:
        self._problem, self._seed, self._report = problem, seed, report
        self._until = time.monotonic() + seconds
        self._dice = random.Random(seed)
        self._required = all(task.free.required for task in problem.tasks)
        self._small = len(problem.tasks) <= PROVABLE
        self._bound = 0
        self._size = 8
        self._impossible = self._proven = self._stopped = False
        self._telling = Lock()
        self._best = self._found(start)
        # Whoever called has a whole plan already.
        self._told = self._best.rank if self._best.status == FEASIBLE else None

    def _found(self, interviews: Sequence[Interview]) -> Found:
        missing = len(self._problem.tasks) - len(interviews)
        whole = [*interviews, *self._problem.fixed]
        status = UNKNOWN if missing and self._required else FEASIBLE
        weight = measured(self._problem.instance, whole)
        return Found(status, tuple(interviews), missing, weight, self._bound)

    def _better(self, interviews: Sequence[Interview]) -> None:
        made = self._found(interviews)
        if made.rank < self._best.rank:
            self._best = made
            self._tell(made)

    def _tell(self, found: Found) -> None:
        """Report a plan where it is better than all that were reported."""
        with self._telling:
            if found.status == FEASIBLE and (self._told is None or found.rank < self._told):
                self._told = found.rank
                self._report(replace(found, bound=self._bound))

    def run(self) -> Found:
        budget = FIRST_STAGE
        while self._goes_on() and self._is_staged(budget):
            self._stage(budget)
            budget *= 2
        if self._goes_on():
            self._cool(budget)
        if self._impossible:
            return replace(self._best, status=INFEASIBLE)
        bound = min(self._bound, self._best.weight)
        proven = self._over() and self._best.status == FEASIBLE
        return replace(self._best, status=OPTIMAL if proven else self._best.status, bound=bound)

    def _goes_on(self) -> bool:
        return time.monotonic() < self._until and not self._over()

    def _over(self) -> bool:
        if self._impossible or self._proven or not self._problem.tasks:
            return True
        return not self._best.missing and self._bound >= self._best.weight

    def _is_staged(self, budget: float) -> bool:
        """Tell whether the plan is not whole yet, or a proof needs one made without the clock."""
        return not self._is_whole() or (self._small and budget == FIRST_STAGE)

    def _is_whole(self) -> bool:
        return can_recreate(self._problem, self._best.interviews)

    def _stage(self, budget: float) -> None:
        """Improve the best plan and try the whole model, both independent of the clock."""
        lacking, quick, self._stopped = bool(self._best.missing), self._is_whole(), False
        if not quick:
            self._polish()
        with ThreadPoolExecutor(LANES + 1) as pool:
            share = budget if self._small or lacking else GLANCE
            tried = self._small or budget == FIRST_STAGE or lacking
            proof = pool.submit(self._whole, self._best.interviews, share) if tried else None
            if quick:
                near = self._recreated(lambda number: number / QUICK)
            else:
                near = self._walk(pool, budget, 1 if tried else LANES)
            proved = proof.result() if proof is not None else None
        if not self._proven:
            self._better(near.interviews)
        self._take(proved)

    def _cool(self, budget: float) -> None:
        """Improve a whole plan until time runs out; on small days look for a proof beside it."""
        begun, base, self._stopped = time.monotonic(), self._best.interviews, False
        cooled = (self._until - begun) * COOLING

        def reached(_number: int) -> float:
            return (time.monotonic() - begun) / cooled

        with ThreadPoolExecutor(LANES + 1) as pool:
            proof = (
                pool.submit(self._prove, base, budget)
                if self._small
                else pool.submit(self._whole, base, GLANCE)
            )
            self._better(self._recreated(reached).interviews)
            self._better(self._walk(pool, inf, LANES - self._small).interviews)
            self._take(proof.result())

    def _prove(self, base: Sequence[Interview], budget: float) -> list[Interview] | None:
        """Try the whole model again and again, from the same plan with a larger budget."""
        made: list[Interview] | None = None
        while self._goes_on():
            made = self._whole(base, budget) or made
            budget *= 2
        return made

    def _take(self, proved: Sequence[Interview] | None) -> None:
        """Keep a plan of the whole model: if proven best by itself, else where it is better."""
        if proved is None:
            return
        if self._proven:
            self._best = self._found(proved)
            self._tell(self._best)
        else:
            self._better(proved)

    def _polish(self) -> None:
        """Improve by cheap steps, a few milliseconds each, before dear ones."""
        for _ in range(POLISHES):
            if time.monotonic() < self._until and self._best.interviews:
                seed = self._dice.randrange(1 << 30)
                found = list(self._best.interviews)
                self._better(polished(self._problem, found, seed, ROUNDS))

    def _recreated(self, done: Callable[[int], float]) -> Found:
        """Improve a whole plan by quick changes."""

        def reached(number: int) -> float:
            late = self._stopped or time.monotonic() >= self._until
            return 1.0 if late else done(number)

        def better(interviews: list[Interview]) -> None:
            self._tell(self._found(interviews))

        seed = self._dice.randrange(1 << 30)
        made = recreated(self._problem, self._best.interviews, seed, reached, better)
        return self._found(made)

    def _whole(self, start: Sequence[Interview], budget: float) -> list[Interview] | None:
        """Solve the whole model; return a plan where one is found."""
        try:
            return self._solve_whole(start, budget)
        finally:
            if self._proven or self._impossible:
                self._stopped = True

    def _solve_whole(self, start: Sequence[Interview], budget: float) -> list[Interview] | None:
        lacking = len(start) < len(self._problem.tasks)
        model = Model(self._problem, weighed=not (lacking and self._required))
        total = model.objective()
        if not self._required:
            total = total + model.dropped() * _beyond(self._problem)
        if not (lacking and self._required):
            model.cp.minimize(total)
        model.hint(start)
        run = solver(budget, self._until, self._seed)
        status = run.solve(model.cp)
        if status == cp_model.INFEASIBLE:
            self._impossible = True
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        made = model.read(run.value)
        if not (lacking and self._required):
            low = ceil(run.best_objective_bound - 1e-6)
            if not self._required:
                low -= _beyond(self._problem) * (len(self._problem.tasks) - len(made))
            self._bound = max(self._bound, low)
            self._proven = status == cp_model.OPTIMAL
        return made

    def _walk(self, pool: Any, budget: float, lanes: int) -> Found:
        """Improve the plan by neighbourhoods until the budget is used up."""
        best, spent = self._best, 0.0
        while spent < budget and self._goes_on() and not self._stopped:
            chosen = [self._neighbours(best) for _ in range(lanes)]
            seeds = [self._dice.randrange(1 << 30) for _ in chosen]
            jobs = [
                pool.submit(self._near, best, keys, s)
                for keys, s in zip(chosen, seeds, strict=True)
            ]
            results = [job.result() for job in jobs]
            spent += max(cost for _, cost, _ in results) + 0.002
            for made, _, whole in results:
                self._size = min(40, self._size + 1) if whole else max(4, self._size - 1)
                if made is not None:
                    found = self._found(made)
                    if found.rank < best.rank:
                        best = found
                        self._tell(best)
        return best

    def _near(self, best: Found, keys: set[Any], seed: int) -> tuple[Any, float, bool]:
        """Solve a neighbourhood: what is placed stays placed somewhere, what is not may be left."""
        placed = {each.key for each in best.interviews}
        stand = [each for each in best.interviews if each.key not in keys]
        free = tuple(
            replace(each, required=each.key in placed)
            for each in self._problem.free
            if each.key in keys
        )
        near = Problem(
            self._problem.instance, free, (*self._problem.fixed, *stand), self._problem.patient
        )
        model = Model(near)
        total = model.objective() + model.dropped() * _beyond(self._problem)
        model.cp.minimize(total)
        model.hint([each for each in best.interviews if each.key in keys])
        run = solver(STEP, self._until, seed)
        run.parameters.linearization_level = 1
        status = run.solve(model.cp)
        spent = run.response_proto.deterministic_time
        late = time.monotonic() >= self._until
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or late:
            return None, spent, False
        return [*stand, *model.read(run.value)], spent, status == cp_model.OPTIMAL

    def _neighbours(self, best: Found) -> set[Any]:
        """Choose which interviews are let go."""
        dice, size = self._dice, self._size
        placed = {each.key for each in best.interviews}
        lacking = [t.key for t in self._problem.tasks if t.key not in placed]
        keys: set[Any] = set()
        if lacking and dice.random() < 0.8:
            keys = self._of_candidate(dice.choice(lacking)[0])
            names = self._rivals(best, keys)
        elif self._problem.instance.rules.keep_round_order and dice.random() < 0.6:
            near = self._of_people if dice.random() < 0.6 else self._around
            return near(best, size)
        else:
            names = [c.id for c in self._problem.instance.candidates]
            dice.shuffle(names)
        for name in names:
            if len(keys) >= size:
                break
            keys |= self._of_candidate(name)
        return keys

    def _rivals(self, best: Found, keys: set[Any]) -> list[str]:
        """Return the candidates by dice, first those who meet people that `keys` could have."""
        near = list(best.interviews)
        self._dice.shuffle(near)
        people = {p for t in self._problem.tasks if t.key in keys for p in t.people}
        near.sort(key=lambda each: not people & set(each.panel))
        return [each.candidate for each in near]

    def _of_candidate(self, name: str) -> set[Any]:
        return {t.key for t in self._problem.tasks if t.free.candidate == name}

    def _of_people(self, best: Found, size: int) -> set[Any]:
        people = [p.id for p in self._problem.instance.interviewers]
        self._dice.shuffle(people)
        keys: set[Any] = set()
        for name in people:
            own = [each.key for each in best.interviews if name in each.panel]
            if keys and len(keys) + len(own) > size:
                break
            keys |= set(own)
        return keys

    def _around(self, best: Found, size: int) -> set[Any]:
        if not best.interviews:
            return set()
        middle = self._dice.choice(best.interviews).start
        near = sorted(best.interviews, key=lambda each: (abs(each.start - middle), each))
        return {each.key for each in near[:size]}


def _beyond(problem: Problem) -> int:
    """Return a weight that no objective of the problem reaches."""
    weights, count = problem.instance.weights, len(problem.free) + len(problem.fixed)
    day = 24 * 60
    return 1 + (count + 1) * day * (
        weights.candidate_wait
        + weights.interviewer_gap * 4
        + weights.fairness
        + weights.room_change
        + weights.finish
    )
