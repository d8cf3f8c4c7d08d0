"""Where a file dialog begins: with the reader's documents, not with the program's own folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents(name: str = "") -> str:
    """Return the reader's folder of documents, or a file's place in it; their home without one."""
    where = QStandardPaths.StandardLocation
    found = QStandardPaths.writableLocation(where.DocumentsLocation)
    folder = Path(found) if found and Path(found).is_dir() else Path.home()
    return str(folder / name) if name else str(folder)
