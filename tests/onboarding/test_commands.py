from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.onboarding.conftest import MONDAY, House
from workbench.demand.queries import requisition
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.letters.offering import AcceptOffer, MakeOffer, SendOffer, WithdrawOffer
from workbench.onboarding import queries
from workbench.onboarding.commands import (
    CancelOnboarding,
    ChangeOnboarding,
    FinishOnboarding,
    Hire,
    MoveStart,
    Start,
)
from workbench.onboarding.companions import AssignBuddy, NoteMeeting, RecordCheckIn, ReleaseBuddy
from workbench.onboarding.content import InstallOnboardingContent
from workbench.onboarding.hireable import other_first_day
from workbench.onboarding.models import OwnerRole, PackState, Phase, TaskState
from workbench.onboarding.rows import OnboardingCard, TaskRow
from workbench.onboarding.rules import Light, Room
from workbench.onboarding.tasks import (
    AddPackItem,
    AddTask,
    ChangeTask,
    CountStock,
    SeePapers,
    SetPackState,
    SetTaskState,
)
from workbench.onboarding.templates import AddPlanTask, ChangePlanTask, DropPlanTask
from workbench.people.staffing import ArchiveStaff
from workbench.pipeline.commands import CloseApplications, MoveApplications, OpenRequisition
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.queries import application, list_stages, moves_of

TODAY = date(2026, 3, 2)


def show(house: House, onboarding: str) -> OnboardingCard:
    return house.app.ask(queries.onboarding, onboarding, today=TODAY)


def task(card: OnboardingCard, key: str) -> TaskRow:
    return next(each for each in card.tasks if each.key == key)


def stage_kind(house: House, application_id: str) -> str:
    found = house.app.ask(application, application_id)
    stages = house.app.ask(
        list_stages, house.app.ask(requisition, house.requisition).stage_set_id
    ).rows
    return next(stage.kind for stage in stages if stage.id == found.stage_id)


def there_and_back(house: House, command: object, look: Callable[[], Any]) -> Any:
    """Run a command, take it back, do it again; look at the state each time."""
    before = look()
    answer = house.app.run(command)
    after = look()
    assert after != before
    house.app.undo()
    assert look() == before
    house.app.redo()
    assert look() == after
    return answer.value


def test_hiring_moves_the_application_and_makes_the_plan_in_one_entry(house: House) -> None:
    applied = house.apply("林予安")

    def look() -> object:
        listed = house.app.ask(queries.list_onboardings, today=TODAY).rows
        return stage_kind(house, applied), [(r.name, r.tasks, r.pack, r.papers) for r in listed]

    made = there_and_back(house, Hire(applied, MONDAY), look)
    assert look() == (StageKind.PRE_START, [("林予安", 35, 18, 8)])
    card = show(house, made)
    assert (card.line.manager, card.line.site) == ("Alexandra Novak", "上海")
    assert house.app.ask(application, applied).state == ApplicationState.ACTIVE
    assert len(house.app.ask(moves_of, applied)) == 2
    assert task(card, "equipment").due_on == date(2026, 3, 2)
    assert task(card, "welcome").who == "赵敏"
    assert task(card, "manager-talk").who == "Alexandra Novak"
    assert task(card, "bring").who == "林予安"


def test_hiring_asks_first(house: House) -> None:
    applied = house.apply("林予安")
    run = house.app.run
    with pytest.raises(RuleBroken, match="not a working day; the next one is 2026-02-24"):
        run(Hire(applied, date(2026, 2, 17)))
    with pytest.raises(RuleBroken, match="from 1 to 600"):
        run(Hire(applied, MONDAY, contract_months=601))
    with pytest.raises(NotFound):
        run(Hire(applied, MONDAY, plan="nobody's"))
    run(Hire(applied, MONDAY))
    with pytest.raises(RuleBroken, match="begun already"):
        run(Hire(applied, MONDAY))
    run(Hire(house.apply("二"), MONDAY))
    with pytest.raises(RuleBroken, match="All 2 places"):
        run(Hire(house.apply("三"), MONDAY))
    other = house.apply("四")
    run(CloseApplications((other,), ApplicationState.REJECTED, "skills"))
    with pytest.raises(RuleBroken, match="whose application runs"):
        run(Hire(other, MONDAY))


def test_hiring_follows_the_accepted_offer(house: House) -> None:
    applied, run = house.apply("林予安"), house.app.run
    with pytest.raises(RuleBroken, match="Say the first day"):
        run(Hire(applied))
    made = run(MakeOffer(applied, 30_000, MONDAY, date(2026, 3, 6), 12)).value
    with pytest.raises(RuleBroken, match=r"not accepted: .*without-offer"):
        run(Hire(applied, MONDAY))
    run(Hire(applied, MONDAY, without_offer=True))
    house.app.undo()
    run(SendOffer(made, now=True))
    with pytest.raises(RuleBroken, match="not accepted"):
        run(Hire(applied, MONDAY))
    run(AcceptOffer(made))
    line = show(house, run(Hire(applied)).value)
    assert (line.line.start_on, line.contract_months) == (MONDAY, 12)
    house.app.undo()
    done = run(Hire(applied, date(2026, 3, 17), contract_months=0))
    [told] = house.app.ask(other_first_day, done.value)
    assert "another first day: 2026-03-16" in str(told)
    assert show(house, done.value).contract_months is None


def test_a_withdrawn_offer_is_no_offer(house: House) -> None:
    applied, run = house.apply("林予安"), house.app.run
    made = run(MakeOffer(applied, 30_000, MONDAY, date(2026, 3, 6), 12)).value
    run(WithdrawOffer(made, "预算取消"))
    run(Hire(applied, MONDAY))


def test_day_one_fills_the_requisition_with_its_last_place(house: House) -> None:
    first, second = house.hire("一"), house.hire("二")
    house.app.run(Start(first))
    assert house.app.ask(requisition, house.requisition).state == "open"
    applied = show(house, second).line.application_id

    def look() -> object:
        state = house.app.ask(application, applied).state
        asked = house.app.ask(requisition, house.requisition)
        return stage_kind(house, applied), state, asked.state, show(house, second).line.state

    done = house.app.run(Start(second))
    assert str(done.changes.label) == "Day one begun; the requisition is filled"
    assert look() == ("hired", "hired", "filled", "started")
    house.app.undo()
    assert look() == ("pre_start", "active", "open", "planned")
    house.app.redo()
    with pytest.raises(RuleBroken, match="started already"):
        house.app.run(Start(second))
    with pytest.raises(RuleBroken, match="started already"):
        house.app.run(CancelOnboarding(second))
    there_and_back(house, FinishOnboarding(second), look)
    with pytest.raises(RuleBroken, match="ended"):
        house.app.run(MoveStart(second, MONDAY))


def test_a_new_first_day_moves_what_is_open(house: House) -> None:
    made = house.hire()
    card = show(house, made)
    house.app.run(SetTaskState((task(card, "equipment").id,)))
    own = house.app.run(AddTask(made, "订一束花", date(2026, 3, 13), required=True)).value
    preview = house.app.ask(queries.preview_move, made, date(2026, 3, 9), today=TODAY).rows
    rooms = {row.task_id: row.room for row in preview}
    assert rooms[task(card, "desk").id] is Room.IMPOSSIBLE
    assert rooms[task(card, "agenda").id] is Room.LAST_DAY
    assert rooms[task(card, "welcome").id] is Room.FITS
    assert task(card, "equipment").id not in rooms

    def look() -> object:
        return {each.id: each.due_on for each in show(house, made).tasks}

    there_and_back(house, MoveStart(made, date(2026, 3, 9)), look)
    moved = show(house, made)
    assert {row.task_id: row.after for row in preview}.items() <= look().items()  # type: ignore[attr-defined]
    assert task(moved, "equipment").due_on == date(2026, 3, 2)
    assert look()[own] == date(2026, 3, 6)  # type: ignore[index]
    assert task(moved, "desk").light is Light.RED
    with pytest.raises(RuleBroken, match="not a working day"):
        house.app.run(MoveStart(made, date(2026, 3, 7)))


def test_a_task_waits_for_what_comes_first(house: House) -> None:
    made = house.hire()
    card = show(house, made)
    test, needed = task(card, "account-test"), {"accounts", "equipment"}
    assert {task(card, key).id for key in needed} == set(test.waits_for)
    with pytest.raises(RuleBroken, match="This comes first"):
        house.app.run(SetTaskState((test.id,)))
    together = (test.id, *test.waits_for)

    def look() -> object:
        found = show(house, made)
        return [(each.state, each.done_by) for each in found.tasks], found.line.tasks_open

    done = there_and_back(house, SetTaskState(together), look)
    assert done is None
    assert task(show(house, made), "account-test").done_by == "小陈"
    house.app.run(SetTaskState((test.id,), TaskState.NOT_NEEDED))
    house.app.run(SetTaskState((test.id,), TaskState.OPEN))
    assert task(show(house, made), "account-test").done_at is None


def test_own_tasks_are_added_and_changed(house: House) -> None:
    made = house.hire()

    def look() -> object:
        return show(house, made).tasks

    own = there_and_back(house, AddTask(made, "接机", MONDAY, OwnerRole.OFFICE), look)
    change = ChangeTask(own, "接机，带伞", date(2026, 3, 13), OwnerRole.IT, house.faraway, True)
    there_and_back(house, change, look)
    found = next(each for each in show(house, made).tasks if each.id == own)
    assert (found.said("en"), found.who, found.phase) == ("接机，带伞", "周航", Phase.PREPARE)
    house.app.run(ChangeTask(own, staff=""))
    with pytest.raises(RuleBroken, match="Write a name"):
        house.app.run(AddTask(made, " ", MONDAY))


def test_ready_for_day_one_when_all_is_green(house: House) -> None:
    made = house.hire()
    card = show(house, made)
    assert not card.is_day_one_ready
    needed = tuple(check.id for check in card.checks if check.kind == "task")
    assert len(needed) == 8
    house.app.run(SetTaskState(needed))
    house.app.run(SetPackState(tuple(item.id for item in card.pack)))
    assert not show(house, made).is_day_one_ready
    house.app.run(AssignBuddy(made, house.buddy))
    assert show(house, made).line.day_one_ready
    house.app.undo()
    assert not show(house, made).line.day_one_ready


def test_pack_items_and_stock(house: House, clock: SetClock) -> None:
    made = house.hire()
    mug = next(item for item in show(house, made).pack if item.key == "mug")

    def look() -> object:
        return show(house, made).pack, house.app.ask(queries.list_stock).rows

    there_and_back(house, CountStock("mug", 1), look)
    clock.moment = datetime(2026, 3, 3, tzinfo=UTC)
    house.hire("二")
    stock = {row.key: row for row in house.app.ask(queries.list_stock).rows}["mug"]
    assert (stock.left, stock.needed, stock.is_short) == (1, 2, True)
    there_and_back(house, SetPackState((mug.id,), PackState.HANDED_OVER), look)
    stock = {row.key: row for row in house.app.ask(queries.list_stock).rows}["mug"]
    assert (stock.left, stock.needed, stock.handed_over) == (0, 1, 1)
    there_and_back(house, AddPackItem(made, "雨伞"), look)
    house.app.run(SetPackState((mug.id,), PackState.TO_PREPARE))
    with pytest.raises(RuleBroken, match="from 0 to"):
        house.app.run(CountStock("mug", -1))
    with pytest.raises(NotFound):
        house.app.run(CountStock("yacht", 1))


def test_papers_are_seen_not_kept(house: House) -> None:
    made = house.hire()
    papers = show(house, made).papers
    there_and_back(house, SeePapers(tuple(p.id for p in papers)), lambda: show(house, made).papers)
    assert show(house, made).line.papers_seen == 8


def test_buddies(house: House) -> None:
    made, second = house.hire("一"), house.hire("二")
    suggested = house.app.ask(queries.suggest_buddies, made, today=TODAY).rows
    assert [(row.name, row.is_eligible, row.score) for row in suggested] == [
        ("孙悦", True, 100),
        ("周航", True, 35),
        ("Alexandra Novak", False, 0),
        ("新同事", False, 0),
    ]
    against = [str(reason.text) for reason in suggested[2].reasons if not reason.speaks_for]
    assert "Is the newcomer’s manager" in against
    with pytest.raises(RuleBroken, match="manager cannot be"):
        house.app.run(AssignBuddy(made, house.manager))
    with pytest.raises(RuleBroken, match="no buddy yet"):
        house.app.run(NoteMeeting(made))
    with pytest.raises(RuleBroken, match="no buddy yet"):
        house.app.run(ReleaseBuddy(made))

    def look() -> object:
        found = show(house, made)
        return found.buddy, found.meetings, found.line.meetings

    there_and_back(house, AssignBuddy(made, house.buddy, "同一个部门"), look)
    with pytest.raises(RuleBroken, match="another newcomer already"):
        house.app.run(AssignBuddy(second, house.buddy))
    with pytest.raises(RuleBroken, match="buddy already"):
        house.app.run(AssignBuddy(made, house.buddy))
    with pytest.raises(RuleBroken, match="choose another buddy first"):
        house.app.run(ChangeOnboarding(made, manager=house.buddy))
    others = house.app.ask(queries.suggest_buddies, second, today=TODAY).rows
    busy = next(row for row in others if row.staff_id == house.buddy)
    assert "Looks after another newcomer already" in {str(r.text) for r in busy.reasons}
    there_and_back(house, NoteMeeting(made, MONDAY, "午饭"), look)
    there_and_back(house, AssignBuddy(made, house.faraway), look)
    assert task(show(house, made), "tour").who == "周航"
    house.app.run(AssignBuddy(second, house.buddy))
    there_and_back(house, ReleaseBuddy(made), look)


def test_check_ins(house: House) -> None:
    made = house.hire()
    house.app.run(Start(made))
    record = RecordCheckIn(made, 30, ("role=4", "support=5"), date(2026, 4, 15), "一切都好")

    def look() -> object:
        return show(house, made).check_ins

    first = there_and_back(house, record, look)
    again = house.app.run(replace(record, answers=("role=3",))).value
    assert first == again
    assert next(c for c in show(house, made).check_ins if c.mark == 30).answers == {"role": 3}
    for wrong in (("role=6",), ("mood=3",), ("role",)):
        with pytest.raises(RuleBroken):
            house.app.run(replace(record, answers=wrong))
    with pytest.raises(RuleBroken, match="7, 30, 60 and 90"):
        house.app.run(replace(record, mark=31))
    with pytest.raises(RuleBroken, match="Give an answer"):
        house.app.run(replace(record, answers=(), note=""))


def test_what_is_due_today(house: House) -> None:
    made = house.hire()
    due = house.app.ask(queries.due_tasks, today=TODAY).rows
    assert {row.light for row in due} == {Light.AMBER}
    assert len(due) == 5
    assert len(house.app.ask(queries.due_tasks, today=TODAY, ahead=7).rows) > 5
    house.app.run(Start(made))
    later = house.app.ask(queries.due_tasks, today=date(2026, 3, 24)).rows
    assert [row.mark for row in later if row.kind == "check_in"] == [7]


def test_cancelling(house: House) -> None:
    made = house.hire()
    applied = show(house, made).line.application_id

    def look() -> object:
        return show(house, made).line.state, house.app.ask(application, applied).state

    there_and_back(house, CancelOnboarding(made, "other_offer"), look)
    assert look() == ("cancelled", "withdrawn")
    house.app.undo()
    house.app.run(CancelOnboarding(made, note="改期再说"))
    assert look() == ("cancelled", "active")
    assert house.app.ask(queries.list_onboardings).rows == ()
    assert house.app.run(Hire(applied, MONDAY)).value
    with pytest.raises(RuleBroken, match="Choose a reason"):
        house.app.run(CancelOnboarding(house.hire("二"), "whim"))


def test_details_change(house: House) -> None:
    made = house.hire()
    change = ChangeOnboarding(made, house.faraway, "北京", "3F-1", "E2", 36)
    there_and_back(house, change, lambda: show(house, made))
    card = show(house, made)
    assert (card.line.manager, card.line.desk, card.contract_months) == ("周航", "3F-1", 36)
    house.app.run(ChangeOnboarding(made, manager="", desk=""))
    assert show(house, made).line.manager_id is None


def test_the_board_sees_its_starters(house: House) -> None:
    made = house.hire()
    applied = show(house, made).line.application_id
    found = house.app.ask(queries.starters, [applied, "nobody"], today=date(2026, 3, 10))
    assert found[applied].overdue == 7
    assert not found[applied].day_one_ready


def test_the_plan_itself_can_be_changed(house: House) -> None:
    def look() -> object:
        return house.app.ask(queries.list_plan_tasks).rows

    added = there_and_back(house, AddPlanTask("办停车证", "Parking permit", -2), look)
    there_and_back(house, ChangePlanTask(added, "办停车位", offset=-1, required=True), look)
    equipment = next(
        row for row in house.app.ask(queries.list_plan_tasks).rows if row.key == "equipment"
    )
    there_and_back(house, DropPlanTask(equipment.id), look)
    card = show(house, house.hire())
    assert "办停车位" in {each.said("zh") for each in card.tasks}
    assert task(card, "account-test").predecessors == ("accounts",)
    with pytest.raises(RuleBroken, match="at most 260"):
        house.app.run(AddPlanTask("远", "Far", 999))
    assert house.app.run(InstallOnboardingContent()).value == 0


def test_without_manager_site_or_title(house: House) -> None:
    bare = house.app.run(OpenRequisition("临时工")).value
    other = replace(house, requisition=bare)
    made = house.app.run(Hire(other.apply("Robert'); DROP TABLE task;--"), MONDAY)).value
    card = show(house, made)
    assert (card.line.manager, card.line.site, card.line.desk) == ("", "", "")
    house.app.run(ArchiveStaff(house.manager))
    assert house.app.ask(queries.suggest_buddies, made, today=TODAY).total == 3


def test_moving_on_the_board_does_not_disturb(house: House) -> None:
    made = house.hire()
    applied = show(house, made).line.application_id
    house.app.run(MoveApplications((applied,), "Offer"))
    house.app.run(Start(made))
    assert stage_kind(house, applied) == StageKind.HIRED
