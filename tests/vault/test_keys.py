"""Keys, slots and the recovery sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHEAP, PASSPHRASE
from workbench import app
from workbench.kernel.errors import Locked, NotFound, RuleBroken, SystemFault
from workbench.vault import recovery, vault
from workbench.vault.envelope import Envelope
from workbench.vault.folder import VaultFolder


class Store:
    """A keyring in memory: the port's own contract, not a stand-in for our code."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def available(self) -> bool:
        return True

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        self.secrets[name] = secret

    def forget(self, name: str) -> None:
        self.secrets.pop(name, None)


def _open(path: Path, slot) -> None:
    app.open_app(path, slot).close()


def test_the_passphrase_opens_and_another_does_not(vault_path: Path) -> None:
    _open(vault_path, vault.with_passphrase(PASSPHRASE))
    with pytest.raises(Locked):
        _open(vault_path, vault.with_passphrase(PASSPHRASE + " "))
    with pytest.raises(Locked):
        _open(vault_path, vault.with_passphrase(""))


def test_width_and_form_of_characters_do_not_lock_anybody_out(tmp_path: Path) -> None:
    app.create(tmp_path / "v", "ｐａｓｓword密码", cost=CHEAP)
    _open(tmp_path / "v", vault.with_passphrase("password密码"))


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken) as caught:
        app.create(tmp_path / "v", "short", cost=CHEAP)
    assert caught.value.field == "passphrase"
    assert not (tmp_path / "v").exists()


def test_the_recovery_key_opens_as_printed_and_as_people_type(
    vault_path: Path, recovery_key: str
) -> None:
    _open(vault_path, vault.with_recovery_key(recovery_key))
    sloppy = recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    _open(vault_path, vault.with_recovery_key(sloppy))


@given(st.binary(min_size=20, max_size=20), st.integers(0, 35), st.sampled_from(recovery.ALPHABET))
def test_every_single_slip_of_the_pen_is_named(secret: bytes, place: int, wrong: str) -> None:
    printed = recovery.printed(secret)
    assert recovery.typed(printed) == secret
    plain = list(printed.replace("-", ""))
    if plain[place] != wrong:
        plain[place] = wrong
        with pytest.raises(RuleBroken):
            recovery.typed("".join(plain))


def test_a_changed_passphrase_leaves_the_database_alone(vault_path: Path) -> None:
    _open(vault_path, vault.with_passphrase(PASSPHRASE))
    before = VaultFolder(vault_path).database.read_bytes()
    opened = app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    opened.vault.change_passphrase("another horse", CHEAP)
    opened.close()
    assert VaultFolder(vault_path).database.read_bytes() == before
    with pytest.raises(Locked):
        _open(vault_path, vault.with_passphrase(PASSPHRASE))
    _open(vault_path, vault.with_passphrase("another horse"))


def test_a_remembered_vault_opens_without_a_word_until_it_is_forgotten(vault_path: Path) -> None:
    store = Store()
    opened = app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    opened.vault.remember(store)
    opened.close()
    assert all(len(secret) == 44 for secret in store.secrets.values())
    opened = app.open_app(vault_path, vault.with_keyring(store))
    opened.vault.forget(store)
    opened.close()
    with pytest.raises(Locked):
        _open(vault_path, vault.with_keyring(store))
    assert not Envelope.read(VaultFolder(vault_path).envelope).has("device")


def _edit(path: Path, **changes: object) -> None:
    file = VaultFolder(path).envelope
    body = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(body | changes), encoding="utf-8")


def test_a_slot_that_was_dropped_by_somebody_is_noticed(vault_path: Path) -> None:
    slots = json.loads(VaultFolder(vault_path).envelope.read_text())["slots"]
    _edit(vault_path, slots=[slot for slot in slots if slot["kind"] == "pass"])
    with pytest.raises(SystemFault, match="changed by somebody"):
        _open(vault_path, vault.with_passphrase(PASSPHRASE))


@pytest.mark.parametrize("kdf", [{"memory_mib": 1}, {"memory_mib": 10**6}, {"passes": 1000}])
def test_a_cost_nobody_would_write_is_refused_unpaid(vault_path: Path, kdf: dict) -> None:
    slots = json.loads(VaultFolder(vault_path).envelope.read_text())["slots"]
    slots[0]["kdf"] |= kdf
    _edit(vault_path, slots=slots)
    with pytest.raises(SystemFault):
        _open(vault_path, vault.with_passphrase(PASSPHRASE))


@pytest.mark.parametrize("newer", [{"format": 2}, {"min_reader": 2}])
def test_a_newer_vault_is_refused_by_name(vault_path: Path, newer: dict) -> None:
    _edit(vault_path, name="招聘组", **newer)
    with pytest.raises(SystemFault, match="招聘组"):
        _open(vault_path, vault.with_passphrase(PASSPHRASE))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', "\x00" * 100])
def test_a_broken_key_file_is_named_and_the_one_before_is_used(
    vault_path: Path, content: str
) -> None:
    file = VaultFolder(vault_path).envelope
    good = file.read_bytes()
    file.write_text(content)
    file.with_name("vault.json.prev").unlink(missing_ok=True)
    with pytest.raises(SystemFault, match=r"vault\.json"):
        _open(vault_path, vault.with_passphrase(PASSPHRASE))
    file.with_name("vault.json.prev").write_bytes(good)
    _open(vault_path, vault.with_passphrase(PASSPHRASE))


def test_no_vault_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        _open(tmp_path / "nowhere", vault.with_passphrase(PASSPHRASE))
