"""The log of contacts with candidates: what was said by which way, and who is to be called back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from workbench.kernel.clock import in_utc
from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.kernel.parts import in_parts
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import zone_of
from workbench.people.models import Candidate, Channel, ContactLog, Direction, Outcome
from workbench.people.queries import require
from workbench.people.rules import check_contact, contact_banned
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

logged = ContactLog.__table__
candidates = Candidate.__table__

CHANNEL_NAMES = {
    Channel.CALL: N_("Phone call"),
    Channel.WECHAT: N_("WeChat"),
    Channel.SMS: N_("Text message"),
    Channel.EMAIL: N_("E-mail"),
    Channel.IN_PERSON: N_("In person"),
    Channel.OTHER: N_("Another way"),
}
DIRECTION_NAMES = {Direction.OUT: N_("from us"), Direction.IN: N_("from them")}
OUTCOME_NAMES = {
    Outcome.NONE: N_("nothing in particular"),
    Outcome.REACHED: N_("Reached"),
    Outcome.NO_ANSWER: N_("No answer"),
    Outcome.LEFT_MESSAGE: N_("Left a message"),
    Outcome.WRONG_NUMBER: N_("Wrong number"),
    Outcome.DECLINED: N_("Declined"),
    Outcome.AGREED: N_("Agreed"),
    Outcome.TO_CALL_BACK: N_("To be called back"),
}
# After one of these nobody has to call back any more; a message alone is no talk.
SPOKEN = (Outcome.REACHED, Outcome.DECLINED, Outcome.AGREED)


@dataclass(frozen=True)
class LogContact:
    """Note that there was a contact with a candidate."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    body: str = arg(N_("what was said"), default="", long=True)
    channel: Channel = arg(N_("by which way"), default=Channel.CALL)
    direction: Direction = arg(N_("who began: out (we) or in (they)"), default=Direction.OUT)
    outcome: Outcome = arg(N_("what it came to"), default=Outcome.NONE)
    call_back_on: date | None = arg(N_("day on which to call again"), default=None)
    application: str = arg(N_("id of the application it was about"), default="")
    at: datetime | None = arg(N_("when it was, in local time; else now"), default=None)


@commands.handles(
    LogContact, "contact.log", N_("Log a contact"), done=N_("Contact logged: {channel}")
)
def log_contact(cmd: LogContact, uow: UnitOfWork) -> str:
    """Refuse what must not or cannot have been, else add the entry and return its id."""
    candidate = uow.get(Candidate, cmd.candidate)
    record = ContactLog(
        candidate_id=candidate.id,
        application_id=cmd.application or None,
        at=_moment(uow, cmd.at) if cmd.at else uow.now,
        by=uow.actor,
        channel=cmd.channel.value,
        direction=cmd.direction.value,
        outcome=cmd.outcome.value,
        body=cmd.body.strip(),
        call_back_on=cmd.call_back_on,
    )
    if cmd.direction is Direction.OUT:
        check_may_contact(candidate, "direction")
    _check(uow, record)
    uow.label(channel=Message(CHANNEL_NAMES[cmd.channel]))
    return uow.add(record).id


@dataclass(frozen=True)
class ChangeContact:
    """Correct what is given of a logged contact; leave the rest."""

    contact: str = arg(N_("id of the logged contact"), positional=True)
    body: str | None = arg(N_("what was said"), default=None, long=True)
    channel: Channel | None = arg(N_("by which way"), default=None)
    direction: Direction | None = arg(N_("who began: out (we) or in (they)"), default=None)
    outcome: Outcome | None = arg(N_("what it came to"), default=None)
    call_back_on: date | None = arg(N_("day on which to call again"), default=None)
    no_call_back: bool = arg(N_("take the day of calling again away"), default=False)
    at: datetime | None = arg(N_("when it was, in local time"), default=None)


@commands.handles(
    ChangeContact,
    "contact.change",
    N_("Correct a logged contact"),
    done=N_("Logged contact corrected"),
    palette=False,
)
def change_contact(cmd: ChangeContact, uow: UnitOfWork) -> None:
    """Write the given fields."""
    record = uow.get(ContactLog, cmd.contact)
    if cmd.direction is Direction.OUT and record.direction != Direction.OUT:
        check_may_contact(uow.get(Candidate, record.candidate_id), "direction")
    for name, value in given(cmd, "contact", "no_call_back", "at").items():
        setattr(record, name, getattr(value, "value", value))
    record.body = record.body.strip()
    if cmd.at is not None:
        record.at = _moment(uow, cmd.at)
    if cmd.no_call_back:
        record.call_back_on = None
    if cmd.call_back_on is not None:
        record.settled = False
    _check(uow, record)


@dataclass(frozen=True)
class RemoveContact:
    """Take a contact out of the log; undo brings it back."""

    contact: str = arg(N_("id of the logged contact"), positional=True)


@commands.handles(
    RemoveContact,
    "contact.remove",
    N_("Remove a logged contact"),
    done=N_("Logged contact removed"),
    palette=False,
)
def remove_contact(cmd: RemoveContact, uow: UnitOfWork) -> None:
    """Set the archived flag."""
    uow.get(ContactLog, cmd.contact).archived = True


@dataclass(frozen=True)
class SettleCallBack:
    """Say that nobody has to call back any more."""

    contact: str = arg(N_("id of the logged contact"), positional=True)


@commands.handles(
    SettleCallBack,
    "contact.settle",
    N_("Mark a call-back as done"),
    done=N_("Call-back done"),
    palette=False,
)
def settle_call_back(cmd: SettleCallBack, uow: UnitOfWork) -> None:
    """Set the mark."""
    record = uow.get(ContactLog, cmd.contact)
    if record.call_back_on is None:
        raise RuleBroken("contact", N_("Nobody was to call back after this contact."))
    record.settled = True


def check_may_contact(candidate: Candidate, field: str) -> None:
    """Raise RuleBroken where somebody must not be contacted, with the day and the reason."""
    if candidate.do_not_contact:
        raise contact_banned(candidate.name, candidate.dnc_since, candidate.dnc_reason, field)


def _check(uow: UnitOfWork, record: ContactLog) -> None:
    zone = zone_of(uow.connection)
    day = record.at.astimezone(zone).date()
    is_past = record.at <= uow.now
    check_contact(record.body, Outcome(record.outcome), day, record.call_back_on, is_past=is_past)


def _moment(uow: UnitOfWork, at: datetime) -> datetime:
    return in_utc(at, zone_of(uow.connection))


@dataclass(frozen=True)
class LoggedRow:
    """One contact of the log.

    Attributes: `call_back_on`, or None; `call_back_due`, whether that call still has to be made.
    """

    id: str
    candidate_id: str
    name: str
    application_id: str | None
    at: datetime
    by: str
    channel: Channel
    direction: Direction
    outcome: Outcome
    body: str
    call_back_on: date | None
    call_back_due: bool


@queries.offers("contact.list", N_("List the contacts with candidates"))
def list_contacts(
    connection: Connection, *, candidate: str = "", limit: int = 50, offset: int = 0
) -> Page[LoggedRow]:
    """Return the log, the newest first; of one candidate, if given. Raises NotFound."""
    query = select(logged.c.id).where(logged.c.archived.is_(False))
    if candidate:
        require(connection, candidate)
        query = query.where(logged.c.candidate_id == candidate)
    else:
        people = select(candidates.c.id).where(candidates.c.archived.is_(True))
        query = query.where(logged.c.candidate_id.not_in(people))
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    query = query.order_by(logged.c.at.desc(), logged.c.id.desc()).limit(limit).offset(offset)
    ids = list(connection.execute(query).scalars())
    rows = contacts_by_id(connection, ids)
    return Page(tuple(rows[each] for each in ids if each in rows), total)


@queries.offers("contact.due", N_("List whom to call back"))
def due_call_backs(
    connection: Connection, *, today: date | None = None, limit: int = 200
) -> Page[LoggedRow]:
    """Return the call-backs up to a local day (today) that nobody made, the oldest day first.

    A later talk settles them, and a later day to call; a call nobody answered does not. Who must
    not be contacted is left out.
    """
    day = today or datetime.now(zone_of(connection)).date()
    query = select(logged.c.id).where(
        logged.c.archived.is_(False), logged.c.call_back_on <= day, _waits()
    )
    query = query.order_by(logged.c.call_back_on, logged.c.at, logged.c.id)
    ids = list(connection.execute(query).scalars())
    due: list[LoggedRow] = []
    for part in in_parts(ids, max(limit, 1)):
        rows = contacts_by_id(connection, part)
        due += [rows[each] for each in part if each in rows and rows[each].call_back_due]
        if len(due) >= limit:
            return Page(tuple(due[:limit]), len(ids))
    return Page(tuple(due), len(due))


def contacts_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, LoggedRow]:
    """Return logged contacts by id, those of archived people left out."""
    found: dict[str, LoggedRow] = {}
    for part in in_parts(ids):
        rows = _rows(connection, _live().where(logged.c.id.in_(part)))
        found |= {row.id: row for row in rows}
    return found


def _live() -> Select[Any]:
    due = and_(candidates.c.do_not_contact.is_(False), _waits())
    return (
        select(logged, candidates.c.name, due.label("call_back_due"))
        .join(candidates, candidates.c.id == logged.c.candidate_id)
        .where(logged.c.archived.is_(False), candidates.c.archived.is_(False))
    )


def _waits() -> ColumnElement[bool]:
    """Return the condition that somebody still has to call back after a contact."""
    later = logged.alias("later")
    answered = exists().where(
        later.c.candidate_id == logged.c.candidate_id,
        later.c.archived.is_(False),
        or_(later.c.at > logged.c.at, and_(later.c.at == logged.c.at, later.c.id > logged.c.id)),
        or_(
            later.c.direction == Direction.IN.value,
            later.c.outcome.in_([each.value for each in SPOKEN]),
            later.c.call_back_on.is_not(None),
        ),
    )
    return and_(
        logged.c.call_back_on.is_not(None),
        logged.c.settled.is_(False),
        ~answered,
    )


def _rows(connection: Connection, query: Select[Any]) -> tuple[LoggedRow, ...]:
    own = LoggedRow.__dataclass_fields__
    return tuple(
        LoggedRow(
            **{name: row[name] for name in own if name not in _CODES and name != "call_back_due"},
            **{name: kind(row[name]) for name, kind in _CODES.items()},
            call_back_due=bool(row["call_back_due"]),
        )
        for row in connection.execute(query).mappings()
    )


_CODES: dict[str, Any] = {"channel": Channel, "direction": Direction, "outcome": Outcome}
