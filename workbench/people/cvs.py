"""CV files on their way in and out of the vault."""

from __future__ import annotations

from pathlib import Path

from workbench.apart.reader import Reader
from workbench.intake.cvfile import MEDIA_TYPES
from workbench.intake.sniff import load
from workbench.people.commands import AttachCv

ENDINGS = tuple(MEDIA_TYPES)


def cv_from_file(candidate: str, path: Path, reader: Reader | None = None) -> AttachCv:
    """Return the command that attaches a file with its text. Raises BadInput.

    The file is read apart from this process, by `reader` (which is closed then) or one of its own.
    """
    name = path.name.encode("utf-8", "replace").decode()
    data = load(path, name)
    with reader or Reader() as apart:
        media_type, text = apart.cv(data, name)
    return AttachCv(candidate, text, name, media_type, data)
