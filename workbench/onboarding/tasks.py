"""Tasks, pack items and papers: doing what the plan says. Every command here can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.onboarding import making
from workbench.onboarding.commands import running
from workbench.onboarding.models import (
    BringPaper,
    Onboarding,
    OwnerRole,
    PackItem,
    PackItemTemplate,
    PackKind,
    PackState,
    Task,
    TaskState,
)
from workbench.people.models import Staff
from workbench.people.rules import clean_name
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class SetTaskState:
    """Tick tasks off, mark them as not needed, or open them again."""

    tasks: tuple[str, ...] = arg(N_("ids of the tasks"), positional=True)
    state: TaskState = arg(N_("the new state"), default=TaskState.DONE)


@commands.handles(
    SetTaskState,
    "task.set-state",
    N_("Tick off tasks"),
    done=N_("State of {n} tasks changed"),
    palette=False,
)
def set_task_state(cmd: SetTaskState, uow: UnitOfWork) -> None:
    """Change the state; a task is done only when what comes before it is settled."""
    tasks = [uow.get(Task, each) for each in dict.fromkeys(cmd.tasks)]
    for task in tasks:
        running(uow, task.onboarding_id)
    if cmd.state is TaskState.DONE:
        _check_predecessors(uow, tasks)
    for task in tasks:
        settled = cmd.state is not TaskState.OPEN
        task.state = cmd.state.value
        task.done_at, task.done_by = (uow.now, uow.actor) if settled else (None, "")
    uow.label(n=len(tasks))


def _check_predecessors(uow: UnitOfWork, tasks: Sequence[Task]) -> None:
    together = {task.id for task in tasks}
    for onboarding_id in {task.onboarding_id for task in tasks}:
        open_ones = {
            each.key: each
            for each in making.tasks_of(uow, onboarding_id)
            if each.key and each.state == TaskState.OPEN and each.id not in together
        }
        for task in tasks:
            for key in task.predecessors:
                if task.onboarding_id == onboarding_id and key in open_ones:
                    first = making.both(open_ones[key].names)
                    raise RuleBroken("tasks", N_("This comes first: {task}"), task=first)


@dataclass(frozen=True)
class AddTask:
    """Add a task of one's own to an onboarding."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    title: str = arg(N_("what is to be done"))
    due_on: date = arg(N_("due day"))
    owner: OwnerRole = arg(N_("who does it"), default=OwnerRole.HR)
    staff: str = arg(N_("id of the colleague, where it is somebody else"), default="")
    required: bool = arg(N_("day one depends on it"), default=False)


@commands.handles(AddTask, "task.add", N_("Add a task"), done=N_("Task added"), palette=False)
def add_task(cmd: AddTask, uow: UnitOfWork) -> str:
    """Add the task and return its id; it keeps its distance when the first day moves."""
    record = running(uow, cmd.onboarding)
    task = Task(
        onboarding_id=record.id,
        candidate_id=record.candidate_id,
        title=clean_name(cmd.title, "title"),
        due_on=cmd.due_on,
        offset=making.working_days(uow).workdays_between(record.start_on, cmd.due_on),
        owner=cmd.owner.value,
        staff_id=uow.get(Staff, cmd.staff).id if cmd.staff else None,
        required=cmd.required,
        position=len(making.tasks_of(uow, record.id)),
    )
    return uow.add(task).id


@dataclass(frozen=True)
class ChangeTask:
    """Change what is given of a task; leave the rest."""

    task: str = arg(N_("id of the task"), positional=True)
    title: str | None = arg(N_("what is to be done"), default=None)
    due_on: date | None = arg(N_("due day"), default=None)
    owner: OwnerRole | None = arg(N_("who does it"), default=None)
    staff: str | None = arg(N_("id of the colleague, where it is somebody else"), default=None)
    required: bool | None = arg(N_("day one depends on it"), default=None)


@commands.handles(
    ChangeTask, "task.change", N_("Change a task"), done=N_("Task changed"), palette=False
)
def change_task(cmd: ChangeTask, uow: UnitOfWork) -> None:
    """Write the given fields; a new due day becomes the task's distance from the first day."""
    task = uow.get(Task, cmd.task)
    record = running(uow, task.onboarding_id)
    if cmd.title is not None:
        task.title = clean_name(cmd.title, "title")
    if cmd.due_on is not None:
        days = making.working_days(uow)
        task.due_on = cmd.due_on
        task.offset = days.workdays_between(record.start_on, cmd.due_on)
    if cmd.owner is not None:
        task.owner = cmd.owner.value
    if cmd.staff is not None:
        task.staff_id = uow.get(Staff, cmd.staff).id if cmd.staff else None
    if cmd.required is not None:
        task.required = cmd.required


@dataclass(frozen=True)
class SetPackState:
    """Say of pack items that they are ready, handed over, or to prepare again."""

    items: tuple[str, ...] = arg(N_("ids of the pack items"), positional=True)
    state: PackState = arg(N_("the new state"), default=PackState.READY)


@commands.handles(
    SetPackState,
    "pack.set-state",
    N_("Prepare or hand over pack items"),
    done=N_("State of {n} pack items changed"),
    palette=False,
)
def set_pack_state(cmd: SetPackState, uow: UnitOfWork) -> None:
    """Change the state of each item."""
    for each in dict.fromkeys(cmd.items):
        item = uow.get(PackItem, each)
        running(uow, item.onboarding_id)
        fresh = cmd.state is PackState.TO_PREPARE
        item.state = cmd.state.value
        item.at, item.by = (None, "") if fresh else (uow.now, uow.actor)
    uow.label(n=len(set(cmd.items)))


@dataclass(frozen=True)
class AddPackItem:
    """Add something to one newcomer's welcome pack."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    name: str = arg(N_("name of the item"))
    kind: PackKind = arg(N_("paper, thing or access"), default=PackKind.ITEM)


@commands.handles(
    AddPackItem, "pack.add", N_("Add a pack item"), done=N_("Pack item added"), palette=False
)
def add_pack_item(cmd: AddPackItem, uow: UnitOfWork) -> str:
    """Add the item at the end and return its id."""
    record = running(uow, cmd.onboarding)
    name = clean_name(cmd.name)
    query = select(PackItem).where(PackItem.onboarding_id == record.id)
    item = PackItem(
        onboarding_id=record.id,
        candidate_id=record.candidate_id,
        key="",
        names={"zh": name, "en": name},
        kind=cmd.kind.value,
        position=len(uow.find(query)),
    )
    return uow.add(item).id


@dataclass(frozen=True)
class CountStock:
    """Write down how many there are of a pack item."""

    item: str = arg(N_("id or key of the kind of pack item"), positional=True)
    stock: int = arg(N_("how many there are"))


@commands.handles(CountStock, "pack.stock", N_("Count the stock"), done=N_("Stock counted"))
def count_stock(cmd: CountStock, uow: UnitOfWork) -> None:
    """Keep the count with its moment; hand-overs after it are subtracted when asked."""
    if not 0 <= cmd.stock <= 100_000:
        raise RuleBroken("stock", N_("A count is a number from 0 to 100000."))
    query = select(PackItemTemplate).where(
        PackItemTemplate.key == cmd.item, PackItemTemplate.archived.is_(False)
    )
    item = next(iter(uow.find(query)), None) or uow.get(PackItemTemplate, cmd.item)
    item.stock, item.counted_at = cmd.stock, uow.now


@dataclass(frozen=True)
class SeePapers:
    """Note that papers were seen, or that they were not; no copy is kept."""

    papers: tuple[str, ...] = arg(N_("ids of the papers"), positional=True)
    seen: bool = arg(N_("seen or not"), default=True)


@commands.handles(
    SeePapers,
    "paper.seen",
    N_("Note papers as seen"),
    done=N_("{n} papers noted"),
    palette=False,
)
def see_papers(cmd: SeePapers, uow: UnitOfWork) -> None:
    """Set the mark with its moment."""
    for each in dict.fromkeys(cmd.papers):
        paper = uow.get(BringPaper, each)
        uow.get(Onboarding, paper.onboarding_id)
        paper.seen = cmd.seen
        paper.seen_at, paper.seen_by = (uow.now, uow.actor) if cmd.seen else (None, "")
    uow.label(n=len(set(cmd.papers)))
