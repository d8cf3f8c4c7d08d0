"""Writing in the pipeline. Every command here can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, func, select

from workbench.demand.commands import OpenRequisition, set_members, settle
from workbench.demand.models import MemberRole, Requisition
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.people.commands import AddCandidate, ArchiveCandidate, add_candidate
from workbench.people.models import Candidate
from workbench.pipeline.models import (
    Application,
    ApplicationState,
    Move,
    Stage,
    StageKind,
)
from workbench.pipeline.rules import (
    ENDING_CHOICES,
    ENDINGS,
    REASON_BY_CODE,
    REASON_CHOICES,
    rank_between,
    told_choices,
)
from workbench.pipeline.stage_sets import find_stage_set, follow, live_stages
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@commands.handles(
    OpenRequisition,
    "requisition.open",
    N_("Open a requisition"),
    done=N_("Requisition opened"),
)
def open_requisition(cmd: OpenRequisition, uow: UnitOfWork) -> str:
    """Open a requisition on a stage set and return its id."""
    own = {f.name for f in fields(cmd)} - {"stage_set", "interviewers", "manager"}
    record = Requisition(**{name: getattr(cmd, name) for name in own})
    record.stage_set_id = find_stage_set(uow, cmd.stage_set, offered=True).id
    record.opened_at = record.state_since = uow.now
    settle(record)
    uow.add(record)
    set_members(uow, record.id, MemberRole.INTERVIEWER, cmd.interviewers)
    set_members(uow, record.id, MemberRole.MANAGER, (cmd.manager,) if cmd.manager else ())
    return record.id


def stages_of(uow: UnitOfWork, requisition: Requisition) -> Sequence[Stage]:
    """Return a requisition's stages in order."""
    return live_stages(uow, requisition.stage_set_id)


@commands.handles(
    ArchiveCandidate,
    "candidate.archive",
    N_("Archive a candidate"),
    done=N_("Candidate archived"),
)
def archive_candidate(cmd: ArchiveCandidate, uow: UnitOfWork) -> None:
    """Archive the person and what they applied for, so that no board shows a ghost."""
    candidate = uow.get(Candidate, cmd.candidate)
    candidate.archived = True
    query = select(Application).where(Application.candidate_id == candidate.id)
    for application in uow.find(query.where(Application.archived.is_(False))):
        application.archived = True


@dataclass(frozen=True)
class Apply:
    """Put a candidate on a requisition, at its first stage unless told otherwise."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    requisition: str = arg(N_("id of the requisition"), positional=True)
    stage: str = arg(N_("id or name of the stage"), default="")


@commands.handles(
    Apply, "application.add", N_("Put on a requisition"), done=N_("Put on the requisition")
)
def apply(cmd: Apply, uow: UnitOfWork) -> str:
    """Add the application at the end of its column and return its id."""
    candidate = uow.get(Candidate, cmd.candidate)
    requisition = uow.get(Requisition, cmd.requisition)
    _refuse_second(uow, candidate.id, requisition.id)
    stage = find_stage(uow, requisition, cmd.stage)
    record = Application(
        candidate_id=candidate.id,
        requisition_id=requisition.id,
        stage_id=stage.id,
        rank=_last_rank(uow, requisition.id, stage.id),
        moved_at=uow.now,
        moved_by=uow.actor,
        applied_at=uow.now,
    )
    uow.add(record)
    _note_move(uow, record, None, stage.id)
    return record.id


@dataclass(frozen=True)
class ApplySeveral:
    """Put several candidates on a requisition at its first stage, in one step to undo."""

    requisition: str = arg(N_("id of the requisition"), positional=True)
    candidates: tuple[str, ...] = arg(N_("ids of the candidates"))


@commands.handles(
    ApplySeveral,
    "application.add-several",
    N_("Put several people on a requisition"),
    done=N_("{n} put on the requisition"),
    palette=False,
)
def apply_several(cmd: ApplySeveral, uow: UnitOfWork) -> tuple[str, ...]:
    """Add an application for each, in the given order, and return their ids."""
    if not cmd.candidates:
        raise RuleBroken("candidates", N_("Choose at least one person."))
    made = []
    for each in dict.fromkeys(cmd.candidates):
        made.append(apply(Apply(each, cmd.requisition), uow))
        uow.session.flush()  # the next one stands below
    uow.label(n=len(made))
    return tuple(made)


@dataclass(frozen=True)
class AddApplicant:
    """Add somebody and put them on a requisition, in one step to undo."""

    person: AddCandidate = arg(N_("the candidate"))
    requisition: str = arg(N_("id of the requisition"))
    stage: str = arg(N_("id or name of the stage"), default="")


@commands.handles(
    AddApplicant,
    "application.receive",
    N_("Add a candidate"),
    done=N_("Candidate added"),
    palette=False,
    cli=False,
)
def add_applicant(cmd: AddApplicant, uow: UnitOfWork) -> str:
    """Add both and return the id of the candidate."""
    candidate: str = add_candidate(cmd.person, uow)
    uow.session.flush()
    apply(Apply(candidate, cmd.requisition, cmd.stage), uow)
    return candidate


def _refuse_second(uow: UnitOfWork, candidate_id: str, requisition_id: str) -> None:
    query = select(Application).where(
        Application.candidate_id == candidate_id,
        Application.requisition_id == requisition_id,
        Application.state == ApplicationState.ACTIVE.value,
        Application.archived.is_(False),
    )
    if uow.find(query):
        raise RuleBroken("candidate", N_("This person is on that requisition already."))


def find_stage(uow: UnitOfWork, requisition: Requisition, wanted: str) -> Stage:
    """Return a stage of a requisition by id, kind or name; the first where `wanted` is empty."""
    stages = stages_of(uow, requisition)
    for stage in stages:
        if not wanted or wanted in (stage.id, stage.kind) or wanted in stage.names.values():
            return stage
    there = {stage.kind + stage.id: dict(stage.names) for stage in stages}
    raise NotFound(
        N_("There is no stage {name} on this requisition; there are: {stages}."),
        name=wanted,
        stages=Message(", ".join(f"{{{key}}}" for key in there), there),
    )


def _last_rank(uow: UnitOfWork, requisition_id: str, stage_id: str) -> float:
    query = select(func.max(Application.rank)).where(
        Application.requisition_id == requisition_id,
        Application.archived.is_(False),
        Application.state == ApplicationState.ACTIVE.value,
        Application.stage_id == stage_id,
    )
    return rank_between(uow.session.scalar(query), None)


def _note_move(uow: UnitOfWork, record: Application, before: str | None, after: str | None) -> None:
    uow.add(
        Move(
            application_id=record.id,
            candidate_id=record.candidate_id,
            from_stage_id=before,
            to_stage_id=after,
            at=uow.now,
            by=uow.actor,
        )
    )


@dataclass(frozen=True)
class MoveApplications:
    """Move applications to a stage, to the end of its column or above another card."""

    applications: tuple[str, ...] = arg(N_("ids of the applications"), positional=True)
    stage: str = arg(N_("id or name of the stage"))
    above: str = arg(N_("id of the application to place them above"), default="")


def _stood_there(
    connection: Connection, cmd: MoveApplications, stood: tuple[str, ...] | None
) -> tuple[Message, ...]:
    text = N_("Nothing moved for {n}: already in this stage, now at the end of its column.")
    return (Message(text, {"n": len(stood)}),) if stood else ()


@commands.handles(
    MoveApplications,
    "application.move",
    N_("Move to stage…"),
    done=N_("Moved {n} to “{stage}”"),
    shortcut="M",
    warns=_stood_there,
)
def move_applications(cmd: MoveApplications, uow: UnitOfWork) -> tuple[str, ...] | None:
    """Move each application, keeping their order; note each move.

    Returns those that stood in the stage already and were to stay in no particular place of it.
    """
    records = [uow.get(Application, each) for each in dict.fromkeys(cmd.applications)]
    if not records:
        raise RuleBroken("applications", N_("Choose somebody to move."))
    above = uow.get(Application, cmd.above) if cmd.above else None
    stood: list[str] = []
    for record in records:
        if record.state != ApplicationState.ACTIVE:
            raise RuleBroken("applications", N_("Only running applications can be moved."))
        requisition = uow.get(Requisition, record.requisition_id)
        stage = find_stage(uow, requisition, cmd.stage)
        if stage.kind == StageKind.HIRED:
            raise RuleBroken("stage", N_("Hiring needs a first day: use “Hire” under Onboarding."))
        if record.stage_id == stage.id and above is None:
            stood.append(record.id)
        move_to(uow, record, stage, above)
    uow.label(n=len(records), stage=dict(stage.names))
    return tuple(stood) or None


def move_to(
    uow: UnitOfWork, record: Application, stage: Stage, above: Application | None = None
) -> None:
    """Put an application into a stage, above `above` or at the end."""
    if above is not None and above.stage_id == stage.id:
        record.rank = rank_between(_rank_before(uow, above, record.id), above.rank)
    else:
        record.rank = _last_rank(uow, record.requisition_id, stage.id)
    if record.stage_id != stage.id:
        _note_move(uow, record, record.stage_id, stage.id)
        record.stage_id, record.moved_at, record.moved_by = stage.id, uow.now, uow.actor


def _rank_before(uow: UnitOfWork, above: Application, moving: str) -> float | None:
    query = select(func.max(Application.rank)).where(
        Application.requisition_id == above.requisition_id,
        Application.archived.is_(False),
        Application.state == ApplicationState.ACTIVE.value,
        Application.stage_id == above.stage_id,
        Application.rank < above.rank,
        Application.id != moving,
    )
    return uow.session.scalar(query)


@dataclass(frozen=True)
class CloseApplications:
    """End applications: rejected, withdrawn or kept in the talent pool, with a reason."""

    applications: tuple[str, ...] = arg(N_("ids of the applications"), positional=True)
    outcome: ApplicationState = arg(N_("how it ended"), choices=ENDING_CHOICES)
    reason: str = arg(
        N_("code of the reason, for all but the talent pool"), default="", choices=REASON_CHOICES
    )
    note: str = arg(N_("what else there is to say"), default="", long=True)


@commands.handles(
    CloseApplications,
    "application.close",
    N_("Reject, withdraw or keep in the pool…"),
    done=N_("Closed {n}"),
    shortcut="R",
)
def close_applications(cmd: CloseApplications, uow: UnitOfWork) -> None:
    """Set the outcome of each application."""
    if cmd.outcome not in ENDINGS:
        raise RuleBroken("outcome", N_("Choose rejected, withdrawn or talent pool."))
    if cmd.outcome is not ApplicationState.POOLED and cmd.reason not in REASON_BY_CODE:
        reasons = told_choices(REASON_CHOICES)
        raise RuleBroken("reason", N_("Choose a reason: {reasons}"), reasons=reasons)
    for each in dict.fromkeys(cmd.applications):
        record = uow.get(Application, each)
        if record.state != ApplicationState.ACTIVE:
            raise RuleBroken("applications", N_("Only running applications can be ended."))
        record.state, record.reason = cmd.outcome.value, cmd.reason
        record.reason_note, record.closed_at = cmd.note.strip(), uow.now
    uow.label(n=len(set(cmd.applications)))


@dataclass(frozen=True)
class ReopenApplication:
    """Bring an ended application back to the stage it was in."""

    application: str = arg(N_("id of the application"), positional=True)


@commands.handles(
    ReopenApplication, "application.reopen", N_("Reopen an application"), done=N_("Reopened")
)
def reopen_application(cmd: ReopenApplication, uow: UnitOfWork) -> None:
    """Clear the outcome."""
    record = uow.get(Application, cmd.application)
    if record.state == ApplicationState.ACTIVE:
        raise RuleBroken("application", N_("This application is running."))
    _refuse_second(uow, record.candidate_id, record.requisition_id)
    _follow_version(uow, record)
    record.state, record.reason = ApplicationState.ACTIVE.value, ""
    record.reason_note, record.closed_at = "", None


def _follow_version(uow: UnitOfWork, record: Application) -> None:
    """Put who ended in an older version of the stage set into the present one's stage."""
    requisition = uow.session.get(Requisition, record.requisition_id)
    stage = uow.session.get(Stage, record.stage_id)
    if requisition is None or stage is None or stage.stage_set_id == requisition.stage_set_id:
        return
    stages = stages_of(uow, requisition)
    found = follow(live_stages(uow, stage.stage_set_id), stages).get(stage.id)
    if found is not None:
        record.stage_id = found
    else:
        move_to(uow, record, stages[0])


@dataclass(frozen=True)
class StarApplication:
    """Mark an application as one to watch, or take the mark away."""

    application: str = arg(N_("id of the application"), positional=True)
    starred: bool = arg(N_("mark or unmark"), default=True)


@commands.handles(
    StarApplication, "application.star", N_("Mark as key candidate"), done=N_("Mark changed")
)
def star_application(cmd: StarApplication, uow: UnitOfWork) -> None:
    """Set the mark."""
    uow.get(Application, cmd.application).starred = cmd.starred
