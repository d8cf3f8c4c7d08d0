"""The fewest changes: is there a plan with at most k of them? asked for one k after the other.

With most of the day held where it is such a question is answered in a moment, where minimising over
the whole day takes long. Two threads ask: one counts up from the changes that must be, the other
comes down from the best plan so far. Where they meet, the count is proven.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from math import inf
from threading import Lock
from typing import Any

from ortools.sat.python import cp_model

from workbench.planner.plan import Interview

GUESSES = (7, 3, 15)  # how many more than the certain changes are asked for at first
SLICE = 0.5  # seconds for a question from above; doubled with each round of them

Question = tuple[Any, Any, Callable[[Any], list[Interview]]]  # the solver, its model, its reading
Ask = Callable[[int], Question]
Near = Callable[[], list[Interview] | None]
Count = Callable[[list[Interview]], int]


class Deepening:
    """Looks for a plan with the fewest changes.

    `ask` makes the question for at most k changes, `count` counts those of a plan, `low` are
    certain and `high` are possible at all. Attributes: `best`, None where there is none so far;
    `fewest`, how many changes it has; `low`, what no plan can be under.
    """

    def __init__(self, ask: Ask, count: Count, low: int, high: int) -> None:
        self._ask, self._count, self._high = ask, count, high
        self.low, self.best = low, None
        self.fewest = high + 1
        self._running: list[tuple[int, Any]] = []
        self._lock = Lock()

    best: list[Interview] | None

    @property
    def is_proven(self) -> bool:
        """Whether no plan has fewer changes, or whether there is none."""
        return self.low >= self.fewest

    def run(self, near: Near, until: float, at_last: float) -> None:
        """Look until `until`, and on until `at_last` while there is no plan.

        `near` may know a plan to come down from.
        """

        def above() -> None:
            with_plan = near()
            if with_plan is not None:
                with self._lock:
                    self._take(with_plan, until)
            self._lane(self._from_above(), until, at_last)

        with ThreadPoolExecutor(2) as pool:
            lanes = pool.submit(self._lane, self._from_below(), until, at_last), pool.submit(above)
            for lane in lanes:
                lane.result()

    def _from_below(self) -> Iterator[tuple[int, float]]:
        """Yield how many are asked for, and for how many seconds."""
        while True:
            yield self.low, inf

    def _from_above(self) -> Iterator[tuple[int, float]]:
        slice_ = SLICE
        while True:
            for more in GUESSES:
                if self.best is None:
                    yield min(self._high, self.low + more), slice_
            if self.best is None:
                yield self._high, slice_
            elif self._between() > self.low:
                yield self._between(), slice_
            if self.best is not None:
                yield max(self.low, self.fewest - 1), slice_
            slice_ *= 2

    def _between(self) -> int:
        return (self.low + self.fewest - 1) // 2

    def _lane(self, lane: Iterator[tuple[int, float]], until: float, at_last: float) -> None:
        while not self.is_proven:
            with self._lock:
                asked, slice_ = next(lane)
            end = until if self.best is not None else at_last
            left = end - time.monotonic()
            if left <= 0:
                return
            solver, model, read = self._ask(asked)
            solver.parameters.max_time_in_seconds = min(left, slice_)
            with self._lock:
                self._running.append((asked, solver))
            status = solver.solve(model)
            with self._lock:
                self._running.remove((asked, solver))
                self._learn(asked, status, solver, read, until)

    def _learn(self, asked: int, status: Any, solver: Any, read: Any, until: float) -> None:
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._take(read(solver.value), until)
        elif status == cp_model.INFEASIBLE:
            self.low = max(self.low, asked + 1)
            self._stop(until)

    def _take(self, made: list[Interview], until: float) -> None:
        if self._count(made) < self.fewest:
            self.best, self.fewest = made, self._count(made)
        self._stop(until)

    def _stop(self, until: float) -> None:
        """End questions that are answered already or come too late."""
        late = self.best is not None and time.monotonic() >= until
        for asked, each in self._running:
            if late or self.is_proven or asked < self.low or asked >= self.fewest:
                each.stop_search()
