"""When and how much colleagues interview: their hours and limits, and who is asked beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.interviews.day_models import InterviewerTerms
from workbench.interviews.hours import WEEK, Hours, fits, read_hours, shown_hours, shown_lines
from workbench.interviews.models import Interview, InterviewPanelist, InterviewState, Weekday
from workbench.interviews.rules import Conflict, ConflictKind, Draft, Party, Span
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import LANGUAGES, N_, Message
from workbench.kernel.queries import Page, QuerySet
from workbench.people.models import Staff
from workbench.people.queries import staff_by_id
from workbench.people.staffing import AddStaff, ChangeStaff, add_staff, change_staff
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

table = InterviewerTerms.__table__
interviews = Interview.__table__
panelists = InterviewPanelist.__table__

MOST = 99  # interviews; a higher limit is none
LONGEST_BUFFER = 240  # minutes


@dataclass(frozen=True)
class SetTerms:
    """Say when and how much a colleague interviews; what was said before is replaced."""

    staff: str = arg(N_("id of the colleague"), positional=True)
    hours: tuple[str, ...] = arg(
        N_("working hours, such as “Mon-Fri 09:00-12:00”; none for the office’s hours"), default=()
    )
    most_a_day: int | None = arg(N_("interviews a day at most"), default=None)
    most_a_week: int | None = arg(N_("interviews a week at most"), default=None)
    buffer: int = arg(N_("least minutes between two interviews"), default=0)


@commands.handles(
    SetTerms,
    "interviewer.set",
    N_("Set when and how much a colleague interviews"),
    done=N_("Interviewing hours and limits changed"),
    palette=False,
)
def set_terms(cmd: SetTerms, uow: UnitOfWork) -> None:
    """Write the terms of a colleague."""
    uow.require(Staff, cmd.staff)
    _write(uow, cmd)


@dataclass(frozen=True)
class SaveColleague:
    """Write a colleague's details, and when and how much they interview, in one step.

    Attributes: `staff` of `terms` is not looked at.
    """

    details: AddStaff | ChangeStaff = arg(N_("name, contacts and what the colleague does"))
    terms: SetTerms = arg(N_("when and how much the colleague interviews"))


@commands.handles(
    SaveColleague,
    "interviewer.save",
    N_("Save a colleague"),
    done=N_("Colleague saved"),
    palette=False,
    cli=False,
)
def save_colleague(cmd: SaveColleague, uow: UnitOfWork) -> str:
    """Write both and return the colleague's id."""
    if isinstance(cmd.details, AddStaff):
        staff_id: str = add_staff(cmd.details, uow)
    else:
        staff_id = cmd.details.staff
        change_staff(cmd.details, uow)
    _write(uow, replace(cmd.terms, staff=staff_id))
    return staff_id


def _write(uow: UnitOfWork, cmd: SetTerms) -> None:
    hours = stored_hours(read_hours(cmd.hours))
    _refuse(cmd)
    query = select(InterviewerTerms).where(
        InterviewerTerms.staff_id == cmd.staff, InterviewerTerms.archived.is_(False)
    )
    found = uow.find(query.order_by(InterviewerTerms.id))
    if not found and cmd == SetTerms(cmd.staff):
        return  # nothing is said, and nothing was
    record = found[0] if found else uow.add(InterviewerTerms(staff_id=cmd.staff))
    record.hours = hours
    record.most_a_day, record.most_a_week = cmd.most_a_day, cmd.most_a_week
    record.buffer = cmd.buffer


def _refuse(cmd: SetTerms) -> None:
    for name in ("most_a_day", "most_a_week"):
        value = getattr(cmd, name)
        if value is not None and not 1 <= value <= MOST:
            text = N_("Write a number from 1 to {n}, or nothing for no limit.")
            raise RuleBroken(name, text, n=MOST)
    if cmd.most_a_day and cmd.most_a_week and cmd.most_a_week < cmd.most_a_day:
        text = N_("The week’s limit must not be below the day’s.")
        raise RuleBroken("most_a_week", text)
    if not 0 <= cmd.buffer <= LONGEST_BUFFER:
        text = N_("There are from 0 to {n} minutes between two interviews.")
        raise RuleBroken("buffer", text, n=LONGEST_BUFFER)


def stored_hours(hours: Iterable[Hours]) -> dict[str, list[list[int]]]:
    """Return weekly hours as they are stored. Raises RuleBroken for those of one day."""
    found: dict[str, list[list[int]]] = {}
    for each in hours:
        if each.weekday is None:
            text = N_("Say working hours by days of the week; note one day as busy time or leave.")
            raise RuleBroken("hours", text)
        found.setdefault(each.weekday.value, []).append([each.opens, each.closes])
    return found


def hours_from(stored: Mapping[str, Any]) -> tuple[Hours, ...]:
    """Return stored hours in order."""
    return tuple(
        Hours(Weekday(day), None, opens, closes)
        for day in WEEK
        for opens, closes in stored.get(day.value, ())
    )


@dataclass(frozen=True)
class TermsRow:
    """When and how much a colleague interviews.

    Attributes: `hours`, in order, () for the office's; `lines`, the same in words, by language;
    `most_a_day` and `most_a_week`, interviews, None without limit; `buffer`, least minutes
    between two.
    """

    staff_id: str
    hours: tuple[Hours, ...] = ()
    lines: Mapping[str, tuple[str, ...]] | None = None
    most_a_day: int | None = None
    most_a_week: int | None = None
    buffer: int = 0


@queries.offers("interviewer.terms", N_("Show when and how much a colleague interviews"))
def terms(connection: Connection, staff_id: str) -> TermsRow:
    """Return the terms of a colleague, without any where none were set. Raises NotFound."""
    if staff_id not in staff_by_id(connection, [staff_id]):
        raise NotFound(N_("There is no colleague {id}."), id=staff_id)
    return terms_of(connection, [staff_id])[staff_id]


@queries.offers("interviewer.list", N_("List when and how much colleagues interview"))
def list_terms(connection: Connection) -> Page[TermsRow]:
    """Return the terms that were set, by colleague."""
    rows = connection.execute(select(table).where(table.c.archived.is_(False)))
    found = tuple(_row(row) for row in rows)
    return Page(found, len(found))


def terms_of(
    connection: Connection, staff_ids: Sequence[str], *, in_words: bool = True
) -> dict[str, TermsRow]:
    """Return the terms of each colleague, in one query; without `lines` unless `in_words`."""
    found = {each: TermsRow(each) for each in staff_ids}
    query = select(table).where(table.c.staff_id.in_(staff_ids), table.c.archived.is_(False))
    for row in connection.execute(query.order_by(table.c.id.desc())):
        found[row.staff_id] = _row(row, in_words=in_words)
    return found


def _row(row: Any, *, in_words: bool = True) -> TermsRow:
    hours = hours_from(row.hours)
    shown = bool(hours) and in_words
    lines = {each: shown_lines(hours, each) for each in LANGUAGES} if shown else None
    return TermsRow(row.staff_id, hours, lines, row.most_a_day, row.most_a_week, row.buffer)


@dataclass(frozen=True)
class Held:
    """A time at which a colleague interviews, and in which interview."""

    interview_id: str
    span: Span


def beyond_terms(connection: Connection, draft: Draft, zone: ZoneInfo) -> tuple[Conflict, ...]:
    """Return which interviewers a wish asks beyond their hours, limits and time to breathe."""
    said = terms_of(connection, [each.id for each in draft.panel], in_words=False)
    bound = [each for each, own in said.items() if own != TermsRow(each)]
    if not bound:
        return ()
    return beyond(draft, said, held_by(connection, bound, draft.span.start, zone), zone)


def beyond(
    draft: Draft,
    said: Mapping[str, TermsRow],
    held: Mapping[str, Sequence[Held]],
    zone: ZoneInfo,
) -> tuple[Conflict, ...]:
    """Return the same from terms and from what is held in the week of the wish, by colleague.

    Who is not among `said` has no terms.
    """
    found: list[Conflict] = []
    for each in draft.panel:
        own = said.get(each.id)
        if own is not None:
            spans = [one.span for one in held.get(each.id, ()) if one.interview_id != draft.id]
            found += _of_hours(draft, each, own, zone)
            found += _of_limits(draft, each, own, spans, zone)
    return tuple(found)


def _of_hours(draft: Draft, who: Party, own: TermsRow, zone: ZoneInfo) -> Iterable[Conflict]:
    if own.hours and not fits(draft.span, own.hours, zone):
        text = N_("{who} works at other hours: {hours}.")
        message = Message(text, {"who": who.name, "hours": shown_hours(own.hours)})
        yield Conflict(ConflictKind.TERMS, who.id, message)


def _of_limits(
    draft: Draft, who: Party, own: TermsRow, spans: Sequence[Span], zone: ZoneInfo
) -> Iterable[Conflict]:
    day = draft.span.start.astimezone(zone).date()
    that_day = sum(each.start.astimezone(zone).date() == day for each in spans)
    counted = (
        (
            own.most_a_day,
            that_day,
            N_("Interviews of {who} that day already: {n}; at most {most}."),
        ),
        (
            own.most_a_week,
            len(_within(spans, week_of(draft.span.start, zone))),
            N_("Interviews of {who} that week already: {n}; at most {most}."),
        ),
    )
    for most, n, text in counted:
        if most is not None and n >= most:
            message = Message(text, {"who": who.name, "n": n, "most": most})
            yield Conflict(ConflictKind.TERMS, who.id, message)
    room = timedelta(minutes=own.buffer)
    around = Span(draft.span.start - room, draft.span.end + room)
    close = [e for e in spans if e.overlaps(around) and not e.overlaps(draft.span)]
    if own.buffer and close:
        text = N_("{who} wants {n} minutes between two interviews.")
        message = Message(text, {"who": who.name, "n": own.buffer})
        yield Conflict(ConflictKind.TERMS, who.id, message)


def _within(spans: Iterable[Span], whole: Span) -> list[Span]:
    return [each for each in spans if whole.start <= each.start < whole.end]


def week_of(moment: datetime, zone: ZoneInfo) -> Span:
    """Return the local week, Monday to Sunday, in which a moment lies."""
    day = moment.astimezone(zone).date()
    monday = day - timedelta(days=day.weekday())
    first, last = (datetime.combine(monday + timedelta(days=n), time(), zone) for n in (0, 7))
    return Span(first, last)


def held_by(
    connection: Connection, staff_ids: Sequence[str], moment: datetime, zone: ZoneInfo
) -> dict[str, list[Held]]:
    """Return when colleagues interview in the local week of a moment, and around it."""
    week = week_of(moment, zone)
    margin = timedelta(minutes=LONGEST_BUFFER)
    query = (
        select(panelists.c.staff_id, interviews.c.id, interviews.c.starts_at, interviews.c.ends_at)
        .join(interviews, interviews.c.id == panelists.c.interview_id)
        .where(panelists.c.staff_id.in_(staff_ids), panelists.c.archived.is_(False))
        .where(panelists.c.shadow.is_(False), interviews.c.archived.is_(False))
        .where(interviews.c.state.in_((InterviewState.PLANNED.value, InterviewState.HELD.value)))
        .where(interviews.c.ends_at > week.start - margin)
        .where(interviews.c.starts_at < week.end + margin)
    )
    found: dict[str, list[Held]] = {}
    for row in connection.execute(query):
        held = Held(row.id, Span(row.starts_at, row.ends_at))
        found.setdefault(row.staff_id, []).append(held)
    return found
