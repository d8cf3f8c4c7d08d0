from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.pages.scores.page import ScoresPage
from ui.printing import PrintSheet
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.interviews.commands import HoldInterview, ScheduleInterview
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, MoveApplications
from workbench.scoring.owing import list_owed
from workbench.scoring.queries import scorecards_of

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def story(desk: App) -> SimpleNamespace:
    """An interview that two colleagues held with one applicant."""
    run = desk.run
    staff = [run(AddStaff(name)).value for name in ("陈晨", "Mei Lin")]
    post = run(OpenRequisition("后端工程师", stage_set="rd", interviewers=tuple(staff))).value
    application = run(Apply(run(AddCandidate("王小明")).value, post)).value
    run(MoveApplications((application,), "项目复盘"))
    start = datetime(2026, 3, 2, 9)
    held = run(ScheduleInterview((application,), "项目复盘", start, 30, tuple(staff))).value
    run(HoldInterview(held))
    return SimpleNamespace(staff=staff, post=post, application=application, interview=held)


@pytest.fixture
def page(workplace: Workplace, story: SimpleNamespace, calm: Calm) -> ScoresPage:
    workplace.go("scores")
    calm()
    found = workplace.page("scores")
    assert isinstance(found, ScoresPage)
    return found


def key(code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, code, held)


def enter(page: ScoresPage, levels: str = "4343434") -> None:
    """Fill in the form on show by keys alone, and save it."""
    page.sheet.focus_first()
    for level in levels:
        key(Qt.Key(ord(level)))
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_scorecard_is_entered_by_keyboard(
    desk: App, workplace: Workplace, page: ScoresPage, story: SimpleNamespace, calm: Calm
) -> None:
    assert page.view is not None
    assert [each.interviewer for each in page.view.owed] == ["陈晨", "Mei Lin"]
    form = page.sheet.form
    assert form is not None
    assert form.template.key == "project-deep-dive"
    enter(page)
    calm()
    cards = desk.ask(scorecards_of, story.application).rows
    assert [(card.interviewer, card.recommendation) for card in cards] == [("陈晨", "yes")]
    assert [each.level for each in cards[0].ratings] == [4, 3, 4, 3, 4, 3, 4]
    assert [each.interviewer for each in page.view.owed] == ["Mei Lin"]
    QTest.keyClick(workplace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert len(page.view.owed) == 2


def test_what_is_missing_is_scrolled_into_sight(page: ScoresPage, calm: Calm) -> None:
    page.window().resize(1100, 620)
    calm()
    page.sheet.focus_first()
    for level in "4343434":
        key(Qt.Key(ord(level)))
        key(Qt.Key.Key_Down)
    page.sheet.focus_first()
    calm()
    page.sheet.save.click()
    calm()
    form = page.sheet.form
    assert form is not None
    said = form._verdict_error
    assert said.text()
    assert not said.visibleRegion().isEmpty(), "the reason is seen"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert form.verdict.isAncestorOf(focus)


def test_the_next_form_is_empty_and_shows_nobody_elses_marks(page: ScoresPage, calm: Calm) -> None:
    enter(page)
    calm()
    form, subject = page.sheet.form, page.sheet.subject
    assert form is not None
    assert subject is not None
    assert subject.interviewer == "Mei Lin"
    assert all(box.row.level is None for box in form.boxes.values())
    assert form.verdict.key == ""
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert not any(text == "Hire" for text in texts)


def test_what_is_missing_is_said_in_its_place(desk: App, page: ScoresPage, calm: Calm) -> None:
    form = page.sheet.form
    assert form is not None
    enter(page, "5")
    first = next(iter(form.boxes.values()))
    assert "levels 1 and 5 need it" in first.error.text()
    assert first.comment.hasFocus()
    QTest.keyClicks(first.comment, "names the decisions")
    assert first.error.isHidden()
    form.verdict.mark("")
    page.sheet.save_card()
    assert not form._verdict_error.isHidden()
    form.verdict.choose("not_enough")
    page.sheet.save_card()
    assert "evidence" in form._comment_error.text()
    form.comment.setPlainText("only half an hour")
    page.sheet.save_card()
    calm()
    assert page.view is not None
    assert len(page.view.owed) == 1


def test_what_was_typed_stays_while_another_is_looked_at(page: ScoresPage, calm: Calm) -> None:
    assert page.view is not None
    one, other = page.view.owed
    form = page.sheet.form
    assert form is not None
    next(iter(form.boxes.values())).row.rate(2)
    page.rows[other.key].click()
    page.rows[one.key].click()
    form = page.sheet.form
    assert form is not None
    assert next(iter(form.boxes.values())).row.level == 2


def test_another_page_asks_for_a_scorecard(
    desk: App, workplace: Workplace, page: ScoresPage, story: SimpleNamespace, calm: Calm
) -> None:
    row = desk.ask(list_owed).rows[1]
    workplace.go("scores", row)
    calm()
    assert page.sheet.subject is not None
    assert page.sheet.subject.interviewer == "Mei Lin"
    assert page.rows[page.sheet.subject.key].isChecked()


def test_another_form_keeps_what_both_ask_for(page: ScoresPage) -> None:
    form = page.sheet.form
    assert form is not None
    form.comment.setPlainText("so far")
    other = next(
        page.sheet.which.itemData(at)
        for at in range(page.sheet.which.count())
        if page.sheet.which.itemData(at) != form.template.id
    )
    page.sheet._choose_form(other)
    form = page.sheet.form
    assert form is not None
    assert form.template.id == other
    assert form.comment.toPlainText() == "so far"


def test_a_card_that_is_in_can_be_changed_and_put_away(
    desk: App, page: ScoresPage, story: SimpleNamespace, calm: Calm
) -> None:
    enter(page)
    calm()
    assert page.view is not None
    page.rows[page.view.recent[0].key].click()
    form = page.sheet.form
    assert form is not None
    assert form.verdict.key == "yes"
    next(iter(form.boxes.values())).row.rate(3)
    page.sheet.save_card()
    calm()
    assert desk.ask(scorecards_of, story.application).rows[0].ratings[0].level == 3
    page.sheet.archive.click()
    calm()
    assert len(page.view.owed) == 2


def test_candidates_are_compared(
    workplace: Workplace, page: ScoresPage, story: SimpleNamespace, calm: Calm
) -> None:
    enter(page)
    calm()
    enter(page, "2222222")
    calm()
    assert page.view is not None
    assert not page.view.owed
    workplace.go("scores", story.post)
    calm()
    table = page.compare.table
    assert table is not None
    row = {column.key: column.text(table.rows.row_at(0)) for column in table.rows.columns}
    assert (row["name"], row["cards"], row["mean"]) == ("王小明", "2", "2.8")
    assert row["advice"] == "Hire 2"
    assert [column.tone(table.rows.row_at(0)) for column in table.rows.columns if column.tone][
        2:4
    ] == [
        "warn",
        "",
    ]


def test_scorecards_are_printed_empty_and_filled(
    page: ScoresPage, sheet: Top, qtbot: QtBot, calm: Calm
) -> None:
    page.sheet.print.click()
    qtbot.waitUntil(lambda: isinstance(sheet(), PrintSheet), timeout=20_000)
    assert [label for label in sheet().findChildren(QLabel) if label.objectName() == "paper"]
    sheet().close_overlay()
    enter(page)
    calm()
    assert page.view is not None
    page.rows[page.view.recent[0].key].click()
    page.sheet.print.click()
    qtbot.waitUntil(lambda: isinstance(sheet(), PrintSheet), timeout=20_000)
    sheet().close_overlay()


def test_a_vault_without_interviews_leads_to_the_schedule(workplace: Workplace, calm: Calm) -> None:
    workplace.go("scores")
    calm()
    page = workplace.page("scores")
    assert isinstance(page, ScoresPage)
    assert page.empty.isVisible()
    page.empty.clicked.emit()
    assert workplace.window.key == "schedule"
    workplace.go("scores")
    page.mode.choose("compare")
    calm()
    assert page.compare._empty.isVisible()
