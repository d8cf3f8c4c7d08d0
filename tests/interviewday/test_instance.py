from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.interviewday.conftest import DAY, House
from workbench.interviewday.planned import plan_day
from workbench.interviewday.tosit import to_sit
from workbench.interviewday.wishes import DayWishes
from workbench.interviews.busy import AddBusyTime, AddLeave, AddRoomBusyTime
from workbench.interviews.commands import CancelInterview, ScheduleInterview
from workbench.interviews.offered import AcceptTime, OfferTimes, list_offered
from workbench.interviews.possible import SetPossibleHours
from workbench.interviews.rooms import ChangeRoom
from workbench.interviews.rounds import AddRound, ChangeRound
from workbench.interviews.terms import SetTerms
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.organisation.commands import ChangeOrganisation
from workbench.pipeline.commands import CloseApplications, MoveApplications
from workbench.pipeline.models import ApplicationState


def test_rounds_become_skills_of_those_who_may(house: House) -> None:
    made = house.made()
    tech, hr = made.instance.rounds
    assert [(need.skill, need.count) for need in tech.panel] == [(f"{tech.id}/Python", 1)]
    assert (tech.minutes, tech.room, hr.minutes, hr.room) == (60, "needed", 30, "none")
    skills = {each.name: each.skills for each in made.instance.interviewers}
    # The requisition's interviewers hold what names nobody; a named one holds only their own.
    assert skills == {
        "李蕾": {f"{tech.id}/Python"},
        "周航": {f"{tech.id}/Python"},
        "韩梅梅": {f"{hr.id}/*"},
    }
    assert made.instance.opening == ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
    assert made.applications[house.people[1], hr.id] == house.applications[1]
    assert made.wider is None


def test_alternates_stand_by_in_a_wider_day(house: House) -> None:
    house.run(ChangeRound(house.rounds[1], alternates=(house.staff[3],)))
    made = house.made()
    assert made.wider is not None
    names = {each.name for each in made.instance.interviewers}
    assert {each.name for each in made.wider.interviewers} - names == {"Alexandra Novak"}
    assert made.alternates[house.rounds[1]] == {house.staff[3]}


def test_an_alternate_comes_in_only_where_nothing_else_goes(house: House) -> None:
    house.run(ChangeRound(house.rounds[1], alternates=(house.staff[3],)))
    assert {line.alternates for line in house.plan(0).lines} == {()}
    house.run(AddLeave(house.staff[2], DAY, DAY))
    by_round = {line.round: line for line in house.plan(0).lines}
    assert by_round["HR 面"].alternates == ("Alexandra Novak",)
    assert by_round["技术面"].alternates == ()


def test_limits_of_day_and_week_count_what_is_there(house: House) -> None:
    house.run(SetTerms(house.staff[0], most_a_day=3, most_a_week=4, buffer=10))
    house.schedule(at="09:00")
    person = house.made(1).instance.interviewer[house.staff[0]]
    assert person.max_interviews == 2
    assert person.busy == ((9 * 60 - 10, 10 * 60 + 10),)
    assert person.buffer == 10
    # Two more on the Thursday of the same week leave one for the Tuesday.
    for at in ("09:00", "11:00"):
        start = datetime.fromisoformat(f"2026-03-05T{at}")
        chosen = (house.applications[2],)
        house.run(ScheduleInterview(chosen, "加面", start, panel=(house.staff[0],)))
    assert house.made(1).instance.interviewer[house.staff[0]].max_interviews == 1


def test_working_hours_leave_and_busy_times(house: House) -> None:
    first, second = house.staff[:2]
    house.run(SetTerms(first, hours=("Tue 10:00-12:00", "Tue 14:00-15:00", "Wed 09:00-18:00")))
    house.run(AddLeave(second, DAY, DAY))
    house.run(AddBusyTime(house.staff[2], datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 10, 30)))
    person = house.made().instance.interviewer
    assert person[first].hours == ((600, 720), (840, 900))
    assert person[second].busy == ((0, 1440),)
    assert person[house.staff[2]].busy == ((540, 630),)


def test_rooms_are_busy_where_they_are_shut_taken_or_lost(house: House) -> None:
    room = house.rooms[0]
    house.run(ChangeRoom(room, opens="09:30", closes="17:00"))
    house.run(AddRoomBusyTime(room, datetime(2026, 3, 3, 11), datetime(2026, 3, 3, 12)))
    house.schedule(at="14:00", room=room)
    found = house.made(1).instance.room[room]
    assert found.busy == ((0, 570), (660, 720), (840, 900), (1020, 1440))
    assert (found.seats, found.features) == (4, {"白板"})


def test_a_candidates_hours(house: House) -> None:
    house.run(SetPossibleHours(house.people[0], ("Tue 14:00-16:00", "Wed 09:00-18:00")))
    house.run(SetPossibleHours(house.people[1], ("Sat 09:00-18:00",)))
    house.run(OfferTimes(house.applications[2], (datetime(2026, 3, 3, 15),), minutes=120))
    hours = {each.name: each.hours for each in house.made().instance.candidates}
    assert hours["王小明"] == ((840, 960),)
    assert hours["Elena Sullivan"] == ()
    assert hours["欧阳娜娜"] == house.made().instance.opening  # only offered, not yet accepted
    (offer,) = house.desk.ask(list_offered, candidate=house.people[2]).rows
    house.run(AcceptTime(offer.id))
    hours = {each.name: each.hours for each in house.made().instance.candidates}
    assert hours["欧阳娜娜"] == ((900, 1020),)


def test_what_is_sat_or_planned_is_not_planned_again(house: House) -> None:
    assert [len(row.rounds) for row in house.desk.ask(to_sit).rows] == [2, 2, 2]
    held = house.schedule(0, at="09:00", round_id=house.rounds[0], round="技术面")
    house.schedule(1, at="10:00", round="hr 面")
    left = {row.name: [each.name for each in row.rounds] for row in house.desk.ask(to_sit).rows}
    assert left == {
        "王小明": ["HR 面"],
        "Elena Sullivan": ["技术面"],
        "欧阳娜娜": ["技术面", "HR 面"],
    }
    # The second round has to come after the first, which is at nine.
    (candidate,) = house.made(0).instance.candidates
    assert candidate.hours == ((600, 720), (780, 1080))
    house.run(CancelInterview(held, "改期"))
    assert len(house.made(0).instance.candidates[0].rounds) == 2


def test_only_chosen_rounds(house: House) -> None:
    made = house.made(rounds=[house.rounds[1]])
    assert [each.name for each in made.instance.rounds] == ["HR 面"]
    with pytest.raises(NotFound):
        house.made(rounds=["nowhere"])


def test_rounds_of_stages_that_lie_behind_are_passed(house: House) -> None:
    first = house.run(AddRound(house.post, "电话", 15, stage="一面"))
    house.run(MoveApplications((house.applications[0],), "二面"))
    left = {row.name: {each.id for each in row.rounds} for row in house.desk.ask(to_sit).rows}
    assert first not in left["王小明"]
    assert first in left["Elena Sullivan"]


def test_who_is_not_in_a_meeting_stage_comes_only_when_chosen(house: House) -> None:
    house.run(MoveApplications((house.applications[0],), "offer"))
    assert [row.name for row in house.desk.ask(to_sit).rows] == ["Elena Sullivan", "欧阳娜娜"]
    assert house.made(0).instance.candidates[0].name == "王小明"
    house.run(
        CloseApplications((house.applications[1],), ApplicationState.WITHDRAWN, "other_offer")
    )
    with pytest.raises(NotFound):
        house.made(1)


def test_days_that_cannot_be_planned_are_refused_in_words(house: House, clock: SetClock) -> None:
    with pytest.raises(RuleBroken, match="is past"):
        house.made(day=date(2026, 3, 1))
    clock.moment = datetime(2026, 3, 3, 9, 50, tzinfo=UTC)  # 17:50 in Shanghai
    assert house.made(0, wishes=DayWishes(grid=5)).instance.opening == ((1075, 1080),)
    clock.moment = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
    with pytest.raises(RuleBroken, match="closed for the rest"):
        house.made(0)


def test_a_day_off_is_pointed_out(house: House) -> None:
    (note,) = house.made(day=date(2026, 3, 7)).notes
    assert "not a working day" in str(note)
    assert house.made().notes == ()


def test_a_make_up_saturday_is_a_day_like_any_other(house: House, clock: SetClock) -> None:
    clock.moment = datetime(2026, 2, 27, 1, tzinfo=UTC)
    made = house.made(day=date(2026, 2, 28))  # worked for the Spring Festival
    assert made.notes == ()
    assert plan_day(made, 2.0).plan.found
    assert house.made(day=date(2026, 3, 7)).notes  # a Saturday off


def test_a_day_on_which_clocks_are_changed_is_refused(house: House) -> None:
    house.run(ChangeOrganisation(timezone="Europe/Berlin", opens=0, country="DE"))
    with pytest.raises(RuleBroken, match="clocks are changed"):
        house.made(day=date(2026, 3, 29))


def test_wishes_reach_the_planner_and_slips_are_refused(house: House) -> None:
    wishes = DayWishes(grid=5, gap=10, max_wait=30, meet_again=True, lunch=None, fairness=0)
    instance = house.made(wishes=wishes).instance
    assert (instance.grid, instance.opening) == (5, ((540, 1080),))
    assert (instance.rules.candidate_gap, instance.rules.max_wait) == (10, 30)
    assert not instance.rules.no_repeat_interviewer
    assert (instance.weights.fairness, instance.weights.candidate_wait) == (0, 3)
    for wrong in ({"grid": 7}, {"gap": -1}, {"gap": 30, "max_wait": 10}, {"finish": 101}):
        with pytest.raises(RuleBroken):
            DayWishes(**wrong)
    with pytest.raises(RuleBroken):
        DayWishes(lunch=(780, 720))


def test_a_clash_names_skills_as_people_do(house: House) -> None:
    house.run(ChangeRound(house.rounds[0], panel=("架构:2",)))
    found = house.plan(0)
    assert found.plan.status == "infeasible"
    said = " ".join(text for each in found.plan.clash for text in each.text.values())
    assert "架构 × 2" in said
    assert house.rounds[0] not in said
