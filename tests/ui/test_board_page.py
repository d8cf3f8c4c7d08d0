from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.seat import press, words_of
from tests.ui.people import (
    ALT,
    CONTROL,
    NAMES,
    Crew,
    key,
    said,
    settle_in,
    undo,
)
from ui.actions import PLACES
from ui.pages.board.page import BoardPage
from ui.shell.workplace import Workplace
from ui.widgets.board.model import cards_mime
from ui.widgets.pill import Chip
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.demand.queries import list_requisitions
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddCandidate, ChangeCandidate
from workbench.people.pinyin import pinyin_keys
from workbench.people.queries import list_candidates
from workbench.pipeline.commands import Apply, CloseApplications, MoveApplications, StarApplication
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import application
from workbench.pipeline.views import BoardFilter

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


def test_an_empty_board_leads_to_requisitions(workplace: Workplace, calm: Calm) -> None:
    workplace.go("board")
    calm()
    page = workplace.page("board")
    assert isinstance(page, BoardPage)
    assert page.empty.isVisible()
    assert not page.board.isVisible()
    page.empty.button.click()
    assert workplace.window.key == "requisitions"


def test_the_columns_are_the_stages_of_the_only_requisition(page: BoardPage, crew: Crew) -> None:
    assert page.requisition == crew.post
    first, *rest = crew.stages()[:-1]
    assert page.board.ids(first) == tuple(crew.applications)
    assert all(page.board.ids(stage) == () for stage in rest)
    assert "4" in words_of(page)


def test_alt_right_moves_on_and_ctrl_z_moves_back(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    first, second, *_ = crew.stages()
    take(page, crew, 0, 2)
    key(workplace, Qt.Key.Key_Right, ALT)
    assert page.board.ids(second) == (crew.applications[0], crew.applications[2])
    calm()
    assert [crew.stage(n) for n in range(4)] == ["技术初评", "新简历", "技术初评", "新简历"]
    assert "Moved 2" in said(workplace)
    undo(workplace)
    calm()
    assert {crew.stage(n) for n in range(4)} == {"新简历"}
    assert set(page.board.ids(first)) == set(crew.applications)
    key(workplace, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    calm()
    assert crew.stage(0) == "技术初评"


def test_the_toasts_undo_takes_back_one_step_only(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    take(page, crew, 0)
    key(workplace, Qt.Key.Key_Right, ALT)
    calm()
    key(workplace, Qt.Key.Key_Right, ALT)
    calm()
    assert crew.stage(0) != "技术初评"
    workplace.window.toasts.toasts[-1].button.click()
    calm()
    assert crew.stage(0) == "技术初评"


def test_the_keyboard_walks_chooses_and_opens(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    take(page, crew, 0)
    key(workplace, Qt.Key.Key_J)
    assert page.board.selected() == (crew.applications[1],)
    key(workplace, Qt.Key.Key_K)
    key(workplace, Qt.Key.Key_Return)
    calm()
    assert workplace.panel.isVisible()
    assert workplace.panel.accessibleName() == NAMES[0]
    key(workplace, Qt.Key.Key_Escape)
    assert not workplace.panel.isVisible()


def test_a_card_is_dropped_between_others(page: BoardPage, crew: Crew, calm: Calm) -> None:
    second = crew.stages()[1]
    model = page.board.list_of(second).cards
    move = Qt.DropAction.MoveAction
    assert model.dropMimeData(cards_mime(crew.applications[:2]), move, -1, 0, QModelIndex())
    calm()
    parcel = cards_mime([crew.applications[3]])
    assert model.dropMimeData(parcel, move, 1, 0, QModelIndex())
    calm()
    wanted = (crew.applications[0], crew.applications[3], crew.applications[1])
    assert page.board.ids(second) == wanted
    page.refresh()
    assert page.board.ids(second) == wanted


def test_a_refused_move_goes_back(
    page: BoardPage, crew: Crew, desk: App, workplace: Workplace, calm: Calm
) -> None:
    first, second, *_ = crew.stages()
    crew.app.run(CloseApplications((crew.applications[1],), ApplicationState.WITHDRAWN, "salary"))
    page.board.moveRequested.emit((crew.applications[0], crew.applications[1]), second, 0)
    assert crew.applications[0] in page.board.ids(second)
    calm()
    assert "Only running applications can be moved." in said(workplace)
    assert crew.applications[0] in page.board.ids(first)
    assert crew.stage(0) == "新简历"


def test_m_asks_for_the_stage(
    page: BoardPage, crew: Crew, workplace: Workplace, sheet: Top
) -> None:
    take(page, crew, 1)
    key(workplace, Qt.Key.Key_M)
    top = sheet()
    top.form.set_values({"stage": crew.stages()[3]})
    top.submit()
    assert sheet() is None
    assert page.board.column_of(crew.applications[1]) == crew.stages()[3]


def test_a_letter_typed_into_a_sheet_stays_in_the_sheet(
    page: BoardPage, crew: Crew, workplace: Workplace, sheet: Top
) -> None:
    take(page, crew, 1)
    key(workplace, Qt.Key.Key_M)
    top = sheet()
    top.form.input("stage").setFocus()
    key(workplace, Qt.Key.Key_R)
    assert sheet() is top
    top.close_overlay()


def test_r_rejects_with_a_reason_and_a_letter_falls_due(
    page: BoardPage, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    from workbench.letters.owing import list_owed

    take(page, crew, 2, 3)
    key(workplace, Qt.Key.Key_R)
    top = sheet()
    top.form.set_values({"outcome": "rejected", "reason": "salary", "note": "期望差得太远"})
    top.submit()
    assert sheet() is None
    assert (crew.state(2), crew.state(3)) == ("rejected", "rejected")
    row = crew.app.ask(application, crew.applications[2])
    assert (row.reason, row.reason_note) == ("salary", "期望差得太远")
    assert page.board.column_of(crew.applications[2]) == ""
    assert crew.app.ask(list_owed, today=page.context.today()).total == 2
    undo(workplace)
    calm()
    assert crew.state(2) == "active"
    assert page.board.column_of(crew.applications[2])
    assert crew.app.ask(list_owed, today=page.context.today()).total == 0


def test_into_the_pool_needs_no_reason(
    page: BoardPage, crew: Crew, workplace: Workplace, sheet: Top
) -> None:
    take(page, crew, 0)
    key(workplace, Qt.Key.Key_R)
    top = sheet()
    top.form.set_values({"outcome": "pooled"})
    top.submit()
    assert sheet() is None
    assert crew.state(0) == "pooled"


def test_f_stars_and_unstars(page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm) -> None:
    for starred in (True, False):
        take(page, crew, 0)
        key(workplace, Qt.Key.Key_F)
        calm()
        assert crew.app.ask(application, crew.applications[0]).starred is starred


def test_the_red_count_filters_what_is_overdue(
    page: BoardPage, crew: Crew, calm: Calm, workplace: Workplace
) -> None:
    first = crew.stages()[0]
    crew.at("2026-03-16T01:30:00")
    crew.app.run(MoveApplications((crew.applications[0],), "技术初评"))
    crew.app.run(MoveApplications((crew.applications[0],), first))
    calm()
    column = page._columns[first]
    assert set(column.overdue) == set(crew.applications[1:])
    page.board.overdueClicked.emit(first)
    assert set(page.board.ids(first)) == set(crew.applications[1:])
    page.board.overdueClicked.emit(first)
    assert set(page.board.ids(first)) == set(crew.applications)


def test_the_first_action_adds_somebody_to_this_post(
    page: BoardPage, crew: Crew, workplace: Workplace, sheet: Top
) -> None:
    press(page, "Add a candidate")
    top = sheet()
    top.submit()
    assert "Name" in top.form.input("name").accessibleDescription()
    top.form.set_values({"name": "钟离秋", "phone": "13800009999", "years": "3"})
    assert top.form.values()["requisition"] == crew.post
    top.submit()
    assert sheet() is None
    assert crew.app.ask(list_candidates).total == 5
    assert len(page.board.ids(crew.stages()[0])) == 5


def test_adding_somebody_with_a_wrong_number_is_refused_under_its_field(
    page: BoardPage, crew: Crew, workplace: Workplace, sheet: Top
) -> None:
    press(page, "Add a candidate")
    top = sheet()
    top.form.set_values({"name": "钟离秋", "years": "many"})
    top.submit()
    assert top.form.input("years").accessibleDescription()
    top.form.set_values({"years": "", "email": "no address"})
    top.submit()
    assert sheet() is top
    assert top.form.input("email").accessibleDescription()
    assert crew.app.ask(list_candidates).total == 4
    top.close_overlay()


def test_adding_is_undone_in_one_step(
    page: BoardPage, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    press(page, "Add a candidate")
    top = sheet()
    top.form.set_values({"name": "钟离秋"})
    top.submit()
    assert sheet() is None
    undo(workplace)
    calm()
    assert crew.app.ask(list_candidates).total == 4


def test_another_requisition_is_chosen_above(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    other = crew.app.run(OpenRequisition("大客户经理", stage_set="sales")).value
    one = crew.app.run(Apply(crew.people[0], other)).value
    calm()
    assert [page.which.itemData(n) for n in range(page.which.count())].count(other) == 1
    page.which.setCurrentIndex(page.which.findData(other))
    page.which.activated.emit(page.which.currentIndex())
    calm()
    assert page.requisition == other
    assert page.board.column_of(one)
    assert not page.board.column_of(crew.applications[0])
    page.which.setCurrentIndex(page.which.findData(""))
    page.which.activated.emit(page.which.currentIndex())
    calm()
    assert page.board.column_of(one)
    assert page.board.column_of(crew.applications[0])
    assert crew.app.ask(list_requisitions).total == 2


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen only
def test_the_menu_offers_the_same_verbs(page: BoardPage, crew: Crew, sheet: Top) -> None:
    take(page, crew, 0)
    page.board.menuRequested.emit(page.board.selected(), page.mapToGlobal(QPoint(200, 200)))
    menu = page.findChildren(QMenu)[-1]
    words = [act.text() for act in menu.actions()]
    assert words[0] == "Open"
    assert "End the application…" in words
    menu.actions()[words.index("End the application…")].trigger()
    menu.close()
    top = sheet()
    assert top is not None
    top.close_overlay()


def test_typing_a_name_finds_its_card(page: BoardPage, crew: Crew) -> None:
    first = crew.stages()[0]
    page.board.list_of(first).setFocus()
    QTest.keyClicks(page.board.list_of(first), "oy")
    assert page.board.selected() == (crew.applications[3],)


def test_who_comes_by_keys_goes_on_by_keys(crew: Crew, workplace: Workplace, calm: Calm) -> None:
    second = crew.stages()[1]
    key(workplace, Qt.Key.Key_3, CONTROL)
    calm()
    page = workplace.page("board")
    assert isinstance(page, BoardPage)
    assert page.chosen() == (crew.applications[0],)
    key(workplace, Qt.Key.Key_Down)
    key(workplace, Qt.Key.Key_Right, ALT)
    calm()
    assert page.board.ids(second) == (crew.applications[1],)


@pytest.mark.parametrize("number", range(1, 10))
def test_every_page_is_reached_by_its_number(
    crew: Crew, workplace: Workplace, calm: Calm, number: int
) -> None:
    key(workplace, Qt.Key(Qt.Key.Key_0.value + number), CONTROL)
    calm()
    place = PLACES[number - 1]
    assert workplace.window.key == place.key
    target = workplace.page(place.key).keyboard()
    assert target is None or not target.isVisible() or target.hasFocus()


def test_cards_out_of_sight_come_when_they_are_looked_at(
    page: BoardPage, crew: Crew, calm: Calm
) -> None:
    people = [crew.app.run(AddCandidate(f"候选人{n:03}")).value for n in range(130)]
    cards = [crew.app.run(Apply(each, crew.post)).value for each in people]
    calm()
    column = page.board.list_of(crew.stages()[0])
    assert column.in_sight()[0] == page.board.ids(crew.stages()[0])[0]
    assert cards[-1] not in page._rows
    column.scrollToBottom()
    column.viewport().repaint()
    calm()
    assert cards[-1] in column.in_sight()
    last = column.cards.row_at(column.cards.place(cards[-1]))
    assert last is not None
    assert last.name == "候选人129"
    crew.app.run(StarApplication(cards[-1], True))
    calm()
    assert page._rows[cards[-1]].starred, "what is seen is read again with the columns"


def conditions(page: BoardPage) -> list[str]:
    """Return the words of the line below the head."""
    return [chip.text() for chip in page.line.findChildren(Chip) if chip.isVisible()]


def test_a_filter_narrows_the_board_until_it_is_taken_away(
    page: BoardPage, crew: Crew, calm: Calm, sheet: Top
) -> None:
    crew.app.run(ChangeCandidate(crew.people[0], source="内推"))
    crew.app.run(StarApplication(crew.applications[1]))
    calm()
    press(page, "Filter…")
    calm()
    form = sheet().form
    form.set_values({"source": ["内推"]})
    press(sheet(), "Show")
    calm()
    first = crew.stages()[0]
    assert page.board.ids(first) == (crew.applications[0],)
    assert "1 in progress" in words_of(page)
    assert conditions(page) == ["内推"]
    page.narrow(BoardFilter(source=("内推",), starred=True))
    calm()
    assert page.nobody.isVisible()
    assert not page.board.isVisible()
    [source, _starred] = [chip for chip in page.line.findChildren(Chip) if chip.isVisible()]
    source.removed.emit()
    calm()
    assert page.board.ids(first) == (crew.applications[1],)
    page.narrow(BoardFilter())
    calm()
    assert not page.line.isVisible()
    assert len(page.board.ids(first)) == 4


def test_a_view_is_kept_shown_again_and_removed(
    page: BoardPage, crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    crew.app.run(StarApplication(crew.applications[1]))
    page.narrow(BoardFilter(starred=True))
    page.layouts.choose("table")
    calm()
    press(page, "Save this view")
    calm()
    sheet().form.set_values({"name": "重点"})
    press(sheet(), "Save")
    calm()
    page.narrow(BoardFilter())
    page.layouts.choose("board")
    calm()
    assert conditions(page) == ["重点"]
    next(chip for chip in page.line.findChildren(Chip) if chip.isVisible()).click()
    calm()
    assert page.only == BoardFilter(starred=True)
    assert page.table.isVisible()
    assert page.table.rows.ids == (crew.applications[1],)
    view = next(chip for chip in page.line.findChildren(Chip) if chip.text() == "重点")
    view.removed.emit()
    calm()
    assert "重点" not in conditions(page)
    undo(workplace)
    calm()
    assert "重点" in conditions(page)


def test_the_table_shows_the_same_cards_and_does_the_same(
    page: BoardPage, crew: Crew, calm: Calm, sheet: Top
) -> None:
    page.layouts.choose("table")
    calm()
    assert page.table.isVisible()
    assert not page.board.isVisible()
    assert page.table.rows.ids == tuple(crew.applications)
    page.table.sortAsked.emit("name", False)
    calm()
    names = [page.table.rows.row_at(row).name for row in range(4)]
    assert names == sorted(names, key=lambda name: pinyin_keys(name).sort_key)
    page.table.select_id(crew.applications[2])
    assert page.chosen() == (crew.applications[2],)
    page.table.sortAsked.emit("name", True)
    calm()
    assert [page.table.rows.row_at(row).name for row in range(4)] == names[::-1]
    page.table.select_id(crew.applications[2])
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_M)
    calm()
    assert sheet().isVisible()


def test_the_table_holds_what_a_model_promises(
    page: BoardPage, calm: Calm, qtmodeltester: Any
) -> None:
    page.layouts.choose("table")
    calm()
    qtmodeltester.check(page.table.rows)


def test_who_shares_a_phone_is_marked_on_the_card(page: BoardPage, crew: Crew, calm: Calm) -> None:
    twin = crew.app.run(AddCandidate("小王", phone="13800001234")).value
    crew.app.run(Apply(twin, crew.post))
    calm()
    marked = [row.name for row in page._rows.values() if row.twin]
    assert sorted(marked) == ["小王", "王小明"]
