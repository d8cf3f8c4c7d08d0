"""Requisitions: what they may say, and how complete they are."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.app import App
from workbench.demand.commands import ChangeRequisition, SetRequisitionState
from workbench.demand.models import RequisitionState, Urgency
from workbench.demand.queries import list_requisitions, requisition
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import OpenRequisition


def test_a_post_is_enough_and_what_is_vague_is_named(desk: App) -> None:
    made = desk.run(OpenRequisition("后端工程师")).value
    row = desk.ask(requisition, made)
    assert row.completeness < 30
    assert "goals" in {each.field for each in row.missing}


def test_a_full_sheet_is_complete(desk: App) -> None:
    who = desk.run(AddStaff("李雷")).value
    made = desk.run(
        OpenRequisition(
            "后端工程师",
            "研发部",
            2,
            "rd",
            duties="设计并实现支付网关的核心服务，把可用性提升到 99.99%。",
            must_have="五年以上后端经验，独立负责过线上系统。",
            nice_to_have="支付经验",
            goals="30 天熟悉网关，60 天独立负责一个服务。",
            start_on=date(2026, 4, 1),
            salary_low=20_000,
            urgency=Urgency.A,
            urgency_reason="扩容",
            interviewers=(who,),
            manager=who,
        )
    ).value
    row = desk.ask(requisition, made)
    assert (row.completeness, row.interviewers, row.manager) == (100, (who,), who)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"headcount": 0}, "headcount"),
        ({"headcount": 1000}, "headcount"),
        ({"salary_low": -1}, "salary_low"),
        ({"salary_low": 9, "salary_high": 8}, "salary_high"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(desk: App, fields: dict, field: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        desk.run(OpenRequisition(**{"title": "x"} | fields))
    assert caught.value.field == field
    assert desk.ask(list_requisitions).total == 0


def test_an_unknown_stage_set_or_colleague_is_refused(desk: App) -> None:
    with pytest.raises(NotFound):
        desk.run(OpenRequisition("x", stage_set="none"))
    with pytest.raises(NotFound):
        desk.run(OpenRequisition("x", interviewers=("0" * 32,)))


def test_changes_and_states_can_be_undone(desk: App) -> None:
    made = desk.run(OpenRequisition("后端工程师")).value
    desk.run(ChangeRequisition(made, title="平台工程师", headcount=3))
    desk.run(SetRequisitionState(made, RequisitionState.ON_HOLD, "预算未定"))
    assert desk.ask(requisition, made).state == "on_hold"
    desk.undo()
    desk.undo()
    row = desk.ask(requisition, made)
    assert (row.title, row.headcount, row.state) == ("后端工程师", 1, "open")
    with pytest.raises(RuleBroken):
        desk.run(SetRequisitionState(made, RequisitionState.OPEN))
