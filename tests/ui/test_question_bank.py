from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.seat import press, words_of
from tests.ui.people import undo
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.questions import BankSheet, add_question
from ui.shell.workplace import Workplace
from ui.widgets.rows import RowButton
from workbench.app import App
from workbench.scoring.queries import template
from workbench.scoring.questions import list_questions

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def page(workplace: Workplace, calm: Calm) -> SettingsPage:
    workplace.go("settings")
    calm()
    found = workplace.page("settings")
    assert isinstance(found, SettingsPage)
    return found


def texts(desk: App) -> list[str]:
    rows = desk.ask(list_questions, "manager", attribute="direction").rows
    return [row.texts.get("zh", "") for row in rows]


def bank(page: SettingsPage, desk: App, calm: Calm) -> BankSheet:
    sheet = BankSheet(page.context, desk.ask(template, "manager").id)
    sheet.open()
    calm()
    return sheet


def test_each_scorecard_shows_its_questions(
    page: SettingsPage, desk: App, calm: Calm, sheet: Top
) -> None:
    rows = page.questions.findChildren(RowButton)
    assert len(rows) == 6
    rows[-1].click()
    calm()
    assert isinstance(sheet(), BankSheet)
    assert len(sheet().findChildren(RowButton)) == 36
    sheet().close_overlay()


def test_a_question_is_checked_while_it_is_typed(
    page: SettingsPage, desk: App, calm: Calm, workplace: Workplace, sheet: Top
) -> None:
    form = desk.ask(template, "manager")
    asked = add_question(page.context, [form])
    calm()
    asked.form.set_values({"attribute": form.attributes[0].id, "zh": "你结婚了吗？"})
    asked.form.changed.emit("zh")
    assert "art. 43" in words_of(asked)
    asked.form.set_values({"zh": "你怎么定今年的目标？"})
    asked.form.changed.emit("zh")
    assert "art. 43" not in words_of(asked)
    press(asked, "Add a question")
    calm()
    assert texts(desk)[-1] == "你怎么定今年的目标？"
    undo(workplace)
    calm()
    assert len(texts(desk)) == 6


def test_a_question_is_moved_changed_and_archived(
    page: SettingsPage, desk: App, calm: Calm, workplace: Workplace, sheet: Top
) -> None:
    before = texts(desk)
    opened = bank(page, desk, calm)
    opened.findChildren(RowButton)[1].click()
    calm()
    press(sheet(), "Move up")
    calm()
    assert texts(desk)[:2] == [before[1], before[0]]
    rows = [each for each in opened.findChildren(RowButton) if not each.isHidden()]
    rows[0].click()
    calm()
    sheet().form.set_values({"zh": "改过的题"})
    press(sheet(), "Save")
    calm()
    assert texts(desk)[0] == "改过的题"
    rows = [each for each in opened.findChildren(RowButton) if not each.isHidden()]
    rows[0].click()
    calm()
    press(sheet(), "Archive")
    calm()
    assert len(texts(desk)) == 5
    opened.close_overlay()
    calm()
    undo(workplace)
    calm()
    assert len(texts(desk)) == 6
