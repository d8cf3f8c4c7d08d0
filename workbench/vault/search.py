"""Full-text search inside the vault.

One document per subject: `name` tokens and `body` tokens, prepared by the subject's own room (a
`SearchSource`), in an external-content FTS5 table with secure-delete, so that an erased name is
gone from the index pages too. The index is brought up to date in the transaction that changed
the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, String, Table, UniqueConstraint, bindparam, text

from workbench.kernel.parts import in_parts
from workbench.vault.records import Base

document = Table(
    "search_document",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", String(32), nullable=False),
    Column("title", String, nullable=False),
    Column("detail", String, nullable=False, server_default=""),
    Column("sort", String, nullable=False),
    Column("name", String, nullable=False),
    Column("body", String, nullable=False),
    UniqueConstraint("subject"),
)

_OLD = text(
    "SELECT id, kind, subject, title, detail, sort, name, body FROM search_document"
    " WHERE subject IN :subjects"
).bindparams(bindparam("subjects", expanding=True))
_UNINDEX = text(
    "INSERT INTO search_index(search_index, rowid, name, body) VALUES('delete', :id, :name, :body)"
)
_DELETE = text("DELETE FROM search_document WHERE id = :id")
_INSERT = text(
    "INSERT INTO search_document(id, kind, subject, title, detail, sort, name, body)"
    " VALUES(:id, :kind, :subject, :title, :detail, :sort, :name, :body)"
)
_INDEX = text("INSERT INTO search_index(rowid, name, body) VALUES(:id, :name, :body)")
_NEXT = text("SELECT coalesce(max(id), 0) FROM search_document")


@dataclass(frozen=True)
class SearchDocument:
    """What can be found of one subject.

    Attributes: `kind` ("candidate", "requisition", …); `subject`, its id; `title`, as it is shown;
    `detail`, shown beside it; `sort`, its sort key (pinyin); `name` and `body`, tokens separated by
    spaces.
    """

    kind: str
    subject: str
    title: str
    detail: str
    sort: str
    name: str
    body: str


@dataclass(frozen=True)
class SearchSource:
    """Where documents come from: the tables they are built of, and who builds them.

    `build` gets a connection and subject ids and returns documents for those that are live.
    """

    tables: frozenset[str]
    build: Callable[[Connection, Sequence[str]], Iterable[SearchDocument]]


class SearchIndex:
    """Keeps the index in step with the rows."""

    def __init__(self, sources: Sequence[SearchSource]) -> None:
        self._sources = tuple(sources)

    def refresh(
        self, connection: Connection, tables: Collection[str], subjects: Collection[str]
    ) -> None:
        """Rebuild the documents of `subjects` after changes in `tables`."""
        touched = [source for source in self._sources if source.tables & set(tables)]
        ids = list(subjects)
        if not touched:
            return
        for part in in_parts(ids):
            fresh = {
                each.subject: each for source in touched for each in source.build(connection, part)
            }
            _replace(connection, part, fresh)


def _replace(
    connection: Connection, subjects: Sequence[str], fresh: dict[str, SearchDocument]
) -> None:
    old = connection.execute(_OLD, {"subjects": subjects}).mappings().all()
    stale = []
    for row in old:
        wanted = fresh.get(row["subject"])
        if wanted and vars(wanted) == {k: v for k, v in row.items() if k != "id"}:
            del fresh[row["subject"]]
        else:
            stale.append(dict(row))
    if stale:
        connection.execute(_UNINDEX, stale)
        connection.execute(_DELETE, [{"id": row["id"]} for row in stale])
    if fresh:
        last = connection.execute(_NEXT).scalar_one()
        rows = [{"id": last + n, **vars(each)} for n, each in enumerate(fresh.values(), 1)]
        connection.execute(_INSERT, rows)
        connection.execute(_INDEX, rows)
