"""The sheets that say what interview days are planned from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.seat import press, words_of
from tests.ui.people import Crew, said, settle_in, undo
from ui.pages.busytimes import words_in
from ui.pages.requisitions.page import RequisitionsPage
from ui.pages.requisitions.plan import PlanSheet, open_plan
from ui.pages.requisitions.round_sheet import RoundSheet
from ui.pages.schedule.rooms import edit_room
from ui.pages.settings.staff_sheet import ColleagueSheet, edit_staff
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.demand.queries import requisition
from workbench.interviews.availability import busy_ahead, list_rooms, room_busy_ahead
from workbench.interviews.rooms import AddRoom
from workbench.interviews.rounds import AddRound, list_rounds
from workbench.interviews.terms import terms
from workbench.kernel.clock import SetClock
from workbench.people.queries import list_staff
from workbench.people.staffing import ChangeStaff
from workbench.pipeline.commands import OpenRequisition

Calm = Callable[[], None]
Top = Callable[[], Any]
TODAY = date(2026, 3, 2)


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def colleague(crew: Crew) -> str:
    return next(row.id for row in crew.app.ask(list_staff).rows if row.name == "李雷")


@pytest.fixture
def post(crew: Crew) -> str:
    return str(crew.app.run(OpenRequisition("数据工程师")).value)


def opened(workplace: Workplace, staff: str) -> ColleagueSheet:
    rows = workplace.bridge.now(list_staff).rows
    return edit_staff(workplace.context, next(row for row in rows if row.id == staff))


def undo_by_toast(workplace: Workplace) -> None:
    workplace.window.toasts.toasts[-1].button.click()


def calendar(path: Path) -> Path:
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:李雷", "BEGIN:VEVENT", "UID:1",
        "DTSTART:20990303T020000Z", "DTEND:20990303T030000Z", "SUMMARY:例会", "END:VEVENT",
        "BEGIN:VEVENT", "UID:2", "DTSTART:20260303T020000Z", "DTEND:20260303T030000Z",
        "SUMMARY:架构会", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    path.write_text("\r\n".join(lines), encoding="utf-8")
    return path


def test_a_colleagues_hours_and_limits_are_saved_in_one_step(
    workplace: Workplace, crew: Crew, colleague: str, sheet: Top
) -> None:
    top = opened(workplace, colleague)
    values = {"skills": "Python，SQL、Go", "languages": "中文, English", "most_a_day": "3"}
    top.form.set_values({**values, "hours": "Mon-Fri 13:00-18:00", "buffer": "15"})
    top.submit()
    assert sheet() is None
    row = next(row for row in crew.app.ask(list_staff).rows if row.id == colleague)
    assert (row.skills, row.languages) == (("Python", "SQL", "Go"), ("中文", "English"))
    own = crew.app.ask(terms, colleague)
    assert (own.most_a_day, own.most_a_week, own.buffer) == (3, None, 15)
    again = opened(workplace, colleague)
    assert again.form.values()["hours"] == "Mon–Fri 13:00–18:00"
    assert again.form.values()["skills"] == "Python, SQL, Go"
    again.form.set_values({"hours": "mornings"})
    again.submit()
    assert sheet() is again
    assert "cannot be read" in again.form.input("hours").accessibleDescription()
    again.close_overlay()
    undo(workplace)
    sheet()
    assert crew.app.ask(terms, colleague).most_a_day is None
    row = next(row for row in crew.app.ask(list_staff).rows if row.id == colleague)
    assert row.skills == ()


def test_a_colleagues_busy_times_and_leave_come_and_go(
    workplace: Workplace, crew: Crew, colleague: str, sheet: Top, calm: Calm
) -> None:
    top = opened(workplace, colleague)
    assert "Nothing is noted" in words_of(top)
    press(top, "Busy time…")
    asked = sheet()
    asked.form.set_values(
        {"day": TODAY, "start": time(14, 0), "end": time(15, 30), "label": "架构会"}
    )
    asked.submit()
    assert sheet() is top
    assert "14:00–15:30" in words_of(top)
    assert "架构会" in words_of(top)
    press(top, "Leave…")
    asked = sheet()
    asked.form.set_values({"first": date(2026, 3, 5), "last": date(2026, 3, 6)})
    asked.submit()
    assert sheet() is top
    assert "3/5 – 3/6" in words_of(top)
    assert "On leave" in words_of(top)
    kinds = [row.kind for row in crew.app.ask(busy_ahead, colleague, TODAY)]
    assert kinds == ["busy", "leave"]
    drops = [
        one
        for one in top.findChildren(type(top.primary))
        if one.accessibleName().startswith("Remove ") and one.isVisible()
    ]
    assert len(drops) == 2
    drops[1].click()
    calm()
    assert "On leave" not in words_of(top)
    undo_by_toast(workplace)
    calm()
    assert "On leave" in words_of(top)
    top.close_overlay()


def test_a_calendar_file_is_chosen_or_dropped(
    workplace: Workplace,
    crew: Crew,
    colleague: str,
    calm: Calm,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = calendar(tmp_path / "li.ics")
    top = opened(workplace, colleague)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(file), ""))
    press(top, "Take in a calendar file…")
    calm()
    assert "busy times: 1" in said(workplace)
    assert "架构会" in words_of(top)
    assert "例会" not in words_of(top)
    undo_by_toast(workplace)
    calm()
    assert "架构会" not in words_of(top)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    top.dropEvent(drop)
    calm()
    assert drop.isAccepted()
    assert [row.label for row in crew.app.ask(busy_ahead, colleague, TODAY)] == ["架构会"]
    top.close_overlay()


def test_a_rooms_features_opening_and_busy_times(
    workplace: Workplace, crew: Crew, sheet: Top, calm: Calm
) -> None:
    edit_room(workplace.context, None)
    top = sheet()
    top.form.set_values({"name": "601", "size": "6", "features": "投屏、白板", "opens": "8:30"})
    top.submit()
    assert sheet() is None
    row = next(each for each in crew.app.ask(list_rooms).rows if each.name == "601")
    assert (row.features, row.opens, row.closes) == (("投屏", "白板"), 510, None)
    top = edit_room(workplace.context, row)
    assert top.form.values()["opens"] == "08:30"
    top.form.set_values({"closes": "late"})
    top.submit()
    assert sheet() is top
    assert "no time of day" in top.form.input("closes").accessibleDescription()
    press(top, "Busy time…")
    asked = sheet()
    asked.form.set_values({"day": TODAY, "start": time(9, 0), "end": time(18, 0), "label": "培训"})
    asked.submit()
    assert sheet() is top
    assert "培训" in words_of(top)
    [taken] = crew.app.ask(room_busy_ahead, row.id, TODAY)
    assert taken.starts_at == datetime(2026, 3, 2, 1, tzinfo=UTC)
    top.form.set_values({"opens": "", "closes": "20:00", "features": ""})
    top.submit()
    assert sheet() is None
    row = next(each for each in crew.app.ask(list_rooms).rows if each.name == "601")
    assert (row.features, row.opens, row.closes) == ((), None, 1200)


def plan(crew: Crew, post: str) -> list[str]:
    return [row.name for row in crew.app.ask(list_rounds, post).rows]


def test_a_plan_is_proposed_reordered_and_thinned_by_keys(
    workplace: Workplace, crew: Crew, post: str, sheet: Top, calm: Calm
) -> None:
    top = open_plan(workplace.context, crew.app.ask(requisition, post))
    assert "No interview plan yet" in words_of(top)
    press(top, "Propose from the stages")
    calm()
    names = plan(crew, post)
    assert len(names) > 2
    assert top.list.titles() == names
    assert QApplication.focusWidget() is top.list
    QTest.keyClick(top.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calm()
    assert plan(crew, post) == [names[1], names[0], *names[2:]]
    assert top.list.currentRow() == 1
    QTest.keyClick(top.list, Qt.Key.Key_Delete)
    calm()
    assert plan(crew, post) == [names[1], *names[2:]]
    undo_by_toast(workplace)
    calm()
    assert top.list.titles() == [names[1], names[0], *names[2:]]
    QTest.keyClick(top.list, Qt.Key.Key_Return)
    assert isinstance(sheet(), RoundSheet)
    assert sheet().top.values()["name"] == top.list.titles()[top.list.currentRow()]
    sheet().close_overlay()
    QTest.keyClick(top.list, Qt.Key.Key_Insert)
    assert isinstance(sheet(), RoundSheet)
    assert sheet().top.values()["name"] == ""
    sheet().close_overlay()
    top.close_overlay()


def test_a_round_is_added_changed_and_taken_out(
    workplace: Workplace, crew: Crew, colleague: str, post: str, sheet: Top, calm: Calm
) -> None:
    crew.app.run(ChangeStaff(colleague, skills=("Python", "SQL")))
    crew.app.run(AddRoom("501", features=("投屏",)))
    top = open_plan(workplace.context, crew.app.ask(requisition, post))
    top.submit()
    form = sheet()
    assert isinstance(form, RoundSheet)
    form.submit()
    assert sheet() is form, "a round has a name"
    assert "投屏" in words_of(form)
    form.top.set_values({"name": "技术面", "minutes": 45, "place": "call"})
    press(form, "Ask for another skill")
    calm()
    assert form.needs.texts() == ("*:1", "Python:1")
    form.rest.set_values({"staff": [colleague], "shadows": [colleague], "seats": "4"})
    form.submit()
    assert sheet() is form
    assert "only listens" in form.rest.input("shadows").accessibleDescription()
    form.rest.set_values({"shadows": [], "needs": "投屏，白板"})
    form.submit()
    assert sheet() is top
    [row] = crew.app.ask(list_rounds, post).rows
    assert (row.name, row.minutes, row.place, row.seats) == ("技术面", 45, "call", 4)
    assert [each.text for each in row.panel] == ["*:1", "Python:1"]
    assert (row.staff_ids, row.needs) == ((colleague,), ("投屏", "白板"))
    assert top.list.titles() == ["技术面"]
    top.edit()
    form = sheet()
    assert form.needs.texts() == ("*:1", "Python:1")
    press(form.needs, "Remove this line")
    form.rest.set_values({"seats": ""})
    form.submit()
    assert sheet() is top
    [row] = crew.app.ask(list_rounds, post).rows
    assert ([each.text for each in row.panel], row.seats) == (["Python:1"], None)
    top.edit()
    press(sheet(), "Take out")
    assert sheet() is top
    assert "No interview plan yet" in words_of(top)
    top.close_overlay()


def test_a_plan_is_copied_from_another_requisition(
    workplace: Workplace, crew: Crew, post: str, sheet: Top, calm: Calm
) -> None:
    top = open_plan(workplace.context, crew.app.ask(requisition, post))
    press(top, "Copy from another requisition…")
    calm()
    assert "No other requisition" in said(workplace)
    other = str(crew.app.run(OpenRequisition("算法工程师")).value)
    crew.app.run(AddRound(other, "笔试", 90))
    press(top, "Copy from another requisition…")
    asked = sheet()
    assert asked is not top
    asked.submit()
    assert sheet() is top
    assert top.list.titles() == plan(crew, post) == ["笔试"]
    top.close_overlay()


def test_the_page_shows_the_plan_and_opens_it(
    workplace: Workplace, crew: Crew, post: str, sheet: Top, calm: Calm
) -> None:
    crew.app.run(AddRound(post, "技术面", 45, panel=("Python:2", "*:1")))
    workplace.go("requisitions")
    calm()
    page = workplace.page("requisitions")
    assert isinstance(page, RequisitionsPage)
    page.list.choose([post])
    calm()
    assert "1. 技术面: 45 min · Python × 2, Anybody × 1 · In a room" in words_of(page)
    press(page, "Interview plan…")
    assert isinstance(sheet(), PlanSheet)
    sheet().close_overlay()


def test_words_are_kept_apart_by_the_commas_of_any_language() -> None:
    assert words_in(" Python，  SQL、Go; C++\n Python ") == ("Python", "SQL", "Go", "C++")
    assert words_in("") == ()
