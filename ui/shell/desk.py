"""The whole program: what is seen before a vault is open, the desk over it, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from ui.shell import unsaved
from ui.shell.bugs import log_bug
from ui.shell.dressing import load_words, make_look, make_tokens
from ui.shell.entrance import Entrance
from ui.shell.frame import Frame
from ui.shell.fronting import Fronting
from ui.shell.left import Left
from ui.shell.lock import IdleLock
from ui.shell.redressing import Redressing
from ui.shell.warming import Warming
from ui.tasks import Tasks
from ui.widgets.places import documents
from ui.widgets.toast import Notice
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.i18n import N_
from workbench.ports import SecretStore
from workbench.settings import Settings, SettingsFile

if TYPE_CHECKING:  # loaded behind the first screen, see `warming`
    from ui.shell.workplace import Workplace
    from workbench.app import App

_PRODUCT = N_("Qicheng Recruiting")
_FROM = N_("Where the backups lie")
_BROKEN = N_("Something went wrong in the program. Nothing was lost; the step can be tried again.")


class Desk(QObject):
    """Holds what outlives an open vault: settings, look, frame, threads.

    `make_vault` makes a new vault and returns its recovery key, in place of `app.create`.
    Attributes: `frame`; `entrance`; `workplace`, None while locked; `settings`; `front`.
    """

    def __init__(
        self,
        store: SecretStore,
        file: SettingsFile,
        settings: Settings,
        make_vault: Callable[..., str] | None = None,
    ) -> None:
        super().__init__()
        self._store, self._file = store, file
        self.settings = settings
        self.look = make_look(settings)
        self.frame = Frame(self.look)
        self.workplace: Workplace | None = None
        self._left: Left | None = None
        self._is_demo = False
        self._door = Tasks(self)
        self._warming = Warming(self._door, self)
        self.entrance = Entrance(self.look, self.frame, self._door, store, self._reason, make_vault)
        self.entrance.setParent(self)
        self.entrance.actor = settings.actor
        self.entrance.opened.connect(self._opened)
        self.entrance.made.connect(lambda opened, _key: self._opened(opened, show=False))
        self.entrance.finished.connect(self._show_workplace)
        self.entrance.printAsked.connect(self._print_recovery)
        self.entrance.languageChosen.connect(self._choose_language)
        self._dressing = Redressing(self.look, self.frame, self)
        self._idle = IdleLock(self)
        self._idle.idle.connect(self.lock)
        self.frame.closing.connect(self.close)
        self.frame.may_close = self._may_close
        self._warned: list[object] = []
        self.front = Fronting(self.frame, self.lock)

    def start(self, vault: Path | None = None, *, demo: bool = False) -> None:
        """Show the frame: unlock `vault` or the one used last, or welcome a newcomer.

        With `demo` a vault of invented people is made and opened instead.
        """
        self.look.put_on()
        if vault is not None:
            self.settings = replace(self.settings, vault=str(vault))
        if demo:
            self.entrance.show_welcome()
            self.entrance.open_demo()
        else:
            self.entrance.show(self.settings.vault, remembered=True)
        self.frame.show()
        QTimer.singleShot(0, self, self._warming.start)

    def _choose_language(self, language: str) -> None:
        self._keep(replace(self.settings, language=language))
        self._forget()
        self.look.words = load_words(language)
        self.entrance.welcome_again()

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

    def _opened(self, opened: App, demo: bool = False, *, show: bool = True) -> None:
        self._keep_vault(opened, demo=demo)
        left = self._take_left(opened)
        if left is not None and left.workplace is not None:
            self.workplace, self._is_demo = left.workplace, False
            self.look.today = left.workplace.context.today
            left.workplace.bridge.wake(opened)
        else:
            self._build(opened, demo)
            if left is not None and self.workplace is not None:
                self.workplace.bridge.since = left.since
                self.workplace.go(left.page)
        self._idle.watch(self.settings.lock_minutes)
        if show:  # in an event of its own: building and first showing it are each long enough
            QTimer.singleShot(0, self, self._show_workplace)

    def _keep_vault(self, opened: App, *, demo: bool) -> None:
        if not demo:
            self._keep(replace(self.settings, vault=str(opened.vault.folder.path)))

    def _take_left(self, opened: App) -> Left | None:
        """Return what was left of this vault's desk, and let go of any other's."""
        left, self._left = self._left, None
        if left is not None and left.vault != opened.vault.folder.path:
            left.drop()
            return None
        return left

    def _build(self, opened: App, demo: bool) -> None:
        from ui.bridge import Bridge
        from ui.shell.workplace import Workplace
        from workbench.pipeline.watched import Taken

        bridge = Bridge(opened, Tasks(), self)
        name = opened.vault.envelope.name
        title = f"{name} · {self.look.text(_PRODUCT)}"
        taken = Taken(self._file.path.with_name("taken.json"))
        made = Workplace(
            self.look, bridge, self.settings, title, log_bug, self._store, demo=demo, taken=taken
        )
        made.settingsChanged.connect(self._settings_changed)
        made.lockAsked.connect(self.lock)
        made.frontAsked.connect(lambda pin: self.front.enter(made, pin))
        made.recoveryMade.connect(self._print_recovery)
        made.restoreAsked.connect(self._restore)
        self.workplace, self._is_demo = made, demo

    def _show_workplace(self) -> None:
        if self.workplace is not None:
            window = self.workplace.window
            self.frame.show_only(window, window.windowTitle())
            # Else Qt would give the keyboard to the first place and paint a ring around it.
            window.inside.setFocus(Qt.FocusReason.OtherFocusReason)
            unsaved.take_up(self.workplace)
            self.workplace.preparing.start()

    def lock(self) -> None:
        """Close the vault and what shows it, and ask for the passphrase again.

        Where something was typed and not saved, the window is kept out of sight until then.
        """
        workplace = self.workplace
        if workplace is None:
            return
        vault, page = workplace.bridge.app.vault.folder.path, workplace.window.key
        kept = workplace if unsaved.is_unsaved(workplace) and not self._is_demo else None
        self._left = None if self._is_demo else Left(vault, page, workplace.bridge.since, kept)
        self._leave(kept=kept is not None)
        self.entrance.show(self.settings.vault)

    def _restore(self) -> None:
        """Ask where the backups lie, lock, and let one be restored beside the vault."""
        start = self.settings.backup or documents()
        name = QFileDialog.getExistingDirectory(self.frame, self.look.text(_FROM), start)
        if name:
            self.lock()
            self.entrance.open_folder(Path(name))

    def _leave(self, *, kept: bool = False) -> None:
        self.front.leave()
        workplace, self.workplace = self.workplace, None
        self._idle.watch(0)
        self.look.today = date.today
        self.look.forget()
        if workplace is not None:
            workplace.preparing.stop()
            workplace.window.toasts.clear()
            workplace.bridge.close()
            if kept:
                self.frame.let_go(workplace.window)
            else:
                workplace.deleteLater()
            QApplication.clipboard().clear()

    def _forget(self) -> None:
        """Let go of what was kept of a locked desk."""
        if self._left is not None:
            self._left.drop()
            self._left = None

    def _may_close(self) -> bool:
        """Say first what would be lost; closing once more closes."""
        if self.front.keeps_open():
            return False
        there = self.workplace or (self._left.workplace if self._left is not None else None)
        typed = unsaved.all_of(there) if there is not None else []
        if not typed or typed == self._warned:
            return True
        self._warned = typed
        if self.workplace is not None:
            self.workplace.window.notify(Notice(self.look.text(unsaved.TYPED)))
        else:
            self.entrance.say(self.look.text(unsaved.TYPED_BEFORE))
        return False

    def close(self) -> None:
        """Lock and end the threads; the program is about to end."""
        self._warming.stop()
        self._leave()
        self._forget()
        self._door.close()

    def is_quiet(self) -> bool:
        """Return whether everything that was asked for has been answered."""
        lanes = (
            [self._door] if self.workplace is None else [self._door, self.workplace.bridge.tasks]
        )
        return all(each.is_quiet() for each in lanes) and self._dressing.is_done()

    def _settings_changed(self, settings: Settings) -> None:
        another = settings.language != self.settings.language
        # Much is measured once, when it is made.
        grown = settings.scale != self.settings.scale
        kept = self.settings.vault if self._is_demo else settings.vault
        self._keep(replace(settings, vault=kept))
        self._idle.watch(settings.lock_minutes)
        self.look.reduced_motion = settings.reduced_motion
        if (another or grown) and self.workplace is not None:
            self.look.words = load_words(settings.language)
            self.look.wear(make_tokens(settings))
            QTimer.singleShot(0, self, self._rebuild)
        else:
            self._dressing.start(make_tokens(settings))

    def _rebuild(self) -> None:
        """Build the window again, in another language or size, over the same open vault."""
        before = self.workplace
        if before is None:
            return
        opened, path = before.bridge.app, before.bridge.app.vault.folder.path
        self._left = Left(path, before.window.key, before.bridge.since)
        typed = unsaved.on_pages(before)
        before.preparing.stop()
        before.bridge.leave()
        self._opened(opened, self._is_demo)
        before.deleteLater()
        if self.workplace is not None:
            unsaved.take_over(self.workplace, typed)
        self._dressing.go_on()

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        self.entrance.actor = settings.actor
        self._file.write(settings)

    def _reason(self, error: Exception) -> str:
        if isinstance(error, WorkbenchError):
            return self.look.words.show(error.message)
        log_bug(error)
        return self.look.text(_BROKEN)
