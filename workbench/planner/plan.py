"""A plan of a day, as it is written to and read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.planner.instance import Instance
from workbench.planner.reading import FORMAT, Place
from workbench.planner.times import clock

OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"
STATUSES = (OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN)
PARTS = ("candidate_wait", "interviewer_gap", "fairness", "room_change", "finish")
Text = Mapping[str, str]  # one text in each language
Key = tuple[str, str]  # candidate and round


@dataclass(frozen=True, order=True)
class Interview:
    """One interview; start and end in minutes after midnight, `room` None for a call."""

    start: int
    candidate: str
    round: str
    end: int
    room: str | None
    panel: tuple[str, ...]

    @property
    def key(self) -> Key:
        """The candidate and the round."""
        return self.candidate, self.round


@dataclass(frozen=True)
class Dropped:
    """An interview for which there is no place."""

    candidate: str
    round: str
    text: Text


@dataclass(frozen=True)
class Demand:
    """One demand of those that cannot hold together."""

    kind: str
    ids: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Relaxation:
    """A change that is enough to make a plan possible.

    `was` and `becomes` are the value in the instance file before and after; `minutes` says how much
    that is, None where it cannot be counted in minutes.
    """

    kind: str
    ids: tuple[str, ...]
    was: Any
    becomes: Any
    minutes: int | None
    text: Text


@dataclass(frozen=True)
class Change:
    """What is different for one interview; `was` is None where it is new."""

    candidate: str
    round: str
    what: tuple[str, ...]
    was: Interview | None
    becomes: Interview


@dataclass(frozen=True)
class Plan:
    """A plan, or why there is none; `bound` is what no plan can be better than."""

    status: str
    objective: int | None = None
    bound: int | None = None
    seconds: float = 0.0
    interviews: tuple[Interview, ...] = ()
    parts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    dropped: tuple[Dropped, ...] = ()
    clash: tuple[Demand, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    changes: tuple[Change, ...] | None = None

    @property
    def found(self) -> bool:
        """Whether there is a plan."""
        return self.status in (OPTIMAL, FEASIBLE)

    def after(self, seconds: float) -> Plan:
        """Return the same with the time that it took."""
        return replace(self, seconds=round(seconds, 3))


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as its file has it."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "seconds": plan.seconds,
        "interviews": [_interview(each) for each in sorted(plan.interviews)],
        "parts": {name: plan.parts.get(name, 0) for name in PARTS},
        "dropped": [
            {"candidate": each.candidate, "round": each.round, "text": dict(each.text)}
            for each in plan.dropped
        ],
        "clash": [
            {"kind": each.kind, "ids": list(each.ids), "text": dict(each.text)}
            for each in plan.clash
        ],
        "relaxations": [_relaxation(each) for each in plan.relaxations],
    }
    if plan.changes is not None:
        found["changes"] = [_change(each) for each in plan.changes]
    return found


def _interview(each: Interview) -> dict[str, Any]:
    return {"candidate": each.candidate, "round": each.round, **_place(each)}


def _place(each: Interview) -> dict[str, Any]:
    return {
        "start": clock(each.start),
        "end": clock(each.end),
        "room": each.room,
        "panel": list(each.panel),
    }


def _relaxation(each: Relaxation) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "ids": list(each.ids),
        "from": each.was,
        "to": each.becomes,
        "minutes": each.minutes,
        "text": dict(each.text),
    }


def _change(each: Change) -> dict[str, Any]:
    return {
        "candidate": each.candidate,
        "round": each.round,
        "what": list(each.what),
        "from": None if each.was is None else _place(each.was),
        "to": _place(each.becomes),
    }


def interviews_from(place: Place, instance: Instance) -> tuple[Interview, ...]:
    """Return the interviews of a plan file; the other keys are only checked for their names."""
    needed = ("format", "status", "objective", "bound", "seconds", "interviews", "parts")
    keys = place.keys((*needed, "dropped", "clash", "relaxations"), ("changes",))
    keys["format"].format()
    keys["status"].one_of(STATUSES)
    for name in ("objective", "bound"):
        if keys[name].value is not None:
            keys[name].real()
    keys["seconds"].real()
    for each in keys["parts"].keys(PARTS).values():
        each.real()
    for name in ("dropped", "clash", "relaxations", "changes"):
        if name in keys:
            keys[name].items()
    return keys["interviews"].named(
        lambda each: _read_interview(each, instance), lambda each: " / ".join(each.key)
    )


def _read_interview(place: Place, instance: Instance) -> Interview:
    keys = place.keys(("candidate", "round", "start", "end", "room", "panel"))
    candidate = instance.candidate[keys["candidate"].known(instance.candidate)]
    members = keys["panel"].items()
    start, end = Place([keys["start"].value, keys["end"].value], keys["start"].at).span()
    room = keys["room"]
    return Interview(
        candidate=candidate.id,
        round=keys["round"].known(candidate.rounds),
        start=start,
        end=end,
        room=None if room.value is None else room.known(instance.room),
        panel=tuple(each.known(instance.interviewer) for each in members),
    )
