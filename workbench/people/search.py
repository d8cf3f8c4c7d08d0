"""What of a candidate or a colleague can be found, and finding it.

Names go in as bigrams, pinyin and initials; contacts, tags, school and CV text as tokens. See
`people.tokens` for how a part of a Chinese name or of a phone number is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, TextClause, bindparam, select, text

from workbench.kernel.queries import Page
from workbench.people.models import Candidate, Contact, Cv, Staff, Tag
from workbench.people.pinyin import search_words
from workbench.people.tokens import index_tokens, match_query
from workbench.vault.search import SearchDocument, SearchSource

CANDIDATE, STAFF = "candidate", "staff"
HIDDEN = "hidden"  # somebody who is not to be known now: the hit tells no id and no name
RANKED = 400  # hits that are ranked; each costs about ten microseconds


@dataclass(frozen=True)
class Hit:
    """One finding. `kind` says what `subject` is the id of; of a `HIDDEN` one nothing is told.

    Attributes: `excerpt`, words of the CV around what was found, where they were asked for.
    """

    subject: str
    kind: str
    title: str
    detail: str
    excerpt: str = ""


_SHOWN = "SELECT d.subject, d.kind, d.title, d.detail FROM ({}) i JOIN search_document d"
_SHOWN += " ON d.id = i.rowid ORDER BY i.place, d.sort"
# Documents are joined to the few that are shown, not to the many that are ranked.
_RANKED = text(
    _SHOWN.format(
        "SELECT rowid, bm25(search_index, 10.0, 1.0) AS place FROM search_index"
        " WHERE search_index MATCH :query ORDER BY place LIMIT :limit"
    )
)
_NEWEST = text(
    _SHOWN.format(
        "SELECT rowid, -rowid AS place FROM search_index"
        " WHERE search_index MATCH :query ORDER BY rowid DESC LIMIT :limit"
    )
)
_COUNT = text("SELECT count(*) FROM search_index WHERE search_index MATCH :query")
_MANY = text(
    "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH :query LIMIT :most)"
)


def search(
    connection: Connection, words: str, *, limit: int = 50, offset: int = 0, count: bool = True
) -> Page[Hit]:
    """Return who and what `words` find, best first; any part of a name, pinyin, phone or CV.

    Up to `RANKED` hits are ranked. Of more, those who are called so come first, then the newest:
    to weigh each of 40,000 CVs with the same word would take half a second and tell nothing.
    """
    if not words.strip():
        return Page((), 0)
    query, last = match_query(words), limit + offset
    found = _ranked(connection, query, last)
    if found is None:
        named = f"name : ({query})"
        first = _ranked(connection, named, last)
        found = _hits(connection, _NEWEST, named, last) if first is None else first
        if len(found) < last:
            known = set(found)
            rest = _hits(connection, _NEWEST, query, last)
            found += [each for each in rest if each not in known][: last - len(found)]
    hits = tuple(found[offset:])
    return Page(hits, _count(connection, query) if count else len(hits))


def _ranked(connection: Connection, query: str, limit: int) -> list[Hit] | None:
    """Return the best hits, or None where there are too many to rank in a keystroke."""
    given = {"query": query, "most": RANKED + 1}
    many = connection.execute(_MANY, given).scalar_one()
    if many > RANKED:
        return None
    return _hits(connection, _RANKED, query, limit) if many else []


def _hits(connection: Connection, statement: TextClause, query: str, limit: int) -> list[Hit]:
    rows = connection.execute(statement, {"query": query, "limit": limit})
    hits = (Hit("", HIDDEN, "", "") if row.kind == HIDDEN else Hit(*row) for row in rows)
    return list(dict.fromkeys(hits))  # however many are hidden, they are one answer


def _count(connection: Connection, query: str) -> int:
    return int(connection.execute(_COUNT, {"query": query}).scalar_one())


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
