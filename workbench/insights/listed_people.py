"""The lists of people: everybody with all contacts, and colleagues.

Everybody can be a hundred thousand, so a person is one row of one query, and no class is made of
it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, FromClause, Select, func, select

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
_KINDS = ("phone", "email", "wechat", "link")
_OWN = (
    *("id", "name", "city", "title", "employer", "degree", "school", "years", "expected_pay"),
    *("notice", "source", "referrer", "agency", "do_not_contact", "dnc_reason", "added_at"),
)


def _select() -> Select[Any]:
    """Return the query of people with what is known of them, archived ones too.

    Whether somebody is archived is looked at afterwards: asked of SQLite, it would walk an index
    of everybody for each page.
    """
    own = (
        select(contacts.c.kind, contacts.c.value)
        .where(contacts.c.candidate_id == candidates.c.id, contacts.c.archived.is_(False))
        .order_by(contacts.c.position, contacts.c.id)
        .correlate(candidates)
        .subquery()
    )
    words = (
        select(tags.c.word)
        .where(tags.c.candidate_id == candidates.c.id, tags.c.archived.is_(False))
        .order_by(tags.c.word)
        .correlate(candidates)
        .subquery()
    )
    reach = select(func.json_group_array(func.json_array(own.c.kind, own.c.value)))
    marked = select(func.json_group_array(words.c.word))
    return select(
        *(candidates.c[name] for name in _OWN),
        reach.scalar_subquery().label("reach"),
        marked.scalar_subquery().label("words"),
        candidates.c.archived,
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
    return Found(found.total, (_row(each, degrees, reader) for each in found.rows))


def _row(row: Any, degrees: Mapping[str, str], reader: Reader) -> Row:
    # Taken apart at once: a hundred thousand times a name looked up is what takes long here.
    (_id, name, city, title, employer, degree, school, years, pay, notice, source, referrer, agency,
     banned, why, added_at, reach, words, _archived) = row  # fmt: skip
    own = _reached(reach)
    return (
        name,
        *[own.get(kind, "") for kind in _KINDS],
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
        reader.day(added_at),
    )


_decode = json.JSONDecoder().decode  # without asking each time in which form a text came


def _reached(reach: str) -> Mapping[str, str]:
    """Return all contacts of each kind in a row."""
    own: dict[str, str] = {}
    for kind, value in _decode(reach):
        own[kind] = f"{own[kind]}{SEVERAL}{value}" if kind in own else value
    return own


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
