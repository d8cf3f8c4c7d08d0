"""The board: columns of ids, and the cards behind them, with the derived next action.

One requisition shows the stages of its set. All requisitions together show the kinds of stages,
because their sets differ. Ids come first; cards are asked for as they are seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, Select, func, select

from workbench.calendar.organisation import organisation_calendar
from workbench.demand.queries import requisition, titles
from workbench.interviews.facts import InterviewFacts, NextInterview, standing_facts
from workbench.kernel.queries import Page
from workbench.kernel.workdays import WorkCalendar
from workbench.letters.standing import LetterFacts
from workbench.letters.standing import standing_facts as letter_facts
from workbench.onboarding.queries import starters
from workbench.organisation.queries import organisation
from workbench.people.models import Candidate
from workbench.pipeline.models import Application, ApplicationState, Stage, StageKind
from workbench.pipeline.queries import StageRow, list_stages, stages_by_id
from workbench.pipeline.rules import (
    NextAction,
    Pace,
    Standing,
    TimeInStage,
    next_action,
    time_in_stage,
)
from workbench.scoring.owing import owed
from workbench.scoring.queries import summaries

applications = Application.__table__
candidates = Candidate.__table__
stages = Stage.__table__

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
    """One column: the id of its stage (or the kind, on the board of all), names, ids in order."""

    id: str
    names: Mapping[str, str]
    kind: StageKind
    ids: tuple[str, ...]
    overdue: tuple[str, ...]


@dataclass(frozen=True)
class CardRow:
    """One application as the board shows it."""

    id: str
    candidate_id: str
    requisition_id: str
    name: str
    sort: str
    post: str
    title: str
    employer: str
    city: str
    years: float | None
    source: str
    stage: StageRow
    state: str
    starred: bool
    time: TimeInStage
    action: NextAction
    next: NextInterview | None
    score: float | None
    do_not_contact: bool
    start_on: date | None


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


def columns(connection: Connection, requisition_id: str, now: datetime) -> tuple[BoardColumn, ...]:
    """Return the columns of a requisition's board, or of the board of all for ''."""
    dates = calendar(connection, now)
    if requisition_id:
        stage_set = requisition(connection, requisition_id).stage_set_id
        rows: Sequence[StageRow] = list_stages(connection, stage_set).rows
    else:
        rows = _running_stages(connection)
    found = _stage_ids(connection, requisition_id, [row.id for row in rows])
    late = {row.id: _late(connection, requisition_id, row, dates) for row in rows}
    each = [
        BoardColumn(row.id, row.names, StageKind(row.kind), found[row.id], late[row.id])
        for row in rows
        if row.kind != StageKind.HIRED
    ]
    return tuple(each) if requisition_id else _by_kind(each)


def _stage_ids(
    connection: Connection, requisition_id: str, stage_ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the ids of each stage in the order of the column, by the board's covering index."""
    query = _running(requisition_id, stage_ids).order_by(applications.c.rank, applications.c.id)
    found: dict[str, list[str]] = {each: [] for each in stage_ids}
    for stage, each in connection.execute(query):
        found[stage].append(each)
    return {stage: tuple(ids) for stage, ids in found.items()}


def _running(requisition_id: str, stage_ids: Sequence[str]) -> Select[str, str]:
    query = select(applications.c.stage_id, applications.c.id).where(
        applications.c.archived.is_(False),
        applications.c.state == ApplicationState.ACTIVE.value,
        applications.c.stage_id.in_(stage_ids),
    )
    if requisition_id:
        query = query.where(applications.c.requisition_id == requisition_id)
    return query


def _late(
    connection: Connection, requisition_id: str, row: StageRow, dates: Calendar
) -> tuple[str, ...]:
    """Return who is over the limit: moved before the last day that still counts as in time."""
    if row.limit_days is None:
        return ()
    last = dates.days.subtract_workdays(dates.today, row.limit_days)
    edge = datetime.combine(last, time.min, dates.zone)
    query = _running(requisition_id, [row.id]).where(applications.c.moved_at < edge)
    ordered = query.order_by(applications.c.rank, applications.c.id)
    return tuple(each for _, each in connection.execute(ordered))


def _running_stages(connection: Connection) -> Sequence[StageRow]:
    query = select(stages.c.id).where(
        stages.c.id.in_(
            select(applications.c.stage_id).where(
                applications.c.archived.is_(False),
                applications.c.state == ApplicationState.ACTIVE.value,
            )
        )
    )
    ids = list(connection.execute(query).scalars())
    rows = stages_by_id(connection, ids)
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


def cards(connection: Connection, ids: Sequence[str], now: datetime) -> dict[str, CardRow]:
    """Return the cards of applications, by id."""
    dates = calendar(connection, now)
    spent = _spent(dates)
    query = (
        select(
            applications,
            candidates.c.name,
            candidates.c.sort,
            candidates.c.title,
            candidates.c.employer,
            candidates.c.city,
            candidates.c.years,
            candidates.c.source,
            candidates.c.do_not_contact,
        )
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .where(applications.c.id.in_(ids))
    )
    rows = connection.execute(query).mappings().all()
    posts = titles(connection, list({row["requisition_id"] for row in rows}))
    found = stages_by_id(connection, list({row["stage_id"] for row in rows}))
    interviews = standing_facts(connection, ids)
    waiting = owed(connection, ids)
    scores = summaries(connection, ids)
    letters = letter_facts(connection, ids)
    starting = starters(connection, ids, today=dates.today)
    return {
        row["id"]: CardRow(
            id=row["id"],
            candidate_id=row["candidate_id"],
            requisition_id=row["requisition_id"],
            name=row["name"],
            sort=row["sort"],
            post=posts.get(row["requisition_id"], ""),
            title=row["title"],
            employer=row["employer"],
            city=row["city"],
            years=row["years"],
            source=row["source"],
            stage=found[row["stage_id"]],
            state=row["state"],
            starred=row["starred"],
            time=spent(dates.day_of(row["moved_at"]), found[row["stage_id"]].limit_days),
            action=next_action(
                _standing(
                    row,
                    found[row["stage_id"]],
                    interviews[row["id"]],
                    len(waiting[row["id"]]),
                    letters[row["id"]],
                )
            ),
            start_on=starting[row["id"]].start_on if row["id"] in starting else None,
            next=interviews[row["id"]].next,
            score=scores[row["id"]].figures.mean,
            do_not_contact=row["do_not_contact"],
        )
        for row in rows
    }


def _spent(dates: Calendar) -> Callable[[date, int | None], TimeInStage]:
    """Return how long somebody is in a stage; days are counted once for all who came on one."""
    return cache(lambda since, limit: time_in_stage(since, dates.today, limit, dates.days))


def _standing(
    row: RowMapping,
    stage: StageRow,
    facts: InterviewFacts,
    scores_owed: int,
    letters: LetterFacts,
) -> Standing:
    return Standing(
        state=ApplicationState(row["state"]),
        stage=StageKind(stage.kind),
        upcoming=facts.next is not None,
        held=facts.held_here,
        scores_owed=scores_owed,
        letter_owed=letters.letter_owed,
        offer_open=letters.offer_open,
    )


@dataclass(frozen=True)
class BoardLine:
    """One application as the command line lists it."""

    id: str
    name: str
    post: str
    stage: str
    days: int
    pace: Pace
    action: NextAction
    score: float | None


def board_lines(
    connection: Connection, *, requisition: str = "", limit: int = 200, language: str = "zh"
) -> Page[BoardLine]:
    """Return the cards of a board, column by column."""
    now = datetime.now().astimezone()
    ids = [each for column in columns(connection, requisition, now) for each in column.ids]
    rows = cards(connection, ids[:limit], now)
    found = tuple(
        BoardLine(
            each,
            rows[each].name,
            rows[each].post,
            rows[each].stage.names.get(language, ""),
            rows[each].time.days,
            rows[each].time.pace,
            rows[each].action,
            rows[each].score,
        )
        for each in ids[:limit]
        if each in rows
    )
    return Page(found, len(ids))


def running_count(connection: Connection) -> int:
    """Return how many applications are running."""
    query = select(func.count()).where(
        applications.c.archived.is_(False),
        applications.c.state == ApplicationState.ACTIVE.value,
    )
    return int(connection.execute(query).scalar_one())
