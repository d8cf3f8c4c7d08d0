"""The demands of a day one by one: what each says, and the day without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workbench.planner.instance import NEEDED, NONE, Instance, Need, Rules
from workbench.planner.plan import Text
from workbench.planner.saying import said, spoken
from workbench.planner.times import DAY, Spans

ALWAYS: Spans = ((0, DAY),)
CANDIDATE, PERSON, ROOM, ROUND, RULE = "candidate", "person", "room", "round", "rule"

Row = TypeVar("Row")


@dataclass(frozen=True)
class Asked:
    """One demand; `about` says what sort of thing `ids` are of.

    The ids of a rule for everybody are those of the candidates whom it hinders.
    """

    kind: str
    about: str
    ids: tuple[str, ...]


def asked(instance: Instance) -> Iterator[Asked]:
    """Yield every demand that could be given up, those first that explain least."""
    for person in instance.interviewers:
        if person.buffer:
            yield Asked("buffer", PERSON, (person.id,))
    for room in instance.rooms:
        if room.busy:
            yield Asked("busy", ROOM, (room.id,))
    for person in instance.interviewers:
        if person.busy:
            yield Asked("busy", PERSON, (person.id,))
        if person.max_interviews is not None:
            yield Asked("load", PERSON, (person.id,))
        yield Asked("hours", PERSON, (person.id,))
    sat = {name for each in instance.candidates for name in each.rounds}
    for round_ in (each for each in instance.rounds if each.id in sat):
        if round_.room == NEEDED:
            yield Asked("seats", ROUND, (round_.id,))
            if round_.needs:
                yield Asked("features", ROUND, (round_.id,))
            yield Asked("room", ROUND, (round_.id,))
        if any(need.skill is not None for need in round_.panel):
            yield Asked("skill", ROUND, (round_.id,))
    many = tuple(each.id for each in instance.candidates if len(each.rounds) > 1)
    if many:
        rules = instance.rules
        held = {
            "repeat": rules.no_repeat_interviewer,
            "gap": rules.candidate_gap > 0,
            "order": rules.keep_round_order,
            "max_wait": rules.max_wait is not None,
        }
        yield from (Asked(kind, RULE, many) for kind, holds in held.items() if holds)
    yield Asked("opening", RULE, ())
    for candidate in instance.candidates:
        yield Asked("hours", CANDIDATE, (candidate.id,))


def given_up(instance: Instance, demands: Sequence[Asked]) -> Instance:
    """Return the day without these demands."""
    for each in demands:
        instance = _FREE[each.kind](instance, each)
    return instance


def changed(rows: tuple[Row, ...], name: str, change: Callable[[Row], Row]) -> tuple[Row, ...]:
    """Return the rows with the one of this id changed."""
    return tuple(change(row) if getattr(row, "id", "") == name else row for row in rows)


def _hours(day: Instance, each: Asked) -> Instance:
    if each.about == CANDIDATE:
        free = changed(day.candidates, each.ids[0], lambda c: replace(c, hours=ALWAYS))
        return replace(day, candidates=free)
    people = changed(day.interviewers, each.ids[0], lambda p: replace(p, hours=ALWAYS))
    return replace(day, interviewers=people)


def _busy(day: Instance, each: Asked) -> Instance:
    if each.about == ROOM:
        return replace(day, rooms=changed(day.rooms, each.ids[0], lambda r: replace(r, busy=())))
    people = changed(day.interviewers, each.ids[0], lambda p: replace(p, busy=()))
    return replace(day, interviewers=people)


def _load(day: Instance, each: Asked) -> Instance:
    people = changed(day.interviewers, each.ids[0], lambda p: replace(p, max_interviews=None))
    return replace(day, interviewers=people)


def _buffer(day: Instance, each: Asked) -> Instance:
    people = changed(day.interviewers, each.ids[0], lambda p: replace(p, buffer=0))
    return replace(day, interviewers=people)


def _room(day: Instance, each: Asked) -> Instance:
    return replace(day, rounds=changed(day.rounds, each.ids[0], lambda r: replace(r, room=NONE)))


def _seats(day: Instance, each: Asked) -> Instance:
    return replace(day, rounds=changed(day.rounds, each.ids[0], lambda r: replace(r, seats=0)))


def _features(day: Instance, each: Asked) -> Instance:
    bare: frozenset[str] = frozenset()
    return replace(day, rounds=changed(day.rounds, each.ids[0], lambda r: replace(r, needs=bare)))


def _skill(day: Instance, each: Asked) -> Instance:
    """Let anyone sit in; the seats stay those of the panel."""
    rounds = changed(day.rounds, each.ids[0], lambda r: replace(r, panel=(Need(None, r.size),)))
    return replace(day, rounds=rounds)


def _ruled(change: Callable[[Rules], Rules]) -> Callable[[Instance, Asked], Instance]:
    return lambda day, each: replace(day, rules=change(day.rules))


_FREE: dict[str, Callable[[Instance, Asked], Instance]] = {
    "hours": _hours,
    "busy": _busy,
    "load": _load,
    "buffer": _buffer,
    "room": _room,
    "seats": _seats,
    "features": _features,
    "skill": _skill,
    "opening": lambda day, each: replace(day, opening=ALWAYS),
    "order": _ruled(lambda rules: replace(rules, keep_round_order=False)),
    "repeat": _ruled(lambda rules: replace(rules, no_repeat_interviewer=False)),
    "gap": _ruled(lambda rules: replace(rules, candidate_gap=0)),
    "max_wait": _ruled(lambda rules: replace(rules, max_wait=None)),
}


def told(day: Instance, each: Asked) -> Text:
    """Return a demand in words."""
    holes = _holes(day, each)
    zh, en = _WORDS[each.kind, each.about]
    if each.kind in ("hours", "opening") and not _times_of(day, each):
        zh, en = _NEVER[each.kind, each.about]
    return said(zh, en, **holes)


def _times_of(day: Instance, each: Asked) -> Spans:
    """Return the hours that a demand for hours speaks of."""
    if each.about == CANDIDATE:
        return day.candidate[each.ids[0]].hours
    return day.interviewer[each.ids[0]].hours if each.about == PERSON else day.opening


def _holes(day: Instance, each: Asked) -> dict[str, object]:
    """Return what the sentence about a demand speaks of."""
    first = each.ids[0] if each.ids else ""
    holes: dict[str, object] = {
        "opening": spoken(day.opening),
        "gap": day.rules.candidate_gap,
        "wait": day.rules.max_wait,
        "names": [day.candidate[name].name for name in each.ids] if each.about == RULE else [],
    }
    if each.about == PERSON:
        person = day.interviewer[first]
        holes |= {"name": person.name, "hours": spoken(person.hours), "busy": spoken(person.busy)}
        holes |= {"most": person.max_interviews, "buffer": person.buffer}
    elif each.about == CANDIDATE:
        holes |= {"name": day.candidate[first].name, "hours": spoken(day.candidate[first].hours)}
    elif each.about == ROOM:
        holes |= {"name": day.room[first].name, "busy": spoken(day.room[first].busy)}
    elif each.about == ROUND:
        round_ = day.round[first]
        holes |= {"name": round_.name, "seats": round_.chairs, "needs": sorted(round_.needs)}
        holes["skills"] = [f"{need.skill or '*'} × {need.count}" for need in round_.panel]
    return holes


_NEVER = {
    ("hours", CANDIDATE): ("{name}当天没有空", "{name} is not free on the day"),
    ("hours", PERSON): ("{name}当天不上班", "{name} does not work on the day"),
    ("opening", RULE): ("当天没有可安排面试的时间", "There are no hours for interviews on the day"),
}
_WORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("hours", CANDIDATE): ("{name}只有 {hours} 有空", "{name} is free only {hours}"),
    ("hours", PERSON): ("{name}只在 {hours} 上班", "{name} works only {hours}"),
    ("busy", PERSON): ("{name}在 {busy} 有事", "{name} is busy {busy}"),
    ("busy", ROOM): ("会议室 {name} 在 {busy} 被占用", "Room {name} is taken {busy}"),
    ("load", PERSON): (
        "{name}当天最多面 {most} 场",
        "{name} has at most {most} interviews on the day",
    ),
    ("buffer", PERSON): (
        "{name}两场面试之间至少隔 {buffer} 分钟",
        "{name} needs {buffer} minutes between two interviews",
    ),
    ("room", ROUND): ("“{name}”需要会议室", "“{name}” needs a room"),
    ("seats", ROUND): ("“{name}”需要 {seats} 个座位", "“{name}” needs {seats} seats"),
    ("features", ROUND): (
        "“{name}”的会议室要有：{needs}",
        "“{name}” needs a room with: {needs}",
    ),
    ("skill", ROUND): (
        "“{name}”的面试官要会：{skills}",
        "“{name}” needs interviewers for: {skills}",
    ),
    ("opening", RULE): ("面试只能安排在 {opening}", "Interviews lie only within {opening}"),
    ("order", RULE): (
        "{names}的面试要按轮次顺序进行",
        "The rounds of {names} keep their order",
    ),
    ("gap", RULE): (
        "{names}两场面试之间至少隔 {gap} 分钟",
        "{names}: at least {gap} minutes between two interviews",
    ),
    ("max_wait", RULE): (
        "{names}两场面试之间最多等 {wait} 分钟",
        "{names}: at most {wait} minutes between two interviews",
    ),
    ("repeat", RULE): (
        "{names}不能两次见同一位面试官",
        "{names}: nobody meets the same interviewer twice",
    ),
}
