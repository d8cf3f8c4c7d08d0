"""The talent pool: who was kept there or agreed to be kept, and whose consent ends or lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, case, or_, select

from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import local_today
from workbench.people.models import Candidate
from workbench.pipeline.models import Application, ApplicationState

queries = QuerySet()

candidates = Candidate.__table__
applications = Application.__table__

SOON = 30  # days before its end within which a consent is to be renewed


class Pool(StrEnum):
    """Which people of the talent pool are meant."""

    ALL = "all"
    IN = "in"
    ENDING = "ending"
    LACKING = "lacking"


POOL_NAMES = {
    Pool.ALL: N_("Everybody"),
    Pool.IN: N_("In the talent pool"),
    Pool.ENDING: N_("Consent ends within 30 days"),
    Pool.LACKING: N_("In the pool without consent"),
}


@dataclass(frozen=True)
class PoolRow:
    """Somebody in the talent pool.

    Attributes: `pooled`, whether an application ended there; `consent_until`, the last day for
    which they agreed to be kept, or None.
    """

    candidate_id: str
    name: str
    pooled: bool
    consent_on: date | None
    consent_until: date | None


def pool_ids(connection: Connection, which: Pool, today: date) -> list[str]:
    """Return the ids of those who are meant, sorted by name."""
    query = select(candidates.c.id).where(candidates.c.archived.is_(False), _meant(which, today))
    return list(connection.execute(query.order_by(candidates.c.sort, candidates.c.id)).scalars())


@queries.offers("pool.list", N_("List the talent pool"))
def list_pool(
    connection: Connection,
    *,
    which: Pool = Pool.IN,
    today: date | None = None,
    limit: int = 200,
    offset: int = 0,
) -> Page[PoolRow]:
    """Return people of the talent pool by name, as of a local day (today)."""
    ids = pool_ids(connection, which, today or local_today(connection))
    rows = {row.candidate_id: row for row in _rows(connection, ids[offset : offset + limit])}
    return Page(tuple(rows[each] for each in ids[offset : offset + limit]), len(ids))


@queries.offers("pool.due", N_("List whose consent has to be renewed"))
def due_consents(connection: Connection, *, today: date | None = None) -> Page[PoolRow]:
    """Return whose consent ends within 30 days, or has ended while they are kept in the pool.

    The one that ends first comes first.
    """
    day = today or local_today(connection)
    query = select(candidates.c.id).where(
        candidates.c.archived.is_(False),
        candidates.c.consent_until <= day + timedelta(days=SOON),
        # A case, not an or: else SQLite looks at everybody in the pool, row by row.
        case((candidates.c.consent_until >= day, 1), else_=_is_pooled()) == 1,
    )
    ids = list(connection.execute(query).scalars())
    rows = sorted(_rows(connection, ids), key=lambda row: (row.consent_until or day, row.name))
    return Page(tuple(rows), len(rows))


def _is_pooled() -> ColumnElement[bool]:
    pooled = select(applications.c.candidate_id).where(
        applications.c.archived.is_(False),
        applications.c.state == ApplicationState.POOLED.value,
    )
    return candidates.c.id.in_(pooled)


def _meant(which: Pool, today: date) -> ColumnElement[bool]:
    until = candidates.c.consent_until
    lacks = or_(until.is_(None), until < today)
    if which is Pool.IN:
        return or_(_is_pooled(), until >= today)
    if which is Pool.ENDING:
        return and_(until >= today, until <= today + timedelta(days=SOON))
    if which is Pool.LACKING:
        return and_(_is_pooled(), lacks)
    return candidates.c.archived.is_(False)


def _rows(connection: Connection, ids: Sequence[str]) -> list[PoolRow]:
    query = select(
        candidates.c.id,
        candidates.c.name,
        case((_is_pooled(), 1), else_=0).label("pooled"),
        candidates.c.consent_on,
        candidates.c.consent_until,
    ).where(candidates.c.id.in_(ids))
    return [
        PoolRow(row.id, row.name, bool(row.pooled), row.consent_on, row.consent_until)
        for row in connection.execute(query)
    ]
