from __future__ import annotations

from datetime import datetime

import pytest

from tests.interviewday.checking import faults
from tests.interviewday.conftest import DAY, House
from workbench.app import COMMANDS
from workbench.interviewday.accepting import AcceptPlan
from workbench.interviewday.easing import can_ease, eased
from workbench.interviewday.planned import plan_day
from workbench.interviewday.tosit import to_sit
from workbench.interviews.busy import AddBusyTime
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.possible import SetPossibleHours
from workbench.interviews.rooms import ArchiveRoom
from workbench.interviews.rounds import ChangeRound
from workbench.interviews.terms import SetTerms
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.pipeline.commands import Apply, OpenRequisition
from workbench.pipeline.queries import stages_by_id


def test_a_plan_is_taken_over_whole_and_undone_in_one_step(house: House) -> None:
    found = house.plan()
    assert found.plan.found
    done = house.desk.run(AcceptPlan(DAY, found.texts))
    rows = house.rows()
    assert len(rows) == 6 == len(done.value)
    assert faults(rows) == []
    assert {(row.round, len(row.candidates)) for row in rows} == {("技术面", 1), ("HR 面", 1)}
    assert all(row.room for row in rows if row.round == "技术面")
    assert not any(row.room for row in rows if row.round == "HR 面")
    assert [f"{line.start // 60:02}:{line.start % 60:02}" for line in found.lines] == [
        row.starts_at.astimezone(house.desk.local_now().tzinfo).strftime("%H:%M") for row in rows
    ]
    assert house.desk.ask(to_sit).total == 0
    assert "6" in str(done.changes.label)
    house.desk.undo()
    assert house.rows() == []
    assert house.desk.ask(to_sit).total == 3
    house.desk.redo()
    assert len(house.rows()) == 6


def test_each_candidate_sits_the_rounds_in_order_and_meets_nobody_at_lunch(house: House) -> None:
    house.accept()
    zone = house.desk.local_now().tzinfo
    for name in ("王小明", "Elena Sullivan", "欧阳娜娜"):
        own = [row for row in house.rows() if row.candidates[0].name == name]
        assert [row.round for row in own] == ["技术面", "HR 面"]
    for row in house.rows():
        start, end = (at.astimezone(zone).strftime("%H:%M") for at in (row.starts_at, row.ends_at))
        assert start >= "09:00"
        assert end <= "12:00" or start >= "13:00"
        assert end <= "18:00"


def test_interviews_belong_to_their_round_and_its_stage(house: House) -> None:
    house.run(ChangeRound(house.rounds[0], stage="二面"))
    house.accept(0)
    row = next(each for each in house.rows() if each.round == "技术面")
    stage = house.desk.ask(stages_by_id, [row.stage_id])[row.stage_id]
    assert "二面" in stage.names.values()
    assert [each.name for each in house.desk.ask(to_sit).rows] == ["Elena Sullivan", "欧阳娜娜"]


def test_who_learns_listens_where_they_are_free(house: House) -> None:
    listener = house.staff[3]
    at = datetime(2026, 3, 3, 9)
    house.run(AddBusyTime(listener, at, at.replace(hour=10)))
    texts = tuple(
        f"{house.applications[n]}|{house.rounds[0]}|{time}|{house.rooms[room]}|{house.staff[who]}"
        for n, time, room, who in ((0, "09:00", 0, 0), (1, "10:00", 0, 0), (2, "10:30", 1, 1))
    )
    house.run(AcceptPlan(DAY, texts))
    listening = [[each.name for each in row.panel if each.shadow] for row in house.rows()]
    assert listening == [[], ["Alexandra Novak"], []]
    assert faults(house.rows()) == []


def test_a_plan_is_refused_whole_with_all_reasons(house: House) -> None:
    found = house.plan()
    zone = house.desk.local_now().tzinfo
    taken = [line for line in found.lines if line.round == "技术面"][:2]
    for line in taken:
        start = datetime(2026, 3, 3, line.start // 60, line.start % 60, tzinfo=zone)
        who = line.text.split("|")[4]
        house.run(AddBusyTime(who, start, start.replace(minute=59), label="评审会"))
    with pytest.raises(RuleBroken) as refused:
        house.run(AcceptPlan(DAY, found.texts))
    said = str(refused.value)
    assert said.startswith("Nothing was changed.")
    for line in taken:
        assert f"{line.start // 60:02}:{line.start % 60:02} 技术面: {line.panel[0]} is busy" in said
    assert house.rows() == []


def test_interviews_of_one_plan_are_checked_against_each_other(house: House) -> None:
    text = "{}|{}|{}|{}|{}"
    both = tuple(
        text.format(house.applications[n], house.rounds[0], at, house.rooms[0], house.staff[n])
        for n, at in ((0, "10:00"), (1, "10:30"))
    )
    with pytest.raises(RuleBroken, match="501 is taken"):
        house.run(AcceptPlan(DAY, both))


def test_slips_in_a_plans_text_are_told(house: House) -> None:
    for wrong in ("", "a|b|25:00|c|d", "a|b|10:00|c|", "a|b|c"):
        with pytest.raises(BadInput):
            house.run(AcceptPlan(DAY, (wrong,)))
    with pytest.raises(RuleBroken, match="no interviews"):
        house.run(AcceptPlan(DAY, ()))
    with pytest.raises((RuleBroken, NotFound)):
        house.run(AcceptPlan(DAY, (f"{house.applications[0]}|nowhere|10:00||{house.staff[0]}",)))
    assert house.rows() == []


def test_what_speaks_against_a_plan_is_pointed_out(house: House) -> None:
    house.run(SetPossibleHours(house.people[0], ("Tue 14:00-18:00",)))
    text = f"{house.applications[0]}|{house.rounds[1]}|10:00||{house.staff[2]}"
    command = AcceptPlan(DAY, (text,))
    made = house.run(command)
    warns = COMMANDS.of(command).warns
    warnings = house.desk.ask(lambda connection: tuple(warns(connection, command, made)))
    assert any("other hours" in str(each) for each in warnings)


def test_a_relaxation_is_tried_for_one_planning(house: House) -> None:
    house.run(SetPossibleHours(house.people[0], ("Tue 09:00-10:00",)))
    made = house.made(0)
    found = plan_day(made, 3.0)
    assert found.plan.status == "infeasible"
    assert found.plan.clash
    ways = [each for each in found.plan.relaxations if can_ease(each)]
    assert ways
    for way in ways:
        again = plan_day(eased(made, way), 3.0)
        assert again.plan.found, way
    assert plan_day(made, 3.0).plan.status == "infeasible"
    partial = plan_day(made, 3.0, partial=True)
    assert len(partial.lines) == 1 == len(partial.plan.dropped)


def test_a_limit_or_a_room_can_be_given_up(house: House) -> None:
    for who in house.staff[:2]:
        house.run(SetTerms(who, most_a_day=1))
    made = house.made()
    ways = {each.kind: each for each in plan_day(made, 3.0).plan.relaxations}
    assert plan_day(eased(made, ways["load"]), 3.0).plan.found
    for room in house.rooms:
        house.run(ArchiveRoom(room))
    made = house.made(0)
    ways = {each.kind: each for each in plan_day(made, 3.0).plan.relaxations}
    again = plan_day(eased(made, ways["room"]), 3.0)
    assert {line.room for line in again.lines} == {""}


def test_waits_and_loads_are_counted(house: House) -> None:
    found = house.plan()
    assert {each.name for each in found.waits} == {"王小明", "Elena Sullivan", "欧阳娜娜"}
    assert sum(each.interviews for each in found.loads) == 6
    assert {each.name: each.minutes for each in found.loads}["韩梅梅"] == 90
    assert found.plan.parts["candidate_wait"] == sum(each.minutes for each in found.waits)


def test_scheduling_by_hand_for_a_round_of_another_post_is_refused(house: House) -> None:
    other = house.run(OpenRequisition("前端工程师"))
    application = house.run(Apply(house.people[0], other))
    command = ScheduleInterview(
        (application,),
        "技术面",
        datetime(2026, 3, 3, 9),
        panel=(house.staff[0],),
        round_id=house.rounds[0],
    )
    with pytest.raises(RuleBroken, match="another requisition"):
        house.run(command)
