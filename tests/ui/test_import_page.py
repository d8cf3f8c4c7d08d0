from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.seat import press, words_of
from tests.ui.people import Crew, drop, said, settle_in, undo
from ui.pages.intake.page import ImportPage
from ui.shell.workplace import Workplace
from workbench import paths
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddNote
from workbench.people.queries import list_candidates
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
    crew: Crew, workplace: Workplace, calm: Calm, tmp_path: Path
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
    calm()
    names = {row.name for row in crew.app.ask(list_candidates).rows}
    assert "钟离秋" in names
    assert "夏侯宁" not in names
    assert "somebody worked on them" in said(workplace)


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
    odd.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", encoding="utf-8")
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
    assert desk.ask(list_candidates).total == 6


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
