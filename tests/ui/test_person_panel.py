from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.seat import press, words_of
from tests.ui.people import Crew, key, said, settle_in, undo
from ui.pages.person.merging import Comparison
from ui.pages.person.moving import ask_ending
from ui.pages.person.panel import PersonPanel
from ui.sheets import Sheet
from ui.shell.workplace import Workplace
from ui.widgets.labels import Text
from ui.widgets.scroll import Scroller
from ui.widgets.toast import Toast
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddCandidate, AddNote, AttachCv
from workbench.people.contacting import LogContact
from workbench.people.models import ContactKind
from workbench.people.queries import CandidateCard, candidate
from workbench.people.search import search
from workbench.pipeline.commands import ArchiveCandidate
from workbench.pipeline.queries import applications_of

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def panel(crew: Crew, workplace: Workplace, calm: Calm) -> PersonPanel:
    crew.app.run(AttachCv(crew.people[0], text="五年后端经验，负责支付网关", name="简历.pdf"))
    crew.app.run(AddNote(crew.people[0], "可到岗时间两周"))
    workplace.context.open_person(crew.people[0], crew.applications[0])
    calm()
    assert workplace.panel.isVisible()
    return workplace.panel


def test_the_panel_shows_everything_about_one_person(panel: PersonPanel) -> None:
    shown = words_of(panel)
    for words in (
        "王小明",
        "13800001234",
        "后端工程师",
        "可到岗时间两周",
        "支付网关",
        "Note added",
    ):
        assert words in shown, words


def test_a_cv_is_attached_saved_and_removed_by_hand(
    panel: PersonPanel,
    workplace: Workplace,
    calm: Calm,
    crew: Crew,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, copy = tmp_path / "王小明 应聘.txt", tmp_path / "副本.txt"
    file.write_text("王小明\n八年分布式数据库经验", encoding="utf-8")
    chosen = (str(file), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: chosen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(copy), ""))
    press(panel, "Attach a CV…")
    calm()
    assert "分布式数据库" in words_of(panel)
    assert [hit.title for hit in crew.app.ask(search, "分布式数据库").rows] == ["王小明"]
    press(panel, "Save a copy…")
    calm()
    assert copy.read_bytes() == file.read_bytes()
    press(panel, "Remove")
    calm()
    assert "分布式数据库" not in words_of(panel)
    undo(workplace)
    calm()
    assert "分布式数据库" in words_of(panel)
    file.write_bytes(b"")
    press(panel, "Attach a CV…")
    calm()
    assert "is empty" in said(workplace)


def test_escape_closes_it_and_a_contact_is_copied(panel: PersonPanel, workplace: Workplace) -> None:
    press(panel, "13800001234")
    assert QApplication.clipboard().text() == "13800001234"
    panel.setFocus()
    key(workplace, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    QApplication.clipboard().clear()


def test_details_and_contacts_are_one_step(
    panel: PersonPanel, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    press(panel, "Edit")
    top = sheet()
    top.form.set_values({"city": "北京", "email": "wxm@example.cn", "phone": "13900001111"})
    top.submit()
    assert sheet() is None
    assert "北京" in words_of(panel)
    assert "wxm@example.cn" in words_of(panel)
    undo(workplace)
    calm()
    card = crew.app.ask(candidate, crew.people[0])
    assert card.city == "上海"
    assert [(c.kind, c.value) for c in card.contacts] == [(ContactKind.PHONE, "13800001234")]
    assert "wxm@example.cn" not in words_of(panel)


def test_a_wrong_contact_is_refused_under_its_field_and_changes_nothing(
    panel: PersonPanel, crew: Crew, sheet: Top
) -> None:
    press(panel, "Edit")
    top = sheet()
    top.form.set_values({"city": "北京", "email": "no address"})
    top.submit()
    assert sheet() is top
    assert "no address" in top.form.input("email").accessibleDescription()
    assert crew.app.ask(candidate, crew.people[0]).city == "上海"
    top.close_overlay()


def test_a_note_is_written(panel: PersonPanel, crew: Crew, sheet: Top) -> None:
    press(panel, "Note")
    top = sheet()
    top.submit()
    assert top.form.input("body").accessibleDescription()
    top.form.set_values({"body": "薪资期望 36k"})
    top.submit()
    assert sheet() is None
    assert "薪资期望 36k" in words_of(panel)


def test_a_ban_needs_a_reason_and_can_be_lifted(
    panel: PersonPanel, crew: Crew, sheet: Top, calm: Calm
) -> None:
    press(panel, "Do not contact")
    top = sheet()
    top.submit()
    assert top.form.input("reason").accessibleDescription()
    top.form.set_values({"reason": "本人要求"})
    top.submit()
    assert sheet() is None
    assert "本人要求" in words_of(panel)
    press(panel, "Allow contact again")
    calm()
    assert not crew.app.ask(candidate, crew.people[0]).do_not_contact


def test_moving_ending_and_reopening_from_the_panel(
    panel: PersonPanel, crew: Crew, sheet: Top, calm: Calm
) -> None:
    press(panel, "Move…")
    top = sheet()
    top.form.set_values({"stage": crew.stages()[2]})
    top.submit()
    assert sheet() is None
    assert crew.stage(0) == "项目复盘"
    press(panel, "End…")
    top = sheet()
    top.form.set_values({"outcome": "withdrawn", "reason": "salary"})
    top.submit()
    assert sheet() is None
    assert crew.state(0) == "withdrawn"
    press(panel, "Reopen")
    calm()
    assert (crew.state(0), crew.stage(0)) == ("active", "项目复盘")


def test_somebody_is_put_on_another_requisition(
    panel: PersonPanel, crew: Crew, sheet: Top, workplace: Workplace, calm: Calm
) -> None:
    other = crew.app.run(OpenRequisition("大客户经理", stage_set="sales")).value
    press(panel, "Put on a requisition")
    top = sheet()
    top.form.set_values({"requisition": crew.post})
    top.submit()
    assert sheet() is top, "the same requisition twice was accepted"
    top.form.set_values({"requisition": other})
    top.submit()
    assert sheet() is None
    rows = crew.app.ask(applications_of, crew.people[0]).rows
    assert {row.requisition_id for row in rows} == {crew.post, other}
    undo(workplace)
    calm()
    assert len(crew.app.ask(applications_of, crew.people[0]).rows) == 1


def test_the_panel_closes_when_its_person_is_put_away(
    panel: PersonPanel, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    crew.app.run(ArchiveCandidate(crew.people[0]))
    calm()
    assert not panel.isVisible() or "王小明" in words_of(panel)
    assert not said(workplace)


def test_another_person_takes_the_place_of_the_first(
    panel: PersonPanel, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    workplace.context.open_person(crew.people[1], "")
    calm()
    assert "Elena Sullivan" in words_of(panel)
    assert "王小明" not in words_of(panel)


@pytest.fixture
def twin(crew: Crew) -> str:
    """王小明 once more, as a job board brought him."""
    other = AddCandidate("Wang Xiaoming", phone="+86 13800001234", city="杭州", title="架构师")
    return str(crew.app.run(other).value)


def test_two_records_are_compared_and_merged(
    twin: str, panel: PersonPanel, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    assert "Wang Xiaoming may be the same person: same phone number" in words_of(panel)
    press(panel, "Compare…")
    calm()
    asked = sheet()
    assert isinstance(asked, Sheet)
    comparison = asked.findChild(Comparison)
    assert comparison is not None
    assert {"name", "city"} <= set(comparison.chips)
    comparison.chips["city"][1].click()
    press(asked, "Merge")
    calm()
    card = crew_card(workplace, panel.candidate)
    assert (card.name, card.title, card.city) == ("王小明", "架构师", "杭州")
    assert "may be the same person" not in words_of(panel)
    assert "Wang Xiaoming · 架构师 · 杭州" in words_of(panel)
    undo(workplace)
    calm()
    assert "may be the same person" in words_of(panel)


def crew_card(workplace: Workplace, person: str) -> CandidateCard:
    return workplace.bridge.app.ask(candidate, person)


def test_two_people_who_look_alike_are_left_alone_for_good(
    twin: str, panel: PersonPanel, calm: Calm, sheet: Top
) -> None:
    press(panel, "Compare…")
    calm()
    press(sheet(), "Two different people")
    calm()
    assert "may be the same person" not in words_of(panel)


def test_a_person_is_erased_only_with_the_name_typed(
    panel: PersonPanel, crew: Crew, calm: Calm, sheet: Top
) -> None:
    press(panel, "Erase for good…")
    calm()
    form = sheet().form
    form.set_values({"name": "王晓明"})
    press(sheet(), "Erase for good")
    calm()
    assert "exactly as it is written" in words_of(sheet())
    form.set_values({"name": "王小明"})
    press(sheet(), "Erase for good")
    calm()
    assert not panel.isVisible()
    assert "nothing of this person was found" in words_of(sheet())
    assert crew.app.ask(search, "王小明").total == 0
    press(sheet(), "Done")
    assert sheet() is None


def test_the_panel_goes_with_its_page(panel: PersonPanel, workplace: Workplace, calm: Calm) -> None:
    workplace.go("today")
    calm()
    assert panel.isVisible(), "it was opened over this page"
    workplace.go("schedule")
    calm()
    assert not panel.isVisible()


def test_escape_closes_the_panel_wherever_the_focus_is(
    panel: PersonPanel, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    workplace.window.sidebar._buttons["today"].setFocus()
    press(panel, "Note")
    top = sheet()
    key(workplace, Qt.Key.Key_Escape)
    assert not top.isVisible(), "the sheet comes first"
    assert panel.isVisible()
    workplace.window.sidebar._buttons["today"].setFocus()
    key(workplace, Qt.Key.Key_Escape)
    calm()
    assert not panel.isVisible()


def test_sheets_say_whose_application_is_moved_or_ended(
    panel: PersonPanel, workplace: Workplace, crew: Crew, sheet: Top
) -> None:
    press(panel, "Move…")
    assert "王小明" in words_of(sheet())
    sheet().close_overlay()
    ask_ending(workplace.context, crew.applications[:2])
    assert "王小明, Elena Sullivan" in words_of(sheet())
    sheet().close_overlay()


def test_older_notes_and_contacts_come_on_demand_each_in_its_place(
    panel: PersonPanel, crew: Crew, calm: Calm
) -> None:
    for n in range(12):
        crew.app.run(AddNote(crew.people[0], f"第 {n} 次沟通"))
    for n in range(7):
        crew.app.run(LogContact(crew.people[0], body=f"第 {n} 通电话"))
    calm()
    assert "第 11 次沟通" in words_of(panel)
    assert "第 1 次沟通" not in words_of(panel)
    press(panel, "Show all 7")
    press(panel, "Show all 13")
    calm()
    assert "第 0 通电话" in words_of(panel)
    items = (panel._rows.itemAt(place) for place in range(panel._rows.count()))
    lines = [one.widget().text() for one in items if one and isinstance(one.widget(), Text)]
    told = [one for one in lines if "次沟通" in one or "可到岗" in one]
    assert told == [*(f"第 {n} 次沟通" for n in reversed(range(12))), "可到岗时间两周"]


def test_the_next_person_is_shown_from_the_top(
    panel: PersonPanel, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    for n in range(9):
        crew.app.run(AddNote(crew.people[1], f"第 {n} 次沟通\n" * 8))
    workplace.context.open_person(crew.people[1], "")
    calm()
    bar = panel.findChild(Scroller).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    below = bar.value()
    crew.app.run(AddNote(crew.people[1], "再聊一次"))
    calm()
    assert bar.value() >= below  # the same person stays where one reads
    workplace.context.open_person(crew.people[0], "")
    calm()
    assert bar.value() == 0


def test_the_lines_of_the_panel_have_air(panel: PersonPanel) -> None:
    panel.grab()
    parts = [
        item.widget()
        for place in range(panel._rows.count())
        if (item := panel._rows.itemAt(place)) is not None and item.widget() is not None
    ]
    for above, below in pairwise(parts):
        assert below.y() - above.geometry().bottom() >= 8


def test_an_ending_offers_the_letter(
    panel: PersonPanel, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    press(panel, "End…")
    calm()
    sheet().submit()
    calm()
    assert "waits for a letter" in said(workplace)
    toast = workplace.window.toasts.findChildren(Toast)[-1]
    toast.acted.emit()
    calm()
    assert workplace.window.key == "letters"
