"""ZIP archives of CVs and mails, as job boards give them out: their members, one after the other.

Source of the format: PKWARE's APPNOTE.TXT. Names without the UTF-8 flag are UTF-8 or GBK, as
Chinese programs write them. Only one member is unpacked at a time, and none beyond its limits.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from workbench.intake.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_FILES,
    MAX_FILE_BYTES,
    MAX_RATIO,
    MAX_RATIO_FREE_BYTES,
)
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_UTF8 = 0x800
_FOREIGN = ("__macosx",)
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError)  # fmt: skip


@dataclass(frozen=True)
class Member:
    """One file of an archive: its path inside, and either its bytes or why it cannot be had."""

    path: str
    data: bytes = field(default=b"", repr=False)
    error: BadInput | None = None

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


def members(data: bytes, name: str, *, skip: int = 0) -> Iterator[Member]:
    """Yield the files of an archive in order of their paths, without the first `skip`.

    Hidden files, papers about the folder and what packers leave behind are no members. Raises
    BadInput where the archive is damaged, encrypted, empty, or unpacks beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = _listed(archive, name)
            for path, part in found[skip:]:
                yield _unpacked(archive, part, path)
    except _FAULTS:
        raise BadInput(N_("{name} is damaged; get the file again"), name=name) from None


def is_left_out(parts: tuple[str, ...]) -> bool:
    """Tell whether a path is hidden or about the folder itself (README, LICENSE)."""
    hidden = any(part.startswith((".", "~$")) or part.lower() in _FOREIGN for part in parts)
    return hidden or parts[-1].lower().startswith(("readme", "license", "licence", "notice"))


def _listed(archive: zipfile.ZipFile, name: str) -> list[tuple[str, zipfile.ZipInfo]]:
    found = []
    for part in archive.infolist():
        path = name_of(part)
        parts = PurePosixPath(path).parts
        if not part.is_dir() and parts and not is_left_out(parts):
            found.append((path, part))
    _check([part for _, part in found], name)
    return sorted(found, key=lambda pair: pair[0])


def _check(parts: list[zipfile.ZipInfo], name: str) -> None:
    if not parts:
        raise BadInput(N_("{name} holds no files"), name=name)
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput(
            N_("{name} is protected by a password; unpack it and bring the files inside"), name=name
        )
    if len(parts) > MAX_ARCHIVE_FILES:
        raise BadInput(
            N_("{name} holds more than {limit} files"), name=name, limit=MAX_ARCHIVE_FILES
        )
    if sum(part.file_size for part in parts) > MAX_ARCHIVE_BYTES:
        raise BadInput(N_("{name} unpacks to more than is read"), name=name)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: str) -> Member:
    short = path.rpartition("/")[2]
    if part.file_size > MAX_FILE_BYTES:
        text = N_("{name} is larger than {limit} MB; split it")
        return Member(path, error=BadInput(text, name=short, limit=MAX_FILE_BYTES // 1024 // 1024))
    packed = max(part.compress_size, 1)
    if part.file_size > MAX_RATIO_FREE_BYTES and part.file_size / packed > MAX_RATIO:
        return Member(path, error=BadInput(N_("{name} unpacks to more than is read"), name=short))
    try:
        with archive.open(part) as file:
            return Member(path, file.read(part.file_size + 1))
    except _FAULTS:
        return Member(path, error=BadInput(N_("{name} is damaged; get the file again"), name=short))


def name_of(part: zipfile.ZipInfo) -> str:
    """Return the path of a member as its packer meant it."""
    name = _decoded(part).replace("\\", "/")
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _decoded(part: zipfile.ZipInfo) -> str:
    name = part.filename
    if not part.flag_bits & _UTF8 and not name.isascii():
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name
