from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.interviews.conftest import House
from workbench.interviews.availability import (
    conflicts,
    list_busy,
    list_room_busy,
    list_rooms,
    room_busy_ahead,
)
from workbench.interviews.busy import (
    AddBusyTime,
    AddLeave,
    AddRoomBusyTime,
    RemoveRoomBusyTime,
)
from workbench.interviews.models import BusyKind
from workbench.interviews.rooms import AddRoom, ChangeRoom
from workbench.interviews.terms import SetTerms, TermsRow, list_terms, terms, terms_of
from workbench.kernel.errors import NotFound, RuleBroken

TUESDAY = date(2026, 3, 3)
BEFORE = datetime(2026, 3, 2, tzinfo=UTC)


def pointed_out(house: House, interview: str, **options: object) -> list[str]:
    """What speaks against an interview without forbidding it."""
    found = house.desk.ask(conflicts, interview, now=BEFORE, **options).rows
    assert not any(each.blocks for each in found), found
    return [str(each.message) for each in found]


def test_terms_are_set_and_replaced(house: House) -> None:
    who = house.staff[0]
    assert house.desk.ask(terms, who) == TermsRow(who)
    house.run(SetTerms(who, ("Mon-Fri 09:00-12:00", "周一至周五 13:00-18:00"), 3, 10, buffer=15))
    row = house.desk.ask(terms, who)
    assert (row.most_a_day, row.most_a_week, row.buffer) == (3, 10, 15)
    assert row.lines is not None
    assert row.lines["en"] == ("Mon–Fri 09:00–12:00, 13:00–18:00",)
    house.run(SetTerms(who, (), 2))
    assert house.desk.ask(terms, who) == TermsRow(who, most_a_day=2)
    assert house.desk.ask(terms_of, [who, house.staff[1]])[house.staff[1]] == TermsRow(
        house.staff[1]
    )
    assert house.desk.ask(list_terms).total == 1
    house.desk.undo()
    assert house.desk.ask(terms, who).buffer == 15
    with pytest.raises(NotFound):
        house.desk.ask(terms, "0" * 32)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"hours": ("mornings",)}, "hours"),
        ({"hours": ("2026-03-03 09:00-12:00",)}, "hours"),
        ({"most_a_day": 0}, "most_a_day"),
        ({"most_a_week": 100}, "most_a_week"),
        ({"most_a_day": 5, "most_a_week": 4}, "most_a_week"),
        ({"buffer": -5}, "buffer"),
        ({"buffer": 241}, "buffer"),
    ],
)
def test_terms_that_cannot_be(house: House, options: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        house.run(SetTerms(house.staff[0], **options))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_hours_and_limits_are_pointed_out_and_forbid_nothing(house: House) -> None:
    who = house.staff[0]
    first = house.schedule(0, at="2026-03-03T10:00")
    assert pointed_out(house, first) == []
    house.run(SetTerms(who, ("Mon-Fri 13:00-18:00",), 1, 2, 30))
    assert pointed_out(house, first) == ["李蕾 works at other hours: Mon–Fri 13:00–18:00."]
    second = house.schedule(1, at="2026-03-03T14:00")
    assert pointed_out(house, second) == ["Interviews of 李蕾 that day already: 1; at most 1."]
    third = house.schedule(2, at="2026-03-08T14:00")
    said = pointed_out(house, third)
    assert "Interviews of 李蕾 that week already: 2; at most 2." in said
    assert not any("that day" in each for each in said)
    close = datetime(2026, 3, 3, 15, 0)
    said = pointed_out(house, third, start=close)
    assert "李蕾 wants 30 minutes between two interviews." in said
    assert "Interviews of 李蕾 that day already: 2; at most 1." in said
    assert pointed_out(house, third, start=datetime(2026, 3, 11, 15, 0)) == []


def test_who_only_listened_has_not_interviewed(house: House) -> None:
    who = house.staff[0]
    house.schedule(0, at="2026-03-03T10:00", panel=(house.staff[1],), shadows=(who,))
    house.run(SetTerms(who, (), 1))
    assert pointed_out(house, house.schedule(1, at="2026-03-03T14:00")) == []


def test_a_room_has_features_and_opens(house: House) -> None:
    house.run(AddRoom("601", features=("投屏", " 投屏", "白板"), opens="8：30", closes="17:00"))
    row = next(each for each in house.desk.ask(list_rooms).rows if each.name == "601")
    assert (row.features, row.opens, row.closes) == (("投屏", "白板"), 8 * 60 + 30, 17 * 60)
    late = house.schedule(0, at="2026-03-03T16:30", room="601")
    assert pointed_out(house, late) == ["601 is open from 08:30 to 17:00."]
    house.run(ChangeRoom("601", opens="", closes=""))
    assert pointed_out(house, late) == []
    house.run(ChangeRoom("601", features=(), closes="24:00"))
    row = next(each for each in house.desk.ask(list_rooms).rows if each.name == "601")
    assert (row.features, row.opens, row.closes) == ((), None, 24 * 60)
    for opens, closes in (("18:00", "08:00"), ("25:00", ""), ("early", ""), ("", "8:75")):
        with pytest.raises(RuleBroken):
            house.run(ChangeRoom("601", opens=opens, closes=closes))


def test_a_room_that_is_taken_forbids_an_interview(house: House) -> None:
    nine, noon = datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 12)
    taken = house.run(AddRoomBusyTime("501", nine, noon, "培训"))
    [row] = house.desk.ask(list_room_busy, TUESDAY).rows
    assert (row.id, row.room_id, row.name, row.label) == (taken, house.rooms[0], "501", "培训")
    with pytest.raises(RuleBroken, match="501 is busy at that time: 培训"):
        house.schedule(0, at="2026-03-03T11:00", room="501")
    house.schedule(0, at="2026-03-03T11:00", room="502")
    assert house.desk.ask(room_busy_ahead, house.rooms[0], TUESDAY) == (row,)
    assert house.desk.ask(room_busy_ahead, house.rooms[0], TUESDAY + timedelta(days=1)) == ()
    house.run(RemoveRoomBusyTime(taken))
    assert house.desk.ask(list_room_busy, TUESDAY).total == 0
    house.schedule(1, at="2026-03-03T09:00", panel=(house.staff[1],), room="501")
    with pytest.raises(RuleBroken, match="after it begins"):
        house.run(AddRoomBusyTime("501", noon, nine))


def test_leave_takes_whole_days(house: House) -> None:
    house.run(AddLeave(house.staff[0], TUESDAY, TUESDAY + timedelta(days=1), "年假"))
    [row] = house.desk.ask(list_busy, TUESDAY).rows
    assert (row.kind, row.label) == ("leave", "年假")
    assert row.starts_at == datetime(2026, 3, 2, 16, tzinfo=UTC)
    assert row.ends_at == datetime(2026, 3, 4, 16, tzinfo=UTC)
    with pytest.raises(RuleBroken, match="李蕾 is busy at that time: 年假"):
        house.schedule(0, at="2026-03-04T17:00")
    with pytest.raises(RuleBroken, match="before the first"):
        house.run(AddLeave(house.staff[0], TUESDAY, TUESDAY - timedelta(days=1)))
    with pytest.raises(RuleBroken, match="at most 366 days"):
        house.run(AddLeave(house.staff[0], TUESDAY, TUESDAY + timedelta(days=366)))


def test_what_is_typed_is_not_from_a_file(house: House) -> None:
    nine, noon = datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 12)
    house.run(AddBusyTime(house.staff[0], nine, noon, kind=BusyKind.LEAVE))
    assert [row.kind for row in house.desk.ask(list_busy, TUESDAY).rows] == ["leave"]
    with pytest.raises(RuleBroken) as caught:
        house.run(AddBusyTime(house.staff[0], nine, noon, kind=BusyKind.CALENDAR))
    assert caught.value.field == "kind"
