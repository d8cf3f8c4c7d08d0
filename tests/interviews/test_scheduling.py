from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.interviews.conftest import House
from workbench.interviews.availability import conflicts, list_busy, list_rooms
from workbench.interviews.busy import AddBusyTime, RemoveBusyTime
from workbench.interviews.commands import (
    CancelInterview,
    HoldInterview,
    MoveInterview,
    NoteNoShow,
)
from workbench.interviews.facts import facts_query, standing_facts
from workbench.interviews.lanes import LaneKind, lanes
from workbench.interviews.queries import day, interview, interviews_of, list_interviews, upcoming_of
from workbench.interviews.rooms import AddRoom, ArchiveRoom, ChangeRoom
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.people.commands import ArchiveCandidate, BlockContact
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, CloseApplications, MoveApplications, OpenRequisition
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import list_stages

TUESDAY = date(2026, 3, 3)


def test_an_interview_is_scheduled_in_local_time(house: House) -> None:
    made = house.schedule(0, 1, panel=tuple(house.staff[:2]), shadows=(house.staff[2],), room="501")
    row = house.desk.ask(interview, made)
    assert row.starts_at == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert row.ends_at - row.starts_at == timedelta(minutes=45)
    assert (row.title, row.round, row.room, row.state) == ("后端工程师", "一面", "501", "planned")
    assert {each.name for each in row.candidates} == {"王小明", "Elena Sullivan"}
    assert [(each.name, each.shadow) for each in row.panel] == [
        ("李蕾", False),
        ("周航", False),
        ("Alexandra Novak", True),
    ]
    assert row.sequence == 0


def test_it_belongs_to_the_stage_of_its_name_or_the_present_one(house: House) -> None:
    stages = {
        row.names["zh"]: row.id for row in house.desk.ask(list_stages, _stage_set(house)).rows
    }
    first = house.desk.ask(interview, house.schedule(0, round="二面"))
    second = house.desk.ask(interview, house.schedule(1, at="2026-03-03T14:00", round="技术聊"))
    third = house.desk.ask(
        interview, house.schedule(2, at="2026-03-03T15:00", round="聊", stage="电话沟通")
    )
    wanted = [stages["二面"], stages["一面"], stages["电话沟通"]]
    assert [first.stage_id, second.stage_id, third.stage_id] == wanted


def _stage_set(house: House) -> str:
    from workbench.demand.queries import requisition

    return house.desk.ask(requisition, house.requisition).stage_set_id


@pytest.mark.parametrize(
    ("who", "options", "text"),
    [
        (
            1,
            {"panel": 0},
            "李蕾 interviews at that time: 一面 · 后端工程师, 2026-03-03 10:00–10:45",
        ),
        (0, {"panel": 1}, "王小明 has another interview at that time"),
        (1, {"panel": 1, "room": "501"}, "501 is taken at that time"),
        (1, {"panel": 1, "shadows": 0}, "李蕾 interviews at that time"),
    ],
)
def test_double_booking_is_refused(
    house: House, who: int, options: dict[str, object], text: str
) -> None:
    house.schedule(0, room="501")
    for name in ("panel", "shadows"):
        if name in options:
            options = {**options, name: (house.staff[int(str(options[name]))],)}
    with pytest.raises(RuleBroken) as caught:
        house.schedule(who, at="2026-03-03T10:44", **options)
    assert text in str(caught.value)
    assert house.desk.ask(day, TUESDAY).total == 1
    house.schedule(who, at="2026-03-03T10:45", **options)


def test_busy_times_are_kept_free(house: House) -> None:
    nine, ten = datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 10)
    busy = house.run(AddBusyTime(house.staff[0], nine, ten, "例会"))
    with pytest.raises(RuleBroken, match="李蕾 is busy at that time: 例会"):
        house.schedule(at="2026-03-03T09:30")
    house.schedule(at="2026-03-03T10:00")
    assert [row.label for row in house.desk.ask(list_busy, TUESDAY).rows] == ["例会"]
    house.run(RemoveBusyTime(busy))
    assert not house.desk.ask(list_busy, TUESDAY).rows
    house.desk.undo()
    assert house.desk.ask(list_busy, TUESDAY).rows
    with pytest.raises(RuleBroken, match="after it begins"):
        house.run(AddBusyTime(house.staff[0], ten, nine))


def test_who_cannot_be_interviewed(house: House) -> None:
    house.run(BlockContact(house.people[0], "asked us to stop"))
    with pytest.raises(RuleBroken, match="do not contact"):
        house.schedule(0)
    closed = (house.applications[1],)
    house.run(CloseApplications(closed, ApplicationState.REJECTED, "skills"))
    with pytest.raises(RuleBroken, match="has ended"):
        house.schedule(1)
    other = house.run(Apply(house.people[2], house.run(OpenRequisition("测试工程师"))))
    house.applications.append(other)
    with pytest.raises(RuleBroken, match="several"):
        house.schedule(2, 3)


def test_who_cannot_interview(house: House) -> None:
    with pytest.raises(RuleBroken, match="at least one"):
        house.schedule(panel=())
    silent = house.run(AddStaff("赵敏", interviewer=False))
    with pytest.raises(RuleBroken, match="does not interview"):
        house.schedule(panel=(silent,))
    with pytest.raises(RuleBroken, match="at once"):
        house.schedule(shadows=(house.staff[0],))
    with pytest.raises(NotFound):
        house.schedule(panel=("0" * 32,))
    house.schedule(shadows=(silent,))


def test_moving_keeps_what_is_left_out(house: House) -> None:
    made = house.schedule(0, room="501", panel=tuple(house.staff[:2]))
    house.run(MoveInterview(made, start=datetime(2026, 3, 4, 14)))
    row = house.desk.ask(interview, made)
    assert row.starts_at == datetime(2026, 3, 4, 6, tzinfo=UTC)
    assert row.ends_at - row.starts_at == timedelta(minutes=45)
    assert (row.room, len(row.panel)) == ("501", 2)
    house.run(MoveInterview(made, room="", panel=(house.staff[2],), minutes=30))
    row = house.desk.ask(interview, made)
    assert (row.room, [each.name for each in row.panel]) == ("", ["Alexandra Novak"])
    assert row.ends_at - row.starts_at == timedelta(minutes=30)
    assert row.sequence == 2


def test_moving_into_another_interview_is_refused(house: House) -> None:
    made = house.schedule(0)
    house.schedule(1, at="2026-03-03T11:00")
    with pytest.raises(RuleBroken, match="李蕾"):
        house.run(MoveInterview(made, start=datetime(2026, 3, 3, 11)))
    assert house.desk.ask(interview, made).starts_at == datetime(2026, 3, 3, 2, tzinfo=UTC)
    house.run(MoveInterview(made, start=datetime(2026, 3, 3, 10, 10)))


def test_a_cancelled_interview_takes_no_time(house: House) -> None:
    made = house.schedule(0)
    with pytest.raises(RuleBroken):
        house.run(CancelInterview(made, "  "))
    house.run(CancelInterview(made, "候选人改期"))
    assert house.desk.ask(day, TUESDAY).total == 0
    house.schedule(1)
    for command in (CancelInterview(made, "x"), HoldInterview(made), NoteNoShow(made)):
        with pytest.raises(RuleBroken):
            house.run(command)
    with pytest.raises(RuleBroken):
        house.run(MoveInterview(made, minutes=30))


def test_the_day_must_have_come(house: House, clock: SetClock) -> None:
    made = house.schedule(0)
    for command in (HoldInterview(made), NoteNoShow(made)):
        with pytest.raises(RuleBroken, match="not come yet"):
            house.run(command)
    clock.moment = datetime(2026, 3, 2, 17, tzinfo=UTC)  # past midnight in Shanghai
    house.run(HoldInterview(made))
    assert house.desk.ask(interview, made).state == "held"


def test_one_absent_leaves_the_group(house: House, clock: SetClock) -> None:
    made = house.schedule(0, 1)
    clock.moment = datetime(2026, 3, 3, 3, tzinfo=UTC)
    house.run(NoteNoShow(made, (house.people[1],)))
    assert house.desk.ask(interview, made).state == "planned"
    house.run(HoldInterview(made))
    facts = house.desk.ask(standing_facts, house.applications)
    assert [facts[each].held for each in house.applications] == [1, 0, 0]
    house.run(NoteNoShow(made, (house.people[0],)))
    assert house.desk.ask(interview, made).state == "no_show"
    with pytest.raises(RuleBroken, match="Nobody came"):
        house.run(HoldInterview(made))
    with pytest.raises(RuleBroken, match="not invited"):
        house.run(NoteNoShow(made, (house.people[2],)))


def test_every_step_can_be_undone_and_done_again(house: House, clock: SetClock) -> None:
    made = house.schedule(0, room="501")
    clock.moment = datetime(2026, 3, 3, 3, tzinfo=UTC)
    steps = (
        MoveInterview(made, start=datetime(2026, 3, 3, 11), room="502", panel=(house.staff[1],)),
        HoldInterview(made),
        NoteNoShow(made),
    )
    seen = [_standing(house, made)]
    for step in steps:
        house.run(step)
        seen.append(_standing(house, made))
    for wanted in reversed(seen[:-1]):
        house.desk.undo()
        assert _standing(house, made) == wanted
    house.desk.undo()
    with pytest.raises(NotFound):
        house.desk.ask(interview, made)
    house.desk.redo()
    for wanted in seen[1:]:
        house.desk.redo()
        assert _standing(house, made) == wanted
    assert house.desk.vault.faults() == []


def _standing(house: House, made: str) -> tuple[object, ...]:
    row = house.desk.ask(interview, made)
    return (
        row.starts_at,
        row.room,
        row.state,
        [each.name for each in row.panel],
        [each.absent for each in row.candidates],
    )


def test_undo_may_not_pull_a_room_from_under_an_interview(house: House) -> None:
    house.run(AddRoom("503"))
    house.schedule(0, room="503")
    with pytest.raises(RuleBroken, match="Move them first"):
        house.run(ArchiveRoom("503"))
    with pytest.raises(RuleBroken, match="of that name"):
        house.run(ChangeRoom("503", name="501"))
    house.run(ChangeRoom("503", name="505", size=3))
    assert [(row.name, row.size) for row in house.desk.ask(list_rooms).rows] == [
        ("501", 4),
        ("502", 2),
        ("505", 3),
    ]
    house.run(ArchiveRoom("502"))
    assert len(house.desk.ask(list_rooms).rows) == 2
    house.desk.undo()
    assert len(house.desk.ask(list_rooms).rows) == 3


def test_archived_people_leave_no_ghosts(house: House) -> None:
    house.schedule(0, room="501")
    house.run(ArchiveCandidate(house.people[0]))
    assert house.desk.ask(day, TUESDAY).total == 0
    house.schedule(1, room="501")


def test_what_is_in_the_way_is_shown_beforehand(house: House) -> None:
    made = house.schedule(0, 1, room="502")
    rows = house.desk.ask(conflicts, made, start=datetime(2026, 10, 1, 19)).rows
    assert {row.kind.value for row in rows} >= {"size", "day_off", "hours"}
    house.schedule(2, at="2026-03-05T10:00")
    rows = house.desk.ask(conflicts, made, start=datetime(2026, 3, 5, 10)).rows
    assert rows[0].kind == "person"


def test_days_lists_and_lanes(house: House) -> None:
    early = house.schedule(1, at="2026-03-03T00:00", room="502")
    late = house.schedule(0, at="2026-03-03T16:00", panel=tuple(house.staff[:2]), room="501")
    other = house.schedule(0, at="2026-03-04T00:00")
    rows = house.desk.ask(day, TUESDAY).rows
    assert [row.id for row in rows] == [early, late]
    listed = house.desk.ask(list_interviews, since=TUESDAY, until=TUESDAY)
    assert [row.id for row in listed.rows] == [early, late]
    assert house.desk.ask(list_interviews, limit=1).total == 3
    assert [row.id for row in house.desk.ask(interviews_of, house.people[0]).rows] == [late, other]
    now = datetime(2026, 3, 3, 15, tzinfo=UTC)
    assert [row.id for row in house.desk.ask(upcoming_of, house.people[0], now)] == [other]
    by_room = lanes(rows, LaneKind.ROOM)
    assert [(lane.name, len(lane.interviews)) for lane in by_room] == [("501", 1), ("502", 1)]
    by_staff = {lane.name: len(lane.interviews) for lane in lanes(rows, LaneKind.INTERVIEWER)}
    assert by_staff == {"李蕾": 2, "周航": 1}
    assert len(lanes(rows, LaneKind.CANDIDATE)) == 2


def test_facts_of_applications(house: House, clock: SetClock) -> None:
    held = house.schedule(0)
    house.schedule(0, at="2026-03-05T10:00", round="二面", room="501")
    clock.moment = datetime(2026, 3, 3, 3, tzinfo=UTC)
    house.run(HoldInterview(held))
    facts = house.desk.ask(standing_facts, house.applications)[house.applications[0]]
    assert facts.next is not None
    assert (facts.next.round, facts.next.room) == ("二面", "501")
    assert (facts.held, facts.held_here) == (1, 1)
    assert facts.last_held_at == datetime(2026, 3, 3, 2, 45, tzinfo=UTC)
    house.run(MoveApplications((house.applications[0],), "二面"))
    facts = house.desk.ask(standing_facts, house.applications)[house.applications[0]]
    assert (facts.held, facts.held_here) == (1, 0)


def test_facts_read_by_index(house: House) -> None:
    with house.desk.vault.reader() as connection:
        query = facts_query(house.applications).compile(
            connection, compile_kwargs={"literal_binds": True}
        )
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    details = [str(row[3]) for row in plan]
    assert any("ix_interview_candidate_application_id" in line for line in details)
    assert not [line for line in details if line.startswith("SCAN")]
