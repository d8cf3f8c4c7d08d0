"""The lists of new hires and of the tasks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from workbench.insights.listed_people import ids_of
from workbench.insights.listing import Column, Exportable, Kind, Reader, Row, in_pages
from workbench.kernel.i18n import N_
from workbench.onboarding.loading import cards, onboardings
from workbench.onboarding.models import Task
from workbench.onboarding.rows import OnboardingCard
from workbench.onboarding.rules import OWNER_NAMES, STATE_NAMES, TASK_STATE_NAMES

tasks = Task.__table__


def _all_starters(connection: Connection, requisition: str) -> Sequence[str]:
    where = onboardings.c.requisition_id == requisition if requisition else None
    return ids_of(connection, onboardings, onboardings.c.start_on, where=where)


def _cards(connection: Connection, where: Any, today: date) -> list[OnboardingCard]:
    query = select(onboardings).where(onboardings.c.archived.is_(False), where)
    return cards(connection, connection.execute(query).all(), today)


def _starters(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    found = {}
    for card in _cards(connection, onboardings.c.id.in_(ids), reader.today):
        line = card.line
        found[line.id] = (
            line.name,
            line.post,
            line.department,
            line.start_on,
            reader.code(STATE_NAMES, line.state),
            line.site,
            line.desk,
            card.employee_no,
            line.manager,
            line.buddy,
            card.contract_months,
            line.tasks,
            line.tasks_open,
            line.overdue,
            line.missing,
            reader.named(line.next_task),
            line.next_due,
        )
    return found


def _all_tasks(connection: Connection, requisition: str) -> Sequence[str]:
    live = select(onboardings.c.id).where(onboardings.c.archived.is_(False))
    if requisition:
        live = live.where(onboardings.c.requisition_id == requisition)
    order = (tasks.c.due_on, tasks.c.onboarding_id, tasks.c.position)
    return ids_of(connection, tasks, *order, where=tasks.c.onboarding_id.in_(live))


def _tasks(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    whose = select(tasks.c.onboarding_id).where(tasks.c.id.in_(ids))
    found = _cards(connection, onboardings.c.id.in_(whose), reader.today)
    wanted = frozenset(ids)
    return {
        task.id: (
            card.line.name,
            card.line.post,
            task.said(reader.words.language),
            task.due_on,
            reader.code(OWNER_NAMES, task.owner),
            task.who,
            reader.code(TASK_STATE_NAMES, task.state),
            reader.yes(task.required),
            reader.day(task.done_at),
            task.done_by,
        )
        for card in found
        for task in card.tasks
        if task.id in wanted
    }


NEW_HIRES = Exportable(
    "new-hires",
    N_("New hires"),
    (
        Column(N_("Name")),
        Column(N_("Post")),
        Column(N_("Department")),
        Column(N_("First day"), Kind.DATE),
        Column(N_("State")),
        Column(N_("Site")),
        Column(N_("Desk")),
        Column(N_("Employee number")),
        Column(N_("Manager")),
        Column(N_("Buddy")),
        Column(N_("Months of the contract"), Kind.NUMBER),
        Column(N_("Tasks"), Kind.NUMBER),
        Column(N_("Tasks to do"), Kind.NUMBER),
        Column(N_("Tasks overdue"), Kind.NUMBER),
        Column(N_("Still lacking for day one"), Kind.NUMBER),
        Column(N_("Next task")),
        Column(N_("Due"), Kind.DATE),
    ),
    in_pages(_all_starters, _starters),
)
TASKS = Exportable(
    "tasks",
    N_("Tasks for new hires"),
    (
        Column(N_("Name")),
        Column(N_("Post")),
        Column(N_("What is to be done")),
        Column(N_("Due"), Kind.DATE),
        Column(N_("As")),
        Column(N_("Who does it")),
        Column(N_("State")),
        Column(N_("Day one depends on it")),
        Column(N_("Done on"), Kind.DATE),
        Column(N_("Done by")),
    ),
    in_pages(_all_tasks, _tasks),
)
