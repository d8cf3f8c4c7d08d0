"""Pure rules of interviews: which times there are, and what stands in the way of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from workbench.calendar.hours import OfficeHours
from workbench.kernel.clock import in_utc
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message

LONGEST = 12 * 60  # minutes; longer than an assessment centre's day is a slip of the pen


@dataclass(frozen=True)
class Span:
    """A time from `start` to before `end`, both aware: what ends at ten leaves ten o'clock free."""

    start: datetime
    end: datetime

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a moment."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Party:
    """Who or what can be in one place at a time: a colleague, a candidate, a room."""

    id: str
    name: str


@dataclass(frozen=True)
class Seating:
    """A room as a place with seats; `seats` is None where nobody counted.

    Attributes: `opens` and `closes`, minutes from midnight, None where the office's hours hold.
    """

    room: Party
    seats: int | None = None
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True)
class Draft:
    """An interview as the rules see it. `id` is '' for one that is not made yet."""

    id: str
    title: str
    span: Span
    candidates: tuple[Party, ...]
    panel: tuple[Party, ...]
    place: Seating | None = None


@dataclass(frozen=True)
class Busy:
    """A time at which a colleague cannot come, or a room cannot be used."""

    party: Party
    span: Span
    label: str = ""


@dataclass(frozen=True)
class Day:
    """What the organisation says of one local day: its hours, whether it is worked, the moment."""

    hours: OfficeHours
    is_worked: bool
    now: datetime


class ConflictKind(StrEnum):
    """What is in the way."""

    PERSON = "person"
    BUSY = "busy"
    CANDIDATE = "candidate"
    ROOM = "room"
    SIZE = "size"
    HOURS = "hours"
    DAY_OFF = "day_off"
    PAST = "past"
    POSSIBLE = "possible"
    OPENING = "opening"
    TERMS = "terms"


_BLOCKING = {ConflictKind.PERSON, ConflictKind.BUSY, ConflictKind.CANDIDATE, ConflictKind.ROOM}


@dataclass(frozen=True)
class Conflict:
    """One thing in the way: `who` it concerns (an id, or '') and how to say it."""

    kind: ConflictKind
    who: str
    message: Message

    @property
    def blocks(self) -> bool:
        """Tell whether it makes the interview impossible; what does not is only pointed out."""
        return self.kind in _BLOCKING


def find_conflicts(
    draft: Draft,
    others: Iterable[Draft],
    busy: Iterable[Busy],
    zone: ZoneInfo,
    day: Day | None = None,
) -> tuple[Conflict, ...]:
    """Return all that stands in the way of `draft`, what makes it impossible first.

    `others` are the interviews that are planned or held; `draft` itself may be among them. Without
    `day`, nothing is said of office hours. Lunch is not in the way: some can come at no other time.
    """
    found: list[Conflict] = []
    for other in others:
        if other.id != draft.id and other.span.overlaps(draft.span):
            found += _shared(draft, other, zone)
    needed = {each.id for each in draft.panel}
    if draft.place is not None:
        needed.add(draft.place.room.id)
    for each in busy:
        if each.party.id in needed and each.span.overlaps(draft.span):
            found.append(_busy(each, zone))
    found += _seats(draft)
    if day is not None:
        found += _times(draft, day)
    return tuple(sorted(found, key=lambda conflict: not conflict.blocks))


def _shared(draft: Draft, other: Draft, zone: ZoneInfo) -> Iterator[Conflict]:
    pairs: tuple[tuple[ConflictKind, Sequence[Party], Sequence[Party], str], ...] = (
        (
            ConflictKind.PERSON,
            draft.panel,
            other.panel,
            N_("{who} interviews at that time: {what}, {when}."),
        ),
        (
            ConflictKind.CANDIDATE,
            draft.candidates,
            other.candidates,
            N_("{who} has another interview at that time: {what}, {when}."),
        ),
        (
            ConflictKind.ROOM,
            (draft.place.room,) if draft.place else (),
            (other.place.room,) if other.place else (),
            N_("{who} is taken at that time: {what}, {when}."),
        ),
    )
    for kind, ours, theirs, text in pairs:
        ids = {each.id for each in theirs}
        for party in ours:
            if party.id in ids:
                said = {"what": other.title, "when": shown_span(other.span, zone)}
                yield Conflict(kind, party.id, Message(text, {"who": party.name, **said}))


def _busy(each: Busy, zone: ZoneInfo) -> Conflict:
    text = N_("{who} is busy at that time: {what}, {when}.")
    what: object = each.label or Message(N_("another appointment"))
    said = {"who": each.party.name, "what": what, "when": shown_span(each.span, zone)}
    return Conflict(ConflictKind.BUSY, each.party.id, Message(text, said))


def _seats(draft: Draft) -> Iterator[Conflict]:
    place = draft.place
    people = len(draft.candidates) + len(draft.panel)
    if place is not None and place.seats is not None and place.seats < people:
        text = N_("{who} seats {n}, and {m} people come.")
        said = {"who": place.room.name, "n": place.seats, "m": people}
        yield Conflict(ConflictKind.SIZE, place.room.id, Message(text, said))


def _times(draft: Draft, day: Day) -> Iterator[Conflict]:
    zone = day.hours.zone
    start, end = (each.astimezone(zone) for each in (draft.span.start, draft.span.end))
    if draft.span.start < day.now:
        yield Conflict(ConflictKind.PAST, "", Message(N_("This time is past.")))
    if not day.is_worked:
        text = N_("{day} is not a working day.")
        said = {"day": start.date().isoformat()}
        yield Conflict(ConflictKind.DAY_OFF, "", Message(text, said))
    within = start.date() == end.date() and day.hours.opens <= start.time()
    if not (within and end.time() <= day.hours.closes):
        text = N_("The office is open from {opens} to {closes}.")
        hours = {"opens": f"{day.hours.opens:%H:%M}", "closes": f"{day.hours.closes:%H:%M}"}
        yield Conflict(ConflictKind.HOURS, "", Message(text, hours))


def span_of(start: datetime, minutes: int, zone: ZoneInfo) -> Span:
    """Return the time from `start` on; a naive `start` is local time in `zone`.

    Raises RuleBroken for a length that cannot be, and for a local time that the change to summer
    time leaves out.
    """
    if not 5 <= minutes <= LONGEST:
        text = N_("An interview takes from 5 minutes to {n} hours.")
        raise RuleBroken("minutes", text, n=LONGEST // 60)
    begin_utc = in_utc(start, zone)
    if not start.tzinfo and begin_utc.astimezone(zone).replace(tzinfo=None) != start:
        text = N_("There is no {time} on that day: the clocks are changed.")
        raise RuleBroken("start", text, time=f"{start:%H:%M}")
    return Span(begin_utc, begin_utc + timedelta(minutes=minutes))


def moment_of(now: datetime | None, zone: ZoneInfo) -> datetime:
    """Return a moment, the present one for None; a naive one is local time in `zone`."""
    return in_utc(now or datetime.now(UTC), zone)


def day_span(day: date, zone: ZoneInfo) -> Span:
    """Return the local `day` from midnight to midnight."""
    ends = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    start, end = (each.astimezone(UTC) for each in ends)
    return Span(start, end)


def has_come(start: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the local day of `start` has come; people may begin earlier than planned."""
    return start.astimezone(zone).date() <= now.astimezone(zone).date()


def is_same_day(one: datetime, other: datetime, zone: ZoneInfo) -> bool:
    """Tell whether two moments are on one local day."""
    return one.astimezone(zone).date() == other.astimezone(zone).date()


def shown_span(span: Span, zone: ZoneInfo) -> str:
    """Return a span as every reader understands it: 2026-03-10 14:00–14:45."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    ending = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M}–{ending}"
