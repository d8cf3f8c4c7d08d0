"""The keys of a vault.

One random data key; everything else is derived from it (HKDF-Expand, RFC 5869) or wraps it
(AES-256-GCM). Slots hold the wrapped data key: one for the passphrase (Argon2id, RFC 9106), one
for the printed recovery key, one for this computer's keyring. Changing a passphrase writes a new
slot and leaves the database as it is.
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from workbench.kernel.errors import Locked, RuleBroken, SystemFault
from workbench.kernel.i18n import N_

MIB = 1024
DATA_KEY_BYTES = 32
MINIMUM_PASSPHRASE = 8


@dataclass(frozen=True)
class KdfCost:
    """What one guess at a passphrase costs: passes, memory in MiB, lanes."""

    passes: int = 3
    memory_mib: int = 256
    lanes: int = 4

    def check(self) -> None:
        """Raise SystemFault where a file asks for a cost that nobody would have written."""
        sane = 1 <= self.passes <= 20 and 19 <= self.memory_mib <= 4096 and 1 <= self.lanes <= 16
        if not sane:
            raise SystemFault(N_("The vault's key file was changed by somebody. Use a backup."))


def derive(data_key: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for `purpose`."""
    return HKDFExpand(SHA256(), 32, b"rw1/" + purpose.encode()).derive(data_key)


def passphrase_key(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Return the key that a passphrase opens its slot with; takes as long as `cost` says."""
    cost.check()
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_mib * MIB,
    )
    return kdf.derive(unicodedata.normalize("NFKC", passphrase).encode())


def recovery_slot_key(recovery_secret: bytes, salt: bytes) -> bytes:
    """Return the key that the printed recovery key opens its slot with."""
    return HKDF(SHA256(), 32, salt, b"rw1/recovery").derive(recovery_secret)


def check_passphrase(passphrase: str) -> None:
    """Raise RuleBroken where a new passphrase is too short to protect anything."""
    if len(passphrase.strip()) < MINIMUM_PASSPHRASE:
        raise RuleBroken(
            "passphrase",
            N_("The passphrase needs at least {n} characters."),
            n=MINIMUM_PASSPHRASE,
        )


def wrap(slot_key: bytes, data_key: bytes, bound_to: bytes) -> dict[str, str]:
    """Return the wrapped data key as the slot's `nonce` and `wrapped` (base64)."""
    nonce = os.urandom(12)
    sealed = AESGCM(slot_key).encrypt(nonce, data_key, bound_to)
    return {"nonce": b64encode(nonce).decode(), "wrapped": b64encode(sealed).decode()}


def unwrap(slot_key: bytes, slot: dict[str, Any], bound_to: bytes, refusal: str) -> bytes:
    """Return the data key. Raises Locked(refusal): a wrong key, or a slot that was changed."""
    try:
        return AESGCM(slot_key).decrypt(
            b64decode(slot["nonce"]), b64decode(slot["wrapped"]), bound_to
        )
    except (InvalidTag, ValueError, KeyError) as error:
        raise Locked(refusal) from error
