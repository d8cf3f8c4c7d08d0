"""Writing about rooms. Every command here can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workbench.interviews.hours import read_clock
from workbench.interviews.models import Interview, InterviewState, Room
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.ids import is_id
from workbench.people.rules import clean_name, clean_words
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class AddRoom:
    """Add a meeting room."""

    name: str = arg(N_("name of the room"), positional=True)
    site: str = arg(N_("site"), default="")
    size: int | None = arg(N_("how many people it seats"), default=None)
    features: tuple[str, ...] = arg(N_("what it has, such as a screen"), default=())
    opens: str = arg(N_("when it opens, such as 08:30; else with the office"), default="")
    closes: str = arg(N_("when it closes, such as 20:00; else with the office"), default="")


@commands.handles(AddRoom, "room.add", N_("Add a meeting room"), done=N_("Meeting room added"))
def add_room(cmd: AddRoom, uow: UnitOfWork) -> str:
    """Add the room and return its id."""
    record = Room(
        name=clean_name(cmd.name),
        site=cmd.site.strip(),
        size=cmd.size,
        features=clean_words(cmd.features),
        opens=read_clock(cmd.opens, "opens"),
        closes=read_clock(cmd.closes, "closes"),
    )
    _settle(uow, record)
    return uow.add(record).id


@dataclass(frozen=True)
class ChangeRoom:
    """Change what is given of a meeting room; leave the rest."""

    room: str = arg(N_("id or name of the room"), positional=True)
    name: str | None = arg(N_("name of the room"), default=None)
    site: str | None = arg(N_("site"), default=None)
    size: int | None = arg(N_("how many people it seats"), default=None)
    features: tuple[str, ...] | None = arg(N_("what it has, such as a screen"), default=None)
    opens: str | None = arg(N_("when it opens; empty for the office’s hours"), default=None)
    closes: str | None = arg(N_("when it closes; empty for the office’s hours"), default=None)


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
    if cmd.features is not None:
        record.features = clean_words(cmd.features)
    if cmd.opens is not None:
        record.opens = read_clock(cmd.opens, "opens")
    if cmd.closes is not None:
        record.closes = read_clock(cmd.closes, "closes")
    _settle(uow, record)


def _settle(uow: UnitOfWork, record: Room) -> None:
    if record.size is not None and not 1 <= record.size <= 9999:
        raise RuleBroken("size", N_("A room seats at least one person."))
    if record.opens is not None and record.closes is not None and record.opens >= record.closes:
        raise RuleBroken("closes", N_("A room closes after it opens."))
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
