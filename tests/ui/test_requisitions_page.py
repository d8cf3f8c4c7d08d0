from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.seat import press, words_of
from tests.ui.people import Crew, key, settle_in, undo
from ui.pages.board.page import BoardPage
from ui.pages.requisitions.forms import change_requisition, open_requisition
from ui.pages.requisitions.page import RequisitionsPage
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.demand.queries import list_requisitions, requisition
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddCandidate
from workbench.pipeline.queries import applications_of

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


def arrive(workplace: Workplace, calm: Calm) -> RequisitionsPage:
    workplace.go("requisitions")
    calm()
    found = workplace.page("requisitions")
    assert isinstance(found, RequisitionsPage)
    return found


def test_the_first_requisition_leads_to_its_board(
    workplace: Workplace, calm: Calm, sheet: Top, desk: App
) -> None:
    page = arrive(workplace, calm)
    assert page.empty.isVisible()
    page.empty.button.click()
    top = sheet()
    top.submit()
    assert top.form.input("title").accessibleDescription()
    top.form.set_values({"title": "后端工程师", "headcount": 2})
    top.submit()
    calm()
    assert workplace.window.key == "board"
    board = workplace.page("board")
    assert isinstance(board, BoardPage)
    row = desk.ask(list_requisitions).rows[0]
    assert (row.title, row.headcount, board.requisition) == ("后端工程师", 2, row.id)
    undo(workplace)
    calm()
    assert desk.ask(list_requisitions).total == 0
    assert board.empty.isVisible()


def test_everything_typed_into_the_sheet_is_kept(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    page = arrive(workplace, calm)
    press(page, "Open a requisition")
    top = sheet()
    sets = top.form.input("stage_set")
    sets.setCurrentIndex(sets.findText("Sales"))
    top.form.set_values(
        {
            "title": "大客户经理",
            "department": "销售部",
            "headcount": 3,
            "urgency": "A",
            "urgency_reason": "季度末",
            "salary_low": "18,000",
            "salary_high": "26000",
            "site": "上海",
            "start_on": date(2026, 4, 1),
            "duties": "开拓华东区重点客户",
            "interviewers": [crew.staff],
        }
    )
    top.submit()
    assert sheet() is None
    made = crew.app.ask(list_requisitions).rows
    row = next(each for each in made if each.title == "大客户经理")
    assert (row.salary_low, row.salary_high, row.headcount) == (18_000, 26_000, 3)
    assert (row.start_on, row.urgency, row.interviewers) == (date(2026, 4, 1), "A", (crew.staff,))


def test_a_band_upside_down_is_refused_under_its_field(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    page = arrive(workplace, calm)
    press(page, "Open a requisition")
    top = sheet()
    top.form.set_values({"title": "测试", "salary_low": "30000", "salary_high": "20000"})
    top.submit()
    assert sheet() is top
    wrong = [top.form.input(n).accessibleDescription() for n in ("salary_low", "salary_high")]
    assert any(wrong)
    top.close_overlay()


def test_the_chosen_one_is_read_beside_the_table(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    page = arrive(workplace, calm)
    said = words_of(page)
    assert "后端工程师" in said
    assert "Still vague" in said
    assert "李雷" in said
    assert "0 of 1" in [page.list._heads(line) for line in page.list.rows.values()]


def test_it_is_edited_and_the_edit_undone(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    page = arrive(workplace, calm)
    page.edit.click()
    top = sheet()
    top.form.set_values({"title": "资深后端工程师", "headcount": 5})
    top.submit()
    assert sheet() is None
    row = crew.app.ask(requisition, crew.post)
    assert (row.title, row.headcount) == ("资深后端工程师", 5)
    assert "资深后端工程师" in words_of(page)
    undo(workplace)
    calm()
    assert crew.app.ask(requisition, crew.post).title == "后端工程师"
    assert "资深后端工程师" not in words_of(page)


def test_enter_shows_its_board(crew: Crew, workplace: Workplace, calm: Calm) -> None:
    other = crew.app.run(OpenRequisition("大客户经理", stage_set="sales")).value
    page = arrive(workplace, calm)
    page.table.setFocus()
    page.table.select_id(other)
    key(workplace, Qt.Key.Key_Return)
    calm()
    board = workplace.page("board")
    assert isinstance(board, BoardPage)
    assert (workplace.window.key, board.requisition) == ("board", other)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen only
def test_it_is_put_on_hold_from_its_menu(crew: Crew, workplace: Workplace, calm: Calm) -> None:
    page = arrive(workplace, calm)
    page.table.menuRequested.emit((crew.post,), page.mapToGlobal(QPoint(200, 200)))
    menu = page.findChildren(QMenu)[-1]
    next(act for act in menu.actions() if act.text() == "On hold").trigger()
    menu.close()
    workplace.window.activateWindow()
    calm()
    assert crew.app.ask(requisition, crew.post).state == "on_hold"
    undo(workplace)
    calm()
    assert crew.app.ask(requisition, crew.post).state == "open"


def test_a_salary_is_read_as_people_write_it_or_refused(
    workplace: Workplace, calm: Calm, sheet: Top, desk: App
) -> None:
    page = arrive(workplace, calm)
    page.empty.button.click()
    top = sheet()
    top.form.set_values({"title": "后端", "salary_low": "3万", "salary_high": "面议"})
    top.submit()
    assert "25000" in top.form.input("salary_high").accessibleDescription()
    assert desk.ask(list_requisitions).total == 0
    top.form.set_values({"salary_high": "45k"})
    top.submit()
    calm()
    row = desk.ask(list_requisitions).rows[0]
    assert (row.salary_low, row.salary_high) == (30000, 45000)


def test_the_salary_stands_on_one_line_in_both_forms(
    workplace: Workplace, calm: Calm, sheet: Top, crew: Crew
) -> None:
    row = crew.app.ask(list_requisitions).rows[0]
    for made in (
        open_requisition(workplace.context, lambda _id: None),
        change_requisition(workplace.context, row),
    ):
        calm()
        low, high = (made.form.input(name) for name in ("salary_low", "salary_high"))
        tops = [each.mapTo(made, QPoint(0, 0)).y() for each in (low, high)]
        assert tops[0] == tops[1]
        made.close_overlay()


def test_a_day_begins_at_the_organisations_today(
    workplace: Workplace, calm: Calm, sheet: Top, clock: SetClock
) -> None:
    clock.moment = datetime(2026, 11, 25, 22, 49, tzinfo=UTC)  # the 26th in Shanghai
    page = arrive(workplace, calm)
    page.empty.button.click()
    field = sheet().form.input("start_on")
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert sheet().form.values()["start_on"] == date(2026, 11, 26)
    sheet().close_overlay()


def test_the_first_step_opens_the_form_itself(workplace: Workplace, calm: Calm, sheet: Top) -> None:
    calm()
    press(workplace.page("today"), "Open a requisition, Its stages become the board")
    assert workplace.window.key == "requisitions"
    assert "title" in sheet().form.values()
    sheet().close_overlay()


def test_people_are_proposed_ticked_and_put_on_in_one_step(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    fits = [
        crew.app.run(AddCandidate(n, title="后端工程师")).value for n in ("陈一", "周二", "吴三")
    ]
    page = arrive(workplace, calm)
    press(page, "Propose people…")
    top = sheet()
    assert "Present title: 后端工程师" in words_of(top)
    assert set(top._content.checks) == set(fits)
    top.submit()
    assert "Choose at least one person." in words_of(sheet())
    for who in fits[:2]:
        QTest.keyClick(top._content.checks[who], Qt.Key.Key_Space)
    top.submit()
    calm()
    assert sheet() is None
    assert [crew.app.ask(applications_of, who).total for who in fits] == [1, 1, 0]
    undo(workplace)
    calm()
    assert [crew.app.ask(applications_of, who).total for who in fits] == [0, 0, 0]


def test_where_nobody_fits_the_sheet_says_who_will_stand_there(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    page = arrive(workplace, calm)
    press(page, "Propose people…")
    top = sheet()
    assert "Nobody in the vault fits yet" in words_of(top)
    top.submit()
    assert sheet() is None


def test_after_a_requisition_is_opened_people_are_offered_quietly(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    crew.app.run(AddCandidate("陈一", title="平面设计师"))
    page = arrive(workplace, calm)
    press(page, "Open a requisition")
    top = sheet()
    top.form.set_values({"title": "平面设计师"})
    top.submit()
    calm()
    assert sheet() is None
    toast = workplace.window.toasts.toasts[-1]
    assert toast.notice.text == "1 person who is here already might fit"
    toast.button.click()
    assert "陈一" in [check.text() for check in sheet()._content.checks.values()]
    sheet().close_overlay()
