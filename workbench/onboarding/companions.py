"""Buddies, their meetings and the check-ins. Every command here can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.onboarding import making
from workbench.onboarding.buddies import check_buddy
from workbench.onboarding.commands import running
from workbench.onboarding.models import BuddyAssignment, BuddyMeeting, CheckIn
from workbench.onboarding.rules import MARKS, check_answers
from workbench.onboarding.shipped import QUESTIONS
from workbench.people.models import Staff
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class AssignBuddy:
    """Give a newcomer a buddy, or another one."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    staff: str = arg(N_("id of the colleague"), positional=True)
    reason: str = arg(N_("why this colleague"), default="")


@commands.handles(
    AssignBuddy,
    "buddy.assign",
    N_("Assign a buddy…"),
    done=N_("Buddy assigned"),
    palette=False,
)
def assign_buddy(cmd: AssignBuddy, uow: UnitOfWork) -> str:
    """Put the assignment in the place of an earlier one and return its id."""
    record = running(uow, cmd.onboarding)
    colleague = uow.get(Staff, cmd.staff)
    others = making.newcomers_of(uow, colleague.id, record.id)
    check_buddy(colleague.id, record.manager_id, others)
    before = making.buddy_of(uow, record.id)
    if before is not None and before.staff_id == colleague.id:
        raise RuleBroken("staff", N_("This colleague is the buddy already."))
    if before is not None:
        before.archived = True
    assignment = BuddyAssignment(
        onboarding_id=record.id,
        candidate_id=record.candidate_id,
        staff_id=colleague.id,
        since=making.today(uow),
        reason=cmd.reason.strip(),
    )
    return uow.add(assignment).id


@dataclass(frozen=True)
class ReleaseBuddy:
    """Take the buddy away; a new one is to be found."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)


@commands.handles(
    ReleaseBuddy, "buddy.release", N_("Release the buddy"), done=N_("Buddy released"), palette=False
)
def release_buddy(cmd: ReleaseBuddy, uow: UnitOfWork) -> None:
    """Archive the assignment."""
    record = running(uow, cmd.onboarding)
    buddy = making.buddy_of(uow, record.id)
    if buddy is None:
        raise RuleBroken("onboarding", N_("There is no buddy yet."))
    buddy.archived = True


@dataclass(frozen=True)
class NoteMeeting:
    """Note that buddy and newcomer met. What they said stays between them."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    held_on: date | None = arg(N_("when; today where it is left out"), default=None)
    note: str = arg(N_("a word on it, such as lunch or walk"), default="")


@commands.handles(
    NoteMeeting, "buddy.meet", N_("Note a buddy meeting"), done=N_("Meeting noted"), palette=False
)
def note_meeting(cmd: NoteMeeting, uow: UnitOfWork) -> str:
    """Add the meeting and return its id."""
    record = running(uow, cmd.onboarding)
    buddy = making.buddy_of(uow, record.id)
    if buddy is None:
        raise RuleBroken("onboarding", N_("There is no buddy yet."))
    meeting = BuddyMeeting(
        onboarding_id=record.id,
        candidate_id=record.candidate_id,
        held_on=cmd.held_on or making.today(uow),
        staff_id=buddy.staff_id,
        note=cmd.note.strip(),
    )
    return uow.add(meeting).id


@dataclass(frozen=True)
class RecordCheckIn:
    """Write down a check-in: answers such as role=4, and what was said."""

    onboarding: str = arg(N_("id of the onboarding"), positional=True)
    mark: int = arg(N_("after how many days: 7, 30, 60 or 90"))
    answers: tuple[str, ...] = arg(N_("answers, question=1 to 5"), default=())
    held_on: date | None = arg(N_("when; today where it is left out"), default=None)
    note: str = arg(N_("what was said"), default="", long=True)


@commands.handles(
    RecordCheckIn,
    "checkin.record",
    N_("Record a check-in"),
    done=N_("Check-in of day {mark} recorded"),
    palette=False,
)
def record_check_in(cmd: RecordCheckIn, uow: UnitOfWork) -> str:
    """Write the check-in of a mark, over an earlier one of the same, and return its id."""
    record = running(uow, cmd.onboarding)
    if cmd.mark not in MARKS:
        raise RuleBroken("mark", N_("Check-ins are held after 7, 30, 60 and 90 days."))
    answers = _answers(cmd.answers)
    if not answers and not cmd.note.strip():
        raise RuleBroken("answers", N_("Give an answer, or write what was said."))
    query = select(CheckIn).where(
        CheckIn.onboarding_id == record.id, CheckIn.mark == cmd.mark, CheckIn.archived.is_(False)
    )
    held_on = cmd.held_on or making.today(uow)
    found = next(iter(uow.find(query)), None)
    if found is None:
        who = record.candidate_id
        found = CheckIn(onboarding_id=record.id, candidate_id=who, mark=cmd.mark, held_on=held_on)
        uow.add(found)
    found.held_on, found.answers = held_on, answers
    found.note, found.by = cmd.note.strip(), uow.actor
    uow.label(mark=cmd.mark)
    return found.id


def _answers(given: tuple[str, ...]) -> dict[str, int]:
    answers: dict[str, int] = {}
    for each in given:
        key, _, value = each.partition("=")
        if not value.strip().isdecimal():
            raise RuleBroken("answers", N_("Write an answer as question=1 to 5."))
        answers[key.strip()] = int(value)
    check_answers(answers, QUESTIONS)
    return answers
