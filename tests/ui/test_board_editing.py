"""Changing facts about somebody on their card and in the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.people import Crew, key, said, settle_in, undo
from ui.pages.board.editing import tag_change
from ui.pages.board.page import BoardPage
from ui.shell.workplace import Workplace
from ui.widgets.board.editor import CardEditor
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.commands import TagCandidate
from workbench.people.queries import candidate
from workbench.pipeline.anonymity import ScreenAnonymously
from workbench.pipeline.views import Layout

Calm = Callable[[], None]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    made = settle_in(desk, clock)
    desk.run(TagCandidate(made.people[0], ("Python", "支付")))
    return made


@pytest.fixture
def page(crew: Crew, workplace: Workplace, calm: Calm) -> BoardPage:
    workplace.go("board")
    calm()
    found = workplace.page("board")
    assert isinstance(found, BoardPage)
    found.board.select([crew.applications[0]])
    return found


def editor(page: BoardPage) -> CardEditor:
    found = page._edits.editor
    assert found is not None
    return found


def test_f2_edits_title_city_source_and_tags_and_one_undo_takes_all_back(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    key(workplace, Qt.Key.Key_F2)
    fields = editor(page).fields
    assert {name: field.text() for name, field in fields.items()} == {
        "title": "",
        "city": "上海",
        "source": "",
        "tags": "Python, 支付",
    }
    assert fields["title"].hasFocus()
    key(workplace, Qt.Key.Key_Tab)
    assert fields["city"].hasFocus()
    fields["title"].setText("架构师")
    fields["tags"].setText("支付、Go")
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert page._edits.editor is None
    card = crew.app.ask(candidate, crew.people[0])
    assert (card.title, card.city, card.tags) == ("架构师", "上海", ("Go", "支付"))
    column = page.board.column_of(crew.applications[0])
    assert page.board.list_of(column).hasFocus()
    undo(workplace)
    calm()
    card = crew.app.ask(candidate, crew.people[0])
    assert (card.title, card.tags) == ("", ("Python", "支付"))


def test_escape_leaves_everything_as_it_was(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    before = crew.app.last_stamp
    key(workplace, Qt.Key.Key_F2)
    editor(page).fields["city"].setText("北京")
    key(workplace, Qt.Key.Key_Escape)
    calm()
    assert page._edits.editor is None
    assert crew.app.last_stamp == before


def test_enter_without_a_change_writes_nothing(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    before = crew.app.last_stamp
    key(workplace, Qt.Key.Key_F2)
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert crew.app.last_stamp == before


def test_what_was_typed_is_saved_when_the_keyboard_goes_elsewhere(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    key(workplace, Qt.Key.Key_F2)
    editor(page).fields["city"].setText("北京")
    page.filter.setFocus()
    calm()
    assert page._edits.editor is None
    assert crew.app.ask(candidate, crew.people[0]).city == "北京"


def test_who_is_screened_anonymously_is_not_edited(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    crew.app.run(ScreenAnonymously(crew.post, "screen"))
    calm()
    page.board.select([crew.applications[0]])
    key(workplace, Qt.Key.Key_F2)
    calm()
    assert page._edits.editor is None
    assert "Screened anonymously" in said(workplace)


def test_what_is_typed_over_a_card_is_given_back_after_a_lock(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    assert page.unsaved() is None
    key(workplace, Qt.Key.Key_F2)
    editor(page).fields["city"].setText("北京")
    typed = page.unsaved()
    assert typed is not None
    key(workplace, Qt.Key.Key_Escape)
    page.take_over(typed)
    calm()
    assert editor(page).fields["city"].text() == "北京"
    key(workplace, Qt.Key.Key_Escape)


def in_table(page: BoardPage, calm: Calm) -> None:
    page.layouts.choose(Layout.TABLE.value)
    calm()
    page.table.setFocus()


def cell(page: BoardPage, crew: Crew, name: str) -> tuple[int, int]:
    keys = [each.key for each in page.table.rows.columns]
    return page.table.rows.place(crew.applications[0]), keys.index(name)


def field_of(page: BoardPage) -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    assert page.table.isAncestorOf(found)
    return found


def test_a_cell_is_edited_by_f2_and_undone(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    in_table(page, calm)
    page.table.select_id(crew.applications[0])
    key(workplace, Qt.Key.Key_F2)
    field_of(page).setText("架构师")
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert crew.app.ask(candidate, crew.people[0]).title == "架构师"
    row, column = cell(page, crew, "title")
    assert page.table.rows.index(row, column).data() == "架构师"
    undo(workplace)
    calm()
    assert crew.app.ask(candidate, crew.people[0]).title == ""


def test_a_double_click_edits_a_city_and_opens_the_person_by_the_name(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    in_table(page, calm)
    port = page.table.viewport()
    for name in ("city", "name"):
        index = page.table.rows.index(*cell(page, crew, name))
        place = page.table.visualRect(index).center()
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place)
        calm()
        if name == "city":
            assert field_of(page).text() == "上海"
            assert not workplace.panel.isVisible()
            key(workplace, Qt.Key.Key_Escape)
    assert workplace.panel.isVisible()
    assert crew.app.ask(candidate, crew.people[0]).city == "上海"


def test_a_hidden_row_is_not_edited_in_the_table(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    crew.app.run(ScreenAnonymously(crew.post, "screen"))
    in_table(page, calm)
    page.table.select_id(crew.applications[0])
    key(workplace, Qt.Key.Key_F2)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert "Screened anonymously" in said(workplace)


@pytest.mark.parametrize(
    ("typed", "add", "remove"),
    [("a，b; c", ("c",), ()), ("", (), ("a", "b")), ("b、 b", (), ("a",))],
)
def test_tags_are_what_was_typed(typed: str, add: tuple[str], remove: tuple[str]) -> None:
    assert tag_change("x", ("a", "b"), typed) == TagCandidate("x", add, remove)
    assert tag_change("x", ("a", "b"), "b, a") is None
