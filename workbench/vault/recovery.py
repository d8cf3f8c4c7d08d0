"""The printed recovery key: 160 random bits that a person can copy from paper.

36 characters of Crockford's base 32 in nine groups of four: 32 carry the secret, four are a
20-bit checksum, so that a slip of the pen is named before anything is tried. O, I and L are read
as 0, 1 and 1.
"""

from __future__ import annotations

import hashlib
import os

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 20
CHARACTERS = 36
_LOOKALIKES = str.maketrans("OIL", "011")


def new_secret() -> bytes:
    """Return a fresh secret of 20 random bytes."""
    return os.urandom(SECRET_BYTES)


def printed(secret: bytes) -> str:
    """Return `secret` as it is printed: nine groups of four characters, joined by hyphens."""
    text = _encode(int.from_bytes(secret, "big"), 32) + _encode(_checksum(secret), 4)
    return "-".join(text[i : i + 4] for i in range(0, CHARACTERS, 4))


def typed(text: str) -> bytes:
    """Return the secret of a recovery key as somebody typed it.

    Raises RuleBroken, naming what is wrong: a character that never occurs, the length, or a
    checksum that does not fit.
    """
    cleaned = "".join(c for c in text.upper() if not c.isspace() and c not in "-–—_")
    cleaned = cleaned.translate(_LOOKALIKES)
    for position, character in enumerate(cleaned, 1):
        if character not in ALPHABET:
            raise RuleBroken(
                "recovery_key",
                N_("Character {position} ({character}) never occurs in a recovery key."),
                position=position,
                character=character,
            )
    if len(cleaned) != CHARACTERS:
        raise RuleBroken(
            "recovery_key",
            N_("A recovery key has {expected} characters; this one has {found}."),
            expected=CHARACTERS,
            found=len(cleaned),
        )
    secret = _decode(cleaned[:32]).to_bytes(SECRET_BYTES, "big")
    if _decode(cleaned[32:]) != _checksum(secret):
        raise RuleBroken(
            "recovery_key", N_("A character of the recovery key is mistyped. Compare with paper.")
        )
    return secret


def _checksum(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"rw1/recovery" + secret).digest()[:3], "big") >> 4


def _encode(value: int, length: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(length)))


def _decode(text: str) -> int:
    value = 0
    for character in text:
        value = value << 5 | ALPHABET.index(character)
    return value
