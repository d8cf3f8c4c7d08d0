"""The pipeline's pure rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.workdays import PlainCalendar
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.rules import (
    NextAction,
    Pace,
    Standing,
    next_action,
    rank_between,
    time_in_stage,
)

ACTIVE = ApplicationState.ACTIVE


@pytest.mark.parametrize(
    ("standing", "wanted"),
    [
        (Standing(ACTIVE, StageKind.NEW), NextAction.SCREEN),
        (Standing(ACTIVE, StageKind.CALL), NextAction.CALL),
        (Standing(ACTIVE, StageKind.INTERVIEW), NextAction.SCHEDULE),
        (Standing(ACTIVE, StageKind.INTERVIEW, upcoming=True), NextAction.SCHEDULED),
        (Standing(ACTIVE, StageKind.INTERVIEW, held=1, scores_owed=2), NextAction.SCORE),
        (Standing(ACTIVE, StageKind.INTERVIEW, held=1), NextAction.DECIDE),
        (Standing(ACTIVE, StageKind.DEBRIEF), NextAction.DECIDE),
        (Standing(ACTIVE, StageKind.OFFER), NextAction.OFFER),
        (Standing(ACTIVE, StageKind.OFFER, offer_open=True), NextAction.OFFER_OUT),
        (Standing(ACTIVE, StageKind.PRE_START), NextAction.ONBOARD),
        (Standing(ApplicationState.HIRED, StageKind.HIRED), NextAction.ONBOARD),
        (Standing(ApplicationState.REJECTED, StageKind.NEW), NextAction.NONE),
        (Standing(ApplicationState.REJECTED, StageKind.NEW, letter_owed=True), NextAction.LETTER),
    ],
)
def test_the_next_action_follows_from_the_facts(standing: Standing, wanted: NextAction) -> None:
    assert next_action(standing) is wanted


@given(
    st.builds(
        Standing,
        state=st.sampled_from(ApplicationState),
        stage=st.sampled_from(StageKind),
        upcoming=st.booleans(),
        held=st.integers(0, 3),
        scores_owed=st.integers(0, 3),
        letter_owed=st.booleans(),
        offer_open=st.booleans(),
    )
)
def test_every_standing_has_a_next_action(standing: Standing) -> None:
    assert isinstance(next_action(standing), NextAction)


@pytest.mark.parametrize(
    ("since", "today", "days", "pace"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), 0, Pace.IN_TIME),
        (date(2026, 3, 2), date(2026, 3, 3), 1, Pace.IN_TIME),
        (date(2026, 3, 2), date(2026, 3, 4), 2, Pace.DUE_TODAY),
        (date(2026, 3, 2), date(2026, 3, 5), 3, Pace.OVERDUE),
        (date(2026, 3, 6), date(2026, 3, 9), 1, Pace.IN_TIME),
        (date(2026, 3, 6), date(2026, 3, 5), 0, Pace.IN_TIME),
    ],
)
def test_time_in_a_stage_counts_working_days(
    since: date, today: date, days: int, pace: Pace
) -> None:
    found = time_in_stage(since, today, 2, PlainCalendar())
    assert (found.days, found.pace) == (days, pace)


def test_a_stage_without_a_limit_is_never_late() -> None:
    found = time_in_stage(date(2026, 1, 1), date(2026, 3, 1), None, PlainCalendar())
    assert found.pace is Pace.IN_TIME


@given(st.lists(st.integers(0, 5), max_size=30))
def test_ranks_keep_the_order_in_which_cards_were_put(places: list[int]) -> None:
    column: list[float] = []
    for place in places:
        at = min(place, len(column))
        before = column[at - 1] if at else None
        after = column[at] if at < len(column) else None
        column.insert(at, rank_between(before, after))
    assert column == sorted(column)
    assert len(set(column)) == len(column)
