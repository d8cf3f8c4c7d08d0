"""What goes into the calendars of those who take part in an interview.

The panel and each candidate get messages of their own: a candidate never reads who else applies,
nor the addresses of the panel.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from workbench import paths
from workbench.interviews.ics import Guest, Invitation, to_ics
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow, interview, undone_interview
from workbench.kernel.errors import BadInput, NotFound
from workbench.kernel.i18n import LANGUAGES, N_, Translator
from workbench.kernel.queries import QuerySet
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.people.models import Contact, ContactKind
from workbench.people.queries import staff_by_id

queries = QuerySet()

PANEL = "panel"
contacts = Contact.__table__


def invitation(
    connection: Connection, interview_id: str, audience: str, words: Translator
) -> Invitation:
    """Return the calendar message to the panel (`PANEL`) or to a candidate (an id).

    An interview that was cancelled, or whose scheduling was undone, is taken back by it.
    """
    undone = undone_interview(connection, interview_id)
    row = undone or interview(connection, interview_id)
    house = organisation(connection)
    if audience == PANEL:
        guests, uid = _panel(connection, row), row.uid
        summary, description = _for_panel(row, words)
    else:
        mine = [each for each in row.candidates if each.candidate_id == audience]
        if not mine:
            raise NotFound(N_("This person was not invited to the interview."))
        guests = (Guest(mine[0].name, _email(connection, audience)),)
        uid = f"{row.uid}-{mine[0].id}"
        summary, description = _for_candidate(row, house, words)
    return Invitation(
        uid=uid,
        sequence=row.sequence,
        stamp=row.changed_at,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        timezone=house.timezone,
        summary=summary,
        description=description,
        location=", ".join(filter(None, (row.room, house.address))) or row.call_link,
        link=row.call_link,
        organizer=Guest(house.recruiter or house.name, house.email),
        guests=guests,
        cancelled=bool(undone) or row.state == InterviewState.CANCELLED,
    )


@queries.offers("interview.ics", N_("Make the calendar file of an interview"))
def invitation_text(
    connection: Connection, interview_id: str, *, audience: str = PANEL, language: str = "zh"
) -> str:
    """Return the .ics file to the panel, or to the candidate whose id `audience` is."""
    if language not in LANGUAGES:
        raise BadInput(N_("There are no texts in the language {name}."), name=language)
    words = Translator.load(paths.resources() / "locale", language)
    return to_ics(invitation(connection, interview_id, audience, words)).decode("utf-8")


def _panel(connection: Connection, row: InterviewRow) -> tuple[Guest, ...]:
    known = staff_by_id(connection, [each.staff_id for each in row.panel])
    return tuple(
        Guest(each.name, known[each.staff_id].email, each.shadow)
        for each in row.panel
        if each.staff_id in known
    )


def _email(connection: Connection, candidate_id: str) -> str:
    query = (
        select(contacts.c.value)
        .where(contacts.c.candidate_id == candidate_id, contacts.c.archived.is_(False))
        .where(contacts.c.kind == ContactKind.EMAIL.value)
        .order_by(contacts.c.position, contacts.c.id)
    )
    return connection.execute(query).scalars().first() or ""


def _for_panel(row: InterviewRow, words: Translator) -> tuple[str, str]:
    joint = "、" if words.language == "zh" else ", "
    who = joint.join(each.name for each in row.candidates)
    summary = words.text(N_("Interview: {who} · {round}"), who=who, round=row.round)
    lines = [
        words.text(N_("Post: {title}"), title=row.title),
        words.text(N_("Candidates: {who}"), who=who),
        words.text(N_("Panel: {who}"), who=joint.join(each.name for each in row.panel)),
        words.text(N_("Please read the kit 15 minutes before, and score within 24 hours.")),
    ]
    return summary, _with_link(lines, row, words)


def _for_candidate(row: InterviewRow, house: OrganisationRow, words: Translator) -> tuple[str, str]:
    summary = words.text(N_("Interview: {title} · {round}"), title=row.title, round=row.round)
    lines = [house.name] if house.name else []
    if house.directions:
        lines.append(words.text(N_("How to get there: {text}"), text=house.directions))
    if house.phone:
        lines.append(words.text(N_("On the day, call {phone}."), phone=house.phone))
    return (f"{summary} · {house.name}" if house.name else summary), _with_link(lines, row, words)


def _with_link(lines: list[str], row: InterviewRow, words: Translator) -> str:
    if row.call_link:
        lines.append(words.text(N_("Link of the call: {link}"), link=row.call_link))
    return "\n".join(lines)
