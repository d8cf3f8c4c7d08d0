"""Consent to be kept in the talent pool: when it was given, until when it holds, when it ends.

The law asks that nobody is kept longer than needed (PIPL art. 19); how many months that is, is for
the organisation to say and to check with counsel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.organisation.queries import organisation
from workbench.people.models import Candidate
from workbench.people.rules import consent_end
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

USUAL_MONTHS = 12


@dataclass(frozen=True)
class RecordConsent:
    """Note that somebody agrees to be kept, or agrees anew; what was noted before is replaced."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    on: date | None = arg(N_("day on which they agreed; else today"), default=None)
    months: int = arg(N_("for how many months"), default=USUAL_MONTHS)


@commands.handles(
    RecordConsent,
    "candidate.consent",
    N_("Record consent to be kept"),
    done=N_("Consent recorded until {until}"),
)
def record_consent(cmd: RecordConsent, uow: UnitOfWork) -> None:
    """Write the day of the consent and the last day for which it holds."""
    record = uow.get(Candidate, cmd.candidate)
    today = uow.now.astimezone(ZoneInfo(organisation(uow.connection).timezone)).date()
    on = cmd.on or today
    until = consent_end(on, cmd.months, today)
    record.consent_on, record.consent_until = on, until
    uow.label(until=until.isoformat())


@dataclass(frozen=True)
class WithdrawConsent:
    """Note that somebody no longer agrees to be kept."""

    candidate: str = arg(N_("id of the candidate"), positional=True)


@commands.handles(
    WithdrawConsent,
    "candidate.withdraw-consent",
    N_("Note that consent was withdrawn"),
    done=N_("Consent withdrawn"),
)
def withdraw_consent(cmd: WithdrawConsent, uow: UnitOfWork) -> None:
    """Take the consent away; that there was one stays in the history."""
    record = uow.get(Candidate, cmd.candidate)
    if record.consent_until is None:
        raise RuleBroken("candidate", N_("There is no consent to withdraw."))
    record.consent_on = record.consent_until = None
