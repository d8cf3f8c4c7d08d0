"""The list of contacts with candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from workbench.demand.queries import titles
from workbench.insights.listed_people import ids_of
from workbench.insights.listing import Column, Exportable, Kind, Reader, Row, in_pages
from workbench.kernel.i18n import N_
from workbench.people.contacting import (
    CHANNEL_NAMES,
    DIRECTION_NAMES,
    OUTCOME_NAMES,
    contacts_by_id,
)
from workbench.people.models import ContactLog
from workbench.pipeline.models import Application
from workbench.pipeline.queries import applications_by_id

logged = ContactLog.__table__
applications = Application.__table__


def _all_contacts(connection: Connection, requisition: str) -> Sequence[str]:
    on_it = select(applications.c.id).where(applications.c.requisition_id == requisition)
    where = logged.c.application_id.in_(on_it) if requisition else None
    return ids_of(connection, logged, logged.c.at, where=where)


def _contacts(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    rows = contacts_by_id(connection, ids)
    wanted = [row.application_id for row in rows.values() if row.application_id]
    about = applications_by_id(connection, wanted)
    posts = titles(connection, [each.requisition_id for each in about.values()])
    return {
        row.id: (
            reader.local(row.at),
            row.name,
            posts.get(about[row.application_id].requisition_id, "")
            if row.application_id in about
            else "",
            reader.code(CHANNEL_NAMES, row.channel),
            reader.code(DIRECTION_NAMES, row.direction),
            reader.code(OUTCOME_NAMES, row.outcome) if row.outcome else "",
            row.body,
            row.call_back_on,
            reader.yes(row.call_back_due),
            row.by,
        )
        for row in rows.values()
    }


CONTACTS = Exportable(
    "contacts",
    N_("Contacts with candidates"),
    (
        Column(N_("When"), Kind.MOMENT),
        Column(N_("Name")),
        Column(N_("Post")),
        Column(N_("By which way")),
        Column(N_("Who began")),
        Column(N_("Outcome")),
        Column(N_("What was said")),
        Column(N_("Call back on"), Kind.DATE),
        Column(N_("Still to be called back")),
        Column(N_("Noted by")),
    ),
    in_pages(_all_contacts, _contacts),
)
