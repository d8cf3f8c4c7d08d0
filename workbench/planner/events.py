"""What happened on the day, as it stands in an events file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from workbench.kernel.i18n import N_
from workbench.planner.instance import Candidate, Instance, candidate_from
from workbench.planner.reading import Place
from workbench.planner.times import DAY, Span


@dataclass(frozen=True)
class Late:
    """A candidate comes `minutes` later than planned."""

    candidate: str
    minutes: int


@dataclass(frozen=True)
class NoShow:
    """A candidate does not come any more."""

    candidate: str


@dataclass(frozen=True)
class Away:
    """An interviewer is not there during a span."""

    interviewer: str
    span: Span


@dataclass(frozen=True)
class RoomLost:
    """A room cannot be used during a span."""

    room: str
    span: Span


@dataclass(frozen=True)
class Overrun:
    """An interview takes `minutes` longer."""

    candidate: str
    round: str
    minutes: int


@dataclass(frozen=True)
class Added:
    """A candidate comes who was not expected."""

    candidate: Candidate


Event = Late | NoShow | Away | RoomLost | Overrun | Added


@dataclass(frozen=True)
class Events:
    """All events of the day so far; `now` in minutes after midnight."""

    now: int
    events: tuple[Event, ...]

    def named(self) -> frozenset[str]:
        """Return the candidates whom an event names."""
        spoken = (Late, NoShow, Overrun)
        found = {each.candidate for each in self.events if isinstance(each, spoken)}
        return frozenset(found | {e.candidate.id for e in self.events if isinstance(e, Added)})


def read_events(place: Place, instance: Instance) -> tuple[Events, Instance]:
    """Return the events of a file, and the day with the candidates who were added."""
    keys = place.keys(("format", "now", "events"))
    keys["format"].format()
    now, places = keys["now"].clock(), keys["events"].items()
    kinds = [each.value.get("kind") if isinstance(each.value, dict) else None for each in places]
    for each, kind in zip(places, kinds, strict=True):
        if kind == "add":
            instance = _with_added(each, instance)
    return Events(now, tuple(_event(each, instance) for each in places)), instance


def _with_added(place: Place, instance: Instance) -> Instance:
    keys = place.keys(("kind", "candidate"))
    candidate = candidate_from(keys["candidate"], set(instance.round))
    if candidate.id in instance.candidate:
        raise keys["candidate"].refuse(N_("the id “{id}” stands twice"), id=candidate.id[:80])
    return replace(instance, candidates=(*instance.candidates, candidate))


def _event(place: Place, instance: Instance) -> Event:
    if not isinstance(place.value, dict) or "kind" not in place.value:
        raise place.refuse(N_("an event with its kind is expected here"))
    kind = Place(place.value["kind"], f"{place.at}.kind").one_of(_READERS)
    needed, read = _READERS[kind]
    return read(place.keys(("kind", *needed)), instance)


Keys = Mapping[str, Place]


def _span(keys: Keys) -> Span:
    return Place([keys["from"].value, keys["to"].value], keys["from"].at).span()


def _late(keys: Keys, instance: Instance) -> Event:
    return Late(keys["candidate"].known(instance.candidate), keys["minutes"].number(0, DAY))


def _no_show(keys: Keys, instance: Instance) -> Event:
    return NoShow(keys["candidate"].known(instance.candidate))


def _away(keys: Keys, instance: Instance) -> Event:
    return Away(keys["interviewer"].known(instance.interviewer), _span(keys))


def _room_lost(keys: Keys, instance: Instance) -> Event:
    return RoomLost(keys["room"].known(instance.room), _span(keys))


def _overrun(keys: Keys, instance: Instance) -> Event:
    candidate = instance.candidate[keys["candidate"].known(instance.candidate)]
    return Overrun(
        candidate.id, keys["round"].known(candidate.rounds), keys["minutes"].number(0, DAY)
    )


def _add(keys: Keys, instance: Instance) -> Event:
    return Added(instance.candidate[keys["candidate"].value["id"]])


_READERS: Mapping[str, tuple[tuple[str, ...], Callable[[Keys, Instance], Event]]] = {
    "late": (("candidate", "minutes"), _late),
    "no_show": (("candidate",), _no_show),
    "away": (("interviewer", "from", "to"), _away),
    "room_lost": (("room", "from", "to"), _room_lost),
    "overrun": (("candidate", "round", "minutes"), _overrun),
    "add": (("candidate",), _add),
}
