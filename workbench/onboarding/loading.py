"""Reads whole onboardings in a few selects and puts their rows together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from workbench.demand.models import Requisition
from workbench.kernel.workdays import WorkCalendar
from workbench.onboarding.buddies import tally
from workbench.onboarding.models import (
    BringPaper,
    BuddyAssignment,
    BuddyMeeting,
    CheckIn,
    Onboarding,
    OwnerRole,
    PackItem,
    PackItemTemplate,
    PackState,
    Task,
    TaskState,
)
from workbench.onboarding.rows import (
    BuddyRow,
    CheckInRow,
    MeetingRow,
    OnboardingCard,
    OnboardingLine,
    PackRow,
    PaperRow,
    TaskRow,
)
from workbench.onboarding.rules import (
    Check,
    Light,
    TaskStanding,
    check_in_days,
    day_one_checks,
    is_ready,
    light,
    phase_of,
)
from workbench.organisation.queries import organisation
from workbench.organisation.times import calendar_of
from workbench.people.queries import StaffRow, names, staff_by_id

onboardings = Onboarding.__table__
_PARTS = (Task, PackItem, BringPaper, BuddyAssignment, BuddyMeeting, CheckIn)

Parts = Mapping[str, Sequence[Any]]


@dataclass
class Surroundings:
    """What all onboardings of one answer share.

    Attributes: `today`; `calendar`; `recruiter`; `people`, `posts` and `staff` by id; `left`, what
    is in stock, by key of the pack item.
    """

    today: date
    calendar: WorkCalendar
    recruiter: str
    people: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, Any] = field(default_factory=dict)
    staff: Mapping[str, StaffRow] = field(default_factory=dict)
    left: Mapping[str, int | None] = field(default_factory=dict)


def surroundings(connection: Connection, today: date | None) -> Surroundings:
    """Return the calendar and the day: `today`, or what it is where the organisation works."""
    house = organisation(connection)
    day = today or datetime.now(ZoneInfo(house.timezone)).date()
    return Surroundings(day, calendar_of(house), house.recruiter)


def cards(
    connection: Connection, rows: Sequence[Any], today: date | None = None
) -> list[OnboardingCard]:
    """Return the whole of each onboarding, in the order of `rows`."""
    if not rows:
        return []
    around = surroundings(connection, today)
    ids = [row.id for row in rows]
    parts = {model.__tablename__: _by_onboarding(connection, model, ids) for model in _PARTS}
    around.people = names(connection, [row.candidate_id for row in rows])
    around.posts = _posts(connection, [row.requisition_id for row in rows])
    around.staff = staff_by_id(connection, list(_staff_ids(rows, parts)))
    around.left = stock_left(connection)
    return [_card(row, {k: v.get(row.id, []) for k, v in parts.items()}, around) for row in rows]


def _by_onboarding(connection: Connection, model: Any, ids: Sequence[str]) -> dict[str, list[Any]]:
    table = model.__table__
    query = select(table).where(table.c.onboarding_id.in_(ids), table.c.archived.is_(False))
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.c.id)):
        found[row.onboarding_id].append(row)
    return found


def _posts(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    table = Requisition.__table__
    query = select(table.c.id, table.c.title, table.c.department).where(table.c.id.in_(ids))
    return {row.id: row for row in connection.execute(query)}


def _staff_ids(rows: Sequence[Any], parts: Mapping[str, Mapping[str, list[Any]]]) -> set[str]:
    found = {row.manager_id for row in rows}
    for table in ("onboarding_task", "buddy_assignment"):
        found |= {row.staff_id for each in parts[table].values() for row in each}
    return {each for each in found if each}


def stock_left(connection: Connection) -> dict[str, int | None]:
    """Return what is left of each kind of pack item: the count less what was handed over since."""
    kinds, items = PackItemTemplate.__table__, PackItem.__table__
    handed = (
        select(func.count())
        .where(
            items.c.key == kinds.c.key,
            items.c.archived.is_(False),
            items.c.state == PackState.HANDED_OVER.value,
            items.c.at > kinds.c.counted_at,
        )
        .scalar_subquery()
    )
    query = select(kinds.c.key, kinds.c.stock, handed).where(kinds.c.archived.is_(False))
    rows = connection.execute(query)
    return {key: None if stock is None else stock - gone for key, stock, gone in rows}


def _card(row: Any, parts: Parts, around: Surroundings) -> OnboardingCard:
    buddy = _buddy(parts["buddy_assignment"], around)
    tasks = tuple(_tasks(row, parts["onboarding_task"], buddy, around))
    pack = tuple(_pack(parts["pack_item"], around))
    standings = [TaskStanding(t.id, t.due_on, t.state, t.required) for t in tasks]
    items = [(item.id, item.state) for item in pack]
    checks = day_one_checks(row.start_on, standings, items, has_buddy=buddy is not None)
    meetings = sorted(parts["buddy_meeting"], key=lambda each: (each.held_on, each.id))
    papers = tuple(
        PaperRow(each.id, each.key, each.names, each.notes, each.seen, each.seen_at)
        for each in sorted(parts["bring_paper"], key=lambda each: (each.position, each.id))
    )
    line = _line(row, tasks, pack, papers, buddy, meetings, checks, around)
    return OnboardingCard(
        line=line,
        employee_no=row.employee_no,
        contract_months=row.contract_months,
        state_since=row.state_since,
        state_reason=row.state_reason,
        tasks=tasks,
        pack=pack,
        papers=papers,
        buddy=buddy,
        meetings=tuple(MeetingRow(each.id, each.held_on, each.note) for each in meetings),
        check_ins=tuple(_check_ins(row, parts["check_in"], around)),
        checks=checks,
    )


def _buddy(rows: Sequence[Any], around: Surroundings) -> BuddyRow | None:
    if not rows:
        return None
    found = rows[-1]
    colleague = around.staff.get(found.staff_id)
    name, title = (colleague.name, colleague.title) if colleague else ("", "")
    return BuddyRow(found.staff_id, name, title, found.since, found.reason)


def _tasks(
    row: Any, tasks: Sequence[Any], buddy: BuddyRow | None, around: Surroundings
) -> list[TaskRow]:
    open_ids = {each.key: each.id for each in tasks if each.key and each.state == TaskState.OPEN}
    manager = around.staff.get(row.manager_id or "")
    by_role = {
        OwnerRole.HR: around.recruiter,
        OwnerRole.MANAGER: manager.name if manager else "",
        OwnerRole.BUDDY: buddy.name if buddy else "",
        OwnerRole.NEWCOMER: around.people.get(row.candidate_id, ""),
    }
    found = []
    for each in sorted(tasks, key=lambda each: (each.due_on, each.position, each.id)):
        own = around.staff.get(each.staff_id or "")
        waits = tuple(open_ids[key] for key in each.predecessors if key in open_ids)
        found.append(
            TaskRow(
                id=each.id,
                key=each.key,
                names=each.names,
                title=each.title,
                due_on=each.due_on,
                owner=each.owner,
                staff_id=each.staff_id,
                who=own.name if own else by_role.get(OwnerRole(each.owner), ""),
                phase=phase_of(each.offset),
                state=each.state,
                done_at=each.done_at,
                done_by=each.done_by,
                required=each.required,
                predecessors=tuple(each.predecessors),
                waits_for=waits if each.state == TaskState.OPEN else (),
                light=light(each.state, each.due_on, around.today),
            )
        )
    return found


def _pack(items: Sequence[Any], around: Surroundings) -> list[PackRow]:
    return [
        PackRow(i.id, i.key, i.names, i.kind, i.state, i.at, around.left.get(i.key))
        for i in sorted(items, key=lambda each: (each.position, each.id))
    ]


def _check_ins(row: Any, held: Sequence[Any], around: Surroundings) -> list[CheckInRow]:
    by_mark = {each.mark: each for each in held}
    found = []
    for mark, due_on in check_in_days(row.start_on, around.calendar).items():
        each = by_mark.get(mark)
        if each is None:
            state = light(TaskState.OPEN, due_on, around.today)
            found.append(CheckInRow("", mark, due_on, None, {}, "", state))
        else:
            found.append(
                CheckInRow(
                    each.id, mark, due_on, each.held_on, each.answers, each.note, Light.GREEN
                )
            )
    return found


def _line(
    row: Any,
    tasks: Sequence[TaskRow],
    pack: Sequence[PackRow],
    papers: Sequence[PaperRow],
    buddy: BuddyRow | None,
    meetings: Sequence[Any],
    checks: Sequence[Check],
    around: Surroundings,
) -> OnboardingLine:
    open_tasks = [task for task in tasks if task.is_open]
    following = open_tasks[0] if open_tasks else None
    post = around.posts.get(row.requisition_id)
    return OnboardingLine(
        id=row.id,
        candidate_id=row.candidate_id,
        application_id=row.application_id,
        requisition_id=row.requisition_id,
        post=post.title if post else "",
        department=post.department if post else "",
        start_on=row.start_on,
        workdays=around.calendar.workdays_between(around.today, row.start_on),
        state=row.state,
        site=row.site,
        desk=row.desk,
        **_people(row, buddy, around),
        tasks=len(tasks),
        tasks_open=len(open_tasks),
        overdue=sum(task.light is Light.RED for task in tasks),
        pack=len(pack),
        pack_ready=sum(item.is_ready for item in pack),
        papers=len(papers),
        papers_seen=sum(paper.seen for paper in papers),
        day_one_ready=is_ready(checks),
        missing=sum(not check.is_green for check in checks),
        next_task=_named(following) if following else {},
        next_due=following.due_on if following else None,
        meetings=tally(row.start_on, [each.held_on for each in meetings], around.today),
    )


def _people(row: Any, buddy: BuddyRow | None, around: Surroundings) -> dict[str, Any]:
    manager = around.staff.get(row.manager_id or "")
    return {
        "name": around.people.get(row.candidate_id, ""),
        "manager_id": row.manager_id,
        "manager": manager.name if manager else "",
        "buddy_id": buddy.staff_id if buddy else None,
        "buddy": buddy.name if buddy else "",
    }


def _named(task: TaskRow) -> Mapping[str, str]:
    return {"zh": task.title, "en": task.title} if task.title else task.names
