"""How applications stand with their letters and offers, read in a few indexed queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from workbench.demand.queries import requisitions
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import attending, interviews
from workbench.letters import rules
from workbench.letters.models import Letter, LetterKind, LetterState, OfferState
from workbench.letters.offers import OfferRow, offers, offers_of_applications
from workbench.people.models import Candidate
from workbench.pipeline.models import Application, ApplicationState

applications = Application.__table__
candidates = Candidate.__table__
letters = Letter.__table__


@dataclass(frozen=True)
class LetterFacts:
    """What the letters and offers say about an application, for its next action.

    Attributes: `letter_owed`, nobody told them yet, an unsent draft notwithstanding; `offer_open`,
    an offer waits for its answer; `offer`, the newest one in whatever state.
    """

    letter_owed: bool = False
    offer_open: bool = False
    offer: OfferRow | None = None


@cache
def standing_query() -> Select[Any]:
    """Return applications with what was said to the people, and when they were last seen.

    `held` is the end of the last interview that took place; `heard`, when a letter about this
    application, or about none, last left; `answered` and `told`, how many letters about its ending
    there are and how many of them left.
    """
    mine = letters.c.archived.is_(False) & (letters.c.candidate_id == applications.c.candidate_id)
    closing = and_(
        mine,
        letters.c.application_id == applications.c.id,
        letters.c.kind.in_([each.value for each in rules.CLOSING]),
        letters.c.event_at == applications.c.closed_at,
    )
    sent = letters.c.state == LetterState.SENT.value
    about = or_(letters.c.application_id == applications.c.id, letters.c.application_id.is_(None))
    return (
        select(
            applications.c.id,
            applications.c.candidate_id,
            applications.c.requisition_id,
            applications.c.state,
            applications.c.reason,
            applications.c.closed_at,
            candidates.c.name,
            candidates.c.do_not_contact,
            _held().label("held"),
            select(func.max(letters.c.sent_at)).where(mine, sent, about).label("heard"),
            _of_offers(func.max(offers.c.sent_at)).label("offered"),
            _of_offers(func.count(), OfferState.REFUSED).label("refused"),
            select(func.count())
            .where(closing, letters.c.state != LetterState.WITHDRAWN.value)
            .label("answered"),
            select(func.count()).where(closing, sent).label("told"),
        )
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .where(applications.c.archived.is_(False), candidates.c.archived.is_(False))
    )


def _held() -> Any:
    return (
        select(func.max(interviews.c.ends_at))
        .join(attending, attending.c.interview_id == interviews.c.id)
        .where(
            attending.c.application_id == applications.c.id,
            attending.c.archived.is_(False),
            attending.c.absent.is_(False),
            interviews.c.archived.is_(False),
            interviews.c.state == InterviewState.HELD.value,
        )
    ).scalar_subquery()


def _of_offers(what: Any, state: OfferState | None = None) -> Any:
    query = select(what).where(
        offers.c.application_id == applications.c.id, offers.c.archived.is_(False)
    )
    return (
        query if state is None else query.where(offers.c.state == state.value)
    ).scalar_subquery()


def waits_since(row: Any) -> datetime | None:
    """Return when somebody was interviewed who has not heard from us since, else None."""
    heard = max(filter(None, (row.heard, row.offered)), default=None)
    return None if row.held is None or (heard is not None and heard >= row.held) else row.held


def suggested_kind(row: Any) -> LetterKind | None:
    """Return the letter that a row of `standing_query` calls for, or None."""
    if row.state == ApplicationState.ACTIVE:
        return LetterKind.THANKS if waits_since(row) else None
    return rules.closing_kind(
        ApplicationState(row.state),
        row.reason,
        interviewed=row.held is not None,
        offer_refused=bool(row.refused),
    )


def running_elsewhere(
    connection: Connection, candidate_ids: Sequence[str]
) -> dict[str, list[tuple[str, str]]]:
    """Return the running applications of each candidate: (id, the requisition's title)."""
    # The states are looked at here: asked for them, SQLite reads all running applications instead.
    query = (
        select(applications, requisitions.c.title)
        .join(requisitions, requisitions.c.id == applications.c.requisition_id)
        .where(applications.c.candidate_id.in_(list(set(candidate_ids))))
        .order_by(applications.c.applied_at)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        if row.state == ApplicationState.ACTIVE and not row.archived:
            found.setdefault(row.candidate_id, []).append((row.id, row.title))
    return found


def open_offer_posts(connection: Connection, candidate_ids: Sequence[str]) -> dict[str, str]:
    """Return the post of an offer that each candidate has open, where there is one."""
    query = (
        select(offers.c.candidate_id, requisitions.c.title)
        .join(requisitions, requisitions.c.id == offers.c.requisition_id)
        .where(
            offers.c.candidate_id.in_(list(set(candidate_ids))),
            offers.c.archived.is_(False),
            offers.c.state.in_([each.value for each in rules.OPEN_OFFERS]),
        )
    )
    return {row.candidate_id: row.title for row in connection.execute(query)}


def standing_facts(
    connection: Connection, application_ids: Sequence[str]
) -> dict[str, LetterFacts]:
    """Return the facts of each application."""
    newest = {
        row.application_id: row for row in offers_of_applications(connection, application_ids)
    }
    found = {each: _facts(False, newest.get(each)) for each in application_ids}
    for row in connection.execute(_standing_of(), {"ids": list(application_ids)}):
        found[row.id] = _facts(_is_owed(row), newest.get(row.id))
    return found


@cache
def _standing_of() -> Select[Any]:
    """Return the query of some; put together once, as that takes longer than to answer it."""
    return standing_query().where(applications.c.id.in_(bindparam("ids", expanding=True)))


def _facts(is_owed: bool, offer: OfferRow | None) -> LetterFacts:
    return LetterFacts(is_owed, offer is not None and offer.state == OfferState.OUT, offer)


def _is_owed(row: Any) -> bool:
    if row.do_not_contact or suggested_kind(row) is None:
        return False
    if row.state == ApplicationState.ACTIVE:
        return True
    return not row.told and is_ours(row)


def is_ours(row: Any) -> bool:
    """Tell whether we ended an application; one that came here ended has no reason of ours."""
    return bool(row.reason) or row.state == ApplicationState.POOLED
