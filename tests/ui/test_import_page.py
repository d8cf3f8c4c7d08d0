from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.seat import press, words_of
from tests.ui.people import Crew, drop, said, settle_in, undo
from ui.pages.intake.mapping import ColumnsSheet
from ui.pages.intake.page import ImportPage
from ui.shell.workplace import Workplace
from ui.widgets.overlay import Overlay
from workbench import paths
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddNote
from workbench.people.queries import list_candidates
from workbench.pipeline.mappings import list_mappings
from workbench.pipeline.queries import column_ids

Calm = Callable[[], None]
SAMPLES = paths.resources() / "samples"


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


def arrive(workplace: Workplace, calm: Calm) -> ImportPage:
    workplace.go("import")
    calm()
    found = workplace.page("import")
    assert isinstance(found, ImportPage)
    return found


def test_dropped_files_are_looked_at_imported_and_taken_back(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    workplace.go("today")
    drop(workplace, SAMPLES)
    calm()
    page = workplace.page("import")
    assert isinstance(page, ImportPage)
    assert workplace.window.key == "import"
    assert crew.app.ask(list_candidates).total == 4, "nothing is changed before one has looked"
    rows = page.table.rows
    states = [rows.row_at(row).state for row in range(rows.rowCount())]
    people = int("".join(c for c in page.take.text() if c.isdigit()))
    assert states.count("ok") >= people > 50
    assert "may be known already" in words_of(page)
    page.onto.setCurrentIndex(page.onto.findData(crew.post))
    page.take.click()
    calm()
    assert workplace.window.key == "board"
    assert crew.app.ask(list_candidates).total == 4 + people
    assert "Imported" in said(workplace)
    stage = crew.stages()[0]
    assert len(crew.app.ask(column_ids, crew.post, stage)) > 4
    undo(workplace)
    calm()
    assert crew.app.ask(list_candidates).total == 4
    assert len(crew.app.ask(column_ids, crew.post, stage)) == 4


def test_taking_back_the_import_spares_who_was_worked_on(
    crew: Crew,
    workplace: Workplace,
    calm: Calm,
    tmp_path: Path,
    sheet: Callable[[], Overlay | None],
) -> None:
    table = tmp_path / "名单.csv"
    table.write_text("姓名,手机\n钟离秋,13800005678\n夏侯宁,13800006789\n", encoding="gb18030")
    page = arrive(workplace, calm)
    drop(workplace, table)
    calm()
    page.take.click()
    calm()
    rows = crew.app.ask(list_candidates).rows
    kept = next(row.id for row in rows if row.name == "钟离秋")
    crew.app.run(AddNote(kept, "电话聊过"))
    workplace.go("import")
    press(page, "Undo the last import")
    told = words_of(sheet() or page)
    names = {row.name for row in crew.app.ask(list_candidates).rows}
    assert "钟离秋" in names
    assert "夏侯宁" not in names
    assert "Taken back: 1. Left as they are: 1" in told
    assert "钟离秋" in told
    assert "Note added · Today" in told, "the reason is told"
    press(sheet() or page, "Close")
    assert sheet() is None


def test_files_are_chosen_with_the_first_action(
    workplace: Workplace, calm: Calm, monkeypatch: pytest.MonkeyPatch, desk: App
) -> None:
    page = arrive(workplace, calm)
    assert page.empty.isVisible()
    chosen = str(SAMPLES / "elena_sullivan.resume.json")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([chosen], ""))
    page.empty.button.click()
    calm()
    assert page.take.text() == "Import 1 people"
    press(page, "Discard")
    assert page.empty.isVisible()
    assert desk.ask(list_candidates).total == 0


def test_an_unreadable_file_is_refused_in_words(
    workplace: Workplace, calm: Calm, tmp_path: Path, desk: App
) -> None:
    odd = tmp_path / "calendar.ics"
    odd.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", encoding="utf-8")
    page = arrive(workplace, calm)
    drop(workplace, odd)
    calm()
    assert said(workplace)
    assert page.empty.isVisible()
    assert not page.take.isVisible()
    assert desk.ask(list_candidates).total == 0


def test_unclear_rows_are_named_and_stay_out(workplace: Workplace, calm: Calm, desk: App) -> None:
    page = arrive(workplace, calm)
    drop(workplace, SAMPLES / "候选人名单_GB18030.csv")
    calm()
    assert "unclear and stay out" in words_of(page)
    page.take.click()
    calm()
    assert desk.ask(list_candidates).total == 7


def test_the_same_file_twice_brings_nobody_twice(
    workplace: Workplace, calm: Calm, desk: App
) -> None:
    page = arrive(workplace, calm)
    for _ in range(2):
        drop(workplace, SAMPLES / "greenhouse_candidates.json")
        calm()
        if page.take.isEnabled():
            page.take.click()
            calm()
    assert desk.ask(list_candidates).total == 3


def test_a_report_left_alone_does_not_outlive_another_drop(
    workplace: Workplace, calm: Calm
) -> None:
    page = arrive(workplace, calm)
    drop(workplace, SAMPLES / "greenhouse_candidates.json")
    calm()
    drop(workplace, SAMPLES / "tomas_keller.resume.json")
    calm()
    assert page.take.text() == "Import 1 people"
    press(page, "Discard")


STRANGE = (
    "人员大名,能打通的号码,备用信箱,干了多久,怪列\n"
    "王小明,13800001234,wxm@example.cn,三年,a\n"
    "钟离秋,13800005678,,很久,b\n"
)


def columns_of(sheet: Overlay | None) -> ColumnsSheet:
    assert isinstance(sheet, ColumnsSheet)
    return sheet


def pick(sheet: ColumnsSheet, column: str, field: str) -> None:
    """Choose a field for a column, as a person does."""
    box = sheet.choices[column]
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text(STRANGE, encoding="utf-8")
    return path


def test_unknown_columns_are_asked_for_and_the_report_follows(
    workplace: Workplace, calm: Calm, strange: Path, sheet: Callable[[], Overlay | None], desk: App
) -> None:
    page = arrive(workplace, calm)
    drop(workplace, strange)
    asked = columns_of(sheet())
    assert asked.fields() == {
        "人员大名": "name",
        "能打通的号码": "phone",
        "备用信箱": "email",
        "干了多久": "",
        "怪列": "",
    }, "what the values look like is offered"
    assert "wxm@example.cn" in words_of(asked)
    assert page.take.text() == "Import 2 people", "the report follows at once"
    pick(asked, "人员大名", "")
    calm()
    assert page.take.text() == "Import 0 people"
    asked.primary.click()
    assert "holds the name" in words_of(asked)
    pick(asked, "人员大名", "name")
    pick(asked, "干了多久", "years")
    asked.primary.click()
    assert sheet() is None
    assert page.take.text() == "Import 2 people"
    page.take.click()
    calm()
    years = {row.name: row.years for row in desk.ask(list_candidates).rows}
    assert years == {"王小明": 3.0, "钟离秋": None}


def test_columns_that_are_known_can_be_chosen_anew(
    workplace: Workplace, calm: Calm, tmp_path: Path, sheet: Callable[[], Overlay | None]
) -> None:
    table, other = tmp_path / "a.csv", tmp_path / "b.csv"
    table.write_text("姓名,手机,备注\n王小明,13800001234,上海\n", encoding="utf-8")
    other.write_text("name,email\nElena Sullivan,elena@example.com\n", encoding="utf-8")
    page = arrive(workplace, calm)
    drop(workplace, table, other)
    assert sheet() is None
    page.report.columns.click()
    first = columns_of(sheet())
    assert "a.csv" in words_of(first)
    pick(first, "备注", "city")
    first.remember.setChecked(False)
    first.primary.click()
    second = columns_of(sheet())
    assert "b.csv" in words_of(second)
    pick(second, "email", "")
    calm()
    second.close_overlay()
    calm()
    found = page.looker.found
    assert found is not None
    drafts = {d.draft.name: d.draft for file in found.reading.files for d in file.drafts}
    assert drafts["王小明"].city == "上海"
    assert drafts["Elena Sullivan"].emails, "a sheet that is closed changes nothing"
    assert workplace.bridge.app.ask(list_mappings).total == 0


def test_a_table_whose_columns_stay_unknown_is_a_row_of_the_report(
    workplace: Workplace, calm: Calm, strange: Path, sheet: Callable[[], Overlay | None]
) -> None:
    page = arrive(workplace, calm)
    drop(workplace, strange)
    columns_of(sheet()).close_overlay()
    assert sheet() is None
    rows = page.table.rows
    assert [rows.row_at(row).file for row in range(rows.rowCount())] == ["名单.csv"]
    assert not page.take.isEnabled()
    page.report.columns.click()
    columns_of(sheet()).close_overlay()
    calm()


def test_columns_are_read_as_last_time(
    workplace: Workplace, calm: Calm, strange: Path, sheet: Callable[[], Overlay | None], desk: App
) -> None:
    page = arrive(workplace, calm)
    drop(workplace, strange)
    asked = columns_of(sheet())
    pick(asked, "干了多久", "years")
    asked.primary.click()
    assert sheet() is None
    assert "Columns remembered" in said(workplace)
    press(page, "Discard")
    drop(workplace, strange)
    assert sheet() is None, "nobody is asked twice"
    assert "名单.csv: Columns as last time" in words_of(page)
    assert page.take.text() == "Import 2 people"
    (kept,) = desk.ask(list_mappings).rows
    assert kept.columns["干了多久"] == "years"
    page.report.columns.click()
    again = columns_of(sheet())
    press(again, "Forget these columns")
    asked = columns_of(sheet())
    assert asked is not again, "what is not known any more is asked for"
    assert desk.ask(list_mappings).total == 0
    asked.close_overlay()
    calm()
    undo(workplace)
    calm()
    assert desk.ask(list_mappings).total == 1, "forgetting is undone like everything"


def test_every_record_says_who_it_may_be_and_where_it_goes(
    crew: Crew, workplace: Workplace, calm: Calm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, odd = tmp_path / "名单.csv", tmp_path / "坏.pdf"
    table.write_text(
        "姓名,手机,应聘职位\n王小明,13800001234,后端工程师\n钟离秋,13800005678,前台\n"
        "钟离秋,138 0000 5678,\n,,\n,13800007777,\n",
        encoding="utf-8",
    )
    odd.write_bytes(b"%PDF-1.7\nrubbish")
    page = arrive(workplace, calm)
    drop(workplace, table, odd)
    calm()
    rows, parts = page.table.rows, page.report.parts

    def shown() -> list[tuple[str, ...]]:
        texts = [column.text for column in rows.columns]
        lines = [rows.row_at(row) for row in range(rows.rowCount())]
        return [tuple(text(line) for text in texts[:4]) for line in lines]

    assert [line[:3] for line in shown()] == [
        ("坏.pdf", "unclear", ""),
        ("王小明", "known already", "后端工程师"),
        ("钟离秋", "ready", "no such requisition: 前台"),
        ("钟离秋", "twice in the files", ""),
        ("Row 5", "skipped", ""),
        ("Row 6", "unclear", ""),
    ]
    assert "Known already: 王小明" in shown()[1][3]
    assert "The same person as 钟离秋 in 名单.csv, row 3" in shown()[3][3]
    for word in ("All 6", "New people 1", "Duplicates 2", "Skipped 1", "Unclear 2"):
        assert word in words_of(page)
    parts.choose("duplicate")
    assert len(shown()) == 2
    page.onto.setCurrentIndex(page.onto.findData("nobody"))
    page.onto.activated.emit(page.onto.currentIndex())
    assert shown()[0][2] == ""
    page.report.skip_known.click()
    calm()
    assert rows.rowCount() == 0
    assert page.take.text() == "Import 1 people"
    parts.choose("skipped")
    assert rows.rowCount() == 3
    target = tmp_path / "report.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page.report.export.click()
    calm()
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 7
    page.take.click()
    calm()
    assert crew.app.ask(list_candidates).total == 5
    assert len(crew.app.ask(column_ids, crew.post, crew.stages()[0])) == 4
