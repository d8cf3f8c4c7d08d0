"""Anonymous screening at the desk: board, panel and search show no name until one is past it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.seat import press, words_of
from tests.ui.people import said
from ui.pages.board.page import BoardPage
from ui.pages.people.page import PeoplePage
from ui.pages.requisitions.page import RequisitionsPage
from ui.sheets import FormSheet
from ui.shell.workplace import Workplace
from ui.widgets.overlay import Overlay
from workbench.app import App
from workbench.people.commands import AddCandidate
from workbench.people.redaction import alias
from workbench.pipeline.anonymity import ScreenAnonymously
from workbench.pipeline.commands import Apply, OpenRequisition

Calm = Callable[[], None]


@pytest.fixture
def post(desk: App) -> str:
    return str(desk.run(OpenRequisition("后端工程师")).value)


@pytest.fixture
def person(desk: App, post: str) -> str:
    who = str(desk.run(AddCandidate("欧阳慕雪", phone="13900009876", school="云岭大学")).value)
    desk.run(Apply(who, post))
    return who


def test_a_requisition_is_screened_anonymously_by_hand(
    workplace: Workplace, calm: Calm, sheet: Callable[[], Overlay | None], person: str, desk: App
) -> None:
    page = workplace.page("requisitions")
    assert isinstance(page, RequisitionsPage)
    workplace.go("requisitions")
    calm()
    page.table.selectRow(0)
    press(page, "Screen anonymously…")
    form = sheet()
    assert isinstance(form, FormSheet)
    stages = form.form.input("until")
    stages.setCurrentIndex(2)  # none, New, Screening
    form.submit()
    calm()
    assert "Names are hidden up to and including\nScreening" in words_of(page)
    workplace.go("board")
    calm()
    board = workplace.page("board")
    assert isinstance(board, BoardPage)
    assert "anonymous" in words_of(board)
    (row,) = board._rows.values()
    assert row.name == alias(person)


def test_the_name_comes_with_the_move_past_the_stage(
    workplace: Workplace, calm: Calm, post: str, person: str, desk: App
) -> None:
    desk.run(ScreenAnonymously(post, "新简历"))
    workplace.go("board")
    calm()
    page = workplace.page("board")
    assert isinstance(page, BoardPage)
    (row,) = page._rows.values()
    assert row.name == alias(person)
    page.board.select([row.id])
    workplace.context.open_person(person, row.id)
    calm()
    assert alias(person) in words_of(workplace.panel)
    assert "Screened anonymously" in words_of(workplace.panel)
    assert "云岭大学" not in words_of(workplace.panel)
    assert "13900009876" not in words_of(workplace.panel)
    column = page.board.list_of(page.board.column_of(row.id))
    QTest.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    calm()
    assert page._rows[row.id].name == "欧阳慕雪"
    assert "欧阳慕雪" in words_of(workplace.panel)
    assert "13900009876" in words_of(workplace.panel)
    workplace.undo()
    calm()
    assert page._rows[row.id].name == alias(person)
    assert "欧阳慕雪" not in words_of(workplace.panel)


def test_a_search_says_that_somebody_is_hidden(
    workplace: Workplace, calm: Calm, post: str, person: str, desk: App
) -> None:
    desk.run(ScreenAnonymously(post, "新简历"))
    page = workplace.page("people")
    assert isinstance(page, PeoplePage)
    workplace.go("people")
    page.field.setText("慕雪")
    calm()
    page.refresh()
    calm()
    assert "screened anonymously" in words_of(page)
    assert not page.table.model().rowCount()
    workplace.palette.summon("慕雪")
    calm()
    palette = workplace.palette
    titles = [palette._model.line(n).title for n in range(palette._model.rowCount())]
    assert "Hidden: somebody who is screened anonymously" in titles
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    calm()
    assert "Names are shown once" in said(workplace)
