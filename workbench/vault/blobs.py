"""Attachments: one encrypted file each, its key in the database row.

A file is `RWA1`, a 7-byte random prefix, then segments of 64 KiB under AES-256-GCM in the STREAM
construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): nonce = prefix | 32-bit counter | last
flag, so that segments cannot be reordered, dropped or cut off. Deleting the row with the key makes
the file unreadable for ever. Files are written before the transaction that mentions them commits;
what a crash leaves without a row is swept up later.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_
from workbench.vault import safe_files

MAGIC = b"RWA1"
SEGMENT = 64 * 1024
TAG = 16
PREFIX = 7
ORPHAN_AGE = 24 * 3600


class Blobs:
    """The folder of encrypted attachments."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> tuple[str, bytes]:
        """Encrypt and store `content`; return its object id (32 hex digits) and its key."""
        object_id, key = os.urandom(16).hex(), os.urandom(32)
        path = self.path(object_id)
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True, parents=True)
        except OSError as error:
            raise safe_files.unwritable(path, error) from error
        safe_files.write_whole(path, b"".join(_sealed(content, key, object_id.encode())))
        return object_id, key

    def get(self, object_id: str, key: bytes) -> bytes:
        """Return the content. Raises SystemFault where it is missing or damaged."""
        try:
            sealed = self.path(object_id).read_bytes()
        except OSError as error:
            raise SystemFault(N_("The attachment's file is missing. Restore a backup.")) from error
        try:
            return b"".join(_opened(sealed, key, object_id.encode()))
        except (InvalidTag, ValueError) as error:
            raise SystemFault(N_("The attachment's file is damaged. Restore a backup.")) from error

    def path(self, object_id: str) -> Path:
        """Return where an object lies."""
        return self._folder / object_id[:2] / object_id

    def all(self) -> Iterator[str]:
        """Return the ids of the objects that are there."""
        for path in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            if len(path.name) == 32:
                yield path.name

    def unlink(self, object_id: str) -> None:
        """Remove an object's file."""
        self.path(object_id).unlink(missing_ok=True)

    def sweep(self, known: Iterable[str]) -> int:
        """Remove files older than a day that no row mentions; return how many."""
        mentioned = set(known)
        limit = time.time() - ORPHAN_AGE
        orphans = [
            object_id
            for object_id in self.all()
            if object_id not in mentioned and self.path(object_id).stat().st_mtime < limit
        ]
        for object_id in orphans:
            self.unlink(object_id)
        return len(orphans)


def _nonce(prefix: bytes, counter: int, last: bool) -> bytes:
    return prefix + counter.to_bytes(4, "big") + bytes([last])


def _sealed(content: bytes, key: bytes, bound_to: bytes) -> Iterator[bytes]:
    prefix = os.urandom(PREFIX)
    yield MAGIC + prefix
    cipher = AESGCM(key)
    starts = range(0, max(len(content), 1), SEGMENT)
    for counter, start in enumerate(starts):
        nonce = _nonce(prefix, counter, counter == len(starts) - 1)
        yield cipher.encrypt(nonce, content[start : start + SEGMENT], bound_to)


def _opened(sealed: bytes, key: bytes, bound_to: bytes) -> Iterator[bytes]:
    if sealed[:4] != MAGIC:
        raise ValueError("not an attachment")
    prefix, body = sealed[4 : 4 + PREFIX], sealed[4 + PREFIX :]
    cipher = AESGCM(key)
    starts = range(0, max(len(body), 1), SEGMENT + TAG)
    for counter, start in enumerate(starts):
        nonce = _nonce(prefix, counter, counter == len(starts) - 1)
        yield cipher.decrypt(nonce, body[start : start + SEGMENT + TAG], bound_to)
