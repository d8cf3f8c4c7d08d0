"""Making offers and noting their answers. Every command here can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.demand.models import Requisition
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.letters import rules
from workbench.letters.commands import send, sent_moment, take_back
from workbench.letters.drafting import Desk
from workbench.letters.models import Letter, LetterKind, LetterState, Offer, OfferState, SentHow
from workbench.letters.offers import warnings_of
from workbench.organisation.queries import organisation
from workbench.people.models import Candidate
from workbench.pipeline.commands import CloseApplications, close_applications
from workbench.pipeline.models import Application, ApplicationState
from workbench.pipeline.rules import REASON_BY_CODE, told_choices
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

LONGEST_PROBATION = 24  # months; more is a slip of the pen in any country
_REFUSALS = tuple((code, REASON_BY_CODE[code].text) for code in rules.REFUSAL_REASONS)
_STANDING = (OfferState.DRAFT, OfferState.OUT, OfferState.ACCEPTED)


@dataclass(frozen=True)
class MakeOffer:
    """Prepare an offer: its terms, per month and before tax."""

    application: str = arg(N_("id of the application"), positional=True)
    salary: int = arg(N_("pay per month, before tax"))
    start_on: date = arg(N_("first day of work"))
    respond_by: date = arg(N_("last day to answer"))
    contract_months: int = arg(N_("months of the contract; 0 for an open-ended one"))
    probation_months: int = arg(N_("months of probation"), default=0)
    probation_salary: int = arg(N_("pay on probation; 0 for full pay"), default=0)
    currency: str = arg(N_("currency; else the one of the requisition"), default="")


def _of_answer(connection: Connection, command: object, offer_id: str) -> tuple[Message, ...]:
    return warnings_of(connection, offer_id)


def _of_command(connection: Connection, command: Any, answer: object) -> tuple[Message, ...]:
    return warnings_of(connection, command.offer)


@commands.handles(
    MakeOffer, "offer.make", N_("Make an offer…"), done=N_("Offer prepared"), warns=_of_answer
)
def make_offer(cmd: MakeOffer, uow: UnitOfWork) -> str:
    """Add the offer and return its id; what law and band say of it is the query's to tell."""
    application = uow.get(Application, cmd.application)
    candidate = uow.get(Candidate, application.candidate_id)
    if application.state != ApplicationState.ACTIVE:
        raise RuleBroken("application", N_("Only a running application can get an offer."))
    if candidate.do_not_contact:
        text = N_("{name} is marked “do not contact”.")
        raise RuleBroken("application", text, name=candidate.name)
    if any(each.state in _STANDING for each in _offers_of(uow, application.id)):
        raise RuleBroken("application", N_("There is an offer for this application already."))
    requisition = uow.get(Requisition, application.requisition_id)
    offer = Offer(
        application_id=application.id,
        candidate_id=candidate.id,
        requisition_id=requisition.id,
        salary=cmd.salary,
        currency=cmd.currency.strip().upper() or requisition.currency,
        start_on=cmd.start_on,
        respond_by=cmd.respond_by,
        contract_months=cmd.contract_months or None,
        probation_months=cmd.probation_months,
        probation_salary=cmd.probation_salary or None,
        made_at=uow.now,
    )
    _check_terms(uow, offer)
    return uow.add(offer).id


def _offers_of(uow: UnitOfWork, application_id: str) -> Sequence[Offer]:
    query = select(Offer).where(Offer.application_id == application_id, Offer.archived.is_(False))
    return uow.find(query)


def _check_terms(uow: UnitOfWork, offer: Offer) -> None:
    zone = ZoneInfo(organisation(uow.connection).timezone)
    today = uow.now.astimezone(zone).date()
    if offer.salary <= 0 or (offer.probation_salary or 1) <= 0:
        raise RuleBroken("salary", N_("Pay is more than nothing."))
    if offer.contract_months is not None and offer.contract_months < 0:
        raise RuleBroken("contract_months", N_("A contract lasts at least one month."))
    if not 0 <= offer.probation_months <= LONGEST_PROBATION:
        text = N_("Probation takes from 0 to {n} months.")
        raise RuleBroken("probation_months", text, n=LONGEST_PROBATION)
    if offer.respond_by < today:
        raise RuleBroken("respond_by", N_("The last day to answer is past."))
    if offer.start_on <= today:
        raise RuleBroken("start_on", N_("The first day of work must lie ahead."))


@dataclass(frozen=True)
class ChangeOffer:
    """Change the terms of an offer that has not been sent; what is left out stays."""

    offer: str = arg(N_("id of the offer"), positional=True)
    salary: int | None = arg(N_("pay per month, before tax"), default=None)
    start_on: date | None = arg(N_("first day of work"), default=None)
    respond_by: date | None = arg(N_("last day to answer"), default=None)
    contract_months: int | None = arg(
        N_("months of the contract; 0 for an open-ended one"), default=None
    )
    probation_months: int | None = arg(N_("months of probation"), default=None)
    probation_salary: int | None = arg(N_("pay on probation; 0 for full pay"), default=None)
    currency: str | None = arg(N_("currency of the offer"), default=None)


@commands.handles(
    ChangeOffer,
    "offer.change",
    N_("Change an offer"),
    done=N_("Offer changed"),
    palette=False,
    warns=_of_command,
)
def change_offer(cmd: ChangeOffer, uow: UnitOfWork) -> None:
    """Write the given terms; a letter that names the old ones is taken back."""
    offer = _in(uow, cmd.offer, OfferState.DRAFT)
    for name in ("salary", "start_on", "respond_by", "probation_months"):
        value = getattr(cmd, name)
        if value is not None:
            setattr(offer, name, value)
    for name in ("contract_months", "probation_salary"):
        value = getattr(cmd, name)
        if value is not None:
            setattr(offer, name, value or None)
    if cmd.currency:
        offer.currency = cmd.currency.strip().upper()
    _check_terms(uow, offer)
    for letter in _unsent_letters(uow, offer.id):
        take_back(letter)


def _in(uow: UnitOfWork, offer_id: str, *states: OfferState) -> Offer:
    """Return an offer in one of the states. Raises RuleBroken."""
    offer = uow.get(Offer, offer_id)
    if offer.state not in states:
        text = N_("This offer is {state}.")
        name = rules.OFFER_STATE_NAMES[OfferState(offer.state)]
        raise RuleBroken("offer", text, state=Message(name))
    return offer


def _unsent_letters(uow: UnitOfWork, offer_id: str) -> Sequence[Letter]:
    query = select(Letter).where(
        Letter.offer_id == offer_id,
        Letter.archived.is_(False),
        Letter.kind.in_([LetterKind.OFFER.value, LetterKind.OFFER_REMINDER.value]),
        Letter.state.in_([LetterState.DRAFT.value, LetterState.READY.value]),
    )
    return uow.find(query)


@dataclass(frozen=True)
class SendOffer:
    """Note that an offer is out, together with its letter where there is one."""

    offer: str = arg(N_("id of the offer"), positional=True)
    how: SentHow = arg(N_("how it left"), default=SentHow.PRINTED)
    at: datetime | None = arg(N_("when it left, in local time; else now"), default=None)
    now: bool = arg(N_("do not wait for the cooling-off"), default=False)


@commands.handles(
    SendOffer,
    "offer.send",
    N_("Mark an offer as sent"),
    done=N_("Offer is out"),
    warns=_of_command,
)
def send_offer(cmd: SendOffer, uow: UnitOfWork) -> None:
    """Send the letter, or set the state where the offer was made without one."""
    offer = _in(uow, cmd.offer, OfferState.DRAFT)
    application = uow.get(Application, offer.application_id)
    if application.state != ApplicationState.ACTIVE:
        raise RuleBroken("offer", N_("Only a running application can get an offer."))
    moment = sent_moment(uow, cmd.at)
    desk = Desk(uow)
    for letter in _unsent_letters(uow, offer.id):
        send(desk, letter, cmd.how, moment, waits=not cmd.now)
    offer.state, offer.sent_at = OfferState.OUT.value, moment


@dataclass(frozen=True)
class AcceptOffer:
    """Note that an offer was accepted."""

    offer: str = arg(N_("id of the offer"), positional=True)
    at: datetime | None = arg(N_("when, in local time; else now"), default=None)


@commands.handles(
    AcceptOffer,
    "offer.accept",
    N_("Offer accepted"),
    done=N_("Offer accepted"),
    warns=_of_command,
)
def accept_offer(cmd: AcceptOffer, uow: UnitOfWork) -> None:
    """Set the state; the application goes on towards the first day."""
    offer = _in(uow, cmd.offer, OfferState.OUT)
    offer.state, offer.decided_at = OfferState.ACCEPTED.value, sent_moment(uow, cmd.at)
    _take_back_letters(uow, offer)


@dataclass(frozen=True)
class RefuseOffer:
    """Note that an offer was refused, and why; the application ends with it."""

    offer: str = arg(N_("id of the offer"), positional=True)
    reason: str = arg(N_("code of the reason"), choices=_REFUSALS)
    note: str = arg(N_("what else there is to say"), default="", long=True)
    at: datetime | None = arg(N_("when, in local time; else now"), default=None)
    keep_running: bool = arg(N_("leave the application running, to offer again"), default=False)


@commands.handles(RefuseOffer, "offer.refuse", N_("Offer refused…"), done=N_("Offer refused"))
def refuse_offer(cmd: RefuseOffer, uow: UnitOfWork) -> None:
    """Set the state with its reason and end the application."""
    if cmd.reason not in rules.REFUSAL_REASONS:
        raise RuleBroken("reason", N_("Choose why: {codes}"), codes=told_choices(_REFUSALS))
    offer = _in(uow, cmd.offer, OfferState.OUT, OfferState.ACCEPTED)
    offer.state, offer.decided_at = OfferState.REFUSED.value, sent_moment(uow, cmd.at)
    offer.reason, offer.note = cmd.reason, cmd.note.strip()
    _take_back_letters(uow, offer)
    application = uow.get(Application, offer.application_id)
    if not cmd.keep_running and application.state == ApplicationState.ACTIVE:
        ending = CloseApplications(
            (application.id,), ApplicationState.WITHDRAWN, cmd.reason, cmd.note
        )
        close_applications(ending, uow)


def _take_back_letters(uow: UnitOfWork, offer: Offer) -> None:
    for letter in _unsent_letters(uow, offer.id):
        take_back(letter)


@dataclass(frozen=True)
class WithdrawOffer:
    """Withdraw an offer that was not answered yet."""

    offer: str = arg(N_("id of the offer"), positional=True)
    note: str = arg(N_("why"), long=True)


@commands.handles(
    WithdrawOffer, "offer.withdraw", N_("Withdraw an offer…"), done=N_("Offer withdrawn")
)
def withdraw_offer(cmd: WithdrawOffer, uow: UnitOfWork) -> None:
    """Set the state; letters about it that have not left are taken back."""
    if not cmd.note.strip():
        raise RuleBroken("note", N_("Say why the offer is withdrawn."))
    offer = _in(uow, cmd.offer, *rules.OPEN_OFFERS)
    offer.state, offer.decided_at = OfferState.WITHDRAWN.value, uow.now
    offer.note = cmd.note.strip()
    _take_back_letters(uow, offer)
