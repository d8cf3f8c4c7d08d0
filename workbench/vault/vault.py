"""A vault: made, unlocked, written to through one lane, read from beside it, locked."""

from __future__ import annotations

import os
import socket
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from workbench.kernel.changes import Changes
from workbench.kernel.clock import Clock, HybridClock, SystemClock, milliseconds
from workbench.kernel.errors import Locked, RuleBroken, SystemFault
from workbench.kernel.i18n import N_
from workbench.kernel.ids import new_id
from workbench.ports import SecretStore
from workbench.vault import cipher, journal, keys, migrate, recovery, safe_files
from workbench.vault.blobs import Blobs
from workbench.vault.capture import JournaledSession
from workbench.vault.envelope import DEVICE, Envelope
from workbench.vault.folder import VaultFolder
from workbench.vault.journal_tables import device
from workbench.vault.search import SearchIndex, SearchSource
from workbench.vault.unit import Header, UnitOfWork
from workbench.vault.veil import Veil

DEVICE_FILE = "device.id"


class Vault:
    """An open vault.

    Attributes: `folder`; `envelope`; `blobs`; `device`, this device's id; `is_open`. Writing goes
    through `write`, one at a time; reading through `reader`.
    """

    def __init__(
        self,
        folder: VaultFolder,
        envelope: Envelope,
        data_key: bytes,
        lock: FileLock,
        sources: Sequence[SearchSource],
        clock: Clock,
        veil: Veil | None = None,
    ) -> None:
        self.folder, self.envelope = folder, envelope
        self.blobs = Blobs(folder.objects)
        self.clock = clock
        self._veil = veil
        self._lock = lock
        self._data_key = bytearray(data_key)
        self._index = SearchIndex(sources)
        self._writing = threading.Lock()
        key = keys.derive(data_key, "database")
        self._writer: Engine = cipher.engine(folder.database, key, cipher.Role.WRITER)
        self._readers: Engine = cipher.engine(
            folder.database, key, cipher.Role.READER, connections=4
        )
        self._screen: Engine = cipher.engine(folder.database, key, cipher.Role.SCREEN)
        self._revision = migrate.revisions()[-1]
        self.is_open = True
        try:
            self._begin()
        except BaseException:
            self._dispose()
            raise

    def _begin(self) -> None:
        with self._told():
            self.device = _this_device(self._writer, self.folder, self.clock)
            with self._writer.connect() as connection:
                self._author = journal.load_author(connection, self.device)
                self._hybrid = HybridClock(self.clock, journal.last_hlc(connection))

    @contextmanager
    def reader(self, *, screen: bool = False) -> Iterator[Connection]:
        """Give a read-only connection; the one for the screen has the large cache.

        It does not see what is veiled.
        """
        with self._told(), (self._screen if screen else self._readers).connect() as connection:
            if self._veil is not None:
                self._veil.adjust(cipher.statements(connection), connection.info)
            yield connection

    def write(self, header: Header, work: Callable[[UnitOfWork], Any]) -> tuple[Any, Changes]:
        """Run `work` in one unit of work; return its answer and what changed.

        Whatever is raised, the database is as it was.
        """
        with self._writing, JournaledSession(self._writer, expire_on_commit=False) as session:
            unit = UnitOfWork(
                session=session,
                now=self.clock.now(),
                header=header,
                author=self._author,
                hlc=self._hybrid.tick(),
                revision=self._revision,
                blobs=self.blobs,
                index=self._index,
            )
            with self._told():
                answer = work(unit)
                changes, self._author = unit.close()
            for act in unit.after_commit:
                act()
        if unit.has_erased:
            self._forget_pages()
        return answer, changes

    def _forget_pages(self) -> None:
        """Bring the log into the database, so that no earlier page outlives what was erased.

        Where a reader is in the way it happens at the next such chance, at locking at the latest.
        """
        with self._writing, self._told(), self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            connection.rollback()
            cipher.checkpoint(raw)

    @property
    def last_stamp(self) -> int:
        """The newest stamp that this device has seen."""
        return self._hybrid.last

    def prove(self, passphrase: str) -> None:
        """Raise RuleBroken where a passphrase is not the present one."""
        try:
            self.envelope.open_with_passphrase(passphrase)
        except Locked as error:
            raise RuleBroken("present", error.message.text) from error

    def change_passphrase(self, passphrase: str, cost: keys.KdfCost | None = None) -> None:
        """Give the vault another passphrase; the database stays as it is."""
        keys.check_passphrase(passphrase)
        self.envelope.set_passphrase(bytes(self._data_key), passphrase, cost or keys.KdfCost())
        self.envelope.write(self.folder.envelope, bytes(self._data_key))

    def new_recovery_key(self) -> str:
        """Make a new printed recovery key; the one before opens nothing from now on."""
        secret = recovery.new_secret()
        self.envelope.set_recovery(bytes(self._data_key), secret)
        self.envelope.write(self.folder.envelope, bytes(self._data_key))
        return recovery.printed(secret)

    def remember(self, store: SecretStore) -> None:
        """Let this computer's keyring open the vault."""
        secret = os.urandom(32)
        store.put(self.envelope.vault, b64encode(secret).decode())
        self.envelope.set_device(bytes(self._data_key), secret)
        self.envelope.write(self.folder.envelope, bytes(self._data_key))

    @property
    def is_remembered(self) -> bool:
        """Whether some computer's keyring may open the vault."""
        return self.envelope.has(DEVICE)

    def forget(self, store: SecretStore) -> None:
        """Take the vault out of this computer's keyring."""
        store.forget(self.envelope.vault)
        self.envelope.drop(DEVICE)
        self.envelope.write(self.folder.envelope, bytes(self._data_key))

    def key_for(self, purpose: str) -> bytes:
        """Return the key derived for `purpose`."""
        return keys.derive(bytes(self._data_key), purpose)

    def faults(self) -> list[str]:
        """Check the database and the journal's chain; return what is wrong."""
        with self._writing, self._told(), self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            connection.rollback()
            found = cipher.integrity_faults(raw)
            try:
                broken = journal.broken_links(connection)
            except (DBAPIError, cipher.DriverError) as error:
                found.append(f"journal: {getattr(error, 'orig', error)}")
                broken = []
            found += [f"journal: {device}/{n}" for device, n in broken]
        return found

    def close(self) -> None:
        """Lock the vault: close every connection, drop the key, let others in."""
        with self._writing:
            self._readers.dispose()
            self._screen.dispose()
            # A damaged file that cannot be tidied up is locked all the same.
            with suppress(SystemFault), self._told(), self._writer.connect() as connection:
                raw = connection.connection.driver_connection
                connection.rollback()
                cipher.checkpoint(raw)
            self._dispose()
            self._lock.release()

    def _dispose(self) -> None:
        for engine in (self._readers, self._screen, self._writer):
            engine.dispose()
        self._data_key[:] = bytes(len(self._data_key))
        self.is_open = False

    def _told(self) -> AbstractContextManager[None]:
        return cipher.told(self.folder.database)


def create(
    path: Path,
    passphrase: str,
    *,
    name: str = "",
    cost: keys.KdfCost | None = None,
    clock: Clock | None = None,
) -> str:
    """Make a vault at `path` and return its printed recovery key.

    Raises RuleBroken for a weak passphrase or a folder that is taken, SystemFault where it is
    unwritable.
    """
    keys.check_passphrase(passphrase)
    folder = VaultFolder(path)
    folder.make()
    lock = folder.hold()
    try:
        data_key = os.urandom(keys.DATA_KEY_BYTES)
        _make_database(folder.database, keys.derive(data_key, "database"))
        now = (clock or SystemClock()).now()
        envelope = Envelope(new_id(), name or path.stem, now.isoformat(timespec="seconds"))
        envelope.set_passphrase(data_key, passphrase, cost or keys.KdfCost())
        secret = recovery.new_secret()
        envelope.set_recovery(data_key, secret)
        envelope.write(folder.envelope, data_key)
    finally:
        lock.release()
    return recovery.printed(secret)


def unlock(
    path: Path,
    open_slot: Callable[[Envelope], bytes],
    *,
    sources: Sequence[SearchSource] = (),
    clock: Clock | None = None,
    veil: Veil | None = None,
) -> Vault:
    """Open the vault at `path`; `open_slot` gets the data key out of the envelope.

    Upgrades an older vault on the way. Raises NotFound, Locked (wrong key) or SystemFault (in use,
    damaged, newer, read-only).
    """
    folder = VaultFolder(path)
    envelope = Envelope.read(folder.envelope)
    lock = folder.hold()
    try:
        data_key = open_slot(envelope)
        _bring_up_to_date(folder, keys.derive(data_key, "database"), envelope.name)
        return Vault(folder, envelope, data_key, lock, sources, clock or SystemClock(), veil)
    except BaseException:
        lock.release()
        raise


def with_passphrase(passphrase: str) -> Callable[[Envelope], bytes]:
    """Return the way to open a vault by passphrase."""
    if not passphrase:
        raise Locked(N_("Type the passphrase of the vault."))
    return lambda envelope: envelope.open_with_passphrase(passphrase)


def with_recovery_key(text: str) -> Callable[[Envelope], bytes]:
    """Return the way to open a vault by its printed recovery key."""
    return lambda envelope: envelope.open_with_recovery_key(text)


def with_keyring(store: SecretStore) -> Callable[[Envelope], bytes]:
    """Return the way to open a vault that this computer remembers."""

    def open_slot(envelope: Envelope) -> bytes:
        secret = store.get(envelope.vault)
        if secret is None:
            raise Locked(N_("This computer does not remember the vault. Type the passphrase."))
        return envelope.open_with_device(b64decode(secret))

    return open_slot


def _make_database(path: Path, key: bytes) -> None:
    cipher.connect(path, key, create=True).close()
    engine = cipher.engine(path, key, cipher.Role.WRITER)
    try:
        migrate.upgrade(engine)
    finally:
        engine.dispose()


def _bring_up_to_date(folder: VaultFolder, key: bytes, name: str) -> None:
    with cipher.told(folder.database):
        connection = cipher.connect(folder.database, key)
        try:
            behind = migrate.is_behind(connection, name)
            before = migrate.revision_of(connection)
        finally:
            connection.close()
        if behind:
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
            kept = folder.backups / f"before-upgrade-{before}-{stamp}.db"
            migrate.upgrade_file(folder.database, key, kept)


def _this_device(engine: Engine, folder: VaultFolder, clock: Clock) -> str:
    """Return this device's id in the vault, making one where there is none.

    The id stands in the database and, beside it, in a small file that a backup does not copy: a
    restored vault so becomes a device of its own.
    """
    marker = folder.path / DEVICE_FILE
    marked = marker.read_text(encoding="ascii").strip() if marker.exists() else ""
    with engine.begin() as connection:
        known = connection.execute(select(device.c.id).where(device.c.id == marked)).scalar()
        if known:
            return str(known)
        fresh = new_id()
        connection.execute(
            insert(device),
            {"id": fresh, "name": socket.gethostname(), "added": milliseconds(clock.now())},
        )
    safe_files.write_whole(marker, fresh.encode())
    return fresh
