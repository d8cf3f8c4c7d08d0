"""What is seen before a vault is open: welcome, unlock, recovery, restoring, the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from ui.shell.first_run import FirstRun
from ui.shell.frame import Frame
from ui.shell.recovery import RecoveryScreen
from ui.shell.restoring import RestoreScreen
from ui.shell.screen import Screen
from ui.shell.unlock import UnlockScreen
from ui.tasks import Lane, Tasks
from ui.theme.look import Look
from ui.widgets.places import documents
from workbench import paths
from workbench.kernel.errors import Locked
from workbench.kernel.i18n import N_
from workbench.ports import SecretStore

if TYPE_CHECKING:  # loaded behind the first screen, see `warming`
    from workbench.app import App, backup

_PRODUCT = N_("Qicheng Recruiting")
_CHOOSE = N_("Open another vault")
_NEITHER = N_("There is no vault and no backup in {folder}. Choose another folder.")
_MAKING = N_("The demo is being made. This takes a few seconds.")


class Entrance(QObject):
    """Shows one screen at a time in the frame and opens vaults off the UI thread.

    `reason` says in words why something failed; `make_vault` makes a new vault and returns its
    recovery key, in place of `app.create`. Attributes: `actor`, who is at the desk.
    Signals: `opened(App, bool demo)`; `made(App, str key)` for a new vault, whose recovery key is
    on show until `finished()`; `printAsked(str key)`; `languageChosen(str)`.
    """

    opened = Signal(object, bool)
    made = Signal(object, str)
    finished = Signal()
    printAsked = Signal(str)  # noqa: N815
    languageChosen = Signal(str)  # noqa: N815

    def __init__(
        self,
        look: Look,
        frame: Frame,
        tasks: Tasks,
        store: SecretStore,
        reason: Callable[[Exception], str],
        make_vault: Callable[..., str] | None,
    ) -> None:
        super().__init__()
        self.look, self.actor = look, ""
        self._frame, self._tasks, self._store = frame, tasks, store
        self._reason, self._make_vault = reason, make_vault
        self._vault = ""

    def show(self, vault: str, *, remembered: bool = False) -> None:
        """Ask for the passphrase of `vault`, or welcome a newcomer where there is none.

        With `remembered` it opens without a word where this computer's keyring has its key.
        """
        self._vault = vault
        if vault and Path(vault).exists():
            self.show_unlock()
            if remembered:
                self._try_remembered()
        else:
            self.show_welcome()

    def show_welcome(self) -> None:
        """Show the first run."""
        screen = FirstRun(self.look, str(paths.data() / "recruiting.qicheng"))
        screen.languageChosen.connect(self.languageChosen)
        screen.demoAsked.connect(self.open_demo)
        screen.openAsked.connect(self.choose_other)
        screen.createAsked.connect(lambda *given: self._create(screen, *given))
        self._put(screen)
        screen.show_welcome()

    def show_unlock(self) -> None:
        """Ask for the passphrase."""
        folder = Path(self._vault)
        screen = UnlockScreen(self.look, folder.stem, str(folder))
        screen.submitted.connect(lambda *given: self._unlock(screen, *given))
        screen.recoveryAsked.connect(self._show_recovery)
        screen.otherAsked.connect(self.choose_other)
        self._put(screen)

    def choose_other(self) -> None:
        """Ask for a folder and open what lies there: a vault, or a backup to restore."""
        title = self.look.text(_CHOOSE)
        name = QFileDialog.getExistingDirectory(self._frame, title, documents())
        if name:
            self.open_folder(Path(name))

    def open_folder(self, folder: Path) -> None:
        """Show how to open what lies in a folder, or say that nothing does."""
        from workbench.app import backup, is_vault

        found = backup.find_backups(folder)
        if is_vault(folder) and not (folder / backup.MANIFEST).exists():
            self._vault = str(folder)
            self.show_unlock()
        elif found:
            self._show_restoring(found)
        else:
            self.say(self.look.text(_NEITHER, folder=str(folder)))

    def open_demo(self) -> None:
        """Make a vault of invented people and open it."""
        path, language, actor = paths.cache() / "demo.qicheng", self.look.words.language, self.actor
        screen = self._frame.currentWidget()
        if isinstance(screen, FirstRun):
            screen.show_busy(self.look.text(_MAKING))

        def work() -> App:
            from workbench import app
            from workbench.tour.demo import DEMO_PASSPHRASE, make_demo

            make_demo(path, language)
            return app.unlock_with_passphrase(path, DEMO_PASSPHRASE, actor=actor)

        self._start(work, lambda opened: self.opened.emit(opened, True), self._fail)

    def _create(self, screen: FirstRun, name: str, passphrase: str, folder: str) -> None:
        path, actor, make = _vault_folder(Path(folder), name), self.actor, self._make_vault

        def work() -> tuple[App, str]:
            from workbench import app

            key = (make or app.create)(path, passphrase, name=name, actor=actor)
            return app.unlock_with_passphrase(path, passphrase, actor=actor), key

        def done(made: tuple[App, str]) -> None:
            self.made.emit(*made)
            screen.show_recovery(made[1].split("-"))
            screen.printAsked.connect(lambda: self.printAsked.emit(made[1]))
            screen.finished.connect(self.finished)

        def failed(error: Exception) -> None:
            screen.show_error(self._reason(error), getattr(error, "field", ""))

        screen.set_busy()
        self._start(work, done, failed)

    def _unlock(self, screen: UnlockScreen, passphrase: str, remember: bool) -> None:
        path, actor = Path(self._vault), self.actor
        screen.form.set_busy(True)

        def work() -> App:
            from workbench import app

            opened = app.unlock_with_passphrase(path, passphrase, actor=actor)
            if remember and self._store.available():
                opened.vault.remember(self._store)
            return opened

        def failed(error: Exception) -> None:
            screen.form.set_busy(False)
            screen.show_error(self._reason(error))

        self._start(work, self._open, failed)

    def _try_remembered(self) -> None:
        path, actor = Path(self._vault), self.actor

        def work() -> App:
            from workbench import app

            return app.unlock_remembered(path, self._store, actor=actor)

        def failed(error: Exception) -> None:
            if not isinstance(error, Locked):
                self._fail(error)

        self._start(work, self._open, failed)

    def _show_recovery(self) -> None:
        screen = RecoveryScreen(self.look)
        path, actor = Path(self._vault), self.actor

        def submitted(key: str, passphrase: str) -> None:
            def work() -> App:
                from workbench import app

                opened = app.unlock_with_recovery_key(path, key, actor=actor)
                opened.vault.change_passphrase(passphrase)
                return opened

            def failed(error: Exception) -> None:
                screen.show_error(self._reason(error), getattr(error, "field", ""))

            self._start(work, self._open, failed)

        screen.submitted.connect(submitted)
        screen.backAsked.connect(self.show_unlock)
        self._put(screen)

    def _show_restoring(self, found: tuple[backup.FoundBackup, ...]) -> None:
        screen = RestoreScreen(self.look, found, str(_free_folder(paths.data(), found[0].name)))
        actor = self.actor

        def submitted(source: str, folder: str, passphrase: str) -> None:
            def work() -> App:
                from workbench import app

                app.restore(Path(source), Path(folder), passphrase)
                return app.unlock_with_passphrase(Path(folder), passphrase, actor=actor)

            def failed(error: Exception) -> None:
                field = "passphrase" if isinstance(error, Locked) else ""
                screen.show_error(self._reason(error), field)

            screen.set_busy(True)
            self._start(work, self._open, failed)

        screen.submitted.connect(submitted)
        screen.backAsked.connect(lambda: self.show(self._vault))
        self._put(screen)

    def _start(
        self,
        work: Callable[[], object],
        then: Callable[..., None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._tasks.start(work, then, failed, Lane.WRITE)

    def _open(self, opened: App) -> None:
        self.opened.emit(opened, False)

    def _put(self, screen: Screen) -> None:
        self._frame.show_only(screen, self.look.text(_PRODUCT))

    def _fail(self, error: Exception) -> None:
        self.say(self._reason(error))

    def say(self, text: str) -> None:
        """Say what is wrong on whatever screen stands there."""
        screen = self._frame.currentWidget()
        if isinstance(screen, UnlockScreen | RestoreScreen | FirstRun):
            screen.show_error(text)

    def welcome_again(self) -> None:
        """Show the first run anew, in another language."""
        QTimer.singleShot(0, self, self.show_welcome)


def _vault_folder(folder: Path, name: str) -> Path:
    """Return `folder` where it is free, else a folder for the vault inside it."""
    if not folder.exists() or not any(folder.iterdir()):
        return folder
    return folder / f"{_file_name(name)}.qicheng"


def _free_folder(folder: Path, name: str) -> Path:
    """Return a folder for a vault of this name that is not there yet."""
    names = (f"{_file_name(name)}{tail}.qicheng" for tail in ("", *(f"-{n}" for n in range(2, 99))))
    return next(path for path in (folder / each for each in names) if not path.exists())


def _file_name(name: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_ " else "-" for c in name)
    return kept.strip()[:60] or "vault"
