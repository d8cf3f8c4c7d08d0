from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.seat import PATIENCE_MS, press, words_of
from tests.ui.people import Crew, said, settle_in, undo
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.staff_sheet import edit_staff
from ui.shell.unsaved import is_unsaved
from ui.shell.workplace import Workplace
from ui.widgets.strength import StrengthBar
from workbench import app
from workbench.app import App, backup, history
from workbench.insights.columns import running_count
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import Locked
from workbench.organisation.commands import ChangeOrganisation
from workbench.organisation.queries import organisation
from workbench.people.queries import list_candidates, list_staff
from workbench.people.staffing import AddStaff
from workbench.vault import vault
from workbench.vault.envelope import Envelope

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


def test_the_organisation_is_saved_and_the_save_undone(
    page: SettingsPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    form = page.house.form
    assert form is not None
    form.set_values({"name": "启程科技", "phone": "021 5555 0100", "opens": time(8, 30)})
    page.house.save()
    calm()
    house = crew.app.ask(organisation)
    assert (house.name, house.phone, house.opens) == ("启程科技", "021 5555 0100", 510)
    assert said(workplace)
    workplace.window.toasts.toasts[-1].button.click()
    calm()
    assert crew.app.ask(organisation).name == ""
    assert form.values()["name"] == ""


def test_what_is_not_saved_stays_when_something_else_changes(
    page: SettingsPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    form = page.house.form
    assert form is not None
    form.set_values({"name": "启程科技"})
    crew.app.run(AddStaff("赵敏", interviewer=True))
    crew.app.run(ChangeOrganisation(phone="021 5555 0100"))
    calm()
    assert form.values()["name"] == "启程科技"
    assert form.values()["phone"] == "021 5555 0100", "what nobody typed in follows the vault"
    assert is_unsaved(workplace)
    page.house.save()
    calm()
    assert not is_unsaved(workplace)


def test_a_wrong_time_zone_is_refused_under_its_field(
    page: SettingsPage, crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    form = page.house.form
    assert form is not None
    before = crew.app.ask(organisation)
    form.set_values({"name": "启程科技", "timezone": "Shanghai/Asia"})
    page.house.save()
    calm()
    assert form.input("timezone").accessibleDescription()
    assert crew.app.ask(organisation) == before
    assert not said(workplace)
    form.set_values({"timezone": "Europe/Berlin"})
    page.house.save()
    calm()
    assert form.input("timezone").accessibleDescription() == ""
    assert crew.app.ask(organisation).timezone == "Europe/Berlin"


def test_a_backup_restores_elsewhere_with_the_same_counts(
    page: SettingsPage,
    crew: Crew,
    workplace: Workplace,
    calm: Calm,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(stick))
    chosen: list[Any] = []
    page.changed.connect(chosen.append)
    page.first_action()
    calm()
    assert "Backed up and checked" in said(workplace)
    assert chosen[-1].backup == str(stick)
    assert "Last backup" in words_of(page)
    found = backup.list_backups(stick)
    assert len(found) == 1
    elsewhere = tmp_path / "restored.qicheng"
    backup.restore(found[0], elsewhere, vault.with_passphrase(PASSPHRASE))
    other = app.unlock_with_passphrase(elsewhere, PASSPHRASE)
    try:
        for query in (list_candidates, list_staff):
            assert other.ask(query) == crew.app.ask(query)
        assert other.ask(running_count) == crew.app.ask(running_count) == 4
        assert other.ask(history.entries).total == crew.app.ask(history.entries).total
        assert other.vault.device != crew.app.vault.device
    finally:
        other.close()


def test_a_backup_that_cannot_be_written_is_said(
    page: SettingsPage, workplace: Workplace, calm: Calm, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    page.vault.back_up_to(blocked)
    calm()
    assert said(workplace)
    assert "There is no backup yet." in words_of(page)


def test_the_vault_is_checked(page: SettingsPage, workplace: Workplace, calm: Calm) -> None:
    press(page, "Check the vault")
    calm()
    assert "Everything is in order." in said(workplace)


def test_a_new_passphrase_has_to_be_typed_twice(
    page: SettingsPage, workplace: Workplace, sheet: Top, qtbot: QtBot, crew: Crew
) -> None:
    press(page, "Change the passphrase…")
    top = sheet()
    assert QApplication.focusWidget() is top.form.input("present")
    top.form.set_values({"passphrase": "harbour lamp violin", "again": "another"})
    top.submit()
    assert top.form.input("present").accessibleDescription(), "the present one is asked for"
    top.form.set_values({"present": "not this one"})
    top.submit()
    assert "not the same" in top.form.input("again").accessibleDescription()
    top.form.set_values({"passphrase": "short", "again": "short"})
    top.submit()
    assert sheet() is top
    assert "8 characters" in top.form.input("passphrase").accessibleDescription()
    assert top.findChildren(StrengthBar)
    top.form.set_values({"passphrase": "harbour lamp violin", "again": "harbour lamp violin"})
    top.submit()
    assert sheet() is top
    assert "does not open" in top.form.input("present").accessibleDescription()
    assert Envelope.read(crew.app.vault.folder.envelope).open_with_passphrase(PASSPHRASE)
    top.form.set_values({"present": PASSPHRASE})
    top.submit()
    # A key of full cost takes a while where the machine is busy.
    qtbot.waitUntil(lambda: "passphrase was changed" in said(workplace), timeout=PATIENCE_MS)
    assert sheet() is None
    keys = Envelope.read(crew.app.vault.folder.envelope)
    assert keys.open_with_passphrase("harbour lamp violin")
    with pytest.raises(Locked):
        keys.open_with_passphrase(PASSPHRASE)


def test_a_colleague_is_added_changed_and_archived(
    page: SettingsPage, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    press(page, "Add a colleague")
    top = sheet()
    top.form.set_values({"name": "韩梅梅", "email": "h@example.cn", "buddy": True})
    top.submit()
    assert sheet() is None
    made = next(row for row in crew.app.ask(list_staff).rows if row.name == "韩梅梅")
    assert (made.buddy, made.interviewer) == (True, True)
    edit_staff(page.context, made)
    top = sheet()
    top.form.set_values({"title": "HRBP"})
    top.submit()
    assert sheet() is None
    made = next(row for row in crew.app.ask(list_staff).rows if row.name == "韩梅梅")
    assert made.title == "HRBP"
    edit_staff(page.context, made)
    press(sheet(), "Archive")
    assert sheet() is None
    assert {row.name for row in crew.app.ask(list_staff).rows} == {"李雷"}
    undo(workplace)
    calm()
    assert len(crew.app.ask(list_staff).rows) == 2


def test_what_belongs_to_this_computer_is_told_at_once(page: SettingsPage) -> None:
    told: list[Any] = []
    page.changed.connect(told.append)
    page.here.choose("theme", "dark")
    page.here.choose("scale", "1.25")
    assert (told[-1].theme, told[-1].scale) == ("dark", 1.25)
    page.here.choose("actor", "陈晨")
    assert told[-1].actor == "陈晨"


def test_lock_is_asked_for(page: SettingsPage, workplace: Workplace) -> None:
    asked: list[bool] = []
    workplace.lockAsked.connect(lambda: asked.append(True))
    press(page, "Lock now")
    assert asked == [True]


def test_the_last_backup_is_shown_on_the_organisations_clock(
    page: SettingsPage, calm: Calm, tmp_path: Path
) -> None:
    page.vault.back_up_to(tmp_path)
    calm()
    made = backup.list_backups(tmp_path)[0]
    moment = datetime(2026, 11, 25, 22, 49, tzinfo=UTC).timestamp()
    os.utime(made, (moment, moment))
    page.vault._show_last()
    assert "2026-11-26 06:49" in words_of(page.vault)


def test_a_backup_is_told_without_counting_rows(
    page: SettingsPage, workplace: Workplace, calm: Calm, tmp_path: Path
) -> None:
    page.vault.back_up_to(tmp_path)
    calm()
    assert "rows" not in said(workplace)
    assert str(tmp_path) in said(workplace)
