"""What would make an interview possible: another time, another interviewer, another room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, tee

from sqlalchemy import Connection

from workbench.interviews import rules
from workbench.interviews.availability import wish_of
from workbench.interviews.day_facts import DayFacts, facts_on, read_facts
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.hours import SHORT_NAMES, WEEK
from workbench.interviews.queries import interview
from workbench.interviews.rules import Conflict, ConflictKind, Draft, Party, Span
from workbench.interviews.substitutes import (
    Leeway,
    Ranking,
    fitting_rooms,
    read_leeway,
    round_meant,
)
from workbench.kernel.i18n import N_, Message
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import organisation, zone_of
from workbench.organisation.times import calendar_of

queries = QuerySet()

MOST = 3  # repairs of one conflict
MOST_DAYS = 5  # that are worked, after the wished one
_GRID = 5  # minutes
_APART = timedelta(minutes=30)  # of two times: five minutes more are no other choice
_OF_PEOPLE = {ConflictKind.PERSON, ConflictKind.BUSY, ConflictKind.TERMS}
_OF_ROOMS = {ConflictKind.ROOM, ConflictKind.BUSY, ConflictKind.SIZE, ConflictKind.OPENING}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_SAME_DAY, _OTHER_DAY = N_("Move to {time} ({by})"), N_("Move to {day}, {time}")
_LATER = (N_("{n} minutes later"), N_("{h} h later"), N_("{h} h {n} min later"))
_EARLIER = (N_("{n} minutes earlier"), N_("{h} h earlier"), N_("{h} h {n} min earlier"))
_PERSON, _PERSON_FOR = N_("{name} instead"), N_("{name} instead of {who}")
_ROOM, _CALL = N_("Room {room} instead"), N_("By call, no room")
_AND = N_("{first}, {then}")


class RepairKind(StrEnum):
    """What is made otherwise, what changes least first."""

    OTHER_ROOM = "other_room"
    OTHER_INTERVIEWER = "other_interviewer"
    OTHER_TIME = "other_time"


@dataclass(frozen=True)
class Repair:
    """One way to have an interview that nothing stands in the way of.

    Attributes: `start`; `panel`, ids of all who interview then, without those who only listen;
    `room_id`, '' for none; each of them None where it stays as it is. `staff_id` comes in the
    place of `instead_of`, both '' for other kinds.
    """

    kind: RepairKind
    message: Message
    start: datetime | None = None
    panel: tuple[str, ...] | None = None
    room_id: str | None = None
    staff_id: str = ""
    instead_of: str = ""


@dataclass(frozen=True)
class Obstacle:
    """What is in the way of an interview, and its nearest repairs, what changes least first."""

    conflict: Conflict
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True)
class RepairRow:
    """One conflict with one of its repairs, or with none.

    Attributes: `repair`, None where nothing mends it; the others are those of `Conflict` and
    `Repair`.
    """

    conflict: Message
    repair: Message | None
    conflict_kind: ConflictKind
    who: str
    blocks: bool
    kind: RepairKind | None = None
    start: datetime | None = None
    panel: tuple[str, ...] | None = None
    room_id: str | None = None
    staff_id: str = ""
    instead_of: str = ""


@dataclass(frozen=True)
class Purpose:
    """What an interview is for, and who of its panel only listens; '' and () where unknown."""

    requisition: str = ""
    round_id: str = ""
    round: str = ""
    listening: tuple[str, ...] = ()


def find_repairs(
    draft: Draft, facts: DayFacts, leeway: Leeway, later: Iterable[DayFacts] = ()
) -> tuple[Obstacle, ...]:
    """Return all that stands in the way of a wish, each with its nearest repairs, three at most.

    `facts` are those of its day, `later` those of working days to come, which are only gone to
    where the day itself has too few times. A repair leaves nothing behind, not even a warning; but
    whoever wishes for a day off (a Saturday of interviews) is offered what goes on that day too.
    """
    conflicts = facts.conflicts(draft)
    if not conflicts:
        return ()
    search = _Search(draft, facts, leeway, conflicts, iter(later))
    return tuple(Obstacle(each, search.nearest(each)) for each in conflicts)


def look_around(
    connection: Connection, draft: Draft, purpose: Purpose, now: datetime
) -> tuple[Obstacle, ...]:
    """Return all that stands in the way of a wish as it is, with the nearest repairs."""
    day = draft.span.start.astimezone(zone_of(connection)).date()
    facts = read_facts(connection, day, now, [each.id for each in draft.candidates])
    if not facts.conflicts(draft):
        return ()
    meant = round_meant(connection, purpose.requisition, purpose.round_id, purpose.round)
    leeway = read_leeway(connection, purpose.requisition, meant, purpose.listening)
    return find_repairs(draft, facts, leeway, _days_after(connection, facts))


def _days_after(connection: Connection, facts: DayFacts) -> Iterator[DayFacts]:
    """Yield the facts of the working days after one, from today on."""
    calendar = calendar_of(organisation(connection))
    today = facts.day.hours.day_of(facts.day.now)
    last = max(facts.on, today - timedelta(days=1))
    for _ in range(MOST_DAYS):
        last = calendar.add_workdays(last, 1)
        yield facts_on(connection, last, facts)


@queries.offers("interview.repairs", N_("Show what would make an interview possible"))
def repairs(
    connection: Connection,
    interview_id: str,
    *,
    start: datetime | None = None,
    minutes: int = 0,
    room: str = "",
    now: datetime | None = None,
) -> Page[RepairRow]:
    """Return what is in the way of an interview as it stands, or if it were moved, with repairs.

    A row for each repair. `start` and `now` are local where they are naive; 0 minutes and '' for
    `room` (an id) leave them as they are.
    """
    row, zone = interview(connection, interview_id), zone_of(connection)
    draft = wish_of(connection, row, start, minutes, room)
    listening = tuple(each.staff_id for each in row.panel if each.shadow)
    purpose = Purpose(row.requisition_id, row.round_id or "", row.round, listening)
    found = look_around(connection, draft, purpose, rules.moment_of(now, zone))
    rows = tuple(row for each in found for row in _rows(each))
    return Page(rows, len(rows))


def _rows(obstacle: Obstacle) -> Iterator[RepairRow]:
    conflict = obstacle.conflict
    alone = RepairRow(conflict.message, None, conflict.kind, conflict.who, conflict.blocks)
    if not obstacle.repairs:
        yield alone
    for each in obstacle.repairs:
        yield replace(
            alone,
            repair=each.message,
            kind=each.kind,
            start=each.start,
            panel=each.panel,
            room_id=each.room_id,
            staff_id=each.staff_id,
            instead_of=each.instead_of,
        )


@dataclass(frozen=True)
class _Swap:
    """Somebody or some room in the place of another; `to` is None for no room."""

    old: str
    to: Party | None


class _Search:
    """The repairs of one wish; what several conflicts ask for is looked for once."""

    def __init__(
        self,
        draft: Draft,
        facts: DayFacts,
        leeway: Leeway,
        conflicts: Sequence[Conflict],
        later: Iterator[DayFacts],
    ) -> None:
        self._draft, self._facts, self._leeway = draft, facts, leeway
        self._then = facts.during(draft.span)
        self._conflicts = [each for each in conflicts if each.kind is not ConflictKind.DAY_OFF]
        self._sitting = {each.id: each for each in draft.panel}
        self._place = draft.place.room.id if draft.place else ""
        self._swaps: dict[str, list[_Swap]] = {}
        self._found: list[Repair] = []
        later, on_workdays = tee(later)
        self._coming = self._other_times(later)
        self._on_workdays = on_workdays

    def nearest(self, conflict: Conflict) -> tuple[Repair, ...]:
        """Return the repairs of one conflict, one of each kind where there are some."""
        if conflict.kind is ConflictKind.DAY_OFF:
            return tuple(islice(self._later_times(self._on_workdays), MOST))
        swapped = self._by_swapping(conflict)
        times = self._times(max(1, MOST - len(swapped)))
        return (*swapped[: MOST - len(times)], *times)

    # Other people, another room

    def _by_swapping(self, conflict: Conflict) -> list[Repair]:
        """Return what others do in the place of the person or room in question.

        Where several of them cannot, all the others are replaced too; where anything else is in
        the way, such as the hour itself, nothing of it helps.
        """
        if not all(map(self._is_replaceable, self._conflicts)):
            return []
        others: list[_Swap] = []
        for who in dict.fromkeys(each.who for each in self._conflicts):
            if who != conflict.who:
                swap = next(self._untaken(who, others), None)
                if swap is None:
                    return []
                others.append(swap)
        found = (self._swapped((swap, *others)) for swap in self._untaken(conflict.who, others))
        return list(islice((each for each in found if each is not None), MOST))

    def _is_replaceable(self, conflict: Conflict) -> bool:
        if conflict.who in self._sitting:
            listens = conflict.who in self._leeway.listening
            return conflict.kind in _OF_PEOPLE and not listens
        return bool(self._place) and conflict.who == self._place and conflict.kind in _OF_ROOMS

    def _untaken(self, who: str, others: Sequence[_Swap]) -> Iterator[_Swap]:
        """Yield who or which rooms can come in the place of somebody or a room, the best first."""
        if who not in self._swaps:
            wanted = self._other_rooms() if who == self._place else self._other_people(who)
            self._swaps[who] = list(islice(wanted, MOST + len(self._conflicts)))
        taken = {swap.to for swap in others}
        return (swap for swap in self._swaps[who] if swap.to not in taken)

    def _other_people(self, who: str) -> Iterator[_Swap]:
        rank = Ranking(self._leeway, who, self._facts.drafts)
        for each in sorted(self._leeway.people, key=rank.of):
            party = Party(each.id, each.name)
            wish = replace(self._draft, candidates=(), panel=(party,), place=None)
            if each.id not in self._sitting and self._is_clear(wish, each.id):
                yield _Swap(who, party)

    def _other_rooms(self) -> Iterator[_Swap]:
        if self._leeway.round is not None and self._leeway.round.place == RoundPlace.CALL:
            yield _Swap(self._place, None)
        people = len(self._draft.candidates) + len(self._draft.panel)
        for each in fitting_rooms(self._leeway, self._place, people):
            place = self._facts.rooms.get(each.id)
            wish = replace(self._draft, panel=(), place=place)
            if place is not None and self._is_clear(wish, each.id):
                yield _Swap(self._place, place.room)

    def _is_clear(self, wish: Draft, who: str) -> bool:
        return not any(each.who == who for each in self._then.conflicts(wish))

    def _swapped(self, swaps: Sequence[_Swap]) -> Repair | None:
        """Return the repair that makes all swaps, called after the first; None if it is none."""
        draft, by = self._draft, {swap.old: swap.to for swap in swaps}
        if self._place in by:
            room = by[self._place]
            draft = replace(draft, place=self._facts.rooms[room.id] if room else None)
        panel = tuple(by.get(each.id) or each for each in draft.panel)
        draft = replace(draft, panel=panel)
        if not _is_free(draft, self._then):
            return None
        first, listening = swaps[0], self._leeway.listening
        is_room = first.old == self._place
        sits = tuple(each.id for each in panel if each.id not in listening)
        return Repair(
            RepairKind.OTHER_ROOM if is_room else RepairKind.OTHER_INTERVIEWER,
            self._said(swaps),
            panel=sits if panel != self._draft.panel else None,
            room_id=(draft.place.room.id if draft.place else "") if self._place in by else None,
            staff_id="" if is_room or first.to is None else first.to.id,
            instead_of="" if is_room else first.old,
        )

    def _said(self, swaps: Sequence[_Swap]) -> Message:
        first, *rest = (self._swap_said(each) for each in swaps)
        for each in rest:
            first = Message(_AND, {"first": first, "then": each})
        return first

    def _swap_said(self, swap: _Swap) -> Message:
        if swap.to is None:
            return Message(_CALL)
        if swap.old == self._place:
            return Message(_ROOM, {"room": swap.to.name})
        if len(self._sitting) == 1:
            return Message(_PERSON, {"name": swap.to.name})
        return Message(_PERSON_FOR, {"name": swap.to.name, "who": self._sitting[swap.old].name})

    # Another time

    def _times(self, count: int) -> list[Repair]:
        """Return so many of the nearest times at which the same people can meet in the room."""
        self._found += islice(self._coming, max(0, count - len(self._found)))
        return self._found[:count]

    def _other_times(self, later: Iterator[DayFacts]) -> Iterator[Repair]:
        if any(each.kind is ConflictKind.SIZE for each in self._conflicts):
            return  # the room is as small at any other time
        picked: list[datetime] = []
        for each in free_starts(self._draft, self._facts):
            if all(abs(each - one) >= _APART for one in picked):
                picked.append(each)
                yield moved_to(each, self._draft, self._facts)
        yield from self._later_times(later)

    def _later_times(self, later: Iterator[DayFacts]) -> Iterator[Repair]:
        for facts in later:
            for each in islice(free_starts(self._draft, facts), 1):
                yield moved_to(each, self._draft, self._facts)


def _is_free(draft: Draft, facts: DayFacts) -> bool:
    """Tell whether nothing is in the way of a wish, but that nobody works on its day."""
    return all(each.kind is ConflictKind.DAY_OFF for each in facts.conflicts(draft))


def free_starts(draft: Draft, facts: DayFacts) -> Iterator[datetime]:
    """Yield the starts on the day of `facts` at which nothing is in the way of a wish.

    They lie on a grid of five minutes; what is nearest to the wished time of day comes first. On a
    day off there are some only where the wish is for that day.
    """
    near, length = facts.about(draft), draft.span.end - draft.span.start
    taken = [each.span for each in near.drafts if each.id != draft.id]
    taken += [each.span for each in near.busy]
    for start in _starts(draft, facts):
        span = Span(start, start + length)
        if any(each.overlaps(span) for each in taken):
            continue  # told apart at once: most times are
        if _is_free(replace(draft, span=span), near):
            yield start


def _starts(draft: Draft, facts: DayFacts) -> list[datetime]:
    """Return the starts within office hours, the nearest to the wished time of day first."""
    zone, hours = facts.zone, facts.day.hours
    if not facts.day.is_worked and draft.span.start.astimezone(zone).date() != facts.on:
        return []
    length = draft.span.end - draft.span.start
    wished = datetime.combine(facts.on, draft.span.start.astimezone(zone).time())
    opens, closes = (datetime.combine(facts.on, each) for each in (hours.opens, hours.closes))
    local = datetime.combine(facts.on, time())
    found = []
    while local + length <= closes:
        there = local.replace(tzinfo=zone).astimezone(UTC)
        if local >= opens and there.astimezone(zone).replace(tzinfo=None) == local:
            found.append((abs(local - wished), local < wished, there))
        local += timedelta(minutes=_GRID)
    return [start for _away, _before, start in sorted(found)]


def moved_to(start: datetime, draft: Draft, facts: DayFacts) -> Repair:
    """Return the repair that moves a wish to another start."""
    before, after = (each.astimezone(facts.zone) for each in (draft.span.start, start))
    said: dict[str, object] = {"time": f"{after:%H:%M}"}
    if before.date() == after.date():
        by = _distance(round((start - draft.span.start).total_seconds() / 60))
        return Repair(RepairKind.OTHER_TIME, Message(_SAME_DAY, {**said, "by": by}), start)
    day = _named(after.date())
    return Repair(RepairKind.OTHER_TIME, Message(_OTHER_DAY, {**said, "day": day}), start)


def _distance(minutes: int) -> Message:
    """Return how much earlier or later a time is."""
    hours, rest = divmod(abs(minutes), 60)
    of_minutes, of_hours, of_both = _LATER if minutes > 0 else _EARLIER
    text = of_minutes if not hours else of_both if rest else of_hours
    return Message(text, {"h": hours, "n": rest})


def _named(day: date) -> dict[str, str]:
    """Return a day with the day of the week, by language."""
    weekday = WEEK[day.weekday()]
    return {
        "zh": f"{day.month}月{day.day}日{SHORT_NAMES['zh'][weekday]}",
        "en": f"{SHORT_NAMES['en'][weekday]} {day.day} {_MONTHS[day.month - 1]}",
    }
