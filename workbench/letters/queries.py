"""Reading letters and their templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, func, select

from workbench.demand.models import Requisition
from workbench.kernel.clock import SystemClock
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.letters import rules
from workbench.letters.models import Letter, LetterKind, LetterState, LetterTemplate, SentHow
from workbench.letters.rules import Promise
from workbench.letters.wording import fields_in
from workbench.organisation.queries import organisation
from workbench.organisation.times import calendar_of
from workbench.people.models import Candidate
from workbench.pipeline.models import Application

queries = QuerySet()

letters = Letter.__table__
templates = LetterTemplate.__table__
candidates = Candidate.__table__
applications = Application.__table__
requisitions = Requisition.__table__

_OUTBOX = (LetterState.DRAFT, LetterState.READY)


@dataclass(frozen=True)
class LetterLine:
    """One letter in a list.

    Attributes: `post`, the title of the requisition it is about, or ''; `estimated`, whether the
    days off up to `due_on` are not announced yet; `cool_until`, the earliest moment it may leave.
    """

    id: str
    candidate_id: str
    application_id: str | None
    name: str
    post: str
    kind: str
    tone: str
    language: str
    title: str
    state: str
    due_on: date | None
    estimated: bool
    promise: Promise
    cool_until: datetime | None
    written_at: datetime
    sent_at: datetime | None
    sent_how: str


@dataclass(frozen=True)
class LetterRow:
    """One letter with its words."""

    id: str
    candidate_id: str
    application_id: str | None
    interview_id: str | None
    offer_id: str | None
    name: str
    kind: str
    tone: str
    language: str
    title: str
    salutation: str
    body: str
    state: str
    due_on: date | None
    cool_until: datetime | None
    written_at: datetime
    sent_at: datetime | None
    sent_how: str
    template: str


@dataclass(frozen=True)
class TemplateRow:
    """One letter template."""

    id: str
    key: str
    kind: str
    tone: str
    language: str
    title: str
    body: str
    delay_days: int
    version: int


@queries.offers("letter.list", N_("List the letters"))
def list_letters(
    connection: Connection,
    *,
    state: LetterState | None = None,
    how: SentHow | None = None,
    candidate_id: str = "",
    application_id: str = "",
    today: date | None = None,
    limit: int = 200,
    offset: int = 0,
) -> Page[LetterLine]:
    """Return letters, the first due first, sent ones the newest first.

    `today` is the organisation's local day.
    """
    query = _live()
    if state is LetterState.SENT:
        query = query.order_by(None).order_by(letters.c.sent_at.desc(), letters.c.id.desc())
    for column, value in (
        (letters.c.state, state and state.value),
        (letters.c.sent_how, how and how.value),
        (letters.c.candidate_id, candidate_id),
        (letters.c.application_id, application_id),
    ):
        if value:
            query = query.where(column == value)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    found = _lines(connection, query.limit(limit).offset(offset), today)
    return Page(found, total)


@queries.offers("letter.outbox", N_("List the letters that have not left"))
def outbox(connection: Connection, *, today: date | None = None) -> Page[LetterLine]:
    """Return the letters being written and in the outbox, the first due first."""
    query = _live().where(letters.c.state.in_([each.value for each in _OUTBOX]))
    found = _lines(connection, query, today)
    return Page(found, len(found))


def letter_lines(
    connection: Connection, ids: Sequence[str], *, today: date | None = None
) -> dict[str, LetterLine]:
    """Return letters by id, as a list shows them."""
    found = _lines(connection, _live().where(letters.c.id.in_(ids)), today)
    return {line.id: line for line in found}


@queries.offers("letter.show", N_("Show one letter"))
def letter(connection: Connection, letter_id: str) -> LetterRow:
    """Return one letter. Raises NotFound."""
    return letters_by_id(connection, [letter_id])[0]


def letters_by_id(connection: Connection, ids: Sequence[str]) -> tuple[LetterRow, ...]:
    """Return letters in the order of `ids`. Raises NotFound."""
    rows = connection.execute(_live().where(letters.c.id.in_(ids))).mappings()
    found = {row["id"]: row for row in rows}
    for each in ids:
        if each not in found:
            raise NotFound(N_("There is no letter {id}."), id=each)
    names = tuple(LetterRow.__dataclass_fields__)
    return tuple(LetterRow(**{name: found[each][name] for name in names}) for each in ids)


@queries.offers("template.list", N_("List the letter templates"))
def list_templates(connection: Connection) -> Page[TemplateRow]:
    """Return the templates by kind, tone and language."""
    query = select(templates).where(templates.c.archived.is_(False)).order_by(templates.c.key)
    names = tuple(TemplateRow.__dataclass_fields__)
    rows = connection.execute(query).mappings()
    found = tuple(TemplateRow(**{name: row[name] for name in names}) for row in rows)
    return Page(found, len(found))


def places(connection: Connection) -> dict[LetterKind, frozenset[str]]:
    """Return for each kind of letter the fields for which one of its templates has a place."""
    found: dict[LetterKind, frozenset[str]] = {}
    for row in list_templates(connection).rows:
        kind = LetterKind(row.kind)
        found[kind] = found.get(kind, frozenset()) | fields_in(f"{row.title}\n{row.body}")
    return found


def _live() -> Select[Any]:
    return (
        select(letters, candidates.c.name, requisitions.c.title.label("post"))
        .join(candidates, candidates.c.id == letters.c.candidate_id)
        .join(applications, applications.c.id == letters.c.application_id, isouter=True)
        .join(requisitions, requisitions.c.id == applications.c.requisition_id, isouter=True)
        .where(letters.c.archived.is_(False), candidates.c.archived.is_(False))
        .order_by(letters.c.due_on.is_(None), letters.c.due_on, letters.c.id)
    )


_DERIVED = ("post", "estimated", "promise")
_STORED = tuple(name for name in LetterLine.__dataclass_fields__ if name not in _DERIVED)


def _lines(
    connection: Connection, query: Select[Any], today: date | None
) -> tuple[LetterLine, ...]:
    house = organisation(connection)
    zone, calendar = ZoneInfo(house.timezone), calendar_of(house)
    day = today or SystemClock().now().astimezone(zone).date()
    found = []
    for row in connection.execute(query).mappings():
        sent_on = row["sent_at"].astimezone(zone).date() if row["sent_at"] else None
        due_on = row["due_on"]
        found.append(
            LetterLine(
                **{name: row[name] for name in _STORED},
                post=row["post"] or "",
                estimated=due_on is not None and calendar.is_estimated(due_on.year),
                promise=rules.promise(due_on, day, calendar, sent_on),
            )
        )
    return tuple(found)
