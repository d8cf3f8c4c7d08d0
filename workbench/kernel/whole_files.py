"""Files that are either the old ones or the new ones, never half of each."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a place to write a fresh file to, and swap it in for `path` when all went well.

    The place lies in a folder beside `path` that only the user may open; scratch files may lie
    there too. Whatever is raised, the folder is gone and the old file is as it was. Raises
    SystemFault where the file cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise SystemFault(N_("{path} is no file, so nothing is written over it."), path=str(path))
    try:
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=".fresh-", ignore_cleanup_errors=True
        ) as folder:
            fresh = Path(folder) / "fresh"
            yield fresh
            _make_durable(fresh)
            fresh.replace(target)
        with suppress(OSError):  # some network folders cannot; the file is there all the same
            sync_folder(target.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def store_if_possible(path: Path, text: str) -> None:
    """Write a text that can be done without; a disk that refuses is no reason to stop working."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system lets us."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritable(path: Path, error: OSError) -> SystemFault:
    """Return the fault for a file that could not be written."""
    if error.errno == errno.ENOSPC:
        return SystemFault(N_("The disk is full. Free some space; nothing was lost."))
    return SystemFault(
        N_("{path} cannot be written. Check that the folder is there and yours to write to."),
        path=str(path),
    )


def _make_durable(fresh: Path) -> None:
    with suppress(PermissionError):  # a stick knows no owners
        fresh.chmod(0o600)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
