"""Noting that guests of interviews were told, and how each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workbench.interviewday.telling import DueRow, Guest, Why, due_rows, guests_of
from workbench.interviews.day_models import Answer, InterviewNotice
from workbench.interviews.models import Interview, InterviewState
from workbench.interviews.notices import NoticeRow, notices_of
from workbench.interviews.queries import InterviewRow, interview
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import BadInput, Conflict, RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

_CHANGED = N_("The interview has changed since this was read. Look at the list again.")


@dataclass(frozen=True)
class TellGuests:
    """Note that guests of interviews know by now what stands."""

    guests: tuple[str, ...] = arg(
        N_(
            "ids of interviews, for all of theirs who must be told, or INTERVIEW/GUEST for one"
            " candidate or colleague"
        ),
        positional=True,
    )


@commands.handles(
    TellGuests,
    "notice.tell",
    N_("Note that guests of interviews were told"),
    done=N_("People noted as told: {n}"),
    palette=False,
)
def tell_guests(cmd: TellGuests, uow: UnitOfWork) -> int:
    """Write what each guest was told and return how many they are.

    A third part of a text, INTERVIEW/GUEST/SEQUENCE, is the message they got: raises Conflict where
    the interview has changed since then.
    """
    found: dict[tuple[str, str], DueRow] = {}
    waiting: dict[str, list[DueRow]] = {}
    for text in cmd.guests:
        interview_id, guest, sequence = _read(text)
        if interview_id not in waiting:
            waiting[interview_id] = due_rows(uow.connection, uow.now, interview_id)
        for row in waiting[interview_id]:
            if guest in ("", row.guest_id):
                if sequence not in (None, row.sequence):
                    raise Conflict(_CHANGED)
                found[row.interview_id, row.guest_id] = row
        if not waiting[interview_id]:
            _require(uow, interview_id)
    if not found:
        raise RuleBroken("guests", N_("Whoever is meant has been told already."))
    for row in found.values():
        _write(uow, row)
    uow.label(n=len(found))
    return len(found)


def _read(text: str) -> tuple[str, str, int | None]:
    """Return interview, guest and sequence of a text. Raises BadInput."""
    parts = text.strip().split("/")
    counts = len(parts) < 3 or (parts[2].isascii() and parts[2].isdigit())
    if not parts[0] or len(parts) > 3 or not counts:
        raise BadInput(N_("“{text}”: write INTERVIEW or INTERVIEW/GUEST."), text=text)
    guest = parts[1] if len(parts) > 1 else ""
    return parts[0], guest, int(parts[2]) if len(parts) == 3 else None


def _require(uow: UnitOfWork, interview_id: str) -> None:
    """Raise NotFound where there never was such an interview."""
    if uow.session.get(Interview, interview_id) is None:
        uow.require(Interview, interview_id)


def _write(uow: UnitOfWork, row: DueRow) -> None:
    record = find_notice(uow, row.interview_id, row.guest_id)
    if record is None:
        record = uow.add(_notice_of(row, uow.now))
    is_other = (record.starts_at, record.ends_at) != (row.starts_at, row.ends_at)
    if is_other or record.withdrawn or row.why is Why.OFF:
        forget_answer(record)  # it was to something else
    record.starts_at, record.ends_at, record.place = row.starts_at, row.ends_at, row.place
    record.told_at, record.sequence = uow.now, row.sequence
    record.withdrawn = row.why is Why.OFF


def _notice_of(row: DueRow, now: datetime) -> InterviewNotice:
    return InterviewNotice(
        interview_id=row.interview_id,
        candidate_id=row.guest_id if row.is_candidate else None,
        staff_id=None if row.is_candidate else row.guest_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        told_at=now,
        sequence=row.sequence,
    )


def forget_answer(record: InterviewNotice) -> None:
    """Let a guest have answered nothing."""
    record.answer, record.answered_at, record.answered_sequence = "", None, 0
    record.proposed_start, record.proposed_end, record.comment = None, None, ""


def find_notice(uow: UnitOfWork, interview_id: str, guest_id: str) -> InterviewNotice | None:
    """Return what a guest was last told, None where it was nothing."""
    query = select(InterviewNotice).where(
        InterviewNotice.interview_id == interview_id,
        InterviewNotice.archived.is_(False),
        (InterviewNotice.candidate_id == guest_id) | (InterviewNotice.staff_id == guest_id),
    )
    return next(iter(uow.find(query.order_by(InterviewNotice.id.desc()))), None)


@dataclass(frozen=True)
class AnswerRow:
    """How a guest of an interview stands.

    Attributes: `told_at`, when they were last told, None for never; `stands`, whether they know
    its time as it is, so that the answer is to that; `answer`, a code of `Answer` or '', with the
    proposed time and what they wrote.
    """

    interview_id: str
    guest_id: str
    name: str
    is_candidate: bool
    told_at: datetime | None
    stands: bool
    answer: str
    answered_at: datetime | None
    proposed_start: datetime | None
    proposed_end: datetime | None
    comment: str


@queries.offers("notice.answers", N_("Show what the guests of an interview answered"))
def answers(connection: Connection, interview_id: str) -> Page[AnswerRow]:
    """Return every guest of an interview, candidates first. Raises NotFound."""
    row = interview(connection, interview_id)
    known = notices_of(connection, [row.id]).get(row.id, {})
    found = tuple(
        _answer(row.id, guest, notice, notice is not None and notice.says_time(row))
        for guest in guests_of(row)
        for notice in (known.get(guest.id),)
    )
    return Page(found, len(found))


def unwelcome(
    connection: Connection, rows: Sequence[InterviewRow]
) -> tuple[tuple[AnswerRow, InterviewRow], ...]:
    """Return the answers to planned interviews that ask for something: a no, or another time."""
    planned = [row for row in rows if row.state == InterviewState.PLANNED]
    known = notices_of(connection, [row.id for row in planned])
    found = []
    for row in planned:
        for guest in guests_of(row):
            notice = known.get(row.id, {}).get(guest.id)
            if notice is None or notice.answer not in (Answer.DECLINED, Answer.PROPOSED):
                continue
            if notice.says_time(row) and notice.proposed_start != row.starts_at:
                found.append((_answer(row.id, guest, notice, True), row))
    return tuple(found)


def _answer(interview_id: str, guest: Guest, notice: NoticeRow | None, stands: bool) -> AnswerRow:
    head = (interview_id, guest.id, guest.name, guest.is_candidate)
    if notice is None or notice.withdrawn:
        return AnswerRow(*head, None, False, "", None, None, None, "")
    return AnswerRow(
        *head,
        notice.told_at,
        stands,
        notice.answer,
        notice.answered_at,
        notice.proposed_start,
        notice.proposed_end,
        notice.comment,
    )
