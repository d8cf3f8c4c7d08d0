"""Writing about colleagues: interviewers, buddies and managers. All of it can be undone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.i18n import N_
from workbench.people.models import Staff
from workbench.people.pinyin import pinyin_keys
from workbench.people.rules import clean_name
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class AddStaff:
    """Add a colleague: interviewer, buddy or manager."""

    name: str = arg(N_("name, as written"), positional=True)
    email: str = arg(N_("e-mail"), default="")
    phone: str = arg(N_("phone"), default="")
    department: str = arg(N_("department"), default="")
    title: str = arg(N_("title"), default="")
    site: str = arg(N_("site"), default="")
    interviewer: bool = arg(N_("may interview"), default=True)
    buddy: bool = arg(N_("is willing to be a buddy"), default=False)
    manager: bool = arg(N_("leads people"), default=False)
    hired_on: date | None = arg(N_("here since"), default=None)
    skills: tuple[str, ...] = arg(N_("skills"), default=())
    languages: tuple[str, ...] = arg(N_("languages"), default=())


@commands.handles(AddStaff, "staff.add", N_("Add a colleague"), done=N_("Colleague added"))
def add_staff(cmd: AddStaff, uow: UnitOfWork) -> str:
    """Add the colleague and return the id."""
    values = {f.name: getattr(cmd, f.name) for f in fields(cmd)}
    values["name"] = clean_name(cmd.name)
    values["sort"] = pinyin_keys(values["name"]).sort_key
    values["skills"], values["languages"] = list(cmd.skills), list(cmd.languages)
    return uow.add(Staff(**values)).id


@dataclass(frozen=True)
class ChangeStaff:
    """Change what is given of a colleague; leave the rest."""

    staff: str = arg(N_("id of the colleague"), positional=True)
    name: str | None = arg(N_("name, as written"), default=None)
    email: str | None = arg(N_("e-mail"), default=None)
    phone: str | None = arg(N_("phone"), default=None)
    department: str | None = arg(N_("department"), default=None)
    title: str | None = arg(N_("title"), default=None)
    site: str | None = arg(N_("site"), default=None)
    interviewer: bool | None = arg(N_("may interview"), default=None)
    buddy: bool | None = arg(N_("is willing to be a buddy"), default=None)
    manager: bool | None = arg(N_("leads people"), default=None)
    hired_on: date | None = arg(N_("here since"), default=None)
    skills: tuple[str, ...] | None = arg(N_("skills"), default=None)
    languages: tuple[str, ...] | None = arg(N_("languages"), default=None)


@commands.handles(
    ChangeStaff,
    "staff.change",
    N_("Change a colleague's details"),
    done=N_("Colleague changed"),
    palette=False,
)
def change_staff(cmd: ChangeStaff, uow: UnitOfWork) -> None:
    """Write the given fields."""
    record = uow.get(Staff, cmd.staff)
    for name, value in given(cmd, "staff").items():
        if name == "name":
            value = clean_name(value)
            record.sort = pinyin_keys(value).sort_key
        setattr(record, name, list(value) if isinstance(value, tuple) else value)


@dataclass(frozen=True)
class ArchiveStaff:
    """Put a colleague's record away; undo brings it back."""

    staff: str = arg(N_("id of the colleague"), positional=True)


@commands.handles(
    ArchiveStaff, "staff.archive", N_("Archive a colleague"), done=N_("Colleague archived")
)
def archive_staff(cmd: ArchiveStaff, uow: UnitOfWork) -> None:
    """Set the archived flag."""
    uow.get(Staff, cmd.staff).archived = True
