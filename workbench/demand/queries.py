"""Reading requisitions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from workbench.demand import rules
from workbench.demand.models import MemberRole, Requisition, RequisitionMember, RequisitionState
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.people.pinyin import search_words
from workbench.people.tokens import index_tokens
from workbench.vault.search import SearchDocument, SearchSource

queries = QuerySet()

requisitions = Requisition.__table__
members = RequisitionMember.__table__

REQUISITION = "requisition"


@dataclass(frozen=True)
class RequisitionRow:
    """One requisition. `interviewers` and `manager` are ids of colleagues."""

    id: str
    title: str
    department: str
    headcount: int
    stage_set_id: str
    anonymous_until: str
    level: str
    reason: str
    duties: str
    must_have: str
    nice_to_have: str
    goals: str
    start_on: date | None
    site: str
    salary_low: int | None
    salary_high: int | None
    currency: str
    urgency: str
    urgency_reason: str
    state: str
    state_since: datetime | None
    state_reason: str
    opened_at: datetime | None
    interviewers: tuple[str, ...] = ()
    manager: str = ""

    @property
    def completeness(self) -> int:
        """Return the share of observable criteria that hold, in per cent."""
        return rules.completeness(self)

    @property
    def missing(self) -> tuple[rules.Criterion, ...]:
        """Return the criteria that do not hold yet."""
        return rules.missing(self)


@queries.offers("requisition.list", N_("List the requisitions"))
def list_requisitions(
    connection: Connection, *, limit: int = 200, offset: int = 0
) -> Page[RequisitionRow]:
    """Return live requisitions, open ones first, then by name."""
    found = select(requisitions).where(requisitions.c.archived.is_(False))
    found = found.order_by(requisitions.c.state != "open", requisitions.c.sort, requisitions.c.id)
    rows = connection.execute(found).mappings().all()
    part = rows[offset : offset + limit]
    return Page(tuple(_rows(connection, part)), len(rows))


@queries.offers("requisition.show", N_("Show one requisition"))
def requisition(connection: Connection, requisition_id: str) -> RequisitionRow:
    """Return one requisition. Raises NotFound."""
    rows = connection.execute(
        select(requisitions).where(
            requisitions.c.id == requisition_id, requisitions.c.archived.is_(False)
        )
    ).mappings()
    for row in _rows(connection, rows.all()):
        return row
    raise NotFound(N_("There is no requisition {id}."), id=requisition_id)


def requisitions_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, RequisitionRow]:
    """Return live requisitions by id."""
    query = select(requisitions).where(
        requisitions.c.id.in_(ids), requisitions.c.archived.is_(False)
    )
    rows = connection.execute(query).mappings().all()
    return {row.id: row for row in _rows(connection, rows)}


def titles(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the titles of requisitions, archived ones too."""
    query = select(requisitions.c.id, requisitions.c.title).where(requisitions.c.id.in_(ids))
    return {row.id: row.title for row in connection.execute(query)}


def open_titles(connection: Connection) -> dict[str, str]:
    """Return the ids of the open requisitions by their titles, folded."""
    query = select(requisitions.c.title, requisitions.c.id).where(
        requisitions.c.archived.is_(False), requisitions.c.state == RequisitionState.OPEN.value
    )
    return {row.title.strip().casefold(): row.id for row in connection.execute(query)}


def _rows(connection: Connection, rows: Sequence[Any]) -> Iterable[RequisitionRow]:
    ids = [row["id"] for row in rows]
    query = (
        select(members.c.requisition_id, members.c.staff_id, members.c.role)
        .where(members.c.requisition_id.in_(ids), members.c.archived.is_(False))
        .order_by(members.c.id)
    )
    panel: dict[str, list[str]] = {}
    managers: dict[str, str] = {}
    for owner, staff_id, role in connection.execute(query):
        if role == MemberRole.MANAGER:
            managers[owner] = staff_id
        else:
            panel.setdefault(owner, []).append(staff_id)
    names = set(RequisitionRow.__dataclass_fields__) - {"interviewers", "manager"}
    for row in rows:
        own = {name: row[name] for name in names}
        yield RequisitionRow(
            **own,
            interviewers=tuple(panel.get(row["id"], ())),
            manager=managers.get(row["id"], ""),
        )


def _documents(connection: Connection, ids: Sequence[str]) -> Iterable[SearchDocument]:
    rows = connection.execute(
        select(requisitions).where(requisitions.c.id.in_(ids), requisitions.c.archived.is_(False))
    )
    for row in rows:
        yield SearchDocument(
            kind=REQUISITION,
            subject=row.id,
            title=row.title,
            detail=row.department,
            sort=row.sort,
            name=f"{index_tokens(row.title)} {search_words(row.title)}",
            body=index_tokens(f"{row.department}\n{row.duties}\n{row.must_have}"),
        )


SOURCES = (SearchSource(frozenset({"requisition"}), _documents),)
