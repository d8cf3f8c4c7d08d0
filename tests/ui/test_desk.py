"""The whole program through its screens, from the first run to the lock and back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.seat import CONTROL, PHRASE, Seat, press, words_of, zh
from ui.pages.people.page import PeoplePage
from ui.pages.settings.page import SettingsPage
from ui.printing import PrintSheet
from ui.shell.first_run import FirstRun, KeyGroups
from ui.shell.recovery import RecoveryScreen
from ui.shell.restoring import RestoreScreen
from ui.shell.unlock import UnlockScreen
from ui.widgets.strength import WEAK
from workbench.app import backup
from workbench.people.commands import AddCandidate
from workbench.people.queries import list_candidates

_IN_USE = "The vault is open in another program. Close it there, then try again."
ROOT = Path(__file__).resolve().parents[2]


def check_from_outside(vault: Path, phrase: str = PHRASE) -> int:
    """Have another process open the vault; return its exit code."""
    command = [sys.executable, "-m", "workbench", "vault", "check", "--json"]
    known = {"WORKBENCH_VAULT": str(vault), "WORKBENCH_PASSPHRASE": phrase}
    done = subprocess.run(
        command, env=os.environ | known, cwd=ROOT, capture_output=True, check=False
    )
    return done.returncode


def test_a_newcomer_chooses_the_language_first(seat: Seat) -> None:
    seat.sit_down()
    screen = seat.screen(FirstRun)
    assert zh("Welcome to Qicheng") in words_of(screen)
    screen.languages.choose("en")
    seat.wait(lambda: "Welcome to Qicheng" in words_of(seat.screen(FirstRun)))
    assert seat.file.read().language == "en"
    seat.screen(FirstRun).languages.choose("zh")
    seat.wait(lambda: zh("Welcome to Qicheng") in words_of(seat.screen(FirstRun)))
    assert seat.file.read().language == "zh"


def test_a_weak_or_mistyped_passphrase_makes_no_vault(seat: Seat) -> None:
    seat.sit_down(language="zh")
    screen = seat.screen(FirstRun)
    screen.new_vault.click()
    form = screen.vault
    assert form is not None
    form.folder.setText(str(seat.vault))
    form.first.setText("12345678")
    form.second.setText("12345678")
    form.submit()
    assert form.error == zh(WEAK, n=8)
    assert form.first.hasFocus()
    form.first.setText(PHRASE)
    form.submit()
    assert form.error == zh("The two passphrases are not the same.")
    assert form.second.hasFocus()
    seat.settle()
    assert not seat.vault.exists()


def test_a_folder_that_cannot_be_used_is_named_on_the_form(seat: Seat) -> None:
    blocked = seat.folder / "a file"
    blocked.write_text("", encoding="utf-8")
    seat.sit_down(language="zh")
    screen = seat.screen(FirstRun)
    screen.new_vault.click()
    form = screen.vault
    assert form is not None
    form.folder.setText(str(blocked / "vault"))
    form.first.setText(PHRASE)
    form.second.setText(PHRASE)
    form.submit()
    seat.settle()
    assert form.error
    assert form.button.isEnabled()
    assert seat.screen(FirstRun) is screen


def test_the_first_run_ends_at_today_with_first_steps(seat: Seat) -> None:
    seat.sit_down(language="zh", theme="light")
    screen = seat.screen(FirstRun)
    screen.new_vault.click()
    form = screen.vault
    assert form is not None
    form.folder.setText(str(seat.vault))
    form.first.setText(PHRASE)
    form.second.setText(PHRASE)
    form.submit()
    seat.settle()
    groups = screen.findChildren(KeyGroups)[-1].accessibleName().split()
    assert len(groups) == 9
    assert len({len(group) for group in groups}) == 1
    assert not screen.start.isEnabled()
    press(screen, zh("Print the recovery sheet"))
    sheet = seat.top(PrintSheet)
    assert "1" in words_of(sheet)
    sheet.close_overlay()
    seat.settle()
    screen.safe.click()
    screen.start.click()
    seat.settle()
    assert seat.workplace.window.key == "today"
    said = words_of(seat.page("today"))
    assert zh("Three first steps") in said
    assert seat.file.read().vault == str(seat.vault)


def test_a_printed_recovery_sheet_holds_the_key(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    from pypdf import PdfReader

    seat.sit_down(language="zh", theme="light")
    key = seat.create_vault()
    seat.desk._print_recovery(key)
    sheet = seat.top(PrintSheet)
    paper = seat.folder / "恢复.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(paper), ""))
    press(sheet, zh("Save as PDF…"))
    seat.settle()
    text = PdfReader(io.BytesIO(paper.read_bytes())).pages[0].extract_text()
    assert all(group in text for group in key.split("-"))
    assert seat.no_sheet()


def test_ctrl_l_locks_and_another_program_may_open_the_vault(frame_desk: Seat) -> None:
    seat = frame_desk
    assert check_from_outside(seat.vault) == 5
    seat.app.run(AddCandidate("王小明", phone="13800000001"))
    seat.settle()
    QApplication.clipboard().setText("13800000001")
    seat.key(Qt.Key.Key_L, CONTROL)
    screen = seat.screen(UnlockScreen)
    assert seat.desk.workplace is None
    assert "王小明" not in words_of(screen)
    assert seat.desk.frame.windowTitle() == zh("Qicheng Recruiting")
    assert QApplication.clipboard().text() == ""
    assert check_from_outside(seat.vault) == 0


def test_making_a_vault_cannot_be_asked_twice(seat: Seat) -> None:
    seat.sit_down(language="zh", theme="light")
    form = seat.fill_vault_form()
    form.submit()
    QTest.mouseClick(form.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(form.second, Qt.Key.Key_Return)
    assert not form.button.isEnabled()
    seat.settle()
    assert seat.screen(FirstRun).findChildren(KeyGroups), "the key is shown, not a taken folder"


def test_a_wrong_passphrase_says_why_and_the_right_one_goes_on(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.app.run(AddCandidate("王小明"))
    seat.key(Qt.Key.Key_L, CONTROL)
    seat.unlock("不是 这一个 口令")
    form = seat.screen(UnlockScreen).form
    assert zh(
        "That passphrase does not open this vault. Check the input method and Caps Lock."
    ) in words_of(form)
    assert form.field.property("wrong") is True
    assert form.field.isEnabled()
    assert form.button.isEnabled()
    seat.unlock()
    assert seat.app.ask(list_candidates).total == 1
    assert seat.workplace.window.key == "today"


def test_the_recovery_key_sets_a_new_passphrase(seat: Seat) -> None:
    seat.sit_down(language="zh", theme="light")
    key = seat.create_vault()
    seat.key(Qt.Key.Key_L, CONTROL)
    press(seat.screen(UnlockScreen), zh("Use the recovery key"))
    seat.settle()
    typo = key[:-1] + ("A" if key[-1] != "A" else "B")
    screen = seat.recover(typo, "新的 灯塔 提琴 口令")
    assert screen.form.input("recovery_key").accessibleDescription()
    screen = seat.recover(key, "新的 灯塔 提琴 口令", "另一个 口令 灯塔 提琴")
    said = screen.form.input("again").accessibleDescription()
    assert said == zh("The two passphrases are not the same.")
    screen = seat.recover(key, "短")
    assert screen.form.input("passphrase").accessibleDescription()
    seat.recover(key, "新的 灯塔 提琴 口令")
    assert seat.workplace.window.key == "today"
    seat.key(Qt.Key.Key_L, CONTROL)
    seat.unlock(PHRASE)
    assert seat.desk.workplace is None
    seat.unlock("新的 灯塔 提琴 口令")
    assert seat.desk.workplace is not None


def test_back_from_recovery_leads_to_the_passphrase(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.key(Qt.Key.Key_L, CONTROL)
    press(seat.screen(UnlockScreen), zh("Use the recovery key"))
    press(seat.screen(RecoveryScreen), zh("Back"))
    seat.unlock()
    assert seat.desk.workplace is not None


def test_a_remembered_vault_opens_without_asking(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.key(Qt.Key.Key_L, CONTROL)
    seat.unlock(remember=True)
    assert len(seat.store.secrets) == 1
    seat.stand_up()
    seat.sit_down()
    assert seat.workplace.window.key == "today"
    seat.key(Qt.Key.Key_L, CONTROL)
    seat.settle()
    assert seat.screen(UnlockScreen)


def test_a_forgotten_vault_asks_for_the_passphrase(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.stand_up()
    seat.sit_down()
    assert seat.screen(UnlockScreen).form.button.isEnabled()
    seat.unlock()
    assert seat.desk.workplace is not None


def idle_timer(seat: Seat) -> QTimer:
    minutes = seat.desk.settings.lock_minutes * 60_000
    found = [one for one in seat.desk.findChildren(QTimer) if one.interval() == minutes]
    assert len(found) == 1
    return found[0]


def test_the_vault_locks_itself_when_nobody_is_there(frame_desk: Seat) -> None:
    seat = frame_desk
    timer = idle_timer(seat)
    assert timer.isActive()
    timer.timeout.emit()
    seat.settle()
    assert seat.screen(UnlockScreen)
    assert not timer.isActive()
    assert check_from_outside(seat.vault) == 0


def test_a_key_in_the_window_or_in_a_dialog_counts_as_life(frame_desk: Seat) -> None:
    seat = frame_desk
    timer = idle_timer(seat)
    dialog = QWindow()  # as the system's file dialog is one
    dialog.show()
    seat.wait(lambda: QGuiApplication.focusWindow() is dialog)
    for window in (seat.desk.frame.windowHandle(), dialog):
        counting = timer.timerId()
        QTest.keyClick(window, Qt.Key.Key_Shift)  # type: ignore[call-overload]
        assert timer.timerId() != counting


def test_zero_minutes_switch_the_idle_lock_off(frame_desk: Seat) -> None:
    seat = frame_desk
    timer = idle_timer(seat)
    page = seat.page("settings", SettingsPage)
    assert isinstance(page, SettingsPage)
    page.here.choose("lock_minutes", 0)  # type: ignore[arg-type]
    seat.settle()
    assert not timer.isActive()
    page.here.choose("lock_minutes", 3)  # type: ignore[arg-type]
    seat.settle()
    assert (timer.isActive(), timer.interval()) == (True, 180_000)
    assert seat.file.read().lock_minutes == 3


def test_the_desk_changes_its_language_and_stays_on_its_page(frame_desk: Seat) -> None:
    seat = frame_desk
    page = seat.page("settings", SettingsPage)
    assert isinstance(page, SettingsPage)
    page.here.choose("language", "en")
    seat.wait(lambda: "Settings" in words_of(seat.workplace.page("settings")))
    seat.settle()
    assert seat.workplace.window.key == "settings"
    assert seat.workplace.window.isVisible()
    assert seat.file.read().language == "en"
    seat.app.run(AddCandidate("王小明"))
    seat.settle()
    seat.key(Qt.Key.Key_Z, CONTROL)
    assert seat.app.ask(list_candidates).total == 0


def test_what_was_done_before_a_change_of_language_can_be_undone(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.app.run(AddCandidate("王小明"))
    page = seat.page("settings", SettingsPage)
    assert isinstance(page, SettingsPage)
    page.here.choose("language", "en")
    seat.wait(lambda: "Settings" in words_of(seat.workplace.page("settings")))
    seat.settle()
    seat.key(Qt.Key.Key_Z, CONTROL)
    assert seat.app.ask(list_candidates).total == 0


def test_the_theme_changes_by_keys_and_is_kept(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.page("people")
    light = seat.desk.frame.grab().toImage().pixelColor(700, 890)
    seat.key(Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert seat.desk.look.dark
    assert seat.workplace.window.key == "people"
    assert seat.desk.frame.grab().toImage().pixelColor(700, 890) != light
    assert seat.file.read().theme == "dark"
    seat.key(Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert not seat.desk.look.dark


def test_a_second_program_is_told_that_the_vault_is_open(frame_desk: Seat) -> None:
    seat = frame_desk
    first = seat.desk
    seat.sit_down()
    seat.unlock()
    screen = seat.screen(UnlockScreen)
    assert zh(_IN_USE) in words_of(screen)
    first.lock()
    seat.unlock()
    assert seat.desk.workplace is not None


def test_another_vault_is_opened_from_the_unlock_screen(
    frame_desk: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = frame_desk
    seat.key(Qt.Key.Key_L, CONTROL)
    other = seat.folder / "别的.qicheng"
    (seat.vault).rename(other)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(other))
    press(seat.screen(UnlockScreen), zh("Open another vault…"))
    seat.settle()
    assert str(other) in words_of(seat.screen(UnlockScreen))
    seat.unlock()
    assert seat.app.vault.folder.path == other


def test_a_folder_that_is_no_vault_is_refused_in_words(
    frame_desk: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = frame_desk
    seat.key(Qt.Key.Key_L, CONTROL)
    empty = seat.folder / "空"
    empty.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(empty))
    press(seat.screen(UnlockScreen), zh("Open another vault…"))
    seat.settle()
    text = "There is no vault and no backup in {folder}. Choose another folder."
    assert zh(text, folder=str(empty)) in words_of(seat.screen(UnlockScreen))
    assert seat.file.read().vault == str(seat.vault), "the vault of before stays the one to open"
    seat.unlock()
    assert seat.app.vault.folder.path == seat.vault


def test_a_backup_is_restored_from_the_settings_and_opened(
    frame_desk: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = frame_desk
    seat.app.run(AddCandidate("王小明", phone="13800000001"))
    stick = seat.folder / "U盘"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(stick))
    page = seat.page("settings", SettingsPage)
    press(page, zh("Back up now…"))
    seat.settle()
    seat.app.run(AddCandidate("李雷"))
    device = seat.app.vault.device
    press(page, zh("Restore a backup…"))
    seat.settle()
    screen = seat.screen(RestoreScreen)
    assert seat.desk.workplace is None
    fresh = seat.folder / "恢复.qicheng"
    screen.form.set_values({"folder": str(fresh), "passphrase": "不是 这一个 口令"})
    screen.submit()
    seat.settle()
    assert screen.form.input("passphrase").accessibleDescription()
    assert not fresh.exists()
    screen.form.set_values({"passphrase": PHRASE})
    screen.submit()
    seat.settle()
    assert seat.app.vault.folder.path == fresh
    assert [row.name for row in seat.app.ask(list_candidates).rows] == ["王小明"]
    assert seat.app.vault.device != device
    seat.desk.lock()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(seat.vault))
    press(seat.screen(UnlockScreen), zh("Open another vault…"))
    seat.unlock()
    assert seat.app.ask(list_candidates).total == 2, "the vault of before was not touched"


def test_back_from_restoring_leads_to_the_vault_of_before(
    frame_desk: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = frame_desk
    backup.write(seat.app.vault, seat.folder / "stick")
    one = str(backup.list_backups(seat.folder / "stick")[0])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: one)
    press(seat.page("settings", SettingsPage), zh("Restore a backup…"))
    press(seat.screen(RestoreScreen), zh("Back"))
    seat.unlock()
    assert seat.app.vault.folder.path == seat.vault


def test_the_settings_make_this_computer_remember_and_forget(frame_desk: Seat) -> None:
    seat = frame_desk
    panel = seat.page("settings", SettingsPage).vault
    seat.settle()
    panel.remember.click()
    seat.settle()
    assert len(seat.store.secrets) == 1
    assert seat.app.vault.is_remembered
    panel.remember.click()
    seat.settle()
    assert not seat.store.secrets
    assert not seat.app.vault.is_remembered


def test_without_a_keyring_nothing_is_offered_to_be_remembered(seat: Seat) -> None:
    seat.store.is_available = False
    seat.sit_down(language="zh", theme="light")
    seat.create_vault()
    panel = seat.page("settings", SettingsPage).vault
    seat.settle()
    assert not panel.remember.isVisible()


def test_the_demo_opens(seat: Seat) -> None:
    seat.sit_down(language="zh", theme="light")
    seat.screen(FirstRun).demo.click()
    seat.settle()
    assert seat.app.ask(list_candidates).total > 30
    assert seat.workplace.window.key == "today"
    assert "演示" in seat.desk.frame.windowTitle()


def test_the_demo_is_left_for_where_one_came_from(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.stand_up()
    seat.sit_down(demo=True)
    assert seat.app.vault.folder.path != seat.vault
    assert seat.file.read().vault == str(seat.vault), "the demo is not the vault to open next"
    press(seat.workplace.window, zh("Leave the demo"))
    seat.unlock()
    assert seat.app.vault.folder.path == seat.vault


def test_a_new_recovery_sheet_from_the_settings_is_printed(
    frame_desk: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = frame_desk
    page = seat.page("settings", SettingsPage)
    press(page, zh("New recovery sheet…"))
    sheet = seat.top(PrintSheet)
    shown: list[QPrintDialog] = []
    monkeypatch.setattr(QPrintDialog, "show", lambda self: shown.append(self))
    press(sheet, zh("Print…"))
    assert len(shown) == 1
    shown[0].deleteLater()
    sheet.close_overlay()


def test_pages_are_made_ready_behind_the_first_one(frame_desk: Seat) -> None:
    seat = frame_desk
    seat.app.run(AddCandidate("王小明"))
    seat.key(Qt.Key.Key_L, CONTROL)
    seat.unlock()
    seat.wait(seat.workplace.preparing.is_done)
    seat.settle()
    people = seat.workplace.page("people")
    assert isinstance(people, PeoplePage)
    assert not people.isVisible()
    assert people.table.rows.rowCount() == 1


def test_locking_leaves_the_other_pages_unmade(frame_desk: Seat) -> None:
    preparing = frame_desk.workplace.preparing
    frame_desk.desk.lock()
    assert preparing.is_done()


def test_the_first_screen_does_not_wait_for_the_rest_of_the_program() -> None:
    code = "import sys, ui.shell.desk; print('workbench.app' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
