from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.seat import press, words_of
from tests.ui.people import Crew, said, settle_in
from ui.pages.intake.page import ImportPage
from ui.pages.settings.page import SettingsPage
from ui.pages.today.page import TodayPage
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.queries import list_candidates
from workbench.settings import Settings, SettingsFile

Calm = Callable[[], None]
CV = "钟离秋\n手机：138 0000 5678\n"


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "下载"
    made.mkdir()
    return made


@pytest.fixture
def today(crew: Crew, workplace: Workplace, calm: Calm) -> TodayPage:
    calm()
    found = workplace.page("today")
    assert isinstance(found, TodayPage)
    return found


def settings_page(workplace: Workplace, calm: Calm) -> SettingsPage:
    workplace.go("settings")
    calm()
    found = workplace.page("settings")
    assert isinstance(found, SettingsPage)
    return found


def look(workplace: Workplace, calm: Calm) -> None:
    """Let the folder be looked at until what lies in it rests."""
    for _ in range(3):  # a look that is on its way, the first and the second
        workplace.watch.look()
        calm()


def test_new_files_are_offered_imported_and_not_offered_again(
    crew: Crew,
    today: TodayPage,
    workplace: Workplace,
    calm: Calm,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Settings] = []
    workplace.settingsChanged.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder))
    page = settings_page(workplace, calm)
    press(page.watched, "Choose a folder…")
    assert told[-1].watched == {str(crew.app.vault.folder.path): str(folder)}
    (folder / "钟离秋-人力资源主管-5年.txt").write_text(CV, encoding="utf-8")
    look(workplace, calm)
    workplace.go("today")
    calm()
    assert "1 new file in 下载" in words_of(today.offer)
    assert "1 new file in 下载" in said(workplace)
    assert crew.app.ask(list_candidates).total == 4, "nothing comes in by itself"
    press(today.offer, "Look at them")
    calm()
    taking = workplace.page("import")
    assert isinstance(taking, ImportPage)
    assert workplace.window.key == "import"
    taking.take.click()
    calm()
    assert crew.app.ask(list_candidates).total == 5
    look(workplace, calm)
    assert not workplace.watch.waiting
    assert today.offer.isHidden()
    assert [path.name for path in folder.iterdir()] == ["钟离秋-人力资源主管-5年.txt"]


def test_the_system_tells_of_new_files(
    today: TodayPage, workplace: Workplace, folder: Path, qtbot: QtBot
) -> None:
    workplace.watch.watch(str(folder))
    (folder / "a.txt").write_text(CV, encoding="utf-8")
    qtbot.waitUntil(lambda: bool(workplace.watch.waiting), timeout=30_000)
    assert not today.offer.isHidden()


def test_what_is_left_out_stays_out_and_the_folder_can_be_let_go(
    crew: Crew, today: TodayPage, workplace: Workplace, calm: Calm, folder: Path
) -> None:
    page = settings_page(workplace, calm)
    page.watched.watch(str(folder))
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(CV + name, encoding="utf-8")
    look(workplace, calm)
    workplace.go("today")
    assert "2 new files" in words_of(today.offer)
    press(today.offer, "Leave them out")
    calm()
    assert today.offer.isHidden()
    (folder / "c.txt").write_text(CV + "c", encoding="utf-8")
    look(workplace, calm)
    assert [path.name for path in workplace.watch.waiting] == ["c.txt"]
    press(page.watched, "Stop watching")
    assert workplace.watch.folder is None
    assert today.offer.isHidden()
    assert page.here.settings.watched == {}


def test_the_vault_itself_is_not_watched(
    crew: Crew, today: TodayPage, workplace: Workplace, calm: Calm
) -> None:
    page = settings_page(workplace, calm)
    page.watched.watch(str(crew.app.vault.folder.path))
    assert workplace.watch.folder is None
    assert "cannot be watched" in said(workplace)


def test_the_folder_is_a_setting_of_this_computer(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.write(replace(Settings(), watched={"/v": "/w"}))
    assert file.read().watched == {"/v": "/w"}
    file.path.write_text('{"watched": {"/v": 5, "/x": "/y"}}', encoding="utf-8")
    assert file.read().watched == {"/x": "/y"}
    file.path.write_text('{"watched": ["/v"]}', encoding="utf-8")
    assert file.read().watched == {}
