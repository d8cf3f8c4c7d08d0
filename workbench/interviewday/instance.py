"""From the vault to the planner: one local day as an instance, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from workbench.demand.queries import requisitions_by_id
from workbench.interviewday.dayfacts import DayFacts, read_facts
from workbench.interviewday.tosit import ToSit, to_sit_of
from workbench.interviewday.wishes import DayWishes
from workbench.interviews.availability import RoomRow
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.hours import WEEK
from workbench.interviews.models import OfferState
from workbench.interviews.offered import list_offered
from workbench.interviews.possible import possible_hours
from workbench.interviews.queries import InterviewRow
from workbench.interviews.rounds import RoundRow
from workbench.interviews.substitutes import folded
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.planner.instance import NEEDED, NONE, Candidate, Instance, Interviewer, Need, Room
from workbench.planner.instance import Round as PlannerRound
from workbench.planner.plan import Key
from workbench.planner.times import DAY, Span, Spans, common, merged, without

UNCOUNTED = 9999  # seats of a room that nobody counted
ANYBODY = "*"


@dataclass(frozen=True)
class DayInstance:
    """A day as the planner wants it.

    Attributes: `wider`, the same with those who are asked where the others cannot, None where
    there are none; `alternates`, their ids by round; `applications`, by candidate and round;
    `rounds` by id; `notes`, what should be known though it forbids nothing.
    """

    facts: DayFacts
    instance: Instance
    wider: Instance | None
    alternates: Mapping[str, frozenset[str]]
    applications: Mapping[Key, str]
    rounds: Mapping[str, RoundRow]
    notes: tuple[Message, ...] = ()


def day_instance(
    connection: Connection,
    day: date,
    applications: Sequence[str],
    *,
    rounds: Sequence[str] = (),
    wishes: DayWishes | None = None,
    now: datetime,
) -> DayInstance:
    """Return the day on which these applications shall sit what they have still to sit.

    `rounds` are the only ones that count, all where it is (). Raises RuleBroken for a day that
    cannot be planned and where nothing is to be sat, NotFound for unknown applications.
    """
    wishes = wishes or DayWishes()
    facts = read_facts(connection, day)
    opening = _opening(facts, wishes, now)
    rows = _chosen(connection, applications, rounds)
    sat = {each.id: each for row in rows for each in row.rounds}
    if not sat:
        text = N_("None of these has a round to sit. Set up the interview plan of the requisition.")
        raise RuleBroken("applications", text)
    allowed = {each.id: _allowed(connection, facts, each) for each in sat.values()}
    spare = {
        each.id: frozenset(s for s in each.alternates if s in facts.staff) - set(allowed[each.id])
        for each in sat.values()
    }
    candidates = tuple(_candidates(connection, facts, rows, opening, wishes))
    needs_room = any(each.place == RoundPlace.ROOM for each in sat.values())
    instance = Instance(
        day=day,
        timezone=facts.zone.key,
        grid=wishes.grid,
        opening=opening,
        rooms=tuple(room_of(facts, room, facts.interviews) for room in facts.rooms)
        if needs_room
        else (),
        interviewers=_interviewers(facts, sat, allowed, opening),
        rounds=tuple(round_of(each) for each in sat.values()),
        candidates=candidates,
        rules=wishes.rules(),
        weights=wishes.weights(),
    )
    wider = {key: (*allowed[key], *sorted(spare[key])) for key in allowed}
    return DayInstance(
        facts,
        instance,
        replace(instance, interviewers=_interviewers(facts, sat, wider, opening))
        if any(spare.values())
        else None,
        spare,
        {(row.candidate_id, each.id): row.application_id for row in rows for each in row.rounds},
        sat,
        _notes(facts, rows),
    )


def _opening(facts: DayFacts, wishes: DayWishes, now: datetime) -> Spans:
    """Return when interviews may lie: from now on, if it is today."""
    today = now.astimezone(facts.zone).date()
    if facts.day < today:
        text = N_("{day} is past; choose a day to come.")
        raise RuleBroken("day", text, day=facts.day.isoformat())
    opening = facts.opening(wishes.lunch)
    if facts.day == today:
        soonest = -(-(facts.minute(now) + 1) // wishes.grid) * wishes.grid
        opening = without(opening, [(0, soonest)])
    if not opening:
        text = N_("The office is closed for the rest of {day}; choose another day.")
        raise RuleBroken("day", text, day=facts.day.isoformat())
    return opening


def _chosen(
    connection: Connection, applications: Sequence[str], rounds: Sequence[str]
) -> tuple[ToSit, ...]:
    wanted = list(dict.fromkeys(applications))
    if not wanted:
        raise RuleBroken("applications", N_("Choose whom to interview."))
    found = to_sit_of(connection, wanted)
    for each in wanted:
        if each not in found:
            text = N_("There is no running application {id} whose candidate can be invited.")
            raise NotFound(text, id=each)
    if not rounds:
        return tuple(found[each] for each in wanted)
    known = {one.id for row in found.values() for one in row.rounds}
    for each in rounds:
        if each not in known:
            raise NotFound(N_("Nobody of these has a round {id} to sit."), id=each)
    return tuple(
        replace(row, rounds=tuple(one for one in row.rounds if one.id in rounds))
        for row in (found[each] for each in wanted)
    )


def _notes(facts: DayFacts, rows: Iterable[ToSit]) -> tuple[Message, ...]:
    found = []
    if not facts.is_worked:
        text = N_("{day} is not a working day.")
        found.append(Message(text, {"day": facts.day.isoformat()}))
    for row in rows:
        if not row.rounds:
            text = N_("{name} has no round to sit any more.")
            found.append(Message(text, {"name": row.name}))
    return tuple(found)


def _allowed(connection: Connection, facts: DayFacts, each: RoundRow) -> tuple[str, ...]:
    """Return who may interview in a round, without alternates."""
    named: Sequence[str] = each.staff_ids
    if not named:
        post = requisitions_by_id(connection, [each.requisition_id]).get(each.requisition_id)
        named = post.interviewers if post is not None else ()
    return tuple(who for who in (named or facts.staff) if who in facts.staff)


def skill_of(round_id: str, skill: str | None) -> str:
    """Return what the planner calls it that somebody may sit in a round for a skill."""
    return f"{round_id}/{skill or ANYBODY}"


def round_of(each: RoundRow) -> PlannerRound:
    """Return a round of the interview plan as the planner wants it."""
    return PlannerRound(
        id=each.id,
        name=each.name,
        minutes=each.minutes,
        panel=tuple(Need(skill_of(each.id, need.skill), need.count) for need in each.panel),
        room=NEEDED if each.place == RoundPlace.ROOM else NONE,
        seats=each.seats,
        needs=frozenset(each.needs),
    )


def skills_for(facts: DayFacts, each: RoundRow, staff_id: str) -> set[str]:
    """Return for which seats of a round somebody can sit who may."""
    own = folded(facts.staff[staff_id].skills)
    return {
        skill_of(each.id, need.skill)
        for need in each.panel
        if need.skill is None or folded((need.skill,)) <= own
    }


def _interviewers(
    facts: DayFacts,
    rounds: Mapping[str, RoundRow],
    allowed: Mapping[str, Sequence[str]],
    opening: Spans,
) -> tuple[Interviewer, ...]:
    skills: dict[str, set[str]] = {}
    for key, people in allowed.items():
        for who in people:
            skills.setdefault(who, set()).update(skills_for(facts, rounds[key], who))
    return tuple(
        interviewer_of(facts, who, own, opening, facts.interviews) for who, own in skills.items()
    )


def interviewer_of(
    facts: DayFacts,
    staff_id: str,
    skills: Iterable[str],
    opening: Spans,
    others: Iterable[InterviewRow],
) -> Interviewer:
    """Return somebody who interviews; the `others` are held besides what is planned."""
    buffer = facts.buffer(staff_id)
    kept = [row for row in others if any(each.staff_id == staff_id for each in row.panel)]
    taken = [around(facts.span(row), buffer) for row in kept]
    return Interviewer(
        id=staff_id,
        name=facts.staff[staff_id].name,
        skills=frozenset(skills),
        hours=facts.hours(staff_id, opening),
        busy=merged([*facts.busy.get(staff_id, ()), *taken]),
        max_interviews=facts.left(staff_id, kept),
        buffer=buffer,
    )


def around(span: Span, minutes: int) -> Span:
    """Return a span with so many minutes before and after it, within the day."""
    return max(0, span[0] - minutes), min(DAY, span[1] + minutes)


def room_of(facts: DayFacts, room: RoomRow, others: Iterable[InterviewRow]) -> Room:
    """Return a room; where it is shut or taken by the `others` it is busy."""
    opens = room.opens if room.opens is not None else 0
    closes = room.closes if room.closes is not None else DAY
    shut = [span for span in ((0, opens), (closes, DAY)) if span[0] < span[1]]
    taken = [facts.span(row) for row in others if row.room_id == room.id]
    return Room(
        id=room.id,
        name=room.name,
        seats=UNCOUNTED if room.size is None else room.size,
        features=frozenset(room.features),
        busy=merged([*facts.room_busy.get(room.id, ()), *shut, *taken]),
    )


def _candidates(
    connection: Connection,
    facts: DayFacts,
    rows: Sequence[ToSit],
    opening: Spans,
    wishes: DayWishes,
) -> Iterable[Candidate]:
    """Yield each person once, with the rounds of all applications."""
    people: dict[str, list[ToSit]] = {}
    for row in rows:
        if row.rounds:
            people.setdefault(row.candidate_id, []).append(row)
    for who, own in people.items():
        hours = hours_of(connection, facts, who, opening)
        hours = without(hours, _taken(facts, who, own, wishes))
        sat = dict.fromkeys(each.id for row in own for each in row.rounds)
        yield Candidate(who, own[0].name, hours, tuple(sat))


def hours_of(connection: Connection, facts: DayFacts, candidate_id: str, opening: Spans) -> Spans:
    """Return when a candidate can come: times that were accepted, else possible hours, else all."""
    accepted = [
        (facts.minute(row.starts_at), facts.minute(row.span.end))
        for row in list_offered(connection, candidate=candidate_id, state=OfferState.ACCEPTED).rows
        if row.starts_at.astimezone(facts.zone).date() == facts.day and not row.scheduled
    ]
    if accepted:
        return common(opening, merged(accepted))
    said = possible_hours(connection, candidate_id).hours
    if not said:
        return opening
    today = WEEK[facts.day.weekday()]
    return merged(
        (each.opens, each.closes) for each in said if each.day == facts.day or each.weekday is today
    )


def _taken(
    facts: DayFacts, candidate_id: str, own: Sequence[ToSit], wishes: DayWishes
) -> list[Span]:
    """Return when a candidate sits already, and what the order of the rounds forbids."""
    found = []
    for row in facts.interviews:
        if not any(e.candidate_id == candidate_id and not e.absent for e in row.candidates):
            continue
        start, end = around(facts.span(row), wishes.gap)
        found.append((start, end))
        place = facts.standing[row.id].position
        places = [
            each.position
            for one in own
            for each in one.rounds
            if one.requisition_id == row.requisition_id
        ]
        if not wishes.keep_order or place is None or len({one.requisition_id for one in own}) > 1:
            continue
        if all(each > place for each in places):
            found.append((0, end))
        elif all(each < place for each in places):
            found.append((start, DAY))
    return found
