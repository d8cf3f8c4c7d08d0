"""Who waits to hear from us, and whether promises are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, or_, select

from workbench.demand.queries import requisitions
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import attending, interviews
from workbench.kernel.clock import SystemClock
from workbench.kernel.i18n import N_, Message
from workbench.kernel.queries import Page, QuerySet
from workbench.kernel.workdays import WorkCalendar
from workbench.letters import rules
from workbench.letters.models import LetterKind, LetterState
from workbench.letters.rules import Due, Promise
from workbench.letters.standing import (
    applications,
    candidates,
    letters,
    open_offer_posts,
    running_elsewhere,
    standing_query,
    suggested_kind,
    waits_since,
)
from workbench.organisation.queries import organisation
from workbench.organisation.times import calendar_of
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.rules import REASON_BY_CODE

queries = QuerySet()

HORIZON = timedelta(days=180)  # what is older is history: a letter would only puzzle its reader
_ENDED = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.POOLED)
_OUTCOMES = {
    ApplicationState.REJECTED: N_("Rejected: {reason}"),
    ApplicationState.WITHDRAWN: N_("Withdrew: {reason}"),
    ApplicationState.POOLED: N_("Put into the talent pool"),
}


@dataclass(frozen=True)
class OwedRow:
    """Somebody who waits for a letter that nobody has written yet.

    Attributes: `post`, the requisition's title; `kind`, the letter that suggests itself;
    `event_on`, the local day of what it answers; `due_on`, the last day of the promise;
    `estimated`, whether days off up to then are not announced yet; `why`, what happened; `caution`,
    what whoever writes it has to know, or None; `open_offer`, whether a refusal is impossible.
    """

    candidate_id: str
    name: str
    application_id: str
    requisition_id: str
    post: str
    kind: LetterKind
    event_on: date
    due_on: date
    estimated: bool
    promise: Promise
    why: Message
    caution: Message | None = None
    open_offer: bool = False


def owed(
    connection: Connection, today: date, calendar: WorkCalendar, zone: ZoneInfo
) -> tuple[OwedRow, ...]:
    """Return who waits for a letter that nobody has begun, the most urgent first."""
    since = datetime.combine(today, datetime.min.time(), zone) - HORIZON
    found = [*_ended_rows(connection, since), *_interviewed_rows(connection, since)]
    posts = _posts(connection, [row.requisition_id for row in found])
    running = running_elsewhere(connection, [row.candidate_id for row in found])
    offered = open_offer_posts(connection, [row.candidate_id for row in found])
    result = []
    for row in found:
        kind = suggested_kind(row)
        if kind is not None:
            others = [post for id, post in running.get(row.candidate_id, ()) if id != row.id]
            day, why = _event(row, zone)
            delay = rules.DELAYS.get(kind, 0)
            until = due_day(day, kind, delay, waits_since(row), calendar, zone)
            result.append(
                OwedRow(
                    candidate_id=row.candidate_id,
                    name=row.name,
                    application_id=row.id,
                    requisition_id=row.requisition_id,
                    post=posts.get(row.requisition_id, ""),
                    kind=kind,
                    event_on=day,
                    due_on=until.day,
                    estimated=until.estimated,
                    promise=rules.promise(until.day, today, calendar),
                    why=why,
                    caution=_caution(kind, offered.get(row.candidate_id, ""), others),
                    open_offer=kind in rules.CLOSING and row.candidate_id in offered,
                )
            )
    return tuple(sorted(result, key=lambda each: (each.due_on, each.name, each.application_id)))


def _ended_rows(connection: Connection, since: datetime) -> Sequence[Any]:
    # What another program ended before it came here has no reason of ours, and is not ours to tell.
    ours = or_(applications.c.reason != "", applications.c.state == ApplicationState.POOLED.value)
    query = standing_query().where(
        applications.c.state.in_([each.value for each in _ENDED]),
        applications.c.closed_at >= since,
        ours,
        candidates.c.do_not_contact.is_(False),
    )
    return [row for row in connection.execute(query) if not row.answered]


def _interviewed_rows(connection: Connection, since: datetime) -> Sequence[Any]:
    seen = (
        select(attending.c.application_id)
        .join(interviews, interviews.c.id == attending.c.interview_id)
        .where(interviews.c.state == InterviewState.HELD.value, interviews.c.ends_at >= since)
    )
    query = standing_query().where(
        applications.c.id.in_(seen),
        applications.c.state == ApplicationState.ACTIVE.value,
        candidates.c.do_not_contact.is_(False),
    )
    waiting = [row for row in connection.execute(query) if waits_since(row)]
    begun = _begun(connection, [row.id for row in waiting])
    return [row for row in waiting if begun.get(row.id) != row.held]


def _begun(connection: Connection, application_ids: Sequence[str]) -> dict[str, datetime]:
    """Return the interview that the newest unsent letter to each answers."""
    query = (
        select(letters.c.application_id, func.max(letters.c.event_at))
        .where(
            letters.c.application_id.in_(application_ids),
            letters.c.archived.is_(False),
            letters.c.kind.in_([LetterKind.THANKS.value, LetterKind.DELAY.value]),
            letters.c.state.in_([LetterState.DRAFT.value, LetterState.READY.value]),
        )
        .group_by(letters.c.application_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def due_day(
    event: date,
    kind: LetterKind,
    delay_days: int,
    waiting: datetime | None,
    calendar: WorkCalendar,
    zone: ZoneInfo,
) -> Due:
    """Return until when somebody shall hear.

    Who has been `waiting` since an interview waits no longer because the case was closed meanwhile.
    """
    until = rules.due(event, delay_days, calendar)
    if kind in rules.CLOSING and waiting is not None:
        first = rules.due(waiting.astimezone(zone).date(), rules.FEEDBACK_DAYS, calendar)
        return min(until, first, key=lambda each: each.day)
    return until


def _event(row: Any, zone: ZoneInfo) -> tuple[date, Message]:
    if row.state == ApplicationState.ACTIVE:
        return row.held.astimezone(zone).date(), Message(N_("Interviewed, has heard nothing since"))
    state = ApplicationState(row.state)
    reason = REASON_BY_CODE.get(row.reason)
    said = Message(reason.text) if reason else "–"
    return row.closed_at.astimezone(zone).date(), Message(_OUTCOMES[state], {"reason": said})


def _caution(kind: LetterKind, offered: str, others: Sequence[str]) -> Message | None:
    if kind in rules.CLOSING and offered:
        return Message(N_("Has an open offer: {post}"), {"post": offered})
    if kind in rules.REFUSALS and others:
        return Message(N_("Goes on applying for: {post}"), {"post": others[0]})
    return None


def _posts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    query = select(requisitions.c.id, requisitions.c.title).where(
        requisitions.c.id.in_(list(set(ids)))
    )
    return {row.id: row.title for row in connection.execute(query)}


@queries.offers("letter.owed", N_("List who waits for a letter"))
def list_owed(connection: Connection, *, today: date | None = None) -> Page[OwedRow]:
    """Return who waits for a letter by the organisation's calendar; `today` is its local day."""
    house = organisation(connection)
    zone = ZoneInfo(house.timezone)
    day = today or SystemClock().now().astimezone(zone).date()
    rows = owed(connection, day, calendar_of(house), zone)
    return Page(rows, len(rows))


@dataclass(frozen=True)
class PromiseFigures:
    """How the promise was kept for what was due in a span of days.

    Attributes: `due`, letters that were to leave by a day in the span; `kept`, those that did;
    `late`, those that left later; `unanswered`, those still not sent after their day;
    `kept_percent`, None where nothing was due; `median_days`, working days from the event to the
    letter, of those that left.
    """

    due: int
    kept: int
    late: int
    unanswered: int
    kept_percent: int | None
    median_days: float | None


@queries.offers("letter.promise", N_("Show how the three-day promise was kept"))
def promise_figures(
    connection: Connection, since: date, until: date, *, today: date | None = None
) -> PromiseFigures:
    """Return the figures for what was due from local day `since` up to and with `until`."""
    house = organisation(connection)
    zone, calendar = ZoneInfo(house.timezone), calendar_of(house)
    day = today or SystemClock().now().astimezone(zone).date()
    query = select(letters).where(
        letters.c.archived.is_(False),
        letters.c.state != LetterState.WITHDRAWN.value,
        letters.c.kind.in_([each.value for each in _PROMISED]),
        letters.c.due_on.between(since, until),
    )
    rows = connection.execute(query).all()
    sent = [row for row in rows if row.state == LetterState.SENT]
    lengths = [
        calendar.workdays_between(_local(row.event_at, zone), _local(row.sent_at, zone))
        for row in sent
    ]
    kept = sum(1 for row in sent if _local(row.sent_at, zone) <= row.due_on)
    forgotten = sum(1 for row in rows if row.state != LetterState.SENT and row.due_on < day)
    waiting = owed(connection, day, calendar, zone)
    forgotten += sum(1 for row in waiting if since <= row.due_on <= until and row.due_on < day)
    return _figures(kept, len(sent) - kept, forgotten, lengths)


_PROMISED = rules.CLOSING | {LetterKind.THANKS, LetterKind.DELAY}


def _local(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _figures(kept: int, late: int, unanswered: int, lengths: Sequence[int]) -> PromiseFigures:
    count = kept + late + unanswered
    return PromiseFigures(
        due=count,
        kept=kept,
        late=late,
        unanswered=unanswered,
        kept_percent=kept * 100 // count if count else None,
        median_days=float(median(lengths)) if lengths else None,
    )
