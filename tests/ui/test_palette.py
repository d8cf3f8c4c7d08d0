"""The palette over a real vault: people, posts, actions, commands, pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people import CONTROL, Crew, key, settle_in, type_in
from ui.models.palette import PaletteRow
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddCandidate, AttachCv
from workbench.people.queries import candidate

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def ask(workplace: Workplace, calm: Calm, qtbot: QtBot) -> Callable[[str], list[str]]:
    """Open the palette by Ctrl+K, type, and return the keys of what it offers."""

    def typed(text: str) -> list[str]:
        key(workplace, Qt.Key.Key_K, CONTROL)
        palette = workplace.palette
        assert palette.isVisible()
        type_in(palette.field, text)
        qtbot.waitUntil(lambda: not palette._pause.isActive())
        calm()
        model = palette._model
        lines = [model.line(row) for row in range(model.rowCount())]
        return [line.key for line in lines if isinstance(line, PaletteRow)]

    return typed


@pytest.mark.parametrize("typed", ["wxm", "小明", "xiaoming", "1234"])
def test_wang_xiaoming_is_found_and_opened(
    crew: Crew, workplace: Workplace, ask: Callable[[str], list[str]], calm: Calm, typed: str
) -> None:
    assert ask(typed)[0] == f"person:{crew.people[0]}"
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert not workplace.palette.isVisible()
    assert workplace.panel.isVisible()
    assert workplace.panel.accessibleName() == "王小明"


def test_enter_waits_for_what_was_typed_last(
    crew: Crew, workplace: Workplace, ask: Callable[[str], list[str]], calm: Calm
) -> None:
    key(workplace, Qt.Key.Key_K, CONTROL)
    calm()
    type_in(workplace.palette.field, "wxm")
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert workplace.panel.accessibleName() == "王小明"
    assert workplace.window.key == "today"


def test_a_post_leads_to_its_board(
    crew: Crew, workplace: Workplace, ask: Callable[[str], list[str]], calm: Calm
) -> None:
    assert f"post:{crew.post}" in ask("后端")
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert workplace.window.key == "board"


@pytest.mark.parametrize(
    ("typed", "key_of", "page"),
    [
        ("History", "page:history", "history"),
        ("Open a requ", "act:requisition.open", "requisitions"),
    ],
)
def test_pages_and_actions_are_found_by_their_words(
    crew: Crew,
    workplace: Workplace,
    ask: Callable[[str], list[str]],
    calm: Calm,
    sheet: Top,
    typed: str,
    key_of: str,
    page: str,
) -> None:
    assert key_of in ask(typed)
    choose(workplace, key_of)
    calm()
    assert workplace.window.key == page
    top = sheet()
    if top is not None:
        top.close_overlay()


def choose(workplace: Workplace, key_of: str) -> None:
    """Walk down to a row by the arrow key and press Enter."""
    palette = workplace.palette
    for _ in range(palette._model.rowCount()):
        line = palette._model.line(palette._list.currentIndex().row())
        if isinstance(line, PaletteRow) and line.key == key_of:
            break
        key(workplace, Qt.Key.Key_Down)
    key(workplace, Qt.Key.Key_Return)


def test_a_command_is_filled_in_from_where_one_stands(
    crew: Crew,
    workplace: Workplace,
    ask: Callable[[str], list[str]],
    calm: Calm,
    sheet: Top,
) -> None:
    assert "do:candidate.note" not in ask("note")
    key(workplace, Qt.Key.Key_Escape)
    workplace.context.open_person(crew.people[1], "")
    calm()
    assert "do:candidate.note" in ask("note")
    choose(workplace, "do:candidate.note")
    top = sheet()
    top.form.set_values({"body": "电话聊过"})
    top.submit()
    assert sheet() is None
    assert [n.body for n in crew.app.ask(candidate, crew.people[1]).notes] == ["电话聊过"]


def test_nothing_found_is_said_and_escape_closes(
    crew: Crew, workplace: Workplace, ask: Callable[[str], list[str]]
) -> None:
    assert ask("qqqqq") == []
    assert workplace.palette._none.isVisible()
    key(workplace, Qt.Key.Key_Escape)
    assert not workplace.palette.isVisible()


def test_the_palette_lists_every_page_and_every_action(
    workplace: Workplace, ask: Callable[[str], list[str]]
) -> None:
    found = ask("")
    assert {"page:today", "page:settings", "act:lock", "act:import"} <= set(found)
    key(workplace, Qt.Key.Key_Escape)


def test_what_was_typed_is_marked_and_the_cv_is_quoted(
    workplace: Workplace, calm: Calm, desk: App
) -> None:
    one = desk.run(AddCandidate("王小明")).value
    desk.run(AttachCv(one, text="五年后端经验\n负责支付网关的容量评估"))
    for typed, title, detail in (("wxm", "王小明", ""), ("支付", "", "支付")):
        workplace.palette.summon(typed)
        calm()
        model = workplace.palette._model
        rows = [model.line(n) for n in range(model.rowCount())]
        row = next(each for each in rows if isinstance(each, PaletteRow) and each.person)
        assert "".join(row.title[a:b] for a, b in row.marks) == title
        assert "".join(row.detail[a:b] for a, b in row.detail_marks) == detail
        workplace.palette.grab()
    workplace.palette.close_overlay()
