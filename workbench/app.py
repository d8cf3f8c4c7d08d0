"""The composition root: an open vault with everything that can be done and asked in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from workbench.composition import COMMANDS, CONTENT, PRINTS, QUERIES, SEARCH, VEIL
from workbench.kernel.changes import Changes, Feed
from workbench.kernel.clock import Clock
from workbench.kernel.commands import CommandSpec, Undo
from workbench.kernel.errors import BadInput, Conflict, NotFound, RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation import queries as organisation_queries
from workbench.organisation.models import Organisation
from workbench.people import queries as people_queries
from workbench.pipeline import importing, refusals
from workbench.ports import SecretStore
from workbench.vault import backup, history, revert, safe_files, vault
from workbench.vault.envelope import Envelope
from workbench.vault.folder import VaultFolder
from workbench.vault.history import EntryRow
from workbench.vault.keyring_store import SystemKeyring
from workbench.vault.unit import Header, UnitOfWork

__all__ = [
    "COMMANDS",
    "PRINTS",
    "QUERIES",
    "App",
    "Connection",
    "Done",
    "SystemKeyring",
    "backup",
    "create",
    "history",
    "open_app",
]

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Done:
    """What a command answered and what it changed."""

    value: Any
    changes: Changes


class App:
    """The program around one open vault. Any thread may call it; writes wait for one another.

    Attributes: `vault`; `feed`, which tells of every commit; `actor`, who is at the desk.
    """

    def __init__(self, open_vault: vault.Vault, actor: str) -> None:
        self.vault = open_vault
        self.actor = actor
        self.feed = Feed()
        self._zone: ZoneInfo | None = None

    def run(self, command: object) -> Done:
        """Run a command in one unit of work.

        Raises RuleBroken, NotFound, Conflict, BadInput or SystemFault; then nothing has changed.
        """
        spec = COMMANDS.of(command)
        header = Header(spec.id, spec.done, self.actor, undoable=spec.undo is Undo.AUTO)
        return self._write(header, lambda unit: spec.handler(command, unit))

    def ask(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return the answer of a query."""
        with self.vault.reader() as connection:
            return query(connection, *args, **kwargs)

    def ask_for_screen(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return the answer of a query, through the connection with the large cache."""
        with self.vault.reader(screen=True) as connection:
            return query(connection, *args, **kwargs)

    def undo(self, *, since: int = 0) -> Done:
        """Take back this device's newest live entry. Raises RuleBroken where there is none."""
        target = self.ask(history.undo_target, self.vault.device, since=since)
        if target is None:
            raise RuleBroken("", N_("There is nothing to undo."))
        return self._revert(target, "undo")

    def redo(self, *, since: int = 0) -> Done:
        """Do again what undo took back last. Raises RuleBroken where there is nothing."""
        target = self.ask(history.redo_target, self.vault.device, since=since)
        if target is None:
            raise RuleBroken("", N_("There is nothing to redo."))
        return self._revert(target, "redo")

    def take_back(self, entry_id: str) -> Done:
        """Take back an older entry, as long as nothing later depends on it. Raises Conflict."""
        target = self._live_entry(entry_id)
        return self._revert(target, "redo" if target.kind == "undo" else "undo")

    def undo_import(self, entry_id: str = "") -> Done:
        """Take back an import (the newest) for everybody whom nobody touched since.

        Answers with the subjects that were left as they are.
        """
        entry_id = entry_id or self.ask(importing.last_import)
        target = self._live_entry(entry_id)
        header = Header(target.command, COMMANDS.done(target.command), self.actor, "undo", entry_id)

        def work(unit: UnitOfWork) -> list[revert.Kept]:
            unit.label(**target.label)
            return revert.revert_untouched(unit, entry_id)

        return self._write(header, work)

    def save_cv(self, cv_id: str, path: Path) -> None:
        """Write the file of a CV, as it came and in clear, to `path`.

        Raises NotFound where the CV has no file, SystemFault where it is damaged or `path` cannot
        be written.
        """
        safe_files.write_whole(path, self.cv_file(cv_id))

    def cv_file(self, cv_id: str) -> bytes:
        """Return the file of a CV as it came.

        Raises NotFound where the CV has no file, SystemFault where it is damaged.
        """
        return self.vault.blobs.get(*self.ask(people_queries.cv_object, cv_id))

    @property
    def last_stamp(self) -> int:
        """The stamp of the newest change, to tell this session's changes from older ones."""
        return self.vault.last_stamp

    def local_now(self) -> datetime:
        """Return the present moment in the organisation's time zone."""
        zone = self._zone
        if zone is None:  # asked once: pages want the time for every line they paint
            zone = self._zone = ZoneInfo(self.ask(organisation_queries.organisation).timezone)
        return self.vault.clock.now().astimezone(zone)

    def close(self) -> None:
        """Lock the vault."""
        self.vault.close()

    def _live_entry(self, entry_id: str) -> EntryRow:
        target = self.ask(history.one, entry_id)
        if target is None:
            raise NotFound(N_("There is no entry {id} in the history."), id=entry_id)
        if target.undone:
            raise Conflict(N_("This was undone already."))
        if not target.undoable:
            raise RuleBroken("", N_("This cannot be undone."))
        return target

    def _revert(self, target: EntryRow, kind: str) -> Done:
        done = COMMANDS.done(target.command)
        header = Header(target.command, done, self.actor, kind, target.id)

        def work(unit: UnitOfWork) -> None:
            unit.label(**target.label)
            revert.revert(unit, target.id)

        return self._write(header, work)

    def _write(self, header: Header, work: Callable[[UnitOfWork], Any]) -> Done:
        try:
            value, changes = self.vault.write(header, work)
        except (RuleBroken, Conflict, BadInput, NotFound) as refusal:
            refusal.message = self.ask(refusals.unnamed, refusal.message)
            raise
        if Organisation.__tablename__ in changes.scopes:
            self._zone = None
        self.feed.publish(changes)
        return Done(value, changes)


def create(path: Path, passphrase: str, **options: Any) -> str:
    """Make a vault with the shipped content; return its printed recovery key."""
    actor = str(options.pop("actor", ""))
    recovery_key = vault.create(path, passphrase, **options)
    app = open_app(path, vault.with_passphrase(passphrase), actor=actor)
    try:
        for install in CONTENT:
            app.run(install)
    finally:
        app.close()
    return recovery_key


def open_app(
    path: Path,
    open_slot: Callable[[Envelope], bytes],
    *,
    actor: str = "",
    clock: Clock | None = None,
) -> App:
    """Unlock the vault at `path`. Raises NotFound, Locked or SystemFault."""
    return App(vault.unlock(path, open_slot, sources=SEARCH, clock=clock, veil=VEIL), actor)


def unlock_with_passphrase(path: Path, passphrase: str, *, actor: str = "") -> App:
    """Unlock by passphrase. Raises NotFound, Locked or SystemFault."""
    return open_app(path, vault.with_passphrase(passphrase), actor=actor)


def unlock_with_recovery_key(path: Path, recovery_key: str, *, actor: str = "") -> App:
    """Unlock by the printed recovery key. Raises RuleBroken for a slip of the pen."""
    return open_app(path, vault.with_recovery_key(recovery_key), actor=actor)


def unlock_remembered(path: Path, store: SecretStore, *, actor: str = "") -> App:
    """Unlock a vault that this computer remembers. Raises Locked where it does not."""
    return open_app(path, vault.with_keyring(store), actor=actor)


def is_vault(path: Path) -> bool:
    """Tell whether a vault lies at `path`."""
    return VaultFolder(path).exists()


def restore(source: Path, target: Path, passphrase: str) -> backup.Restored:
    """Make a vault at `target` from the backup at `source`.

    Raises BadInput where `source` is no sound backup, Locked for a wrong passphrase, RuleBroken
    where `target` is taken.
    """
    return backup.restore(source, target, vault.with_passphrase(passphrase))


def palette() -> Sequence[CommandSpec]:
    """Return the commands that the palette offers."""
    return [spec for spec in COMMANDS if spec.palette]
