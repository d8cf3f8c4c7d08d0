"""Who must be told of interviews: whoever does not know them as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from workbench.interviews.models import Interview, InterviewState
from workbench.interviews.notices import NoticeRow, emails_of, notices_of, place_of, told
from workbench.interviews.queries import (
    InterviewRow,
    interviews_by_id,
    interviews_to_come,
    undone_interview,
)
from workbench.interviews.rules import Span, day_span
from workbench.kernel.clock import milliseconds
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.letters.models import Letter, LetterKind, LetterState
from workbench.organisation.queries import zone_of
from workbench.people.queries import names, staff_by_id

queries = QuerySet()

interviews = Interview.__table__
letters = Letter.__table__
_INVITING = (LetterKind.INVITATION, LetterKind.PHONE, LetterKind.CHANGE)


class Why(StrEnum):
    """Why somebody must be told: they know of nothing, of something else, or it is off."""

    NEW = "new"
    CHANGED = "changed"
    OFF = "off"


WHY_NAMES = {
    Why.NEW: N_("Not told yet"),
    Why.CHANGED: N_("Changed since"),
    Why.OFF: N_("Called off"),
}


@dataclass(frozen=True)
class Guest:
    """Who takes part: a candidate with an application, or a colleague."""

    id: str
    name: str
    is_candidate: bool
    application_id: str = ""


@dataclass(frozen=True)
class DueRow:
    """A guest who must be told of an interview.

    Attributes: `guest_id`, a candidate's or a colleague's; `email`, '' where none is known;
    `place`, of the interview as it is; `was_start`, `was_end` and `was_place`, as the guest was
    told before, None and '' for nobody told; `sequence`, of the message that says it.
    """

    interview_id: str
    guest_id: str
    name: str
    is_candidate: bool
    application_id: str
    email: str
    why: Why
    title: str
    round: str
    starts_at: datetime
    ends_at: datetime
    place: str
    was_start: datetime | None
    was_end: datetime | None
    was_place: str
    sequence: int

    @property
    def key(self) -> str:
        """How `notice.tell` is told of this guest and what stands now."""
        return f"{self.interview_id}/{self.guest_id}/{self.sequence}"


@queries.offers("notice.due", N_("List who must be told of interviews"))
def due(
    connection: Connection,
    *,
    day: date | None = None,
    interview: str = "",
    now: datetime | None = None,
) -> Page[DueRow]:
    """Return who must be told, by time; of a local `day` or one interview, if that is asked.

    Interviews that are over are left out; a change from one day to another is of both.
    """
    found = due_rows(connection, now or datetime.now(UTC), interview)
    if day is not None:
        span = day_span(day, zone_of(connection))
        found = [row for row in found if _is_within(row, span)]
    return Page(tuple(found), len(found))


def _is_within(row: DueRow, span: Span) -> bool:
    return any(
        at is not None and span.start <= at < span.end for at in (row.starts_at, row.was_start)
    )


def due_rows(connection: Connection, now: datetime, interview: str = "") -> list[DueRow]:
    """Return who must be told of interviews that are not over at `now`."""
    rows = {row.id: row for row in interviews_to_come(connection, now)}
    rows |= _told_of(connection, now, rows)
    if interview:
        rows = {id: row for id, row in rows.items() if id == interview}
    known = notices_of(connection, list(rows))
    written = _letters_about(connection, list(rows))
    ordered = sorted(rows.values(), key=lambda row: (row.starts_at, row.id))
    found = [
        each
        for row in ordered
        for each in _of_interview(connection, row, known.get(row.id, {}))
        if not _is_written(each, written)
    ]
    return _with_addresses(connection, found)


def _told_of(
    connection: Connection, now: datetime, there: Mapping[str, InterviewRow]
) -> dict[str, InterviewRow]:
    """Return interviews of which somebody still expects that they take place, and they do not."""
    query = (
        select(told.c.interview_id)
        .join(interviews, interviews.c.id == told.c.interview_id)
        .where(told.c.archived.is_(False), told.c.withdrawn.is_(False))
        .where(interviews.c.ends_at > now)
        .distinct()
    )
    ids = [id for id in connection.execute(query).scalars() if id not in there]
    found = interviews_by_id(connection, ids)
    for id in ids:
        gone = None if id in found else undone_interview(connection, id)
        if gone is not None:
            found[id] = replace(gone, state=InterviewState.CANCELLED)
    return {id: row for id, row in found.items() if row.state == InterviewState.CANCELLED}


def guests_of(row: InterviewRow) -> tuple[Guest, ...]:
    """Return who takes part in an interview; nobody where it is called off."""
    if row.state == InterviewState.CANCELLED:
        return ()
    coming = (
        Guest(each.candidate_id, each.name, True, each.application_id)
        for each in row.candidates
        if not each.absent
    )
    return (*coming, *(Guest(each.staff_id, each.name, False) for each in row.panel))


def _of_interview(
    connection: Connection, row: InterviewRow, known: Mapping[str, NoticeRow]
) -> Iterator[DueRow]:
    coming = guests_of(row)
    for guest in coming:
        notice = known.get(guest.id)
        if notice is None or notice.withdrawn:
            yield _due(row, guest, Why.NEW, None)
        elif not notice.says(row):
            yield _due(row, guest, Why.CHANGED, notice)
    here = {guest.id for guest in coming} | {e.candidate_id for e in row.candidates if e.absent}
    if row.state == InterviewState.CANCELLED:
        here = set()
    left = [each for id, each in known.items() if id not in here and not each.withdrawn]
    for guest in _called(connection, left):
        yield _due(row, guest, Why.OFF, known[guest.id])


def _called(connection: Connection, left: Sequence[NoticeRow]) -> Iterator[Guest]:
    """Yield those who were told and no longer take part."""
    people = names(connection, [each.guest_id for each in left if each.is_candidate])
    staff = staff_by_id(connection, [each.guest_id for each in left if not each.is_candidate])
    for each in left:
        if each.guest_id in people:
            yield Guest(each.guest_id, people[each.guest_id], True)
        elif each.guest_id in staff:
            yield Guest(each.guest_id, staff[each.guest_id].name, False)


def _due(row: InterviewRow, guest: Guest, why: Why, notice: NoticeRow | None) -> DueRow:
    return DueRow(
        row.id,
        guest.id,
        guest.name,
        guest.is_candidate,
        guest.application_id,
        "",
        why,
        row.title,
        row.round,
        row.starts_at,
        row.ends_at,
        place_of(row),
        notice.starts_at if notice else None,
        notice.ends_at if notice else None,
        notice.place if notice else "",
        row.sequence,
    )


def _letters_about(connection: Connection, ids: Sequence[str]) -> set[tuple[str, str]]:
    """Return of which interviews, as they are, letters went to whom: (event, candidate)."""
    query = select(letters.c.event, letters.c.candidate_id).where(
        letters.c.interview_id.in_(ids),
        letters.c.archived.is_(False),
        letters.c.state == LetterState.SENT.value,
    )
    return {(row.event, row.candidate_id) for row in connection.execute(query)}


def _is_written(row: DueRow, letters: set[tuple[str, str]]) -> bool:
    """Tell whether a letter that went said it already."""
    if row.why is Why.OFF:
        return (f"{LetterKind.CANCELLATION}/{row.interview_id}", row.guest_id) in letters
    start = milliseconds(row.starts_at)
    events = (f"{kind}/{row.interview_id}/{start}" for kind in _INVITING)
    return any((event, row.guest_id) in letters for event in events)


def _with_addresses(connection: Connection, found: Sequence[DueRow]) -> list[DueRow]:
    emails = emails_of(connection, [row.guest_id for row in found if row.is_candidate])
    staff = staff_by_id(connection, [row.guest_id for row in found if not row.is_candidate])
    emails |= {id: each.email for id, each in staff.items()}
    return [replace(row, email=emails.get(row.guest_id, "")) for row in found]
