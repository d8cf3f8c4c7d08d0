"""The lists of people: everybody with all contacts, and colleagues.

Everybody can be a hundred thousand, so a person is one row of one query, and no class is made of
it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, FromClause, Integer, Select, func, select, type_coerce

from workbench.exporting.jsonresume import Resume
from workbench.insights.listing import (
    PAGE,
    Column,
    Exportable,
    Filters,
    Found,
    Kind,
    Reader,
    Row,
    in_pages,
    paged,
)
from workbench.kernel.clock import moment
from workbench.kernel.degrees import DEGREE_NAMES
from workbench.kernel.i18n import N_
from workbench.people.models import Candidate, Contact, ContactKind, Staff, Tag
from workbench.people.queries import staff_by_id
from workbench.pipeline.models import Application

candidates = Candidate.__table__
contacts = Contact.__table__
tags = Tag.__table__
applications = Application.__table__
staff = Staff.__table__

SEVERAL = "; "  # between contacts: our own import and mail programs take them apart again

_COLUMNS = (
    Column(N_("Name")),
    Column(N_("Phone")),
    Column(N_("E-mail")),
    Column(N_("WeChat")),
    Column(N_("Links")),
    Column(N_("City")),
    Column(N_("Title")),
    Column(N_("Employer")),
    Column(N_("Degree")),
    Column(N_("School")),
    Column(N_("Years of experience"), Kind.NUMBER),
    Column(N_("Expected pay")),
    Column(N_("Could start")),
    Column(N_("Source")),
    Column(N_("Referred by")),
    Column(N_("Agency")),
    Column(N_("Tags")),
    Column(N_("Do not contact")),
    Column(N_("Added"), Kind.DATE),
)
_OWN = (
    *("id", "name", "city", "title", "employer", "degree", "school", "years", "expected_pay"),
    *("notice", "source", "referrer", "agency", "dnc_reason"),
)
_RAW = ("do_not_contact", "added_at", "archived")


def _select() -> Select[Any]:
    """Return the query of people with what is known of them, archived ones too.

    Whether somebody is archived is looked at afterwards: asked of SQLite, it would walk an index
    of everybody for each page.
    """
    pair = func.json_array(contacts.c.kind, contacts.c.value)
    reach = (
        select(func.json_group_array(pair).aggregate_order_by(contacts.c.position, contacts.c.id))
        .where(contacts.c.candidate_id == candidates.c.id, contacts.c.archived.is_(False))
        .correlate(candidates)
    )
    marked = (
        select(func.json_group_array(tags.c.word).aggregate_order_by(tags.c.word))
        .where(tags.c.candidate_id == candidates.c.id, tags.c.archived.is_(False))
        .correlate(candidates)
    )
    # As the database holds them: a type's own conversion of each value costs as much as reading it.
    raw = (type_coerce(candidates.c[name], Integer).label(name) for name in _RAW)
    return select(
        *(candidates.c[name] for name in _OWN),
        reach.scalar_subquery().label("reach"),
        marked.scalar_subquery().label("words"),
        *raw,
    )


def _found(connection: Connection, filters: Filters) -> Found[Any]:
    """Return the wanted people; all of them come from one pass over the table, sorted by name."""
    if filters.ids is not None:
        return Found(len(filters.ids), paged(filters.ids, lambda part: _by_id(connection, part)))
    query = _select().order_by(candidates.c.sort.concat(""), candidates.c.id)  # not by the index
    live = candidates.c.archived.is_(False)
    count = select(func.count()).select_from(candidates).where(live)
    if filters.requisition:
        on_it = candidates.c.id.in_(
            select(applications.c.candidate_id).where(
                applications.c.requisition_id == filters.requisition,
                applications.c.archived.is_(False),
            )
        )
        query, count = query.where(on_it), count.where(on_it)
    total = connection.execute(count).scalar_one()
    parts = connection.execute(query).yield_per(PAGE).partitions()
    return Found(total, (row for part in parts for row in part if not row.archived))


def _by_id(connection: Connection, ids: Sequence[str]) -> Mapping[str, Any]:
    rows = connection.execute(_select().where(candidates.c.id.in_(ids)))
    return {row.id: row for row in rows if not row.archived}


def _people(connection: Connection, filters: Filters, reader: Reader) -> Found[Row]:
    found, degrees = _found(connection, filters), _degrees(reader)
    return Found(found.total, _rows(found.rows, degrees, reader))


def _rows(people: Iterator[Any], degrees: Mapping[str, str], reader: Reader) -> Iterator[Row]:
    days = cache(lambda at: None if at is None else reader.day(moment(at)))  # often the same
    while part := list(islice(people, PAGE)):
        # One text for all: reading it takes a fraction of reading one for each.
        reached = json.loads(f"[{','.join([each.reach for each in part])}]")
        for row, reach in zip(part, reached, strict=True):
            yield _row(row, reach, degrees, days, reader)


def _row(
    row: Any,
    reach: Sequence[tuple[str, str]],
    degrees: Mapping[str, str],
    days: Callable[[int | None], date | None],
    reader: Reader,
) -> Row:
    # Taken apart at once: a hundred thousand times a name looked up is what takes long here.
    (_id, name, city, title, employer, degree, school, years, pay, notice, source, referrer, agency,
     why, _reach, words, banned, added_at, _archived) = row  # fmt: skip
    own: dict[str, str] = {}
    for kind, value in reach:
        own[kind] = f"{own[kind]}{SEVERAL}{value}" if kind in own else value
    known = own.get
    return (
        name,
        known("phone", ""),
        known("email", ""),
        known("wechat", ""),
        known("link", ""),
        city,
        title,
        employer,
        degrees.get(degree, degree),
        school,
        years,
        pay,
        notice,
        source,
        referrer,
        agency,
        reader.listed(json.loads(words)) if words != "[]" else "",
        (why or reader.yes(True)) if banned else "",
        days(added_at),
    )


def resumes(connection: Connection, filters: Filters, reader: Reader) -> Found[Resume]:
    """Return the wanted people as résumés."""
    found, degrees = _found(connection, filters), _degrees(reader)
    return Found(found.total, (_resume(each, degrees) for each in found.rows))


def _resume(row: Any, degrees: Mapping[str, str]) -> Resume:
    first = dict(reversed(json.loads(row.reach)))
    link = first.get(ContactKind.LINK, "")
    return Resume(
        row.name,
        email=first.get(ContactKind.EMAIL, ""),
        phone=first.get(ContactKind.PHONE, ""),
        wechat=first.get(ContactKind.WECHAT, ""),
        url=link if "://" in link else "",
        city=row.city,
        label=row.title,
        employer=row.employer,
        school=row.school,
        degree=degrees.get(row.degree, row.degree),
        keywords=tuple(json.loads(row.words)),
    )


def _degrees(reader: Reader) -> Mapping[str, str]:
    return {code.value: reader.text(name) for code, name in DEGREE_NAMES.items() if code}


def contacts_of(
    connection: Connection, ids: Sequence[str]
) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the contacts of people by kind, the best first."""
    query = (
        select(contacts.c.candidate_id, contacts.c.kind, contacts.c.value)
        .where(contacts.c.candidate_id.in_(ids), contacts.c.archived.is_(False))
        .order_by(contacts.c.position, contacts.c.id)
    )
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for owner, kind, value in connection.execute(query):
        found[owner][kind].append(value)
    return found


def ids_of(
    connection: Connection, table: FromClause, *order: Any, where: Any = None
) -> Sequence[str]:
    """Return the ids of a table's live rows."""
    query = select(table.c.id).where(table.c.archived.is_(False))
    if where is not None:
        query = query.where(where)
    return list(connection.execute(query.order_by(*order, table.c.id)).scalars())


def _colleagues(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    return {
        each.id: (
            each.name,
            each.email,
            each.phone,
            each.department,
            each.title,
            each.site,
            reader.yes(each.interviewer),
            reader.yes(each.buddy),
            reader.yes(each.manager),
            each.hired_on,
            reader.listed(each.skills),
            reader.listed(each.languages),
        )
        for each in staff_by_id(connection, ids).values()
    }


PEOPLE = Exportable("people", N_("People"), _COLUMNS, _people)
STAFF = Exportable(
    "staff",
    N_("Colleagues"),
    (
        Column(N_("Name")),
        Column(N_("E-mail")),
        Column(N_("Phone")),
        Column(N_("Department")),
        Column(N_("Title")),
        Column(N_("Site")),
        Column(N_("Interviewer")),
        Column(N_("Buddy")),
        Column(N_("Manager")),
        Column(N_("Here since"), Kind.DATE),
        Column(N_("Skills")),
        Column(N_("Languages")),
    ),
    in_pages(lambda connection, _none: ids_of(connection, staff, staff.c.sort), _colleagues),
    of_requisition=False,
)
