"""What is wished of a planned day, besides what the vault knows."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.planner.instance import Rules, Weights
from workbench.planner.times import Span

GRIDS = (5, 10, 15, 30)
_MOST_WEIGHT, _DAY = 100, 24 * 60


@dataclass(frozen=True)
class DayWishes:
    """How a day shall be planned. Raises RuleBroken for what cannot be wished.

    Attributes: `grid`, minutes at which interviews may begin; `gap`, least minutes between two
    interviews of one candidate, and `max_wait`, most, None for any; `keep_order`, of the rounds;
    `meet_again`, whether an interviewer may meet a candidate twice; `lunch`, minutes from midnight
    that are kept free, None for no break; the five weights of what is to be small.
    """

    grid: int = 15
    gap: int = 0
    max_wait: int | None = None
    keep_order: bool = True
    meet_again: bool = False
    lunch: Span | None = (12 * 60, 13 * 60)
    candidate_wait: int = 3
    interviewer_gap: int = 1
    fairness: int = 2
    room_change: int = 1
    finish: int = 1

    def __post_init__(self) -> None:
        if self.grid not in GRIDS:
            text = N_("Interviews begin at every 5, 10, 15 or 30 minutes.")
            raise RuleBroken("grid", text)
        if not 0 <= self.gap <= _DAY:
            raise RuleBroken("gap", N_("Between two interviews lie from 0 minutes to a day."))
        if self.max_wait is not None and not self.gap <= self.max_wait <= _DAY:
            text = N_("The longest wait is not shorter than the least break: {n} minutes.")
            raise RuleBroken("max_wait", text, n=self.gap)
        if not all(0 <= each <= _MOST_WEIGHT for each in self._weights()):
            raise RuleBroken("weights", N_("A weight is a whole number from 0 to 100."))
        if self.lunch is not None and not 0 <= self.lunch[0] < self.lunch[1] <= _DAY:
            raise RuleBroken("lunch", N_("The lunch break must end after it begins."))

    def _weights(self) -> tuple[int, ...]:
        return (
            self.candidate_wait,
            self.interviewer_gap,
            self.fairness,
            self.room_change,
            self.finish,
        )

    def rules(self) -> Rules:
        """Return the rules for every candidate, as the planner wants them."""
        return Rules(self.keep_order, not self.meet_again, self.gap, self.max_wait)

    def weights(self) -> Weights:
        """Return what counts how much, as the planner wants it."""
        return Weights(*self._weights())
