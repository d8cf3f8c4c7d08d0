"""What the guests of interviews were told about them, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from workbench.interviews.day_models import Answer, InterviewNotice
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_
from workbench.people.models import Contact, ContactKind

told = InterviewNotice.__table__
contacts = Contact.__table__

ANSWER_NAMES = {
    Answer.ACCEPTED: N_("Accepted"),
    Answer.DECLINED: N_("Declined"),
    Answer.TENTATIVE: N_("Perhaps"),
    Answer.PROPOSED: N_("Another time proposed"),
}


@dataclass(frozen=True)
class NoticeRow:
    """What one guest was last told; `guest_id` is a candidate's id or a colleague's."""

    id: str
    interview_id: str
    guest_id: str
    is_candidate: bool
    starts_at: datetime
    ends_at: datetime
    place: str
    told_at: datetime
    withdrawn: bool
    sequence: int
    answer: str
    answered_at: datetime | None
    proposed_start: datetime | None
    proposed_end: datetime | None
    comment: str

    def says(self, row: InterviewRow) -> bool:
        """Tell whether the guest knows the interview's time and place as they are."""
        return self.says_time(row) and self.place == place_of(row)

    def says_time(self, row: InterviewRow) -> bool:
        """Tell whether the guest knows the interview's time as it is."""
        span = (self.starts_at, self.ends_at)
        return not self.withdrawn and span == (row.starts_at, row.ends_at)


def place_of(row: InterviewRow) -> str:
    """Return where an interview is, as its guests read it."""
    return ", ".join(filter(None, (row.room, row.call_link)))


def notices_of(
    connection: Connection, interview_ids: Sequence[str]
) -> Mapping[str, dict[str, NoticeRow]]:
    """Return what was told of interviews, by interview and guest."""
    query = select(told).where(told.c.interview_id.in_(interview_ids), told.c.archived.is_(False))
    found: dict[str, dict[str, NoticeRow]] = {}
    for row in connection.execute(query.order_by(told.c.told_at, told.c.id)).mappings():
        made = _notice(row)
        found.setdefault(made.interview_id, {})[made.guest_id] = made
    return found


def _notice(row: Any) -> NoticeRow:
    own = {name: row[name] for name in NoticeRow.__dataclass_fields__ if name in row}
    guest = row["candidate_id"] or row["staff_id"]
    return NoticeRow(**own, guest_id=guest, is_candidate=bool(row["candidate_id"]))


def emails_of(connection: Connection, candidate_ids: Sequence[str]) -> dict[str, str]:
    """Return the first e-mail address of candidates who have one."""
    query = (
        select(contacts.c.candidate_id, contacts.c.value)
        .where(contacts.c.candidate_id.in_(candidate_ids), contacts.c.archived.is_(False))
        .where(contacts.c.kind == ContactKind.EMAIL.value)
        .order_by(contacts.c.position, contacts.c.id)
    )
    found: dict[str, str] = {}
    for row in connection.execute(query):
        found.setdefault(row.candidate_id, row.value)
    return found
