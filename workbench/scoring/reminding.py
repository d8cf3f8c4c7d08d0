"""Reminding interviewers of the scorecards that they owe: words to copy, and a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from workbench.interviews.documents import shown_day
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.prints import PrintSet
from workbench.organisation.queries import organisation, zone_of
from workbench.paper import Document
from workbench.paper.blocks import Block, Column, Heading, Table, Text
from workbench.scoring.owing import OwedRow, list_owed

prints = PrintSet()

REMINDER = "QC-SC-02"
_HELLO = N_("Hello {name}, these scorecards are still missing:")
_LINE = N_("· {candidate}, {round}, ended at {time}")
_PLEASE = N_("Please hand them in today, before you talk to the panel. Thank you.")
_TITLE = N_("Scorecards still missing · {day}")
_NONE = N_("No scorecard is missing.")


def by_interviewer(rows: Sequence[OwedRow]) -> dict[tuple[str, str], tuple[OwedRow, ...]]:
    """Return what is owed by id and name of whoever owes it; who owed first comes first."""
    found: dict[tuple[str, str], list[OwedRow]] = {}
    for row in rows:
        found.setdefault((row.staff_id, row.interviewer), []).append(row)
    return {key: tuple(each) for key, each in found.items()}


def reminder_text(rows: Sequence[OwedRow], words: Translator, zone: ZoneInfo) -> str:
    """Return a message to one interviewer about what they owe, '' where that is nothing."""
    if not rows:
        return ""
    lines = (
        words.text(
            _LINE,
            candidate=row.candidate,
            round=row.round,
            time=f"{row.held_at.astimezone(zone):%H:%M}",
        )
        for row in rows
    )
    hello = words.text(_HELLO, name=rows[0].interviewer)
    return "\n".join((hello, *lines, words.text(_PLEASE)))


@prints.offers("scorecard.reminder", N_("Print who still owes scorecards of a day"))
def print_reminder(connection: Connection, words: Translator, day: date) -> Document:
    """Return one sheet with a table for each interviewer."""
    zone = zone_of(connection)
    title = words.text(_TITLE, day=shown_day(day, words))
    house = organisation(connection).name
    blocks: list[Block] = [Heading(title, 1, house)]
    columns = (
        Column(words.text(N_("Candidate")), 2),
        Column(words.text(N_("Round")), 2),
        Column(words.text(N_("Ended at")), 1),
    )
    owed = by_interviewer(list_owed(connection, day=day).rows)
    for (_staff, name), rows in owed.items():
        cells = tuple(
            (row.candidate, row.round, f"{row.held_at.astimezone(zone):%H:%M}") for row in rows
        )
        blocks += [Heading(name, 2), Table(columns, cells)]
    blocks.append(Text(words.text(_PLEASE if owed else _NONE)))
    return Document(title, words.language, tuple(blocks), title, REMINDER, house)
