from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.seat import words_of
from tests.ui.people import CONTROL, Crew, key, said, settle_in, undo
from ui.gallery.words import words
from ui.pages.history.page import WHO, HistoryPage, steps
from ui.shell.workplace import Workplace
from workbench.app import COMMANDS, App, history
from workbench.kernel.clock import SetClock
from workbench.kernel.i18n import Message
from workbench.kernel.queries import Page
from workbench.people.commands import BlockContact, ChangeCandidate, TagCandidate
from workbench.people.queries import candidate
from workbench.pipeline.commands import MoveApplications

Calm = Callable[[], None]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


def arrive(workplace: Workplace, calm: Calm) -> HistoryPage:
    workplace.go("history")
    calm()
    found = workplace.page("history")
    assert isinstance(found, HistoryPage)
    return found


def rows(page: HistoryPage) -> list[str]:
    model = page.table.rows
    return [page.list.what(model.row_at(row)) for row in range(model.rowCount())]


def choose(page: HistoryPage, row: int, calm: Calm) -> None:
    page.table.clearSelection()  # keys of an earlier test may seem to be held down still
    page.table.selectRow(row)
    calm()


def test_every_step_stands_here_with_who_and_when(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    page = arrive(workplace, calm)
    assert rows(page)[0] == "Put on the requisition"
    assert page.table.rows.row_at(0).actor == "小陈"
    choose(page, 1, calm)
    assert "欧阳娜娜" in words_of(page)


def test_an_older_step_is_taken_back(crew: Crew, workplace: Workplace, calm: Calm) -> None:
    crew.app.run(ChangeCandidate(crew.people[0], city="北京"))
    crew.app.run(TagCandidate(crew.people[1], ("Go",)))
    page = arrive(workplace, calm)
    assert page.take_back.isEnabled(), "the newest step is on show"
    choose(page, 1, calm)
    assert "City" in words_of(page)
    assert "上海 → 北京" in words_of(page)
    page.take_back.click()
    calm()
    assert crew.app.ask(candidate, crew.people[0]).city == "上海"
    assert crew.app.ask(candidate, crew.people[1]).tags == ("Go",)
    assert rows(page)[0].startswith("Undone: ")
    assert rows(page)[2].endswith("undone")
    assert "Undone" in said(workplace)
    choose(page, 2, calm)
    assert not page.take_back.isEnabled()
    assert "This step was undone." in words_of(page)


def test_what_a_step_changed_is_told_in_words(crew: Crew, workplace: Workplace, calm: Calm) -> None:
    crew.app.run(MoveApplications((crew.applications[0],), "技术初评"))
    crew.app.run(BlockContact(crew.people[0], "请勿再联系"))
    page = arrive(workplace, calm)
    seen = words_of(page)
    assert "Do not contact" in seen
    assert "no → yes" in seen
    assert "– → 请勿再联系" in seen
    choose(page, 1, calm)
    seen = words_of(page)
    assert "Application · 王小明 · 后端工程师" in seen
    assert "New → Technical review" in seen
    assert "stage_id" not in seen
    assert crew.applications[0] not in seen
    choose(page, 0, calm)
    assert words_of(page).count("请勿再联系") == 1, "an answer that came late is not told"


def test_a_step_that_something_depends_on_is_refused_in_words(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    crew.app.run(MoveApplications((crew.applications[0],), "技术初评"))
    crew.app.run(MoveApplications((crew.applications[0],), "项目复盘"))
    page = arrive(workplace, calm)
    before = rows(page)
    choose(page, 1, calm)
    page.take_back.click()
    calm()
    assert said(workplace)
    assert rows(page) == before
    assert crew.stage(0) == "项目复盘"


def test_undo_and_redo_by_keys_stand_in_the_history(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    page = arrive(workplace, calm)
    workplace.context.run(ChangeCandidate(crew.people[0], city="北京"))
    calm()
    undo(workplace)
    calm()
    assert crew.app.ask(candidate, crew.people[0]).city == "上海"
    key(workplace, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    calm()
    assert crew.app.ask(candidate, crew.people[0]).city == "北京"
    shown = rows(page)
    assert shown[0].startswith("Done again: ")
    assert shown[1].startswith("Undone: ")


def test_a_move_names_its_stage_in_the_readers_language(crew: Crew) -> None:
    crew.app.run(MoveApplications((crew.applications[0],), "技术初评"))
    row = crew.app.ask(history.entries).rows[0]
    message = Message(COMMANDS.done(row.command), row.label)
    assert words("zh").show(message).endswith("“技术初评”")
    assert words("en").show(message) == "Moved 1 to “Technical review”"


def test_undo_ends_where_this_session_began(crew: Crew, workplace: Workplace, calm: Calm) -> None:
    undo(workplace)
    calm()
    assert "nothing to undo" in said(workplace)
    assert crew.stage(3) == "新简历"


def test_the_column_who_is_there_only_where_somebody_gave_a_name(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    page = arrive(workplace, calm)
    assert not page.table.isColumnHidden(WHO)
    found = crew.app.ask(steps)
    page._show(Page(tuple(replace(row, actor="") for row in found.rows), found.total))
    assert page.table.isColumnHidden(WHO)
