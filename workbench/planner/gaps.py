"""How long interviewers wait, as an expression of the constraint model.

Time is counted in minutes of opening since midnight, so that closed time between two interviews is
no gap. In each opening span the waits of a person telescope: last end less first start less what
is worked, less one buffer between each two. Between two spans the wait may be shorter than the
buffer, as the closed time counts for the buffer too; there it is bounded from below by zero.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from workbench.planner.instance import Interviewer
from workbench.planner.plan import Interview, Key
from workbench.planner.problem import Task
from workbench.planner.times import DAY, inside

if TYPE_CHECKING:
    from workbench.planner.model import Model


class Gaps:
    """Builds the waits of all interviewers into a model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._cp = model.cp
        self._spans = model.day.opening
        self._in: dict[tuple[Key, int], Any] = {}
        for task in model.problem.tasks:
            self._locate(task)

    def _locate(self, task: Task) -> None:
        """Say in which opening spans an interview may lie."""
        cp, grid, key = self._cp, self._model.day.grid, task.key
        low = {
            n: [max(low, -(-start // grid)), min(high, (end - 1) // grid)]
            for n, (start, end) in enumerate(self._spans)
            for low, high in task.starts
            if max(low, -(-start // grid)) <= min(high, (end - 1) // grid)
        }
        if len(low) == 1:
            self._in[key, next(iter(low))] = self._model.present[key]
            return
        for n in low:
            literal = cp.new_bool_var(f"{'/'.join(key)} in span {n}")
            start, end = self._spans[n]
            moment = self._model.begin(key)
            cp.add_linear_constraint(moment, start, end - 1).only_enforce_if(literal)
            self._in[key, n] = literal
        if low:
            cp.add(sum(self._in[key, n] for n in low) == self._model.present[key])

    def _open(self, minute: int) -> int:
        return inside(self._spans, 0, minute)

    def total(self) -> Any:
        """Return the minutes that all interviewers wait."""
        return sum(self._of(person) for person in self._model.day.interviewers)

    def _of(self, person: Interviewer) -> Any:
        problem = self._model.problem
        tasks = [t for t in problem.tasks if person.id in t.people]
        held = sorted(each for each in problem.fixed if person.id in each.panel)
        if not tasks:
            return self._waited(person, held)
        used, first, last = {}, {}, {}
        for n, (start, end) in enumerate(self._spans):
            own = [t for t in tasks if (t.key, n) in self._in]
            stand = [each for each in held if self._span_of(each) == n]
            if own or stand:
                first[n] = self._cp.new_int_var(self._open(start), self._open(end), "first")
                last[n] = self._cp.new_int_var(self._open(start), self._open(DAY), "last")
                used[n] = self._cp.new_bool_var("used")
                self._bound(person.id, n, own, stand, (used[n], first[n], last[n]))
        stretch = sum(last[n] - first[n] for n in used)
        work = sum(self._open(each.end) - self._open(each.start) for each in held) + sum(
            t.free.minutes * self._model.member[t.key, person.id] for t in tasks
        )
        breaks = self._model.load(person.id) - sum(used.values())
        within = stretch - work - person.buffer * breaks
        lost = self._waited(person, held, below=True)
        waits = self._cp.new_int_var(0, self._open(DAY), f"waits of {person.id}")
        self._cp.add(waits >= within + lost)
        return waits + sum(self._across(person.buffer, used, first, last))

    def _bound(
        self, person: str, n: int, own: list[Task], stand: list[Interview], bounds: Any
    ) -> None:
        """Let first and last of a span reach over what lies in it."""
        cp, (used, first, last) = self._cp, bounds
        before = self._spans[n][0] - self._open(self._spans[n][0])
        cp.add(first <= last)
        for task in own:
            here = [self._model.member[task.key, person], self._in[task.key, n]]
            start = self._model.begin(task.key) - before
            cp.add(first <= start).only_enforce_if(here)
            cp.add(last >= start + task.free.minutes).only_enforce_if(here)
            cp.add_bool_or([used]).only_enforce_if(here)
        for each in stand:
            cp.add(first <= self._open(each.start))
            cp.add(last >= self._open(each.end))
            cp.add_bool_or([used])

    def _across(self, buffer: int, used: Any, first: Any, last: Any) -> list[Any]:
        """Return the waits from one span into a later one."""
        waits = []
        for one, other in combinations(sorted(used), 2):
            wait = self._cp.new_int_var(0, self._open(DAY), "across")
            between = [~used[n] for n in used if one < n < other]
            enough = self._cp.add(wait >= first[other] - last[one] - buffer)
            enough.only_enforce_if([used[one], used[other], *between])
            waits.append(wait)
        return waits

    def _span_of(self, interview: Interview) -> int:
        """Return the span in which an interview begins, or the one before."""
        starts = [n for n, (start, _) in enumerate(self._spans) if start <= interview.start]
        return starts[-1] if starts else 0

    def _waited(self, person: Interviewer, held: list[Interview], *, below: bool = False) -> int:
        """Return what passed between interviews that stand still.

        With `below` how far it stays under the buffer within the spans, which telescoping counts
        as a wait below zero.
        """
        found = 0
        for before, after in pairwise(held):
            wait = inside(self._spans, before.end, after.start) - person.buffer
            if not below:
                found += max(0, wait)
            elif self._span_of(before) == self._span_of(after):
                found += max(0, -wait)
        return found
