from __future__ import annotations

import pytest

from tests.interviews.conftest import House
from workbench.demand.commands import ChangeRequisition
from workbench.demand.queries import requisition
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.panels import PanelNeed, read_panel
from workbench.interviews.rounds import (
    AddRound,
    ArchiveRound,
    ChangeRound,
    CopyRounds,
    OrderRounds,
    ProposeRounds,
    RoundRow,
    list_rounds,
    proposed_rounds,
    round_counts,
)
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.people.staffing import ChangeStaff
from workbench.pipeline.commands import OpenRequisition
from workbench.pipeline.queries import list_stages
from workbench.scoring.queries import list_templates


def plan(house: House, of: str = "") -> list[RoundRow]:
    return list(house.desk.ask(list_rounds, of or house.requisition).rows)


def stages(house: House) -> dict[str, str]:
    own = house.desk.ask(requisition, house.requisition).stage_set_id
    return {row.names["zh"]: row.id for row in house.desk.ask(list_stages, own).rows}


def test_a_requisition_has_no_plan_until_somebody_makes_one(house: House) -> None:
    assert plan(house) == []
    template = house.desk.ask(list_templates).rows[0].id
    first = house.run(
        AddRound(
            house.requisition,
            "  技术一面 ",
            45,
            panel=("Python：2", "*"),
            staff=tuple(house.staff[:2]),
            alternates=(house.staff[2],),
            needs=("白板", " 白板 ", "投屏"),
            seats=6,
            stage="一面",
            template=template,
        )
    )
    second = house.run(AddRound(house.requisition, "电话", 30, place=RoundPlace.CALL))
    one, two = plan(house)
    assert (one.id, two.id) == (first, second)
    assert (one.name, one.minutes, one.needs, one.seats) == ("技术一面", 45, ("白板", "投屏"), 6)
    assert one.panel == (PanelNeed("Python", 2), PanelNeed(None, 1))
    assert one.size == 3
    assert (one.staff_ids, one.alternates) == (tuple(house.staff[:2]), (house.staff[2],))
    assert (one.stage_id, one.template_id) == (stages(house)["一面"], template)
    assert (two.place, two.panel, two.seats, two.stage_id) == (
        "call",
        (PanelNeed(None, 1),),
        None,
        None,
    )
    assert house.desk.ask(round_counts) == {house.requisition: 2}


@pytest.mark.parametrize(
    ("options", "field", "text"),
    [
        ({"name": " "}, "name", "Write a name"),
        ({"name": "一面"}, "name", "of that name already"),
        ({"minutes": 4}, "minutes", "5 to 720"),
        ({"minutes": 721}, "minutes", "5 to 720"),
        ({"panel": ()}, "panel", "at least one"),
        ({"panel": ("Python:0",)}, "panel", "cannot be read"),
        ({"panel": ("Python:many",)}, "panel", "cannot be read"),
        ({"panel": (":2",)}, "panel", "cannot be read"),
        ({"panel": ("Python:12", "*:9")}, "panel", "at most 20"),
        ({"staff": (0,), "shadows": (0,)}, "shadows", "only listens"),
        ({"alternates": (0,), "shadows": (0,)}, "shadows", "only listens"),
        ({"staff": (0,), "alternates": (0,)}, "alternates", "李蕾 may interview already"),
        ({"staff": (1,)}, "staff", "周航 does not interview"),
        ({"alternates": (1,)}, "alternates", "周航 does not interview"),
        ({"seats": -1}, "seats", "at least one person"),
    ],
)  # fmt: skip
def test_rounds_that_cannot_be(
    house: House, options: dict[str, object], field: str, text: str
) -> None:
    house.run(AddRound(house.requisition, "一面"))
    house.run(ChangeStaff(house.staff[1], interviewer=False))
    for name in ("staff", "alternates", "shadows"):
        if name in options:
            options = {**options, name: tuple(house.staff[n] for n in options[name])}  # type: ignore[attr-defined]
    with pytest.raises(RuleBroken, match=text) as caught:
        house.run(AddRound(house.requisition, **{"name": "二面", **options}))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert len(plan(house)) == 1


@pytest.mark.parametrize("name", ["staff", "template", "stage"])
def test_a_round_refers_to_what_is_there(house: House, name: str) -> None:
    nobody = "0" * 32
    value = {name: (nobody,) if name == "staff" else nobody}
    with pytest.raises(NotFound):
        house.run(AddRound(house.requisition, "一面", **value))  # type: ignore[arg-type]


def test_who_listens_need_not_interview(house: House) -> None:
    house.run(ChangeStaff(house.staff[1], interviewer=False))
    house.run(AddRound(house.requisition, "一面", shadows=(house.staff[1],)))
    assert plan(house)[0].shadows == (house.staff[1],)


def test_a_change_leaves_the_rest(house: House) -> None:
    made = house.run(
        AddRound(house.requisition, "一面", 45, staff=(house.staff[0],), seats=4, stage="一面")
    )
    house.run(ChangeRound(made, name="技术面", panel=("*:2",), shadows=(house.staff[2],)))
    [row] = plan(house)
    assert (row.name, row.minutes, row.size, row.seats) == ("技术面", 45, 2, 4)
    assert (row.staff_ids, row.shadows) == ((house.staff[0],), (house.staff[2],))
    house.run(ChangeRound(made, staff=(), seats=0, stage="", minutes=60))
    [row] = plan(house)
    assert (row.staff_ids, row.seats, row.stage_id, row.minutes) == ((), None, None, 60)
    house.desk.undo()
    assert plan(house)[0].staff_ids == (house.staff[0],)
    with pytest.raises(RuleBroken, match="only listens"):
        house.run(ChangeRound(made, staff=(house.staff[2],)))


def test_rounds_are_put_in_order_and_taken_out(house: House) -> None:
    one, two, three = (house.run(AddRound(house.requisition, name)) for name in "甲乙丙")
    house.run(OrderRounds(house.requisition, (three, one, two)))
    assert [row.name for row in plan(house)] == ["丙", "甲", "乙"]
    with pytest.raises(RuleBroken, match="every round"):
        house.run(OrderRounds(house.requisition, (one, two)))
    house.run(ArchiveRound(one))
    assert [row.name for row in plan(house)] == ["丙", "乙"]
    house.desk.undo()
    house.desk.undo()
    assert [row.name for row in plan(house)] == ["甲", "乙", "丙"]


def test_a_plan_is_proposed_from_the_stages_that_meet(house: House) -> None:
    members = (house.staff[0],)
    house.run(ChangeRequisition(house.requisition, interviewers=members))
    proposed = house.desk.ask(proposed_rounds, house.requisition).rows
    first = proposed[0]
    assert (first.id, first.name, first.minutes, first.place) == ("", "电话沟通", 30, "call")
    assert "一面" in [row.name for row in proposed]
    assert all(row.staff_ids == members and row.panel == (PanelNeed(None, 1),) for row in proposed)
    assert plan(house) == []
    made = house.run(ProposeRounds((house.requisition,)))
    assert [row.id for row in plan(house)] == list(made)
    assert [row.name for row in plan(house)] == [row.name for row in proposed]
    assert {row.minutes for row in plan(house)[1:]} == {60}
    with pytest.raises(RuleBroken, match="already"):
        house.run(ProposeRounds((house.requisition,)))
    house.desk.undo()
    assert plan(house) == []
    with pytest.raises(NotFound):
        house.desk.ask(proposed_rounds, "0" * 32)


def test_a_plan_is_copied_to_another_requisition(house: House) -> None:
    other = house.run(OpenRequisition("测试工程师"))
    house.run(AddRound(house.requisition, "一面", 45, needs=("白板",), stage="一面"))
    house.run(AddRound(house.requisition, "二面", 90))
    house.run(AddRound(other, "二面", 30))
    house.run(CopyRounds(house.requisition, other))
    rows = plan(house, other)
    assert [(row.name, row.minutes) for row in rows] == [("二面", 30), ("一面", 45)]
    assert (rows[1].needs, rows[1].stage_id) == (("白板",), stages(house)["一面"])
    assert len(plan(house)) == 2
    with pytest.raises(RuleBroken, match="not there already"):
        house.run(CopyRounds(house.requisition, other))
    with pytest.raises(RuleBroken, match="another requisition"):
        house.run(CopyRounds(other, other))


def test_a_skill_is_asked_for_once() -> None:
    assert read_panel(("Go:1", " Go : 2", "*", "")) == (PanelNeed("Go", 3), PanelNeed(None, 1))
    assert [need.text for need in read_panel(("C++", "*:2"))] == ["C++:1", "*:2"]
