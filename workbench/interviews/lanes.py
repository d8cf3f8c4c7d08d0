"""A day's interviews side by side: by room, by interviewer, by candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.interviews.queries import InterviewRow


class LaneKind(StrEnum):
    """What the lanes of a day stand for."""

    ROOM = "room"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


@dataclass(frozen=True)
class Lane:
    """One lane of a day; `id` and `name` are '' for interviews without a room."""

    id: str
    name: str
    interviews: tuple[InterviewRow, ...]


def lanes(rows: Sequence[InterviewRow], kind: LaneKind) -> tuple[Lane, ...]:
    """Return a day's interviews by room, interviewer or candidate; each keeps its order."""
    found: dict[tuple[str, str], list[InterviewRow]] = {}
    for row in rows:
        for key in _keys(row, kind):
            found.setdefault(key, []).append(row)
    ordered = sorted(found, key=lambda key: (not key[0], key[1]))
    return tuple(Lane(id, name, tuple(found[id, name])) for id, name in ordered)


def _keys(row: InterviewRow, kind: LaneKind) -> list[tuple[str, str]]:
    if kind is LaneKind.ROOM:
        return [(row.room_id or "", row.room)]
    if kind is LaneKind.INTERVIEWER:
        return [(each.staff_id, each.name) for each in row.panel]
    return [(each.candidate_id, each.name) for each in row.candidates]
