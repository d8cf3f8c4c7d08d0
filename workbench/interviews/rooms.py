"""Writing about rooms and busy times. Every command here can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from workbench.interviews.models import BusyTime, Interview, InterviewState, Room
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.ids import is_id
from workbench.organisation.queries import zone_of
from workbench.people.models import Staff
from workbench.people.rules import clean_name
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class AddRoom:
    """Add a meeting room."""

    name: str = arg(N_("name of the room"), positional=True)
    site: str = arg(N_("site"), default="")
    size: int | None = arg(N_("how many people it seats"), default=None)


@commands.handles(AddRoom, "room.add", N_("Add a meeting room"), done=N_("Meeting room added"))
def add_room(cmd: AddRoom, uow: UnitOfWork) -> str:
    """Add the room and return its id."""
    record = Room(name=clean_name(cmd.name), site=cmd.site.strip(), size=cmd.size)
    _settle(uow, record)
    return uow.add(record).id


@dataclass(frozen=True)
class ChangeRoom:
    """Change what is given of a meeting room; leave the rest."""

    room: str = arg(N_("id or name of the room"), positional=True)
    name: str | None = arg(N_("name of the room"), default=None)
    site: str | None = arg(N_("site"), default=None)
    size: int | None = arg(N_("how many people it seats"), default=None)


@commands.handles(
    ChangeRoom,
    "room.change",
    N_("Change a meeting room"),
    done=N_("Meeting room changed"),
    palette=False,
)
def change_room(cmd: ChangeRoom, uow: UnitOfWork) -> None:
    """Write the given fields."""
    record = find_room(uow, cmd.room)
    if cmd.name is not None:
        record.name = clean_name(cmd.name)
    if cmd.site is not None:
        record.site = cmd.site.strip()
    if cmd.size is not None:
        record.size = cmd.size
    _settle(uow, record)


def _settle(uow: UnitOfWork, record: Room) -> None:
    if record.size is not None and not 1 <= record.size <= 9999:
        raise RuleBroken("size", N_("A room seats at least one person."))
    for other in uow.find(select(Room).where(Room.archived.is_(False))):
        if other.id != record.id and (other.name, other.site) == (record.name, record.site):
            raise RuleBroken("name", N_("There is a room of that name already."))


@dataclass(frozen=True)
class ArchiveRoom:
    """Put a meeting room away; undo brings it back."""

    room: str = arg(N_("id or name of the room"), positional=True)


@commands.handles(
    ArchiveRoom, "room.archive", N_("Archive a meeting room"), done=N_("Meeting room archived")
)
def archive_room(cmd: ArchiveRoom, uow: UnitOfWork) -> None:
    """Set the archived flag, unless somebody is to meet there."""
    record = find_room(uow, cmd.room)
    planned = select(Interview).where(
        Interview.room_id == record.id,
        Interview.archived.is_(False),
        Interview.state == InterviewState.PLANNED.value,
        Interview.ends_at > uow.now,
    )
    count = len(uow.find(planned))
    if count:
        text = N_("Interviews are planned in this room: {n}. Move them first.")
        raise RuleBroken("room", text, n=count)
    record.archived = True


def find_room(uow: UnitOfWork, wanted: str) -> Room:
    """Return a room by id or name. Raises NotFound, and RuleBroken where sites share the name."""
    if is_id(wanted):
        return uow.get(Room, wanted)
    found = uow.find(select(Room).where(Room.name == wanted, Room.archived.is_(False)))
    if len(found) > 1:
        raise RuleBroken("room", N_("Several rooms are called {name}; give the id."), name=wanted)
    if not found:
        raise NotFound(N_("There is no room {name}."), name=wanted)
    return found[0]


@dataclass(frozen=True)
class AddBusyTime:
    """Note a time at which a colleague cannot interview."""

    staff: str = arg(N_("id of the colleague"), positional=True)
    start: datetime = arg(N_("when it begins, in local time"))
    end: datetime = arg(N_("when it ends, in local time"))
    label: str = arg(N_("what it is"), default="")


@commands.handles(
    AddBusyTime, "busy.add", N_("Note when a colleague is busy"), done=N_("Busy time noted")
)
def add_busy_time(cmd: AddBusyTime, uow: UnitOfWork) -> str:
    """Add the busy time and return its id."""
    uow.get(Staff, cmd.staff)
    zone = zone_of(uow.connection)
    given = (cmd.start, cmd.end)
    aware = (each if each.tzinfo else each.replace(tzinfo=zone) for each in given)
    start, end = (each.astimezone(UTC) for each in aware)
    if end <= start:
        raise RuleBroken("end", N_("It must end after it begins."))
    record = BusyTime(
        staff_id=cmd.staff,
        starts_at=start,
        ends_at=end,
        label=cmd.label.strip(),
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
