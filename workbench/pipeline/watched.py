"""A folder that is looked at for new files to import; nothing in it is ever moved or changed.

What was taken (or left out on purpose) is remembered by its content on this computer, beside the
settings: a digest for each file, newest last, and neither names nor texts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.intake.archive import is_left_out
from workbench.intake.cvfile import MEDIA_TYPES
from workbench.intake.limits import MAX_FILE_BYTES, MAX_FOLDER_FILES
from workbench.kernel.whole_files import store_if_possible

MOST_REMEMBERED = 20_000
ENDINGS = frozenset(
    {*MEDIA_TYPES, ".zip", ".csv", ".tsv", ".xlsx", ".json", ".xml", ".eml", ".vcf"}
)


@dataclass(frozen=True)
class Seen:
    """A file as it was when one looked: size, time of its last change, and digest once it rests."""

    size: int
    changed: int
    digest: str = ""


@dataclass(frozen=True)
class Glance:
    """What one look at a folder saw; `resting`, whether no file was new or growing."""

    seen: Mapping[Path, Seen] = field(default_factory=dict)
    resting: bool = True

    def fresh(self, taken: Iterable[str]) -> tuple[Path, ...]:
        """Return the files that rest and whose content was not taken yet, each content once."""
        known, found = set(taken), []
        for path, seen in sorted(self.seen.items()):
            if seen.digest and seen.digest not in known:
                known.add(seen.digest)
                found.append(path)
        return tuple(found)


def glance(folder: Path, before: Glance) -> Glance:
    """Look at the files that lie directly in a folder; those that rest since `before` get a digest.

    A folder or a file that cannot be read counts as not there.
    """
    seen: dict[Path, Seen] = {}
    resting = True
    for path in _files(folder):
        try:
            stat = path.stat()
            now = Seen(stat.st_size, stat.st_mtime_ns)
            then = before.seen.get(path)
            if then is None or (then.size, then.changed) != (now.size, now.changed):
                seen[path], resting = now, False
            elif then.digest or not 0 < now.size <= MAX_FILE_BYTES:
                seen[path] = then
            else:
                seen[path] = Seen(now.size, now.changed, _digest(path))
        except OSError:
            continue
    return Glance(seen, resting)


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in ENDINGS]
        plain = [path for path in found if not is_left_out((path.name,)) and path.is_file()]
    except OSError:
        return []
    return sorted(plain)[:MAX_FOLDER_FILES]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Taken:
    """The digests of what was taken, for each vault; kept in a file, or in memory without one.

    A broken file counts as no file, and a disk that refuses is no reason to stop working.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known: dict[str, list[str]] = _read(path) if path is not None else {}

    def of(self, vault: str) -> tuple[str, ...]:
        """Return what went into a vault."""
        return tuple(self._known.get(vault, ()))

    def add(self, vault: str, digests: Iterable[str]) -> None:
        """Remember that these went into a vault, or were left out of it."""
        kept = dict.fromkeys([*self._known.get(vault, ()), *digests])
        self._known[vault] = list(kept)[-MOST_REMEMBERED:]
        if self._path is not None:
            store_if_possible(self._path, json.dumps(self._known, indent=0))


def _read(path: Path) -> dict[str, list[str]]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {
        vault: [each for each in digests if isinstance(each, str)]
        for vault, digests in stored.items()
        if isinstance(digests, list)
    }
