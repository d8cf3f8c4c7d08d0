"""The lists of letters, of who waits for one, and of offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from workbench.insights.listed_people import ids_of
from workbench.insights.listed_pipeline import REASONS
from workbench.insights.listing import Column, Exportable, Kind, Reader, Row, in_pages
from workbench.kernel.i18n import N_
from workbench.letters.models import Letter, Offer
from workbench.letters.offers import offers_by_id
from workbench.letters.owing import list_owed
from workbench.letters.queries import letter_lines
from workbench.letters.rules import (
    KIND_NAMES,
    LETTER_STATE_NAMES,
    OFFER_STATE_NAMES,
    SENT_HOW_NAMES,
    TONE_NAMES,
)
from workbench.pipeline.models import Application

letters = Letter.__table__
offers = Offer.__table__
applications = Application.__table__

_LANGUAGES = {"zh": N_("Chinese"), "en": N_("English")}


def _all_letters(connection: Connection, requisition: str) -> Sequence[str]:
    on_it = select(applications.c.id).where(applications.c.requisition_id == requisition)
    where = letters.c.application_id.in_(on_it) if requisition else None
    return ids_of(connection, letters, letters.c.due_on.is_(None), letters.c.due_on, where=where)


def _letters(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    return {
        row.id: (
            row.name,
            row.post,
            reader.code(KIND_NAMES, row.kind),
            row.title,
            reader.code(TONE_NAMES, row.tone),
            reader.code(_LANGUAGES, row.language),
            reader.code(LETTER_STATE_NAMES, row.state),
            row.due_on,
            reader.day(row.written_at),
            reader.day(row.sent_at),
            reader.code(SENT_HOW_NAMES, row.sent_how),
        )
        for row in letter_lines(connection, ids, today=reader.today).values()
    }


def _all_owed(connection: Connection, requisition: str) -> Sequence[str]:
    rows = list_owed(connection).rows
    return [r.application_id for r in rows if not requisition or r.requisition_id == requisition]


def _owed(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    wanted = frozenset(ids)
    return {
        row.application_id: (
            row.name,
            row.post,
            reader.code(KIND_NAMES, row.kind),
            reader.words.show(row.why),
            row.event_on,
            row.due_on,
            reader.words.show(row.caution) if row.caution else "",
        )
        for row in list_owed(connection, today=reader.today).rows
        if row.application_id in wanted
    }


def _all_offers(connection: Connection, requisition: str) -> Sequence[str]:
    where = offers.c.requisition_id == requisition if requisition else None
    return ids_of(connection, offers, offers.c.respond_by, where=where)


def _offers(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    return {
        row.id: (
            row.name,
            row.post,
            reader.code(OFFER_STATE_NAMES, row.state),
            row.salary,
            row.currency,
            row.start_on,
            row.respond_by,
            row.contract_months,
            row.probation_months,
            row.probation_salary,
            reader.day(row.made_at),
            reader.day(row.sent_at),
            reader.day(row.decided_at),
            reader.code(REASONS, row.reason),
            row.note,
        )
        for row in offers_by_id(connection, ids).values()
    }


LETTERS = Exportable(
    "letters",
    N_("Letters"),
    (
        Column(N_("Name")),
        Column(N_("Post")),
        Column(N_("Letter")),
        Column(N_("Subject")),
        Column(N_("Tone")),
        Column(N_("Language")),
        Column(N_("State")),
        Column(N_("Due"), Kind.DATE),
        Column(N_("Written on"), Kind.DATE),
        Column(N_("Sent on"), Kind.DATE),
        Column(N_("How it left")),
    ),
    in_pages(_all_letters, _letters),
)
OWED = Exportable(
    "owed-letters",
    N_("Letters to write"),
    (
        Column(N_("Name")),
        Column(N_("Post")),
        Column(N_("Letter")),
        Column(N_("Why")),
        Column(N_("Since"), Kind.DATE),
        Column(N_("Due"), Kind.DATE),
        Column(N_("Note")),
    ),
    in_pages(_all_owed, _owed),
)
OFFERS = Exportable(
    "offers",
    N_("Offers"),
    (
        Column(N_("Name")),
        Column(N_("Post")),
        Column(N_("State")),
        Column(N_("Pay per month, before tax"), Kind.NUMBER),
        Column(N_("Currency")),
        Column(N_("First day of work"), Kind.DATE),
        Column(N_("Answer by"), Kind.DATE),
        Column(N_("Months of the contract"), Kind.NUMBER),
        Column(N_("Months of probation"), Kind.NUMBER),
        Column(N_("Pay on probation"), Kind.NUMBER),
        Column(N_("Made on"), Kind.DATE),
        Column(N_("Sent on"), Kind.DATE),
        Column(N_("Answered on"), Kind.DATE),
        Column(N_("Reason")),
        Column(N_("Note")),
    ),
    in_pages(_all_offers, _offers),
)
