"""Puts the shipped plan, pack items and papers into a vault."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, Undo
from workbench.kernel.i18n import N_
from workbench.onboarding.models import (
    PackItemTemplate,
    PaperTemplate,
    PlanTemplate,
    TaskTemplate,
)
from workbench.onboarding.shipped import ITEMS, PAPERS, PLAN_KEY, PLAN_NAMES, TASKS, ShippedTask
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class InstallOnboardingContent:
    """Put the shipped onboarding plan into the vault; what is there already stays as it is."""


@commands.handles(
    InstallOnboardingContent,
    "content.install-onboarding",
    N_("Install the shipped onboarding plan"),
    done=N_("Shipped onboarding plan installed"),
    undo=Undo.NEVER,
    palette=False,
)
def install_onboarding(cmd: InstallOnboardingContent, uow: UnitOfWork) -> int:
    """Add what is missing; return how many records that were."""
    return _install_plan(uow) + _install_items(uow) + _install_papers(uow)


def _install_plan(uow: UnitOfWork) -> int:
    if PLAN_KEY in {plan.key for plan in uow.find(select(PlanTemplate))}:
        return 0
    plan = uow.add(PlanTemplate(key=PLAN_KEY, names=PLAN_NAMES.names))
    for position, task in enumerate(TASKS):
        uow.add(_task(plan.id, position, task))
    return 1 + len(TASKS)


def _task(plan_id: str, position: int, task: ShippedTask) -> TaskTemplate:
    return TaskTemplate(
        plan_template_id=plan_id,
        key=task.key,
        names=task.names.names,
        offset=task.offset,
        owner=task.owner.value,
        required=task.required,
        predecessors=list(task.predecessors),
        latest_months=task.latest_months,
        latest_days=task.latest_days,
        position=position,
    )


def _install_items(uow: UnitOfWork) -> int:
    there = {item.key for item in uow.find(select(PackItemTemplate))}
    added = 0
    for position, item in enumerate(ITEMS):
        if item.key not in there:
            added += 1
            uow.add(
                PackItemTemplate(
                    key=item.key, names=item.names.names, kind=item.kind.value, position=position
                )
            )
    return added


def _install_papers(uow: UnitOfWork) -> int:
    there = {paper.key for paper in uow.find(select(PaperTemplate))}
    added = 0
    for position, paper in enumerate(PAPERS):
        if paper.key not in there:
            added += 1
            uow.add(
                PaperTemplate(
                    key=paper.key,
                    names=paper.names.names,
                    notes=paper.notes.names,
                    position=position,
                )
            )
    return added
