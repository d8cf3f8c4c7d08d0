"""What guests of interviews answer: calendar messages (RFC 5546) taken in and carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from workbench.intake.replies import Reply
from workbench.interviewday.notices import find_notice, forget_answer
from workbench.interviews.calendarfile import reply_from_file
from workbench.interviews.day_models import Answer, InterviewNotice
from workbench.interviews.models import (
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
)
from workbench.interviews.notices import ANSWER_NAMES, place_of
from workbench.interviews.queries import interview
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.organisation.queries import zone_of
from workbench.people.queries import staff_by_id
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

_DONE = N_("Answer noted: {answer}")
_FILE = N_("the answer: a calendar file (.ics), or a mail with one (.eml)")
_STATUS = {
    "ACCEPTED": Answer.ACCEPTED,
    "DECLINED": Answer.DECLINED,
    "TENTATIVE": Answer.TENTATIVE,
}
_OTHER = N_("This is a calendar message that answers nothing ({method}); nothing was changed.")
_OF_BUSY = N_("This calendar says when somebody is busy. Take it in with the colleague it is of.")
_UNKNOWN = N_("This answers an invitation that is not from here; nothing was changed.")
_OLD = N_("This answers an older invitation than the last one sent; nothing was changed.")
_OVERTAKEN = N_("A later answer of this guest is there already; nothing was changed.")


@dataclass(frozen=True)
class TakeReply:
    """Take in what a guest of an interview answered, from the file of their answer."""

    path: str = arg(_FILE, positional=True)


@commands.handles(
    TakeReply,
    "reply.take",
    N_("Take in the answer to an invitation"),
    done=_DONE,
    palette=False,
)
def take_reply(cmd: TakeReply, uow: UnitOfWork) -> str:
    """Read the file and note the answer; return the interview's id."""
    said = reply_from_file(Path(cmd.path), zone_of(uow.connection))
    taken: str = note_reply(NoteReply(said), uow)
    return taken


@dataclass(frozen=True)
class NoteReply:
    """Note what a guest answered, from a message that was read before."""

    reply: Reply = arg(_FILE)


@commands.handles(
    NoteReply,
    "reply.note",
    N_("Take in the answer to an invitation"),
    done=_DONE,
    palette=False,
    cli=False,
)
def note_reply(cmd: NoteReply, uow: UnitOfWork) -> str:
    """Find interview and guest by the message, note the answer, return the interview's id.

    Raises BadInput for what is no answer, NotFound for one to somebody else's invitation, and
    RuleBroken where it comes too late to count.
    """
    said = cmd.reply
    if not said.is_answer:
        if said.is_event:
            raise BadInput(_OTHER, method=said.method or "–")
        raise BadInput(_OF_BUSY)
    record, guest = _addressed(uow, said)
    if record.state != InterviewState.PLANNED or record.archived:
        raise RuleBroken("path", N_("This interview is called off or over; nothing was changed."))
    answer = _answer_of(said, guest)
    notice = _notice(uow, record, guest, said)
    if (
        said.stamp is not None
        and notice.answered_at is not None
        and said.stamp < notice.answered_at
    ):
        raise RuleBroken("path", _OVERTAKEN)
    notice.answer = answer.value
    notice.answered_at = min(said.stamp or uow.now, uow.now)
    notice.answered_sequence = said.sequence
    notice.comment = said.comment
    notice.proposed_start, notice.proposed_end = _proposed(said, record, answer)
    uow.label(answer=Message(ANSWER_NAMES[answer]))
    return record.id


@dataclass(frozen=True)
class _Who:
    """A guest by id; `email`, by which they are among the attendees, '' for a candidate."""

    id: str
    is_candidate: bool
    email: str = ""


def _addressed(uow: UnitOfWork, said: Reply) -> tuple[Interview, _Who]:
    """Return the interview of a message and who answers. Raises NotFound."""
    record = _by_uid(uow, said.uid)
    if record is not None:
        return record, _of_panel(uow, record, said)
    uid, _, seat = said.uid.rpartition("-")
    record = _by_uid(uow, uid)
    place = uow.session.get(InterviewCandidate, seat) if record is not None else None
    if record is None or place is None or place.interview_id != record.id:
        raise NotFound(_UNKNOWN)
    if place.archived:
        raise NotFound(_gone())
    return record, _Who(place.candidate_id, True)


def _by_uid(uow: UnitOfWork, uid: str) -> Interview | None:
    if not uid:
        return None
    return next(iter(uow.find(select(Interview).where(Interview.uid == uid))), None)


def _of_panel(uow: UnitOfWork, record: Interview, said: Reply) -> _Who:
    query = select(InterviewPanelist).where(
        InterviewPanelist.interview_id == record.id, InterviewPanelist.archived.is_(False)
    )
    staff = staff_by_id(uow.connection, [each.staff_id for each in uow.find(query)])
    writes = {each.email for each in said.attendees}
    for each in staff.values():
        if each.email.strip().lower() in writes:
            return _Who(each.id, False, each.email.strip().lower())
    if len(writes) == 1:
        text = N_("{email} is on no panel of this interview; nothing was changed.")
        raise NotFound(text, email=next(iter(writes)))
    raise NotFound(_gone())


def _gone() -> str:
    return N_("Whoever answers no longer takes part in the interview; nothing was changed.")


def _answer_of(said: Reply, guest: _Who) -> Answer:
    """Return the answer of a message. Raises BadInput where it holds none."""
    if said.method == "COUNTER":
        return Answer.PROPOSED
    mine = [each for each in said.attendees if guest.email in ("", each.email)]
    answer = _STATUS.get(mine[0].status) if mine else None
    if answer is None:
        raise BadInput(N_("The message says neither yes nor no; nothing was changed."))
    return answer


def _notice(uow: UnitOfWork, record: Interview, guest: _Who, said: Reply) -> InterviewNotice:
    """Return what the guest was told, by which the answer counts.

    Where nobody noted that they were told, the answer shows it. Raises RuleBroken for an answer to
    something older.
    """
    row = interview(uow.connection, record.id)
    notice = find_notice(uow, record.id, guest.id)
    same_time = said.method == "REPLY" and said.start == row.starts_at
    if notice is not None and not notice.withdrawn:
        if said.sequence < notice.sequence:
            raise RuleBroken("path", _OLD)
        return notice
    if said.sequence < row.sequence and not same_time:
        raise RuleBroken("path", _OLD)
    if notice is None:
        notice = InterviewNotice(
            interview_id=record.id,
            candidate_id=guest.id if guest.is_candidate else None,
            staff_id=None if guest.is_candidate else guest.id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            told_at=uow.now,
            sequence=row.sequence,
        )
        uow.add(notice)
    notice.starts_at, notice.ends_at, notice.place = row.starts_at, row.ends_at, place_of(row)
    notice.withdrawn, notice.told_at = False, uow.now
    notice.sequence = min(row.sequence, said.sequence)
    forget_answer(notice)
    return notice


def _proposed(
    said: Reply, record: Interview, answer: Answer
) -> tuple[datetime, datetime] | tuple[None, None]:
    """Return the time that is proposed, as long as the interview where no end is said.

    Raises BadInput where none is said.
    """
    if answer is not Answer.PROPOSED:
        return None, None
    if said.start is None:
        raise BadInput(N_("The message proposes another time and says none; ask the sender."))
    end = said.end if said.end is not None and said.end > said.start else None
    return said.start, end or said.start + (record.ends_at - record.starts_at)


@dataclass(frozen=True)
class KeepTime:
    """Keep the time of an interview although a guest proposed another."""

    interview: str = arg(N_("id of the interview"), positional=True)
    guest: str = arg(N_("id of the candidate or colleague"), positional=True)


@commands.handles(
    KeepTime,
    "reply.keep",
    N_("Keep the time of an interview"),
    done=N_("The time stays; the proposal was put aside"),
    palette=False,
)
def keep_time(cmd: KeepTime, uow: UnitOfWork) -> None:
    """Put the proposal aside. Raises RuleBroken where there is none."""
    notice = find_notice(uow, cmd.interview, cmd.guest)
    if notice is None or notice.answer != Answer.PROPOSED:
        raise RuleBroken("guest", N_("This guest proposed no other time."))
    forget_answer(notice)
