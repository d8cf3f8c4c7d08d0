"""The lists of requisitions and of applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from workbench.demand.models import Requisition
from workbench.demand.queries import requisitions_by_id
from workbench.demand.rules import REASON_NAMES, STATE_NAMES, URGENCY_NAMES
from workbench.insights.board import cards
from workbench.insights.listed_people import SEVERAL, contacts_of, ids_of
from workbench.insights.listing import Column, Exportable, Kind, Reader, Row, in_pages
from workbench.kernel.i18n import N_
from workbench.people.models import Candidate, ContactKind
from workbench.people.queries import staff_by_id
from workbench.pipeline.models import Application, ApplicationState, Stage
from workbench.pipeline.queries import applications_by_id, counts
from workbench.pipeline.rules import NEXT_ACTION_NAMES, REASON_BY_CODE
from workbench.pipeline.rules import STATE_NAMES as APPLICATION_NAMES

applications = Application.__table__
candidates = Candidate.__table__
requisitions = Requisition.__table__
stages = Stage.__table__

REASONS = {code: reason.text for code, reason in REASON_BY_CODE.items()}


def _posts(connection: Connection, requisition: str) -> Sequence[str]:
    where = requisitions.c.id == requisition if requisition else None
    order = (requisitions.c.state != "open", requisitions.c.sort)
    return ids_of(connection, requisitions, *order, where=where)


def _requisitions(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    rows = requisitions_by_id(connection, ids)
    on_it = counts(connection, ids)
    named = {each for row in rows.values() for each in (*row.interviewers, row.manager)}
    people = staff_by_id(connection, list(named))
    return {
        row.id: (
            row.title,
            row.department,
            reader.code(STATE_NAMES, row.state),
            row.headcount,
            on_it.get((row.id, ApplicationState.ACTIVE.value), 0),
            on_it.get((row.id, ApplicationState.HIRED.value), 0),
            reader.code(URGENCY_NAMES, row.urgency),
            row.urgency_reason,
            reader.code(REASON_NAMES, row.reason),
            row.start_on,
            row.site,
            row.level,
            row.salary_low,
            row.salary_high,
            row.currency,
            people[row.manager].name if row.manager in people else "",
            reader.listed(people[each].name for each in row.interviewers if each in people),
            row.completeness,
            reader.day(row.opened_at),
            row.duties,
            row.must_have,
            row.nice_to_have,
            row.goals,
        )
        for row in rows.values()
    }


def _on_the_way(connection: Connection, requisition: str) -> Sequence[str]:
    """Return applications by requisition, running ones first, then by their place on the board."""
    query = (
        select(applications.c.id)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .join(stages, stages.c.id == applications.c.stage_id)
        .where(applications.c.archived.is_(False), candidates.c.archived.is_(False))
        .order_by(
            applications.c.requisition_id,
            applications.c.state != ApplicationState.ACTIVE.value,
            stages.c.position,
            applications.c.rank,
            applications.c.id,
        )
    )
    if requisition:
        query = query.where(applications.c.requisition_id == requisition)
    return list(connection.execute(query).scalars())


def _applications(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    rows = applications_by_id(connection, ids)
    faces = cards(connection, ids, reader.now)
    reach = contacts_of(connection, [row.candidate_id for row in rows.values()])
    found = {}
    for id, row in rows.items():
        card, own = faces[id], reach[row.candidate_id]
        running = row.state == ApplicationState.ACTIVE
        found[id] = (
            card.name,
            SEVERAL.join(own[ContactKind.PHONE]),
            SEVERAL.join(own[ContactKind.EMAIL]),
            card.post,
            reader.named(card.stage.names),
            reader.code(APPLICATION_NAMES, row.state),
            reader.text(NEXT_ACTION_NAMES[card.action]),
            card.time.days if running else None,
            card.score,
            reader.yes(card.starred),
            card.title,
            card.employer,
            card.city,
            card.years,
            card.source,
            reader.day(row.applied_at),
            reader.day(row.closed_at),
            reader.code(REASONS, row.reason),
            row.reason_note,
        )
    return found


REQUISITIONS = Exportable(
    "requisitions",
    N_("Requisitions"),
    (
        Column(N_("Post")),
        Column(N_("Department")),
        Column(N_("State")),
        Column(N_("Headcount"), Kind.NUMBER),
        Column(N_("In progress"), Kind.NUMBER),
        Column(N_("Hired"), Kind.NUMBER),
        Column(N_("Urgency")),
        Column(N_("Why it is so urgent")),
        Column(N_("Reason")),
        Column(N_("First day"), Kind.DATE),
        Column(N_("Site")),
        Column(N_("Level")),
        Column(N_("Salary from, per month"), Kind.NUMBER),
        Column(N_("Salary to"), Kind.NUMBER),
        Column(N_("Currency")),
        Column(N_("Manager")),
        Column(N_("Interviewers")),
        Column(N_("Complete, %"), Kind.NUMBER),
        Column(N_("Opened on"), Kind.DATE),
        Column(N_("Duties")),
        Column(N_("Must have")),
        Column(N_("Nice to have")),
        Column(N_("Goals of the first 90 days")),
    ),
    in_pages(_posts, _requisitions),
)
APPLICATIONS = Exportable(
    "applications",
    N_("Applications"),
    (
        Column(N_("Name")),
        Column(N_("Phone")),
        Column(N_("E-mail")),
        Column(N_("Post")),
        Column(N_("Stage")),
        Column(N_("State")),
        Column(N_("Next step")),
        Column(N_("Working days in the stage"), Kind.NUMBER),
        Column(N_("Score"), Kind.NUMBER),
        Column(N_("Key candidate")),
        Column(N_("Title")),
        Column(N_("Employer")),
        Column(N_("City")),
        Column(N_("Years of experience"), Kind.NUMBER),
        Column(N_("Source")),
        Column(N_("Applied on"), Kind.DATE),
        Column(N_("Ended on"), Kind.DATE),
        Column(N_("Reason")),
        Column(N_("What else there is to say")),
    ),
    in_pages(_on_the_way, _applications),
)
