"""Clashes are irreducible and relaxations are enough: both asked of the planner's own solver and
written back into the file as a person would."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planner import checker, samples
from tests.planner.brute import best_by_trying
from tests.planner.test_planning import solved
from workbench.planner.clashing import fewest, find_clash, goes
from workbench.planner.demands import asked, given_up
from workbench.planner.instance import instance_from
from workbench.planner.reading import Place

Json = dict[str, Any]
LATE = float("inf")


def relaxed(day: Json, change: Json) -> Json:
    """Return the day with a relaxation written into it."""
    day = copy.deepcopy(day)
    kind, ids, becomes = change["kind"], change["ids"], change["to"]
    rules = {"order": "keep_round_order", "repeat": "no_repeat_interviewer",
             "gap": "candidate_gap", "max_wait": "max_wait"}  # fmt: skip
    keys = {"load": "max_interviews", "skill": "panel", "features": "needs"}
    if kind == "opening":
        day["opening"] = becomes
    elif kind in rules:
        day["rules"][rules[kind]] = becomes
    else:
        rows = [row for name in ("rooms", "interviewers", "rounds", "candidates")
                for row in day[name] if row["id"] == ids[0]]  # fmt: skip
        rows[0][keys.get(kind, kind)] = becomes
    return day


def test_who_leaves_too_early_is_told_with_what_would_be_enough() -> None:
    day = samples.impossible()
    made = solved(day)
    assert made["status"] == "infeasible"
    assert ("hours", ["c1"]) in [(each["kind"], each["ids"]) for each in made["clash"]]
    (change,) = made["relaxations"]
    assert change["from"] == [["09:00", "10:15"]]
    assert change["to"] == [["09:00", "11:50"]]
    assert change["minutes"] == 95
    assert solved(relaxed(day, change))["status"] == "optimal"


@pytest.mark.parametrize("seed", [1, 9, 14, 18, 21])
def test_every_clash_is_irreducible_and_every_relaxation_enough(seed: int) -> None:
    day = samples.tiny(seed)
    assert best_by_trying(day) is None
    clash = find_clash(instance_from(Place(day, "")), LATE)
    everything = list(asked(clash.narrow))
    for left_out in (None, *clash.demands):
        held = {each for each in clash.demands if each != left_out}
        loose = given_up(clash.narrow, [each for each in everything if each not in held])
        assert goes(loose, LATE) is (left_out is not None)
    made = solved(day)
    for text in [each["text"] for each in made["clash"] + made["relaxations"]]:
        assert text["zh"] != text["en"]
        assert "{" not in text["zh"] + text["en"]
    sizes = [each["minutes"] for each in made["relaxations"] if each["minutes"] is not None]
    assert sizes == sorted(sizes)
    for change in made["relaxations"]:
        again = relaxed(day, change)
        assert checker.faults(again, solved(again)) == []


@given(st.sets(st.integers(0, 30), min_size=1, max_size=4), st.integers(31, 40))
@settings(max_examples=50)
def test_the_filter_finds_exactly_what_is_needed(needed: set[int], count: int) -> None:
    assert set(fewest(range(count), lambda kept: needed <= set(kept))) == needed


def test_a_day_without_interviewers_says_that_they_are_wanted() -> None:
    day = samples.small()
    day["interviewers"] = []
    made = solved(day)
    assert made["status"] == "infeasible"
    assert {each["kind"] for each in made["clash"]} == {"skill"}
    assert made["relaxations"] == []
    day = samples.small()
    day["rounds"][0]["panel"][0]["count"] = 50
    made = solved(day)
    assert [(each["kind"], each["ids"]) for each in made["clash"]] == [
        ("skill", [day["rounds"][0]["id"]])
    ]


def test_who_has_no_hours_at_all_is_told_so() -> None:
    day = samples.small()
    day["candidates"] = day["candidates"][:1]
    day["candidates"][0]["hours"] = []
    (demand,) = solved(day)["clash"]
    assert demand["text"]["zh"].endswith("当天没有空")
    assert demand["text"]["en"].endswith("is not free on the day")
