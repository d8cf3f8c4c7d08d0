"""Reading onboardings: who starts when, what is due, who could be the buddy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.onboarding import buddies, rules
from workbench.onboarding.loading import cards, onboardings, stock_left, surroundings
from workbench.onboarding.models import (
    BuddyAssignment,
    OnboardingState,
    PackItem,
    PackItemTemplate,
    PackState,
    PlanTemplate,
    Task,
    TaskTemplate,
)
from workbench.onboarding.rows import (
    DueRow,
    OnboardingCard,
    OnboardingLine,
    PlanTaskRow,
    ShiftRow,
    StarterRow,
    StockRow,
    SuggestionRow,
    TaskRow,
)
from workbench.people.queries import candidate, list_staff

queries = QuerySet()

RUNNING = (OnboardingState.PLANNED.value, OnboardingState.STARTED.value)
tasks = Task.__table__


@queries.offers("onboarding.list", N_("List the onboardings"))
def list_onboardings(
    connection: Connection,
    *,
    state: str = "",
    limit: int = 100,
    offset: int = 0,
    today: date | None = None,
) -> Page[OnboardingLine]:
    """Return onboardings under way (or those of one `state`) by their first day."""
    live = onboardings.c.archived.is_(False)
    wanted = onboardings.c.state.in_((state,) if state else RUNNING)
    total = connection.execute(select(func.count()).where(live, wanted)).scalar_one()
    query = select(onboardings).where(live, wanted)
    query = query.order_by(onboardings.c.start_on, onboardings.c.id).limit(limit).offset(offset)
    found = cards(connection, connection.execute(query).all(), today)
    return Page(tuple(card.line for card in found), total)


@queries.offers("onboarding.show", N_("Show one onboarding"))
def onboarding(
    connection: Connection, onboarding_id: str, *, today: date | None = None
) -> OnboardingCard:
    """Return everything about one onboarding. Raises NotFound."""
    return cards(connection, [_row(connection, onboarding_id)], today)[0]


def _row(connection: Connection, onboarding_id: str) -> Any:
    query = select(onboardings).where(
        onboardings.c.id == onboarding_id, onboardings.c.archived.is_(False)
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(N_("There is no onboarding {id}."), id=onboarding_id)
    return row


@queries.offers("task.list", N_("List the tasks of an onboarding"))
def list_tasks(
    connection: Connection, onboarding_id: str, *, today: date | None = None
) -> Page[TaskRow]:
    """Return the tasks of an onboarding by due day."""
    found = onboarding(connection, onboarding_id, today=today).tasks
    return Page(found, len(found))


def _running(connection: Connection, today: date | None) -> list[OnboardingCard]:
    query = select(onboardings).where(
        onboardings.c.archived.is_(False), onboardings.c.state.in_(RUNNING)
    )
    rows = connection.execute(query.order_by(onboardings.c.start_on, onboardings.c.id)).all()
    return cards(connection, rows, today)


@queries.offers("task.due", N_("List what is due for newcomers"))
def due_tasks(connection: Connection, *, ahead: int = 0, today: date | None = None) -> Page[DueRow]:
    """Return open tasks and check-ins due by today, or `ahead` days later, oldest first."""
    until = surroundings(connection, today).today + timedelta(days=ahead)
    found = [
        each
        for card in _running(connection, today)
        for each in (*_due_tasks(card), *_due_check_ins(card))
        if each.due_on <= until
    ]
    rows = tuple(sorted(found, key=lambda each: (each.due_on, each.name, each.id)))
    return Page(rows, len(rows))


def _due_tasks(card: OnboardingCard) -> list[DueRow]:
    line = card.line
    whose = {"onboarding_id": line.id, "candidate_id": line.candidate_id, "name": line.name}
    return [
        DueRow(
            **whose,
            kind="task",
            id=task.id,
            names={"zh": task.said("zh"), "en": task.said("en")},
            mark=0,
            owner=task.owner,
            who=task.who,
            due_on=task.due_on,
            light=task.light,
        )
        for task in card.tasks
        if task.is_open
    ]


def _due_check_ins(card: OnboardingCard) -> list[DueRow]:
    line = card.line
    if line.state != OnboardingState.STARTED:
        return []
    whose = {"onboarding_id": line.id, "candidate_id": line.candidate_id, "name": line.name}
    return [
        DueRow(
            **whose,
            kind="check_in",
            id="",
            names={},
            mark=each.mark,
            owner="hr",
            who="",
            due_on=each.due_on,
            light=each.light,
        )
        for each in card.check_ins
        if each.held_on is None
    ]


@queries.offers("onboarding.preview-move", N_("Show what a new first day would do"))
def preview_move(
    connection: Connection, onboarding_id: str, start_on: date, *, today: date | None = None
) -> Page[ShiftRow]:
    """Return what moves when the first day does, and what becomes impossible.

    Raises RuleBroken where nobody works on that day.
    """
    row = _row(connection, onboarding_id)
    around = surroundings(connection, today)
    rules.check_start(start_on, around.calendar)
    query = select(tasks).where(tasks.c.onboarding_id == row.id, tasks.c.archived.is_(False))
    found = {each.key or each.id: each for each in connection.execute(query)}
    steps = [
        rules.Step(key, each.offset, tuple(each.predecessors), each.latest_months, each.latest_days)
        for key, each in found.items()
    ]
    open_tasks = {key: each.due_on for key, each in found.items() if each.state == "open"}
    shifts = rules.move(start_on, steps, open_tasks, around.today, around.calendar)
    rows = tuple(_shift(found[shift.key], shift) for shift in shifts)
    return Page(rows, len(rows))


def _shift(task: Any, shift: rules.Shift) -> ShiftRow:
    names = {"zh": task.title, "en": task.title} if task.title else task.names
    return ShiftRow(task.id, names, task.owner, shift.before, shift.after, shift.room)


@queries.offers("buddy.suggest", N_("Suggest buddies, with reasons"))
def suggest_buddies(
    connection: Connection, onboarding_id: str, *, today: date | None = None
) -> Page[SuggestionRow]:
    """Return all colleagues as possible buddies, best first, those who cannot be last."""
    line = onboarding(connection, onboarding_id, today=today).line
    language = candidate(connection, line.candidate_id).language
    wanted = buddies.Newcomer(line.start_on, line.manager_id, line.department, line.site, language)
    load = _newcomers(connection, line, today)
    rows = []
    for each in list_staff(connection, limit=100_000).rows:
        colleague = buddies.Colleague(
            each.id,
            each.name,
            each.department,
            each.site,
            each.languages,
            each.buddy,
            each.hired_on,
            load[each.id],
        )
        said = buddies.judge(colleague, wanted)
        who = (each.id, each.name, each.department, each.site)
        rows.append(SuggestionRow(*who, said.is_eligible, said.score, said.reasons))
    rows.sort(key=lambda row: (not row.is_eligible, -row.score))
    return Page(tuple(rows), len(rows))


def _newcomers(connection: Connection, line: OnboardingLine, today: date | None) -> Counter[str]:
    """Count, per colleague, the newcomers in their first ninety days besides this one."""
    given = BuddyAssignment.__table__
    since = surroundings(connection, today).today - timedelta(days=buddies.WINDOW)
    query = (
        select(given.c.staff_id)
        .join(onboardings, onboardings.c.id == given.c.onboarding_id)
        .where(
            given.c.archived.is_(False),
            onboardings.c.archived.is_(False),
            onboardings.c.state.in_(RUNNING),
            onboardings.c.start_on > since,
            onboardings.c.id != line.id,
        )
    )
    return Counter(connection.execute(query).scalars())


def starters(
    connection: Connection, application_ids: Sequence[str], *, today: date | None = None
) -> dict[str, StarterRow]:
    """Return what the board shows of those among `application_ids` whose onboarding runs."""
    query = select(onboardings).where(
        onboardings.c.archived.is_(False),
        onboardings.c.state.in_(RUNNING),
        onboardings.c.application_id.in_(application_ids),
    )
    lines = [card.line for card in cards(connection, connection.execute(query).all(), today)]
    return {
        line.application_id: StarterRow(
            line.id,
            line.application_id,
            line.start_on,
            line.state,
            line.overdue,
            line.day_one_ready,
        )
        for line in lines
    }


@queries.offers("pack.list", N_("List the stock of pack items"))
def list_stock(connection: Connection) -> Page[StockRow]:
    """Return each kind of pack item with what is left and what those who start next need."""
    kinds, items = PackItemTemplate.__table__, PackItem.__table__
    needed = (
        select(items.c.key)
        .join(onboardings, onboardings.c.id == items.c.onboarding_id)
        .where(
            items.c.archived.is_(False),
            items.c.state != PackState.HANDED_OVER.value,
            onboardings.c.archived.is_(False),
            onboardings.c.state.in_(RUNNING),
        )
    )
    wanted = Counter(connection.execute(needed).scalars())
    left = stock_left(connection)
    query = select(kinds).where(kinds.c.archived.is_(False)).order_by(kinds.c.position)
    rows = tuple(
        _stock(row, left.get(row.key), wanted[row.key]) for row in connection.execute(query)
    )
    return Page(rows, len(rows))


def _stock(row: Any, left: int | None, needed: int) -> StockRow:
    gone = 0 if left is None else row.stock - left
    short = left is not None and left < needed
    return StockRow(row.id, row.key, row.names, row.kind, row.stock, gone, needed, left, short)


@queries.offers("onboarding-plan.list", N_("List the tasks of an onboarding plan"))
def list_plan_tasks(connection: Connection, *, plan: str = "standard") -> Page[PlanTaskRow]:
    """Return the tasks of the plan with this key or id, by their distance from day one."""
    plans, steps = PlanTemplate.__table__, TaskTemplate.__table__
    query = (
        select(steps)
        .join(plans, plans.c.id == steps.c.plan_template_id)
        .where(steps.c.archived.is_(False), (plans.c.key == plan) | (plans.c.id == plan))
        .order_by(steps.c.offset, steps.c.position)
    )
    rows = tuple(
        PlanTaskRow(r.id, r.key, r.names, r.offset, r.owner, r.required, tuple(r.predecessors))
        for r in connection.execute(query)
    )
    return Page(rows, len(rows))
