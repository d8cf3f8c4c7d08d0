from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.seat import press
from tests.ui.people import Crew, said, settle_in, type_in
from ui.exporting import BusyOverlay, Export, OnShow
from ui.shell.workplace import Workplace
from ui.tasks import Job, Lane, Tasks
from ui.widgets.buttons import IconButton
from workbench.app import App
from workbench.exporting.formats import Format
from workbench.insights.listing import Filters
from workbench.kernel.clock import SetClock
from workbench.onboarding.commands import Hire

Calm = Callable[[], None]
Chosen = Callable[[Path, str], list[tuple[Any, ...]]]
PAGES = ("people", "board", "requisitions", "letters", "onboarding")


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Chosen:
    """Answer the file dialog; the list tells what it was asked with."""

    def answer(path: Path, format: str = "") -> list[tuple[Any, ...]]:
        asked: list[tuple[Any, ...]] = []

        def dialog(*args: Any) -> tuple[str, str]:
            asked.append(args)
            offered = str(args[3]).split(";;")
            return str(path), next((each for each in offered if format in each), "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
        return asked

    return answer


def button(workplace: Workplace, key: str, calm: Calm) -> IconButton:
    workplace.go(key)
    calm()
    found = workplace.page(key).findChild(IconButton, "export")
    assert isinstance(found, IconButton)
    return found


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("key", PAGES)
def test_every_list_page_offers_the_export(
    key: str, crew: Crew, workplace: Workplace, calm: Calm, choose: Chosen, tmp_path: Path
) -> None:
    asked = choose(tmp_path / "x.csv", "")
    export = button(workplace, key, calm)
    assert export.isVisible()
    assert (export.accessibleName(), export.toolTip()) == ("Export…", "Export…")
    export.click()
    calm()
    _host, title, suggested, formats = asked[0]
    assert "not encrypted" in title
    assert suggested.endswith(f"{date(2026, 3, 2).isoformat()}.xlsx")
    assert ("*.json" in formats) == (key == "people")
    rows = len(lines(tmp_path / "x.csv")) - 1
    assert f"{rows} rows in x.csv. The file is not encrypted." in said(workplace)
    assert rows == {"people": 4, "board": 4, "requisitions": 1}.get(key, 0)


def test_people_export_whom_the_search_found(
    crew: Crew, workplace: Workplace, calm: Calm, choose: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    export = button(workplace, "people", calm)
    page: Any = workplace.page("people")
    type_in(page.field, "wxm")
    qtbot.waitUntil(lambda: not page._pause.isActive())
    calm()
    choose(tmp_path / "found", "xlsx")
    export.click()
    calm()
    sheet = openpyxl.load_workbook(tmp_path / "found.xlsx").active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Name", "王小明"]


def test_new_hires_are_those_on_show(
    crew: Crew, workplace: Workplace, calm: Calm, choose: Chosen, tmp_path: Path
) -> None:
    crew.app.run(Hire(crew.applications[0], date(2026, 4, 1)))
    choose(tmp_path / "x.csv", "")
    button(workplace, "onboarding", calm).click()
    calm()
    assert [line[0] for line in lines(tmp_path / "x.csv")] == ["Name", "王小明"]


def test_nothing_happens_where_no_file_is_chosen(
    crew: Crew, workplace: Workplace, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    button(workplace, "people", calm).click()
    calm()
    assert said(workplace) == ""


def test_a_file_that_the_dialog_did_not_name_is_asked_about(
    crew: Crew,
    workplace: Workplace,
    calm: Calm,
    choose: Chosen,
    tmp_path: Path,
    sheet: Callable[[], Any],
) -> None:
    (tmp_path / "x.csv").write_text("old")
    choose(tmp_path / "x", "csv")
    button(workplace, "people", calm).click()
    top = sheet()
    assert (tmp_path / "x.csv").read_text() == "old"
    press(top, "Replace")
    calm()
    assert len(lines(tmp_path / "x.csv")) == 5


def test_what_cannot_be_written_is_told_in_words(
    crew: Crew, workplace: Workplace, calm: Calm, choose: Chosen, tmp_path: Path
) -> None:
    choose(tmp_path / "gone" / "x.csv", "")
    button(workplace, "people", calm).click()
    calm()
    assert "cannot be written" in said(workplace)


def test_a_long_export_shows_how_far_it_is_and_can_be_stopped(
    crew: Crew, workplace: Workplace, calm: Calm, tmp_path: Path, qtbot: QtBot
) -> None:
    released = threading.Event()
    tasks = workplace.bridge.tasks
    for _ in range(Lane.JOB.value[1]):  # other long jobs come first
        tasks.start(released.wait, lane=Lane.JOB)
    shown = OnShow("people", "People", Filters())
    export = Export(workplace.context, shown, tmp_path / "x.csv", Format.CSV)
    busy = export.busy
    qtbot.waitUntil(busy.isVisible)
    assert busy.panel.cancel.hasFocus()
    busy.panel.cancel.click()
    released.set()
    calm()
    assert "The export was stopped; no file was written." in said(workplace)
    assert not workplace.context.host.findChildren(BusyOverlay)
    assert not list(tmp_path.glob("*x*")) + list(tmp_path.glob(".fresh*"))


def test_what_is_done_at_once_shows_no_panel(
    crew: Crew, workplace: Workplace, calm: Calm, tmp_path: Path
) -> None:
    shown = OnShow("people", "People", Filters())
    Export(workplace.context, shown, tmp_path / "x.json", Format.JSON)
    calm()
    assert not workplace.context.is_covered()
    assert "4 rows in x.json" in said(workplace)


def test_closing_the_window_stops_a_long_job(qtbot: QtBot) -> None:
    tasks, begun, heard = Tasks(), threading.Event(), []

    def work(job: Job) -> None:
        while job.report(0, 0):
            begun.set()
        heard.append("stopped")

    tasks.job(work, lambda *_: None, lambda _: None, lambda _: None)
    assert begun.wait(60)
    tasks.close()
    assert heard == ["stopped"]
