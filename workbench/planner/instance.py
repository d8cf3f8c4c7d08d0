"""The day to be planned, as it stands in an instance file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from workbench.kernel.i18n import N_
from workbench.planner.reading import Place, read_json, twice
from workbench.planner.times import DAY, Spans, shifts

NEEDED, NONE = "needed", "none"


@dataclass(frozen=True)
class Room:
    """A room; `busy` are the spans in which it is taken."""

    id: str
    name: str
    seats: int
    features: frozenset[str] = frozenset()
    busy: Spans = ()


@dataclass(frozen=True)
class Interviewer:
    """Somebody who interviews; `max_interviews` None means any number, `buffer` is in minutes."""

    id: str
    name: str
    skills: frozenset[str]
    hours: Spans
    busy: Spans = ()
    max_interviews: int | None = None
    buffer: int = 0


@dataclass(frozen=True)
class Need:
    """How many members of a panel have a skill; None asks for anyone."""

    skill: str | None
    count: int


@dataclass(frozen=True)
class Round:
    """A kind of interview; `seats` None means the panel and the candidate."""

    id: str
    name: str
    minutes: int
    panel: tuple[Need, ...]
    room: str = NEEDED
    seats: int | None = None
    needs: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many people are in the panel."""
        return sum(need.count for need in self.panel)

    @property
    def chairs(self) -> int:
        """How many seats a room must have."""
        return self.size + 1 if self.seats is None else self.seats


@dataclass(frozen=True)
class Candidate:
    """Somebody who is interviewed, in the rounds with these ids."""

    id: str
    name: str
    hours: Spans
    rounds: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """Rules for every candidate; minutes, `max_wait` None means any."""

    keep_round_order: bool = True
    no_repeat_interviewer: bool = True
    candidate_gap: int = 0
    max_wait: int | None = None


@dataclass(frozen=True)
class Weights:
    """What counts how much in the objective."""

    candidate_wait: int = 0
    interviewer_gap: int = 0
    fairness: int = 0
    room_change: int = 0
    finish: int = 0


@dataclass(frozen=True)
class Instance:
    """A whole day: who and what there is, and what is asked for."""

    day: date
    timezone: str
    grid: int
    opening: Spans
    rooms: tuple[Room, ...]
    interviewers: tuple[Interviewer, ...]
    rounds: tuple[Round, ...]
    candidates: tuple[Candidate, ...]
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """Rooms by id."""
        return {each.id: each for each in self.rooms}

    @cached_property
    def interviewer(self) -> Mapping[str, Interviewer]:
        """Interviewers by id."""
        return {each.id: each for each in self.interviewers}

    @cached_property
    def round(self) -> Mapping[str, Round]:
        """Rounds by id."""
        return {each.id: each for each in self.rounds}

    @cached_property
    def candidate(self) -> Mapping[str, Candidate]:
        """Candidates by id."""
        return {each.id: each for each in self.candidates}


def read_instance(path: Path) -> Instance:
    """Return the instance in a file. Raises BadInput with the place that is wrong."""
    return instance_from(read_json(path))


def instance_from(place: Place) -> Instance:
    """Return the instance that stands at a place."""
    lists = ("opening", "rooms", "interviewers", "rounds", "candidates")
    keys = place.keys(("format", "day", "timezone", *lists), ("grid", "rules", "weights"))
    keys["format"].format()
    day, zone, opening = _day(keys["day"]), _zone(keys["timezone"]), keys["opening"].spans()
    if shifts(day, zone, opening):
        raise keys["opening"].refuse(N_("clocks are changed inside the opening hours on this day"))
    rounds = keys["rounds"].named(_round, lambda each: each.id)
    ids = {each.id for each in rounds}
    return Instance(
        day=day,
        timezone=zone.key,
        grid=keys["grid"].number(1, DAY) if "grid" in keys else 5,
        opening=opening,
        rooms=keys["rooms"].named(_room, lambda each: each.id),
        interviewers=keys["interviewers"].named(_interviewer, lambda each: each.id),
        rounds=rounds,
        candidates=keys["candidates"].named(
            lambda each: candidate_from(each, ids), lambda each: each.id
        ),
        rules=_rules(keys["rules"]) if "rules" in keys else Rules(),
        weights=_weights(keys["weights"]) if "weights" in keys else Weights(),
    )


def _day(place: Place) -> date:
    text = place.text()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise place.refuse(N_("write the date as 2026-12-20"))
    return day


def _zone(place: Place) -> ZoneInfo:
    name = place.text(empty=False)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise place.refuse(N_("“{name}” is not a time zone"), name=name[:80]) from None


def _words(place: Place) -> frozenset[str]:
    return frozenset(each.text(empty=False) for each in place.items())


def _room(place: Place) -> Room:
    keys = place.keys(("id", "name", "seats"), ("features", "busy"))
    return Room(
        id=keys["id"].text(empty=False),
        name=keys["name"].text(),
        seats=keys["seats"].number(),
        features=_words(keys["features"]) if "features" in keys else frozenset(),
        busy=keys["busy"].spans() if "busy" in keys else (),
    )


def _interviewer(place: Place) -> Interviewer:
    free = ("busy", "max_interviews", "buffer")
    keys = place.keys(("id", "name", "skills", "hours"), free)
    most = keys.get("max_interviews")
    return Interviewer(
        id=keys["id"].text(empty=False),
        name=keys["name"].text(),
        skills=_words(keys["skills"]),
        hours=keys["hours"].spans(),
        busy=keys["busy"].spans() if "busy" in keys else (),
        max_interviews=None if most is None or most.value is None else most.number(),
        buffer=keys["buffer"].number(0, DAY) if "buffer" in keys else 0,
    )


def _round(place: Place) -> Round:
    keys = place.keys(("id", "name", "minutes", "panel"), ("room", "seats", "needs"))
    panel = tuple(_need(each) for each in keys["panel"].items())
    if not panel:
        raise keys["panel"].refuse(N_("this must not be empty"))
    seats = keys.get("seats")
    return Round(
        id=keys["id"].text(empty=False),
        name=keys["name"].text(),
        minutes=keys["minutes"].number(1, DAY),
        panel=panel,
        room=keys["room"].one_of((NEEDED, NONE)) if "room" in keys else NEEDED,
        seats=None if seats is None or seats.value is None else seats.number(),
        needs=_words(keys["needs"]) if "needs" in keys else frozenset(),
    )


def _need(place: Place) -> Need:
    keys = place.keys(("skill", "count"))
    skill = keys["skill"]
    return Need(
        None if skill.value is None else skill.text(empty=False), keys["count"].number(1, 1000)
    )


def candidate_from(place: Place, rounds: set[str]) -> Candidate:
    """Return the candidate that stands at a place; `rounds` are the ids that are known."""
    keys = place.keys(("id", "name", "hours", "rounds"))
    sat = keys["rounds"].items()
    twice(sat)
    return Candidate(
        id=keys["id"].text(empty=False),
        name=keys["name"].text(),
        hours=keys["hours"].spans(),
        rounds=tuple(each.known(rounds) for each in sat),
    )


def _rules(place: Place) -> Rules:
    names = ("keep_round_order", "no_repeat_interviewer", "candidate_gap", "max_wait")
    keys = place.keys((), names)
    wait = keys.get("max_wait")
    return Rules(
        keep_round_order=keys["keep_round_order"].truth() if "keep_round_order" in keys else True,
        no_repeat_interviewer=(
            keys["no_repeat_interviewer"].truth() if "no_repeat_interviewer" in keys else True
        ),
        candidate_gap=keys["candidate_gap"].number(0, DAY) if "candidate_gap" in keys else 0,
        max_wait=None if wait is None or wait.value is None else wait.number(0, DAY),
    )


def _weights(place: Place) -> Weights:
    names = ("candidate_wait", "interviewer_gap", "fairness", "room_change", "finish")
    return Weights(**{name: each.number(0, 10_000) for name, each in place.keys((), names).items()})
