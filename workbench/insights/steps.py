"""The steps of the history with whom they are about, where the vault itself cannot tell.

An interview is a record of its own and has no title: its steps are about its candidates.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from workbench.interviews.models import InterviewCandidate
from workbench.kernel.queries import Page
from workbench.people.models import Candidate
from workbench.vault import history
from workbench.vault.history import TITLES, EntryRow


def steps(connection: Connection, *, limit: int = 50) -> Page[EntryRow]:
    """Return the newest entries first, each with the names of whom it is about."""
    page = history.entries(connection, limit=limit)
    untitled = [row.id for row in page.rows if not row.subjects]
    touched = history.subjects_of(connection, untitled)
    invited = _candidates(connection, {each for ids in touched.values() for each in ids})
    rows = []
    for row in page.rows:
        names = [name for each in touched.get(row.id, ()) for name in invited.get(each, ())]
        if names:
            row = replace(row, subjects=tuple(names[:TITLES]), more=max(0, len(names) - TITLES))
        rows.append(row)
    return Page(tuple(rows), page.total)


def _candidates(connection: Connection, subjects: set[str]) -> dict[str, list[str]]:
    """Return the candidates' names of those subjects that are interviews."""
    invited, people = InterviewCandidate.__table__, Candidate.__table__
    query = (
        select(invited.c.interview_id, people.c.name)
        .join(people, people.c.id == invited.c.candidate_id)
        .where(invited.c.interview_id.in_(subjects))
        .order_by(invited.c.id)
    )
    found: dict[str, list[str]] = {}
    for interview, name in connection.execute(query):
        found.setdefault(interview, []).append(name)
    return found
