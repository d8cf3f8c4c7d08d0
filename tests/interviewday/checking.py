"""A checker of our own for the interviews of a day: it shares nothing with the planner."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any


def faults(rows: Iterable[Any]) -> list[str]:
    """Return who or what is in two interviews at once."""
    found = []
    for one, other in combinations(list(rows), 2):
        if not (one.starts_at < other.ends_at and other.starts_at < one.ends_at):
            continue
        if one.room_id is not None and one.room_id == other.room_id:
            found.append(f"room {one.room}")
        for kind, who in (("panel", "staff_id"), ("candidates", "candidate_id")):
            mine = {getattr(each, who) for each in getattr(one, kind)}
            found += [
                f"{kind} {each.name}" for each in getattr(other, kind) if getattr(each, who) in mine
            ]
    return found
