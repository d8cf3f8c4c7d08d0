"""What goes into the calendars of those who take part in an interview.

The panel and each candidate get messages of their own: a candidate never reads who else applies,
nor the addresses of the panel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench import paths
from workbench.interviews.day_models import Answer
from workbench.interviews.ics import UNANSWERED, Guest, Invitation, to_ics
from workbench.interviews.models import InterviewState
from workbench.interviews.notices import NoticeRow, emails_of, notices_of
from workbench.interviews.queries import (
    AttendeeRow,
    InterviewRow,
    attendees,
    interview,
    panels,
    undone_interview,
)
from workbench.kernel.errors import BadInput, NotFound
from workbench.kernel.i18n import LANGUAGES, N_, Translator
from workbench.kernel.queries import QuerySet
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.people.queries import staff_by_id

queries = QuerySet()

PANEL = "panel"


def invitation(
    connection: Connection, interview_id: str, audience: str, words: Translator
) -> Invitation:
    """Return the calendar message to the panel (`PANEL`), a candidate or a colleague (an id).

    An interview that was cancelled, or whose scheduling was undone, is taken back by it; and so is
    one from a guest who no longer takes part, for that guest alone. Raises NotFound.
    """
    undone = undone_interview(connection, interview_id)
    row = undone or interview(connection, interview_id)
    house = organisation(connection)
    off = bool(undone) or row.state == InterviewState.CANCELLED
    known = notices_of(connection, [row.id]).get(row.id, {})
    mine = [each for each in row.candidates if each.candidate_id == audience]
    if audience == PANEL or any(each.staff_id == audience for each in row.panel):
        seats = [(each.staff_id, each.shadow) for each in row.panel]
        message = _Message(row.uid, _panel(connection, row, seats, known), off)
    elif mine:
        message = _Message(_uid_of(row, mine[0].id), _one(connection, row, mine[0], known), off)
    else:
        message = _to_left(connection, row, audience, is_off=off)
    is_panel = message.uid == row.uid
    says = _for_panel(row, words) if is_panel else _for_candidate(row, house, words)
    return Invitation(
        uid=message.uid,
        sequence=row.sequence,
        stamp=row.changed_at,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        timezone=house.timezone,
        summary=says[0],
        description=says[1],
        location=", ".join(filter(None, (row.room, house.address))) or row.call_link,
        link=row.call_link,
        organizer=Guest(house.recruiter or house.name, house.email),
        guests=message.guests,
        cancelled=message.cancelled,
        goes_on=message.goes_on,
    )


@dataclass(frozen=True)
class _Message:
    """To whom a message goes, under which name, and what it takes back."""

    uid: str
    guests: tuple[Guest, ...]
    cancelled: bool
    goes_on: bool = False


def _uid_of(row: InterviewRow, seat: str) -> str:
    """Return the name of an interview in a candidate's calendar; `seat` is their row's id."""
    return f"{row.uid}-{seat}"


def _one(
    connection: Connection, row: InterviewRow, who: AttendeeRow, known: Mapping[str, NoticeRow]
) -> tuple[Guest, ...]:
    email = emails_of(connection, [who.candidate_id]).get(who.candidate_id, "")
    return (Guest(who.name, email, status=_status(row, known.get(who.candidate_id))),)


def _to_left(connection: Connection, row: InterviewRow, guest: str, *, is_off: bool) -> _Message:
    """Return the message to somebody who took part once. Raises NotFound."""
    for each in attendees(connection, [row.id], undone=True).get(row.id, []):
        if each.candidate_id == guest:
            return _Message(_uid_of(row, each.id), _one(connection, row, each, {}), True)
    for seat in panels(connection, [row.id], undone=True).get(row.id, []):
        if seat.staff_id == guest:
            guests = _panel(connection, row, [(guest, seat.shadow)], {})
            return _Message(row.uid, guests, True, goes_on=not is_off)
    raise NotFound(N_("This person was not invited to the interview."))


@queries.offers("interview.ics", N_("Make the calendar file of an interview"))
def invitation_text(
    connection: Connection, interview_id: str, *, audience: str = PANEL, language: str = "zh"
) -> str:
    """Return the .ics file to the panel, or to the guest whose id `audience` is."""
    if language not in LANGUAGES:
        raise BadInput(N_("There are no texts in the language {name}."), name=language)
    words = Translator.load(paths.resources() / "locale", language)
    return to_ics(invitation(connection, interview_id, audience, words)).decode("utf-8")


def _panel(
    connection: Connection,
    row: InterviewRow,
    seats: Sequence[tuple[str, bool]],
    known: Mapping[str, NoticeRow],
) -> tuple[Guest, ...]:
    """Return colleagues, each given by id and whether they only listen."""
    staff = staff_by_id(connection, [staff_id for staff_id, _ in seats])
    return tuple(
        Guest(staff[each].name, staff[each].email, listens, _status(row, known.get(each)))
        for each, listens in seats
        if each in staff
    )


def _status(row: InterviewRow, notice: NoticeRow | None) -> str:
    """Return what a guest answered to the interview as it is; who proposes is not sure."""
    if notice is None or not notice.answer or not notice.says_time(row):
        return UNANSWERED
    answer = Answer(notice.answer)
    return (Answer.TENTATIVE if answer is Answer.PROPOSED else answer).upper()


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
