"""What would be enough to give up, so that there is a plan: the smallest change of each sort.

A change is sought on the few interviews that clash, where a question takes milliseconds, and then
tried on the whole day; only a change with which the whole day goes is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from workbench.planner.clashing import Clash, goes
from workbench.planner.demands import CANDIDATE, ROOM, Asked, changed, given_up
from workbench.planner.instance import NONE, Instance
from workbench.planner.plan import Relaxation
from workbench.planner.saying import said, spoken
from workbench.planner.times import DAY, Spans, merged, without, written

MOST = 3
SECONDS = 8.0


@dataclass(frozen=True)
class Way:
    """One way of giving way by steps: the day, the value in the file and the sentence at a step.

    Attributes: `steps`, how many there are; `minutes` of a step, None where it is no time.
    """

    demand: Asked
    steps: int
    at: Callable[[Instance, int], Instance]
    was: Any
    value: Callable[[int], Any]
    minutes: Callable[[int], int | None]
    words: Callable[[int], tuple[str, str, dict[str, object]]]


def relaxations(instance: Instance, clash: Clash) -> list[Relaxation]:
    """Return up to three changes, each enough by itself, the smallest first."""
    until = time.monotonic() + SECONDS
    found = []
    for demand in clash.demands:
        if goes(given_up(instance, [demand]), until) is not True:
            continue
        for way in _ways(instance, demand):
            step = _least(instance, clash.narrow, way, until)
            if step is not None:
                found.append(_told(way, step))
    found.sort(key=lambda each: (each.minutes is None, each.minutes or 0))
    return found[:MOST]


def _told(way: Way, step: int) -> Relaxation:
    zh, en, args = way.words(step)
    value, minutes = way.value(step), way.minutes(step)
    return Relaxation(
        way.demand.kind, way.demand.ids, way.was, value, minutes, said(zh, en, **args)
    )


def _least(instance: Instance, narrow: Instance, way: Way, until: float) -> int | None:
    """Return the least step that is enough for the whole day."""

    def enough(day: Instance, step: int) -> bool:
        return goes(way.at(day, step), until) is True

    low = _search(1, way.steps, lambda step: enough(narrow, step))
    if low is None:
        return None
    return (
        low if enough(instance, low) else _search(low + 1, way.steps, lambda s: enough(instance, s))
    )


def _search(low: int, high: int, enough: Callable[[int], bool]) -> int | None:
    """Return the least number from `low` to `high` that is enough, as all above it are."""
    if low > high or not enough(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _ways(instance: Instance, demand: Asked) -> Iterator[Way]:
    if demand.kind in ("hours", "opening"):
        yield from _wider(instance, demand)
    elif demand.kind == "busy":
        yield from _shorter(instance, demand)
    elif demand.kind in ("gap", "max_wait", "buffer"):
        yield _by_minutes(instance, demand)
    else:
        yield _at_once(instance, demand)


def _held(day: Instance, demand: Asked) -> tuple[str, Spans]:
    """Return the name and the spans of hours, opening or busy time."""
    if demand.kind == "opening":
        return "", day.opening
    if demand.about == CANDIDATE:
        return day.candidate[demand.ids[0]].name, day.candidate[demand.ids[0]].hours
    if demand.about == ROOM:
        return day.room[demand.ids[0]].name, day.room[demand.ids[0]].busy
    person = day.interviewer[demand.ids[0]]
    return person.name, person.busy if demand.kind == "busy" else person.hours


def _put(day: Instance, demand: Asked, spans: Spans) -> Instance:
    if demand.kind == "opening":
        return replace(day, opening=spans)
    name = demand.ids[0]
    if demand.about == CANDIDATE:
        return replace(
            day, candidates=changed(day.candidates, name, lambda c: replace(c, hours=spans))
        )
    if demand.about == ROOM:
        return replace(day, rooms=changed(day.rooms, name, lambda r: replace(r, busy=spans)))
    if demand.kind == "busy":
        people = changed(day.interviewers, name, lambda p: replace(p, busy=spans))
    else:
        people = changed(day.interviewers, name, lambda p: replace(p, hours=spans))
    return replace(day, interviewers=people)


def _of_spans(day: Instance, demand: Asked, spans: Callable[[int], Spans], steps: int) -> Way:
    name, before = _held(day, demand)
    size = sum(end - start for start, end in before)
    zh, en = {
        ("hours", CANDIDATE): ("{name}改为 {spans} 有空", "{name} comes {spans}"),
        ("busy", ROOM): ("会议室 {name} 的占用改为 {spans}", "Room {name} is taken only {spans}"),
    }.get(
        (demand.kind, demand.about),
        {
            "hours": ("{name}改为 {spans} 上班", "{name} works {spans}"),
            "busy": ("{name}的占用时间改为 {spans}", "{name} is busy only {spans}"),
            "opening": ("面试时间改为 {spans}", "Interviews may lie within {spans}"),
        }[demand.kind],
    )
    return Way(
        demand,
        steps,
        lambda other, step: _put(other, demand, spans(step)),
        written(before),
        lambda step: written(spans(step)),
        lambda step: abs(sum(end - start for start, end in spans(step)) - size),
        lambda step: (zh, en, {"name": name, "spans": spoken(spans(step))}),
    )


def _wider(day: Instance, demand: Asked) -> Iterator[Way]:
    """Let hours begin earlier or end later, step by step of the grid."""
    _, before = _held(day, demand)
    steps = DAY // day.grid
    for start, end in before:
        if end < DAY:
            later = lambda n, a=start, b=end: merged([*before, (a, min(DAY, b + n * day.grid))])  # noqa: E731
            yield _of_spans(day, demand, later, steps)
        if start > 0:
            sooner = lambda n, a=start, b=end: merged([*before, (max(0, a - n * day.grid), b)])  # noqa: E731
            yield _of_spans(day, demand, sooner, steps)
    if not before:
        yield _of_spans(day, demand, lambda n: ((0, DAY),), 1)


def _shorter(day: Instance, demand: Asked) -> Iterator[Way]:
    """Let a busy span end earlier or begin later, up to none of it."""
    _, before = _held(day, demand)
    for start, end in before:
        steps = -(-(end - start) // day.grid)
        ends = lambda n, a=start, b=end: without(before, [(max(a, b - n * day.grid), b)])  # noqa: E731
        begins = lambda n, a=start, b=end: without(before, [(a, min(b, a + n * day.grid))])  # noqa: E731
        yield _of_spans(day, demand, ends, steps)
        yield _of_spans(day, demand, begins, steps)


def _by_minutes(day: Instance, demand: Asked) -> Way:
    """Shorten a gap or a buffer, lengthen the longest wait."""
    rules = day.rules
    if demand.kind == "gap":
        was = rules.candidate_gap
        zh, en = "候选人两场面试之间隔 {n} 分钟即可", "{n} minutes between two interviews will do"
    elif demand.kind == "max_wait":
        was = rules.max_wait or 0
        zh, en = "候选人最多等 {n} 分钟", "Candidates wait up to {n} minutes"
    else:
        was = day.interviewer[demand.ids[0]].buffer
        zh, en = "{name}两场之间隔 {n} 分钟即可", "{n} minutes between two are enough for {name}"
    name = day.interviewer[demand.ids[0]].name if demand.kind == "buffer" else ""
    longer = demand.kind == "max_wait"

    def value(step: int) -> int:
        return was + step if longer else was - step

    def at(other: Instance, step: int) -> Instance:
        if demand.kind == "gap":
            return replace(other, rules=replace(other.rules, candidate_gap=value(step)))
        if demand.kind == "max_wait":
            return replace(other, rules=replace(other.rules, max_wait=value(step)))
        people = changed(
            other.interviewers, demand.ids[0], lambda p: replace(p, buffer=value(step))
        )
        return replace(other, interviewers=people)

    steps = DAY - was if longer else was
    return Way(
        demand,
        steps,
        at,
        was,
        value,
        lambda n: n,
        lambda n: (zh, en, {"n": value(n), "name": name}),
    )


def _at_once(day: Instance, demand: Asked) -> Way:
    """Give up a demand that is no time."""
    name = demand.ids[0] if demand.ids else ""
    if demand.kind == "load":
        person = day.interviewer[name]
        most = person.max_interviews or 0
        return Way(
            demand,
            200,
            lambda other, n: replace(
                other,
                interviewers=changed(
                    other.interviewers, name, lambda p: replace(p, max_interviews=most + n)
                ),
            ),
            most,
            lambda n: most + n,
            lambda n: None,
            lambda n: (
                "{name}当天最多面 {n} 场",
                "{name} has up to {n} interviews",
                {"name": person.name, "n": most + n},
            ),
        )
    was, becomes, zh, en = _given(day, demand)
    label = day.round[name].name if demand.about == "round" else ""
    return Way(
        demand,
        1,
        lambda other, n: given_up(other, [demand]),
        was,
        lambda n: becomes,
        lambda n: None,
        lambda n: (zh, en, {"name": label}),
    )


def _given(day: Instance, demand: Asked) -> tuple[Any, Any, str, str]:
    """Return the value before and after, and the sentence, of what is given up whole."""
    if demand.kind == "order":
        return True, False, "面试不必按轮次顺序进行", "The rounds may come in any order"
    if demand.kind == "repeat":
        return True, False, "允许两次见同一位面试官", "The same interviewer may be met twice"
    round_ = day.round[demand.ids[0]]
    panel = [{"skill": need.skill, "count": need.count} for need in round_.panel]
    anyone = [{"skill": None, "count": round_.size}]
    return {
        "room": ("needed", NONE, "“{name}”改为电话面试", "“{name}” becomes a call"),
        "seats": (round_.seats, 0, "“{name}”不限座位数", "“{name}” does with fewer seats"),
        "features": (
            sorted(round_.needs),
            [],
            "“{name}”不限会议室设备",
            "“{name}” does with any room",
        ),
        "skill": (panel, anyone, "“{name}”由任何面试官主持", "Anyone may hold “{name}”"),
    }[demand.kind]
