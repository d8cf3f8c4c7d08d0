"""What can happen to the files of a vault, and that nothing is lost by it."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest
from sqlalchemy import text

from tests.conftest import CHEAP, PASSPHRASE
from workbench import app
from workbench.kernel.errors import SystemFault
from workbench.people.commands import AddCandidate
from workbench.people.queries import list_candidates
from workbench.vault import cipher, keys, vault
from workbench.vault.envelope import Envelope
from workbench.vault.folder import VaultFolder

CANARY = "独孤求败Canary"


def _open(path: Path) -> app.App:
    return app.open_app(path, vault.with_passphrase(PASSPHRASE))


def _data_key(path: Path) -> bytes:
    return Envelope.read(VaultFolder(path).envelope).open_with_passphrase(PASSPHRASE)


def test_every_file_is_private_and_holds_no_name(vault_path: Path) -> None:
    opened = _open(vault_path)
    opened.run(AddCandidate(CANARY, email="canary@example.com"))
    files = [path for path in vault_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    for path in files:
        content = path.read_bytes()
        assert "独孤".encode() not in content
        assert b"canary@example" not in content
        if os.name == "posix":
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    opened.close()


def test_a_second_program_is_refused_politely(vault_path: Path) -> None:
    opened = _open(vault_path)
    code = (
        "from workbench.vault.folder import VaultFolder; from pathlib import Path; import sys\n"
        "VaultFolder(Path(sys.argv[1])).hold()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(vault_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "open in another program" in done.stderr
    opened.close()
    _open(vault_path).close()


def test_a_vault_unlocked_by_one_thread_is_locked_by_another(vault_path: Path) -> None:
    with ThreadPoolExecutor(1) as lane:
        opened = lane.submit(_open, vault_path).result()
        opened.close()
        _open(vault_path).close()


def test_a_plain_database_in_its_place_is_refused_and_kept(vault_path: Path) -> None:
    database = VaultFolder(vault_path).database
    database.unlink()
    plain = sqlite3.connect(database)
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    before = database.read_bytes()
    with pytest.raises(SystemFault, match="not encrypted"):
        _open(vault_path)
    assert database.read_bytes() == before


def test_another_vaults_database_is_refused(vault_path: Path, tmp_path: Path) -> None:
    app.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)
    other = VaultFolder(tmp_path / "other").database.read_bytes()
    VaultFolder(vault_path).database.write_bytes(other)
    with pytest.raises(SystemFault, match="damaged or belongs"):
        _open(vault_path)


@pytest.mark.parametrize("size", [0, 1, 4096, 5000, 100_000])
def test_a_truncated_database_is_noticed_and_kept(vault_path: Path, size: int) -> None:
    database = VaultFolder(vault_path).database
    cut = database.read_bytes()[:size]
    database.write_bytes(cut)
    try:
        opened = _open(vault_path)
    except SystemFault:
        assert database.read_bytes() == cut
        return
    assert opened.vault.faults()
    opened.close()


def test_a_flipped_byte_in_any_page_is_found(vault_path: Path) -> None:
    database = VaultFolder(vault_path).database
    good = database.read_bytes()
    key = keys.derive(_data_key(vault_path), "database")
    for page in range(1, len(good) // 4096, 7):
        spoilt = bytearray(good)
        spoilt[page * 4096 + 2000] ^= 1
        database.write_bytes(spoilt)
        try:
            connection = cipher.connect(database, key)
        except SystemFault:
            continue
        try:
            assert cipher.integrity_faults(connection), page
        except cipher.DriverError:
            pass
        finally:
            connection.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_a_bug_and_never_a_passphrase(
    vault_path: Path, length: int
) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        cipher.connect(VaultFolder(vault_path).database, bytes(length))


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(SystemFault, match=r"99\.0\.0"):
        cipher.require_sqlite()


@pytest.mark.parametrize("role", list(cipher.Role))
def test_settings_are_read_back_on_every_connection(vault_path: Path, role: cipher.Role) -> None:
    key = keys.derive(_data_key(vault_path), "database")
    connection = cipher.connect(VaultFolder(vault_path).database, key, role)

    def setting(name: str) -> object:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == 2
    assert setting("secure_delete") == 1
    assert setting("temp_store") == 2
    assert setting("cache_size") == -role.cache_kib
    if not role.writes:
        with pytest.raises(cipher.DriverError, match="readonly"):
            connection.execute("DELETE FROM candidate")
    connection.close()


def test_a_setting_that_does_not_hold_keeps_the_vault_closed(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(cipher._EXPECTED, "secure_delete", "7")
    with pytest.raises(SystemFault, match="secure_delete"):
        _open(vault_path)


@pytest.mark.parametrize("role", list(cipher.Role))
def test_an_index_that_does_not_erase_keeps_the_vault_closed(
    vault_path: Path, role: cipher.Role
) -> None:
    database = VaultFolder(vault_path).database
    key = keys.derive(_data_key(vault_path), "database")
    connection = cipher.connect(database, key)
    connection.execute("INSERT INTO search_index(search_index, rank) VALUES('secure-delete', 0)")
    connection.close()
    with pytest.raises(SystemFault, match="fts5 secure-delete"):
        cipher.connect(database, key, role)


def test_the_second_reader_opens_the_file(vault_path: Path) -> None:
    opened = _open(vault_path)
    opened.run(AddCandidate("王小明"))
    opened.close()
    key = keys.derive(_data_key(vault_path), "database")
    other = apsw.Connection(str(VaultFolder(vault_path).database))
    other.pragma("cipher", "sqlcipher")
    other.pragma("legacy", 4)
    other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    assert list(other.execute("SELECT name FROM candidate")) == [("王小明",)]
    other.close()


def test_a_read_only_folder_is_said_as_such(vault_path: Path) -> None:
    if os.geteuid() == 0:
        _as_nobody(vault_path)
        return
    vault_path.chmod(0o500)
    with pytest.raises(SystemFault):
        _open(vault_path)
    vault_path.chmod(0o700)


def _as_nobody(path: Path) -> None:
    """Root may write anywhere, so another user tries: the lock cannot be taken."""
    for part in (path, *path.rglob("*")):
        part.chmod(0o555 if part.is_dir() else 0o444)
    for parent in path.parents[:4]:
        if parent.owner() == "root" and parent != Path("/tmp"):
            parent.chmod(0o755)
    code = (
        "import os, sys\n"
        "from pathlib import Path; from workbench.vault.folder import VaultFolder\n"
        "from workbench.kernel.errors import SystemFault\n"
        "os.setuid(65534)\n"
        "try: VaultFolder(Path(sys.argv[1])).hold()\n"
        "except SystemFault as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert "cannot be written" in done.stdout, done.stderr


def test_a_full_disk_loses_nothing(vault_path: Path, tmp_path: Path) -> None:
    """The database's own limit stands in for the disk's: SQLite reports both the same way."""
    opened = _open(vault_path)
    opened.run(AddCandidate("王小明"))
    with opened.vault._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SystemFault, match="disk is full"):
        opened.run(AddCandidate("李雷", school="x" * 200_000))
    assert [row.name for row in opened.ask(list_candidates).rows] == ["王小明"]
    assert opened.vault.faults() == []
    opened.close()


def test_killed_in_the_middle_keeps_what_was_acknowledged(vault_path: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from workbench import app\n"
        "from workbench.vault import vault; from workbench.people.commands import AddCandidate\n"
        f"a = app.open_app(Path(sys.argv[1]), vault.with_passphrase({PASSPHRASE!r}))\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1; a.run(AddCandidate(f'王{n}')); print(n, flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(vault_path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    acknowledged = 0
    for line in child.stdout:
        acknowledged = int(line)
        if acknowledged == 25:
            child.kill()
            break
    acknowledged = max([acknowledged, *(int(line) for line in child.stdout if line.strip())])
    child.stdout.close()
    child.wait()
    opened = _open(vault_path)
    assert opened.ask(list_candidates).total >= acknowledged
    assert opened.vault.faults() == []
    with opened.vault.reader() as connection:
        check = "INSERT INTO search_index(search_index, rank) VALUES('integrity-check', 1)"
        assert connection.execute(text("SELECT count(*) FROM search_document")).scalar_one() > 0
    with opened.vault._writer.begin() as connection:
        connection.execute(text(check))
    opened.close()
