"""Who is expected on a day: each candidate with their interviews, for whoever receives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from workbench.interviews import queries as interview_queries
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.people.models import Contact, ContactKind

queries = QuerySet()

contacts = Contact.__table__


@dataclass(frozen=True)
class ExpectedRow:
    """A candidate of the day, with their interviews by time and the phones they are found by."""

    candidate_id: str
    name: str
    phones: tuple[str, ...]
    interviews: tuple[InterviewRow, ...]


@queries.offers("interview.expected", N_("List who is expected on a day"))
def expected(connection: Connection, day: date) -> Page[ExpectedRow]:
    """Return the candidates of a local day by the time of their first interview."""
    visits: dict[tuple[str, str], list[InterviewRow]] = {}
    for row in interview_queries.day(connection, day).rows:
        for each in row.candidates:
            visits.setdefault((each.candidate_id, each.name), []).append(row)
    query = (
        select(contacts.c.candidate_id, contacts.c.value)
        .where(contacts.c.candidate_id.in_([who for who, _name in visits]))
        .where(contacts.c.kind == ContactKind.PHONE.value, contacts.c.archived.is_(False))
        .order_by(contacts.c.position, contacts.c.id)
    )
    phones: dict[str, list[str]] = {}
    for who, number in connection.execute(query):
        phones.setdefault(who, []).append(number)
    found = tuple(
        ExpectedRow(who, name, tuple(phones.get(who, ())), tuple(rows))
        for (who, name), rows in visits.items()
    )
    return Page(found, len(found))
