"""The whole program in a test: a desk with settings, keyring and folders of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP
from ui.gallery.words import compile_catalogues, words
from ui.pages.base import Page
from ui.shell.desk import Desk
from ui.shell.first_run import FirstRun, KeyGroups
from ui.shell.recovery import RecoveryScreen
from ui.shell.unlock import UnlockScreen
from ui.shell.vault_form import VaultForm
from ui.shell.workplace import Workplace
from ui.widgets.overlay import Overlay
from workbench import app
from workbench.app import App
from workbench.settings import Settings, SettingsFile

PHRASE = "港湾 灯塔 提琴 四十二"
PATIENCE_MS = 60_000  # a slow machine is no failure; what never comes is
CONTROL = Qt.KeyboardModifier.ControlModifier
W = TypeVar("W", bound=QWidget)


class MemoryStore:
    """A keyring that lives as long as the test."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.is_available = True

    def available(self) -> bool:
        return self.is_available

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        self.secrets[name] = secret

    def forget(self, name: str) -> None:
        self.secrets.pop(name, None)


class Watch(QObject):
    """Notes every window of its own that appears; the program has but one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@dataclass
class Seat:
    """Who sits at the desk: looks at the frame, presses keys, waits for the program."""

    qtbot: QtBot
    folder: Path
    store: MemoryStore = field(default_factory=MemoryStore)
    desks: list[Desk] = field(default_factory=list)

    @property
    def file(self) -> SettingsFile:
        return SettingsFile(self.folder / "config" / "settings.json")

    @property
    def vault(self) -> Path:
        return self.folder / "招聘.qicheng"

    @property
    def desk(self) -> Desk:
        return self.desks[-1]

    def sit_down(
        self, vault: Path | None = None, *, demo: bool = False, **settings: object
    ) -> Desk:
        """Start the program as somebody would who clicks its icon."""
        chosen = self.file.read() if not settings else Settings(**settings)  # type: ignore[arg-type]
        made = Desk(self.store, self.file, chosen, partial(app.create, cost=CHEAP))
        self.desks.append(made)
        made.start(vault, demo=demo)
        self.qtbot.waitExposed(made.frame)
        made.frame.activateWindow()
        self.settle()
        return made

    def stand_up(self) -> None:
        """Close the window, as by its cross."""
        if self.desk.workplace is not None:
            self.desk.workplace.window.toasts.clear()
        self.desk.frame.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def wait(self, until: Callable[[], object]) -> None:
        """Let the program work until something is so."""
        self.qtbot.waitUntil(lambda: bool(until()), timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Let every answer arrive and be shown."""
        quiet = 0

        def calm() -> bool:
            nonlocal quiet
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            quiet = quiet + 1 if self.desk.is_quiet() else 0
            return quiet >= 3

        self.wait(calm)

    # What is on screen

    def screen(self, kind: type[W]) -> W:
        """Return what fills the frame, which has to be of a kind."""
        current = self.desk.frame.currentWidget()
        assert isinstance(current, kind), current
        return current

    @property
    def workplace(self) -> Workplace:
        found = self.desk.workplace
        assert found is not None, "the vault is locked"
        return found

    @property
    def app(self) -> App:
        return self.workplace.bridge.app

    def page(self, key: str, kind: type[Page] = Page) -> Page:
        """Go to a page as by its place in the sidebar, and return it."""
        self.workplace.window.sidebar.go(key)
        self.settle()
        found = self.workplace.page(key)
        assert isinstance(found, kind)
        assert self.workplace.window.key == key
        return found

    def top(self, kind: type[W]) -> W:
        """Return the sheet on top, which has to be of a kind."""
        self.settle()
        found = [one for one in self.desk.frame.findChildren(Overlay) if one.isVisible()]
        assert found, "no sheet is open"
        assert isinstance(found[-1], kind), found[-1]
        return found[-1]

    def no_sheet(self) -> bool:
        """Tell whether no sheet is open."""
        self.settle()
        return not any(one.isVisible() for one in self.desk.frame.findChildren(Overlay))

    def toasts(self) -> list[str]:
        """Return what the toasts say, oldest first."""
        return [toast.notice.text for toast in self.workplace.window.toasts.toasts]

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is, and let the program answer."""
        QTest.keyClick(QApplication.focusWidget() or self.desk.frame, key, held)
        self.settle()

    # What is done often

    def create_vault(self, phrase: str = PHRASE) -> str:
        """Go through the first run up to the page Today; return the recovery key."""
        screen = self.screen(FirstRun)
        self.fill_vault_form(phrase).submit()
        self.settle()
        key = screen.findChildren(KeyGroups)[-1].accessibleName()
        screen.safe.click()
        screen.start.click()
        self.settle()
        return key.replace(" ", "-")

    def fill_vault_form(self, phrase: str = PHRASE) -> VaultForm:
        """Fill the form for a new vault and return it."""
        screen = self.screen(FirstRun)
        screen.new_vault.click()
        form = screen.vault
        assert form is not None
        form.form.set_values({"name": "招聘"})
        form.first.setText(phrase)
        form.second.setText(phrase)
        form.folder.setText(str(self.vault))
        return form

    def unlock(self, phrase: str = PHRASE, *, remember: bool = False) -> None:
        """Type the passphrase and press Enter."""
        form = self.screen(UnlockScreen).form
        form.field.setText(phrase)
        form.remember.setChecked(remember)
        QTest.keyClick(form.field, Qt.Key.Key_Return)
        self.settle()

    def recover(self, key: str, phrase: str, again: str = "") -> RecoveryScreen:
        """Fill in the recovery screen and submit it."""
        screen = self.screen(RecoveryScreen)
        values = {"recovery_key": key, "passphrase": phrase, "again": again or phrase}
        screen.form.set_values(values)
        screen.submit()
        self.settle()
        return screen


def zh(text: str, **args: object) -> str:
    """Return a text of the program as a Chinese reader sees it."""
    return words("zh").text(text, **args)


def words_of(widget: QWidget) -> str:
    """Return everything that can be read on a widget and its visible children."""
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    buttons = widget.findChildren(QAbstractButton)
    said = [one.text() or one.accessibleName() for one in buttons if one.isVisibleTo(widget)]
    return "\n".join([*labels, *said])


def press(widget: QWidget, text: str) -> None:
    """Press the visible button that says `text`."""
    found = [
        one
        for one in widget.findChildren(QAbstractButton)
        if one.isVisibleTo(widget) and text in (one.text(), one.accessibleName())
    ]
    assert found, f"no button {text!r} among {words_of(widget)}"
    found[0].click()


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seat]:
    """A place at the desk, in Chinese; no vault is there yet and nobody sits down yet."""
    compile_catalogues()
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    made, watch = Seat(qtbot, tmp_path), Watch()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    yield made
    for desk in made.desks:
        if desk.workplace is not None:
            desk.workplace.window.toasts.clear()
        if not desk.frame.close():
            desk.frame.close()  # what a test has typed is discarded
        desk.frame.deleteLater()
        desk.deleteLater()
    QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    stray = set(watch.seen) - {"Frame", "QMenu", "QComboBoxPrivateContainer"}
    assert not stray, f"windows of their own appeared: {stray}"


@pytest.fixture
def frame_desk(seat: Seat) -> Seat:
    """The desk in Chinese and light over a vault that was just made, at the page Today."""
    seat.sit_down(language="zh", theme="light", actor="陈晨")
    seat.create_vault()
    return seat
