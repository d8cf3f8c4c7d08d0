"""All that the page shows of the starters, asked for in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.app import Connection
from workbench.onboarding.models import OnboardingState
from workbench.onboarding.queries import list_onboardings, onboarding, suggest_buddies
from workbench.onboarding.rows import OnboardingCard, OnboardingLine, SuggestionRow


@dataclass(frozen=True)
class Starters:
    """The list, and the one on show with the colleagues who could be the buddy."""

    lines: tuple[OnboardingLine, ...]
    done: int
    card: OnboardingCard | None
    suggestions: tuple[SuggestionRow, ...]


def starters(connection: Connection, chosen: str, state: str, today: date) -> Starters:
    """Return the onboardings of a state ('' under way) with the chosen or the first of them."""
    lines = list_onboardings(connection, state=state, today=today, limit=500).rows
    done = list_onboardings(connection, state=OnboardingState.DONE, limit=0, today=today).total
    ids = [line.id for line in lines]
    if chosen not in ids:
        chosen = ids[0] if ids else ""
    if not chosen:
        return Starters(lines, done, None, ())
    card = onboarding(connection, chosen, today=today)
    found = suggest_buddies(connection, chosen, today=today).rows
    return Starters(lines, done, card, found)
