"""Backing up a vault to another folder, and restoring it somewhere else.

A backup is a folder: the database under a key of its own, the key slots, the attachments (each
copied once into a folder that all backups of a target share) and a manifest under a MAC. It is
reopened and checked before anybody is told that it is done. Restoring makes a new device: the
restored vault never continues the old one's journal.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, String, func, select

from workbench.kernel.errors import BadInput, SystemFault, WorkbenchError
from workbench.kernel.i18n import N_
from workbench.vault import cipher, keys, safe_files
from workbench.vault.envelope import Envelope
from workbench.vault.folder import VaultFolder
from workbench.vault.records import Base
from workbench.vault.vault import Vault

FORMAT = 1
MANIFEST, DATABASE, ENVELOPE, OBJECTS = "manifest.json", "vault.db", "vault.json", "obj"
SAMPLE = 20  # attachments that are decrypted to prove a backup


@dataclass(frozen=True)
class BackedUp:
    """A finished, checked backup: where it lies and what is in it."""

    folder: str
    at: datetime
    rows: int
    objects: int
    bytes: int
    checked: bool = True


@dataclass(frozen=True)
class Restored:
    """A vault made from a backup."""

    folder: str
    rows: int
    objects: int


@dataclass(frozen=True)
class FoundBackup:
    """What a backup says of itself before it is opened: nothing of this is proved yet."""

    folder: str
    name: str
    at: datetime
    rows: int
    objects: int


def write(source: Vault, target: Path) -> BackedUp:
    """Write a new backup below `target` and check it. Raises SystemFault; nothing half stays."""
    now = source.clock.now()
    stamp = now.strftime("%Y%m%d-%H%M%S-%f")[:-3]
    final = target / f"{_safe(source.envelope.name)}-{stamp}"
    work = final.with_name(final.name + ".part")
    try:
        work.mkdir(mode=0o700, parents=True)
        objects = _copy_objects(source, target / OBJECTS)
        rows = _copy_database(source, work / DATABASE)
        safe_files.write_whole(work / ENVELOPE, source.folder.envelope.read_bytes())
        body = {
            "format": FORMAT,
            "vault": source.envelope.vault,
            "at": now.isoformat(),
            "rows": rows,
            "objects": objects,
            "database": _digest(work / DATABASE),
        }
        _sign(body, source.key_for("backup-mac"), work / MANIFEST)
        _prove(work, target / OBJECTS, source.key_for("backup"), body)
        work.replace(final)
        safe_files.sync_folder(target)
    except OSError as error:
        raise safe_files.unwritable(target, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    size = sum(file.stat().st_size for file in final.iterdir())
    return BackedUp(str(final), now, sum(rows.values()), len(objects), size)


def restore(source: Path, target: Path, open_slot: Callable[[Envelope], bytes]) -> Restored:
    """Make a vault at `target` from the backup folder `source`.

    Raises BadInput where `source` is no backup or was changed, Locked for a wrong key, RuleBroken
    where `target` is taken.
    """
    body = _read_manifest(source)
    envelope = Envelope.read(source / ENVELOPE)
    data_key = open_slot(envelope)
    _check_signature(body, keys.derive(data_key, "backup-mac"))
    if _digest(source / DATABASE) != body["database"]:
        raise BadInput(N_("The backup was changed or damaged. Use another one."))
    folder = VaultFolder(target)
    folder.make()
    lock = folder.hold()
    try:
        _rekey(source / DATABASE, keys.derive(data_key, "backup"), folder, data_key)
        for object_id in body["objects"]:
            _copy_object(source.parent / OBJECTS, folder.objects, object_id)
        safe_files.write_whole(folder.envelope, (source / ENVELOPE).read_bytes())
    except BaseException:
        lock.release()
        shutil.rmtree(target, ignore_errors=True)
        raise
    lock.release()
    return Restored(str(target), sum(body["rows"].values()), len(body["objects"]))


def list_backups(target: Path) -> list[Path]:
    """Return the backup folders below `target`, newest first."""
    found = [path.parent for path in target.glob(f"*/{MANIFEST}") if path.parent.suffix != ".part"]
    return sorted(found, key=lambda path: path.name[-19:], reverse=True)


def find_backups(place: Path) -> tuple[FoundBackup, ...]:
    """Return the backups below `place`, or the one that it is, newest first; no broken ones."""
    folders = [place] if (place / MANIFEST).is_file() else list_backups(place)
    found = []
    for folder in folders:
        try:
            body = _read_manifest(folder)
            rows, at = sum(body["rows"].values()), datetime.fromisoformat(body["at"])
            name = Envelope.read(folder / ENVELOPE).name
        except (WorkbenchError, KeyError, ValueError, TypeError, AttributeError):
            continue
        found.append(FoundBackup(str(folder), name, at, rows, len(body["objects"])))
    return tuple(found)


def missing_objects(source: Vault) -> list[str]:
    """Return a line for each attachment that a row mentions and no file holds.

    Where the rows themselves cannot be read, that is the one line.
    """
    try:
        with source.reader() as connection:
            mentioned = object_keys(connection)
    except SystemFault as fault:
        return [f"attachments: {fault}"]
    there = set(source.blobs.all())
    return [f"attachment: {each}" for each in sorted(mentioned) if each not in there]


def object_keys(connection: Connection) -> dict[str, bytes]:
    """Return the key of every attachment that a row mentions, by object id."""
    found: dict[str, bytes] = {}
    for table in Base.metadata.sorted_tables:
        if "object_id" in table.c and "key" in table.c:
            query = select(table.c.object_id.cast(String), table.c.key.cast(LargeBinary)).where(
                table.c.object_id.is_not(None)
            )
            found.update({row[0]: row[1] for row in connection.execute(query)})
    return found


def _copy_database(source: Vault, target: Path) -> dict[str, int]:
    key = source.key_for("backup")
    writing = cipher.connect(target, key, create=True)
    try:
        with source.reader() as connection:
            rows = _counts(connection)
            cipher.copy(connection.connection.driver_connection, writing)
        cipher.checkpoint(writing)
        faults = cipher.integrity_faults(writing)
    finally:
        writing.close()
    if faults:
        raise SystemFault(N_("The backup is not sound: {fault}."), fault=faults[0])
    return rows


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in Base.metadata.sorted_tables
    }


def _copy_objects(source: Vault, target: Path) -> dict[str, str]:
    """Copy what is not there yet; return the digest of every object file."""
    with source.reader() as connection:
        mentioned = sorted(object_keys(connection))
    there = set(source.blobs.all())
    found = {}
    for object_id in mentioned:
        if object_id in there:
            _copy_object(source.folder.objects, target, object_id)
            found[object_id] = _digest(target / object_id[:2] / object_id)
    return found


def _copy_object(source: Path, target: Path, object_id: str) -> None:
    goal = target / object_id[:2] / object_id
    if not goal.exists():
        goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        safe_files.write_whole(goal, (source / object_id[:2] / object_id).read_bytes())


def _prove(work: Path, objects: Path, key: bytes, body: dict[str, Any]) -> None:
    """Reopen a backup: counts equal, every object whole, some of them decrypted."""
    from workbench.vault.blobs import Blobs

    engine = cipher.engine(work / DATABASE, key, cipher.Role.READER)
    try:
        with engine.connect() as connection:
            same = _counts(connection) == body["rows"]
            known = object_keys(connection)
    finally:
        engine.dispose()
    whole = all(_digest(objects / o[:2] / o) == digest for o, digest in body["objects"].items())
    for object_id in list(body["objects"])[:SAMPLE]:
        Blobs(objects).get(object_id, known[object_id])
    if not (same and whole):
        raise SystemFault(N_("The backup does not match the vault. Try again."))
    for tail in ("-wal", "-shm"):
        (work / (DATABASE + tail)).unlink(missing_ok=True)


def _rekey(database: Path, key: bytes, folder: VaultFolder, data_key: bytes) -> None:
    """Copy a backup's database under the vault's own key; forget whose device it was."""
    scratch = folder.path / "restore.db"
    shutil.copyfile(database, scratch)
    reading = cipher.connect(scratch, key)
    writing = cipher.connect(folder.database, keys.derive(data_key, "database"), create=True)
    try:
        cipher.copy(reading, writing)
        cipher.checkpoint(writing)
        faults = cipher.integrity_faults(writing)
    finally:
        writing.close()
        reading.close()
        for tail in ("", "-wal", "-shm"):
            scratch.with_name(scratch.name + tail).unlink(missing_ok=True)
    if faults:
        raise SystemFault(N_("The backup is not sound: {fault}."), fault=faults[0])


def _sign(body: dict[str, Any], key: bytes, path: Path) -> None:
    signed = body | {"mac": _mac(body, key)}
    safe_files.write_whole(path, json.dumps(signed, indent=1).encode())


def _mac(body: dict[str, Any], key: bytes) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _check_signature(body: dict[str, Any], key: bytes) -> None:
    unsigned = {k: v for k, v in body.items() if k != "mac"}
    if not hmac.compare_digest(_mac(unsigned, key), str(body.get("mac", ""))):
        raise BadInput(N_("The backup was changed or damaged. Use another one."))


def _read_manifest(source: Path) -> dict[str, Any]:
    try:
        body = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
        if int(body["format"]) > FORMAT:
            raise SystemFault(N_("The backup was made by a newer version of Qicheng."))
        return dict(body)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            N_("There is no backup in {folder}. Choose the folder with manifest.json."),
            folder=str(source),
        ) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _safe(name: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)
    return kept.strip("-")[:60] or "vault"
