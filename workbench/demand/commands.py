"""Writing about requisitions. Every command here can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from workbench.demand.models import (
    DemandReason,
    MemberRole,
    Requisition,
    RequisitionMember,
    RequisitionState,
    Urgency,
)
from workbench.demand.rules import check_band, check_headcount
from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.people.models import Staff
from workbench.people.pinyin import pinyin_keys
from workbench.people.rules import clean_name
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class OpenRequisition:
    """Open a requisition: what a department asks for."""

    title: str = arg(N_("post"), positional=True)
    department: str = arg(N_("department"), default="")
    headcount: int = arg(N_("how many people"), default=1)
    stage_set: str = arg(N_("id, key or name of the stage set"), default="standard")
    level: str = arg(N_("level"), default="")
    reason: DemandReason = arg(N_("why"), default=DemandReason.NEW)
    duties: str = arg(N_("duties"), default="", long=True)
    must_have: str = arg(N_("what somebody must bring"), default="", long=True)
    nice_to_have: str = arg(N_("what would be a plus"), default="", long=True)
    goals: str = arg(N_("goals of the first 90 days"), default="", long=True)
    start_on: date | None = arg(N_("first day"), default=None)
    site: str = arg(N_("site"), default="")
    salary_low: int | None = arg(N_("salary band from, per month"), default=None)
    salary_high: int | None = arg(N_("salary band to, per month"), default=None)
    currency: str = arg(N_("currency of the band"), default="CNY")
    urgency: Urgency = arg(N_("urgency"), default=Urgency.B)
    urgency_reason: str = arg(N_("why it is so urgent"), default="")
    interviewers: tuple[str, ...] = arg(N_("ids of the interviewers"), default=())
    manager: str = arg(N_("id of the manager"), default="")


@dataclass(frozen=True)
class ChangeRequisition:
    """Change what is given; leave the rest."""

    requisition: str = arg(N_("id of the requisition"), positional=True)
    title: str | None = arg(N_("post"), default=None)
    department: str | None = arg(N_("department"), default=None)
    headcount: int | None = arg(N_("how many people"), default=None)
    level: str | None = arg(N_("level"), default=None)
    reason: DemandReason | None = arg(N_("why"), default=None)
    duties: str | None = arg(N_("duties"), default=None, long=True)
    must_have: str | None = arg(N_("what somebody must bring"), default=None, long=True)
    nice_to_have: str | None = arg(N_("what would be a plus"), default=None, long=True)
    goals: str | None = arg(N_("goals of the first 90 days"), default=None, long=True)
    start_on: date | None = arg(N_("first day"), default=None)
    site: str | None = arg(N_("site"), default=None)
    salary_low: int | None = arg(N_("salary band from, per month"), default=None)
    salary_high: int | None = arg(N_("salary band to, per month"), default=None)
    currency: str | None = arg(N_("currency of the band"), default=None)
    urgency: Urgency | None = arg(N_("urgency"), default=None)
    urgency_reason: str | None = arg(N_("why it is so urgent"), default=None)
    interviewers: tuple[str, ...] | None = arg(N_("ids of the interviewers"), default=None)
    manager: str | None = arg(N_("id of the manager"), default=None)


@commands.handles(
    ChangeRequisition,
    "requisition.change",
    N_("Change a requisition"),
    done=N_("Requisition changed"),
    palette=False,
)
def change_requisition(cmd: ChangeRequisition, uow: UnitOfWork) -> None:
    """Write the given fields, and the members where they are given."""
    record = uow.get(Requisition, cmd.requisition)
    for name, value in given(cmd, "requisition", "interviewers", "manager").items():
        setattr(record, name, value)
    settle(record)
    if cmd.interviewers is not None:
        set_members(uow, record.id, MemberRole.INTERVIEWER, cmd.interviewers)
    if cmd.manager is not None:
        set_members(uow, record.id, MemberRole.MANAGER, (cmd.manager,) if cmd.manager else ())


def settle(record: Requisition) -> None:
    """Check a requisition's values and derive its sort key. Raises RuleBroken."""
    record.title = clean_name(record.title, "title")
    record.sort = pinyin_keys(record.title).sort_key
    check_headcount(record.headcount)
    check_band(record.salary_low, record.salary_high)


def set_members(
    uow: UnitOfWork, requisition_id: str, role: MemberRole, wanted: tuple[str, ...]
) -> None:
    """Make the members of a role exactly `wanted`. Raises NotFound for an unknown colleague."""
    query = select(RequisitionMember).where(
        RequisitionMember.requisition_id == requisition_id,
        RequisitionMember.role == role.value,
        RequisitionMember.archived.is_(False),
    )
    there = {member.staff_id: member for member in uow.find(query)}
    for staff_id, member in there.items():
        if staff_id not in wanted:
            member.archived = True
    for staff_id in dict.fromkeys(wanted):
        uow.get(Staff, staff_id)
        if staff_id not in there:
            uow.add(
                RequisitionMember(requisition_id=requisition_id, staff_id=staff_id, role=role.value)
            )


@dataclass(frozen=True)
class SetRequisitionState:
    """Put a requisition on hold, open it again, close it or mark it filled."""

    requisition: str = arg(N_("id of the requisition"), positional=True)
    state: RequisitionState = arg(N_("the new state"))
    reason: str = arg(N_("why"), default="")


@commands.handles(
    SetRequisitionState,
    "requisition.state",
    N_("Open, hold or close a requisition"),
    done=N_("Requisition’s state changed"),
)
def set_requisition_state(cmd: SetRequisitionState, uow: UnitOfWork) -> None:
    """Change the standing with its moment and reason."""
    record = uow.get(Requisition, cmd.requisition)
    if record.state == cmd.state:
        raise RuleBroken("state", N_("The requisition is in that state already."))
    record.state, record.state_since, record.state_reason = cmd.state.value, uow.now, cmd.reason
