"""What the child process does: solves, and tells every better plan on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from workbench.planner.events import Events
from workbench.planner.greedy import greedy, repaired
from workbench.planner.instance import Instance
from workbench.planner.measuring import objective, parts
from workbench.planner.plan import FEASIBLE, INFEASIBLE, OPTIMAL, Dropped, Interview, Plan
from workbench.planner.problem import Problem, whole_day
from workbench.planner.saying import no_place

Tell = Callable[[Plan], None]
LEAST = 1.0  # seconds for the solver, however long it took to load


@dataclass(frozen=True)
class PlanWork:
    """Plan a whole day; with `partial` as much of it as goes."""

    instance: Instance
    seconds: float
    seed: int
    partial: bool

    def run(self, tell: Tell) -> Plan:
        """Return the plan, or why there is none."""
        until = time.monotonic() + self.seconds
        problem = whole_day(self.instance, required=not self.partial)
        start = repaired(problem, greedy(problem, self.seed), self.seed)
        if self.partial or len(start) == len(problem.tasks):
            tell(plan_of(problem, FEASIBLE, tuple(start), 0))
        # The solver takes half a second to load; whoever waits has a plan before that.
        from workbench.planner.search import Found, search

        def made(found: Found) -> Plan:
            return plan_of(problem, found.status, found.interviews, found.bound)

        left = max(LEAST, until - time.monotonic())
        found = search(problem, start, left, self.seed, lambda each: tell(made(each)))
        if found.status == INFEASIBLE:
            from workbench.planner.clashing import explained

            return explained(self.instance)
        return made(found)


@dataclass(frozen=True)
class ReplanWork:
    """Mend a plan after what happened."""

    instance: Instance
    plan: tuple[Interview, ...]
    events: Events
    seconds: float
    seed: int

    def run(self, tell: Tell) -> Plan:
        """Return the mended plan."""
        from workbench.planner.replanning import mended

        return mended(self.instance, self.plan, self.events, self.seconds, self.seed, tell)


Work = PlanWork | ReplanWork


def load_solver() -> None:
    """Load what takes a second to load."""
    for name in ("replanning", "search"):
        import_module(f"workbench.planner.{name}")


def plan_of(
    problem: Problem, status: str, interviews: tuple[Interview, ...], bound: int | None
) -> Plan:
    """Return a plan of what was found, with its figures and what has no place in it."""
    if status not in (FEASIBLE, OPTIMAL):
        return Plan(status)
    whole = tuple(sorted([*problem.fixed, *interviews]))
    placed = {each.key for each in interviews}
    names, rounds = problem.instance.candidate, problem.instance.round
    figures = parts(problem.instance, whole)
    return Plan(
        status,
        objective=objective(problem.instance, figures),
        bound=bound,
        interviews=whole,
        parts=figures,
        dropped=tuple(
            Dropped(*free.key, no_place(names[free.candidate].name, rounds[free.round].name))
            for free in problem.free
            if free.key not in placed
        ),
    )
