"""The small house of the interviews, with one interview that was held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from tests.interviews.conftest import House, chinese, house
from workbench.interviews.commands import HoldInterview
from workbench.kernel.clock import SetClock
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation

__all__ = ["chinese", "house"]

PLAIN = (GivenRating("own_part", 4), GivenRating("depth", 3))


@dataclass
class Panel:
    """The house, and an interview of two candidates by two colleagues and a listener."""

    house: House
    interview: str

    def card(self, who: int = 0, by: int = 0, **changes: object) -> EnterScorecard:
        """Return a scorecard of the numbered candidate by the numbered colleague."""
        card = EnterScorecard(
            self.house.applications[who],
            self.house.staff[by],
            "project-deep-dive",
            Recommendation.YES,
            self.interview,
            PLAIN,
        )
        return replace(card, **changes)  # type: ignore[arg-type]

    def enter(self, who: int = 0, by: int = 0, **changes: object) -> str:
        """Hand it in and return its id."""
        return str(self.house.run(self.card(who, by, **changes)))


@pytest.fixture
def panel(house: House, clock: SetClock) -> Panel:
    made = house.schedule(0, 1, panel=tuple(house.staff[:2]), shadows=(house.staff[2],))
    clock.moment = datetime(2026, 3, 3, 4, tzinfo=UTC)
    house.run(HoldInterview(made))
    return Panel(house, made)
