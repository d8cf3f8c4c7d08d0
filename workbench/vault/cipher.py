"""Connections to the encrypted database. The only file that knows the driver.

SQLCipher by `sqlcipher3`, with a raw 256-bit key. Every connection reads its settings back and
refuses to go on where one is off: a setting that silently did not take would cost a lost commit
(synchronous), a name left in free pages (secure_delete) or a plain-text temporary file
(temp_store).

Never open a vault with a second copy of SQLite in this process: closing that copy's file handle
would drop this one's POSIX locks (sqlite.org/howtocorrupt.html, 2.2.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_

KEY_BYTES = 32
OLDEST_SQLITE = (3, 51, 3)  # before it, a WAL reset could damage the file
PLAIN_HEADER = b"SQLite format 3\x00"

DriverError = driver.Error

_EXPECTED = {
    "cipher_status": "1",
    "synchronous": "2",
    "secure_delete": "1",
    "temp_store": "2",
    "foreign_keys": "1",
    "trusted_schema": "0",
    "cell_size_check": "1",
    "recursive_triggers": "0",
}
_CHECKS = {
    "cipher_integrity_check": "",
    "integrity_check(20)": "",
    "foreign_key_check": "foreign key: ",
}
# Without it an erased name stays readable in the index (SQLite 3.42 and newer have it).
_INDEX_SETTING = "SELECT v FROM search_index_config WHERE k = 'secure-delete'"


class Role(Enum):
    """What a connection is for: its cache in MiB, and whether it may write."""

    WRITER = (64, True)
    SCREEN = (64, False)
    READER = (8, False)

    @property
    def cache_kib(self) -> int:
        """Return the page cache of the connection in KiB."""
        return int(self.value[0]) * 1024

    @property
    def writes(self) -> bool:
        """Return whether the connection may change the database."""
        return bool(self.value[1])


def require_sqlite() -> None:
    """Raise SystemFault where the SQLite inside the driver is older than `OLDEST_SQLITE`."""
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise SystemFault(
            N_("The SQLite library is {found}; {needed} or newer is needed to keep data safe."),
            found=driver.sqlite_version,
            needed=".".join(map(str, OLDEST_SQLITE)),
        )


def connect(path: Path, key: bytes, role: Role = Role.WRITER, *, create: bool = False) -> Any:
    """Return a keyed and checked driver connection to `path`.

    `key` is exactly 32 bytes: SQLCipher would take any other length for a passphrase. Raises
    SystemFault where the file is missing, plain, damaged, foreign, or a setting does not hold.
    """
    require_sqlite()
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    if not create:
        _refuse_plain(path)
    connection = _open(path, "rwc" if create else "rw")
    try:
        _prepare(connection, key, role)
        _read_back(connection, role)
    except driver.DatabaseError as error:
        connection.close()
        raise damaged(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def is_ours(error: Exception) -> bool:
    """Tell whether a driver's error is a bug of ours and says nothing about the file."""
    if isinstance(error, driver.IntegrityError | driver.ProgrammingError):
        return True
    return any(words in str(error) for words in ("no such", "syntax error", "has no column"))


def damaged(path: Path, error: Exception) -> SystemFault:
    """Return the fault for a database that does not answer as it should."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return SystemFault(N_("The vault is in use by another program. Close it and try again."))
    if "readonly" in text:
        return SystemFault(
            N_("The folder {folder} is read-only. Make it writable, then open the vault again."),
            folder=str(path.parent),
        )
    if "full" in text:
        return SystemFault(N_("The disk is full. Free some space; nothing was lost."))
    return SystemFault(
        N_("The database {name} is damaged or belongs to another vault. Restore a backup."),
        name=path.name,
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the driver says of the file at `path` into a SystemFault; bugs stay bugs."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(cause, Exception) or is_ours(cause):
            raise
        raise damaged(path, cause) from error


def _refuse_plain(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise SystemFault(
            N_("The database {name} cannot be read. Restore a backup."), name=path.name
        ) from error
    if head == PLAIN_HEADER:
        raise SystemFault(
            N_("{name} is not encrypted. It was put in the vault's place and is not opened."),
            name=path.name,
        )
    if len(head) < len(PLAIN_HEADER):
        raise SystemFault(
            N_("The database {name} is damaged or belongs to another vault. Restore a backup."),
            name=path.name,
        )


def _open(path: Path, mode: str) -> Any:
    try:
        if mode == "rwc" and not path.exists():
            path.touch(0o600)  # SQLite gives -wal and -shm the rights of the database
        return driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=5.0,
            cached_statements=512,
        )
    except (driver.DatabaseError, OSError) as error:
        raise damaged(path, error) from error


def _prepare(connection: Any, key: bytes, role: Role) -> None:
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")
    run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run("PRAGMA cipher_log_level = NONE")
    run("PRAGMA temp_store = MEMORY")
    run("SELECT count(*) FROM sqlite_master").fetchone()
    if role.writes:
        run("PRAGMA journal_mode = WAL")
    run("PRAGMA synchronous = FULL")
    run("PRAGMA fullfsync = ON")
    run("PRAGMA checkpoint_fullfsync = ON")
    run("PRAGMA secure_delete = ON")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA trusted_schema = OFF")
    run("PRAGMA cell_size_check = ON")
    run("PRAGMA busy_timeout = 5000")
    run(f"PRAGMA cache_size = -{role.cache_kib}")
    run(f"PRAGMA query_only = {'OFF' if role.writes else 'ON'}")


def _read_back(connection: Any, role: Role) -> None:
    expected = _EXPECTED | {
        "journal_mode": "wal",
        "cache_size": str(-role.cache_kib),
        "query_only": "0" if role.writes else "1",
    }
    for name, wanted in expected.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if name == "cipher_status" and found is not None and str(found[0]) != wanted:
            # A page did not decrypt; a library without the cipher has no such setting at all.
            raise driver.DatabaseError("the cipher gave up")
        if found is None or str(found[0]) != wanted:
            raise _not_set(name)
    if _has_search_index(connection):
        found = connection.execute(_INDEX_SETTING).fetchone()
        if found is None or str(found[0]) != "1":
            raise _not_set("fts5 secure-delete")


def _has_search_index(connection: Any) -> bool:
    """Tell whether the index is there yet; it comes with the first migration."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'search_index_config'"
    return connection.execute(query).fetchone() is not None


def _not_set(name: str) -> SystemFault:
    text = N_("The database setting {name} did not take, so the vault stays closed.")
    return SystemFault(text, name=name)


def engine(path: Path, key: bytes, role: Role, *, connections: int = 1) -> Engine:
    """Return an engine whose connections are keyed and checked.

    A writer has one connection and begins its transactions IMMEDIATE, so that two writers never
    meet half way; readers begin DEFERRED and keep one snapshot each.
    """
    made = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: connect(path, key, role),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=30,
        query_cache_size=1000,
    )
    begin = "BEGIN IMMEDIATE" if role.writes else "BEGIN"

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return made


def statements(connection: Connection) -> Any:
    """Return the driver's connection below an open transaction.

    For the few statements that every command runs: SQLAlchemy's way to the driver costs more than
    they do. What goes wrong there is a `DriverError`.
    """
    return connection.connection.driver_connection


def checkpoint(connection: Any) -> bool:
    """Move the write-ahead log into the database; return whether all of it went."""
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def integrity_faults(connection: Any) -> list[str]:
    """Return what SQLCipher's and SQLite's own checks find; empty where all is well.

    Of a file so damaged that a check cannot end, what that check died of is a fault like any other.
    """
    faults: list[str] = []
    for pragma, prefix in _CHECKS.items():
        try:
            faults += [f"{prefix}{row[0]}" for row in connection.execute(f"PRAGMA {pragma}")]
        except driver.DatabaseError as error:
            faults.append(f"{pragma.partition('(')[0]}: {error}")
    return [fault for fault in faults if fault != "ok"]


def copy(source: Any, target: Any) -> None:
    """Copy a whole database in one step, from one keyed connection into another."""
    source.backup(target, pages=-1)
