"""vault.json: which keys open the vault, readable before it is open.

The file names the vault, the oldest program that may open it, and the key slots. A MAC under a
key derived from the data key covers all of it, so that no slot can be added, dropped or changed
unnoticed; it is checked as soon as any slot has opened.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.kernel.errors import Locked, NotFound, SystemFault
from workbench.kernel.i18n import N_
from workbench.vault import keys, recovery, safe_files

FORMAT = 1
READER = 1  # what this program can open; a vault's `min_reader` may not be greater

PASSPHRASE, RECOVERY, DEVICE = "pass", "recovery", "device"
_REFUSAL = N_("That key does not open this vault.")
_REFUSALS = {
    PASSPHRASE: N_(
        "That passphrase does not open this vault. Check the input method and Caps Lock."
    ),
    RECOVERY: N_("That recovery key does not open this vault. A newer sheet may have replaced it."),
}


@dataclass
class Envelope:
    """The content of vault.json.

    Attributes: `vault`, its id; `name`, as its owner calls it; `slots`, a dictionary each.
    """

    vault: str
    name: str
    created: str
    slots: list[dict[str, Any]] = field(default_factory=list)
    min_reader: int = READER
    mac: str = ""

    @staticmethod
    def read(path: Path) -> Envelope:
        """Read vault.json, or its previous version where the newest is unreadable.

        Raises NotFound where there is no vault, SystemFault where it is newer or broken.
        """
        previous = path.with_name(path.name + ".prev")
        if not path.exists() and not previous.exists():
            raise NotFound(N_("There is no vault in {folder}."), folder=str(path.parent))
        for candidate in (path, previous):
            found = _parse(candidate)
            if found is not None:
                return found
        raise SystemFault(
            N_("The vault's key file {name} is damaged. Restore it from a backup."), name=path.name
        )

    def write(self, path: Path, data_key: bytes) -> None:
        """Sign the envelope and write it; the one before stays as vault.json.prev."""
        self.mac = self._mac(data_key)
        body = json.dumps(self._body() | {"mac": self.mac}, ensure_ascii=False, indent=1)
        safe_files.write_whole(path, body.encode(), keep_previous=True)

    def has(self, kind: str) -> bool:
        """Return whether there is a slot of `kind`."""
        return any(slot["kind"] == kind for slot in self.slots)

    def drop(self, kind: str) -> None:
        """Remove the slots of `kind`."""
        self.slots = [slot for slot in self.slots if slot["kind"] != kind]

    def set_passphrase(self, data_key: bytes, passphrase: str, cost: keys.KdfCost) -> None:
        """Put a passphrase slot in place of the one before."""
        salt = os.urandom(16)
        slot = {
            "kind": PASSPHRASE,
            "salt": b64encode(salt).decode(),
            "kdf": {"passes": cost.passes, "memory_mib": cost.memory_mib, "lanes": cost.lanes},
        }
        self._put(slot, keys.passphrase_key(passphrase, salt, cost), data_key)

    def set_recovery(self, data_key: bytes, secret: bytes) -> None:
        """Put a recovery slot in place of the one before."""
        salt = os.urandom(16)
        slot = {"kind": RECOVERY, "salt": b64encode(salt).decode()}
        self._put(slot, keys.recovery_slot_key(secret, salt), data_key)

    def set_device(self, data_key: bytes, secret: bytes) -> None:
        """Put a slot for this computer's keyring in place of the one before."""
        self._put({"kind": DEVICE}, secret, data_key)

    def open_with_passphrase(self, passphrase: str) -> bytes:
        """Return the data key. Raises Locked where the passphrase is wrong."""
        slot = self._slot(PASSPHRASE)
        try:
            cost = keys.KdfCost(**slot["kdf"])
            salt = b64decode(slot["salt"])
        except (KeyError, TypeError, ValueError) as error:
            raise self._tampered() from error
        return self._open(slot, keys.passphrase_key(passphrase, salt, cost))

    def open_with_recovery_key(self, text: str) -> bytes:
        """Return the data key. Raises RuleBroken for a typing slip, Locked for a wrong key."""
        slot = self._slot(RECOVERY)
        secret = recovery.typed(text)
        return self._open(slot, keys.recovery_slot_key(secret, b64decode(slot["salt"])))

    def open_with_device(self, secret: bytes) -> bytes:
        """Return the data key. Raises Locked."""
        return self._open(self._slot(DEVICE), secret)

    def _slot(self, kind: str) -> dict[str, Any]:
        for slot in self.slots:
            if slot["kind"] == kind:
                return slot
        raise Locked(N_("This vault has no such key."))

    def _put(self, slot: dict[str, Any], slot_key: bytes, data_key: bytes) -> None:
        wrapped = keys.wrap(slot_key, data_key, self._bound_to(slot))
        self.drop(slot["kind"])
        self.slots.append(slot | wrapped)

    def _open(self, slot: dict[str, Any], slot_key: bytes) -> bytes:
        refusal = _REFUSALS.get(slot["kind"], _REFUSAL)
        data_key = keys.unwrap(slot_key, slot, self._bound_to(slot), refusal)
        if not hmac.compare_digest(self._mac(data_key), self.mac):
            raise self._tampered()
        return data_key

    def _bound_to(self, slot: dict[str, Any]) -> bytes:
        bare = {k: v for k, v in slot.items() if k not in ("nonce", "wrapped")}
        return _canonical({"vault": self.vault, "format": FORMAT, "slot": bare})

    def _mac(self, data_key: bytes) -> str:
        key = keys.derive(data_key, "envelope-mac")
        return hmac.new(key, _canonical(self._body()), hashlib.sha256).hexdigest()

    def _body(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "min_reader": self.min_reader,
            "vault": self.vault,
            "name": self.name,
            "created": self.created,
            "slots": self.slots,
        }

    @staticmethod
    def _tampered() -> SystemFault:
        return SystemFault(N_("The vault's key file was changed by somebody. Use a backup."))


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _parse(path: Path) -> Envelope | None:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if int(body["format"]) > FORMAT or int(body["min_reader"]) > READER:
            raise _too_new(str(body.get("name", path.parent.name)))
        slots = [dict(slot) for slot in body["slots"]]
        if not all(isinstance(slot.get("kind"), str) for slot in slots):
            return None
        return Envelope(
            str(body["vault"]),
            str(body["name"]),
            str(body["created"]),
            slots,
            int(body["min_reader"]),
            str(body["mac"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _too_new(name: str) -> SystemFault:
    return SystemFault(
        N_("The vault “{name}” was made by a newer version of Qicheng. Update to open it."),
        name=name,
    )
