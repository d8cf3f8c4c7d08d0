from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.seat import press
from tests.ui.people import CONTROL, NAMES, Crew, key, settle_in, type_in, undo
from ui.pages.people.page import _COUNT, _ONE, IN_SIGHT, PeoplePage
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddCandidate, AttachCv, BlockContact
from workbench.people.queries import list_candidates

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


def arrive(workplace: Workplace, calm: Calm) -> PeoplePage:
    workplace.go("people")
    calm()
    found = workplace.page("people")
    assert isinstance(found, PeoplePage)
    return found


def names(page: PeoplePage) -> list[str]:
    model = page.table.rows
    return [model.row_at(row).name for row in range(model.rowCount())]


def find(page: PeoplePage, text: str, qtbot: QtBot, calm: Calm) -> list[str]:
    """Type into the field, as a person does, and return who is shown."""
    page.field.clear()
    type_in(page.field, text)
    qtbot.waitUntil(lambda: not page._pause.isActive())
    calm()
    return names(page)


def test_an_empty_vault_offers_to_add_somebody(
    workplace: Workplace, sheet: Top, calm: Calm, desk: App
) -> None:
    page = arrive(workplace, calm)
    assert page.empty.isVisible()
    page.empty.button.click()
    top = sheet()
    top.form.set_values({"name": "王小明", "phone": "13800001234"})
    top.submit()
    assert sheet() is None
    assert not page.empty.isVisible()
    assert names(page) == ["王小明"]
    undo(workplace)
    calm()
    assert page.empty.isVisible()
    assert desk.ask(list_candidates).total == 0


def test_everybody_stands_in_the_order_of_pinyin(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    page = arrive(workplace, calm)
    assert names(page) == ["段洋睿", "Elena Sullivan", "欧阳娜娜", "王小明"]
    assert "4" in page.header._subtitle.text()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wxm", ["王小明"]),
        ("小明", ["王小明"]),
        ("xiaoming", ["王小明"]),
        ("1234", ["王小明"]),
        ("sulli", ["Elena Sullivan"]),
        ("0101", ["Elena Sullivan"]),
        ("ouyang", ["欧阳娜娜"]),
        ("支付网关", ["段洋睿"]),
        ("nobody of this name", []),
    ],
)
def test_anybody_is_found_as_one_types(
    crew: Crew, workplace: Workplace, calm: Calm, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    crew.app.run(AttachCv(crew.people[2], text="负责支付网关的稳定性建设"))
    page = arrive(workplace, calm)
    assert find(page, typed, qtbot, calm) == found
    assert page.nobody.isVisible() is not bool(found)


def test_clearing_the_words_brings_everybody_back(
    crew: Crew, workplace: Workplace, calm: Calm, qtbot: QtBot
) -> None:
    page = arrive(workplace, calm)
    assert len(find(page, "wxm", qtbot, calm)) == 1
    page.field.clear()
    qtbot.waitUntil(lambda: not page._pause.isActive())
    calm()
    assert len(names(page)) == 4


def test_enter_opens_the_person(crew: Crew, workplace: Workplace, calm: Calm) -> None:
    page = arrive(workplace, calm)
    page.table.setFocus()
    page.table.selectRow(3)
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert workplace.panel.accessibleName() == "王小明"


def test_ctrl_n_adds_from_anywhere(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    workplace.go("history")
    calm()
    key(workplace, Qt.Key.Key_N, CONTROL)
    top = sheet()
    assert workplace.window.key == "people"
    key(workplace, Qt.Key.Key_N, CONTROL)
    assert sheet() is top, "a second sheet was opened over the first"
    top.form.set_values({"name": " "})
    top.submit()
    assert top.form.input("name").accessibleDescription()
    key(workplace, Qt.Key.Key_Escape)
    assert sheet() is None
    assert crew.app.ask(list_candidates).total == len(NAMES)


def test_a_name_too_long_is_refused_under_its_field(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    page = arrive(workplace, calm)
    press(page, "Add a candidate")
    top = sheet()
    top.form.set_values({"name": "王" * 200})
    top.submit()
    assert sheet() is top
    assert "120" in top.form.input("name").accessibleDescription()
    assert top.primary.isEnabled()
    top.close_overlay()


def test_a_change_elsewhere_shows_while_the_page_is_seen(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    page = arrive(workplace, calm)
    crew.app.run(BlockContact(crew.people[0], "不再联系"))
    calm()
    row = page.table.rows.row_at(3)
    assert row.do_not_contact


def test_one_person_is_counted_as_one(workplace: Workplace, calm: Calm) -> None:
    text = workplace.context.counted
    assert text(1, _ONE, _COUNT) == "1 person"
    assert text(2000, _ONE, _COUNT) == "2,000 people"


def test_lines_below_the_window_are_read_as_they_are_looked_at(
    workplace: Workplace, qtbot: QtBot, calm: Calm, desk: App
) -> None:
    for n in range(IN_SIGHT + 5):
        desk.run(AddCandidate(f"周小{n:02d}", phone=f"139000{n:05d}"))
    page = arrive(workplace, calm)
    found = find(page, "周小", qtbot, calm)
    assert len(found) == IN_SIGHT + 5
    assert len(set(found)) == IN_SIGHT + 5
    last = page.table.rows.row_at(len(found) - 1)
    assert last.phone.startswith("+86139000") or last.phone.startswith("139000")
