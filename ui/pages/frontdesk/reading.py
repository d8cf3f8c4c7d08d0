"""Who is expected today, where they stand, and by what they are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workbench.app import Connection
from workbench.interviews.expected import ExpectedRow, expected
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import AttendeeRow, InterviewRow
from workbench.organisation.queries import zone_of
from workbench.people.pinyin import fold, search_words
from workbench.scoring.owing import OwedRow, list_owed

LEAST_DIGITS = 2
_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True)
class FrontView:
    """What the front desk shows: guests by time, and the scorecards owed for today."""

    guests: tuple[ExpectedRow, ...]
    owed: tuple[OwedRow, ...]
    zone: ZoneInfo


def read_front(connection: Connection, day: date) -> FrontView:
    """Return today's guests and what interviewers owe for today."""
    return FrontView(
        expected(connection, day).rows, list_owed(connection, day=day).rows, zone_of(connection)
    )


def fits(guest: ExpectedRow, typed: str) -> bool:
    """Tell whether a guest is meant: by name, pinyin, initials or the end of the phone number."""
    wanted = fold(typed.strip())
    if not wanted:
        return True
    digits = _DIGITS.sub("", wanted)
    if digits and len(digits) >= len(wanted.replace(" ", "")):
        ends = (_DIGITS.sub("", phone) for phone in guest.phones)
        return len(digits) >= LEAST_DIGITS and any(end.endswith(digits) for end in ends)
    close = wanted.replace(" ", "")
    words = search_words(guest.name).split()
    return close in fold(guest.name).replace(" ", "") or any(
        word.startswith(close) for word in words
    )


def is_planned(row: InterviewRow) -> bool:
    """Return whether an interview is still to be held or runs."""
    return row.state == InterviewState.PLANNED


def present(guest: ExpectedRow) -> InterviewRow:
    """Return the interview that comes next for a guest, the last one where all are over."""
    return next((row for row in guest.interviews if is_planned(row)), guest.interviews[-1])


def turn(guest: ExpectedRow) -> tuple[bool, datetime]:
    """Return when it is a guest's turn, as what guests are ordered by; who is done comes last."""
    row = present(guest)
    return not is_planned(row), row.starts_at


def attendance(guest: ExpectedRow, row: InterviewRow) -> AttendeeRow:
    """Return a guest's part in one of their interviews."""
    return next(each for each in row.candidates if each.candidate_id == guest.candidate_id)


def awaits(guest: ExpectedRow) -> bool:
    """Return whether a guest can still be checked in."""
    return any(
        is_planned(row) and attendance(guest, row).arrived_at is None for row in guest.interviews
    )


def arrived_at(guest: ExpectedRow) -> datetime | None:
    """Return when a guest was first checked in."""
    times = (attendance(guest, row).arrived_at for row in guest.interviews)
    return min((time for time in times if time is not None), default=None)
