"""Taking a planned day over: all its interviews in one step, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from workbench.demand.models import Requisition
from workbench.interviewday.dayfacts import at_minute
from workbench.interviews.availability import busy_of, drafts_during, objections
from workbench.interviews.commands import ScheduleInterview, schedule_interview
from workbench.interviews.day_models import InterviewRound
from workbench.interviews.models import Interview, InterviewPanelist
from workbench.interviews.rules import Span
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.people.models import Staff
from workbench.pipeline.commands import stages_of
from workbench.pipeline.models import Application, Stage
from workbench.planner.times import clock
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class Wanted:
    """One interview to be made: minutes from midnight, ids; `room` is '' for a call."""

    application: str
    round: str
    start: int
    room: str
    panel: tuple[str, ...]


@dataclass(frozen=True)
class AcceptPlan:
    """Set all interviews of a planned day at once."""

    day: date = arg(N_("which day, in local time"), positional=True)
    interviews: tuple[str, ...] = arg(
        N_("each as APPLICATION|ROUND|HH:MM|ROOM|STAFF,STAFF with ids; no room for a call")
    )


@commands.handles(
    AcceptPlan,
    "day.accept",
    N_("Take over a planned interview day"),
    done=N_("Interview day planned: {n} interviews on {day}"),
    warns=lambda connection, cmd, made: _warnings(connection, made),
    palette=False,
)
def accept_plan(cmd: AcceptPlan, uow: UnitOfWork) -> list[str]:
    """Schedule every interview and return the ids by time. Raises RuleBroken with all reasons."""
    wanted = sorted(map(read_wanted, cmd.interviews), key=lambda each: each.start)
    if not wanted:
        raise RuleBroken("interviews", N_("The plan holds no interviews."))
    made, reasons = [], []
    for each in wanted:
        try:
            made.append(schedule_round(uow, cmd.day, each))
        except (RuleBroken, NotFound) as error:
            reasons.append(_reason(uow, each, error.message))
    refuse_all(reasons)
    for each, interview in zip(wanted, made, strict=True):
        add_shadows(uow, interview, uow.get(InterviewRound, each.round).shadows)
    uow.label(n=len(made), day=cmd.day.isoformat())
    return made


def read_wanted(text: str) -> Wanted:
    """Return an interview of a plan from its text. Raises BadInput."""
    parts = text.split("|")
    start = read_clock(parts[2]) if len(parts) == 5 else None
    people = tuple(each for each in parts[-1].split(",") if each)
    if start is None or not people:
        said = N_("“{text}”: write APPLICATION|ROUND|HH:MM|ROOM|STAFF,STAFF.")
        raise BadInput(said, text=text)
    return Wanted(parts[0], parts[1], start, parts[3], people)


def read_clock(text: str) -> int | None:
    """Return HH:MM in minutes from midnight, None where it is no time of a day."""
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isascii() and minutes.isascii() and hours.isdigit()):
        return None
    if not minutes.isdigit() or int(hours) > 24 or int(minutes) > 59:
        return None
    found = int(hours) * 60 + int(minutes)
    return found if found <= 24 * 60 else None


def schedule_round(uow: UnitOfWork, day: date, wanted: Wanted) -> str:
    """Schedule one interview for a round of the plan and return its id. Raises RuleBroken."""
    uow.session.flush()  # what was made just now is in the way of the next
    application = uow.get(Application, wanted.application)
    record = uow.get(InterviewRound, wanted.round)
    command = ScheduleInterview(
        (application.id,),
        record.name,
        at_minute(day, wanted.start),
        record.minutes,
        wanted.panel,
        room=wanted.room,
        stage=_stage_of(uow, record),
        round_id=record.id,
    )
    made: str = schedule_interview(command, uow)
    return made


def _stage_of(uow: UnitOfWork, record: InterviewRound) -> str:
    """Return the stage of a round, in the version that its requisition runs on; '' for none."""
    stage = uow.session.get(Stage, record.stage_id) if record.stage_id else None
    if stage is None:
        return ""
    there = stages_of(uow, uow.get(Requisition, record.requisition_id))
    for each in there:
        if each.id == stage.id or each.origin_id == stage.origin_id:
            return each.id
    return ""


def _reason(uow: UnitOfWork, each: Wanted, why: Message) -> Message:
    """Return why one interview cannot be, with when and which round; names are in the reason."""
    record = uow.session.get(InterviewRound, each.round)
    said = {"round": record.name if record else each.round, "time": clock(each.start), "why": why}
    return Message(N_("{time} {round}: {why}"), said)


def refuse_all(reasons: Sequence[Message]) -> None:
    """Raise RuleBroken with every reason, if there is any."""
    if not reasons:
        return
    every = {f"r{n}": each for n, each in enumerate(reasons)}
    whole = Message(" ".join(f"{{{key}}}" for key in every), every)
    raise RuleBroken("interviews", N_("Nothing was changed. {reasons}"), reasons=whole)


def add_shadows(uow: UnitOfWork, interview_id: str, staff_ids: Iterable[str]) -> None:
    """Let those listen to an interview who are free then."""
    record = uow.get(Interview, interview_id)
    span = Span(record.starts_at, record.ends_at)
    wanted = [each for each in dict.fromkeys(staff_ids) if _is_live(uow, each)]
    if not wanted:
        return
    uow.session.flush()  # who was put in just now is taken too
    taken = {
        party.id
        for draft in drafts_during(uow.connection, span)
        for party in draft.panel
        if draft.span.overlaps(span)
    }
    taken |= {each.party.id for each in busy_of(uow.connection, wanted, span)}
    for staff_id in wanted:
        if staff_id not in taken:
            uow.add(InterviewPanelist(interview_id=record.id, staff_id=staff_id, shadow=True))


def _is_live(uow: UnitOfWork, staff_id: str) -> bool:
    colleague = uow.session.get(Staff, staff_id)
    return colleague is not None and not colleague.archived


def _warnings(connection: Connection, made: Sequence[str]) -> Iterable[Message]:
    found: list[Message] = []
    for each in (each for interview in made for each in objections(connection, interview)):
        if each not in found:
            found.append(each)
    return found
