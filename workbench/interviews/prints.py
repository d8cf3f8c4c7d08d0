"""What interviews offer to print, by name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from workbench.interviews import queries
from workbench.interviews.documents import day_sheet
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.prints import PrintSet
from workbench.organisation.queries import organisation, zone_of
from workbench.paper import Document

prints = PrintSet()


@prints.offers("interview.day", N_("Print the sheet of an interview day"))
def print_day(connection: Connection, words: Translator, day: date) -> Document:
    """Return the day's sheet with a page for each interviewer and each room."""
    rows = queries.day(connection, day).rows
    return day_sheet(
        day,
        rows,
        words,
        zone_of(connection),
        organisation=organisation(connection).name,
        changed_at=max((row.changed_at for row in rows), default=None),
        per_interviewer=True,
        per_room=True,
    )
