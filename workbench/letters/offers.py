"""Reading offers, with what the law and the salary band say about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from workbench.demand.models import Requisition
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_, Message
from workbench.kernel.queries import Page, QuerySet
from workbench.letters import law
from workbench.letters.law import Band, OfferWarning, Terms
from workbench.letters.models import Offer, OfferState
from workbench.letters.rules import OPEN_OFFERS
from workbench.organisation.queries import organisation
from workbench.organisation.times import calendar_of
from workbench.people.models import Candidate
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.queries import application, applications, stages

queries = QuerySet()

offers = Offer.__table__
requisitions = Requisition.__table__
candidates = Candidate.__table__

_PLACED = (OfferState.OUT, OfferState.ACCEPTED)
_STANDING = (*OPEN_OFFERS, OfferState.ACCEPTED)
# Where somebody stands who is chosen, the likeliest first.
CHOSEN = (StageKind.OFFER, StageKind.PRE_START, StageKind.DEBRIEF)


@dataclass(frozen=True)
class OfferRow:
    """One offer; see `letters.models.Offer`. `post` is the requisition's title."""

    id: str
    application_id: str
    candidate_id: str
    requisition_id: str
    name: str
    post: str
    salary: int
    currency: str
    start_on: date
    contract_months: int | None
    probation_months: int
    probation_salary: int | None
    respond_by: date
    state: str
    made_at: datetime | None
    sent_at: datetime | None
    decided_at: datetime | None
    reason: str
    note: str
    warnings: tuple[OfferWarning, ...] = ()


@dataclass(frozen=True)
class OfferableRow:
    """Somebody who could get an offer, with what their requisition says of pay and first day."""

    application_id: str
    candidate_id: str
    name: str
    post: str
    stage: Mapping[str, str]
    salary_low: int | None
    salary_high: int | None
    currency: str
    start_on: date | None


@queries.offers("offer.possible", N_("List who could get an offer"))
def list_offerable(connection: Connection) -> Page[OfferableRow]:
    """Return who stands where offers are made and has none, the furthest along first."""
    standing = select(offers.c.application_id).where(
        offers.c.archived.is_(False), offers.c.state.in_([each.value for each in _STANDING])
    )
    query = (
        select(applications.c.id, candidates.c.id, candidates.c.name, requisitions.c.title)
        .add_columns(stages.c.names, requisitions.c.salary_low, requisitions.c.salary_high)
        .add_columns(requisitions.c.currency, requisitions.c.start_on, stages.c.kind)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .join(requisitions, requisitions.c.id == applications.c.requisition_id)
        .join(stages, stages.c.id == applications.c.stage_id)
        .where(
            applications.c.archived.is_(False),
            applications.c.state == ApplicationState.ACTIVE.value,
            candidates.c.archived.is_(False),
            candidates.c.do_not_contact.is_(False),
            stages.c.kind.in_([each.value for each in CHOSEN]),
            applications.c.id.not_in(standing),
        )
        .order_by(applications.c.moved_at, applications.c.id)
    )
    found = sorted(connection.execute(query), key=lambda row: CHOSEN.index(StageKind(row.kind)))
    return Page(tuple(OfferableRow(*row[:-1]) for row in found), len(found))


@queries.offers("offer.list", N_("List the offers"))
def list_offers(
    connection: Connection, *, state: OfferState | None = None, limit: int = 200, offset: int = 0
) -> Page[OfferRow]:
    """Return offers by the day on which an answer is due."""
    query = _live().order_by(offers.c.respond_by, offers.c.id)
    if state is not None:
        query = query.where(offers.c.state == state.value)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    return Page(_rows(connection, query.limit(limit).offset(offset)), total)


@queries.offers("offer.show", N_("Show one offer"))
def offer(connection: Connection, offer_id: str) -> OfferRow:
    """Return one offer with its warnings. Raises NotFound."""
    for row in _rows(connection, _live().where(offers.c.id == offer_id)):
        return row
    raise NotFound(N_("There is no offer {id}."), id=offer_id)


def offers_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, OfferRow]:
    """Return live offers by id."""
    return {row.id: row for row in _rows(connection, _live().where(offers.c.id.in_(ids)))}


def open_offers(connection: Connection) -> tuple[OfferRow, ...]:
    """Return the offers in preparation or waiting for an answer, by the day it is due."""
    states = [each.value for each in OPEN_OFFERS]
    query = _live().where(offers.c.state.in_(states))
    return _rows(connection, query.order_by(offers.c.respond_by, offers.c.id))


def offers_of_applications(
    connection: Connection, application_ids: Sequence[str]
) -> tuple[OfferRow, ...]:
    """Return the offers of applications, oldest first."""
    query = _live().where(offers.c.application_id.in_(application_ids))
    return _rows(connection, query.order_by(offers.c.id))


def check_terms(
    connection: Connection, application_id: str, terms: Terms
) -> tuple[OfferWarning, ...]:
    """Return what there is to say against terms before anybody makes an offer of them."""
    about = application(connection, application_id)
    query = select(
        requisitions.c.salary_low,
        requisitions.c.salary_high,
        requisitions.c.currency,
        requisitions.c.headcount,
    ).where(requisitions.c.id == about.requisition_id)
    low, high, currency, headcount = connection.execute(query).one()
    country = organisation(connection).country
    found = _warnings(terms, Band(low, high, currency), country)
    taken = select(func.count()).where(
        offers.c.requisition_id == about.requisition_id,
        offers.c.application_id != application_id,
        offers.c.archived.is_(False),
        offers.c.state.in_([each.value for each in _PLACED]),
    )
    others = connection.execute(taken).scalar_one()
    if others < headcount:
        return found
    text = N_("{n} offers for {m} places are out or accepted already.")
    said = {"n": others, "m": headcount}
    return (*found, OfferWarning("headcount", "", Message(text, said)))


def _live() -> Select[Any]:
    return (
        select(
            offers,
            candidates.c.name,
            requisitions.c.title.label("post"),
            requisitions.c.salary_low,
            requisitions.c.salary_high,
            requisitions.c.currency.label("band_currency"),
        )
        .join(candidates, candidates.c.id == offers.c.candidate_id)
        .join(requisitions, requisitions.c.id == offers.c.requisition_id)
        .where(offers.c.archived.is_(False), candidates.c.archived.is_(False))
    )


_OWN = tuple(name for name in OfferRow.__dataclass_fields__ if name != "warnings")


def _rows(connection: Connection, query: Select[Any]) -> tuple[OfferRow, ...]:
    rows = connection.execute(query).mappings().all()
    country = organisation(connection).country if rows else ""
    return tuple(
        OfferRow(
            **{name: row[name] for name in _OWN},
            warnings=_warnings(
                terms_of(row),
                Band(row["salary_low"], row["salary_high"], row["band_currency"]),
                country,
            ),
        )
        for row in rows
    )


def terms_of(row: Any) -> Terms:
    """Return the terms of a row of the offer table."""
    return Terms(**{name: row[name] for name in Terms.__dataclass_fields__})


def _warnings(terms: Terms, band: Band, country: str) -> tuple[OfferWarning, ...]:
    others = (law.day_warning(terms), law.band_warning(terms, band))
    return (*law.law_warnings(terms, country), *(each for each in others if each))


def warnings_of(connection: Connection, offer_id: str) -> tuple[Message, ...]:
    """Return as sentences what there is to say against an offer, as whoever makes it hears it."""
    row = offer(connection, offer_id)
    terms = Terms(**{name: getattr(row, name) for name in Terms.__dataclass_fields__})
    found = [each.said for each in check_terms(connection, row.application_id, terms)]
    calendar = calendar_of(organisation(connection))
    if not calendar.is_workday(row.start_on):
        text = N_("The first day of work, {day}, is not a working day; the next one is {next}.")
        days = {"day": row.start_on, "next": calendar.next_workday(row.start_on)}
        found.append(Message(text, {key: day.isoformat() for key, day in days.items()}))
    return tuple(found)
