"""Says what is wrong with a plan, straight from the written rules and from nothing of the planner.

Works on decoded files; every minute of the day is looked at by itself.
"""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

Json = dict[str, Any]


def minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def minutes(spans: list[list[str]]) -> set[int]:
    return {m for start, end in spans for m in range(minute(start), minute(end))}


def by_id(rows: list[Json]) -> dict[str, Json]:
    return {row["id"]: row for row in rows}


class Day:
    """An instance and a plan, with defaults filled in."""

    def __init__(self, instance: Json, interviews: list[Json]) -> None:
        self.instance = instance
        self.rooms, self.people = by_id(instance["rooms"]), by_id(instance["interviewers"])
        self.rounds, self.candidates = by_id(instance["rounds"]), by_id(instance["candidates"])
        self.rules = {
            "keep_round_order": True,
            "no_repeat_interviewer": True,
            "candidate_gap": 0,
            "max_wait": None,
        } | instance.get("rules", {})
        self.all = sorted(interviews, key=lambda i: minute(i["start"]))

    def of_candidate(self, name: str) -> list[Json]:
        return [i for i in self.all if i["candidate"] == name]

    def of_person(self, name: str) -> list[Json]:
        return [i for i in self.all if name in i["panel"]]

    def of_room(self, name: str) -> list[Json]:
        return [i for i in self.all if i["room"] == name]


def faults(instance: Json, plan: Json, *, partial: bool = False) -> list[str]:
    """Return every hard demand that the plan breaks."""
    day = Day(instance, plan["interviews"])
    found = _sat(day, plan, partial)
    for each in day.all:
        found += [f"{each['candidate']}/{each['round']}: {fault}" for fault in _one(day, each)]
    for name, person in day.people.items():
        own = day.of_person(name)
        found += _apart(name, own, person.get("buffer", 0))
        most = person.get("max_interviews")
        if most is not None and len(own) > most:
            found.append(f"{name} has {len(own)}")
    for name in day.rooms:
        found += _apart(name, day.of_room(name), 0)
    for name, candidate in day.candidates.items():
        found += _candidate(day, name, candidate)
    return found


def _sat(day: Day, plan: Json, partial: bool) -> list[str]:
    asked = {(c["id"], r) for c in day.candidates.values() for r in c["rounds"]}
    placed = [(i["candidate"], i["round"]) for i in day.all]
    dropped = [(d["candidate"], d["round"]) for d in plan["dropped"]]
    if sorted(placed + dropped) != sorted(asked) or (dropped and not partial):
        return [f"placed {len(placed)}, dropped {len(dropped)} of {len(asked)}"]
    return []


def _one(day: Day, each: Json) -> list[str]:
    round_, grid = day.rounds[each["round"]], day.instance.get("grid", 5)
    start, end = minute(each["start"]), minute(each["end"])
    lies, found = set(range(start, end)), []
    if start % grid or end - start != round_["minutes"]:
        found.append("start or length")
    if not lies <= minutes(day.instance["opening"]):
        found.append("opening")
    if not lies <= minutes(day.candidates[each["candidate"]]["hours"]):
        found.append("candidate's hours")
    for name in each["panel"]:
        if not lies <= minutes(day.people[name]["hours"]):
            found.append(f"hours of {name}")
        if lies & minutes(day.people[name].get("busy", [])):
            found.append(f"{name} is busy")
    return found + _panel(day, each, round_) + _room(day, each, round_, lies)


def _panel(day: Day, each: Json, round_: Json) -> list[str]:
    slots = [need["skill"] for need in round_["panel"] for _ in range(need["count"])]
    panel = each["panel"]
    if len(set(panel)) != len(panel) or len(panel) != len(slots):
        return ["panel size"]
    for order in permutations(panel):
        fits = (
            s is None or s in day.people[p]["skills"] for s, p in zip(slots, order, strict=True)
        )
        if all(fits):
            return []
    return ["skills"]


def _room(day: Day, each: Json, round_: Json, lies: set[int]) -> list[str]:
    if round_.get("room", "needed") == "none":
        return ["a call has a room"] if each["room"] is not None else []
    if each["room"] is None:
        return ["no room"]
    room = day.rooms[each["room"]]
    seats = round_.get("seats")
    found = (
        ["seats"] if room["seats"] < (len(each["panel"]) + 1 if seats is None else seats) else []
    )
    if not set(round_.get("needs", [])) <= set(room.get("features", [])):
        found.append("features")
    if lies & minutes(room.get("busy", [])):
        found.append("room is busy")
    return found


def _apart(name: str, own: list[Json], gap: int) -> list[str]:
    pairs = pairwise(own)
    near = [(a, b) for a, b in pairs if minute(b["start"]) < minute(a["end"]) + gap]
    return [f"{name}: {a['start']} and {b['start']}" for a, b in near]


def _candidate(day: Day, name: str, candidate: Json) -> list[str]:
    own, rules = day.of_candidate(name), day.rules
    found = _apart(name, own, rules["candidate_gap"])
    if rules["max_wait"] is not None:
        waits = [minute(b["start"]) - minute(a["end"]) for a, b in pairwise(own)]
        found += [f"{name} waits {wait}" for wait in waits if wait > rules["max_wait"]]
    order = [candidate["rounds"].index(i["round"]) for i in own]
    if rules["keep_round_order"] and order != sorted(order):
        found.append(f"{name}: order")
    met = [p for i in own for p in i["panel"]]
    if rules["no_repeat_interviewer"] and len(set(met)) != len(met):
        found.append(f"{name} meets somebody twice")
    return found


def parts(instance: Json, plan: Json) -> dict[str, int]:
    """Return the five figures of a plan."""
    day = Day(instance, plan["interviews"])
    opening, gap = minutes(instance["opening"]), day.rules["candidate_gap"]
    wait = waited = change = 0
    for name in day.candidates:
        for a, b in pairwise(day.of_candidate(name)):
            wait += max(0, minute(b["start"]) - minute(a["end"]) - gap)
            change += None not in (a["room"], b["room"]) and a["room"] != b["room"]
    for name, person in day.people.items():
        for a, b in pairwise(day.of_person(name)):
            open_ = opening & set(range(minute(a["end"]), minute(b["start"])))
            waited += max(0, len(open_) - person.get("buffer", 0))
    asked = {n["skill"] for i in day.all for n in day.rounds[i["round"]]["panel"]}
    sharing = [p for p in day.people.values() if None in asked or asked & set(p["skills"])]
    loads = [len(day.of_person(p["id"])) for p in sharing] or [0]
    last = max((minute(i["end"]) for i in day.all), default=None)
    return {
        "candidate_wait": wait,
        "interviewer_gap": waited,
        "fairness": 10 * (max(loads) - min(loads)),
        "room_change": 10 * change,
        "finish": 0 if last is None else last - min(opening),
    }


def objective(instance: Json, plan: Json) -> int:
    return sum(
        instance.get("weights", {}).get(name, 0) * n for name, n in parts(instance, plan).items()
    )
