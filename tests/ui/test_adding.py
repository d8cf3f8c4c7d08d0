"""The line at the top of the add sheet, and the same line in the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.seat import words_of
from tests.ui.people import Crew, settle_in, type_in
from ui.pages.person.adding import add_person
from ui.shell.workplace import Workplace
from ui.widgets.overlay import Overlay
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.queries import candidate, list_candidates

Calm = Callable[[], None]
LINE = "张三 后端 内推 13800000000 前台"


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


def test_a_line_fills_the_fields_as_it_is_typed(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Callable[[], Overlay | None]
) -> None:
    made = add_person(workplace.context)
    calm()
    form: Any = made.form
    type_in(form.input("quick"), LINE)
    said = form.values()
    assert (said["name"], said["phone"], said["source"]) == ("张三", "13800000000", "内推")
    assert said["requisition"] == crew.post
    assert form._helps["quick"].text() == "Not understood: 前台"
    QTest.keyClick(form.input("quick"), Qt.Key.Key_Return)
    assert sheet() is None
    assert crew.app.ask(list_candidates).total == 5


def test_what_was_corrected_by_hand_stays(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Callable[[], Overlay | None]
) -> None:
    made = add_person(workplace.context, crew.post)
    calm()
    form: Any = made.form
    form.input("quick").setPlainText("张三 139")
    form.input("city").setFocus()
    type_in(form.input("city"), "Ulm")
    form.input("quick").setPlainText("李四 13900000000 杭州")
    said = form.values()
    assert (said["name"], said["city"], said["requisition"]) == ("李四", "Ulm", crew.post)
    form.input("quick").setPlainText("")
    assert (form.values()["name"], form.values()["city"]) == ("", "Ulm")
    made.close_overlay()
    calm()


def test_a_pasted_cv_is_kept_as_the_cv(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Callable[[], Overlay | None]
) -> None:
    made = add_person(workplace.context)
    calm()
    text = "钟离秋\n电话：13800005678\n学历：硕士\n现居地：杭州\n"
    made.form.input("quick").setPlainText(text)  # type: ignore[attr-defined]
    assert made.form.values()["city"] == "杭州"
    made.submit()
    assert sheet() is None
    person = next(r.id for r in crew.app.ask(list_candidates).rows if r.name == "钟离秋")
    (cv,) = crew.app.ask(candidate, person).cvs
    assert cv.text == text.strip()
    crew.app.undo()
    assert crew.app.ask(list_candidates).total == 4


def test_the_palette_offers_to_add_whom_a_line_describes(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Callable[[], Overlay | None]
) -> None:
    workplace.palette.summon("钟离秋 后端 13800005678")
    calm()
    model = workplace.palette._model
    rows = [model.line(row) for row in range(model.rowCount())]
    titles = [getattr(row, "title", row) for row in rows]
    assert "Add 钟离秋" in titles
    workplace.palette._choose(titles.index("Add 钟离秋"))
    made: Any = sheet()
    assert made.form.values()["phone"] == "13800005678"
    assert made.form.values()["requisition"] == crew.post
    made.submit()
    assert sheet() is None
    assert crew.app.ask(list_candidates).total == 5


def test_who_is_here_already_is_said_while_one_types(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    made = add_person(workplace.context)
    calm()
    form: Any = made.form
    type_in(form.input("quick"), "小王 138 0000 1234")
    calm()
    assert "王小明" not in words_of(made)  # the same phone under another name may be a household
    form.input("quick").setPlainText("王小明 138 0000 1234")
    calm()
    assert "王小明 is here already: same phone number" in words_of(made)
    form.input("quick").setPlainText("王小明 13900000000")
    calm()
    assert "is here already" not in words_of(made)
    made.close_overlay()
    calm()
