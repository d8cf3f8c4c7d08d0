"""Hiring, the first day and what may change before it. Every command here can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from workbench.demand.models import MemberRole, Requisition, RequisitionMember, RequisitionState
from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.letters.models import Offer
from workbench.onboarding import making
from workbench.onboarding.hireable import accepted_offer, other_first_day
from workbench.onboarding.models import Onboarding, OnboardingState, TaskState
from workbench.onboarding.rules import check_start, plan
from workbench.people.models import Staff
from workbench.pipeline.commands import move_to, stages_of
from workbench.pipeline.models import Application, ApplicationState, Stage, StageKind
from workbench.pipeline.rules import REASON_BY_CODE, REASON_CHOICES, Side, told_choices
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

RUNNING = (OnboardingState.PLANNED.value, OnboardingState.STARTED.value)
LONGEST_CONTRACT = 600  # months


@dataclass(frozen=True)
class Hire:
    """Take somebody on: their application goes before day one, plan and welcome pack begin."""

    application: str = arg(N_("id of the application"), positional=True)
    start_on: date | None = arg(N_("first day; the accepted offer’s if left out"), default=None)
    manager: str = arg(N_("id of the manager; the requisition’s if left out"), default="")
    site: str = arg(N_("site; the requisition’s if left out"), default="")
    desk: str = arg(N_("desk"), default="")
    employee_no: str = arg(N_("employee number"), default="")
    contract_months: int | None = arg(
        N_("months of the contract, 0 open-ended; the accepted offer’s if left out"), default=None
    )
    plan: str = arg(N_("id, key or name of the onboarding plan"), default="standard")
    without_offer: bool = arg(N_("hire although the offer was not accepted"), default=False)


@commands.handles(
    Hire,
    "onboarding.hire",
    N_("Begin an onboarding…"),
    done=N_("Onboarding begun"),
    warns=lambda connection, cmd, answer: other_first_day(connection, answer),
)
def hire(cmd: Hire, uow: UnitOfWork) -> str:
    """Move the application to its stage before day one and make the plan; return its id."""
    application = uow.get(Application, cmd.application)
    requisition = uow.get(Requisition, application.requisition_id)
    calendar = making.working_days(uow)
    _check_hire(uow, application, requisition)
    _check_contract(cmd.contract_months or None)
    offer = accepted_offer(uow, application.id, without=cmd.without_offer)
    start_on = _first_day(cmd, offer)
    check_start(start_on, calendar)
    stage = _stage(uow, requisition, StageKind.PRE_START)
    manager = cmd.manager or _manager_of(uow, requisition)
    record = uow.add(
        Onboarding(
            candidate_id=application.candidate_id,
            application_id=application.id,
            requisition_id=requisition.id,
            start_on=start_on,
            manager_id=uow.get(Staff, manager).id if manager else None,
            site=cmd.site.strip() or requisition.site,
            desk=cmd.desk.strip(),
            employee_no=cmd.employee_no.strip(),
            contract_months=_months(cmd, offer),
            state_since=uow.now,
        )
    )
    move_to(uow, application, stage)
    making.make_tasks(uow, record, making.find_plan(uow, cmd.plan), calendar)
    making.make_pack(uow, record)
    return record.id


def _first_day(cmd: Hire, offer: Offer | None) -> date:
    if cmd.start_on is not None:
        return cmd.start_on
    if offer is None:
        raise RuleBroken("start_on", N_("Say the first day; there is no offer that names one."))
    return offer.start_on


def _months(cmd: Hire, offer: Offer | None) -> int | None:
    if cmd.contract_months is None and offer is not None:
        return offer.contract_months
    return cmd.contract_months or None


def _check_hire(uow: UnitOfWork, application: Application, requisition: Requisition) -> None:
    if application.state != ApplicationState.ACTIVE:
        raise RuleBroken("application", N_("Only somebody whose application runs can be hired."))
    running = select(func.count()).where(
        Onboarding.archived.is_(False), Onboarding.state.in_((*RUNNING, OnboardingState.DONE.value))
    )
    if uow.session.scalar(running.where(Onboarding.application_id == application.id)):
        raise RuleBroken("application", N_("This person’s onboarding has begun already."))
    taken = uow.session.scalar(running.where(Onboarding.requisition_id == requisition.id)) or 0
    if taken >= requisition.headcount:
        text = N_("All {n} places of this requisition are taken; raise the headcount first.")
        raise RuleBroken("application", text, n=requisition.headcount)


def _check_contract(length: int | None) -> None:
    if length is not None and not 1 <= length <= LONGEST_CONTRACT:
        raise RuleBroken("contract_months", N_("A contract lasts from 1 to 600 months."))


def _stage(uow: UnitOfWork, requisition: Requisition, kind: StageKind) -> Stage:
    for stage in stages_of(uow, requisition):
        if stage.kind == kind:
            return stage
    if kind is StageKind.PRE_START:
        raise RuleBroken("application", N_("The stage set has no stage before day one."))
    raise RuleBroken("application", N_("The stage set has no stage for those who started."))


def _manager_of(uow: UnitOfWork, requisition: Requisition) -> str:
    query = select(RequisitionMember).where(
        RequisitionMember.requisition_id == requisition.id,
        RequisitionMember.role == MemberRole.MANAGER.value,
        RequisitionMember.archived.is_(False),
    )
    return next((member.staff_id for member in uow.find(query)), "")


def running(uow: UnitOfWork, onboarding_id: str) -> Onboarding:
    """Return an onboarding that is under way. Raises NotFound, or RuleBroken where it ended."""
    record = uow.get(Onboarding, onboarding_id)
    if record.state not in RUNNING:
        raise RuleBroken("onboarding", N_("This onboarding has ended."))
    return record


def _put(uow: UnitOfWork, record: Onboarding, state: OnboardingState, reason: str = "") -> None:
    record.state, record.state_since, record.state_reason = state.value, uow.now, reason


@dataclass(frozen=True)
class Start:
    """Day one: the person is here, the application has led to a hire."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)


@commands.handles(
    Start,
    "onboarding.start",
    N_("Day one: the newcomer is here"),
    done=N_("Day one begun{filled}"),
    palette=False,
)
def start(cmd: Start, uow: UnitOfWork) -> None:
    """Mark the hire; the requisition is filled when this was its last place."""
    record = running(uow, cmd.onboarding)
    if record.state == OnboardingState.STARTED:
        raise RuleBroken("onboarding", N_("This person has started already."))
    application = uow.get(Application, record.application_id)
    requisition = uow.get(Requisition, record.requisition_id)
    move_to(uow, application, _stage(uow, requisition, StageKind.HIRED))
    application.state, application.closed_at = ApplicationState.HIRED.value, uow.now
    _put(uow, record, OnboardingState.STARTED)
    filled = _fill(uow, requisition)
    uow.label(filled=Message(N_("; the requisition is filled")) if filled else "")


def _fill(uow: UnitOfWork, requisition: Requisition) -> bool:
    uow.session.flush()
    hired = select(func.count()).where(
        Application.requisition_id == requisition.id,
        Application.state == ApplicationState.HIRED.value,
        Application.archived.is_(False),
    )
    is_last = (uow.session.scalar(hired) or 0) >= requisition.headcount
    if not is_last or requisition.state == RequisitionState.FILLED:
        return False
    requisition.state, requisition.state_since = RequisitionState.FILLED.value, uow.now
    requisition.state_reason = ""
    return True


@dataclass(frozen=True)
class MoveStart:
    """Move the first day; what is still to do moves with it."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    start_on: date = arg(N_("new first day"))


@commands.handles(
    MoveStart,
    "onboarding.move-start",
    N_("Move the first day…"),
    done=N_("First day moved; {n} tasks moved with it"),
    palette=False,
)
def move_start(cmd: MoveStart, uow: UnitOfWork) -> None:
    """Give the open tasks their new due days."""
    record = running(uow, cmd.onboarding)
    calendar = making.working_days(uow)
    check_start(cmd.start_on, calendar)
    tasks = making.tasks_of(uow, record.id)
    due = plan(cmd.start_on, [making.step_of(task) for task in tasks], calendar)
    record.start_on = cmd.start_on
    moved = [task for task in tasks if task.state == TaskState.OPEN]
    for task in moved:
        task.due_on = due[task.key or task.id]
    uow.label(n=len(moved))


@dataclass(frozen=True)
class ChangeOnboarding:
    """Change what is given; leave the rest. An empty text clears a field."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    manager: str | None = arg(N_("id of the manager"), default=None)
    site: str | None = arg(N_("site"), default=None)
    desk: str | None = arg(N_("desk"), default=None)
    employee_no: str | None = arg(N_("employee number"), default=None)
    contract_months: int | None = arg(N_("length of the contract in months"), default=None)


@commands.handles(
    ChangeOnboarding,
    "onboarding.change",
    N_("Change an onboarding’s details"),
    done=N_("Onboarding changed"),
    palette=False,
)
def change_onboarding(cmd: ChangeOnboarding, uow: UnitOfWork) -> None:
    """Write the given fields."""
    record = uow.get(Onboarding, cmd.onboarding)
    _check_contract(cmd.contract_months)
    for name, value in given(cmd, "onboarding", "manager").items():
        setattr(record, name, value.strip() if isinstance(value, str) else value)
    if cmd.manager is not None:
        making.check_manager(uow, record, cmd.manager)
        record.manager_id = uow.get(Staff, cmd.manager).id if cmd.manager else None


@dataclass(frozen=True)
class CancelOnboarding:
    """Somebody does not come after all. With a reason's code the application ends too."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    reason: str = arg(
        N_("code of the reason; without it the application runs on"),
        default="",
        choices=REASON_CHOICES,
    )
    note: str = arg(N_("what else there is to say"), default="", long=True)


@commands.handles(
    CancelOnboarding,
    "onboarding.cancel",
    N_("Cancel an onboarding…"),
    done=N_("Onboarding cancelled"),
    palette=False,
)
def cancel(cmd: CancelOnboarding, uow: UnitOfWork) -> None:
    """End the onboarding and, with a reason, the application."""
    record = running(uow, cmd.onboarding)
    if record.state == OnboardingState.STARTED:
        raise RuleBroken("onboarding", N_("This person has started already."))
    if cmd.reason and cmd.reason not in REASON_BY_CODE:
        reasons = told_choices(REASON_CHOICES)
        raise RuleBroken("reason", N_("Choose a reason: {reasons}"), reasons=reasons)
    _put(uow, record, OnboardingState.CANCELLED, cmd.reason or cmd.note.strip())
    application = uow.get(Application, record.application_id)
    if cmd.reason and application.state == ApplicationState.ACTIVE:
        ours = REASON_BY_CODE[cmd.reason].side is Side.WE
        ended = ApplicationState.REJECTED if ours else ApplicationState.WITHDRAWN
        application.state, application.reason = ended.value, cmd.reason
        application.reason_note, application.closed_at = cmd.note.strip(), uow.now


@dataclass(frozen=True)
class FinishOnboarding:
    """The first ninety days are over."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)


@commands.handles(
    FinishOnboarding,
    "onboarding.finish",
    N_("Complete an onboarding"),
    done=N_("Onboarding completed"),
    palette=False,
)
def finish(cmd: FinishOnboarding, uow: UnitOfWork) -> None:
    """Mark the onboarding as done."""
    record = running(uow, cmd.onboarding)
    if record.state != OnboardingState.STARTED:
        raise RuleBroken("onboarding", N_("This person has not started yet."))
    _put(uow, record, OnboardingState.DONE)
