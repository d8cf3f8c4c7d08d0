from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ui.pages.onboarding.page import OnboardingPage
from ui.printing import PrintSheet
from ui.shell.workplace import Workplace
from ui.widgets.checklist import TaskState
from ui.widgets.rows import RowButton
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.letters.offering import AcceptOffer, MakeOffer, SendOffer
from workbench.onboarding.models import OnboardingState, PackState
from workbench.onboarding.queries import list_onboardings, onboarding
from workbench.onboarding.rows import OnboardingCard
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, MoveApplications
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import application

Calm = Callable[[], None]
Top = Callable[[], Any]
START = date(2026, 3, 25)


@pytest.fixture
def story(desk: App) -> SimpleNamespace:
    """A team, and two people of whom one accepted an offer."""
    run, long = desk.run, date(2021, 5, 1)
    boss = run(AddStaff("Alexandra Novak", site="上海", manager=True, hired_on=long)).value
    buddy = run(AddStaff("孙悦", department="研发部", site="上海", buddy=True, hired_on=long)).value
    run(AddStaff("周航", site="北京", buddy=True, hired_on=long))
    post = run(
        OpenRequisition("后端工程师", department="研发部", headcount=3, site="上海", manager=boss)
    ).value
    people = [run(Apply(run(AddCandidate(n)).value, post)).value for n in ("贺勇睿", "林予安")]
    run(MoveApplications(tuple(people), "Offer"))
    offer = run(MakeOffer(people[1], 25_000, START, date(2026, 3, 6), 36)).value
    run(SendOffer(offer))
    run(AcceptOffer(offer))
    return SimpleNamespace(boss=boss, buddy=buddy, people=people)


@pytest.fixture
def page(story: SimpleNamespace, workplace: Workplace, calm: Calm) -> OnboardingPage:
    workplace.go("onboarding")
    calm()
    found = workplace.page("onboarding")
    assert isinstance(found, OnboardingPage)
    return found


@pytest.fixture
def hired(page: OnboardingPage, sheet: Top, calm: Calm) -> OnboardingPage:
    page.first_action()
    form = sheet()
    form.form.set_values({"desk": "5F-27"})
    form.submit()
    calm()
    calm()
    return page


def card_of(page: OnboardingPage) -> OnboardingCard:
    assert page.card is not None
    return page.card


def undo(workplace: Workplace, calm: Calm) -> None:
    QTest.keyClick(workplace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()


def test_who_accepted_an_offer_is_hired_with_its_terms(
    desk: App, page: OnboardingPage, story: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    assert page.empty.isVisible()
    page.empty.button.click()
    form = sheet()
    values = form.form.values()
    assert values["application"] == story.people[1]
    assert (values["start_on"], values["contract_months"]) == (START, 36)
    assert (values["manager"], values["site"]) == (story.boss, "上海")
    form.submit()
    calm()
    calm()
    (line,) = desk.ask(list_onboardings).rows
    assert (line.name, line.start_on, line.state) == ("林予安", START, OnboardingState.PLANNED)
    assert page.list.current == line.id
    assert page.list.row(line.id).isChecked()
    assert "Wednesday" in page.list.row(line.id).accessibleName()
    assert f"{line.missing} missing" in page.list.row(line.id).accessibleName()


def test_another_person_brings_other_terms(
    page: OnboardingPage, story: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    page.first_action()
    form = sheet()
    form.form.set_values({"application": story.people[0]})
    form.form.changed.emit("application")
    assert form.form.values()["start_on"] != START
    form.close_overlay()


def test_the_suggested_buddy_is_assigned_by_one_press(
    hired: OnboardingPage, workplace: Workplace, story: SimpleNamespace, calm: Calm
) -> None:
    rows = [row for row in hired.buddy.findChildren(RowButton) if row.isVisible()]
    assert "孙悦" in rows[0].accessibleName()
    assert "Same site" in rows[0].accessibleName()
    rows[0].click()
    calm()
    card = card_of(hired)
    assert card.buddy is not None
    assert card.buddy.staff_id == story.buddy
    assert "Same site" in card.buddy.reason
    undo(workplace, calm)
    assert card_of(hired).buddy is None


def test_all_colleagues_say_why_not(hired: OnboardingPage, sheet: Top) -> None:
    hired.buddy.other.click()
    found = sheet()
    rows = {row.accessibleName().split(",")[0]: row for row in found.findChildren(RowButton)}
    assert "Is the newcomer’s manager" in rows["Alexandra Novak"].toolTip()
    assert "not possible" in rows["Alexandra Novak"].accessibleName()
    found.close_overlay()


def test_a_task_is_ticked_by_space_and_comes_back_by_undo(
    desk: App, hired: OnboardingPage, workplace: Workplace, calm: Calm
) -> None:
    task = card_of(hired).tasks[0]
    row = hired.tasks.list.row(task.id)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    calm()
    assert row.face.state is TaskState.DONE
    undo(workplace, calm)
    assert row.face.state is TaskState.OPEN
    QTest.keyClick(row, Qt.Key.Key_P)
    calm()
    assert row.face.state is TaskState.SKIPPED
    assert desk.ask(onboarding, card_of(hired).line.id).tasks[0].state == "not_needed"


def test_what_comes_first_stands_in_the_way(
    hired: OnboardingPage, workplace: Workplace, calm: Calm
) -> None:
    blocked = next(task for task in card_of(hired).tasks if task.waits_for)
    row = hired.tasks.list.row(blocked.id)
    assert row.toolTip().startswith("after: ")
    row.click()
    calm()
    assert row.face.state is TaskState.OPEN
    assert "This comes first" in workplace.window.toasts.toasts[-1].notice.text


def test_the_first_day_moves_after_a_look_at_what_becomes_impossible(
    hired: OnboardingPage, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    hired.head.move_day.click()
    move = sheet()
    move.form.set_values({"start_on": date(2026, 3, 4)})
    move.preview()
    assert any(row.room == "impossible" for row in move.shifts)
    assert any("impossible" in label.text() for label in move.findChildren(QLabel))
    move.form.set_values({"start_on": date(2026, 3, 8)})
    move.preview()
    assert any("not a working day" in label.text() for label in move.findChildren(QLabel))
    move.form.set_values({"start_on": date(2026, 3, 30)})
    move.submit()
    calm()
    assert card_of(hired).line.start_on == date(2026, 3, 30)
    undo(workplace, calm)
    assert card_of(hired).line.start_on == START


def test_the_pack_is_prepared_handed_over_and_printed(
    hired: OnboardingPage, sheet: Top, calm: Calm
) -> None:
    rows = list(hired.pack._items().values())
    rows[0].click()
    calm()
    assert card_of(hired).pack[0].state == PackState.READY
    hired.pack.all.click()
    calm()
    assert {item.state for item in card_of(hired).pack} == {PackState.READY}
    first = hired.pack._items()[card_of(hired).pack[0].id]
    QTest.keyClick(first, Qt.Key.Key_Backspace)
    calm()
    assert card_of(hired).pack[0].state == PackState.TO_PREPARE
    hired.head.pack.click()
    pages = sheet()
    assert isinstance(pages, PrintSheet)
    assert len([each for each in pages.findChildren(QLabel) if each.objectName() == "paper"]) >= 6
    pages.close_overlay()
    for show in (hired.head.print_preparation, hired.head.print_guide, hired.head.print_card):
        show()
        pages = sheet()
        assert isinstance(pages, PrintSheet)
        pages.close_overlay()


def test_papers_are_noted_as_seen(hired: OnboardingPage, calm: Calm) -> None:
    first = card_of(hired).papers[0]
    hired.papers.list.row(first.id).click()
    calm()
    assert card_of(hired).papers[0].seen
    hired.papers.all_seen.click()
    calm()
    assert all(paper.seen for paper in card_of(hired).papers)
    assert not hired.papers.all_seen.isVisible()


def test_day_one_meetings_and_check_ins(
    desk: App, hired: OnboardingPage, story: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    hired.buddy.findChildren(RowButton)[0].click()
    calm()
    hired.head.start.click()
    calm()
    assert card_of(hired).line.state == OnboardingState.STARTED
    assert desk.ask(application, story.people[1]).state == ApplicationState.HIRED
    hired.buddy.note_meeting()
    sheet().submit()
    calm()
    assert card_of(hired).line.meetings.held == 1
    assert any("1 / 9" in label.text() for label in hired.buddy.findChildren(QLabel))
    check_in = hired.check_ins.open_sheet(card_of(hired).check_ins[0])
    assert check_in is not None
    check_in.rows["role"].rate(4)
    check_in.note.setPlainText("适应得不错")
    check_in.submit()
    calm()
    assert card_of(hired).check_ins[0].answers == {"role": 4}


def test_an_onboarding_is_cancelled_with_a_reason(
    desk: App,
    hired: OnboardingPage,
    story: SimpleNamespace,
    workplace: Workplace,
    sheet: Top,
    calm: Calm,
) -> None:
    hired.cancel()
    ask = sheet()
    ask.form.set_values({"reason": "other_offer"})
    ask.submit()
    calm()
    assert hired.empty.isVisible()
    assert desk.ask(application, story.people[1]).state == ApplicationState.WITHDRAWN
    undo(workplace, calm)
    assert card_of(hired).line.name == "林予安"


def test_details_and_tasks_of_ones_own(hired: OnboardingPage, sheet: Top, calm: Calm) -> None:
    hired.change()
    form = sheet()
    assert form.form.values()["desk"] == "5F-27"
    form.form.set_values({"desk": "6F-01"})
    form.submit()
    calm()
    assert card_of(hired).line.desk == "6F-01"
    before = len(card_of(hired).tasks)
    hired.add_task()
    form = sheet()
    form.form.set_values({"title": "订花"})
    form.submit()
    calm()
    assert len(card_of(hired).tasks) == before + 1


def test_finished_phases_fold(hired: OnboardingPage, workplace: Workplace, calm: Calm) -> None:
    head = hired.tasks.list.head("Before day one")
    first = hired.tasks.list.row(card_of(hired).tasks[0].id)
    assert first.isVisible()
    head.click()
    assert not first.isVisible()


def test_a_narrow_window_puts_the_panels_below(
    hired: OnboardingPage, workplace: Workplace, calm: Calm
) -> None:
    assert hired.pack.mapTo(hired, hired.pack.rect().topLeft()).x() > hired.tasks.x()
    workplace.window.resize(920, 700)
    calm()
    assert hired.pack.width() > 400


def test_the_letters_page_sends_people_here(
    page: OnboardingPage, workplace: Workplace, story: SimpleNamespace, sheet: Top
) -> None:
    workplace.go("onboarding", ("hire", story.people[0]))
    form = sheet()
    assert form.form.values()["application"] == story.people[0]
    form.close_overlay()
