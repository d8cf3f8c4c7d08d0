from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.seat import press, words_of
from ui.pages.schedule.details import DetailsSheet
from ui.pages.schedule.faces import block_id, interview_of
from ui.pages.schedule.page import SchedulePage
from ui.pages.schedule.papers import PapersSheet
from ui.pages.schedule.rooms import RoomsSheet
from ui.pages.schedule.scheduling import ScheduleForm, Wish, ask_schedule
from ui.pages.schedule.verbs import save_ics
from ui.printing import Press, PrintSheet
from ui.sheets import FormSheet
from ui.shell.workplace import Workplace
from ui.widgets.buttons import Button
from ui.widgets.day import BlockState
from ui.widgets.pickers import ChipPicker
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.interviewday.prints import Piece
from workbench.interviews.busy import AddBusyTime
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.invitations import PANEL
from workbench.interviews.queries import day
from workbench.paper import Document
from workbench.paper.binding import bind
from workbench.paper.blocks import Heading, PageBreak
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply

Calm = Callable[[], None]
Top = Callable[[], Any]
TODAY = date(2026, 3, 2)


@pytest.fixture
def story(desk: App) -> SimpleNamespace:
    """Two interviewers, a requisition of the first, three applicants."""
    run = desk.run
    staff = [run(AddStaff(name)).value for name in ("陈晨", "Mei Lin")]
    post = run(OpenRequisition("后端工程师", stage_set="rd", interviewers=(staff[0],))).value
    people = [run(AddCandidate(name)).value for name in ("王小明", "Elena Sullivan", "段洋睿")]
    applications = [run(Apply(each, post)).value for each in people]
    return SimpleNamespace(staff=staff, post=post, people=people, applications=applications)


@pytest.fixture
def page(workplace: Workplace, story: SimpleNamespace, calm: Calm) -> SchedulePage:
    workplace.go("schedule")
    calm()
    found = workplace.page("schedule")
    assert isinstance(found, SchedulePage)
    return found


@pytest.fixture
def planned(desk: App, story: SimpleNamespace, page: SchedulePage, calm: Calm) -> str:
    """An interview of the first applicant with the first interviewer at ten."""
    command = ScheduleInterview(
        (story.applications[0],), "一面", datetime(2026, 3, 2, 10), 60, (story.staff[0],)
    )
    made: str = desk.run(command).value
    calm()
    return made


def undo(workplace: Workplace, calm: Calm) -> None:
    QTest.keyClick(workplace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()


def state(page: SchedulePage) -> BlockState:
    return page.board.ordered()[0].state


def test_an_interview_is_set_through_the_sheet_and_undone(
    workplace: Workplace, page: SchedulePage, story: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    assert [lane.name for lane in page.board.scene.plan.lanes] == ["陈晨"]
    QTest.keyClick(page.board, Qt.Key.Key_S)
    top = sheet()
    assert isinstance(top, FormSheet)
    form = top.form
    assert isinstance(form, ScheduleForm)
    assert form.values()["panel"] == [story.staff[0]]
    chips = form.input("applications")
    assert isinstance(chips, ChipPicker)
    chips.chip(story.applications[0]).click()
    form.set_values({"round": "技术一面"})
    top.submit()
    assert sheet() is None
    assert page.view is not None
    row = page.view.rows[0]
    assert (row.round, row.starts_at.astimezone(page.view.zone).hour) == ("技术一面", 10)
    assert page.board.ordered()[0].title == "王小明"
    assert "1 interview · 1 candidate" in page.figures.accessibleName()
    undo(workplace, calm)
    assert not page.board.ordered()


def test_a_requisition_with_nobody_to_meet_says_so(
    workplace: Workplace, desk: App, story: SimpleNamespace, sheet: Top
) -> None:
    empty = desk.run(OpenRequisition("测试工程师", "研发部", stage_set="rd")).value
    ask_schedule(workplace.context, Wish(requisition=empty))
    top = sheet()
    assert isinstance(top, FormSheet)
    assert "Nobody of this requisition can be met" in words_of(top)
    top.form.set_values({"requisition": story.post})
    top.form.changed.emit("requisition")
    assert "Nobody of this requisition can be met" not in words_of(top)
    top.close_overlay()


def test_a_double_booking_is_refused_with_its_reason_under_the_time(
    page: SchedulePage, planned: str, story: SimpleNamespace, sheet: Top, desk: App, calm: Calm
) -> None:
    page.board.emptyClicked.emit(story.staff[0], 10 * 60 + 30)
    top = sheet()
    form = top.form
    form.set_values({"applications": [story.applications[1]]})
    top.submit()
    assert sheet() is top
    assert "陈晨 interviews at that time: 一面 · 后端工程师" in words_of(form.blocking)
    assert "陈晨 interviews" in form.input("start").accessibleDescription()
    form.set_values({"start": datetime(2026, 3, 2, 11).time()})
    form.look_around()
    calm()
    assert form.blocking.isHidden()
    assert not form.input("start").accessibleDescription()
    top.submit()
    assert sheet() is None
    assert len(desk.ask(day, TODAY).rows) == 2


def test_what_does_not_make_it_impossible_is_pointed_out(
    workplace: Workplace, page: SchedulePage, story: SimpleNamespace, sheet: Top
) -> None:
    workplace.go("schedule", Wish(date(2026, 3, 7), 7 * 60, story.post, (story.applications[1],)))
    form = sheet().form
    assert "not a working day" in form.remarks.text()
    assert "office is open" in form.remarks.text()
    assert form.blocking.isHidden()
    sheet().close_overlay()


def test_an_interview_is_marked_as_held_by_key_and_undone(
    workplace: Workplace, page: SchedulePage, planned: str, calm: Calm
) -> None:
    page.board.choose(page.board.ordered()[0].id)
    QTest.keyClick(page.board, Qt.Key.Key_H)
    calm()
    assert state(page) is BlockState.DONE
    undo(workplace, calm)
    assert state(page) is BlockState.PLANNED
    page.board.choose(page.board.ordered()[0].id)
    QTest.keyClick(page.board, Qt.Key.Key_N)
    calm()
    assert state(page) is BlockState.NO_SHOW
    assert "1 did not come" in page.figures.accessibleName()


def test_a_block_opens_with_its_verbs_and_is_cancelled_with_a_reason(
    page: SchedulePage, planned: str, sheet: Top
) -> None:
    page.board.choose(page.board.ordered()[0].id)
    QTest.keyClick(page.board, Qt.Key.Key_Return)
    top = sheet()
    assert isinstance(top, DetailsSheet)
    assert top.primary.text() == "Check in 王小明"
    buttons = {button.text(): button for button in top.findChildren(Button)}
    assert "Move the interview…" in buttons
    buttons["Cancel the interview…"].click()
    form = sheet()
    form.submit()
    assert sheet() is form
    form.form.set_values({"reason": "called away"})
    form.submit()
    assert sheet() is None
    assert not page.board.ordered()


def test_an_interview_is_moved_with_its_panel(
    page: SchedulePage, planned: str, story: SimpleNamespace, sheet: Top
) -> None:
    page.board.choose(page.board.ordered()[0].id)
    QTest.keyClick(page.board, Qt.Key.Key_M)
    top = sheet()
    top.form.set_values({"start": datetime(2026, 3, 2, 15).time(), "panel": [story.staff[1]]})
    top.submit()
    assert sheet() is None
    block = page.board.ordered()[0]
    assert (block.lane, block.start_minute) == (story.staff[1], 15 * 60)


def test_a_clash_that_came_later_is_told_below_the_day(
    desk: App, page: SchedulePage, planned: str, story: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    meeting = (datetime(2026, 3, 2, 10, 30), datetime(2026, 3, 2, 11, 30))
    desk.run(AddBusyTime(story.staff[0], *meeting, "架构会"))
    calm()
    assert state(page) is BlockState.CONFLICT
    assert page._bar is not None
    assert "架构会" in page._bar.accessibleName()
    page._bar.acted.emit(f"move:{planned}")
    assert sheet().form.input("start") is not None
    sheet().close_overlay()


def test_lanes_are_interviewers_rooms_or_candidates(
    page: SchedulePage, planned: str, sheet: Top, calm: Calm
) -> None:
    page.lanes.choose("candidate")
    assert [lane.name for lane in page.board.scene.plan.lanes] == ["王小明"]
    page.lanes.choose("room")
    assert [lane.name for lane in page.board.scene.plan.lanes] == ["No room"]
    page.step(1)
    calm()
    assert page.no_rooms.isVisible()
    page.no_rooms.clicked.emit()
    top = sheet()
    top.form.set_values({"name": "304", "size": "6"})
    top.submit()
    assert sheet() is None
    assert [lane.name for lane in page.board.scene.plan.lanes] == ["304"]
    RoomsSheet(page.context).open()
    assert sheet() is not None
    sheet().submit()
    sheet().close_overlay()
    sheet().close_overlay()
    assert sheet() is None


def test_free_time_is_chosen_first_and_then_taken(
    page: SchedulePage, story: SimpleNamespace, qtbot: QtBot, sheet: Top
) -> None:
    board = page.board
    place = QPoint(board.scene.x(14 * 60), board.scene.lane_rect(0).center().y())
    with qtbot.assertNotEmitted(board.emptyClicked):
        QTest.mouseClick(board, Qt.MouseButton.LeftButton, pos=place)
    assert board.slot == (story.staff[0], 14 * 60)
    board.grab()
    QTest.keyClick(board, Qt.Key.Key_Return)
    values = sheet().form.values()
    assert (values["start"].hour, values["panel"]) == (14, [story.staff[0]])
    sheet().close_overlay()
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert board.slot is None


def test_days_are_walked_by_keys_and_field(page: SchedulePage, planned: str, calm: Calm) -> None:
    QTest.keyClick(page.board, Qt.Key.Key_PageDown)
    calm()
    assert page.day == date(2026, 3, 3)
    assert "Tuesday 3 March" in page.header._title.text()
    page.days.date.set_day(date(2026, 3, 1))
    calm()
    assert page._bar is not None
    page._bar.acted.emit("day:2026-03-02")
    calm()
    assert page.day == TODAY
    assert page.board.ordered()


def test_another_page_shows_an_interview(
    workplace: Workplace, page: SchedulePage, planned: str, calm: Calm
) -> None:
    assert page.view is not None
    row = page.view.rows[0]
    page.step(3)
    calm()
    workplace.go("schedule", planned)
    calm()
    assert interview_of(page.board.chosen) == planned
    assert page.board.chosen == block_id(row.panel[0].staff_id, planned)


def test_the_menu_has_the_verbs(
    page: SchedulePage, planned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    menus: list[QMenu] = []
    # Not shown: the offscreen platform warns of popups.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: menus.append(menu))
    page.board.menuRequested.emit(page.board.ordered()[0].id, QPoint(200, 200))
    texts = [act.text() for act in menus[-1].actions()]
    assert "Mark as held" in texts
    assert "Open 王小明" in texts


def test_a_calendar_file_is_saved(page: SchedulePage, planned: str, tmp_path: Path) -> None:
    assert page.view is not None
    save_ics(page.context, page.view.rows[0], PANEL, tmp_path / "a.ics")
    assert b"BEGIN:VCALENDAR" in (tmp_path / "a.ics").read_bytes()


def test_the_papers_of_a_day_are_chosen_set_and_shown(
    page: SchedulePage, planned: str, sheet: Top, calm: Calm, qtbot: QtBot
) -> None:
    page.print_day()
    calm()
    asked = sheet()
    assert isinstance(asked, PapersSheet)
    assert set(asked.form.values()["pieces"]) == {each.value for each in Piece}
    asked.form.set_values({"pieces": ["day", "kits"], "size": "Letter"})
    press(asked, "Preview")
    qtbot.waitUntil(lambda: isinstance(sheet(), PrintSheet), timeout=20_000)
    papers = [label for label in sheet().findChildren(QLabel) if label.objectName() == "paper"]
    # The list of papers, the day, and a kit: the own day, notes, in short, questions, the scorecard
    # of three pages with an empty one, and the guide.
    assert len(papers) == 1 + 1 + 4 + 4 + 2 * 2
    sheet().close_overlay()


def test_nothing_to_print_is_said_in_the_sheet(
    page: SchedulePage, planned: str, story: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    page.print_day()
    calm()
    asked = sheet()
    asked.form.set_values({"pieces": ["door-signs"], "person": story.people[0]})
    press(asked, "Preview")
    calm()
    assert sheet() is asked
    assert "nothing to print" in words_of(asked)
    asked.form.set_values({"pieces": []})
    press(asked, "Preview")
    assert asked.busy.isHidden()
    asked.close_overlay()


@pytest.mark.parametrize("verb", ["Print the kit", "Print the guide", "Print the badge"])
def test_the_papers_of_one_interview(
    page: SchedulePage, planned: str, sheet: Top, calm: Calm, qtbot: QtBot, verb: str
) -> None:
    assert page.view is not None
    details = DetailsSheet(page.context, page.view, page.view.rows[0])
    details.open()
    calm()
    press(details, verb)
    qtbot.waitUntil(lambda: isinstance(sheet(), PrintSheet), timeout=20_000)
    sheet().close_overlay()


def test_pages_go_to_the_printer_one_by_one(
    page: SchedulePage, tmp_path: Path, qtbot: QtBot
) -> None:
    words = page.context.look.words
    blocks = (Heading("A"), PageBreak(), Heading("B"))
    printed = bind((Document("A", words.language, blocks), Document("B", "en", blocks[:1])))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    ended: list[bool] = []
    Press(page.context, printer, printed, lambda: ended.append(True)).start()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 3


def test_a_vault_without_colleagues_is_no_dead_end(
    desk: App, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    post = desk.run(OpenRequisition("后端工程师")).value
    application = desk.run(Apply(desk.run(AddCandidate("王小明")).value, post)).value
    ask_schedule(workplace.context, Wish(requisition=post, applications=(application,)))
    calm()
    assert "add a colleague first" in words_of(sheet())
    press(sheet(), "Add a colleague…")
    calm()
    sheet().form.set_values({"name": "李雷"})
    press(sheet(), "Add a colleague")
    calm()
    assert isinstance(sheet().form, ScheduleForm)
    assert "李雷" in words_of(sheet())
    assert sheet().form.values()["applications"] == [application]


def test_the_sidebar_counts_along_while_another_page_is_on_show(
    desk: App,
    page: SchedulePage,
    story: SimpleNamespace,
    workplace: Workplace,
    calm: Calm,
    qtbot: QtBot,
) -> None:
    place = workplace.window.sidebar._buttons["schedule"]
    before = place.accessibleName()
    desk.run(
        ScheduleInterview(
            (story.applications[0],),
            "一面",
            datetime(2026, 3, 2, 16, 0),
            panel=(story.staff[0],),
        )
    )
    calm()
    assert workplace.window.key == "schedule"
    qtbot.waitUntil(lambda: place.accessibleName() != before)  # once the hands rest
    assert "1" in place.accessibleName()
