"""The filters and orders of the board, and views that are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.insights.test_board import Case
from workbench.app import App
from workbench.insights.board import board_lines
from workbench.insights.columns import columns, filter_choices
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import RuleBroken
from workbench.people.commands import ChangeCandidate, TagCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, MoveApplications, OpenRequisition, StarApplication
from workbench.pipeline.views import (
    BoardFilter,
    BoardOrder,
    DropView,
    Layout,
    SaveView,
    filter_of,
    list_views,
    spec_of,
)
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation


@pytest.fixture
def case(desk: App, clock: SetClock) -> Case:
    return Case(desk, clock)


def shown(case: Case, only: BoardFilter, post: str = "") -> list[int]:
    """Return the numbers of the cards that are shown, in their order."""
    found = case.desk.ask(columns, post, case.clock.moment, only)
    return [case.cards.index(each) for column in found for each in column.ids]


def test_a_source_or_a_tag_narrows_the_board(case: Case) -> None:
    case.desk.run(ChangeCandidate(case.people[0], source="内推"))
    case.desk.run(ChangeCandidate(case.people[1], source="猎聘"))
    case.desk.run(TagCandidate(case.people[2], add=("Go",)))
    assert shown(case, BoardFilter(source=("内推",))) == [0]
    assert shown(case, BoardFilter(source=("内推", "猎聘")), case.post) == [0, 1]
    assert shown(case, BoardFilter(tag=("Go",))) == [2]
    assert shown(case, BoardFilter(source=("内推",), tag=("Go",))) == []
    choices = case.desk.ask(filter_choices)
    assert (choices.sources, choices.tags) == (("内推", "猎聘"), ("Go",))


def test_manager_and_department_narrow_the_board_of_all(case: Case) -> None:
    boss = case.desk.run(AddStaff("老板", manager=True)).value
    other = case.desk.run(
        OpenRequisition("销售", stage_set="rd", department="销售部", manager=boss)
    ).value
    case.cards.append(case.desk.run(Apply(case.people[0], other)).value)
    assert shown(case, BoardFilter(department="销售部")) == [3]
    assert shown(case, BoardFilter(manager=boss)) == [3]
    assert case.desk.ask(filter_choices).managers == (boss,)


def test_overdue_and_key_candidates(case: Case) -> None:
    case.desk.run(StarApplication(case.cards[1]))
    assert shown(case, BoardFilter(starred=True)) == [1]
    case.clock.moment += timedelta(days=10)
    case.desk.run(MoveApplications((case.cards[2],), "技术初评"))
    assert shown(case, BoardFilter(overdue=True)) == [0, 1]


def score(case: Case, number: int, *levels: int) -> None:
    ratings = tuple(map(GivenRating, ("own_part", "depth"), levels))
    card = EnterScorecard(
        case.cards[number], case.staff, "project-deep-dive", Recommendation.YES, ratings=ratings
    )
    case.desk.run(card)


def test_the_score_is_the_mean_that_the_card_shows(case: Case) -> None:
    score(case, 1, 2, 3)
    score(case, 2, 4, 4)
    assert shown(case, BoardFilter(score=2.5)) == [1, 2]
    assert shown(case, BoardFilter(score=2.6)) == [2]
    assert shown(case, BoardFilter(order=BoardOrder.SCORE)) == [2, 1, 0]
    assert [case.card(number).score for number in range(3)] == [None, 2.5, 4.0]


def test_orders(case: Case) -> None:
    case.desk.run(MoveApplications((case.cards[2],), "新简历", above=case.cards[0]))
    assert shown(case, BoardFilter()) == [2, 0, 1]
    case.desk.run(ChangeCandidate(case.people[1], name="阿一"))
    assert shown(case, BoardFilter(order=BoardOrder.NAME))[0] == 1
    assert shown(case, BoardFilter(order=BoardOrder.WAITING)) == [0, 1, 2]


filters = st.builds(
    BoardFilter,
    source=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    tag=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    manager=st.text(max_size=5),
    department=st.text(max_size=5),
    score=st.none() | st.floats(1, 5),
    overdue=st.booleans(),
    starred=st.booleans(),
    order=st.sampled_from(BoardOrder),
)


@given(filters)
def test_a_filter_comes_back_as_it_was_stored(only: BoardFilter) -> None:
    assert filter_of(spec_of(only)) == only
    assert filter_of(spec_of(only) | {"newer": 1}) == only
    assert only.narrows == (replace(only, order=BoardOrder.RANK) != BoardFilter())


def test_a_view_is_kept_replaced_and_removed(desk: App) -> None:
    first = desk.run(SaveView("  急着  处理的 ", overdue=True, layout=Layout.TABLE)).value
    [row] = desk.ask(list_views).rows
    assert (row.name, row.only, row.layout) == (
        "急着 处理的",
        BoardFilter(overdue=True),
        Layout.TABLE,
    )
    assert desk.run(SaveView("急着 处理的", starred=True)).value == first
    assert desk.ask(list_views).rows[0].only == BoardFilter(starred=True)
    desk.undo()
    assert desk.ask(list_views).rows[0].only == BoardFilter(overdue=True)
    desk.run(DropView(first))
    assert desk.ask(list_views).total == 0
    with pytest.raises(RuleBroken, match="40"):
        desk.run(SaveView(" "))


def test_the_command_line_lists_what_fits(case: Case) -> None:
    case.desk.run(StarApplication(case.cards[1]))
    page = case.desk.ask(board_lines, only=BoardFilter(starred=True))
    assert [line.name for line in page.rows] == ["王二"]
