"""The best objective of a tiny day by trying every plan."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from tests.planner import checker

Json = dict[str, Any]


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def choices(day: Json, candidate: Json, name: str) -> list[Json]:
    """Return every admissible place of one interview by itself."""
    round_ = checker.by_id(day["rounds"])[name]
    size = sum(need["count"] for need in round_["panel"])
    rooms = [r["id"] for r in day["rooms"]] if round_.get("room", "needed") == "needed" else [None]
    alone = {**day, "candidates": [{**candidate, "rounds": [name]}]}
    found = []
    for start in range(0, 24 * 60 - round_["minutes"] + 1, day["grid"]):
        for room in rooms:
            for panel in combinations([p["id"] for p in day["interviewers"]], size):
                each = {"candidate": candidate["id"], "round": name, "room": room,
                        "start": clock(start), "end": clock(start + round_["minutes"]),
                        "panel": list(panel)}  # fmt: skip
                if not checker.faults(alone, {"interviews": [each], "dropped": []}):
                    found.append(each)
    return found


def best_by_trying(day: Json) -> int | None:
    """Return the least objective of all admissible plans, None where there is none."""
    lists = [choices(day, c, name) for c in day["candidates"] for name in c["rounds"]]
    best: int | None = None

    def go(made: list[Json]) -> None:
        nonlocal best
        if len(made) == len(lists):
            plan = {"interviews": made, "dropped": []}
            if not checker.faults(day, plan):
                weighed = checker.objective(day, plan)
                best = weighed if best is None else min(best, weighed)
            return
        for each in lists[len(made)]:
            go([*made, each])

    go([])
    return best
