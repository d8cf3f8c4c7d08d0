"""The columns of the board: which applications stand where, in their order, and who is overdue.

One requisition shows the stages of its set. All requisitions together show the kinds of stages,
because their sets differ. Only ids are read here, in one string per stage made by SQLite itself:
at 30,000 running applications reading row by row would take longer than a blink.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, exists, func, select

from workbench.calendar.organisation import organisation_calendar
from workbench.demand.models import MemberRole, Requisition, RequisitionMember
from workbench.demand.queries import requisition
from workbench.kernel.workdays import WorkCalendar
from workbench.organisation.queries import organisation
from workbench.people.models import Candidate, Tag
from workbench.pipeline.models import Application, ApplicationState, Stage, StageKind
from workbench.pipeline.queries import StageRow, list_stages, stages_by_id
from workbench.pipeline.views import BoardFilter, BoardOrder
from workbench.scoring.models import Attribute, Rating, Scorecard

applications = Application.__table__
candidates = Candidate.__table__
stages = Stage.__table__
tags = Tag.__table__
requisitions = Requisition.__table__
members = RequisitionMember.__table__
scorecards = Scorecard.__table__
ratings = Rating.__table__
attributes = Attribute.__table__

# What an application has to be to stand on the board.
_RUNS = (
    applications.c.archived.is_(False),
    applications.c.state == ApplicationState.ACTIVE.value,
)

KIND_NAMES = {
    StageKind.NEW: {"zh": "新简历", "en": "New"},
    StageKind.SCREEN: {"zh": "初筛", "en": "Screening"},
    StageKind.CALL: {"zh": "电话沟通", "en": "Phone call"},
    StageKind.TEST: {"zh": "笔试/作业", "en": "Test"},
    StageKind.INTERVIEW: {"zh": "面试", "en": "Interview"},
    StageKind.DEBRIEF: {"zh": "综合评议", "en": "Debrief"},
    StageKind.OFFER: {"zh": "Offer", "en": "Offer"},
    StageKind.PRE_START: {"zh": "待入职", "en": "Before day one"},
}


@dataclass(frozen=True)
class Calendar:
    """The organisation's working days and time zone, and the local day it is."""

    days: WorkCalendar
    zone: ZoneInfo
    today: date

    def day_of(self, moment: datetime) -> date:
        """Return the local day of a moment."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True)
class BoardColumn:
    """One column: the id of its stage (or the kind, on the board of all), names, ids in order.

    Attributes: `stage`, None on the board of all.
    """

    id: str
    names: Mapping[str, str]
    kind: StageKind
    ids: tuple[str, ...]
    overdue: tuple[str, ...]
    stage: StageRow | None = None


def calendar(connection: Connection, now: datetime) -> Calendar:
    """Return the organisation's calendar at the moment `now`."""
    house = organisation(connection)
    zone = ZoneInfo(house.timezone)
    days = organisation_calendar(
        house.country,
        extra_holidays=map(date.fromisoformat, house.extra_holidays),
        extra_workdays=map(date.fromisoformat, house.extra_workdays),
    )
    return Calendar(days, zone, now.astimezone(zone).date())


def columns(
    connection: Connection, requisition_id: str, now: datetime, only: BoardFilter | None = None
) -> tuple[BoardColumn, ...]:
    """Return the columns of a requisition's board, or of the board of all for ''."""
    dates, only = calendar(connection, now), only or BoardFilter()
    if requisition_id:
        stage_set = requisition(connection, requisition_id).stage_set_id
        rows: Sequence[StageRow] = list_stages(connection, stage_set).rows
        rows = (*rows, *_strays(connection, requisition_id, [row.id for row in rows]))
    else:
        rows = _running_stages(connection)
    each = [
        _column(connection, requisition_id, row, dates, only)
        for row in rows
        if row.kind != StageKind.HIRED
    ]
    return tuple(each) if requisition_id else _by_kind(each)


def in_one_row(
    connection: Connection, requisition_id: str, found: Sequence[BoardColumn], only: BoardFilter
) -> tuple[str, ...]:
    """Return the ids of all columns in one order: stage by stage, or as `only` sorts them."""
    ids = [each for column in found for each in column.ids]
    if only.order is BoardOrder.RANK:
        return tuple(ids)
    there = set(ids)
    query = select(applications.c.id).where(*_RUNS)
    if requisition_id:
        query = query.where(applications.c.requisition_id == requisition_id)
    ordered = connection.execute(query.order_by(*_order(only.order))).scalars()
    return tuple(each for each in ordered if each in there)


def _column(
    connection: Connection, requisition_id: str, row: StageRow, dates: Calendar, only: BoardFilter
) -> BoardColumn:
    """Return one stage with all its ids in order."""
    statement = _statement(only, of_one=bool(requisition_id))
    given = {"stage": row.id, "edge": _edge(row, dates)}
    if requisition_id:
        given["requisition"] = requisition_id
    ids, overdue = connection.execute(statement, given).one()
    all_of_them, late = _parted(ids), _parted(overdue)
    shown = late if only.overdue else all_of_them
    return BoardColumn(row.id, row.names, StageKind(row.kind), shown, late, row)


def _parted(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


@lru_cache(maxsize=64)
def _statement(only: BoardFilter, *, of_one: bool) -> Select[Any]:
    """Return the select of a stage's ids and of those overdue; built once, as that takes longest.

    Without a filter the board's covering index answers alone. `edge` is the moment before which
    somebody must have come to be overdue, or None where the stage has no limit.
    """
    stand = _fitting(_running(of_one=of_one), only).order_by(*_order(only.order)).subquery()
    late = stand.c.moved_at < bindparam("edge", type_=applications.c.moved_at.type)
    # SQLite keeps the order of a subquery for an aggregate that depends on it.
    return select(func.group_concat(stand.c.id), func.group_concat(case((late, stand.c.id))))


def _running(*, of_one: bool) -> Select[Any]:
    query = select(applications.c.id, applications.c.moved_at).where(
        *_RUNS, applications.c.stage_id == bindparam("stage")
    )
    return (
        query.where(applications.c.requisition_id == bindparam("requisition")) if of_one else query
    )


def _order(order: BoardOrder) -> tuple[Any, ...]:
    """Return what a column is sorted by; the id settles what is left open."""
    by_name = (
        select(candidates.c.sort)
        .where(candidates.c.id == applications.c.candidate_id)
        .scalar_subquery()
    )
    sorts: dict[BoardOrder, Any] = {
        BoardOrder.RANK: applications.c.rank,
        BoardOrder.WAITING: applications.c.moved_at,
        BoardOrder.NEWEST: applications.c.applied_at.desc(),
        BoardOrder.NAME: by_name,
        BoardOrder.SCORE: _mean().desc().nulls_last(),
    }
    return sorts[order], applications.c.id


def _mean() -> Any:
    """Return the mean of the scorecards' means, as the cards show it."""
    weighted = func.sum(ratings.c.level * attributes.c.weight) / func.sum(attributes.c.weight)
    card = (
        select(weighted.label("mean"))
        .join(scorecards, scorecards.c.id == ratings.c.scorecard_id)
        .join(attributes, attributes.c.id == ratings.c.attribute_id)
        .where(
            scorecards.c.application_id == applications.c.id,
            scorecards.c.archived.is_(False),
            ratings.c.archived.is_(False),
            ratings.c.level.is_not(None),
        )
        .group_by(scorecards.c.id)
        .correlate(applications)
        .subquery()
    )
    return select(func.avg(card.c.mean)).scalar_subquery()


def _fitting(query: Select[Any], only: BoardFilter) -> Select[Any]:
    for condition in _conditions(only):
        query = query.where(condition)
    return query


def _conditions(only: BoardFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if only.starred:
        found.append(applications.c.starred.is_(True))
    if only.source:
        found.append(
            exists().where(
                candidates.c.id == applications.c.candidate_id,
                candidates.c.source.in_(only.source),
            )
        )
    if only.tag:
        found.append(
            exists().where(
                tags.c.candidate_id == applications.c.candidate_id,
                tags.c.word.in_(only.tag),
                tags.c.archived.is_(False),
            )
        )
    if only.department:
        found.append(
            exists().where(
                requisitions.c.id == applications.c.requisition_id,
                requisitions.c.department == only.department,
            )
        )
    if only.manager:
        found.append(_led_by(only.manager))
    if only.score is not None:
        found.append(_mean() >= only.score)
    return found


def _led_by(manager: str) -> ColumnElement[bool]:
    return exists().where(
        members.c.requisition_id == applications.c.requisition_id,
        members.c.staff_id == manager,
        members.c.role == MemberRole.MANAGER.value,
        members.c.archived.is_(False),
    )


def _edge(row: StageRow, dates: Calendar) -> datetime | None:
    """Return the moment before which somebody must have come to be over the stage's limit."""
    if row.limit_days is None:
        return None
    last = dates.days.subtract_workdays(dates.today, row.limit_days)
    return datetime.combine(last, time.min, dates.zone)


def _running_stages(connection: Connection) -> Sequence[StageRow]:
    busy = exists().where(*_RUNS, applications.c.stage_id == stages.c.id)
    ids = list(connection.execute(select(stages.c.id).where(busy)).scalars())
    rows = stages_by_id(connection, ids)
    return sorted(rows.values(), key=lambda row: (row.stage_set_id, row.position))


def _strays(
    connection: Connection, requisition_id: str, known: Sequence[str]
) -> Sequence[StageRow]:
    """Return stages of other versions of the set in which somebody runs all the same.

    The undo of a change of version leaves them there who came meanwhile; nobody gets out of sight.
    """
    query = select(applications.c.stage_id).where(
        *_RUNS,
        applications.c.requisition_id == requisition_id,
        applications.c.stage_id.not_in(known),
    )
    rows = stages_by_id(connection, list(connection.execute(query.distinct()).scalars()))
    return sorted(rows.values(), key=lambda row: (row.stage_set_id, row.position))


def _by_kind(each: Sequence[BoardColumn]) -> tuple[BoardColumn, ...]:
    merged = []
    for kind, names in KIND_NAMES.items():
        same = [column for column in each if column.kind is kind]
        ids = tuple(one for column in same for one in column.ids)
        overdue = tuple(one for column in same for one in column.overdue)
        if ids or kind in (StageKind.NEW, StageKind.INTERVIEW, StageKind.OFFER):
            merged.append(BoardColumn(kind.value, names, kind, ids, overdue))
    return tuple(merged)


def overdue_count(connection: Connection, now: datetime) -> int:
    """Return how many running applications are over the limit of their stage."""
    dates, found = calendar(connection, now), 0
    for row in _running_stages(connection):
        edge = _edge(row, dates)
        if edge is not None and row.kind != StageKind.HIRED:
            late = _running(of_one=False).where(applications.c.moved_at < edge).subquery()
            count = select(func.count()).select_from(late)
            found += connection.execute(count, {"stage": row.id}).scalar_one()
    return found


def running_count(connection: Connection) -> int:
    """Return how many applications are running."""
    return int(connection.execute(select(func.count()).where(*_RUNS)).scalar_one())


@dataclass(frozen=True)
class FilterChoices:
    """What can be filtered by: the words and ids that running applications have."""

    sources: tuple[str, ...]
    tags: tuple[str, ...]
    departments: tuple[str, ...]
    managers: tuple[str, ...]


def filter_choices(connection: Connection) -> FilterChoices:
    """Return what the filter of the board offers."""

    def words(column: Any, *where: Any) -> tuple[str, ...]:
        query = select(column).where(column != "", *where).distinct().order_by(column)
        return tuple(connection.execute(query).scalars())

    return FilterChoices(
        words(candidates.c.source, candidates.c.archived.is_(False)),
        words(tags.c.word, tags.c.archived.is_(False)),
        words(requisitions.c.department, requisitions.c.archived.is_(False)),
        words(
            members.c.staff_id,
            members.c.archived.is_(False),
            members.c.role == MemberRole.MANAGER.value,
        ),
    )
