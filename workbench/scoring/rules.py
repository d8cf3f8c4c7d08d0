"""Pure rules of scoring: what a scorecard must say, and what several say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.scoring.models import HIGHEST, LOWEST, Recommendation

RECOMMENDATION_NAMES = {
    Recommendation.STRONG_NO: N_("Strong no hire"),
    Recommendation.NO: N_("No hire"),
    Recommendation.YES: N_("Hire"),
    Recommendation.STRONG_YES: N_("Strong hire"),
    Recommendation.NOT_ENOUGH: N_("Not enough evidence"),
}


@dataclass(frozen=True)
class Judged:
    """One attribute as it was judged; `level` is None where it was not seen."""

    attribute: str
    level: int | None
    comment: str = ""
    weight: float = 1.0
    knock_out: bool = False


@dataclass(frozen=True)
class Figures:
    """What several judgements come to.

    Attributes: `mean`, of those that were given, or None; `n`, how many were given; `spread`, from
    the lowest to the highest, or None for fewer than two.
    """

    mean: float | None
    n: int
    spread: float | None


def check_judgements(judgements: Iterable[Judged]) -> None:
    """Raise RuleBroken where a level cannot be, or an extreme one stands without its reason."""
    for each in judgements:
        if each.level is None:
            continue
        if type(each.level) is not int or not LOWEST <= each.level <= HIGHEST:
            text = N_("{attribute}: a level is a whole number from 1 to 5, or left out.")
            raise RuleBroken("ratings", text, attribute=each.attribute)
        if each.level in (LOWEST, HIGHEST) and not each.comment.strip():
            text = N_("{attribute}: write down what you saw; levels 1 and 5 need it.")
            raise RuleBroken("ratings", text, attribute=each.attribute)


def check_verdict(recommendation: Recommendation, comment: str, rated: int) -> None:
    """Raise RuleBroken where a recommendation stands on nothing, or does not say what is missing.

    `rated` is how many attributes have a level.
    """
    if recommendation is Recommendation.NOT_ENOUGH:
        if not comment.strip():
            raise RuleBroken("comment", N_("Say what evidence is missing."))
    elif not rated:
        text = N_("Nothing was rated: the recommendation can only be “not enough evidence”.")
        raise RuleBroken("recommendation", text)


def card_mean(judgements: Iterable[Judged]) -> float | None:
    """Return the weighted mean of what was rated; None where nothing was. Unrated is not zero."""
    rated = [(each.level, each.weight) for each in judgements if each.level is not None]
    whole = sum(weight for _, weight in rated)
    if whole <= 0:
        return None
    return sum(level * weight for level, weight in rated) / whole


def figures(values: Iterable[float | None]) -> Figures:
    """Return mean, number and spread of what was given."""
    given = [value for value in values if value is not None]
    if not given:
        return Figures(None, 0, None)
    spread = max(given) - min(given) if len(given) > 1 else None
    return Figures(sum(given) / len(given), len(given), spread)


def knocked_out(judgements: Iterable[Judged]) -> tuple[str, ...]:
    """Return the attributes that alone speak against somebody."""
    return tuple(each.attribute for each in judgements if each.knock_out and each.level == LOWEST)


def may_score(staff_id: str, panel: Sequence[tuple[str, bool]]) -> bool:
    """Tell whether a colleague may score; `panel` is (colleague, whether they only listen)."""
    return (staff_id, False) in panel
