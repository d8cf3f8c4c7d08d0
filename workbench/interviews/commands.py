"""Writing about interviews. Every command here can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from workbench.demand.models import Requisition
from workbench.interviews import rules
from workbench.interviews.availability import draft_of, in_the_way, objections
from workbench.interviews.day_models import InterviewRound
from workbench.interviews.models import (
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
)
from workbench.interviews.rooms import find_room
from workbench.interviews.rules import Span
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation.queries import zone_of
from workbench.people.models import Candidate, Staff
from workbench.pipeline.commands import find_stage, stages_of
from workbench.pipeline.models import Application, ApplicationState, Stage
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class ScheduleInterview:
    """Set a time at which one candidate, or several of one requisition, meet a panel."""

    applications: tuple[str, ...] = arg(N_("ids of the applications"), positional=True)
    round: str = arg(N_("what the round is called"))
    start: datetime = arg(N_("when it begins, in local time"))
    minutes: int = arg(N_("how many minutes it takes"), default=60)
    panel: tuple[str, ...] = arg(N_("ids of the interviewers"), default=())
    shadows: tuple[str, ...] = arg(N_("ids of those who only listen"), default=())
    room: str = arg(N_("id or name of the room"), default="")
    call_link: str = arg(N_("link of the call"), default="")
    stage: str = arg(
        N_("id or name of the stage; else the stage called like the round, or the present one"),
        default="",
    )
    round_id: str = arg(N_("id of the round of the interview plan that it holds"), default="")


@commands.handles(
    ScheduleInterview,
    "interview.schedule",
    N_("Schedule an interview…"),
    done=N_("Interview scheduled: {when}"),
    warns=lambda connection, cmd, answer: objections(connection, answer),
    shortcut="S",
)
def schedule_interview(cmd: ScheduleInterview, uow: UnitOfWork) -> str:
    """Refuse what clashes, add the interview with all who take part and return its id."""
    applications = [uow.get(Application, each) for each in dict.fromkeys(cmd.applications)]
    requisition = _requisition_of(uow, applications)
    zone = zone_of(uow.connection)
    span = rules.span_of(cmd.start, cmd.minutes, zone)
    if not cmd.round.strip():
        raise RuleBroken("round", N_("Say what the round is called."))
    record = Interview(
        requisition_id=requisition.id,
        stage_id=_stage_of(uow, requisition, cmd, applications[0]).id,
        round=cmd.round.strip(),
        starts_at=span.start,
        ends_at=span.end,
        room_id=find_room(uow, cmd.room).id if cmd.room else None,
        call_link=cmd.call_link.strip(),
        state_since=uow.now,
        round_id=_round_of(uow, requisition, cmd.round_id),
    )
    people = [each.candidate_id for each in applications]
    refuse_clash(uow, record, people, (*cmd.panel, *cmd.shadows), zone)
    uow.add(record)
    for each in applications:
        uow.add(
            InterviewCandidate(
                interview_id=record.id,
                candidate_id=each.candidate_id,
                application_id=each.id,
            )
        )
    set_panel(uow, record.id, cmd.panel, cmd.shadows)
    uow.label(when=rules.shown_span(span, zone))
    return record.id


def _requisition_of(uow: UnitOfWork, applications: Sequence[Application]) -> Requisition:
    if not applications:
        raise RuleBroken("applications", N_("Choose whom to interview."))
    if len({each.requisition_id for each in applications}) > 1:
        text = N_("An interview is about one requisition; these people applied to several.")
        raise RuleBroken("applications", text)
    for each in applications:
        candidate = uow.get(Candidate, each.candidate_id)
        if each.state != ApplicationState.ACTIVE:
            text = N_("{name}’s application has ended; reopen it first.")
            raise RuleBroken("applications", text, name=candidate.name)
        if candidate.do_not_contact:
            text = N_("{name} is marked “do not contact”.")
            raise RuleBroken("applications", text, name=candidate.name)
    return uow.get(Requisition, applications[0].requisition_id)


def _round_of(uow: UnitOfWork, requisition: Requisition, round_id: str) -> str | None:
    if not round_id:
        return None
    record = uow.get(InterviewRound, round_id)
    if record.requisition_id != requisition.id:
        text = N_("The round “{name}” is of another requisition.")
        raise RuleBroken("round_id", text, name=record.name)
    return record.id


def _stage_of(
    uow: UnitOfWork, requisition: Requisition, cmd: ScheduleInterview, first: Application
) -> Stage:
    if cmd.stage:
        return find_stage(uow, requisition, cmd.stage)
    for stage in stages_of(uow, requisition):
        if cmd.round.strip() in stage.names.values():
            return stage
    return uow.get(Stage, first.stage_id)


def refuse_clash(
    uow: UnitOfWork,
    record: Interview,
    candidate_ids: Sequence[str],
    staff_ids: Sequence[str],
    zone: ZoneInfo,
) -> None:
    """Raise RuleBroken where an interviewer, a candidate or the room is taken, saying by what."""
    span = Span(record.starts_at, record.ends_at)
    connection = uow.connection
    draft = draft_of(connection, record.id, span, candidate_ids, staff_ids, record.room_id or "")
    for conflict in in_the_way(connection, draft, zone):
        if conflict.blocks:
            raise RuleBroken("start", conflict.message.text, **conflict.message.args)


def set_panel(
    uow: UnitOfWork, interview_id: str, panel: Sequence[str], shadows: Sequence[str]
) -> None:
    """Make the panel exactly `panel` and `shadows`. Raises NotFound for an unknown colleague."""
    if not panel:
        raise RuleBroken("panel", N_("Choose at least one interviewer."))
    if set(panel) & set(shadows):
        raise RuleBroken("shadows", N_("Nobody interviews and only listens at once."))
    for staff_id in panel:
        colleague = uow.get(Staff, staff_id)
        if not colleague.interviewer:
            raise RuleBroken("panel", N_("{name} does not interview."), name=colleague.name)
    wanted = dict.fromkeys(panel, False) | dict.fromkeys(shadows, True)
    there = {each.staff_id: each for each in _panel_of(uow, interview_id)}
    for staff_id, each in there.items():
        each.archived = staff_id not in wanted
    for staff_id, shadow in wanted.items():
        uow.get(Staff, staff_id)
        if staff_id in there:
            there[staff_id].shadow = shadow
        else:
            uow.add(InterviewPanelist(interview_id=interview_id, staff_id=staff_id, shadow=shadow))


def _panel_of(uow: UnitOfWork, interview_id: str) -> Sequence[InterviewPanelist]:
    query = select(InterviewPanelist).where(
        InterviewPanelist.interview_id == interview_id, InterviewPanelist.archived.is_(False)
    )
    return uow.find(query.order_by(InterviewPanelist.id))


def candidates_of(uow: UnitOfWork, interview_id: str) -> Sequence[InterviewCandidate]:
    """Return the rows of those who are invited to an interview."""
    query = select(InterviewCandidate).where(
        InterviewCandidate.interview_id == interview_id, InterviewCandidate.archived.is_(False)
    )
    return uow.find(query.order_by(InterviewCandidate.id))


@dataclass(frozen=True)
class MoveInterview:
    """Give an interview another time, place or panel; what is left out stays."""

    interview: str = arg(N_("id of the interview"), positional=True)
    start: datetime | None = arg(N_("when it begins, in local time"), default=None)
    minutes: int | None = arg(N_("how many minutes it takes"), default=None)
    room: str | None = arg(N_("id or name of the room; empty for none"), default=None)
    call_link: str | None = arg(N_("link of the call"), default=None)
    panel: tuple[str, ...] | None = arg(N_("ids of the interviewers"), default=None)
    shadows: tuple[str, ...] | None = arg(N_("ids of those who only listen"), default=None)


@commands.handles(
    MoveInterview,
    "interview.move",
    N_("Move an interview…"),
    done=N_("Interview moved: {when}"),
    warns=lambda connection, cmd, answer: objections(connection, cmd.interview),
)
def move_interview(cmd: MoveInterview, uow: UnitOfWork) -> None:
    """Refuse what clashes, else write what is given."""
    record = uow.get(Interview, cmd.interview)
    if record.state != InterviewState.PLANNED:
        raise RuleBroken("interview", N_("Only planned interviews can be moved."))
    zone = zone_of(uow.connection)
    length = round((record.ends_at - record.starts_at).total_seconds() / 60)
    span = rules.span_of(
        cmd.start or record.starts_at, length if cmd.minutes is None else cmd.minutes, zone
    )
    record.starts_at, record.ends_at = span.start, span.end
    if cmd.room is not None:
        record.room_id = find_room(uow, cmd.room).id if cmd.room else None
    if cmd.call_link is not None:
        record.call_link = cmd.call_link.strip()
    now = _panel_of(uow, record.id)
    panel = _chosen(cmd.panel, (each.staff_id for each in now if not each.shadow))
    shadows = _chosen(cmd.shadows, (each.staff_id for each in now if each.shadow))
    people = [each.candidate_id for each in candidates_of(uow, record.id)]
    refuse_clash(uow, record, people, (*panel, *shadows), zone)
    set_panel(uow, record.id, panel, shadows)
    uow.label(when=rules.shown_span(span, zone))


def _chosen(given: tuple[str, ...] | None, present: Iterable[str]) -> tuple[str, ...]:
    return tuple(present) if given is None else given


@dataclass(frozen=True)
class CancelInterview:
    """Call an interview off."""

    interview: str = arg(N_("id of the interview"), positional=True)
    reason: str = arg(N_("why"))


@commands.handles(
    CancelInterview, "interview.cancel", N_("Cancel an interview…"), done=N_("Interview cancelled")
)
def cancel_interview(cmd: CancelInterview, uow: UnitOfWork) -> None:
    """Set the state with its reason."""
    if not cmd.reason.strip():
        raise RuleBroken("reason", N_("Say why the interview is cancelled."))
    record = uow.get(Interview, cmd.interview)
    if record.state != InterviewState.PLANNED:
        raise RuleBroken("interview", N_("Only planned interviews can be cancelled."))
    settle(uow, record, InterviewState.CANCELLED, cmd.reason.strip())


@dataclass(frozen=True)
class HoldInterview:
    """Mark an interview as held."""

    interview: str = arg(N_("id of the interview"), positional=True)


@commands.handles(
    HoldInterview, "interview.hold", N_("Mark as held"), done=N_("Interview marked as held")
)
def hold_interview(cmd: HoldInterview, uow: UnitOfWork) -> None:
    """Set the state; what was begun and not ended ended now, or when it was to, on a later day."""
    record = uow.get(Interview, cmd.interview)
    refuse_early(uow, record)
    present_at(uow, record)
    if record.started_at is not None and record.ended_at is None:
        same_day = rules.is_same_day(record.started_at, uow.now, zone_of(uow.connection))
        record.ended_at = uow.now if same_day else max(record.started_at, record.ends_at)
    settle(uow, record, InterviewState.HELD)


@dataclass(frozen=True)
class NoteNoShow:
    """Note that somebody did not come; the interview fails where nobody did."""

    interview: str = arg(N_("id of the interview"), positional=True)
    candidates: tuple[str, ...] = arg(N_("ids of the candidates; all, where left out"), default=())


@commands.handles(NoteNoShow, "interview.no_show", N_("Note a no-show"), done=N_("No-show noted"))
def note_no_show(cmd: NoteNoShow, uow: UnitOfWork) -> None:
    """Mark who was absent, and the interview where all were."""
    record = uow.get(Interview, cmd.interview)
    refuse_early(uow, record)
    invited = candidates_of(uow, record.id)
    if set(cmd.candidates) - {each.candidate_id for each in invited}:
        raise RuleBroken("candidates", N_("This person was not invited to the interview."))
    for each in invited:
        if not cmd.candidates or each.candidate_id in cmd.candidates:
            each.absent = True
    if all(each.absent for each in invited):
        settle(uow, record, InterviewState.NO_SHOW)


def refuse_early(uow: UnitOfWork, record: Interview) -> None:
    """Raise RuleBroken for what was called off, and before the day of the interview."""
    if record.state == InterviewState.CANCELLED:
        raise RuleBroken("interview", N_("This interview was cancelled."))
    zone = zone_of(uow.connection)
    if not rules.has_come(record.starts_at, uow.now, zone):
        raise RuleBroken("interview", N_("The day of this interview has not come yet."))


def present_at(uow: UnitOfWork, record: Interview) -> list[InterviewCandidate]:
    """Return the candidates who are not absent. Raises RuleBroken where all are."""
    present = [each for each in candidates_of(uow, record.id) if not each.absent]
    if not present:
        raise RuleBroken("interview", N_("Nobody came to this interview."))
    return present


def settle(uow: UnitOfWork, record: Interview, state: InterviewState, reason: str = "") -> None:
    """Set the state of an interview, since now."""
    record.state, record.state_since, record.state_reason = state.value, uow.now, reason
