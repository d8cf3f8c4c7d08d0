"""Writing when colleagues are busy and rooms cannot be used. Every command here can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from workbench.intake.busyspans import CalendarFile
from workbench.interviews.calendarfile import calendar_from_file, window
from workbench.interviews.day_models import RoomBusyTime
from workbench.interviews.models import BusyKind, BusyTime
from workbench.interviews.rooms import find_room
from workbench.interviews.rules import Span, day_span
from workbench.kernel.clock import in_utc
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation.queries import zone_of
from workbench.people.models import Staff
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

LONGEST_LEAVE = 366  # days; who is away for longer does not interview
KIND_NAMES = {
    BusyKind.BUSY: N_("Busy"),
    BusyKind.LEAVE: N_("On leave"),
    BusyKind.CALENDAR: N_("From a calendar file"),
}


@dataclass(frozen=True)
class AddBusyTime:
    """Note a time at which a colleague cannot interview."""

    staff: str = arg(N_("id of the colleague"), positional=True)
    start: datetime = arg(N_("when it begins, in local time"))
    end: datetime = arg(N_("when it ends, in local time"))
    label: str = arg(N_("what it is"), default="")
    kind: BusyKind = arg(
        N_("why"),
        default=BusyKind.BUSY,
        choices=tuple((each.value, KIND_NAMES[each]) for each in (BusyKind.BUSY, BusyKind.LEAVE)),
    )


@commands.handles(
    AddBusyTime, "busy.add", N_("Note when a colleague is busy"), done=N_("Busy time noted")
)
def add_busy_time(cmd: AddBusyTime, uow: UnitOfWork) -> str:
    """Add the busy time and return its id."""
    uow.require(Staff, cmd.staff)
    span = _span(uow, cmd.start, cmd.end)
    record = BusyTime(
        staff_id=cmd.staff,
        starts_at=span.start,
        ends_at=span.end,
        label=cmd.label.strip(),
        kind=_typed_kind(cmd.kind).value,
    )
    return uow.add(record).id


def _typed_kind(kind: BusyKind) -> BusyKind:
    if kind is BusyKind.CALENDAR:
        raise RuleBroken("kind", N_("Take calendar files in by “workbench busy import”."))
    return kind


def _span(uow: UnitOfWork, start: datetime, end: datetime) -> Span:
    """Return a time from local or aware ends. Raises RuleBroken where it does not run forward."""
    zone = zone_of(uow.connection)
    begin, until = (in_utc(each, zone) for each in (start, end))
    if until <= begin:
        raise RuleBroken("end", N_("It must end after it begins."))
    return Span(begin, until)


@dataclass(frozen=True)
class AddLeave:
    """Note the days on which a colleague is on leave."""

    staff: str = arg(N_("id of the colleague"), positional=True)
    first: date = arg(N_("first day"))
    last: date | None = arg(N_("last day; the first, where left out"), default=None)
    label: str = arg(N_("what it is"), default="")


@commands.handles(
    AddLeave,
    "busy.leave",
    N_("Note when a colleague is on leave"),
    done=N_("Leave noted"),
    palette=False,
)
def add_leave(cmd: AddLeave, uow: UnitOfWork) -> str:
    """Add whole local days as one time, up to and with the last, and return its id."""
    uow.require(Staff, cmd.staff)
    last = cmd.last or cmd.first
    if last < cmd.first:
        raise RuleBroken("last", N_("The last day must not come before the first."))
    if (last - cmd.first).days >= LONGEST_LEAVE:
        text = N_("A leave has at most {n} days; else let this colleague no longer interview.")
        raise RuleBroken("last", text, n=LONGEST_LEAVE)
    zone = zone_of(uow.connection)
    record = BusyTime(
        staff_id=cmd.staff,
        starts_at=day_span(cmd.first, zone).start,
        ends_at=day_span(last, zone).end,
        label=cmd.label.strip(),
        kind=BusyKind.LEAVE.value,
    )
    return uow.add(record).id


@dataclass(frozen=True)
class RemoveBusyTime:
    """Take a busy time away again."""

    busy: str = arg(N_("id of the busy time"), positional=True)


@commands.handles(
    RemoveBusyTime,
    "busy.remove",
    N_("Remove a busy time"),
    done=N_("Busy time removed"),
    palette=False,
)
def remove_busy_time(cmd: RemoveBusyTime, uow: UnitOfWork) -> None:
    """Set the archived flag."""
    uow.get(BusyTime, cmd.busy).archived = True


@dataclass(frozen=True)
class AddRoomBusyTime:
    """Note a time at which a room cannot be used."""

    room: str = arg(N_("id or name of the room"), positional=True)
    start: datetime = arg(N_("when it begins, in local time"))
    end: datetime = arg(N_("when it ends, in local time"))
    label: str = arg(N_("what it is"), default="")


@commands.handles(
    AddRoomBusyTime,
    "room-busy.add",
    N_("Note when a room cannot be used"),
    done=N_("Room noted as taken"),
)
def add_room_busy_time(cmd: AddRoomBusyTime, uow: UnitOfWork) -> str:
    """Add the time and return its id."""
    room = find_room(uow, cmd.room)
    span = _span(uow, cmd.start, cmd.end)
    record = RoomBusyTime(
        room_id=room.id, starts_at=span.start, ends_at=span.end, label=cmd.label.strip()
    )
    return uow.add(record).id


@dataclass(frozen=True)
class RemoveRoomBusyTime:
    """Take a time at which a room cannot be used away again."""

    busy: str = arg(N_("id of the time"), positional=True)


@commands.handles(
    RemoveRoomBusyTime,
    "room-busy.remove",
    N_("Give a room free again"),
    done=N_("Room given free again"),
    palette=False,
)
def remove_room_busy_time(cmd: RemoveRoomBusyTime, uow: UnitOfWork) -> None:
    """Set the archived flag."""
    uow.get(RoomBusyTime, cmd.busy).archived = True


@dataclass(frozen=True)
class ImportBusyTimes:
    """Take in when a colleague is busy from a calendar file; it replaces the file before."""

    staff: str = arg(N_("id of the colleague"), positional=True)
    path: str = arg(N_("the calendar file (.ics) or free-busy answer"), positional=True)


@commands.handles(
    ImportBusyTimes,
    "busy.import",
    N_("Take in a colleague’s calendar file"),
    done=N_("Calendar file taken in; busy times: {n}"),
    palette=False,
)
def import_busy_times(cmd: ImportBusyTimes, uow: UnitOfWork) -> int:
    """Read the file and write what it says; return how many times it says."""
    uow.require(Staff, cmd.staff)
    zone = zone_of(uow.connection)
    today = uow.now.astimezone(zone).date()
    said = calendar_from_file(Path(cmd.path), zone, today)
    taken: int = take_calendar(TakeCalendar(cmd.staff, said), uow)
    return taken


@dataclass(frozen=True)
class TakeCalendar:
    """Take in what a calendar file, which was read before, says about a colleague."""

    staff: str = arg(N_("id of the colleague"))
    calendar: CalendarFile = arg(N_("the calendar file (.ics) or free-busy answer"))


@commands.handles(
    TakeCalendar,
    "busy.take",
    N_("Take in a colleague’s calendar file"),
    done=N_("Calendar file taken in; busy times: {n}"),
    palette=False,
    cli=False,
)
def take_calendar(cmd: TakeCalendar, uow: UnitOfWork) -> int:
    """Archive what the calendar no longer says, add what is new; return how many times it says.

    What was typed, came from another calendar or is over for longer than the window stays.
    """
    uow.require(Staff, cmd.staff)
    zone = zone_of(uow.connection)
    begin = window(uow.now.astimezone(zone).date(), zone).start
    wanted = {(each.start, each.end, each.label) for each in cmd.calendar.busy}
    there = uow.find(
        select(BusyTime).where(
            BusyTime.staff_id == cmd.staff,
            BusyTime.archived.is_(False),
            BusyTime.kind == BusyKind.CALENDAR.value,
            BusyTime.source == cmd.calendar.name,
            BusyTime.ends_at > begin,
        )
    )
    for row in there:
        key = (row.starts_at, row.ends_at, row.label)
        row.archived = key not in wanted
        wanted.discard(key)
    for start, end, label in sorted(wanted):
        uow.add(
            BusyTime(
                staff_id=cmd.staff,
                starts_at=start,
                ends_at=end,
                label=label,
                kind=BusyKind.CALENDAR.value,
                source=cmd.calendar.name,
            )
        )
    uow.label(n=len(cmd.calendar.busy))
    return len(cmd.calendar.busy)
