"""What can happen on an interview day, and how it is written: late:CANDIDATE:20 and the like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.interviewday.accepting import read_clock
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_
from workbench.planner.times import DAY, clock


class Kind(StrEnum):
    """What happened."""

    LATE = "late"
    NO_SHOW = "no-show"
    AWAY = "away"
    ROOM_LOST = "room-lost"
    OVERRUN = "overrun"
    ADD = "add"


HOW_WRITTEN = {
    Kind.LATE: "late:CANDIDATE:20",
    Kind.NO_SHOW: "no-show:CANDIDATE",
    Kind.AWAY: "away:STAFF:13:00-15:00",
    Kind.ROOM_LOST: "room-lost:ROOM:11:00-18:30",
    Kind.OVERRUN: "overrun:INTERVIEW:15",
    Kind.ADD: "add:APPLICATION",
}
_LONGEST = 8 * 60  # minutes that somebody is late or an interview runs over


@dataclass(frozen=True)
class Happening:
    """One thing that happened.

    Attributes: `who`, the id of the candidate, colleague, room, interview or application that it
    is about; `minutes` of lateness or overrun; `start` and `end` of an absence, in minutes from
    midnight; `rounds`, ids of those that an added application sits, () for all that are left.
    """

    kind: Kind
    who: str
    minutes: int = 0
    start: int = 0
    end: int = 0
    rounds: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return it as it is written."""
        parts = [self.kind.value, self.who]
        if self.kind in (Kind.LATE, Kind.OVERRUN):
            parts.append(str(self.minutes))
        elif self.kind in (Kind.AWAY, Kind.ROOM_LOST):
            parts.append(f"{clock(self.start)}-{clock(self.end)}")
        elif self.rounds:
            parts.append(",".join(self.rounds))
        return ":".join(parts)


def read_happening(text: str) -> Happening:
    """Return what a text says. Raises BadInput, saying how it is written."""
    name, _, rest = text.strip().partition(":")
    who, _, more = rest.partition(":")
    kind = next((each for each in Kind if each.value == name), None)
    found = _read(kind, who, more) if kind is not None and who else None
    if found is None:
        ways = ", ".join(HOW_WRITTEN.values() if kind is None else (HOW_WRITTEN[kind],))
        raise BadInput(N_("“{text}” cannot be read. Write: {ways}"), text=text, ways=ways)
    return found


def _read(kind: Kind, who: str, more: str) -> Happening | None:
    if kind in (Kind.LATE, Kind.OVERRUN):
        minutes = int(more) if more.isascii() and more.isdigit() else 0
        return Happening(kind, who, minutes) if 0 < minutes <= _LONGEST else None
    if kind in (Kind.AWAY, Kind.ROOM_LOST):
        first, _, last = more.partition("-")
        start, end = read_clock(first), read_clock(last)
        if start is None or end is None or not start < end <= DAY:
            return None
        return Happening(kind, who, start=start, end=end)
    if kind is Kind.NO_SHOW:
        return Happening(kind, who) if not more else None
    return Happening(kind, who, rounds=tuple(each for each in more.split(",") if each))
