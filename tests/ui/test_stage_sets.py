"""Stage sets in the window: edited by keys, shown where they run, taken over by requisitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.seat import press, words_of
from tests.ui.people import ALT, Crew, key, said, settle_in, type_in, undo
from ui.pages.board.page import BoardPage
from ui.pages.requisitions.forms import open_requisition
from ui.pages.requisitions.page import RequisitionsPage
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.stage_fields import draft_of, stage_form, values_of_draft
from ui.pages.settings.stage_sheet import edit_stage_set
from ui.shell.unsaved import is_unsaved
from ui.shell.workplace import Workplace
from ui.widgets.board.header import ColumnHeader
from ui.widgets.rows import RowButton
from workbench.app import App
from workbench.demand.queries import requisition
from workbench.kernel.clock import SetClock
from workbench.pipeline.commands import MoveApplications
from workbench.pipeline.queries import StageSetView, list_stage_sets, stage_set_view
from workbench.pipeline.stage_rules import StageDraft
from workbench.pipeline.stage_sets import ArchiveStageSet, ChangeStageSet

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def page(crew: Crew, workplace: Workplace, calm: Calm) -> SettingsPage:
    workplace.go("settings")
    calm()
    found = workplace.page("settings")
    assert isinstance(found, SettingsPage)
    return found


def row_of(page: SettingsPage, name: str) -> RowButton:
    rows = page.stage_sets.findChildren(RowButton)
    return next(row for row in rows if row.accessibleName().startswith(name))


def view(crew: Crew, which: str) -> StageSetView:
    return crew.app.ask(stage_set_view, which)


def named(found: StageSetView) -> list[str]:
    return [each.names["en"] for each in found.stages]


def test_stages_are_added_moved_and_removed_by_keys_and_the_save_undone(
    page: SettingsPage, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    before = view(crew, "sales")
    row_of(page, "Sales").click()
    top = sheet()
    assert "No requisition uses it" in words_of(top)
    assert QApplication.focusWidget() is top.editor.list
    key(workplace, Qt.Key.Key_Down)
    key(workplace, Qt.Key.Key_Down)
    key(workplace, Qt.Key.Key_Up, ALT)
    assert top.editor.list.titles()[:3] == ["New", "Phone call", "Screening"]
    key(workplace, Qt.Key.Key_Insert)
    assert QApplication.focusWidget() is top.editor.form.input("name_en")
    type_in(QApplication.focusWidget(), "Reference check")
    assert top.editor.list.titles()[2] == "Reference check"
    top.editor.list.setFocus()
    key(workplace, Qt.Key.Key_Down)
    key(workplace, Qt.Key.Key_Delete)
    assert "Screening" not in top.editor.list.titles()
    assert not top.editor.hint.isVisible()
    top.editor.form.set_values({"limit_days": "4"})
    key(workplace, Qt.Key.Key_End)
    key(workplace, Qt.Key.Key_Delete)
    key(workplace, Qt.Key.Key_Up, ALT)
    assert top.editor.list.titles()[-1] == "Started", "the end stays at the end"
    top.submit()
    assert sheet() is None
    assert "Stage set saved: Sales, version 1" in said(workplace)
    assert named(view(crew, "sales"))[:4] == [
        "New",
        "Phone call",
        "Reference check",
        "First interview",
    ]
    undo(workplace)
    calm()
    assert view(crew, "sales") == before


def test_a_set_in_use_says_what_saving_means_and_becomes_a_version(
    page: SettingsPage, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    assert "1 open requisition" in row_of(page, "R&D").accessibleName()
    row_of(page, "R&D").click()
    top = sheet()
    assert "Open requisitions keep version 1; new ones take what is saved here." in words_of(top)
    top.editor.form.set_values({"owner": "小陈"})
    top.editor.form.input("owner").textEdited.emit("小陈")
    top.submit()
    assert sheet() is None
    found = view(crew, "rd")
    assert (found.version, found.stages[0].owner) == (2, "小陈")
    assert crew.app.ask(requisition, crew.post).stage_set_id != found.id
    calm()
    told = row_of(page, "R&D").accessibleName()
    assert "Version 2" in told
    assert "version 1: 1" in told
    row_of(page, "R&D").click()
    assert "Version 1: 1 open" in words_of(sheet())


def test_what_a_rule_refuses_is_shown_at_its_stage(
    page: SettingsPage, crew: Crew, sheet: Top, calm: Calm
) -> None:
    row_of(page, "Standard").click()
    top = sheet()
    editor = top.editor
    editor.list.setCurrentRow(2)
    editor.form.input("limit_days").setText("90")
    editor.form.input("limit_days").textEdited.emit("90")
    editor.list.setCurrentRow(5)
    top.submit()
    assert sheet() is top
    assert editor.place == 2
    assert "1 to 60" in editor.form.input("limit_days").accessibleDescription()
    assert view(crew, "standard").version == 1
    editor.form.input("limit_days").setText("")
    editor.form.input("limit_days").textEdited.emit("")
    assert not editor.form.input("limit_days").accessibleDescription()
    top.names.set_values({"zh": "销售", "en": ""})
    top.submit()
    assert sheet() is top
    assert top.names.input("zh").accessibleDescription()
    top.names.set_values({"zh": "标准", "en": "Standard"})
    top.submit()
    assert sheet() is None
    assert view(crew, "standard").stages[2].limit_days is None


def test_a_set_that_was_changed_meanwhile_is_kept_as_it_is(
    page: SettingsPage, crew: Crew, sheet: Top, calm: Calm
) -> None:
    row_of(page, "Sales").click()
    top = sheet()
    crew.app.run(ChangeStageSet("sales", stages=view(crew, "sales").stages[1:]))
    calm()
    now = view(crew, "sales")
    top.names.set_values({"zh": "销售二", "en": "Sales two"})
    top.submit()
    assert sheet() is top
    assert "was changed meanwhile" in words_of(top)
    assert view(crew, "sales") == now
    top.close_overlay()


def test_a_set_without_a_way_in_is_pointed_out(page: SettingsPage, sheet: Top) -> None:
    row_of(page, "Standard").click()
    editor = sheet().editor
    editor.list.setCurrentRow(editor.list.titles().index("Before day one"))
    editor.remove()
    assert editor.hint.isVisible()
    sheet().close_overlay()


def test_only_tests_and_interviews_can_be_scored(page: SettingsPage, sheet: Top) -> None:
    row_of(page, "Standard").click()
    editor = sheet().editor
    editor.list.setCurrentRow(editor.list.titles().index("First interview"))
    scored, kind = editor.form.input("scored"), editor.form.input("kind")
    assert scored.isEnabled()
    assert scored.isChecked()
    kind.setCurrentIndex(kind.findText("Debrief"))
    kind.activated.emit(kind.currentIndex())
    assert not scored.isEnabled()
    assert not scored.isChecked()
    assert not editor.drafts[editor.place].scored
    sheet().close_overlay()


def test_an_order_that_is_not_saved_is_not_thrown_away(
    page: SettingsPage, workplace: Workplace, sheet: Top
) -> None:
    row_of(page, "Standard").click()
    top = sheet()
    assert not is_unsaved(workplace)
    key(workplace, Qt.Key.Key_Down, ALT)
    assert is_unsaved(workplace)
    press(top, "Archive")
    assert sheet() is top
    assert "not saved yet" in words_of(top)
    key(workplace, Qt.Key.Key_Escape)
    assert sheet() is top
    key(workplace, Qt.Key.Key_Escape)
    assert sheet() is None
    assert not is_unsaved(workplace)


def test_a_set_is_made_from_another_archived_and_restored(
    page: SettingsPage, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    press(page.stage_sets, "Make a stage set")
    top = sheet()
    top.submit()
    assert sheet() is top
    assert top.names.input("zh").accessibleDescription(), "a set has to have a name"
    assert top.editor.list.titles() == ["New", "Before day one", "Started"]
    source = top.names.input("source")
    source.setCurrentIndex(source.findText("Sales"))
    source.activated.emit(source.currentIndex())
    top.names.set_values({"zh": "渠道销售", "en": "Channel sales"})
    top.submit()
    assert sheet() is None
    made = view(crew, "Channel sales")
    assert named(made) == named(view(crew, "sales"))
    calm()
    row_of(page, "Channel sales").click()
    press(sheet(), "Archive")
    assert sheet() is None
    assert "Archived" in row_of(page, "Channel sales").accessibleName()
    form = open_requisition(workplace.context, lambda _made: None).form
    assert form.input("stage_set").findText("Channel sales") < 0
    sheet().close_overlay()
    row_of(page, "Channel sales").click()
    press(sheet(), "Restore")
    assert sheet() is None
    assert len(crew.app.ask(list_stage_sets).rows) == 6


def test_a_requisition_says_its_version_and_takes_the_newest(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    workplace.go("requisitions")
    calm()
    found = workplace.page("requisitions")
    assert isinstance(found, RequisitionsPage)
    assert "R&D, version 1" in words_of(found)
    assert "Take the newest version" not in words_of(found)
    now = view(crew, "rd")
    renamed = replace(now.stages[0], names={"zh": "投递", "en": "Applied"})
    crew.app.run(ChangeStageSet("rd", stages=(renamed, *now.stages[1:])))
    calm()
    assert "R&D, version 1; the newest is version 2" in words_of(found)
    press(found, "Take the newest version")
    calm()
    assert sheet() is None, "nobody is lost, so nothing is asked"
    assert crew.app.ask(requisition, crew.post).stage_set_id == view(crew, "rd").id
    assert crew.stage(0) == "投递"
    assert "the requisition runs on version 2 now" in said(workplace)
    undo(workplace)
    calm()
    assert crew.stage(0) == "新简历"
    assert "the newest is version 2" in words_of(found)


def test_who_would_be_lost_is_asked_about(
    crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    crew.app.run(MoveApplications((crew.applications[1],), "技术初评"))
    kept = tuple(each for each in view(crew, "rd").stages if each.kind != "screen")
    crew.app.run(ChangeStageSet("rd", stages=kept))
    workplace.go("requisitions")
    calm()
    press(workplace.page("requisitions"), "Take the newest version")
    top = sheet()
    assert "Technical review: 1 person goes to" in words_of(top)
    top.submit()
    assert sheet() is top, "it has to be said where they go"
    [field] = top.form.values()
    target = next(each for each in kept if each.names["zh"] == "项目复盘")
    choice = top.form.input(field)
    assert choice.findText("Started") < 0
    choice.setCurrentIndex(choice.findText(target.names["en"]))
    top.submit()
    assert sheet() is None
    assert (crew.stage(0), crew.stage(1)) == ("新简历", "项目复盘")


def test_board_and_panel_say_what_a_stage_asks_for(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    stages = list(view(crew, "rd").stages)
    stages[0] = replace(stages[0], entry_criteria={"zh": "收到 <简历>", "en": "A <CV> is in"})
    crew.app.run(ChangeStageSet("rd", stages=tuple(stages)))
    workplace.go("requisitions")
    calm()
    press(workplace.page("requisitions"), "Take the newest version")
    workplace.go("board", crew.post)
    calm()
    board = workplace.page("board")
    assert isinstance(board, BoardPage)
    heads = [each for each in board.findChildren(ColumnHeader) if each.isVisible()]
    first, dive = heads[0], heads[2]
    assert "Entry: A <CV> is in" in first.accessibleDescription()
    assert "A &lt;CV&gt; is in" in first.toolTip(), "what people write is no markup"
    assert "Must score: Subject expert, Hiring manager" in dive.accessibleDescription()
    assert "Must score" not in first.accessibleDescription()
    workplace.context.open_person(crew.people[0], crew.applications[0])
    calm()
    words = words_of(workplace.window)
    assert "Entry: A <CV> is in" in words
    assert "Sees to it: Recruiter" in words


def test_the_form_gives_back_what_it_was_given(workplace: Workplace) -> None:
    look = workplace.context.look
    draft = StageDraft(
        {"zh": "一面", "en": "First"},
        "interview",
        3,
        True,
        {"zh": "有面试包", "en": "Kit is there"},
        {"zh": "已评分", "en": "Scored"},
        "recruiter",
        "a letter of tomorrow",
        ("manager", "王工"),
        "id",
    )
    form = stage_form(look)
    form.set_values(values_of_draft(look, draft))
    assert draft_of(look, draft, form.values()) == draft
    form.set_values({"scorers": "Hiring manager， 王工、HR"})
    assert draft_of(look, draft, form.values()).scorers == ("manager", "王工", "hr")
    form.deleteLater()


def test_a_set_that_was_archived_meanwhile_is_said(
    page: SettingsPage, crew: Crew, workplace: Workplace, sheet: Top
) -> None:
    edit_stage_set(workplace.context, "campus")
    top = sheet()
    crew.app.run(ArchiveStageSet("campus"))
    press(top, "Archive")
    assert sheet() is top
    assert "archived already" in words_of(top)
    top.close_overlay()
