"""Times for an interview that a candidate is offered, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from workbench.demand.queries import titles
from workbench.interviews import rules
from workbench.interviews.availability import day_of, draft_of, in_the_way
from workbench.interviews.facts import facts_query
from workbench.interviews.models import OfferedTime, OfferState
from workbench.interviews.rules import Span
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.kernel.ids import new_id
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import zone_of
from workbench.people.contacting import check_may_contact
from workbench.people.models import Candidate, Staff
from workbench.people.queries import require, staff_by_id
from workbench.pipeline.models import Application, ApplicationState
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

offered = OfferedTime.__table__
candidates = Candidate.__table__
applications = Application.__table__

STATE_NAMES = {
    OfferState.OPEN: N_("offered"),
    OfferState.ACCEPTED: N_("accepted"),
    OfferState.DECLINED: N_("declined"),
    OfferState.WITHDRAWN: N_("withdrawn"),
}


@dataclass(frozen=True)
class OfferTimes:
    """Offer a candidate times for an interview, of which one can be accepted."""

    application: str = arg(N_("id of the application"), positional=True)
    starts: tuple[datetime, ...] = arg(N_("when they begin, in local time"))
    minutes: int = arg(N_("how many minutes it takes"), default=60)
    panel: tuple[str, ...] = arg(N_("ids of the interviewers, where they are known"), default=())


@commands.handles(
    OfferTimes,
    "offered-time.offer",
    N_("Offer times for an interview…"),
    done=N_("Times offered: {n}"),
    warns=lambda connection, cmd, answer: _objections(connection, answer),
    palette=False,
)
def offer_times(cmd: OfferTimes, uow: UnitOfWork) -> list[str]:
    """Add an open time for each start and return their ids, in the order of the times."""
    application = uow.get(Application, cmd.application)
    candidate = uow.get(Candidate, application.candidate_id)
    if application.state != ApplicationState.ACTIVE:
        text = N_("{name}’s application has ended; reopen it first.")
        raise RuleBroken("application", text, name=candidate.name)
    check_may_contact(candidate, "application")
    for each in cmd.panel:
        uow.get(Staff, each)
    batch = new_id()
    made = [
        uow.add(
            OfferedTime(
                candidate_id=candidate.id,
                application_id=application.id,
                batch=batch,
                starts_at=start,
                minutes=cmd.minutes,
                offered_at=uow.now,
                panel=list(dict.fromkeys(cmd.panel)),
                state_since=uow.now,
            )
        ).id
        for start in _starts(cmd, uow, candidate.id)
    ]
    uow.label(n=len(made))
    return made


def _starts(cmd: OfferTimes, uow: UnitOfWork, candidate_id: str) -> list[datetime]:
    zone = zone_of(uow.connection)
    spans = [rules.span_of(each, cmd.minutes, zone) for each in cmd.starts]
    if not spans:
        raise RuleBroken("starts", N_("Give at least one time."))
    query = select(OfferedTime).where(
        OfferedTime.candidate_id == candidate_id,
        OfferedTime.archived.is_(False),
        OfferedTime.state == OfferState.OPEN.value,
    )
    there = {each.starts_at for each in uow.find(query)}
    for span in spans:
        if span.start <= uow.now:
            text = N_("{when} is past; offer a time to come.")
            raise RuleBroken("starts", text, when=rules.shown_span(span, zone))
        if span.start in there:
            text = N_("{when} is offered already.")
            raise RuleBroken("starts", text, when=rules.shown_span(span, zone))
    return sorted({span.start for span in spans})


@dataclass(frozen=True)
class AcceptTime:
    """Note that a candidate takes an offered time; the others offered with it are withdrawn."""

    time: str = arg(N_("id of the offered time"), positional=True)


@commands.handles(
    AcceptTime,
    "offered-time.accept",
    N_("Note an accepted time"),
    done=N_("Accepted: {when}"),
    palette=False,
)
def accept_time(cmd: AcceptTime, uow: UnitOfWork) -> None:
    """Mark it, and withdraw what is still open of the same offer."""
    record = uow.get(OfferedTime, cmd.time)
    _answer(uow, record, OfferState.ACCEPTED)
    query = select(OfferedTime).where(
        OfferedTime.candidate_id == record.candidate_id,
        OfferedTime.batch == record.batch,
        OfferedTime.archived.is_(False),
        OfferedTime.state == OfferState.OPEN.value,
        OfferedTime.id != record.id,
    )
    for other in uow.find(query):
        _answer(uow, other, OfferState.WITHDRAWN)
    span = Span(record.starts_at, record.starts_at + timedelta(minutes=record.minutes))
    uow.label(when=rules.shown_span(span, zone_of(uow.connection)))


@dataclass(frozen=True)
class DeclineTimes:
    """Note that offered times do not suit a candidate."""

    times: tuple[str, ...] = arg(N_("ids of the offered times"), positional=True)


@commands.handles(
    DeclineTimes,
    "offered-time.decline",
    N_("Note declined times"),
    done=N_("Times declined: {n}"),
    palette=False,
)
def decline_times(cmd: DeclineTimes, uow: UnitOfWork) -> None:
    """Mark them."""
    _answer_all(uow, cmd.times, OfferState.DECLINED)


@dataclass(frozen=True)
class WithdrawTimes:
    """Take offered times back."""

    times: tuple[str, ...] = arg(N_("ids of the offered times"), positional=True)


@commands.handles(
    WithdrawTimes,
    "offered-time.withdraw",
    N_("Withdraw offered times"),
    done=N_("Times withdrawn: {n}"),
    palette=False,
)
def withdraw_times(cmd: WithdrawTimes, uow: UnitOfWork) -> None:
    """Mark them."""
    _answer_all(uow, cmd.times, OfferState.WITHDRAWN)


def _answer_all(uow: UnitOfWork, ids: Sequence[str], state: OfferState) -> None:
    chosen = list(dict.fromkeys(ids))
    for each in chosen:
        _answer(uow, uow.get(OfferedTime, each), state)
    uow.label(n=len(chosen))


def _answer(uow: UnitOfWork, record: OfferedTime, state: OfferState) -> None:
    """Set the state. Raises RuleBroken where it was answered; an accepted one can be withdrawn."""
    allowed = {OfferState.OPEN.value}
    if state is OfferState.WITHDRAWN:
        allowed.add(OfferState.ACCEPTED.value)
    if record.state not in allowed:
        text = N_("This time is no longer open ({state}). Undo takes an answer back.")
        raise RuleBroken("time", text, state=Message(STATE_NAMES[OfferState(record.state)]))
    record.state, record.state_since = state.value, uow.now


@dataclass(frozen=True)
class OfferedRow:
    """A time that a candidate was offered.

    Attributes: `post`, of the requisition; `staff_ids` and `panel`, ids and names of the
    interviewers meant, in one order; `scheduled`, whether an interview of the application lies
    in that time.
    """

    id: str
    candidate_id: str
    name: str
    application_id: str
    requisition_id: str
    post: str
    batch: str
    starts_at: datetime
    minutes: int
    offered_at: datetime
    state: OfferState
    staff_ids: tuple[str, ...]
    panel: tuple[str, ...]
    scheduled: bool

    @property
    def span(self) -> Span:
        """Return the time from start to end."""
        return Span(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))


@queries.offers("offered-time.list", N_("List the times that candidates were offered"))
def list_offered(
    connection: Connection,
    *,
    candidate: str = "",
    state: OfferState | None = None,
    limit: int = 200,
    offset: int = 0,
) -> Page[OfferedRow]:
    """Return offered times by time; of one candidate, if given. Raises NotFound."""
    query = _live()
    if candidate:
        require(connection, candidate)
        query = query.where(offered.c.candidate_id == candidate)
    if state is not None:
        query = query.where(offered.c.state == state.value)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    query = query.order_by(offered.c.starts_at, offered.c.id)
    return Page(_rows(connection, query.limit(limit).offset(offset)), total)


def open_times(
    connection: Connection, application_ids: Sequence[str], now: datetime
) -> tuple[OfferedRow, ...]:
    """Return the offered times of applications that are still to be answered, by time."""
    query = _live().where(
        offered.c.application_id.in_(application_ids),
        offered.c.state == OfferState.OPEN.value,
        offered.c.starts_at > now,
    )
    return _rows(connection, query.order_by(offered.c.starts_at, offered.c.id))


def _live() -> Select[Any]:
    return (
        select(offered, candidates.c.name, applications.c.requisition_id)
        .join(candidates, candidates.c.id == offered.c.candidate_id)
        .join(applications, applications.c.id == offered.c.application_id)
        .where(offered.c.archived.is_(False), candidates.c.archived.is_(False))
    )


def _rows(connection: Connection, query: Select[Any]) -> tuple[OfferedRow, ...]:
    rows = connection.execute(query).all()
    if not rows:
        return ()
    posts = titles(connection, list({row.requisition_id for row in rows}))
    staff = staff_by_id(connection, sorted({each for row in rows for each in row.panel}))
    meetings: dict[str, list[Span]] = {}
    for each in connection.execute(facts_query(sorted({row.application_id for row in rows}))):
        meetings.setdefault(each.application_id, []).append(Span(each.starts_at, each.ends_at))
    return tuple(
        OfferedRow(
            row.id,
            row.candidate_id,
            row.name,
            row.application_id,
            row.requisition_id,
            posts.get(row.requisition_id, ""),
            row.batch,
            row.starts_at,
            row.minutes,
            row.offered_at,
            OfferState(row.state),
            tuple(row.panel),
            tuple(staff[each].name if each in staff else "" for each in row.panel),
            any(_span(row).overlaps(span) for span in meetings.get(row.application_id, ())),
        )
        for row in rows
    )


def _span(row: Any) -> Span:
    return Span(row.starts_at, row.starts_at + timedelta(minutes=row.minutes))


def clashes(
    connection: Connection, candidate_id: str, staff_ids: Sequence[str], span: Span
) -> tuple[Message, ...]:
    """Return who else is offered a time within `span` with one of the same interviewers."""
    query = _live().where(
        offered.c.state == OfferState.OPEN.value,
        offered.c.starts_at > span.start - timedelta(minutes=rules.LONGEST),
        offered.c.starts_at < span.end,
        offered.c.candidate_id != candidate_id,
    )
    zone, found = zone_of(connection), []
    for row in _rows(connection, query.order_by(offered.c.starts_at, offered.c.id)):
        shared = [row.panel[n] for n, each in enumerate(row.staff_ids) if each in staff_ids]
        if shared and row.span.overlaps(span):
            text = N_("{who} is offered to {name} at that time too: {when}.")
            said = {"who": ", ".join(shared), "name": row.name}
            found.append(Message(text, {**said, "when": rules.shown_span(row.span, zone)}))
    return tuple(found)


def _objections(connection: Connection, ids: Sequence[str]) -> Iterator[Message]:
    """Yield what speaks against times that were offered just now."""
    zone = zone_of(connection)
    rows = _rows(connection, _live().where(offered.c.id.in_(ids)).order_by(offered.c.starts_at))
    for row in rows:
        for message in speaking_against(connection, row.candidate_id, row.staff_ids, row.span):
            when = rules.shown_span(row.span, zone)
            yield Message(N_("{when}: {what}"), {"when": when, "what": message})


def speaking_against(
    connection: Connection,
    candidate_id: str,
    staff_ids: Sequence[str],
    span: Span,
    now: datetime | None = None,
) -> tuple[Message, ...]:
    """Return what would be in the way of an interview then, and who else is offered the time."""
    draft = draft_of(connection, "", span, [candidate_id], staff_ids, "")
    day = day_of(connection, span, now or datetime.now(UTC))
    found = in_the_way(connection, draft, zone_of(connection), day)
    said = tuple(each.message for each in found)
    return said + clashes(connection, candidate_id, staff_ids, span)
