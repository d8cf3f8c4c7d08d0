"""Whoever is moved keeps their panel and room where these can: fewer people have to be told.

The planner counts an interview that moves once, whatever else becomes different for it; so what it
changed besides the time without need is put back afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.planner.instance import Instance
from workbench.planner.measuring import objective, parts
from workbench.planner.plan import FEASIBLE, OPTIMAL, Interview, Key, Plan
from workbench.planner.times import holds


def staying(day: Instance, planned: Sequence[Interview], found: Plan) -> Plan:
    """Return the plan with panels and rooms of `planned` wherever nothing is against them."""
    was = {each.key: each for each in planned}
    now: dict[Key, Interview] = {each.key: each for each in found.interviews}
    for key in sorted(now, key=lambda key: now[key]):
        before = was.get(key)
        if before is None:
            continue
        others = [each for other, each in now.items() if other != key]
        if set(before.panel) != set(now[key].panel) and _can_hold(day, now[key], before, others):
            now[key] = replace(now[key], panel=before.panel)
        if before.room != now[key].room and _is_free(day, now[key], before.room, others):
            now[key] = replace(now[key], room=before.room)
    if tuple(sorted(now.values())) == tuple(sorted(found.interviews)):
        return found
    figures = parts(day, list(now.values()))
    status = FEASIBLE if found.status == OPTIMAL else found.status
    return replace(
        found,
        status=status,
        interviews=tuple(sorted(now.values())),
        parts=figures,
        objective=objective(day, figures),
    )


def _can_hold(
    day: Instance, each: Interview, before: Interview, others: Sequence[Interview]
) -> bool:
    """Tell whether the panel of before can hold an interview at its new time."""
    for who in before.panel:
        person = day.interviewer[who]
        own = [other for other in others if who in other.panel]
        free = not any(a < each.end and each.start < b for a, b in person.busy)
        if not (free and holds(person.hours, each.start, each.end)):
            return False
        if any(
            other.start < each.end + person.buffer and each.start < other.end + person.buffer
            for other in own
        ):
            return False
        if person.max_interviews is not None and len(own) >= person.max_interviews:
            return False
        once = day.rules.no_repeat_interviewer
        if once and any(other.candidate == each.candidate for other in own):
            return False
    return True


def _is_free(
    day: Instance, each: Interview, room_id: str | None, others: Sequence[Interview]
) -> bool:
    if room_id is None or room_id not in day.room:
        return False
    busy = day.room[room_id].busy
    taken = [(other.start, other.end) for other in others if other.room == room_id]
    return not any(a < each.end and each.start < b for a, b in [*busy, *taken])
