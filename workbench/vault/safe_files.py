"""Small files of the vault: either the old ones or the new ones, never half of each."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.kernel.whole_files import sync_folder, unwritable

__all__ = ["sync_folder", "unwritable", "write_whole"]


def write_whole(path: Path, content: bytes, *, keep_previous: bool = False) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one.

    The file is private to the user (0600). With `keep_previous` the old content stays beside it
    as `<name>.prev`. Raises SystemFault.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        _write_private(fresh, content)
        if keep_previous and path.exists():
            _write_private(path.with_name(path.name + ".prev"), path.read_bytes())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise unwritable(path, error) from error


def _write_private(path: Path, content: bytes) -> None:
    handle = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
