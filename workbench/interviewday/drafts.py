"""Mail drafts to guests of interviews (.eml): the words, the calendar message, the guide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from workbench.interviewday.messages import Told, told_to
from workbench.interviewday.telling import Why
from workbench.interviews.ics import to_ics
from workbench.interviews.invitations import invitation
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.prints import PrintSpec
from workbench.kernel.queries import QuerySet
from workbench.letters import wording
from workbench.letters.mail import address, file_name
from workbench.paper.binding import bind

queries = QuerySet()

GUIDE = "interview.guide"
_ATTACHED: list[PrintSpec] = []


def attach(prints: Iterable[PrintSpec]) -> None:
    """Say which prints there are; the guide among them goes with invitations of candidates."""
    _ATTACHED[:] = [spec for spec in prints if spec.id == GUIDE]


@queries.offers("notice.draft", N_("Make the mail draft to a guest of an interview"))
def notice_draft(
    connection: Connection,
    interview_id: str,
    guest: str,
    *,
    language: str = "",
    now: datetime | None = None,
) -> str:
    """Return the .eml file to a candidate or colleague; everything in it is ASCII.

    Raises RuleBroken where there is nowhere to send it, or nothing may be sent.
    """
    told = told_to(connection, interview_id, guest, language=language, now=now)
    return draft(connection, told).decode("ascii")


def draft(connection: Connection, told: Told) -> bytes:
    """Return the draft of what is said to a guest, ready to be opened by a mail program."""
    row, house = told.row, told.house
    words = wording.words_in(told.language)
    if not row.email:
        raise RuleBroken("email", N_("{name} has no e-mail address."), name=row.name)
    message = EmailMessage(policy=SMTP)
    message["To"] = address(row.name, row.email, "email")
    if house.email:
        message["From"] = address(house.recruiter or house.name, house.email, "organisation")
    message["Subject"] = told.subject
    message["X-Unsent"] = "1"  # Outlook opens what bears this as a draft of one's own
    message["Content-Language"] = told.language
    message.set_content(told.mail, cte="base64")
    said = invitation(connection, row.interview_id, row.guest_id, words)
    calendar = to_ics(said)
    message.add_alternative(
        calendar.decode(), subtype="calendar", cte="base64", params={"method": said.method}
    )
    message.add_attachment(calendar, maintype="application", subtype="ics", filename="invite.ics")
    if row.is_candidate and row.why is not Why.OFF:
        _add_guide(connection, told, message)
    _name_boundaries(message, f"{row.interview_id}-{row.guest_id}")
    return message.as_bytes()


def _add_guide(connection: Connection, told: Told, message: EmailMessage) -> None:
    words = wording.words_in(told.language)
    for spec in _ATTACHED:
        made = spec.make(
            connection,
            words,
            interview_id=told.row.interview_id,
            candidate_id=told.row.guest_id,
        )
        pdf = bind(made if isinstance(made, tuple) else (made,)).data
        name = file_name(f"{words.text(N_('Interview guide'))} {told.row.title}", ".pdf")
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)


def _name_boundaries(message: EmailMessage, key: str) -> None:
    """Let a draft be the same whenever it is made."""
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{number}_{key}"[:70])


def draft_name(told: Told) -> str:
    """Return what the file of a draft is called: by time and name."""
    start = told.row.starts_at.astimezone(ZoneInfo(told.house.timezone))
    return file_name(f"{start:%Y-%m-%d %H%M} {told.row.name}", ".eml")
