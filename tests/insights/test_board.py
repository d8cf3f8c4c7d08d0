"""The board's columns and cards, with overdue marks and the derived next action."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from workbench.app import App
from workbench.insights.board import cards
from workbench.insights.columns import columns
from workbench.insights.today import today
from workbench.interviews.commands import HoldInterview, ScheduleInterview
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import RuleBroken
from workbench.people.commands import AddCandidate, ArchiveCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import (
    Apply,
    CloseApplications,
    MoveApplications,
    OpenRequisition,
)
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.rules import NextAction, Pace


class Case:
    """A requisition with three people on it."""

    def __init__(self, desk: App, clock: SetClock) -> None:
        self.desk, self.clock = desk, clock
        self.staff = desk.run(AddStaff("李雷")).value
        self.post = desk.run(OpenRequisition("后端工程师", stage_set="rd")).value
        self.people = [desk.run(AddCandidate(name)).value for name in ("王一", "王二", "王三")]
        self.cards = [desk.run(Apply(each, self.post)).value for each in self.people]

    def board(self, post: str = "") -> dict[str, tuple[str, ...]]:
        found = self.desk.ask(columns, post, self.clock.moment)
        return {column.names["zh"]: column.ids for column in found}

    def card(self, number: int = 0):
        each = self.cards[number]
        return self.desk.ask(cards, [each], self.clock.moment)[each]


@pytest.fixture
def case(desk: App, clock: SetClock) -> Case:
    return Case(desk, clock)


def test_columns_are_the_stages_and_keep_their_order(case: Case) -> None:
    board = case.board(case.post)
    assert list(board)[:3] == ["新简历", "技术初评", "项目复盘"]
    assert board["新简历"] == tuple(case.cards)
    case.desk.run(MoveApplications((case.cards[2],), "新简历", above=case.cards[0]))
    assert case.board(case.post)["新简历"] == (case.cards[2], case.cards[0], case.cards[1])


def test_the_board_of_all_goes_by_kind_and_moves_by_kind(case: Case) -> None:
    other = case.desk.run(OpenRequisition("销售", stage_set="sales")).value
    sold = case.desk.run(Apply(case.people[0], other)).value
    assert set(case.board()["新简历"]) == {*case.cards, sold}
    case.desk.run(MoveApplications((sold, case.cards[1]), StageKind.INTERVIEW.value))
    assert set(case.board()["面试"]) == {sold, case.cards[1]}


def test_overdue_is_counted_in_working_days(case: Case) -> None:
    case.clock.moment += timedelta(days=2)
    assert case.card().time.pace is Pace.DUE_TODAY
    assert case.desk.ask(columns, case.post, case.clock.moment)[0].overdue == ()
    case.clock.moment += timedelta(days=1)
    assert case.card().time.pace is Pace.OVERDUE
    found = case.desk.ask(columns, case.post, case.clock.moment)[0]
    assert found.overdue == tuple(case.cards)


def test_the_next_action_follows_the_interview(case: Case) -> None:
    assert case.card().action is NextAction.SCREEN
    case.desk.run(MoveApplications((case.cards[0],), "项目复盘"))
    assert case.card().action is NextAction.SCHEDULE
    start = case.clock.moment + timedelta(hours=1)
    made = case.desk.run(
        ScheduleInterview((case.cards[0],), "项目复盘", start, 30, (case.staff,), call_link="x")
    ).value
    assert case.card().action is NextAction.SCHEDULED
    assert case.card().next.round == "项目复盘"
    case.clock.moment += timedelta(hours=2)
    case.desk.run(HoldInterview(made))
    assert case.card().action is NextAction.SCORE
    case.desk.undo()
    assert case.card().action is NextAction.SCHEDULED


def test_ended_and_archived_people_leave_the_board(case: Case) -> None:
    case.desk.run(CloseApplications((case.cards[0],), ApplicationState.REJECTED, "skills"))
    case.desk.run(ArchiveCandidate(case.people[1]))
    assert case.board(case.post)["新简历"] == (case.cards[2],)
    case.desk.undo()
    case.desk.undo()
    assert case.board(case.post)["新简历"] == tuple(case.cards)


def test_today_counts_what_is_due(case: Case) -> None:
    assert case.desk.ask(today, case.clock.moment).running == 3
    case.desk.run(CloseApplications((case.cards[0],), ApplicationState.REJECTED, "skills"))
    found = case.desk.ask(today, case.clock.moment)
    assert [row.name for row in found.letters] == ["王一"]
    assert not found.is_empty


def test_an_empty_vault_has_nothing_due(desk: App, clock: SetClock) -> None:
    assert desk.ask(today, clock.moment).is_empty
    assert all(column.ids == () for column in desk.ask(columns, "", clock.moment))


def test_a_column_is_read_from_its_covering_index(case: Case) -> None:
    query = (
        "EXPLAIN QUERY PLAN SELECT stage_id, id FROM application WHERE archived = 0"
        " AND state = 'active' AND stage_id IN ('a', 'b') AND requisition_id = 'c'"
        " ORDER BY rank, id"
    )
    with case.desk.vault.reader() as connection:
        plan = " ".join(row[3] for row in connection.execute(text(query)))
    assert "COVERING INDEX ix_application_board" in plan


def test_nobody_is_hired_by_a_move(case: Case) -> None:
    with pytest.raises(RuleBroken, match="first day"):
        case.desk.run(MoveApplications((case.cards[0],), "已入职"))
