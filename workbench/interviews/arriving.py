"""The interview day as it happens: who has arrived, who is late, what runs and what is over.

Every command here can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from workbench.interviews import rules
from workbench.interviews.commands import (
    candidates_of,
    present_at,
    refuse_clash,
    refuse_early,
    settle,
)
from workbench.interviews.models import (
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
)
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation.queries import zone_of
from workbench.people.models import Candidate
from workbench.pipeline.models import Application, ApplicationState
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

LATEST = 10 * 60  # minutes; who comes later than that comes on another day


@dataclass(frozen=True)
class CheckIn:
    """Note that a candidate has arrived, for all their interviews of today or for one."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    interview: str = arg(N_("id of the interview; all of today, where left out"), default="")


@commands.handles(
    CheckIn,
    "interview.check-in",
    N_("Check in a candidate"),
    done=N_("Candidate checked in"),
)
def check_in(cmd: CheckIn, uow: UnitOfWork) -> None:
    """Note when they arrived; whoever was noted as absent is there after all."""
    candidate = uow.get(Candidate, cmd.candidate)
    found = _invited(uow, candidate, cmd.interview)
    waiting = [each for each in found if each.arrived_at is None or each.absent]
    if not waiting:
        raise RuleBroken("candidate", N_("{name} is checked in already."), name=candidate.name)
    for each in waiting:
        each.arrived_at, each.absent = uow.now, False


def _invited(
    uow: UnitOfWork, candidate: Candidate, interview_id: str
) -> Sequence[InterviewCandidate]:
    """Return the rows of a candidate's planned interviews of today by time, or of one."""
    query = (
        select(InterviewCandidate)
        .join(Interview, Interview.id == InterviewCandidate.interview_id)
        .where(InterviewCandidate.candidate_id == candidate.id)
        .where(InterviewCandidate.archived.is_(False), Interview.archived.is_(False))
        .order_by(Interview.starts_at, Interview.id)
    )
    if interview_id:
        record = uow.get(Interview, interview_id)
        _refuse_settled(record)
        refuse_early(uow, record)
        query = query.where(Interview.id == record.id)
    else:
        zone = zone_of(uow.connection)
        today = rules.day_span(uow.now.astimezone(zone).date(), zone)
        query = query.where(
            Interview.state == InterviewState.PLANNED.value,
            Interview.starts_at >= today.start,
            Interview.starts_at < today.end,
        )
    found = uow.find(query)
    if not found and interview_id:
        raise RuleBroken("candidate", N_("This person was not invited to the interview."))
    if not found:
        text = N_("{name} has no interview today that is still to be held.")
        raise RuleBroken("candidate", text, name=candidate.name)
    return found


def _refuse_settled(record: Interview) -> None:
    if record.state == InterviewState.HELD:
        raise RuleBroken("interview", N_("This interview is over. Reopen it first."))
    if record.state == InterviewState.NO_SHOW:
        text = N_("It is noted that nobody came to this interview. Reopen it first.")
        raise RuleBroken("interview", text)


@dataclass(frozen=True)
class StartInterview:
    """Note that an interview has begun; whoever is not absent has arrived then."""

    interview: str = arg(N_("id of the interview"), positional=True)


@commands.handles(
    StartInterview, "interview.start", N_("Start an interview"), done=N_("Interview started")
)
def start_interview(cmd: StartInterview, uow: UnitOfWork) -> None:
    """Note when it began, and check in who was not."""
    record = uow.get(Interview, cmd.interview)
    refuse_early(uow, record)
    _refuse_settled(record)
    if record.started_at is not None:
        raise RuleBroken("interview", N_("This interview has begun already."))
    present = present_at(uow, record)
    record.started_at = uow.now
    for each in present:
        if each.arrived_at is None:
            each.arrived_at = uow.now


@dataclass(frozen=True)
class FinishInterview:
    """Note that an interview has just ended."""

    interview: str = arg(N_("id of the interview"), positional=True)


@commands.handles(
    FinishInterview, "interview.finish", N_("Finish an interview"), done=N_("Interview finished")
)
def finish_interview(cmd: FinishInterview, uow: UnitOfWork) -> None:
    """Mark it as held and note when it ended."""
    record = uow.get(Interview, cmd.interview)
    refuse_early(uow, record)
    _refuse_settled(record)
    present_at(uow, record)
    record.ended_at = uow.now
    settle(uow, record, InterviewState.HELD)


@dataclass(frozen=True)
class NoteLate:
    """Note by how much a candidate will be late; 0 takes it back."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    minutes: int = arg(N_("by how many minutes"))
    interview: str = arg(
        N_("id of the interview; the next one of today, where left out"), default=""
    )


@commands.handles(
    NoteLate,
    "interview.late",
    N_("Note that somebody will be late…"),
    done=N_("Noted: {minutes} minutes late"),
)
def note_late(cmd: NoteLate, uow: UnitOfWork) -> None:
    """Write the minutes to the first interview that they have not arrived for."""
    if not 0 <= cmd.minutes <= LATEST:
        text = N_("Write the minutes from 0 to {n}; for a later time, move the interview.")
        raise RuleBroken("minutes", text, n=LATEST)
    candidate = uow.get(Candidate, cmd.candidate)
    found = _invited(uow, candidate, cmd.interview)
    waiting = [each for each in found if each.arrived_at is None and not each.absent]
    if not waiting:
        raise RuleBroken("candidate", N_("{name} is checked in already."), name=candidate.name)
    waiting[0].late_minutes = cmd.minutes
    uow.label(minutes=cmd.minutes)


@dataclass(frozen=True)
class ReopenInterview:
    """Make an interview planned again that was cancelled, or marked by mistake."""

    interview: str = arg(N_("id of the interview"), positional=True)


@commands.handles(
    ReopenInterview, "interview.reopen", N_("Reopen an interview"), done=N_("Interview reopened")
)
def reopen_interview(cmd: ReopenInterview, uow: UnitOfWork) -> None:
    """Refuse where its time was taken since; else nobody is absent and nothing has ended."""
    record = uow.get(Interview, cmd.interview)
    if record.state == InterviewState.PLANNED:
        raise RuleBroken("interview", N_("This interview is planned already."))
    coming = candidates_of(uow, record.id)
    if record.state == InterviewState.CANCELLED:
        _refuse_ended(uow, coming)
    if record.state != InterviewState.HELD:  # what was held has kept its time
        _refuse_taken(uow, record, coming)
    for each in coming:
        each.absent = False
    record.ended_at = None
    settle(uow, record, InterviewState.PLANNED)


def _refuse_ended(uow: UnitOfWork, coming: Sequence[InterviewCandidate]) -> None:
    for each in coming:
        if uow.get(Application, each.application_id).state != ApplicationState.ACTIVE:
            name = uow.get(Candidate, each.candidate_id).name
            text = N_("{name}’s application has ended; reopen it first.")
            raise RuleBroken("interview", text, name=name)


def _refuse_taken(uow: UnitOfWork, record: Interview, coming: Sequence[InterviewCandidate]) -> None:
    query = select(InterviewPanelist.staff_id).where(
        InterviewPanelist.interview_id == record.id, InterviewPanelist.archived.is_(False)
    )
    panel = [str(row.staff_id) for row in uow.connection.execute(query)]
    people = [each.candidate_id for each in coming]
    refuse_clash(uow, record, people, panel, zone_of(uow.connection))
