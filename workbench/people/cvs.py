"""CV files on their way in and out of the vault."""

from __future__ import annotations

from pathlib import Path

from workbench.intake.cvfile import MEDIA_TYPES, cv_kind, cv_text_of
from workbench.intake.sniff import load
from workbench.people.commands import AttachCv

ENDINGS = tuple(MEDIA_TYPES)


def cv_from_file(candidate: str, path: Path) -> AttachCv:
    """Return the command that attaches a file with its text. Raises BadInput."""
    name = path.name.encode("utf-8", "replace").decode()
    data = load(path, name)
    _, media_type = cv_kind(data, name)
    return AttachCv(candidate, cv_text_of(data, name), name, media_type, data)
