"""What is in the way of an interview comes with repairs, and every one of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interviews.conftest import House
from workbench.interviews.availability import conflicts, day_of, draft_of, in_the_way
from workbench.interviews.busy import AddBusyTime, AddLeave, AddRoomBusyTime
from workbench.interviews.commands import MoveInterview, ScheduleInterview
from workbench.interviews.day_facts import read_facts
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.offered import AcceptTime, OfferTimes
from workbench.interviews.possible import SetPossibleHours
from workbench.interviews.repairs import (
    Obstacle,
    Purpose,
    Repair,
    RepairKind,
    look_around,
    repairs,
)
from workbench.interviews.rooms import AddRoom, ChangeRoom
from workbench.interviews.rounds import AddRound
from workbench.interviews.rules import Draft, span_of
from workbench.interviews.terms import SetTerms
from workbench.kernel.i18n import Translator
from workbench.organisation.queries import zone_of
from workbench.people.staffing import AddStaff, ArchiveStaff, ChangeStaff

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # Monday, 9:30 in Shanghai
TUESDAY = date(2026, 3, 3)
ROOM, PERSON, TIME = (
    RepairKind.OTHER_ROOM,
    RepairKind.OTHER_INTERVIEWER,
    RepairKind.OTHER_TIME,
)


@dataclass(frozen=True)
class Wish:
    """An interview as somebody would have it, in numbers of the house; -1 for no room."""

    at: str = "2026-03-03T10:00"
    minutes: int = 45
    who: tuple[int, ...] = (0,)
    panel: tuple[int, ...] = (0,)
    listening: tuple[int, ...] = ()
    room: int = -1
    round_id: str = ""


def drafted(house: House, wish: Wish) -> Draft:
    def made(connection: object) -> Draft:
        span = span_of(datetime.fromisoformat(wish.at), wish.minutes, zone_of(connection))  # type: ignore[arg-type]
        return draft_of(
            connection,  # type: ignore[arg-type]
            "",
            span,
            [house.people[n] for n in wish.who],
            [house.staff[n] for n in (*wish.panel, *wish.listening)],
            house.rooms[wish.room] if wish.room >= 0 else "",
        )

    return house.desk.ask(made)


def around(house: House, wish: Wish, now: datetime = NOW) -> tuple[Obstacle, ...]:
    listening = tuple(house.staff[n] for n in wish.listening)
    purpose = Purpose(house.requisition, wish.round_id, "一面", listening)
    return house.desk.ask(look_around, drafted(house, wish), purpose, now)


def offered(house: House, wish: Wish, now: datetime = NOW) -> tuple[Repair, ...]:
    """The repairs of the only thing in the way."""
    [only] = around(house, wish, now)
    return only.repairs


def said(found: Sequence[Repair]) -> list[str]:
    return [str(each.message) for each in found]


def test_nothing_is_repaired_where_nothing_is_in_the_way(house: House) -> None:
    assert around(house, Wish()) == ()
    made = house.schedule(0)
    assert house.desk.ask(repairs, made, now=NOW).rows == ()


def test_one_of_each_kind_what_changes_least_first(house: House) -> None:
    house.schedule(0)
    found = offered(house, Wish(who=(1,), panel=(0,)))
    assert [each.kind for each in found] == [PERSON, PERSON, TIME]
    assert said(found) == [
        "Alexandra Novak instead",
        "周航 instead",
        "Move to 10:45 (45 minutes later)",
    ]
    assert found[0].panel == (found[0].staff_id,) == (house.staff[2],)
    assert found[0].instead_of == house.staff[0]
    assert (found[0].start, found[0].room_id) == (None, None)
    assert found[2].start == datetime(2026, 3, 3, 2, 45, tzinfo=UTC)


def test_the_nearest_time_lies_before_or_after_on_a_grid_of_five(house: House) -> None:
    house.run(AddBusyTime(house.staff[0], *(datetime(2026, 3, 3, h) for h in (10, 18)), "培训"))
    house.run(AddLeave(house.staff[1], TUESDAY, TUESDAY))
    house.run(AddLeave(house.staff[2], TUESDAY, TUESDAY))
    found = offered(house, Wish(at="2026-03-03T10:07"))
    assert said(found) == [
        "Move to 09:15 (52 minutes earlier)",
        "Move to Wed 4 Mar, 10:05",
        "Move to Thu 5 Mar, 10:05",
    ]


def test_days_off_and_other_hours_leave_the_next_working_days(
    house: House, chinese: Translator
) -> None:
    saturday = around(house, Wish(at="2026-03-07T19:00"))
    assert {each.conflict.kind.value for each in saturday} == {"day_off", "hours"}
    by_kind = {each.conflict.kind.value: each.repairs for each in saturday}
    assert said(by_kind["day_off"])[0] == "Move to Mon 9 Mar, 17:15"
    assert chinese.show(by_kind["day_off"][0].message) == "改到 3月9日周一 17:15"
    assert said(by_kind["hours"])[0] == "Move to 17:15 (1 h 45 min earlier)"
    early = offered(house, Wish(at="2026-03-03T08:00"))
    assert said(early) == [
        "Move to 09:00 (1 h later)",
        "Move to 09:30 (1 h 30 min later)",
        "Move to 10:00 (2 h later)",
    ]
    assert chinese.show(early[1].message) == "改到 09:30（晚 1 小时 30 分钟）"


def test_a_saturday_of_interviews_is_repaired_on_that_saturday(house: House) -> None:
    saturday = "2026-03-07T10:00"
    house.schedule(0, at=saturday)
    found = around(house, Wish(at=saturday, who=(1,), panel=(0,)))
    by_kind = {each.conflict.kind.value: said(each.repairs) for each in found}
    assert set(by_kind) == {"person", "day_off"}
    assert by_kind["person"][0].endswith(" instead")
    assert by_kind["person"][-1] == "Move to 10:45 (45 minutes later)"
    assert by_kind["day_off"][0] == "Move to Mon 9 Mar, 10:00"


def test_the_past_is_left_for_the_present(house: House) -> None:
    [past] = around(house, Wish(at="2026-02-25T10:00"))
    assert past.conflict.kind == "past"
    assert said(past.repairs)[0] == "Move to Mon 2 Mar, 10:00"
    now = datetime(2026, 3, 3, 9, tzinfo=UTC)  # 17:00 in Shanghai
    [late] = around(house, Wish(at="2026-03-03T16:00"), now)
    assert said(late.repairs)[0] == "Move to 17:00 (1 h later)"


def test_who_is_named_comes_before_who_knows_the_same_and_the_others(house: House) -> None:
    skilled = [house.run(AddStaff(name, skills=("Python",))) for name in ("甲", "乙")]
    house.run(ChangeStaff(house.staff[0], skills=("Python", "Go")))
    house.schedule(0)
    assert offered(house, Wish(who=(1,)))[0].staff_id == skilled[0]
    named = (house.staff[0], house.staff[2])
    round_id = house.run(
        AddRound(house.requisition, "技术面", staff=named, alternates=(house.staff[1],))
    )
    found = offered(house, Wish(who=(1,), round_id=round_id))
    assert [each.staff_id for each in found[:2]] == [house.staff[2], house.staff[1]]
    house.run(AddLeave(house.staff[1], TUESDAY, TUESDAY))
    found = offered(house, Wish(who=(1,), round_id=round_id))
    assert [each.staff_id for each in found[:2]] == [house.staff[2], skilled[0]]
    needing = house.run(
        AddRound(house.requisition, "编程", panel=("Python",), staff=named)
    )  # whom it names cannot do what it needs
    found = offered(house, Wish(who=(1,), round_id=needing))
    assert [each.staff_id for each in found[:2]] == skilled


def test_nobody_is_offered_who_sits_in_already_or_does_not_interview(house: House) -> None:
    house.run(AddStaff("赵敏", interviewer=False))
    gone = house.run(AddStaff("钱进"))
    house.run(ArchiveStaff(gone))
    house.schedule(0)
    found = offered(house, Wish(who=(1,), panel=(0, 1), listening=(2,)))
    assert {each.kind for each in found} == {TIME}
    found = offered(house, Wish(who=(1,), panel=(0, 1)))
    assert said(found)[0] == "Alexandra Novak instead of 李蕾"
    assert found[0].panel == (house.staff[2], house.staff[1])


def test_who_only_listens_is_not_replaced(house: House) -> None:
    house.schedule(0)
    found = offered(house, Wish(who=(1,), panel=(1,), listening=(0,)))
    assert {each.kind for each in found} == {TIME}


def test_another_room_is_free_open_large_enough_and_has_what_is_needed(house: House) -> None:
    house.run(ChangeRoom("501", features=("投屏",)))
    rooms = {
        name: house.run(AddRoom(name, size=size, features=features))
        for name, size, features in (
            ("大", 12, ("投屏",)),
            ("中", 6, ("投屏", "白板")),
            ("无", 3, ()),
            ("小", 1, ("投屏",)),
            ("忙", 4, ("投屏",)),
            ("晚", 4, ("投屏",)),
        )
    }
    house.run(ChangeRoom("晚", opens="14:00"))
    house.run(AddRoomBusyTime("忙", *(datetime(2026, 3, 3, h) for h in (9, 12))))
    house.schedule(0, room="501")
    wish = Wish(who=(1,), panel=(1,), room=0)
    found = offered(house, wish)
    assert [(each.kind, each.room_id) for each in found[:2]] == [
        (ROOM, rooms["中"]),
        (ROOM, rooms["大"]),
    ]
    assert found[2].kind is TIME
    asked = house.run(AddRound(house.requisition, "白板面", needs=("白板",), seats=5))
    found = offered(house, replace(wish, round_id=asked))
    assert [each.room_id for each in found if each.kind is ROOM] == [rooms["中"]]
    plain = house.run(AddRound(house.requisition, "聊"))
    assert offered(house, replace(wish, round_id=plain))[0].room_id == house.rooms[1]


def test_a_round_by_call_needs_no_room(house: House, chinese: Translator) -> None:
    call = house.run(AddRound(house.requisition, "电话面", place=RoundPlace.CALL))
    house.schedule(0, room="501")
    found = offered(house, Wish(who=(1,), panel=(1,), room=0, round_id=call))
    assert (found[0].kind, found[0].room_id) == (ROOM, "")
    assert chinese.show(found[0].message) == "改用电话或视频"


def test_a_room_that_is_too_small_is_so_at_any_time(house: House) -> None:
    [only] = around(house, Wish(who=(0, 1), panel=(0, 1), room=1))
    house.run(AddRoom("503", size=8))
    assert (only.conflict.kind.value, said(only.repairs)) == ("size", ["Room 501 instead"])


def test_where_person_and_room_are_taken_both_are_changed(
    house: House, chinese: Translator
) -> None:
    house.schedule(0, room="501")
    of_person, of_room = around(house, Wish(who=(1,), room=0))
    assert of_person.conflict.who == house.staff[0]
    assert chinese.show(of_person.repairs[0].message) == "换成 Alexandra Novak，换到 502"
    assert chinese.show(of_room.repairs[0].message) == "换到 502，换成 Alexandra Novak"
    first = of_room.repairs[0]
    assert (first.room_id, first.panel) == (house.rooms[1], (house.staff[2],))


def test_what_only_warns_is_repaired_too(house: House) -> None:
    house.run(SetTerms(house.staff[0], ("Mon-Fri 13:00-18:00",), buffer=30))
    [terms] = around(house, Wish())
    assert not terms.conflict.blocks
    assert [each.kind for each in terms.repairs] == [PERSON, PERSON, TIME]
    assert said(terms.repairs)[2] == "Move to 13:00 (3 h later)"
    house.schedule(0, at="2026-03-03T13:00")
    assert said(offered(house, Wish(who=(1,))))[2] == "Move to 14:15 (4 h 15 min later)"
    house.run(SetPossibleHours(house.people[1], ("周三 18:00-21:00", "周四 9:00-11:00")))
    [when] = around(house, Wish(who=(1,), panel=(1,)))
    assert said(when.repairs) == ["Move to Thu 5 Mar, 10:00"]


def test_the_query_answers_for_an_interview_as_it_stands_and_as_it_were(house: House) -> None:
    made = house.schedule(0, room="501", panel=tuple(house.staff[:2]), shadows=(house.staff[2],))
    house.schedule(1, at="2026-03-03T14:00", panel=(house.staff[2],), room="502")
    clash = house.desk.ask(repairs, made, start=datetime(2026, 3, 3, 14), now=NOW).rows
    assert {str(row.conflict)[:15] for row in clash} == {"Alexandra Novak"}
    assert [str(row.repair) for row in clash] == [
        "Move to 14:45 (45 minutes later)",
        "Move to 13:15 (45 minutes earlier)",
        "Move to 15:15 (1 h 15 min later)",
    ]
    [small] = house.desk.ask(repairs, made, room=house.rooms[1], now=NOW).rows
    assert (small.conflict_kind.value, str(small.repair)) == ("size", "Room 501 instead")
    house.run(AddRoomBusyTime("501", *(datetime(2026, 3, 3, h) for h in (9, 18))))
    [hopeless] = house.desk.ask(
        repairs, made, start=datetime(2026, 3, 3, 8), room=house.rooms[1], now=NOW
    ).rows[:1]
    assert (hopeless.repair, hopeless.kind) == (None, None)
    house.run(MoveInterview(made, start=datetime(2026, 3, 4, 10)))
    assert house.desk.ask(repairs, made, now=NOW).rows == ()


@pytest.fixture
def full(house: House) -> House:
    """A week with something of everything."""
    house.staff += [house.run(AddStaff(f"同事{n}", skills=("Go",))) for n in "345"]
    house.rooms += [
        house.run(AddRoom("503", size=8, opens="10:00", closes="17:00")),
        house.run(AddRoom("504")),
    ]
    one, two, three, *_rest = house.staff
    house.run(SetTerms(one, ("Mon-Fri 09:00-12:00", "Mon-Fri 13:30-18:00"), 2, 4, buffer=15))
    house.run(SetTerms(two, (), 1))
    house.run(SetPossibleHours(house.people[0], ("Mon–Fri 13:00–20:00",)))
    times = (datetime(2026, 3, 4, 9), datetime(2026, 3, 5, 9))
    house.run(AcceptTime(house.run(OfferTimes(house.applications[0], times))[0]))
    house.run(AddLeave(three, TUESDAY, TUESDAY))
    house.run(AddBusyTime(two, *(datetime(2026, 3, 4, h) for h in (9, 11)), "例会"))
    house.run(AddRoomBusyTime("501", *(datetime(2026, 3, 4, h) for h in (10, 15)), "培训"))
    for n, (day, hour) in enumerate((d, h) for d in (3, 4, 5) for h in (9, 11, 14, 16)):
        at = f"2026-03-0{day}T{hour:02}:{15 * (n % 3):02}"
        panel = (house.staff[n % 2 * 3],) if n % 5 else tuple(house.staff[3:5])
        house.schedule(n % 3, at=at, panel=panel, room=house.rooms[n % 4] if n % 4 else "")
    return house


WISHES = st.builds(
    lambda day, minute, minutes, who, panel, room: Wish(
        (datetime(2026, 3, 1) + timedelta(days=day, minutes=minute)).isoformat(),
        minutes,
        tuple(who),
        tuple(panel[:2]),
        tuple(panel[2:]),
        room,
    ),
    st.integers(0, 7),
    st.integers(8 * 60, 18 * 60),
    st.sampled_from((15, 45, 60, 100)),
    st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True),
    st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True),
    st.integers(-1, 3),
)


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(wish=WISHES)
def test_every_repair_once_made_is_accepted_and_leaves_nothing_behind(
    full: House, wish: Wish
) -> None:
    draft = drafted(full, wish)
    listening = tuple(full.staff[n] for n in wish.listening)
    found = around(full, wish)
    assert_same_conflicts(full, draft, found)
    assert all(len(each.repairs) <= 3 for each in found)
    for repair in (repair for each in found for repair in each.repairs):
        panel = repair.panel or tuple(full.staff[n] for n in wish.panel)
        room = repair.room_id
        if room is None:
            room = full.rooms[wish.room] if wish.room >= 0 else ""
        command = ScheduleInterview(
            tuple(full.applications[n] for n in wish.who),
            "一面",
            repair.start or draft.span.start,
            wish.minutes,
            panel,
            listening,
            room,
        )
        made = full.run(command)
        left = full.desk.ask(conflicts, made, now=NOW).rows
        assert all(each.kind == "day_off" for each in left), (wish, repair)
        assert not left or any(each.conflict.kind == "day_off" for each in found)
        full.desk.undo()


def assert_same_conflicts(house: House, draft: Draft, found: tuple[Obstacle, ...]) -> None:
    """What is judged from the facts of a day is what is asked for one by one."""

    def asked(connection: object) -> object:
        zone = zone_of(connection)  # type: ignore[arg-type]
        day = day_of(connection, draft.span, NOW)  # type: ignore[arg-type]
        facts = read_facts(
            connection,  # type: ignore[arg-type]
            draft.span.start.astimezone(zone).date(),
            NOW,
            [each.id for each in draft.candidates],
        )
        return in_the_way(connection, draft, zone, day), facts.conflicts(draft)  # type: ignore[arg-type]

    one, other = house.desk.ask(asked)  # type: ignore[misc]
    assert sorted(map(str, one)) == sorted(map(str, other))
    assert [each.conflict for each in found] == list(other)
