"""What the organisation says of itself, and the calendar that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.kernel.queries import QuerySet
from workbench.organisation.models import ORGANISATION, Organisation

queries = QuerySet()


@dataclass(frozen=True)
class OrganisationRow:
    """The organisation's record; `extra_holidays` and `extra_workdays` are ISO dates."""

    name: str = ""
    country: str = "CN"
    timezone: str = "Asia/Shanghai"
    opens: int = 9 * 60
    closes: int = 18 * 60
    address: str = ""
    directions: str = ""
    phone: str = ""
    email: str = ""
    recruiter: str = ""
    recruiter_title: str = ""
    extra_holidays: tuple[str, ...] = ()
    extra_workdays: tuple[str, ...] = ()


@queries.offers("organisation.show", "Show the organisation")
def organisation(connection: Connection) -> OrganisationRow:
    """Return the organisation's record, or its defaults where none was written yet."""
    table = Organisation.__table__
    query = select(table).where(table.c.id == ORGANISATION, table.c.archived.is_(False))
    row = connection.execute(query).mappings().first()
    if row is None:
        return OrganisationRow()
    fields = {k: v for k, v in row.items() if k not in ("id", "archived")}
    fields["extra_holidays"] = tuple(fields["extra_holidays"])
    fields["extra_workdays"] = tuple(fields["extra_workdays"])
    return OrganisationRow(**fields)


def zone_of(connection: Connection, timezone: str = "") -> ZoneInfo:
    """Return the named time zone, or the organisation's."""
    return ZoneInfo(timezone or organisation(connection).timezone)


def local_today(connection: Connection) -> date:
    """Return what day it is at the organisation."""
    return datetime.now(zone_of(connection)).date()
