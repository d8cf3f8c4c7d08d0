"""What of a candidate or a colleague can be found, and finding it.

Names go in as bigrams, pinyin and initials; contacts, tags, school and CV text as tokens. See
`people.tokens` for how a part of a Chinese name or of a phone number is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, text

from workbench.kernel.queries import Page
from workbench.people.models import Candidate, Contact, Cv, Staff, Tag
from workbench.people.pinyin import search_words
from workbench.people.tokens import index_tokens, match_query
from workbench.vault.search import SearchDocument, SearchSource

CANDIDATE, STAFF = "candidate", "staff"
RANKED_FROM = 2  # a single character has too many hits to rank in a keystroke


@dataclass(frozen=True)
class Hit:
    """One finding. `kind` says what `subject` is the id of."""

    subject: str
    kind: str
    title: str
    detail: str


_RANKED = text(
    "SELECT d.subject, d.kind, d.title, d.detail"
    " FROM search_index i JOIN search_document d ON d.id = i.rowid"
    " WHERE search_index MATCH :query"
    " ORDER BY bm25(search_index, 10.0, 1.0), d.sort LIMIT :limit OFFSET :offset"
)
_UNRANKED = text(
    "SELECT d.subject, d.kind, d.title, d.detail"
    " FROM search_index i JOIN search_document d ON d.id = i.rowid"
    " WHERE search_index MATCH :query LIMIT :limit OFFSET :offset"
)
_COUNT = text("SELECT count(*) FROM search_index WHERE search_index MATCH :query")


def search(
    connection: Connection, words: str, *, limit: int = 50, offset: int = 0, count: bool = True
) -> Page[Hit]:
    """Return who and what `words` find, best first; any part of a name, pinyin, phone or CV."""
    if not words.strip():
        return Page((), 0)
    query = {"query": match_query(words)}
    statement = _RANKED if len(words.strip()) >= RANKED_FROM else _UNRANKED
    rows = connection.execute(statement, query | {"limit": limit, "offset": offset})
    hits = tuple(Hit(*row) for row in rows)
    total = connection.execute(_COUNT, query).scalar_one() if count else len(hits)
    return Page(hits, total)


def _related(connection: Connection, model: Any, column: str, ids: Sequence[str]) -> dict[str, str]:
    table: Table = model.__table__
    query = select(table.c.candidate_id, table.c[column]).where(
        table.c.candidate_id.in_(bindparam("ids", expanding=True)), table.c.archived.is_(False)
    )
    found: dict[str, list[str]] = {}
    for owner, value in connection.execute(query, {"ids": list(ids)}):
        found.setdefault(owner, []).append(value)
    return {owner: "\n".join(values) for owner, values in found.items()}


def _candidates(connection: Connection, ids: Sequence[str]) -> Iterable[SearchDocument]:
    table = Candidate.__table__
    rows = connection.execute(
        select(table).where(table.c.id.in_(ids), table.c.archived.is_(False))
    ).all()
    live = [row.id for row in rows]
    if not live:
        return
    parts = [
        _related(connection, Contact, "value", live),
        _related(connection, Contact, "normal", live),
        _related(connection, Tag, "word", live),
        _related(connection, Cv, "text", live),
    ]
    aliases = _aliases(connection, live)
    for row in rows:
        called = "\n".join(dict.fromkeys((row.name, *aliases.get(row.id, ()))))
        facts = (row.city, row.school, row.employer, row.title, row.source, row.agency)
        body = "\n".join([*facts, *(part.get(row.id, "") for part in parts)])
        yield SearchDocument(
            kind=CANDIDATE,
            subject=row.id,
            title=row.name,
            detail=" · ".join(fact for fact in (row.title, row.employer, row.city) if fact),
            sort=row.sort,
            name=f"{index_tokens(called)} {' '.join(map(search_words, called.splitlines()))}",
            body=index_tokens(body),
        )


def _aliases(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the other names of candidates: those of the records that were merged into them."""
    table = Candidate.__table__
    query = select(table.c.merged_into, table.c.name).where(
        table.c.merged_into.in_(bindparam("ids", expanding=True))
    )
    found: dict[str, list[str]] = {}
    for owner, name in connection.execute(query, {"ids": list(ids)}):
        found.setdefault(owner, []).append(name)
    return found


CANDIDATE_SOURCE = SearchSource(frozenset({"candidate", "contact", "tag", "cv"}), _candidates)
SOURCES = (CANDIDATE_SOURCE,)


def find_staff(connection: Connection, words: str) -> list[str]:
    """Return the ids of colleagues whose name, pinyin or department holds `words`."""
    table = Staff.__table__
    rows = connection.execute(select(table).where(table.c.archived.is_(False)).order_by("sort"))
    asked = words.casefold().strip()
    return [
        row.id
        for row in rows
        if asked in f"{row.name} {search_words(row.name)} {row.department}".casefold()
    ]
