"""Taking candidates out and putting them back: never wrong, never worse, counted right."""

from __future__ import annotations

import random

import pytest

from tests.planner import checker, samples
from workbench.planner.greedy import greedy, repaired
from workbench.planner.instance import instance_from
from workbench.planner.laying import Laying
from workbench.planner.measuring import measured
from workbench.planner.plan import FEASIBLE, Interview, plan_json
from workbench.planner.problem import Problem, whole_day
from workbench.planner.reading import Place
from workbench.planner.recreating import can_recreate, recreated
from workbench.planner.work import plan_of

ROUNDS = 120


def _begun(day: samples.Json) -> tuple[Problem, list[Interview]]:
    problem = whole_day(instance_from(Place(day, "")))
    return problem, repaired(problem, greedy(problem), 0)


def _wholes() -> list[tuple[str, samples.Json]]:
    """Days of which there is a whole plan to begin from."""
    found = [(f"tiny {seed}", samples.tiny(seed)) for seed in range(40)]
    found += [("wide", samples.wide(12, 5))]
    pairs = samples.wide(8, 6)
    for each in pairs["rounds"][:1]:
        each["panel"] = [{"skill": None, "count": 2}]
        each["seats"] = 3
    loose = samples.wide(8, 5)
    loose["rules"] = {"keep_round_order": False, "candidate_gap": 7}
    again = samples.wide(6, 4)
    again["grid"] = 4
    again["rules"] = {**again.get("rules", {}), "no_repeat_interviewer": False}
    found += [("pairs", pairs), ("loose", loose), ("again", again)]
    return [(name, day) for name, day in found if can_recreate(*_begun(day))]


@pytest.mark.parametrize(("name", "day"), _wholes(), ids=lambda each: str(each)[:12])
def test_every_plan_on_the_way_is_allowed_and_counted_right(name: str, day: samples.Json) -> None:
    problem, begun = _begun(day)
    weights = [measured(problem.instance, begun)]

    def better(interviews: list[Interview]) -> None:
        made = plan_json(plan_of(problem, FEASIBLE, tuple(interviews), 0))
        assert checker.faults(day, made) == []
        assert made["objective"] == checker.objective(day, made)
        weights.append(made["objective"])

    best = recreated(problem, begun, 1, lambda number: number / ROUNDS, better)
    assert weights == sorted(weights, reverse=True)
    assert measured(problem.instance, best) == weights[-1]


def test_most_days_have_a_whole_plan_to_begin_from() -> None:
    assert len(_wholes()) == 35


def test_what_is_laid_is_counted_as_it_is_after_every_change() -> None:
    problem, begun = _begun(samples.wide(12, 5))
    dice = random.Random(3)
    laying = Laying(problem, begun, dice)
    for _ in range(60):
        out = dice.sample(laying.names, 3)
        taken = [laying.take(name) for name in out]
        put = [name for name in out if laying.put(name)]
        if len(put) < len(out):
            for name in put:
                laying.take(name)
            laying.restore(taken)
        assert laying.weight() == measured(problem.instance, laying.interviews())


def test_a_large_day_becomes_much_better_than_it_began() -> None:
    problem, begun = _begun(samples.wide(12, 5))
    best = recreated(problem, begun, 0, lambda number: number / 400, lambda _plan: None)
    before, after = (measured(problem.instance, each) for each in (begun, best))
    assert after < 0.8 * before


def test_the_same_seed_finds_the_same() -> None:
    problem, begun = _begun(samples.wide(8, 4))
    one, other = (
        recreated(problem, begun, 7, lambda number: number / ROUNDS, lambda _plan: None)
        for _ in range(2)
    )
    assert one == other
