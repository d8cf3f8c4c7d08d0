"""Mail drafts to guests of interviews, written into a folder off the UI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbench.app import App
from workbench.interviewday.drafts import draft, draft_name
from workbench.interviewday.messages import told_to
from workbench.interviewday.telling import DueRow
from workbench.kernel.errors import RuleBroken


@dataclass(frozen=True)
class Written:
    """What became of the drafts: whose were written, and to whom none can go."""

    rows: tuple[DueRow, ...]
    left_out: tuple[DueRow, ...]


def write_drafts(app: App, rows: Sequence[DueRow], folder: Path, now: datetime) -> Written:
    """Write a draft for each guest; one without an address is left out. Raises OSError.

    Raises RuleBroken where there is none to be written.
    """
    written, left_out, last = [], [], None
    for row in rows:
        try:
            told = app.ask(told_to, row.interview_id, row.guest_id, now=now)
            data = app.ask(draft, told)
        except RuleBroken as error:
            left_out.append(row)
            last = error
            continue
        _free(folder, draft_name(told)).write_bytes(data)
        written.append(row)
    if last is not None and not written:
        raise last
    return Written(tuple(written), tuple(left_out))


def _free(folder: Path, name: str) -> Path:
    """Return a place for a file where none lies yet."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path
