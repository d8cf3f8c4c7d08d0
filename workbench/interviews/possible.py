"""At which hours candidates can be interviewed, and who would be asked to come outside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.interviews.hours import Hours, fits, read_hours, shown_hours, shown_lines, tidy
from workbench.interviews.models import OfferedTime, OfferState, PossibleTime, Weekday
from workbench.interviews.rules import Conflict, ConflictKind, Draft, Span
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.i18n import LANGUAGES, N_, Message
from workbench.kernel.queries import QuerySet
from workbench.people.models import Candidate
from workbench.people.queries import require
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

times = PossibleTime.__table__
offered = OfferedTime.__table__


@dataclass(frozen=True)
class SetPossibleHours:
    """Say at which hours a candidate can be interviewed; what was said before is replaced."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    hours: tuple[str, ...] = arg(
        N_("days and times, such as “Mon-Fri 18:00-21:00” or “2026-03-04 14:00-16:00”"), default=()
    )
    note: str = arg(N_("what else was said about it"), default="")


@commands.handles(
    SetPossibleHours,
    "possible-hours.set",
    N_("Set a candidate's possible hours"),
    done=N_("Possible hours changed"),
    palette=False,
)
def set_possible_hours(cmd: SetPossibleHours, uow: UnitOfWork) -> None:
    """Archive what no longer holds, add what is new, leave the rest."""
    uow.require(Candidate, cmd.candidate)
    wanted = {_key(each) for each in read_hours(cmd.hours)}
    if cmd.note.strip():
        wanted.add(("", None, None, None, cmd.note.strip()))
    there = uow.find(
        select(PossibleTime).where(
            PossibleTime.candidate_id == cmd.candidate, PossibleTime.archived.is_(False)
        )
    )
    for row in there:
        key = (row.weekday, row.day, row.opens, row.closes, row.note)
        row.archived = key not in wanted
        wanted.discard(key)
    for weekday, day, opens, closes, note in sorted(wanted, key=str):
        uow.add(
            PossibleTime(
                candidate_id=cmd.candidate,
                weekday=weekday,
                day=day,
                opens=opens,
                closes=closes,
                note=note,
            )
        )


def _key(each: Hours) -> tuple[Any, ...]:
    return (each.weekday.value if each.weekday else "", each.day, each.opens, each.closes, "")


@dataclass(frozen=True)
class PossibleHours:
    """When a candidate can be interviewed.

    Attributes: `hours`, in order; `lines`, the same in words, by language; `note`, what else was
    said.
    """

    candidate_id: str
    hours: tuple[Hours, ...] = ()
    lines: Mapping[str, tuple[str, ...]] | None = None
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything was said."""
        return bool(self.hours or self.note)


@queries.offers("possible-hours.show", N_("Show a candidate's possible hours"))
def possible_hours(connection: Connection, candidate_id: str) -> PossibleHours:
    """Return what a candidate said about possible hours. Raises NotFound."""
    require(connection, candidate_id)
    return hours_said(connection, [candidate_id]).get(candidate_id, PossibleHours(candidate_id))


def hours_said(connection: Connection, candidate_ids: Sequence[str]) -> dict[str, PossibleHours]:
    """Return when candidates can be interviewed, of those who said so."""
    query = select(times).where(
        times.c.candidate_id.in_(candidate_ids), times.c.archived.is_(False)
    )
    rows: dict[str, list[Any]] = {}
    for row in connection.execute(query.order_by(times.c.id)):
        rows.setdefault(row.candidate_id, []).append(row)
    return {who: _of(who, own) for who, own in rows.items()}


def _of(candidate_id: str, rows: Sequence[Any]) -> PossibleHours:
    """Return one answer of rows; after a merging there may be the same twice."""
    hours = tidy(
        Hours(Weekday(row.weekday) if row.weekday else None, row.day, row.opens, row.closes)
        for row in rows
        if row.opens is not None
    )
    note = "\n".join(dict.fromkeys(row.note for row in rows if row.note))
    lines = {each: shown_lines(hours, each) for each in LANGUAGES} if hours else None
    return PossibleHours(candidate_id, hours, lines, note)


def times_accepted(
    connection: Connection, candidate_ids: Sequence[str]
) -> dict[str, tuple[Span, ...]]:
    """Return the offered times that candidates took: then their hours are known."""
    query = select(offered.c.candidate_id, offered.c.starts_at, offered.c.minutes).where(
        offered.c.candidate_id.in_(candidate_ids),
        offered.c.archived.is_(False),
        offered.c.state == OfferState.ACCEPTED.value,
    )
    found: dict[str, tuple[Span, ...]] = {}
    for row in connection.execute(query):
        span = Span(row.starts_at, row.starts_at + timedelta(minutes=row.minutes))
        found[row.candidate_id] = (*found.get(row.candidate_id, ()), span)
    return found


def outside_hours(connection: Connection, draft: Draft, zone: ZoneInfo) -> tuple[Conflict, ...]:
    """Return whose possible hours a wish for an interview misses; who said none has all."""
    said = hours_said(connection, [each.id for each in draft.candidates])
    accepted = times_accepted(connection, list(said)) if said else {}
    return outside(draft, said, accepted, zone)


def outside(
    draft: Draft,
    said: Mapping[str, PossibleHours],
    accepted: Mapping[str, Sequence[Span]],
    zone: ZoneInfo,
) -> tuple[Conflict, ...]:
    """Return the same from what candidates said and from the times they took."""
    found = []
    for each in draft.candidates:
        own = said.get(each.id)
        if own is None or not own.hours or _holds(accepted.get(each.id, ()), draft.span):
            continue
        if not fits(draft.span, own.hours, zone):
            text = N_("{who} can come at other hours: {hours}.")
            message = Message(text, {"who": each.name, "hours": shown_hours(own.hours)})
            found.append(Conflict(ConflictKind.POSSIBLE, each.id, message))
    return tuple(found)


def _holds(spans: Sequence[Span], span: Span) -> bool:
    return any(each.start <= span.start and span.end <= each.end for each in spans)
