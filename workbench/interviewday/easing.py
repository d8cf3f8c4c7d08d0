"""Giving way for one planning: a relaxation that the planner offered, put into the day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.interviewday.instance import DayInstance
from workbench.planner.instance import NONE, Instance, Need, Rules
from workbench.planner.plan import Relaxation
from workbench.planner.times import Spans, merged

FIRM = frozenset({"busy"})  # what is taken is taken: an interview there would be refused


def can_ease(relaxation: Relaxation) -> bool:
    """Tell whether a day planned with this change could be taken over."""
    return relaxation.kind not in FIRM


def eased(made: DayInstance, relaxation: Relaxation) -> DayInstance:
    """Return the day with one demand given up as the planner proposed; the vault stays."""
    wider = None if made.wider is None else _given(made.wider, relaxation)
    return replace(made, instance=_given(made.instance, relaxation), wider=wider)


def _given(day: Instance, change: Relaxation) -> Instance:
    if change.kind == "opening":
        return replace(day, opening=_spans(change.becomes))
    if change.kind in _RULES:
        name, value = _RULES[change.kind], change.becomes
        return replace(day, rules=_ruled(day.rules, name, value))
    first = change.ids[0]
    return replace(
        day,
        candidates=tuple(
            replace(each, hours=_spans(change.becomes))
            if change.kind == "hours" and each.id == first
            else each
            for each in day.candidates
        ),
        interviewers=tuple(
            replace(each, **_of_person(change)) if each.id == first else each
            for each in day.interviewers
        ),
        rounds=tuple(
            replace(each, **_of_round(change, each.size)) if each.id == first else each
            for each in day.rounds
        ),
    )


_RULES = {
    "order": "keep_round_order",
    "repeat": "no_repeat_interviewer",
    "gap": "candidate_gap",
    "max_wait": "max_wait",
}


def _ruled(rules: Rules, name: str, value: Any) -> Rules:
    fields: dict[str, Any] = {name: value}
    return replace(rules, **fields)


def _of_person(change: Relaxation) -> dict[str, Any]:
    if change.kind == "hours":
        return {"hours": _spans(change.becomes)}
    if change.kind == "load":
        return {"max_interviews": change.becomes}
    return {"buffer": change.becomes} if change.kind == "buffer" else {}


def _of_round(change: Relaxation, size: int) -> dict[str, Any]:
    ways: dict[str, dict[str, Any]] = {
        "room": {"room": NONE},
        "seats": {"seats": 0},
        "features": {"needs": frozenset()},
        "skill": {"panel": (Need(None, size),)},
    }
    return ways.get(change.kind, {})


def _spans(written: Any) -> Spans:
    def minute(text: str) -> int:
        hours, _, minutes = text.partition(":")
        return int(hours) * 60 + int(minutes)

    return merged((minute(start), minute(end)) for start, end in written)
