"""The five figures of a plan, and what they weigh together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from workbench.planner.instance import Instance
from workbench.planner.plan import Interview
from workbench.planner.times import inside

TENTH = 10  # what one interview of difference or one change of room counts


def parts(instance: Instance, interviews: Sequence[Interview]) -> dict[str, int]:
    """Return the five figures before weighting; tens included, minutes otherwise."""
    found = sorted(interviews)
    people = [[each for each in found if p.id in each.panel] for p in instance.interviewers]
    sitting = [[each for each in found if each.candidate == c.id] for c in instance.candidates]
    gap = instance.rules.candidate_gap
    return {
        "candidate_wait": sum(
            max(0, after.start - before.end - gap)
            for own in sitting
            for before, after in pairwise(own)
        ),
        "interviewer_gap": sum(
            max(0, inside(instance.opening, before.end, after.start) - person.buffer)
            for person, own in zip(instance.interviewers, people, strict=True)
            for before, after in pairwise(own)
        ),
        "fairness": TENTH * _spread(instance, found, list(map(len, people))),
        "room_change": TENTH
        * sum(
            before.room is not None and after.room is not None and before.room != after.room
            for own in sitting
            for before, after in pairwise(own)
        ),
        "finish": _finish(instance, found),
    }


def objective(instance: Instance, figures: dict[str, int]) -> int:
    """Return the weighted sum of the five figures."""
    weights = instance.weights
    return sum(getattr(weights, name) * figure for name, figure in figures.items())


def measured(instance: Instance, interviews: Sequence[Interview]) -> int:
    """Return the objective of a plan."""
    return objective(instance, parts(instance, interviews))


def sharing(instance: Instance, rounds: Iterable[str]) -> list[str]:
    """Return the interviewers between whom these rounds are to be shared fairly."""
    asked = {need.skill for name in rounds for need in instance.round[name].panel}
    return [p.id for p in instance.interviewers if None in asked or asked & p.skills]


def _spread(instance: Instance, found: list[Interview], loads: list[int]) -> int:
    shared = set(sharing(instance, {each.round for each in found}))
    own = [n for p, n in zip(instance.interviewers, loads, strict=True) if p.id in shared]
    return max(own) - min(own) if own else 0


def _finish(instance: Instance, found: list[Interview]) -> int:
    return max(each.end for each in found) - instance.opening[0][0] if found else 0
