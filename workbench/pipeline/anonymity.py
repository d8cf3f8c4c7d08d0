"""Anonymous screening: who somebody is stays hidden until they are moved past a chosen stage.

Hidden are name, photograph (it is in the CV's file), contacts, school and age, and in the texts of
CVs and notes whatever tells them (`people.redaction`). City, posts, employers and years of
experience are what is screened by. The veil lies over every reading connection, see `vault.veil`.

Somebody is hidden while a running application of theirs stands in a stage that is screened
anonymously and none that runs is past it; so nobody who is known already gets a mask, and whoever
is rejected has a name again for their letter.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text

from workbench.demand.models import Requisition
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.i18n import N_
from workbench.kernel.parts import in_parts
from workbench.kernel.queries import Page, QuerySet
from workbench.people.models import Candidate, Contact, ContactLog, Cv, ExternalId, Note
from workbench.people.pinyin import pinyin_keys
from workbench.people.redaction import alias, redacted
from workbench.people.search import HIDDEN
from workbench.pipeline.commands import find_stage
from workbench.vault.search import document
from workbench.vault.unit import UnitOfWork
from workbench.vault.veil import Veil

commands = CommandSet()
queries = QuerySet()

_IN_IT = """
    main.application a
    JOIN main.requisition r ON r.id = a.requisition_id
    JOIN main.stage s ON s.id = a.stage_id
    LEFT JOIN main.stage u ON u.id = r.anonymous_until AND r.archived = 0
    WHERE a.candidate_id = {person} AND a.archived = 0 AND a.state = 'active'
"""
# A stage set that was changed may lack the stage: its place then says nothing, and nobody is shown
# by mistake only where the requisition says so.
_MASKED = "r.anonymous_until <> '' AND (u.id IS NULL OR s.position <= u.position)"


def _is_hidden(person: str) -> str:
    inside = _IN_IT.format(person=person)
    return (
        f"(EXISTS (SELECT 1 FROM {inside} AND {_MASKED})"
        f" AND NOT EXISTS (SELECT 1 FROM {inside} AND NOT ({_MASKED})))"
    )


_ALL_HIDDEN = (
    "SELECT DISTINCT h.candidate_id FROM main.application h"
    " JOIN main.requisition q ON q.id = h.requisition_id AND q.anonymous_until <> ''"
    " WHERE h.archived = 0 AND h.state = 'active' AND q.archived = 0"
    f" AND {_is_hidden('h.candidate_id')}"
)
# Whoever sorts everybody asks this of everybody: nearly all are not even in such a screening.
_SCREENED = (
    "SELECT h.candidate_id FROM main.application h WHERE h.archived = 0 AND h.state = 'active'"
    " AND h.requisition_id IN (SELECT q.id FROM main.requisition q WHERE q.anonymous_until <> '')"
)
_SORT = (
    f"CASE WHEN t.id IN ({_SCREENED}) AND {_is_hidden('t.id')} THEN alias_key(t.id) ELSE t.sort END"
)


def _view(
    model: Any,
    masked: dict[str, str],
    person: str,
    *,
    rows: str = "",
    instead: dict[str, str] | None = None,
) -> str:
    """Return the SELECT in the place of a table: some columns masked, `rows` left out.

    `instead` holds columns that say themselves when they are masked.
    """
    table = getattr(model, "__table__", model)
    hidden = _is_hidden(person)
    shown = {
        name: f"CASE WHEN {hidden} THEN {mask} ELSE t.{name} END" for name, mask in masked.items()
    } | (instead or {})
    columns = [f"{shown.get(c.name, f't.{c.name}')} AS {c.name}" for c in table.c]
    where = f" WHERE NOT {hidden}" if rows == "out" else ""
    return f"SELECT {', '.join(columns)} FROM main.{table.name} t{where}"


_TOLD = """(
    SELECT redacted_text(t.{column}, p.name, p.school,
        (SELECT json_group_array(c.value) FROM main.contact c WHERE c.candidate_id = p.id))
    FROM main.candidate p WHERE p.id = t.candidate_id)"""
_FILE = {
    "name": "''",
    "media_type": "'text/plain'",
    "sha256": "''",
    "object_id": "NULL",
    "key": "NULL",
    "text": _TOLD.format(column="text"),
}


def told_view(model: Any, *columns: str, called: str = "") -> str:
    """Return the SELECT in the place of a table whose rows have texts about their candidate.

    The column `called` speaks to them by name and says instead what they are called meanwhile.
    """
    masked = {column: _TOLD.format(column=column) for column in columns}
    if called:
        masked[called] = "alias(t.candidate_id)"
    return _view(model, masked, "t.candidate_id")


def _redacted_text(body: str, name: str, school: str, contacts: str) -> str:
    return redacted(body, name, [school, *json.loads(contacts)])


def _alias_key(candidate_id: str) -> str:
    return pinyin_keys(alias(candidate_id)).sort_key


VEIL = Veil(
    is_needed="SELECT EXISTS (SELECT 1 FROM main.requisition"
    " WHERE anonymous_until <> '' AND archived = 0)",
    views={
        # Sorted by what is shown: the place of a name in a list would tell how it begins.
        "candidate": _view(
            Candidate,
            {"name": "alias(t.id)", "school": "''", "referrer": "''"},
            "t.id",
            instead={"sort": _SORT},
        ),
        "contact": _view(Contact, {}, "t.candidate_id", rows="out"),
        "external_id": _view(ExternalId, {}, "t.candidate_id", rows="out"),
        "cv": _view(Cv, _FILE, "t.candidate_id"),
        "note": _view(Note, {"body": _TOLD.format(column="body")}, "t.candidate_id"),
        "contact_log": _view(ContactLog, {"body": _TOLD.format(column="body")}, "t.candidate_id"),
        "search_document": _view(
            document, {"kind": f"'{HIDDEN}'", "title": "alias(t.subject)", "detail": "''"}
            | {"sort": "alias_key(t.subject)"},
            "t.subject",
        ),
    },
    functions={
        "alias": (1, alias),
        "alias_key": (1, _alias_key),
        "redacted_text": (4, _redacted_text),
    },
)  # fmt: skip


@dataclass(frozen=True)
class ScreenAnonymously:
    """Hide who the candidates of a requisition are until they are past a stage."""

    requisition: str = arg(N_("id of the requisition"), positional=True)
    until: str = arg(N_("last stage without names: its id or name; empty for none"), default="")


@commands.handles(
    ScreenAnonymously,
    "requisition.anonymous",
    N_("Screen anonymously…"),
    done=N_("Anonymous screening changed"),
    palette=False,
)
def screen_anonymously(cmd: ScreenAnonymously, uow: UnitOfWork) -> None:
    """Set or clear the stage. Raises NotFound."""
    record = uow.get(Requisition, cmd.requisition)
    record.anonymous_until = find_stage(uow, record, cmd.until).id if cmd.until.strip() else ""


@dataclass(frozen=True)
class HiddenRow:
    """Somebody who is screened anonymously: the id and what they are called meanwhile."""

    id: str
    alias: str


@queries.offers("candidate.hidden", N_("List who is screened anonymously"))
def hidden_candidates(connection: Connection) -> Page[HiddenRow]:
    """Return everybody who is hidden now."""
    query = text(f"{_ALL_HIDDEN} ORDER BY 1")
    rows = tuple(HiddenRow(each, alias(each)) for each in connection.execute(query).scalars())
    return Page(rows, len(rows))


def hidden_among(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return which candidates are hidden now; also where the connection sees them all."""
    if not ids or not connection.exec_driver_sql(VEIL.is_needed).scalar():
        return set()
    query = text(f"SELECT t.id FROM main.candidate t WHERE t.id IN :ids AND {_is_hidden('t.id')}")
    bound = query.bindparams(bindparam("ids", expanding=True))
    found: set[str] = set()
    for part in in_parts(list(ids)):
        found.update(connection.execute(bound, {"ids": part}).scalars())
    return found
