"""The whole program: first run, unlock screen, desk, and back when it is locked."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from ui.shell.dressing import load_words, make_look, make_tokens
from ui.shell.first_run import FirstRun
from ui.shell.frame import Frame
from ui.shell.lock import IdleLock
from ui.shell.recovery import RecoveryScreen
from ui.shell.unlock import UnlockScreen
from ui.shell.warming import Warming
from ui.tasks import Lane, Tasks
from workbench import paths
from workbench.kernel.errors import Locked, WorkbenchError
from workbench.kernel.i18n import N_
from workbench.ports import SecretStore
from workbench.settings import Settings, SettingsFile

if TYPE_CHECKING:  # loaded behind the first screen, see `warming`
    from ui.shell.workplace import Workplace
    from workbench.app import App

_PRODUCT = N_("Qicheng Recruiting")
_CHOOSE = N_("Open another vault")
_BROKEN = N_("Something went wrong in the program. Nothing was lost; the step can be tried again.")
log = logging.getLogger("qicheng")


class Desk(QObject):
    """Holds what outlives an open vault: settings, look, frame, threads.

    `make_vault` makes a new vault and returns its recovery key, in place of `app.create`.
    Attributes: `frame`; `workplace`, None while locked; `settings`.
    """

    def __init__(
        self,
        store: SecretStore,
        file: SettingsFile,
        settings: Settings,
        make_vault: Callable[..., str] | None = None,
    ) -> None:
        super().__init__()
        self._store, self._file, self._make_vault = store, file, make_vault
        self.settings = settings
        self.look = make_look(settings)
        self.frame = Frame(self.look)
        self.workplace: Workplace | None = None
        self._door = Tasks(self)
        self._warming = Warming(self._door, self)
        self._idle = IdleLock(self)
        self._idle.idle.connect(self.lock)
        self.frame.closing.connect(self.close)

    def start(self, vault: Path | None = None) -> None:
        """Show the frame: unlock `vault` or the one used last, or welcome a newcomer."""
        self.look.put_on()
        if vault is not None:
            self.settings = replace(self.settings, vault=str(vault))
        if self.settings.vault and Path(self.settings.vault).exists():
            self._unlock_screen()
            self._try_remembered()
        else:
            self._first_run()
        self.frame.show()
        QTimer.singleShot(0, self, self._warming.start)

    def _first_run(self) -> None:
        folder = paths.data() / "recruiting.qicheng"
        screen = FirstRun(self.look, str(folder))
        screen.languageChosen.connect(self._choose_language)
        screen.demoAsked.connect(self.open_demo)
        screen.openAsked.connect(self._open_other)
        screen.createAsked.connect(lambda *given: self._create(screen, *given))
        self.frame.show_only(screen, self.look.text(_PRODUCT))
        screen.show_welcome()

    def _choose_language(self, language: str) -> None:
        self._keep(replace(self.settings, language=language))
        self.look.words = load_words(language)
        QTimer.singleShot(0, self._first_run)

    def _create(self, screen: FirstRun, name: str, passphrase: str, folder: str) -> None:
        path = _vault_folder(Path(folder), name)

        def work() -> tuple[str, App]:
            from workbench import app

            make = self._make_vault or app.create
            key = make(path, passphrase, name=name, actor=self.settings.actor)
            return key, app.unlock_with_passphrase(path, passphrase, actor=self.settings.actor)

        def done(made: tuple[str, App]) -> None:
            key, opened = made
            self._opened(opened, show=False)
            screen.show_recovery(key.split("-"))
            screen.printAsked.connect(lambda: self._print_recovery(key))
            screen.finished.connect(self._show_workplace)

        def failed(error: Exception) -> None:
            field = getattr(error, "field", "")
            screen.show_error(self._reason(error), field)

        screen.set_busy()
        self._door.start(work, done, failed, Lane.WRITE)

    def _print_recovery(self, key: str) -> None:
        from ui.printing import show_document
        from workbench.organisation.documents import recovery_sheet

        workplace = self.workplace
        if workplace is None:
            return
        name = workplace.bridge.app.vault.envelope.name
        made = workplace.context.today()
        words = self.look.words
        context = replace(workplace.context, host=self.frame)
        show_document(context, lambda: recovery_sheet(name, key, made, words), name)

    def _unlock_screen(self) -> None:
        folder = Path(self.settings.vault)
        screen = UnlockScreen(self.look, folder.stem, str(folder))
        screen.submitted.connect(lambda *given: self._unlock(screen, *given))
        screen.recoveryAsked.connect(self._recovery_screen)
        screen.otherAsked.connect(self._open_other)
        self.frame.show_only(screen, self.look.text(_PRODUCT))

    def _try_remembered(self) -> None:
        path, actor = Path(self.settings.vault), self.settings.actor

        def failed(error: Exception) -> None:
            if not isinstance(error, Locked):
                self._show_failure(error)

        def work() -> App:
            from workbench import app

            return app.unlock_remembered(path, self._store, actor=actor)

        self._door.start(work, self._opened, failed, Lane.WRITE)

    def _unlock(self, screen: UnlockScreen, passphrase: str, remember: bool) -> None:
        path, actor = Path(self.settings.vault), self.settings.actor
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

        self._door.start(work, self._opened, failed, Lane.WRITE)

    def _recovery_screen(self) -> None:
        screen = RecoveryScreen(self.look)
        path, actor = Path(self.settings.vault), self.settings.actor

        def submitted(key: str, passphrase: str) -> None:
            def work() -> App:
                from workbench import app

                opened = app.unlock_with_recovery_key(path, key, actor=actor)
                opened.vault.change_passphrase(passphrase)
                return opened

            def failed(error: Exception) -> None:
                screen.show_error(self._reason(error), getattr(error, "field", ""))

            self._door.start(work, self._opened, failed, Lane.WRITE)

        screen.submitted.connect(submitted)
        screen.backAsked.connect(self._unlock_screen)
        self.frame.show_only(screen, self.look.text(_PRODUCT))

    def _open_other(self) -> None:
        name = QFileDialog.getExistingDirectory(self.frame, self.look.text(_CHOOSE))
        if name:
            self._keep(replace(self.settings, vault=name))
            self._unlock_screen()

    def open_demo(self) -> None:
        """Make a vault of invented people and open it."""
        path, language = paths.cache() / "demo.qicheng", self.look.words.language

        def work() -> App:
            from workbench import app
            from workbench.tour.demo import DEMO_PASSPHRASE, make_demo

            make_demo(path, language)
            return app.unlock_with_passphrase(path, DEMO_PASSPHRASE, actor=self.settings.actor)

        self._door.start(work, self._opened, self._show_failure, Lane.WRITE)

    def _opened(self, opened: App, *, show: bool = True) -> None:
        from ui.bridge import Bridge
        from ui.shell.workplace import Workplace

        bridge = Bridge(opened, Tasks(), self)
        name = opened.vault.envelope.name
        title = f"{name} · {self.look.text(_PRODUCT)}"
        self.workplace = Workplace(self.look, bridge, self.settings, title, self._log)
        self.workplace.settingsChanged.connect(self._settings_changed)
        self.workplace.lockAsked.connect(self.lock)
        self.workplace.recoveryMade.connect(self._print_recovery)
        self._keep(replace(self.settings, vault=str(opened.vault.folder.path)))
        self._idle.watch(self.settings.lock_minutes)
        if show:
            self._show_workplace()

    def _show_workplace(self) -> None:
        if self.workplace is not None:
            self.frame.show_only(self.workplace.window, self.workplace.window.windowTitle())

    def lock(self) -> None:
        """Close the vault and everything that shows it; ask for the passphrase again."""
        if self.workplace is None:
            return
        self._leave()
        self._unlock_screen()

    def _leave(self) -> None:
        workplace, self.workplace = self.workplace, None
        self._idle.watch(0)
        if workplace is not None:
            workplace.window.toasts.clear()
            workplace.bridge.close()
            workplace.deleteLater()
            QApplication.clipboard().clear()

    def close(self) -> None:
        """Lock and end the threads; the program is about to end."""
        self._warming.stop()
        self._leave()
        self._door.close()

    def is_quiet(self) -> bool:
        """Return whether everything that was asked for has been answered."""
        lanes = (
            [self._door] if self.workplace is None else [self._door, self.workplace.bridge.tasks]
        )
        return all(each.is_quiet() for each in lanes)

    def _settings_changed(self, settings: Settings) -> None:
        another = settings.language != self.settings.language
        self._keep(settings)
        self._idle.watch(settings.lock_minutes)
        self.look.reduced_motion = settings.reduced_motion
        self.look.put_on(make_tokens(settings))
        if another and self.workplace is not None:
            self.look.words = load_words(settings.language)
            QTimer.singleShot(0, self._rebuild)

    def _rebuild(self) -> None:
        """Build the window again in another language, over the same open vault."""
        before = self.workplace
        if before is None:
            return
        key, opened, since = before.window.key, before.bridge.app, before.bridge.since
        before.bridge.leave()
        self._opened(opened)
        before.deleteLater()
        if self.workplace is not None:
            self.workplace.bridge.since = since
            self.workplace.go(key)

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        self._file.write(settings)

    def _show_failure(self, error: Exception) -> None:
        screen = self.frame.currentWidget()
        if isinstance(screen, UnlockScreen):
            screen.show_error(self._reason(error))
        elif isinstance(screen, FirstRun):
            screen.show_error(self._reason(error), "")

    def _reason(self, error: Exception) -> str:
        if isinstance(error, WorkbenchError):
            return self.look.words.show(error.message)
        self._log(error)
        return self.look.text(_BROKEN)

    def _log(self, error: Exception) -> None:
        """Log where a bug happened, never with what data."""
        places = traceback.extract_tb(error.__traceback__)
        where = " < ".join(f"{Path(p.filename).name}:{p.lineno}" for p in reversed(places[-6:]))
        log.error("%s at %s", type(error).__name__, where)


def _vault_folder(folder: Path, name: str) -> Path:
    if not folder.exists() or not any(folder.iterdir()):
        return folder
    kept = "".join(c if c.isalnum() or c in "-_ " else "-" for c in name).strip() or "vault"
    return folder / f"{kept}.qicheng"
