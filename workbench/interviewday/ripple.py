"""What a happening changes on an interview day: who moves, what clashes, who must be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from workbench.interviewday.dayfacts import moment_of, sitting
from workbench.interviewday.happenings import Kind
from workbench.interviewday.mendable import Mendable
from workbench.interviewday.staying import staying
from workbench.interviews import rules
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.interviews.rules import Busy, Draft, Party, Seating
from workbench.kernel.i18n import Message
from workbench.planner import planning
from workbench.planner.instance import Instance
from workbench.planner.plan import Interview, Plan
from workbench.planner.planning import Progress, Standby, Stop
from workbench.planner.times import clock

SECONDS = planning.AT_ONCE


@dataclass(frozen=True)
class Place:
    """When, where and with whom an interview is; minutes from midnight, `room` '' for none."""

    start: int
    end: int
    room: str
    panel: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return it as it is written in a change: HH:MM-HH:MM|ROOM|STAFF,STAFF."""
        return f"{clock(self.start)}-{clock(self.end)}|{self.room}|{','.join(self.panel)}"


@dataclass(frozen=True)
class RippleLine:
    """One interview that is different.

    Attributes: `interview` is '' for one that comes new; `was` is None then, `becomes` where it has
    no place any more; `minutes` it is moved by, later where they are positive; `text`, how it is
    said to the command that takes it over.
    """

    interview: str
    candidate: str
    round: str
    was: Place | None
    becomes: Place | None
    minutes: int
    text: str


@dataclass(frozen=True)
class Told:
    """Somebody who has to be told, a candidate or a colleague."""

    id: str
    name: str
    is_candidate: bool


@dataclass(frozen=True)
class Ripple:
    """What comes of a happening.

    Attributes: `event`, as it is written; `status` of the planner's answer, `unknown` where nothing
    was found in time; `lines` by time; `clashes`, what is left in the way; `told`, who must be
    told; `parts`, the five figures of the day; `names` of the rooms and colleagues in the lines.
    """

    day: date
    event: str
    status: str
    lines: tuple[RippleLine, ...] = ()
    clashes: tuple[Message, ...] = ()
    told: tuple[Told, ...] = ()
    parts: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def moved(self) -> tuple[RippleLine, ...]:
        """Return what is moved or gets others, neither new nor dropped."""
        return tuple(each for each in self.lines if each.was and each.becomes)

    @property
    def dropped(self) -> tuple[RippleLine, ...]:
        """Return what has no place any more."""
        return tuple(each for each in self.lines if each.becomes is None)

    @property
    def changes(self) -> tuple[str, ...]:
        """Return the lines as the command that takes them over wants them."""
        return tuple(each.text for each in self.lines)


def ripple(
    made: Mendable,
    seconds: float = SECONDS,
    seed: int = 0,
    *,
    on_progress: Progress | None = None,
    should_stop: Stop | None = None,
    standby: Standby | None = None,
) -> Ripple:
    """Return what mending the day would change; the vault stays as it is.

    `standby` gives the child process of the planner.

    Alternates, the lunch break and the time after closing come in only where somebody would be
    left without a place.
    """

    def ask(instance: Instance) -> Plan:
        return planning.replan(
            instance,
            made.planned,
            made.events,
            seconds,
            seed,
            on_progress=on_progress,
            should_stop=should_stop,
            standby=standby,
        )

    if not made.strict.rounds:
        return _told(made, made.strict, Plan("optimal"))
    day, found = made.strict, ask(made.strict)
    if not found.found or found.dropped:
        wider = ask(made.wide)
        if wider.found and (not found.found or len(wider.dropped) < len(found.dropped)):
            day, found = made.wide, wider
    return _told(made, day, staying(day, made.planned, found) if found.found else found)


def _told(made: Mendable, day: Instance, plan: Plan) -> Ripple:
    names = {each.id: each.name for each in day.interviewers}
    names |= {each.id: each.name for each in day.rooms}
    if not plan.found:
        return Ripple(made.facts.day, made.happening.text, plan.status, names=names)
    lines = tuple(sorted(_lines(made, day, plan), key=_when))
    return Ripple(
        made.facts.day,
        made.happening.text,
        plan.status,
        lines,
        _clashes(made, lines),
        _to_tell(made, lines, names),
        dict(plan.parts),
        names,
    )


def _when(line: RippleLine) -> tuple[int, str]:
    place = line.becomes or line.was
    return (place.start if place else 0), line.interview


def _lines(made: Mendable, day: Instance, plan: Plan) -> Iterator[RippleLine]:
    found = {each.round: each for each in plan.interviews}
    for row in made.rows.values():
        was = place_of(made, row)
        each = found.get(row.id)
        becomes = None if each is None else _place(each)
        if becomes is not None and set(becomes.panel) == set(was.panel):
            becomes = replace(becomes, panel=was.panel)
        if becomes == was:
            continue
        who = day.candidate[_candidate(row)].name
        shift = 0 if becomes is None else becomes.start - was.start
        text = f"{row.id}|{was.text}>{becomes.text if becomes else ''}"
        yield RippleLine(row.id, who, row.round, was, becomes, shift, text)
    for row in made.fixed:
        if made.happening.kind is Kind.OVERRUN and made.happening.who == row.id:
            was = place_of(made, row)
            becomes = replace(was, end=was.end + made.happening.minutes)
            who = ", ".join(each.name for each in row.candidates)
            text = f"{row.id}|{was.text}>{becomes.text}"
            yield RippleLine(row.id, who, row.round, was, becomes, 0, text)
    if made.added is not None:
        for plan_round in made.added.rounds:
            each = found.get(plan_round.id)
            if each is not None:
                place = _place(each)
                text = f"+{made.added.application_id}|{plan_round.id}>{place.text}"
                yield RippleLine("", made.added.name, plan_round.name, None, place, 0, text)


def place_of(made: Mendable, row: InterviewRow) -> Place:
    """Return when, where and with whom an interview is in the vault."""
    start, end = made.facts.span(row)
    return Place(start, end, row.room_id or "", sitting(row))


def _place(each: Interview) -> Place:
    return Place(each.start, each.end, each.room or "", each.panel)


def _candidate(row: InterviewRow) -> str:
    return next(each.candidate_id for each in row.candidates if not each.absent)


def _to_tell(
    made: Mendable, lines: tuple[RippleLine, ...], names: Mapping[str, str]
) -> tuple[Told, ...]:
    """Return the candidates and panels of all that is different, each once."""
    rows = {row.id: row for row in made.facts.interviews}
    found: dict[str, Told] = {}

    def tell(key: str, name: str, is_candidate: bool) -> None:
        found.setdefault(key, Told(key, name, is_candidate))

    for line in lines:
        row = rows.get(line.interview)
        for who in row.candidates if row is not None else ():
            if not who.absent:
                tell(who.candidate_id, who.name, True)
        if row is None and made.added is not None:
            tell(made.added.candidate_id, made.added.name, True)
        for member in row.panel if row is not None else ():
            tell(member.staff_id, member.name, False)
        for staff_id in line.becomes.panel if line.becomes else ():
            tell(staff_id, names.get(staff_id, ""), False)
    for row in made.gone:  # whoever waits for somebody who does not come
        for member in row.panel:
            tell(member.staff_id, member.name, False)
    return tuple(sorted(found.values(), key=lambda each: not each.is_candidate))


def _clashes(made: Mendable, lines: tuple[RippleLine, ...]) -> tuple[Message, ...]:
    """Return what is still in the way of interviews to come once the lines are carried out."""
    new = {line.interview: line.becomes for line in lines if line.interview}
    gone = {row.id for row in made.gone}
    rows = [
        row
        for row in made.facts.interviews
        if row.id not in gone and new.get(row.id, place_of(made, row)) is not None
    ]
    drafts = {row.id: _draft(made, row, new.get(row.id) or place_of(made, row)) for row in rows}
    busy = tuple(_busy(made))
    found: list[Message] = []
    for row in rows:
        if row.state != InterviewState.PLANNED or drafts[row.id].span.end <= _now(made).start:
            continue
        others = drafts.values()
        for each in rules.find_conflicts(drafts[row.id], others, busy, made.facts.zone):
            if each.blocks and each.message not in found:
                found.append(each.message)
    return tuple(found)


def _now(made: Mendable) -> rules.Span:
    at = moment_of(made.facts.day, made.now, made.facts.zone)
    return rules.Span(at, at)


def _span(made: Mendable, start: int, end: int) -> rules.Span:
    day, zone = made.facts.day, made.facts.zone
    return rules.Span(moment_of(day, start, zone), moment_of(day, end, zone))


def _draft(made: Mendable, row: InterviewRow, place: Place) -> Draft:
    names = {each.staff_id: each.name for other in made.facts.interviews for each in other.panel}
    names |= {each.id: each.name for each in made.facts.staff.values()}
    listening = tuple(each.staff_id for each in row.panel if each.shadow)
    rooms = {each.id: each.name for each in made.facts.rooms}
    return Draft(
        row.id,
        f"{row.round} · {row.title}",
        _span(made, place.start, place.end),
        tuple(Party(e.candidate_id, e.name) for e in row.candidates if not e.absent),
        tuple(
            Party(each, names.get(each, ""))
            for each in (*place.panel, *listening)
            if each in place.panel or place == place_of(made, row)
        ),
        Seating(Party(place.room, rooms.get(place.room, row.room))) if place.room else None,
    )


def _busy(made: Mendable) -> Iterator[Busy]:
    happening, facts = made.happening, made.facts
    for staff_id, spans in facts.busy.items():
        if staff_id in facts.staff:
            party = Party(staff_id, facts.staff[staff_id].name)
            yield from (Busy(party, _span(made, *each)) for each in spans)
    for room in facts.rooms:
        party = Party(room.id, room.name)
        yield from (Busy(party, _span(made, *e)) for e in facts.room_busy.get(room.id, ()))
    if happening.kind is Kind.AWAY:
        name = facts.staff[happening.who].name
        yield Busy(Party(happening.who, name), _span(made, happening.start, happening.end))
    elif happening.kind is Kind.ROOM_LOST:
        name = next(each.name for each in facts.rooms if each.id == happening.who)
        yield Busy(Party(happening.who, name), _span(made, happening.start, happening.end))
