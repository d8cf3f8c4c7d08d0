"""Changing the onboarding plan itself; what has begun keeps the plan it began with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.ids import new_id
from workbench.onboarding import making
from workbench.onboarding.models import OwnerRole, TaskTemplate
from workbench.people.rules import clean_name
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

FARTHEST = 260  # working days, about a year


@dataclass(frozen=True)
class AddPlanTask:
    """Add a task to an onboarding plan."""

    zh: str = arg(N_("what is to be done, in Chinese"))
    en: str = arg(N_("what is to be done, in English"))
    offset: int = arg(N_("working days from the first day, negative before it"))
    owner: OwnerRole = arg(N_("who does it"), default=OwnerRole.HR)
    required: bool = arg(N_("day one depends on it"), default=False)
    plan: str = arg(N_("id, key or name of the onboarding plan"), default="standard")


@commands.handles(
    AddPlanTask,
    "onboarding-plan.add-task",
    N_("Add a task to the onboarding plan"),
    done=N_("Task added to the plan"),
)
def add_plan_task(cmd: AddPlanTask, uow: UnitOfWork) -> str:
    """Add the task at the end and return its id."""
    template = making.find_plan(uow, cmd.plan)
    _check_offset(cmd.offset)
    query = select(TaskTemplate).where(TaskTemplate.plan_template_id == template.id)
    task = TaskTemplate(
        plan_template_id=template.id,
        key=new_id(),
        names={"zh": clean_name(cmd.zh, "zh"), "en": clean_name(cmd.en, "en")},
        offset=cmd.offset,
        owner=cmd.owner.value,
        required=cmd.required,
        position=len(uow.find(query)),
    )
    return uow.add(task).id


@dataclass(frozen=True)
class ChangePlanTask:
    """Change what is given of a plan's task; leave the rest."""

    task: str = arg(N_("id of the plan’s task"), positional=True)
    zh: str | None = arg(N_("what is to be done, in Chinese"), default=None)
    en: str | None = arg(N_("what is to be done, in English"), default=None)
    offset: int | None = arg(
        N_("working days from the first day, negative before it"), default=None
    )
    owner: OwnerRole | None = arg(N_("who does it"), default=None)
    required: bool | None = arg(N_("day one depends on it"), default=None)


@commands.handles(
    ChangePlanTask,
    "onboarding-plan.change-task",
    N_("Change a task of the onboarding plan"),
    done=N_("Task of the plan changed"),
    palette=False,
)
def change_plan_task(cmd: ChangePlanTask, uow: UnitOfWork) -> None:
    """Write the given fields."""
    task = uow.get(TaskTemplate, cmd.task)
    for name, value in given(cmd, "task").items():
        if name in ("zh", "en"):
            task.names = {**task.names, name: clean_name(value, name)}
        elif name == "offset":
            _check_offset(value)
            task.offset = value
        elif name == "owner":
            task.owner = value.value
        else:
            task.required = value


@dataclass(frozen=True)
class DropPlanTask:
    """Take a task out of an onboarding plan."""

    task: str = arg(N_("id of the plan’s task"), positional=True)


@commands.handles(
    DropPlanTask,
    "onboarding-plan.drop-task",
    N_("Take a task out of the onboarding plan"),
    done=N_("Task taken out of the plan"),
    palette=False,
)
def drop_plan_task(cmd: DropPlanTask, uow: UnitOfWork) -> None:
    """Archive the task; others no longer wait for it."""
    task = uow.get(TaskTemplate, cmd.task)
    task.archived = True
    query = select(TaskTemplate).where(
        TaskTemplate.plan_template_id == task.plan_template_id, TaskTemplate.archived.is_(False)
    )
    for other in uow.find(query):
        if task.key in other.predecessors:
            other.predecessors = [key for key in other.predecessors if key != task.key]


def _check_offset(offset: int) -> None:
    if abs(offset) > FARTHEST:
        text = N_("A task lies at most {n} working days from the first day.")
        raise RuleBroken("offset", text, n=FARTHEST)
