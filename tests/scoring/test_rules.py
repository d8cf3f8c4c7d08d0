from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import RuleBroken
from workbench.scoring.models import Recommendation
from workbench.scoring.rules import (
    Judged,
    card_mean,
    check_judgements,
    check_verdict,
    figures,
    knocked_out,
    may_score,
)

LEVELS = st.one_of(st.none(), st.integers(1, 5))
JUDGED = st.builds(
    Judged,
    st.sampled_from(["depth", "own_part", "learning"]),
    LEVELS,
    st.sampled_from(["", "saw it"]),
    st.floats(0.25, 4),
    st.booleans(),
)


@given(st.lists(JUDGED, max_size=9), st.text("ab", max_size=3))
def test_unrated_changes_nothing(judged: list[Judged], name: str) -> None:
    with_unrated = [*judged, Judged(name, None, "", 3.0)]
    assert card_mean(with_unrated) == card_mean(judged)


@given(st.lists(JUDGED, max_size=9))
def test_a_mean_lies_among_what_was_rated(judged: list[Judged]) -> None:
    rated = [each.level for each in judged if each.level is not None]
    mean = card_mean(judged)
    if not rated:
        assert mean is None
    else:
        assert mean is not None
        assert min(rated) - 1e-9 <= mean <= max(rated) + 1e-9


@given(st.lists(st.one_of(st.none(), st.floats(1, 5)), max_size=9))
def test_figures_are_of_what_was_given(values: list[float | None]) -> None:
    given_values = [value for value in values if value is not None]
    found = figures(values)
    assert found.n == len(given_values)
    assert (found.mean is None) == (not given_values)
    assert (found.spread is None) == (len(given_values) < 2)
    if found.spread is not None:
        assert 0 <= found.spread <= 4


def test_weights_count() -> None:
    assert card_mean([Judged("a", 5, "", 3.0), Judged("b", 1, "", 1.0)]) == 4.0


@given(st.lists(JUDGED, max_size=6))
def test_extremes_need_a_comment(judged: list[Judged]) -> None:
    bare = [each for each in judged if each.level in (1, 5) and not each.comment]
    if bare:
        with pytest.raises(RuleBroken) as caught:
            check_judgements(judged)
        assert caught.value.field == "ratings"
    else:
        check_judgements(judged)


@pytest.mark.parametrize("level", [0, 6, -1, 2.5, "4", True])
def test_levels_that_cannot_be(level: object) -> None:
    with pytest.raises(RuleBroken):
        check_judgements([Judged("a", level, "why")])  # type: ignore[arg-type]


def test_a_recommendation_stands_on_something() -> None:
    with pytest.raises(RuleBroken, match="missing"):
        check_verdict(Recommendation.NOT_ENOUGH, "  ", 4)
    check_verdict(Recommendation.NOT_ENOUGH, "left early", 0)
    with pytest.raises(RuleBroken, match="not enough evidence"):
        check_verdict(Recommendation.YES, "nice", 0)
    check_verdict(Recommendation.NO, "", 1)


def test_knock_out_is_level_one_only() -> None:
    judged = [Judged("a", 1, "x", 1, True), Judged("b", 2, "", 1, True), Judged("c", 1, "x")]
    assert knocked_out(judged) == ("a",)


def test_listeners_do_not_score() -> None:
    members = [("li", False), ("sun", True)]
    assert may_score("li", members)
    assert not may_score("sun", members)
    assert not may_score("zhou", members)
