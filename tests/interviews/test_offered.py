"""Times that are offered, what candidates answer, and the hours at which they can come."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.interviews.conftest import House
from workbench.app import COMMANDS
from workbench.interviews.availability import conflicts
from workbench.interviews.models import OfferState
from workbench.interviews.offered import (
    AcceptTime,
    DeclineTimes,
    OfferedRow,
    OfferTimes,
    WithdrawTimes,
    list_offered,
)
from workbench.interviews.possible import SetPossibleHours, possible_hours
from workbench.interviews.rules import ConflictKind
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.people.commands import AddCandidate, BlockContact
from workbench.pipeline.commands import CloseApplications
from workbench.pipeline.merging import MergeCandidates
from workbench.pipeline.models import ApplicationState

TUESDAY, WEDNESDAY = datetime(2026, 3, 3, 10), datetime(2026, 3, 4, 14)


def offer(house: House, *starts: datetime, who: int = 0, **more: object) -> list[str]:
    command = OfferTimes(house.applications[who], starts or (TUESDAY, WEDNESDAY), 45, **more)  # type: ignore[arg-type]
    return list(house.run(command))


def offered(house: House, who: int = 0) -> tuple[OfferedRow, ...]:
    return house.desk.ask(list_offered, candidate=house.people[who]).rows


def states(house: House, who: int = 0) -> list[str]:
    return [row.state.value for row in offered(house, who)]


def test_times_are_offered_together_in_the_house_s_local_time(house: House) -> None:
    made = offer(house, WEDNESDAY, TUESDAY, TUESDAY, panel=(house.staff[0],))
    rows = offered(house)
    assert [row.id for row in rows] == made
    assert [row.starts_at.isoformat() for row in rows] == [
        "2026-03-03T02:00:00+00:00",
        "2026-03-04T06:00:00+00:00",
    ]
    assert {(row.batch, row.post, row.panel, row.minutes) for row in rows} == {
        (rows[0].batch, "后端工程师", ("李蕾",), 45)
    }


def test_the_others_of_an_offer_go_when_one_is_accepted(house: House) -> None:
    first, _ = offer(house)
    offer(house, datetime(2026, 3, 5, 10))
    house.run(AcceptTime(first))
    assert states(house) == ["accepted", "withdrawn", "open"]
    house.desk.undo()
    assert states(house) == ["open", "open", "open"]


def test_an_answer_is_given_once(house: House) -> None:
    first, second = offer(house)
    house.run(DeclineTimes((first,)))
    with pytest.raises(RuleBroken, match="no longer open"):
        house.run(AcceptTime(first))
    house.run(AcceptTime(second))
    with pytest.raises(RuleBroken):
        house.run(DeclineTimes((second,)))
    house.run(WithdrawTimes((second,)))
    assert states(house) == ["declined", "withdrawn"]


def test_what_makes_no_sense_is_refused(house: House) -> None:
    offer(house)
    for starts in ((), (datetime(2026, 3, 2, 9),), (TUESDAY,)):
        with pytest.raises(RuleBroken) as refused:
            house.run(OfferTimes(house.applications[0], starts))
        assert refused.value.field == "starts"
    with pytest.raises(NotFound):
        offer(house, datetime(2026, 3, 9, 10), panel=("0" * 32,))
    house.run(CloseApplications((house.applications[1],), ApplicationState.REJECTED, "skills"))
    with pytest.raises(RuleBroken, match="ended"):
        offer(house, who=1)
    house.run(BlockContact(house.people[2], "请勿联系"))
    with pytest.raises(RuleBroken, match="Lift the ban first"):
        offer(house, who=2)


def warned(house: House, command: OfferTimes) -> list[str]:
    answer = house.run(command)
    warns = COMMANDS.of(command).warns
    return house.desk.ask(lambda reader: [str(each) for each in warns(reader, command, answer)])


def test_an_interviewer_offered_twice_is_only_warned_of(house: House) -> None:
    offer(house, TUESDAY, panel=(house.staff[0],))
    later = TUESDAY.replace(minute=30)
    said = warned(house, OfferTimes(house.applications[1], (later,), 45, (house.staff[0],)))
    assert any("李蕾 is offered to 王小明 at that time too" in each for each in said)
    other = warned(house, OfferTimes(house.applications[2], (later,), 45, (house.staff[1],)))
    assert not any("is offered to" in each for each in other)


def test_a_time_is_scheduled_when_an_interview_lies_in_it(house: House) -> None:
    offer(house)
    assert [row.scheduled for row in offered(house)] == [False, False]
    house.schedule(0)
    assert [row.scheduled for row in offered(house)] == [True, False]


def hours(house: House, who: int = 0) -> tuple[tuple[str, ...], str]:
    said = house.desk.ask(possible_hours, house.people[who])
    return (said.lines["en"] if said.lines else ()), said.note


def test_possible_hours_are_kept_replaced_and_undone(house: House) -> None:
    who = house.people[0]
    house.run(SetPossibleHours(who, ("周一至周五 18:00-21:00", "2026-03-07"), "周三最好"))
    assert hours(house) == (("Mon–Fri 18:00–21:00", "2026-03-07 all day"), "周三最好")
    house.run(SetPossibleHours(who, ("Mon–Fri 18:00–21:00",)))
    assert hours(house) == (("Mon–Fri 18:00–21:00",), "")
    house.desk.undo()
    assert hours(house) == (("Mon–Fri 18:00–21:00", "2026-03-07 all day"), "周三最好")
    with pytest.raises(RuleBroken):
        house.run(SetPossibleHours(who, ("any time",)))
    with pytest.raises(NotFound):
        house.desk.ask(possible_hours, "0" * 32)


def possible_conflicts(house: House, interview: str) -> list[str]:
    found = house.desk.ask(conflicts, interview).rows
    assert not any(each.blocks for each in found)
    return [str(each.message) for each in found if each.kind is ConflictKind.POSSIBLE]


def test_an_interview_outside_the_hours_is_set_and_warned_of(house: House) -> None:
    house.run(SetPossibleHours(house.people[0], ("Mon-Fri 18:00-21:00",)))
    outside, within = house.schedule(0), house.schedule(0, at="2026-03-03T18:00")
    assert possible_conflicts(house, outside) == [
        "王小明 can come at other hours: Mon–Fri 18:00–21:00."
    ]
    assert possible_conflicts(house, within) == []
    house.run(SetPossibleHours(house.people[0], (), "随时"))
    assert possible_conflicts(house, outside) == []


def test_a_time_that_was_accepted_is_possible(house: House) -> None:
    house.run(SetPossibleHours(house.people[0], ("Sat",)))
    first, _ = offer(house)
    meeting = house.schedule(0)
    assert len(possible_conflicts(house, meeting)) == 1
    house.run(AcceptTime(first))
    assert possible_conflicts(house, meeting) == []


def test_merging_brings_times_and_hours_together(house: House) -> None:
    twin = house.run(AddCandidate("Wang Xiaoming"))
    offer(house)
    for who in (house.people[0], twin):
        house.run(SetPossibleHours(who, ("Sat 9:00-12:00",), "周三最好"))
    house.run(MergeCandidates(twin, house.people[0]))
    said = house.desk.ask(possible_hours, twin)
    assert (said.lines or {})["en"] == ("Sat 09:00–12:00",)
    assert said.note == "周三最好"
    rows = house.desk.ask(list_offered, candidate=twin).rows
    assert [row.state for row in rows] == [OfferState.OPEN, OfferState.OPEN]
