"""What a stage set has to be like, and which stage follows which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import LANGUAGES
from workbench.letters.models import LetterKind
from workbench.pipeline.models import StageKind
from workbench.pipeline.roles import Role
from workbench.pipeline.shipped_sets import SHIPPED
from workbench.pipeline.stage_rules import (
    KINDS,
    StageDraft,
    StagePlace,
    clean_names,
    clean_stages,
    counterparts,
)


def stage(name: str, kind: str, **more: Any) -> StageDraft:
    return StageDraft({"zh": name, "en": name}, kind, **more)


NEW, TALK = stage("新", "new"), stage("面试", "interview", scored=True)
OFFER, END = stage("Offer", "offer"), stage("入职", "hired")


def refused(*drafts: StageDraft) -> str:
    with pytest.raises(RuleBroken) as found:
        clean_stages(drafts)
    return found.value.field


def test_a_set_ends_with_its_only_stage_for_those_who_started() -> None:
    assert clean_stages((NEW, TALK, OFFER, END))
    assert refused() == "stages"
    assert refused(NEW, TALK) == "stages"
    assert refused(END) == "stages"
    assert refused(NEW, replace(END, names={"zh": "到岗"}), END) == "stages.2.kind"
    assert refused(NEW, OFFER, replace(OFFER, names={"zh": "二次"}), END) == "stages.3.kind"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"limit_days": 0}, "limit_days"),
        ({"limit_days": 61}, "limit_days"),
        ({"limit_days": 2.5}, "limit_days"),
        ({"limit_days": True}, "limit_days"),
        ({"limit_days": "3"}, "limit_days"),
        ({"kind": "party"}, "kind"),
        ({"kind": "debrief", "scored": True}, "scored"),
        ({"scored": "yes"}, "scored"),
        ({"names": {"zh": "  ", "en": ""}}, "names"),
        ({"names": "一面"}, "names"),
        ({"names": {"zh": 3}}, "names"),
        ({"names": {"zh": "面" * 41}}, "names"),
        ({"names": {"zh": "新"}}, "names"),
        ({"owner": "谁" * 61}, "owner"),
        ({"scorers": ("a",) * 9}, "scorers"),
        ({"entry_criteria": {"zh": "长" * 1001}}, "entry_criteria"),
        ({"exit_criteria": ["x"]}, "exit_criteria"),
    ],
)
def test_what_is_wrong_names_stage_and_field(change: dict[str, Any], field: str) -> None:
    assert refused(NEW, replace(TALK, **change), END) == f"stages.2.{field}"


@pytest.mark.parametrize("limit", [None, 1, 60])
def test_limits_that_hold(limit: int | None) -> None:
    assert clean_stages((replace(NEW, limit_days=limit), END))[0].limit_days == limit


def test_a_name_left_out_in_one_language_takes_the_other() -> None:
    assert clean_names({"zh": " 初  筛 ", "en": ""}, "zh") == {"zh": "初 筛", "en": "初 筛"}
    assert clean_names({"en": "Call"}, "zh") == {"zh": "Call", "en": "Call"}


def test_texts_are_tidied_and_empty_rules_left_out() -> None:
    rules = {"zh": " 已核对 ", "en": "  "}
    draft = replace(TALK, exit_criteria=rules, scorers=[" 用人  经理 ", ""], owner=" HR ")
    found = clean_stages((NEW, draft, END))[1]
    assert (found.exit_criteria, found.scorers, found.owner) == (
        {"zh": "已核对"},
        ("用人 经理",),
        "HR",
    )


def test_shipped_sets_keep_the_rules_and_say_what_each_stage_asks_for() -> None:
    letters, roles = {"", *map(str, LetterKind)}, set(map(str, Role))
    for each in SHIPPED:
        drafts = [
            StageDraft(
                {"zh": one.zh, "en": one.en},
                one.kind,
                one.limit,
                bool(one.scorers),
                one.entry.texts,
                one.exit.texts,
            )
            for one in each.stages
        ]
        clean_stages(drafts)
        for one in each.stages:
            assert one.letter in letters, one.zh
            assert {one.owner, *one.scorers} <= roles, one.zh
            assert all(one.entry.texts[way] and one.exit.texts[way] for way in LANGUAGES)


places = st.lists(st.sampled_from(KINDS), max_size=10).map(
    lambda kinds: [StagePlace(f"a{n}", f"o{n}", kind, n) for n, kind in enumerate(kinds)]
)


@given(places, st.randoms(use_true_random=False))
def test_a_stage_that_is_moved_follows_itself(before: list[StagePlace], random: Any) -> None:
    mixed = random.sample(before, len(before))
    after = [replace(each, id=f"b{each.origin_id}", position=n) for n, each in enumerate(mixed)]
    assert counterparts(before, after) == {each.id: f"b{each.origin_id}" for each in before}


@given(places, places)
def test_without_identity_kinds_follow_and_none_twice(
    before: list[StagePlace], others: list[StagePlace]
) -> None:
    after = [replace(each, id=f"b{each.id}", origin_id=f"x{each.id}") for each in others]
    found = counterparts(before, after)
    kind = {each.id: each.kind for each in (*before, *after)}
    assert len(set(found.values())) == len(found)
    assert all(kind[old] == kind[new] for old, new in found.items())
    for name in StageKind:
        there = sum(each.kind == name for each in before)
        assert sum(kind[old] == name for old in found) == min(
            there, sum(each.kind == name for each in after)
        )


def test_a_stage_is_never_given_to_another_while_its_own_follower_is_there() -> None:
    before = [StagePlace("1", "一面", "interview", 1), StagePlace("2", "二面", "interview", 2)]
    after = [StagePlace("b", "二面", "interview", 1)]
    assert counterparts(before, after) == {"2": "b"}
