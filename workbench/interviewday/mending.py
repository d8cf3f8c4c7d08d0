"""Carrying out what a happening changes on an interview day: all of it in one step, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from workbench.interviewday.accepting import (
    Wanted,
    add_shadows,
    read_clock,
    refuse_all,
    schedule_round,
)
from workbench.interviewday.dayfacts import minute_of, moment_of
from workbench.interviewday.happenings import Happening, Kind, read_happening
from workbench.interviewday.ripple import Place
from workbench.interviews.availability import draft_of, in_the_way
from workbench.interviews.commands import (
    CancelInterview,
    NoteNoShow,
    cancel_interview,
    note_no_show,
    set_panel,
)
from workbench.interviews.day_models import InterviewRound, RoomBusyTime
from workbench.interviews.models import (
    BusyTime,
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
    Room,
)
from workbench.interviews.rules import ConflictKind, Span, day_span
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import BadInput, Conflict, NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.organisation.queries import zone_of
from workbench.people.models import Staff
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

_CHANGED = N_("The day has changed since this was worked out. Work it out again.")


@dataclass(frozen=True)
class Change:
    """One change of a mended day; `interview` is '' for a new one, `becomes` None for one less."""

    interview: str
    application: str
    round: str
    was: Place | None
    becomes: Place | None


@dataclass(frozen=True)
class AcceptMending:
    """Note what happened on an interview day and carry out what follows from it."""

    day: date = arg(N_("which day, in local time"), positional=True)
    event: str = arg(
        N_(
            "what happened: late:CANDIDATE:20, no-show:CANDIDATE, away:STAFF:13:00-15:00,"
            " room-lost:ROOM:11:00-18:30, overrun:INTERVIEW:15 or add:APPLICATION"
        )
    )
    changes: tuple[str, ...] = arg(
        N_(
            "each as INTERVIEW|WAS>BECOMES, or +APPLICATION|ROUND>BECOMES for a new one, with times"
            " and places as HH:MM-HH:MM|ROOM|STAFF,STAFF; nothing behind > for one that is dropped"
        ),
        default=(),
    )
    reason: str = arg(N_("why it happened, or why interviews are cancelled"), default="")


@commands.handles(
    AcceptMending,
    "day.mend",
    N_("Mend an interview day after something happened"),
    done=N_("Interview day {day} mended: {n} interviews changed"),
    palette=False,
)
def accept_mending(cmd: AcceptMending, uow: UnitOfWork) -> None:
    """Write the facts and every change. Raises Conflict where the day is another one by now."""
    happening = read_happening(cmd.event)
    changes = [read_change(each) for each in cmd.changes]
    for change in changes:
        _refuse_changed(cmd, uow, change)
    _note(cmd, uow, happening)
    for change in changes:
        if change.interview and change.becomes is None:
            why = cmd.reason.strip() or "–"
            cancel_interview(CancelInterview(change.interview, why), uow)
        elif change.interview:
            _move(cmd, uow, change)
    uow.session.flush()  # rooms and people change hands: only the whole can be looked at
    reasons = [each for change in changes for each in _settle(uow, change)]
    reasons += [each for change in changes for each in _add(cmd, uow, change)]
    refuse_all(reasons)
    uow.label(day=cmd.day.isoformat(), n=len(changes))


def read_change(text: str) -> Change:
    """Return a change from its text. Raises BadInput."""
    head, arrow, after = text.partition(">")
    becomes = _place(after) if after else None
    if arrow and text.startswith("+"):
        application, _, round_id = head[1:].partition("|")
        if becomes is not None and round_id:
            return Change("", application, round_id, None, becomes)
    elif arrow:
        interview, _, before = head.partition("|")
        was = _place(before)
        if was is not None and (becomes is not None or not after):
            return Change(interview, "", "", was, becomes)
    said = N_("“{text}”: write INTERVIEW|HH:MM-HH:MM|ROOM|STAFF>HH:MM-HH:MM|ROOM|STAFF.")
    raise BadInput(said, text=text)


def _place(text: str) -> Place | None:
    parts = text.split("|")
    first, _, last = parts[0].partition("-")
    start, end = read_clock(first), read_clock(last)
    if len(parts) != 3 or start is None or end is None or not start < end:
        return None
    return Place(start, end, parts[1], tuple(each for each in parts[2].split(",") if each))


def _panel(uow: UnitOfWork, interview_id: str, *, shadow: bool) -> list[str]:
    query = select(InterviewPanelist).where(
        InterviewPanelist.interview_id == interview_id,
        InterviewPanelist.archived.is_(False),
        InterviewPanelist.shadow.is_(shadow),
    )
    return [each.staff_id for each in uow.find(query.order_by(InterviewPanelist.id))]


def _refuse_changed(cmd: AcceptMending, uow: UnitOfWork, change: Change) -> None:
    """Raise Conflict where an interview is not as it was when the changes were worked out."""
    if change.was is None:
        return
    record = uow.session.get(Interview, change.interview)
    if record is None or record.archived or record.state != InterviewState.PLANNED:
        raise Conflict(_CHANGED)
    zone = zone_of(uow.connection)
    now = Place(
        minute_of(record.starts_at, cmd.day, zone),
        minute_of(record.ends_at, cmd.day, zone),
        record.room_id or "",
        tuple(_panel(uow, record.id, shadow=False)),
    )
    if (now.start, now.end, now.room) != (change.was.start, change.was.end, change.was.room):
        raise Conflict(_CHANGED)
    if set(now.panel) != set(change.was.panel):
        raise Conflict(_CHANGED)


def _move(cmd: AcceptMending, uow: UnitOfWork, change: Change) -> None:
    """Write an interview's new time, place and panel; who is in the way is looked at later."""
    record, becomes, zone = uow.get(Interview, change.interview), change.becomes, None
    assert becomes is not None
    zone = zone_of(uow.connection)
    record.starts_at = moment_of(cmd.day, becomes.start, zone)
    record.ends_at = moment_of(cmd.day, becomes.end, zone)
    record.room_id = uow.get(Room, becomes.room).id if becomes.room else None
    listening = _panel(uow, record.id, shadow=True)
    set_panel(uow, record.id, becomes.panel, [e for e in listening if e not in becomes.panel])


def _settle(uow: UnitOfWork, change: Change) -> list[Message]:
    """Return what is in the way of a moved interview; who only listens and cannot is let go."""
    if not change.interview or change.becomes is None:
        return []
    record, zone = uow.get(Interview, change.interview), zone_of(uow.connection)
    listening = _panel(uow, record.id, shadow=True)
    people = uow.find(
        select(InterviewCandidate).where(
            InterviewCandidate.interview_id == record.id, InterviewCandidate.archived.is_(False)
        )
    )
    draft = draft_of(
        uow.connection,
        record.id,
        Span(record.starts_at, record.ends_at),
        [each.candidate_id for each in people],
        [*change.becomes.panel, *listening],
        record.room_id or "",
    )
    found = [each for each in in_the_way(uow.connection, draft, zone) if each.blocks]
    personal = (ConflictKind.PERSON, ConflictKind.BUSY)
    let_go = {e.who for e in found if e.kind in personal and e.who in listening}
    if let_go:
        left = [each for each in listening if each not in let_go]
        set_panel(uow, record.id, change.becomes.panel, left)
        uow.session.flush()
    return [each.message for each in found if each.who not in let_go]


def _add(cmd: AcceptMending, uow: UnitOfWork, change: Change) -> list[Message]:
    """Schedule a new interview, or return why it cannot be."""
    if change.interview or change.becomes is None:
        return []
    becomes = change.becomes
    wanted = Wanted(change.application, change.round, becomes.start, becomes.room, becomes.panel)
    try:
        made = schedule_round(uow, cmd.day, wanted)
    except (RuleBroken, NotFound) as error:
        return [error.message]
    add_shadows(uow, made, uow.get(InterviewRound, change.round).shadows)
    return []


def _note(cmd: AcceptMending, uow: UnitOfWork, happening: Happening) -> None:
    """Write down what happened itself; a run-over and an added candidate are in the changes."""
    zone = zone_of(uow.connection)
    if happening.kind is Kind.LATE:
        first = _awaiting(cmd, uow, happening.who)[0]
        first.late_minutes = happening.minutes
    elif happening.kind is Kind.NO_SHOW:
        for each in _awaiting(cmd, uow, happening.who):
            note_no_show(NoteNoShow(each.interview_id, (happening.who,)), uow)
    elif happening.kind in (Kind.AWAY, Kind.ROOM_LOST):
        start = moment_of(cmd.day, happening.start, zone)
        end = moment_of(cmd.day, happening.end, zone)
        label = cmd.reason.strip()
        if happening.kind is Kind.AWAY:
            who = uow.get(Staff, happening.who).id
            uow.add(BusyTime(staff_id=who, starts_at=start, ends_at=end, label=label))
        else:
            room = uow.get(Room, happening.who).id
            uow.add(RoomBusyTime(room_id=room, starts_at=start, ends_at=end, label=label))


def _awaiting(
    cmd: AcceptMending, uow: UnitOfWork, candidate_id: str
) -> Sequence[InterviewCandidate]:
    """Return where a candidate is still awaited on the day, by time. Raises RuleBroken."""
    span = day_span(cmd.day, zone_of(uow.connection))
    query = (
        select(InterviewCandidate)
        .join(Interview, Interview.id == InterviewCandidate.interview_id)
        .where(InterviewCandidate.candidate_id == candidate_id)
        .where(InterviewCandidate.archived.is_(False), InterviewCandidate.absent.is_(False))
        .where(InterviewCandidate.arrived_at.is_(None), Interview.archived.is_(False))
        .where(Interview.state == InterviewState.PLANNED.value, Interview.started_at.is_(None))
        .where(Interview.starts_at >= span.start, Interview.starts_at < span.end)
        .order_by(Interview.starts_at, Interview.id)
    )
    found = uow.find(query)
    if not found:
        text = N_("This candidate is not awaited for an interview on that day.")
        raise RuleBroken("event", text)
    return found
