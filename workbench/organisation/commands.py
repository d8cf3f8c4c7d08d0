"""Changing what the organisation says of itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from zoneinfo import ZoneInfo

from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation.models import ORGANISATION, Organisation
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class ChangeOrganisation:
    """Change what is given; leave the rest. Times are minutes after midnight, days ISO dates."""

    name: str | None = arg(N_("name of the organisation"), default=None)
    country: str | None = arg(N_("country, two letters (CN, DE, US …)"), default=None)
    timezone: str | None = arg(N_("time zone, such as Asia/Shanghai"), default=None)
    opens: int | None = arg(N_("opening time in minutes after midnight"), default=None)
    closes: int | None = arg(N_("closing time in minutes after midnight"), default=None)
    address: str | None = arg(N_("address of the office"), default=None)
    directions: str | None = arg(N_("how to get there"), default=None)
    phone: str | None = arg(N_("phone for candidates"), default=None)
    email: str | None = arg(N_("e-mail for candidates"), default=None)
    recruiter: str | None = arg(N_("who signs the letters"), default=None)
    recruiter_title: str | None = arg(N_("title of who signs"), default=None)
    extra_holidays: tuple[date, ...] | None = arg(N_("further days off"), default=None)
    extra_workdays: tuple[date, ...] | None = arg(N_("further working days"), default=None)


@commands.handles(
    ChangeOrganisation,
    "organisation.change",
    N_("Change the organisation's details"),
    done=N_("Organisation changed"),
)
def change_organisation(cmd: ChangeOrganisation, uow: UnitOfWork) -> None:
    """Write what the command gives into the organisation's record, making it at first."""
    _check(cmd)
    record = uow.session.get(Organisation, ORGANISATION)
    if record is None:
        record = uow.add(Organisation(id=ORGANISATION))
    elif record.archived:
        _begin_again(record)
    for name, value in given(cmd).items():
        if isinstance(value, tuple):
            value = sorted(day.isoformat() for day in value)
        setattr(record, name, value)
    if record.opens >= record.closes:
        raise RuleBroken("closes", N_("The office must close after it opens."))


def _begin_again(record: Organisation) -> None:
    """Start from the defaults where the first words about the organisation were taken back."""
    plain = Organisation(id=ORGANISATION)
    for each in fields(ChangeOrganisation):
        setattr(record, each.name, getattr(plain, each.name))
    record.archived = False


def _check(cmd: ChangeOrganisation) -> None:
    if cmd.timezone is not None:
        try:
            ZoneInfo(cmd.timezone)
        except (KeyError, ValueError, OSError) as error:
            text = N_("{zone} is not a time zone. Write one like Asia/Shanghai.")
            raise RuleBroken("timezone", text, zone=cmd.timezone) from error
    if cmd.country is not None and not (len(cmd.country) == 2 and cmd.country.isalpha()):
        raise RuleBroken("country", N_("Write the country in two letters, such as CN."))
