"""Where the vault lies, its backups, its keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.context import Context
from ui.pages.settings.sheets import change_passphrase
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.check import Check
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.places import documents
from workbench.app import backup
from workbench.kernel.i18n import N_

_VAULT, _BACK_UP = N_("Vault and backup"), N_("Back up now…")
_PASSPHRASE, _RECOVERY, _CHECK = (
    N_("Change the passphrase…"),
    N_("New recovery sheet…"),
    N_("Check the vault"),
)
_WHERE = N_("It lies in {folder}.")
_CLOUD = N_("This folder is synchronised by another program. Move the vault to a local one.")
_SOUND, _UNSOUND = N_("Everything is in order."), N_("{n} faults were found. Restore a backup.")
_DONE = N_("Backed up and checked. The copy lies in {folder}.")
_LAST, _NEVER = N_("Last backup: {when}"), N_("There is no backup yet.")
_TARGET = N_("Where to back up to")
_RESTORE = N_("Restore a backup…")
_REMEMBER = N_("Remember on this device")
_REMEMBERED = N_("This computer now opens the vault without the passphrase.")
_FORGOTTEN = N_("From now on the passphrase is asked for.")


class VaultPanel(Panel):
    """Buttons for backing up, checking and keying.

    Signals: `backedUp(str)` with the folder; `restoreAsked()`; `recoveryMade(str)` with a new
    recovery key.
    """

    backedUp = Signal(str)  # noqa: N815
    recoveryMade = Signal(str)  # noqa: N815
    restoreAsked = Signal()  # noqa: N815

    def __init__(self, context: Context, target: str) -> None:
        super().__init__(context.look, context.text(_VAULT))
        self._context, self._target = context, target
        look, folder = context.look, context.bridge.app.vault.folder
        where = look.text(_WHERE, folder=str(folder.path))
        self.add(Text(look, where, Role.CAPTION, "text2", wrap=True))
        if folder.is_in_cloud():
            self.add(Text(look, look.text(_CLOUD), Role.CAPTION, "warn", wrap=True))
        self._last = Text(look, "", Role.CAPTION, "text2", wrap=True)
        self.add(self._last)
        self._row(
            (_BACK_UP, "hard-drive-download", self.back_up),
            (_RESTORE, "archive-restore", self.restoreAsked.emit),
            (_CHECK, "shield-check", self.check),
        )
        self._row(
            (_PASSPHRASE, "key-round", self._passphrase), (_RECOVERY, "printer", self._recovery)
        )
        self.remember = Check(look, look.text(_REMEMBER))
        self.remember.hide()
        self.add(self.remember)
        self._offer_remembering()
        self._show_last()

    def _offer_remembering(self) -> None:
        """Show the tick box where the computer has a keyring that can be trusted."""
        store, vault = self._context.store, self._context.bridge.app.vault
        if store is None:
            return

        def done(available: bool) -> None:
            self.remember.setVisible(available)
            self.remember.setChecked(vault.is_remembered)
            self.remember.toggled.connect(self._remember)

        self._context.bridge.tasks.start(store.available, done)

    def _remember(self, wanted: bool) -> None:
        store, bridge = self._context.store, self._context.bridge
        vault = bridge.app.vault
        if store is None or wanted == vault.is_remembered:
            return
        work = partial(vault.remember if wanted else vault.forget, store)
        word = _REMEMBERED if wanted else _FORGOTTEN

        def failed(error: Exception) -> None:
            self.remember.setChecked(vault.is_remembered)
            self._context.fail(error)

        bridge.write(work, lambda _none: self._context.say(word), failed)

    def _row(self, *buttons: tuple[str, str, Callable[[], None]]) -> None:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, Space.XS, 0, 0)
        line.setSpacing(Space.S)
        for word, icon, act in buttons:
            button = Button(self._context.look, self._context.text(word), "secondary", icon)
            button.clicked.connect(lambda _=False, act=act: act())
            line.addWidget(button)
        line.addStretch(1)
        self.add(box)

    def back_up(self) -> None:
        """Choose a folder and back up to it."""
        title = self._context.text(_TARGET)
        target = QFileDialog.getExistingDirectory(self, title, self._target or documents())
        if target:
            self.back_up_to(Path(target))

    def back_up_to(self, target: Path) -> None:
        """Back up to `target`, off the UI thread, and say what was checked."""
        context, bridge = self._context, self._context.bridge

        def done(made: backup.BackedUp) -> None:
            self._target = str(target)
            self._show_last()
            self.backedUp.emit(str(target))
            context.say(_DONE, folder=made.folder)

        bridge.write(lambda: backup.write(bridge.app.vault, target), done, context.fail)

    def _show_last(self) -> None:
        found = backup.list_backups(Path(self._target)) if self._target else []
        if not found:
            self._last.setText(self._context.text(_NEVER))
            return
        zone = self._context.moment().tzinfo
        when = datetime.fromtimestamp(found[0].stat().st_mtime, zone)
        self._last.setText(self._context.text(_LAST, when=f"{when:%Y-%m-%d %H:%M}"))

    def check(self) -> None:
        """Check database, journal and attachments, and say what was found."""
        context, app = self._context, self._context.bridge.app

        def done(faults: list[str]) -> None:
            context.say(_UNSOUND if faults else _SOUND, n=len(faults))

        def work() -> list[str]:
            return [*app.vault.faults(), *backup.missing_objects(app.vault)]

        context.bridge.write(work, done, context.fail)

    def _passphrase(self) -> None:
        change_passphrase(self._context)

    def _recovery(self) -> None:
        bridge = self._context.bridge
        make = bridge.app.vault.new_recovery_key
        bridge.write(make, self.recoveryMade.emit, self._context.fail)
