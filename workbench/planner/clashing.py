"""Why there is no plan: a few demands that cannot hold together.

First only as many interviews are kept as are needed for the clash, then the demands are given up
one after the other (many at once where that goes): whatever can be given up while nothing goes
still is no part of the clash. What is left is irreducible, as far as each question could be
answered in its time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ortools.sat.python import cp_model

from workbench.planner.demands import ROUND, Asked, asked, given_up, told
from workbench.planner.greedy import greedy, repaired
from workbench.planner.instance import Instance
from workbench.planner.model import Model
from workbench.planner.plan import INFEASIBLE, Demand, Plan
from workbench.planner.problem import whole_day

NARROWING = 5.0  # seconds for each half of the explanation
REPAIRS = 40  # tries to make a quick plan whole before the solver is asked
QUESTION = 1.5  # seconds for one question whether a day goes

Part = TypeVar("Part")


@dataclass(frozen=True)
class Clash:
    """The demands that clash, and the day with only the interviews for which they do."""

    demands: tuple[Asked, ...]
    narrow: Instance


def goes(instance: Instance, until: float) -> bool | None:
    """Return whether there is a plan of a day; None where that is not known in time."""
    problem = whole_day(instance)
    if any(not task.starts for task in problem.tasks):
        return False
    quick = repaired(problem, greedy(problem, attempts=6), 0, REPAIRS)
    if len(quick) == len(problem.tasks):
        return True
    run = cp_model.CpSolver()
    run.parameters.num_workers = 1
    run.parameters.cp_model_probing_level = 0
    left = min(QUESTION, until - time.monotonic())
    if left <= 0:
        return None
    run.parameters.max_time_in_seconds = left
    status = run.solve(Model(problem, weighed=False).cp)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def fewest(parts: Sequence[Part], clashes: Callable[[Sequence[Part]], bool]) -> list[Part]:
    """Return parts that still clash, and no longer do when one of them is left out."""
    kept = list(parts)
    size = max(1, len(kept) // 2)
    while True:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            if clashes(rest):
                kept = rest
            else:
                at += size
        if size == 1:
            return kept
        size = max(1, size // 2)


def find_clash(instance: Instance, seconds: float = NARROWING) -> Clash:
    """Return the clash of a day that has no plan; irreducible where twice `seconds` are enough."""
    until = time.monotonic() + seconds

    def impossible(day: Instance) -> bool:
        return goes(day, until) is False

    narrow = _narrow(instance, impossible)
    until = time.monotonic() + seconds
    everything = list(asked(narrow))

    def clashes(kept: Sequence[Asked]) -> bool:
        held = set(kept)
        return impossible(given_up(narrow, [each for each in everything if each not in held]))

    kept = fewest(everything, clashes)
    return Clash(tuple(kept) or _bare(narrow), narrow)


def _bare(day: Instance) -> tuple[Asked, ...]:
    """Return what a day asks for that cannot be even with everything else given up.

    There are fewer interviewers than one panel has members.
    """
    sat = {name for each in day.candidates for name in each.rounds}
    large = (each for each in day.rounds if each.id in sat and each.size > len(day.interviewers))
    return tuple(Asked("skill", ROUND, (each.id,)) for each in large)


def _narrow(instance: Instance, impossible: Callable[[Instance], bool]) -> Instance:
    """Return the day with as few interviews as clash."""
    sat = [(each.id, name) for each in instance.candidates for name in each.rounds]

    def only(kept: Sequence[tuple[str, str]]) -> Instance:
        held = set(kept)
        candidates = (
            replace(each, rounds=tuple(name for name in each.rounds if (each.id, name) in held))
            for each in instance.candidates
        )
        return replace(instance, candidates=tuple(each for each in candidates if each.rounds))

    for candidate in instance.candidates:
        alone = [key for key in sat if key[0] == candidate.id]
        if alone and impossible(only(alone)):
            sat = alone
            break
    return only(fewest(sat, lambda kept: bool(kept) and impossible(only(kept))))


def explained(instance: Instance) -> Plan:
    """Return an infeasible plan with an irreducible clash and up to three relaxations."""
    from workbench.planner.relaxing import relaxations

    clash = find_clash(instance)
    return Plan(
        INFEASIBLE,
        clash=tuple(
            Demand(each.kind, each.ids, told(clash.narrow, each)) for each in clash.demands
        ),
        relaxations=tuple(relaxations(instance, clash)),
    )
