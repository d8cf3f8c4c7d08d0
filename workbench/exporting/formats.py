"""The formats of exported files, told apart by how a file's name ends."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_


class Format(StrEnum):
    """A format; its value is the ending of its files."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def format_of(path: Path) -> Format:
    """Return the format that the name of a file asks for. Raises BadInput."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in tuple(Format):
        raise BadInput(
            N_("{name} does not say what it shall be; let it end in .csv, .xlsx or .json."),
            name=path.name,
        )
    return Format(ending)
