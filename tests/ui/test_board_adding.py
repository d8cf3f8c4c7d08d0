"""Adding somebody to a column of the board in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.people import (
    ALT,
    CONTROL,
    NAMES,
    PHONES,
    Crew,
    key,
    settle_in,
    type_in,
    undo,
)
from ui.pages.board.page import BoardPage
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.kernel.clock import SetClock
from workbench.people.queries import list_candidates
from workbench.pipeline.queries import application

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def page(crew: Crew, workplace: Workplace, calm: Calm) -> BoardPage:
    workplace.go("board")
    calm()
    found = workplace.page("board")
    assert isinstance(found, BoardPage)
    return found


def take(page: BoardPage, crew: Crew, *numbers: int) -> None:
    page.board.select([crew.applications[number] for number in numbers])


def quick_of(page: BoardPage, stage: str) -> Any:
    return page.board._columns[stage].quick


def test_a_adds_somebody_to_the_column_in_one_line_and_one_undo(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    first, second, *_ = crew.stages()
    take(page, crew, 0)
    key(workplace, Qt.Key.Key_Right, ALT)
    calm()
    key(workplace, Qt.Key.Key_A)
    quick = quick_of(page, second)
    assert quick.isVisible()
    assert quick.field.hasFocus()
    quick.field.insert("张三 后端 内推 13800009999")
    quick.field.textEdited.emit(quick.field.text())
    calm()
    assert quick.hint == "Name: 张三 · Phone: 13800009999 · Source: 内推"
    key(workplace, Qt.Key.Key_Return)
    calm()
    made = page.board.ids(second)[-1]
    row = crew.app.ask(application, made)
    assert (row.stage_id, row.requisition_id) == (second, crew.post)
    assert quick.isVisible()
    assert quick.field.text() == ""
    assert quick.hint == "Added: 张三"
    assert len(page.board.ids(second)) == 2
    key(workplace, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    assert page.board.list_of(second).hasFocus()
    undo(workplace)
    calm()
    assert crew.app.ask(list_candidates).total == len(NAMES)
    assert page.board.ids(second) == (crew.applications[0],)
    assert page.board.ids(first) == tuple(crew.applications[1:])


def test_the_plus_of_an_empty_column_shows_its_field_and_hides_the_other(
    page: BoardPage, crew: Crew
) -> None:
    first, second, *_ = crew.stages()
    page.board._columns[first].header.plus.click()
    assert quick_of(page, first).isVisible()
    page.board._columns[second].header.plus.click()
    assert quick_of(page, second).isVisible()
    assert not quick_of(page, first).isVisible()


def test_a_line_without_a_name_is_refused_below_the_field(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    first, *_ = crew.stages()
    page.board.begin_adding(first)
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert quick_of(page, first).hint == "Write a name."
    assert crew.app.ask(list_candidates).total == len(NAMES)


def test_who_is_here_already_is_named_and_opened_by_a_second_enter(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    first, *_ = crew.stages()
    page.board.begin_adding(first)
    quick = quick_of(page, first)
    type_in(quick.field, "王小明")
    type_in(quick.field, f" {PHONES[0]}")
    calm()
    assert "王小明 is here already: same phone number" in quick.hint
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert "Ctrl+Enter adds a second record" in quick.hint
    assert crew.app.ask(list_candidates).total == len(NAMES)
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert not quick.isVisible()
    assert workplace.panel.isVisible()
    assert crew.app.ask(list_candidates).total == len(NAMES)


def test_ctrl_enter_adds_a_second_record_all_the_same(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    first, *_ = crew.stages()
    page.board.begin_adding(first, f"王小明 {PHONES[0]}")
    calm()
    key(workplace, Qt.Key.Key_Return, CONTROL)
    calm()
    assert crew.app.ask(list_candidates).total == len(NAMES) + 1


def test_a_board_of_all_requisitions_asks_for_one_by_the_sheet(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    crew.app.run(OpenRequisition("前台"))
    workplace.go("board", "")
    calm()
    assert page.requisition == ""
    column = next(iter(page.board._columns))
    page.board._columns[column].header.plus.click()
    assert "requisition" in sheet().form.values()
    sheet().close_overlay()


def test_a_half_typed_line_is_given_back_after_a_lock(
    page: BoardPage, crew: Crew, calm: Calm
) -> None:
    _, second, *_ = crew.stages()
    page.board.begin_adding(second, "张三 13")
    typed = page.unsaved()
    assert typed is not None
    page.board.end_adding()
    assert page.unsaved() is None
    page.take_over(typed)
    calm()
    assert page.board.adding() == (second, "张三 13")
    page.board.end_adding()
