"""The cards of the board, with the derived next action; they are asked for as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from workbench.demand.queries import titles
from workbench.insights.columns import Calendar, calendar, columns
from workbench.interviews.facts import InterviewFacts, NextInterview, standing_facts
from workbench.kernel.queries import Page
from workbench.letters.standing import LetterFacts
from workbench.letters.standing import standing_facts as letter_facts
from workbench.onboarding.queries import starters
from workbench.people.models import Candidate
from workbench.pipeline.duplicates import sharing_contacts
from workbench.pipeline.models import Application, ApplicationState, StageKind
from workbench.pipeline.queries import StageRow, stages_by_id
from workbench.pipeline.rules import (
    NextAction,
    Pace,
    Standing,
    TimeInStage,
    next_action,
    time_in_stage,
)
from workbench.pipeline.views import BoardFilter
from workbench.scoring.owing import owed
from workbench.scoring.queries import summaries

applications = Application.__table__
candidates = Candidate.__table__


@dataclass(frozen=True)
class CardRow:
    """One application as the board shows it; `twin`, whether the person may be here twice."""

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
    twin: bool = False


def cards(connection: Connection, ids: Sequence[str], now: datetime) -> dict[str, CardRow]:
    """Return the cards of applications, by id."""
    dates = calendar(connection, now)
    spent = _spent(dates)
    rows = connection.execute(_cards_of(), {"ids": list(ids)}).mappings().all()
    posts = titles(connection, list({row["requisition_id"] for row in rows}))
    found = stages_by_id(connection, list({row["stage_id"] for row in rows}))
    interviews = standing_facts(connection, ids)
    waiting = owed(connection, ids)
    scores = summaries(connection, ids)
    letters = letter_facts(connection, ids)
    starting = starters(connection, ids, today=dates.today)
    twins = sharing_contacts(connection, [row["candidate_id"] for row in rows])
    return {
        row["id"]: _card(
            row,
            time=spent(dates.day_of(row["moved_at"]), found[row["stage_id"]].limit_days),
            post=posts.get(row["requisition_id"], ""),
            stage=found[row["stage_id"]],
            facts=interviews[row["id"]],
            scores_owed=len(waiting[row["id"]]),
            letters=letters[row["id"]],
            score=scores[row["id"]].figures.mean,
            start_on=starting[row["id"]].start_on if row["id"] in starting else None,
            twin=row["candidate_id"] in twins,
        )
        for row in rows
    }


@cache
def _cards_of() -> Select[Any]:
    """Return the query of some cards; put together once, as that takes longer than to answer it."""
    person = ("name", "sort", "title", "employer", "city", "years", "source", "do_not_contact")
    return (
        select(applications, *(candidates.c[name] for name in person))
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .where(applications.c.id.in_(bindparam("ids", expanding=True)))
    )


_COPIED = (
    "id",
    "candidate_id",
    "requisition_id",
    "name",
    "sort",
    "title",
    "employer",
    "city",
    "years",
    "source",
    "state",
    "starred",
    "do_not_contact",
)


def _card(
    row: RowMapping,
    *,
    time: TimeInStage,
    post: str,
    stage: StageRow,
    facts: InterviewFacts,
    scores_owed: int,
    letters: LetterFacts,
    score: float | None,
    start_on: date | None,
    twin: bool,
) -> CardRow:
    return CardRow(
        **{name: row[name] for name in _COPIED},
        post=post,
        stage=stage,
        time=time,
        action=next_action(_standing(row, stage, facts, scores_owed, letters)),
        next=facts.next,
        score=score,
        start_on=start_on,
        twin=twin,
    )


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
    connection: Connection,
    *,
    requisition: str = "",
    only: BoardFilter | None = None,
    limit: int = 200,
    language: str = "zh",
) -> Page[BoardLine]:
    """Return the cards of a board that fit, column by column."""
    now = datetime.now().astimezone()
    found = columns(connection, requisition, now, only)
    ids = [each for column in found for each in column.ids]
    rows = cards(connection, ids[:limit], now)
    lines = tuple(
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
    return Page(lines, len(ids))
