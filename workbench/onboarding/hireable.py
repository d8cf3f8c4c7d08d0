"""Who could be hired: whose offer was accepted, or who stands before day one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from workbench.demand.queries import RequisitionRow, list_requisitions
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.kernel.queries import Page, QuerySet
from workbench.letters.models import Offer, OfferState
from workbench.letters.offers import CHOSEN, OfferRow, list_offers
from workbench.letters.rules import OFFER_STATE_NAMES
from workbench.onboarding.loading import onboardings
from workbench.onboarding.models import OnboardingState
from workbench.people.models import Candidate
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.queries import applications, stages
from workbench.vault.unit import UnitOfWork

queries = QuerySet()

_ENDED = (OnboardingState.CANCELLED,)


@dataclass(frozen=True)
class HireableRow:
    """Somebody who could be hired, with what offer and requisition say of the first day.

    Attributes: `accepted`, whether they accepted an offer; `start_on` and `contract_months`, of
    that offer or else of the requisition; `manager_id`, '' where none is named.
    """

    application_id: str
    candidate_id: str
    name: str
    post: str
    stage: Mapping[str, str]
    accepted: bool
    start_on: date | None
    contract_months: int | None
    site: str
    manager_id: str


@queries.offers("onboarding.hireable", N_("List who could be hired"))
def list_hireable(connection: Connection) -> Page[HireableRow]:
    """Return who runs in an offer stage and has no onboarding; accepted offers come first."""
    begun = select(onboardings.c.application_id).where(
        onboardings.c.archived.is_(False),
        onboardings.c.state.not_in([each.value for each in _ENDED]),
    )
    person = Candidate.__table__
    query = (
        select(applications.c.id, person.c.id.label("person"), person.c.name, stages.c.names)
        .add_columns(applications.c.requisition_id, stages.c.kind)
        .join(person, person.c.id == applications.c.candidate_id)
        .join(stages, stages.c.id == applications.c.stage_id)
        .where(
            applications.c.archived.is_(False),
            applications.c.state == ApplicationState.ACTIVE.value,
            person.c.archived.is_(False),
            stages.c.kind.in_([each.value for each in CHOSEN]),
            applications.c.id.not_in(begun),
        )
        .order_by(applications.c.moved_at, applications.c.id)
    )
    accepted = list_offers(connection, state=OfferState.ACCEPTED, limit=100_000).rows
    offers = {offer.application_id: offer for offer in accepted}
    posts = {post.id: post for post in list_requisitions(connection, limit=100_000).rows}
    found = [
        (CHOSEN.index(StageKind(row.kind)), _row(row, posts[row.requisition_id], offers))
        for row in connection.execute(query).all()
    ]
    found.sort(key=lambda pair: (not pair[1].accepted, pair[0]))
    return Page(tuple(row for _, row in found), len(found))


def _row(row: Any, post: RequisitionRow, offers: Mapping[str, OfferRow]) -> HireableRow:
    offer = offers.get(row.id)
    return HireableRow(
        application_id=row.id,
        candidate_id=row.person,
        name=row.name,
        post=post.title,
        stage=row.names,
        accepted=offer is not None,
        start_on=offer.start_on if offer else post.start_on,
        contract_months=offer.contract_months if offer else None,
        site=post.site,
        manager_id=post.manager,
    )


def accepted_offer(uow: UnitOfWork, application_id: str, *, without: bool = False) -> Offer | None:
    """Return the accepted offer of an application; None where there is none.

    Raises RuleBroken where an offer stands there that was not accepted, unless `without` says that
    this does not matter. A withdrawn offer is none.
    """
    query = select(Offer).where(
        Offer.application_id == application_id,
        Offer.archived.is_(False),
        Offer.state != OfferState.WITHDRAWN.value,
    )
    found = {OfferState(each.state): each for each in uow.find(query.order_by(Offer.id))}
    if OfferState.ACCEPTED in found or without or not found:
        return found.get(OfferState.ACCEPTED)
    raise RuleBroken(
        "application",
        N_(
            "The offer is not accepted: {state}. Note the answer or withdraw the offer first;"
            " --without-offer hires all the same."
        ),
        state=Message(OFFER_STATE_NAMES[list(found)[-1]]),
    )


def other_first_day(connection: Connection, onboarding_id: str) -> tuple[Message, ...]:
    """Return that the accepted offer names another first day than the onboarding, if so."""
    offers = Offer.__table__
    query = (
        select(offers.c.start_on)
        .join(onboardings, onboardings.c.application_id == offers.c.application_id)
        .where(
            onboardings.c.id == onboarding_id,
            offers.c.start_on != onboardings.c.start_on,
            offers.c.state == OfferState.ACCEPTED.value,
            offers.c.archived.is_(False),
        )
    )
    text = N_("The accepted offer names another first day: {day}.")
    days = connection.execute(query).scalars()
    return tuple(Message(text, {"day": day.isoformat()}) for day in days)
