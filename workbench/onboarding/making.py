"""What the commands of onboarding share: the calendar, the templates, an onboarding's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.ids import is_id
from workbench.kernel.workdays import WorkCalendar
from workbench.onboarding.buddies import WINDOW
from workbench.onboarding.models import (
    BringPaper,
    BuddyAssignment,
    Onboarding,
    OnboardingState,
    PackItem,
    PackItemTemplate,
    PaperTemplate,
    PlanTemplate,
    Task,
    TaskTemplate,
)
from workbench.onboarding.rules import Step, plan
from workbench.organisation.queries import organisation
from workbench.organisation.times import calendar_of
from workbench.vault.unit import UnitOfWork


def working_days(uow: UnitOfWork) -> WorkCalendar:
    """Return the organisation's calendar."""
    return calendar_of(organisation(uow.connection))


def today(uow: UnitOfWork) -> date:
    """Return the day it is where the organisation works."""
    zone = organisation(uow.connection).timezone
    return uow.now.astimezone(ZoneInfo(zone)).date()


def both(names: Mapping[str, str]) -> str:
    """Return a name in all its languages, for messages whose reader is not known yet."""
    return " / ".join(dict.fromkeys(names.values()))


def find_plan(uow: UnitOfWork, wanted: str) -> PlanTemplate:
    """Return a plan by id, key or name in any language. Raises NotFound."""
    if is_id(wanted):
        return uow.get(PlanTemplate, wanted)
    for each in uow.find(select(PlanTemplate).where(PlanTemplate.archived.is_(False))):
        if wanted == each.key or wanted in each.names.values():
            return each
    raise NotFound(N_("There is no onboarding plan {name}."), name=wanted)


def step_of(task: Task) -> Step:
    """Return what a task's due day follows from; a task without a key goes by its id."""
    return Step(
        task.key or task.id,
        task.offset,
        tuple(task.predecessors),
        task.latest_months,
        task.latest_days,
    )


def tasks_of(uow: UnitOfWork, onboarding_id: str) -> Sequence[Task]:
    """Return the tasks of an onboarding."""
    query = select(Task).where(Task.onboarding_id == onboarding_id, Task.archived.is_(False))
    return uow.find(query.order_by(Task.position, Task.id))


def make_tasks(
    uow: UnitOfWork, record: Onboarding, template: PlanTemplate, calendar: WorkCalendar
) -> None:
    """Give an onboarding the tasks of a plan."""
    query = select(TaskTemplate).where(
        TaskTemplate.plan_template_id == template.id, TaskTemplate.archived.is_(False)
    )
    tasks = [_task(record, each) for each in uow.find(query.order_by(TaskTemplate.position))]
    due = plan(record.start_on, [step_of(task) for task in tasks], calendar)
    for task in tasks:
        task.due_on = due[task.key]
        uow.add(task)


def _task(record: Onboarding, template: TaskTemplate) -> Task:
    return Task(
        onboarding_id=record.id,
        candidate_id=record.candidate_id,
        key=template.key,
        names=dict(template.names),
        due_on=record.start_on,
        offset=template.offset,
        owner=template.owner,
        required=template.required,
        predecessors=list(template.predecessors),
        latest_months=template.latest_months,
        latest_days=template.latest_days,
        position=template.position,
    )


def make_pack(uow: UnitOfWork, record: Onboarding) -> None:
    """Give an onboarding its welcome-pack items and the papers to bring."""
    items = select(PackItemTemplate).where(PackItemTemplate.archived.is_(False))
    for item in uow.find(items):
        uow.add(
            PackItem(
                onboarding_id=record.id,
                candidate_id=record.candidate_id,
                key=item.key,
                names=dict(item.names),
                kind=item.kind,
                position=item.position,
            )
        )
    papers = select(PaperTemplate).where(PaperTemplate.archived.is_(False))
    for paper in uow.find(papers):
        uow.add(
            BringPaper(
                onboarding_id=record.id,
                candidate_id=record.candidate_id,
                key=paper.key,
                names=dict(paper.names),
                notes=dict(paper.notes),
                position=paper.position,
            )
        )


def buddy_of(uow: UnitOfWork, onboarding_id: str) -> BuddyAssignment | None:
    """Return the present buddy's row, or None."""
    query = select(BuddyAssignment).where(
        BuddyAssignment.onboarding_id == onboarding_id, BuddyAssignment.archived.is_(False)
    )
    return next(iter(uow.find(query.order_by(BuddyAssignment.id.desc()))), None)


def newcomers_of(uow: UnitOfWork, staff_id: str, besides: str) -> int:
    """Return how many others in their first ninety days a colleague looks after."""
    query = (
        select(func.count())
        .select_from(BuddyAssignment)
        .join(Onboarding, Onboarding.id == BuddyAssignment.onboarding_id)
        .where(
            BuddyAssignment.staff_id == staff_id,
            BuddyAssignment.archived.is_(False),
            Onboarding.archived.is_(False),
            Onboarding.state.in_((OnboardingState.PLANNED.value, OnboardingState.STARTED.value)),
            Onboarding.start_on > today(uow) - timedelta(days=WINDOW),
            Onboarding.id != besides,
        )
    )
    return uow.session.scalar(query) or 0


def check_manager(uow: UnitOfWork, record: Onboarding, manager_id: str) -> None:
    """Raise RuleBroken where the new manager is the newcomer's buddy."""
    buddy = buddy_of(uow, record.id)
    if manager_id and buddy is not None and buddy.staff_id == manager_id:
        raise RuleBroken("manager", N_("This colleague is the buddy; choose another buddy first."))
