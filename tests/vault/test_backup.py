"""Backing up and restoring."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import PASSPHRASE
from workbench import app
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import BadInput, Conflict, Locked, RuleBroken, SystemFault
from workbench.people.commands import AddCandidate, AttachCv
from workbench.people.queries import candidate, cv_object, list_candidates
from workbench.vault import backup, vault
from workbench.vault.journal import device

CV = b"%PDF-1.7 " + bytes(range(256)) * 1000


def _filled(desk: App) -> str:
    person = desk.run(AddCandidate("王小明", email="wxm@example.com")).value
    desk.run(AttachCv(person, text="精通 Python", name="王小明.pdf", content=CV))
    return person


def test_a_backup_restores_to_the_same_people_and_files(desk: App, tmp_path: Path) -> None:
    person = _filled(desk)
    done = backup.write(desk.vault, tmp_path / "stick")
    assert done.checked
    assert done.objects == 1
    back = backup.restore(Path(done.folder), tmp_path / "new", vault.with_passphrase(PASSPHRASE))
    assert back.rows == done.rows
    other = app.open_app(tmp_path / "new", vault.with_passphrase(PASSPHRASE))
    assert other.ask(list_candidates).rows == desk.ask(list_candidates).rows
    cv = other.ask(candidate, person).cvs[0]
    assert other.vault.blobs.get(*other.ask(cv_object, cv.id)) == CV
    assert other.vault.faults() == []
    other.close()


def test_a_restored_vault_is_a_device_of_its_own(desk: App, tmp_path: Path) -> None:
    _filled(desk)
    done = backup.write(desk.vault, tmp_path / "stick")
    backup.restore(Path(done.folder), tmp_path / "new", vault.with_passphrase(PASSPHRASE))
    other = app.open_app(tmp_path / "new", vault.with_passphrase(PASSPHRASE))
    assert other.vault.device != desk.vault.device
    other.run(AddCandidate("李雷"))
    assert other.vault.faults() == []
    with other.vault.reader() as connection:
        assert connection.execute(select(func.count()).select_from(device)).scalar() == 2
    other.undo()
    with pytest.raises(RuleBroken, match="nothing to undo"):
        other.undo()
    other.close()


def test_nothing_readable_lies_in_a_backup(desk: App, tmp_path: Path) -> None:
    _filled(desk)
    backup.write(desk.vault, tmp_path / "stick")
    for path in (tmp_path / "stick").rglob("*"):
        if path.is_file():
            assert "小明".encode() not in path.read_bytes()
            assert b"%PDF" not in path.read_bytes()


def test_attachments_are_copied_once(desk: App, tmp_path: Path, clock: SetClock) -> None:
    _filled(desk)
    backup.write(desk.vault, tmp_path / "stick")
    first = {p: p.stat().st_mtime_ns for p in (tmp_path / "stick" / "obj").rglob("*")}
    clock.moment += timedelta(minutes=1)
    backup.write(desk.vault, tmp_path / "stick")
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "stick" / "obj").rglob("*")} == first
    assert len(backup.list_backups(tmp_path / "stick")) == 2


def test_wrong_key_changed_backup_and_taken_place_are_refused(desk: App, tmp_path: Path) -> None:
    _filled(desk)
    folder = Path(backup.write(desk.vault, tmp_path / "stick").folder)
    with pytest.raises(Locked):
        backup.restore(folder, tmp_path / "new", vault.with_passphrase("wrong horse"))
    assert not (tmp_path / "new").exists()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("keep")
    with pytest.raises(RuleBroken, match="not empty"):
        backup.restore(folder, taken, vault.with_passphrase(PASSPHRASE))
    assert (taken / "mine.txt").read_text() == "keep"
    manifest = folder / "manifest.json"
    body = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(body | {"objects": {}}))
    with pytest.raises(BadInput):
        backup.restore(folder, tmp_path / "new", vault.with_passphrase(PASSPHRASE))
    with pytest.raises(BadInput):
        backup.restore(tmp_path, tmp_path / "new", vault.with_passphrase(PASSPHRASE))


def test_a_missing_attachment_is_listed_and_never_hidden(desk: App) -> None:
    person = _filled(desk)
    cv = desk.ask(candidate, person).cvs[0]
    assert cv.object_id
    assert backup.missing_objects(desk.vault) == []
    desk.vault.blobs.unlink(cv.object_id)
    assert backup.missing_objects(desk.vault) == [f"attachment: {cv.object_id}"]
    with pytest.raises(SystemFault, match="missing"):
        desk.vault.blobs.get(*desk.ask(cv_object, cv.id))


def test_an_attachment_that_was_changed_or_cut_is_refused(desk: App) -> None:
    object_id, key = desk.vault.blobs.put(CV)
    path = desk.vault.blobs.path(object_id)
    good = path.read_bytes()
    assert desk.vault.blobs.get(object_id, key) == CV
    for spoilt in (good[:-1], good[: len(good) // 2], good[:-70_000], b"", good + b"x"):
        path.write_bytes(spoilt)
        with pytest.raises(SystemFault):
            desk.vault.blobs.get(object_id, key)
    flipped = bytearray(good)
    flipped[100] ^= 1
    path.write_bytes(flipped)
    with pytest.raises(SystemFault):
        desk.vault.blobs.get(object_id, key)


def test_undo_of_something_that_is_gone_is_refused(desk: App) -> None:
    person = desk.run(AddCandidate("王小明"))
    desk.undo()
    with pytest.raises(Conflict):
        desk.take_back(person.changes.entry)
