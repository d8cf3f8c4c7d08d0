from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from tests.interviewday.checking import faults
from tests.interviewday.conftest import DAY, House
from workbench.interviewday.happenings import read_happening
from workbench.interviewday.mendable import Mendable, mendable
from workbench.interviewday.mending import AcceptMending
from workbench.interviewday.ripple import Ripple, ripple
from workbench.interviews.availability import list_busy, list_room_busy
from workbench.interviews.commands import HoldInterview, MoveInterview, ScheduleInterview
from workbench.interviews.models import Interview, InterviewCandidate
from workbench.interviews.queries import day as interviews_of_day
from workbench.interviews.rounds import ChangeRound
from workbench.interviews.terms import SetTerms
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import BadInput, Conflict, NotFound, RuleBroken
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply

XIAOMING, ELENA, NANA = range(3)


def at(clock: SetClock, hour: int, minute: int = 0) -> None:
    """Let it be so late in Shanghai on the interview day."""
    clock.moment = datetime(2026, 3, 3, hour - 8, minute, tzinfo=UTC)


def made(house: House, event: str) -> Mendable:
    now = house.desk.vault.clock.now()
    return house.desk.ask(mendable, DAY, read_happening(event), now)


def look(house: House, event: str) -> Ripple:
    return ripple(made(house, event), 5.0)


def take(house: House, found: Ripple, reason: str = "重排") -> Any:
    return house.desk.run(AcceptMending(DAY, found.event, found.changes, reason))


def row_of(house: House, interview: str) -> Any:
    rows = house.desk.ask(interviews_of_day, DAY).rows
    return next(row for row in rows if row.id == interview)


def local(house: House, interview: str) -> str:
    row = row_of(house, interview)
    zone = house.desk.local_now().tzinfo
    return f"{row.starts_at.astimezone(zone):%H:%M}–{row.ends_at.astimezone(zone):%H:%M}"


@pytest.fixture
def morning(house: House) -> list[str]:
    """Three technical interviews in one room with one interviewer, back to back from nine."""
    texts = ("09:00", "10:00", "11:00")
    return [
        house.schedule(n, at=time, round="技术面", round_id=house.rounds[0], room=house.rooms[0])
        for n, time in enumerate(texts)
    ]


def test_happenings_are_written_and_read() -> None:
    for text in (
        "late:c1:20",
        "no-show:c1",
        "away:s1:13:00-15:00",
        "room-lost:r1:11:00-18:30",
        "overrun:i1:15",
        "add:a1",
        "add:a1:r1,r2",
    ):
        assert read_happening(text).text == text
    for wrong in (
        "",
        "late:c1",
        "late:c1:x",
        "late:c1:-5",
        "away:s1:15:00-13:00",
        "fire:x",
        "late",
    ):
        with pytest.raises(BadInput):
            read_happening(wrong)


def test_somebody_late_moves_as_little_as_possible(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 30)
    found = look(house, f"late:{house.people[ELENA]}:20")
    assert {line.candidate for line in found.lines} >= {"Elena Sullivan"}
    assert found.dropped == ()
    assert found.clashes == ()
    assert any(each.name == "Elena Sullivan" and each.is_candidate for each in found.told)
    assert any(each.name == "李蕾" and not each.is_candidate for each in found.told)
    done = take(house, found)
    assert local(house, morning[ELENA]) >= "10:20"
    assert faults(house.rows()) == []
    assert local(house, morning[XIAOMING]) == "09:00–10:00"
    assert done.changes.undoable
    house.desk.undo()
    assert local(house, morning[ELENA]) == "10:00–11:00"
    assert late_minutes(house, morning[ELENA]) == 0


def late_minutes(house: House, interview: str) -> int:
    table = InterviewCandidate.__table__
    query = select(table.c.late_minutes).where(table.c.interview_id == interview)
    return int(house.desk.ask(lambda connection: connection.execute(query).scalar_one()))


def test_somebody_late_is_noted_with_what_was_said(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 8, 50)
    take(house, look(house, f"late:{house.people[XIAOMING]}:30"))
    assert late_minutes(house, morning[XIAOMING]) == 30


def test_who_has_not_come_by_the_time_is_still_awaited(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 7)  # the interview should have begun, nobody is there
    found = look(house, f"late:{house.people[XIAOMING]}:20")
    assert found.dropped == ()
    line = next(each for each in found.lines if each.interview == morning[XIAOMING])
    assert line.becomes is not None
    assert line.becomes.start >= 9 * 60 + 20
    take(house, found)
    assert faults(house.rows()) == []


def test_a_no_show_changes_nothing_for_others(
    house: House, morning: list[str], clock: SetClock
) -> None:
    hr = house.schedule(ELENA, at="14:00", round="HR 面", panel=(house.staff[2],))
    at(clock, 10, 15)
    found = look(house, f"no-show:{house.people[ELENA]}")
    assert found.lines == ()
    assert {each.name for each in found.told} == {"李蕾", "韩梅梅"}
    take(house, found)
    assert {row_of(house, each).state for each in (morning[ELENA], hr)} == {"no_show"}
    assert local(house, morning[NANA]) == "11:00–12:00"
    house.desk.undo()
    assert row_of(house, hr).state == "planned"


def test_an_interviewer_who_leaves_is_replaced_at_the_same_time(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 40)
    found = look(house, f"away:{house.staff[0]}:10:00-12:00")
    assert {line.minutes for line in found.lines} == {0}
    take(house, found, "发烧回家")
    rows = {row.id: row for row in house.rows()}
    assert [each.name for each in rows[morning[ELENA]].panel if not each.shadow] == ["周航"]
    assert [each.name for each in rows[morning[XIAOMING]].panel if not each.shadow] == ["李蕾"]
    (busy,) = house.desk.ask(list_busy, DAY).rows
    assert (busy.name, busy.label) == ("李蕾", "发烧回家")
    house.desk.undo()
    assert house.desk.ask(list_busy, DAY).total == 0
    assert {each.name for row in house.rows() for each in row.panel} == {"李蕾"}


def test_a_lost_room_sends_people_to_another(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 30)
    found = look(house, f"room-lost:{house.rooms[0]}:10:00-18:00")
    take(house, found)
    assert [row.room for row in house.rows()] == ["501", "502", "502"]
    assert {line.minutes for line in found.lines} == {0}
    assert house.desk.ask(list_room_busy, DAY).total == 1


def test_a_running_interview_stays_where_it_is_when_the_room_is_lost(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 30)
    found = look(house, f"room-lost:{house.rooms[0]}:09:30-18:00")
    assert morning[XIAOMING] not in {line.interview for line in found.lines}
    assert any("501" in str(each) for each in found.clashes)


def test_an_interview_that_runs_over_pushes_the_next(
    house: House, morning: list[str], clock: SetClock
) -> None:
    house.run(ChangeRound(house.rounds[0], staff=(house.staff[0],)))
    at(clock, 9, 55)
    found = look(house, f"overrun:{morning[XIAOMING]}:15")
    take(house, found)
    assert local(house, morning[XIAOMING]) == "09:00–10:15"
    assert faults(house.rows()) == []
    assert all(row.state == "planned" for row in house.rows())
    house.desk.undo()
    assert local(house, morning[XIAOMING]) == "09:00–10:00"


def test_somebody_new_finds_a_place_without_moving_others(
    house: House, morning: list[str], clock: SetClock
) -> None:
    who = house.run(AddCandidate("李雷"))
    application = house.run(Apply(who, house.post, "一面"))
    at(clock, 9, 30)
    found = look(house, f"add:{application}")
    assert [line.interview for line in found.lines] == ["", ""]
    take(house, found)
    new = [row for row in house.rows() if row.candidates[0].name == "李雷"]
    assert [row.round for row in new] == ["技术面", "HR 面"]
    assert faults(house.rows()) == []
    (listening,) = [each.name for each in new[0].panel if each.shadow]
    assert listening == "Alexandra Novak"


def test_group_interviews_and_those_held_stand_still(house: House, clock: SetClock) -> None:
    at(clock, 9, 0)
    group = house.schedule(XIAOMING, ELENA, at="10:00", round="群面", room=house.rooms[0])
    held = house.schedule(NANA, at="09:00", round="电话")
    house.run(HoldInterview(held))
    found = look(house, f"away:{house.staff[0]}:10:00-11:00")
    assert found.lines == ()
    assert any("李蕾 is busy" in str(each) for each in found.clashes)
    found = look(house, f"overrun:{group}:15")
    take(house, found)
    assert local(house, group) == "10:00–11:15"


def test_interviews_set_by_hand_keep_their_panel_while_that_goes(
    house: House, clock: SetClock
) -> None:
    first = house.schedule(XIAOMING, at="10:00", panel=(house.staff[3],))
    at(clock, 9, 0)
    found = look(house, f"away:{house.staff[3]}:09:30-11:00")
    (line,) = found.lines
    assert line.interview == first
    assert line.becomes is not None
    assert (line.becomes.panel, line.becomes.start) == ((house.staff[3],), 11 * 60)
    # Away for the whole day, somebody of the requisition takes the seat.
    found = look(house, f"away:{house.staff[3]}:00:00-24:00")
    (line,) = found.lines
    assert line.becomes is not None
    assert set(line.becomes.panel) <= set(house.staff[:2])
    assert line.minutes == 0


def test_what_has_no_place_any_more_is_cancelled_with_the_reason(
    house: House, clock: SetClock
) -> None:
    last = house.schedule(XIAOMING, at="17:00")
    at(clock, 9, 0)
    for who in house.staff[:2]:
        if who != house.staff[0]:
            house.run(SetTerms(who, hours=("Wed 09:00-10:00",)))
    found = look(house, f"away:{house.staff[0]}:09:00-24:00")
    assert [line.interview for line in found.dropped] == [last]
    take(house, found, "面试官临时请假")
    row = house.desk.ask(_record, last)
    assert (row.state, row.state_reason) == ("cancelled", "面试官临时请假")
    house.desk.undo()
    assert row_of(house, last).state == "planned"


def _record(connection: Any, interview: str) -> Any:
    table = Interview.__table__
    return connection.execute(select(table).where(table.c.id == interview)).one()


def test_the_evening_is_used_before_somebody_is_sent_home(house: House, clock: SetClock) -> None:
    last = house.schedule(XIAOMING, at="17:00", room=house.rooms[0])
    at(clock, 16, 45)
    found = look(house, f"late:{house.people[XIAOMING]}:25")
    take(house, found)
    assert local(house, last) == "17:25–18:25"


def test_a_day_that_changed_since_is_refused(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 30)
    found = look(house, f"away:{house.staff[0]}:10:00-12:00")
    house.run(MoveInterview(morning[ELENA], panel=(house.staff[1],)))
    with pytest.raises(Conflict, match="has changed"):
        take(house, found)
    assert house.desk.ask(list_busy, DAY).total == 0


def test_what_came_in_between_is_refused_with_its_reason(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 30)
    found = look(house, f"room-lost:{house.rooms[0]}:10:00-12:00")
    other = house.run(Apply(house.run(AddCandidate("李雷")), house.post, "一面"))
    command = ScheduleInterview(
        (other,), "加面", datetime(2026, 3, 3, 10), panel=(house.staff[3],), room=house.rooms[1]
    )
    house.run(command)
    with pytest.raises(RuleBroken, match="502 is taken"):
        take(house, found)
    assert house.desk.ask(list_room_busy, DAY).total == 0


def test_listeners_follow_where_they_are_free(
    house: House, morning: list[str], clock: SetClock
) -> None:
    listener = house.staff[3]
    house.run(MoveInterview(morning[NANA], shadows=(listener,)))
    house.schedule(ELENA, at="14:00", panel=(listener,))
    at(clock, 10, 30)
    found = look(house, f"late:{house.people[NANA]}:180")
    take(house, found)
    assert local(house, morning[NANA]) == "14:00–15:00"
    assert [each.name for each in row_of(house, morning[NANA]).panel] == ["李蕾"]
    assert faults(house.rows()) == []


def test_whom_it_is_about_may_be_called_by_name(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 30)
    room = next(each.room for each in house.rows() if each.room)
    for event, meant in (
        ("late:Elena Sullivan:10", f"late:{house.people[ELENA]}:10"),
        ("no-show:Elena Sullivan", f"no-show:{house.people[ELENA]}"),
        ("away:李蕾:10:00-11:00", f"away:{house.staff[0]}:10:00-11:00"),
        (f"room-lost:{room}:10:00-11:00", f"room-lost:{house.rooms[0]}:10:00-11:00"),
    ):
        assert made(house, event).happening.text == meant
    house.run(AddStaff("李蕾"))
    with pytest.raises(NotFound, match="2 on that day are called 李蕾"):
        made(house, "away:李蕾:10:00-11:00")


def test_nobody_and_nothing_on_that_day_is_refused(
    house: House, morning: list[str], clock: SetClock
) -> None:
    at(clock, 9, 30)
    stranger = house.run(AddCandidate("李雷"))
    for event in (
        f"late:{stranger}:10",
        f"no-show:{stranger}",
        "away:nobody:10:00-11:00",
        "room-lost:nowhere:10:00-11:00",
        "overrun:nothing:10",
        "add:nothing",
    ):
        with pytest.raises(NotFound):
            made(house, event)
    clock.moment = datetime(2026, 3, 4, 2, tzinfo=UTC)
    with pytest.raises(RuleBroken, match="is past"):
        made(house, f"late:{house.people[ELENA]}:10")
    with pytest.raises(BadInput):
        house.run(AcceptMending(DAY, f"late:{house.people[ELENA]}:10", ("nonsense",)))


def test_a_whole_planned_day_is_mended(house: House, clock: SetClock) -> None:
    house.accept()
    at(clock, 9, 10)
    first = house.rows()[0]
    found = look(house, f"overrun:{first.id}:30")
    take(house, found)
    assert faults(house.rows()) == []
    assert len(house.rows()) == 6
