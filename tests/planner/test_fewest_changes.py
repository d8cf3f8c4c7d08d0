"""Mended tiny days against all plans there are: as few dropped, then moved, then minutes."""

from __future__ import annotations

import copy
from itertools import product
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.planner import checker, samples
from tests.planner.brute import choices
from tests.planner.test_planning import solved
from tests.planner.test_replanning import mended

Json = dict[str, Any]
HALVES = [f"{9 + n // 2:02d}:{n % 2 * 30:02d}" for n in range(9)]


@st.composite
def happenings(draw: st.DrawFn) -> tuple[Json, Json]:
    """Return a tiny day and one event before anything has begun."""
    day = samples.tiny(draw(st.integers(0, 10_000)))
    day["rules"]["max_wait"] = None  # not kept for whom an event names; the checker keeps it
    start = draw(st.integers(0, 7))
    span = {"from": HALVES[start], "to": HALVES[draw(st.integers(start + 1, 8))]}
    event: Json = draw(
        st.one_of(
            st.fixed_dictionaries(
                {"kind": st.just("away"), "interviewer": st.sampled_from(["i0", "i1", "i2"])}
            ).map(lambda each: each | span),
            st.fixed_dictionaries(
                {"kind": st.just("room_lost"), "room": st.sampled_from(["r0", "r1"])}
            ).map(lambda each: each | span),
            st.fixed_dictionaries(
                {
                    "kind": st.just("late"),
                    "candidate": st.sampled_from(["c0", "c1"]),
                    "minutes": st.sampled_from([10, 30, 45]),
                }
            ),
            st.just({"kind": "no_show", "candidate": "c0"}),
        )
    )
    return day, event


def after(day: Json, event: Json) -> Json:
    """Return the day with the event in it, as far as a day can say it."""
    day = copy.deepcopy(day)
    if event["kind"] == "no_show":
        day["candidates"] = [c for c in day["candidates"] if c["id"] != event["candidate"]]
    for key, rows in (("interviewer", "interviewers"), ("room", "rooms")):
        for each in day[rows]:
            if each["id"] == event.get(key):
                each["busy"] = [*each.get("busy", []), [event["from"], event["to"]]]
    return day


def figures(plan: Json, made: list[Json]) -> tuple[int, int, int]:
    """Return what is dropped and moved, and by how many minutes."""
    was = {(i["candidate"], i["round"]): i for i in plan["interviews"]}
    now = {(i["candidate"], i["round"]): i for i in made}

    def place(each: Json) -> tuple[Any, ...]:
        return each["start"], each["room"], set(each["panel"])

    moved = [key for key in now if place(was[key]) != place(now[key])]
    away = [
        abs(checker.minute(was[key]["start"]) - checker.minute(now[key]["start"])) for key in now
    ]
    return len(was) - len(now), len(moved), sum(away)


def fewest(day: Json, plan: Json, event: Json) -> tuple[int, int, int]:
    """Return the least figures by trying every plan of the day."""
    own = [i["start"] for i in plan["interviews"] if i["candidate"] == event.get("candidate")]
    late = event["kind"] == "late" and checker.minute(min(own)) + event["minutes"]

    def places(candidate: Json, name: str) -> list[Json | None]:
        found = choices(day, candidate, name)
        if late and candidate["id"] == event["candidate"]:
            found = [each for each in found if checker.minute(each["start"]) >= late]
        return [*found, None]

    lists = [places(c, name) for c in day["candidates"] for name in c["rounds"]]
    keys = [(c["id"], name) for c in day["candidates"] for name in c["rounds"]]
    names = {c["id"] for c in day["candidates"]}
    left = {**plan, "interviews": [i for i in plan["interviews"] if i["candidate"] in names]}
    best = (len(keys) + 1, 0, 0)
    for tried in product(*lists):
        made = [each for each in tried if each is not None]
        ranked = figures(left, made)
        if ranked < best:
            none = [key for key, each in zip(keys, tried, strict=True) if each is None]
            dropped = [{"candidate": c, "round": r} for c, r in none]
            whole = {"interviews": made, "dropped": dropped}
            if not checker.faults(day, whole, partial=True):
                best = ranked
    return best


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(happenings())
def test_no_plan_changes_less(case: tuple[Json, Json]) -> None:
    day, event = case
    plan = solved(day)
    assume(plan["status"] == "optimal")
    made = mended(day, plan, "08:00", event)
    assert made["status"] == "optimal"
    changed = after(day, event)
    assert checker.faults(changed, made, partial=True) == []
    names = {c["id"] for c in changed["candidates"]}
    left = {**plan, "interviews": [i for i in plan["interviews"] if i["candidate"] in names]}
    assert figures(left, made["interviews"]) == fewest(changed, plan, event)
    assert len(made["dropped"]) == figures(left, made["interviews"])[0]
