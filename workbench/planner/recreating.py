"""Improving a whole plan fast: take a few candidates out, put each back where it weighs least.

Ruin and recreate (Schrimpf and others, "Record breaking optimization results using the ruin and
recreate principle", Journal of Computational Physics 159, 2000), with the acceptance of simulated
annealing. What is put back is placed best by dynamic programming over the starts of a candidate's
rounds: what an interviewer's day loses or gains is known for all starts at once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import exp, log

from workbench.planner.laying import Laying
from workbench.planner.plan import Interview
from workbench.planner.problem import Problem

MOST_OUT = 3  # candidates that are taken out at once
HOT, COLD = 200.0, 2.0  # temperatures, in units of the objective
STRANGERS, SHARING = 0.15, 0.5  # draws up to which any are taken out, those who share people


def can_recreate(problem: Problem, interviews: Sequence[Interview]) -> bool:
    """Tell whether a plan is whole, so that nobody has to be left out."""
    return (
        not problem.fixed
        and len(interviews) == len(problem.tasks)
        and len(problem.instance.candidates) > 1
    )


def recreated(
    problem: Problem,
    interviews: Sequence[Interview],
    seed: int,
    done: Callable[[int], float],
    better: Callable[[list[Interview]], None],
) -> list[Interview]:
    """Return the best plan met, from a whole one on.

    `done` is told how many rounds have been and says how far things are, from 0 on; at 1 they end.
    `better` gets each best plan on the way.
    """
    return _Annealing(problem, interviews, seed).run(done, better)


class _Annealing:
    def __init__(self, problem: Problem, interviews: Sequence[Interview], seed: int) -> None:
        self._dice = random.Random(seed)
        self._laying = Laying(problem, interviews, self._dice)
        self._best = list(interviews)
        self._weight = self._least = self._laying.weight()

    def run(
        self, done: Callable[[int], float], better: Callable[[list[Interview]], None]
    ) -> list[Interview]:
        cooling, number = log(COLD / HOT), 0
        while (reached := done(number)) < 1:
            if self._step(HOT * exp(cooling * reached)):
                better(self._best)
            number += 1
        return self._best

    def _step(self, temperature: float) -> bool:
        """Take out, put back, keep or not; return whether it is the best so far."""
        laying, dice = self._laying, self._dice
        out = self._chosen()
        before = [laying.take(name) for name in out]
        dice.shuffle(out)
        for number, name in enumerate(out):
            if not laying.put(name):
                self._undo(out[:number], before)
                return False
        weight = laying.weight()
        if weight > self._weight - temperature * log(1 - dice.random()):
            self._undo(out, before)
            return False
        self._weight = weight
        if weight >= self._least:
            return False
        self._least, self._best = weight, laying.interviews()
        return True

    def _undo(self, there: list[str], before: list[list[Interview]]) -> None:
        for name in there:
            self._laying.take(name)
        self._laying.restore(before)

    def _chosen(self) -> list[str]:
        """Return candidates who have to do with each other."""
        dice, laying = self._dice, self._laying
        names = laying.names
        first = dice.choice(names)
        count = dice.randint(1, min(MOST_OUT, len(names)))
        draw = dice.random()
        if draw < STRANGERS:
            return dice.sample(names, count)
        near = laying.sharing(first) if draw < SHARING else laying.nearest(first)
        near = near[: 2 * count]
        dice.shuffle(near)
        return [first, *near[: count - 1]]
