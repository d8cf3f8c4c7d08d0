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
from workbench.kernel.queries import Page, QuerySet
from workbench.people.models import Candidate, Contact, ContactLog, Cv, ExternalId, Note
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


def _view(model: Any, masked: dict[str, str], person: str, *, rows: str = "") -> str:
    """Return the SELECT in the place of a table: some columns masked, `rows` left out."""
    table = getattr(model, "__table__", model)
    hidden = _is_hidden(person)
    columns = [
        f"CASE WHEN {hidden} THEN {masked[c.name]} ELSE t.{c.name} END AS {c.name}"
        if c.name in masked
        else f"t.{c.name} AS {c.name}"
        for c in table.c
    ]
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


def told_view(model: Any, column: str) -> str:
    """Return the SELECT in the place of a table whose rows have a text about their candidate."""
    return _view(model, {column: _TOLD.format(column=column)}, "t.candidate_id")


def _redacted_text(body: str, name: str, school: str, contacts: str) -> str:
    return redacted(body, name, [school, *json.loads(contacts)])


VEIL = Veil(
    is_needed="SELECT EXISTS (SELECT 1 FROM main.requisition"
    " WHERE anonymous_until <> '' AND archived = 0)",
    views={
        # The key by which people are sorted stays: it is never shown, and it has an index.
        "candidate": _view(
            Candidate, {"name": "alias(t.id)", "school": "''", "referrer": "''"}, "t.id"
        ),
        "contact": _view(Contact, {}, "t.candidate_id", rows="out"),
        "external_id": _view(ExternalId, {}, "t.candidate_id", rows="out"),
        "cv": _view(Cv, _FILE, "t.candidate_id"),
        "note": _view(Note, {"body": _TOLD.format(column="body")}, "t.candidate_id"),
        "contact_log": _view(ContactLog, {"body": _TOLD.format(column="body")}, "t.candidate_id"),
        "search_document": _view(
            document, {"kind": f"'{HIDDEN}'", "title": "alias(t.subject)", "detail": "''"},
            "t.subject",
        ),
    },
    functions={"alias": (1, alias), "redacted_text": (4, _redacted_text)},
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
    query = text(
        "SELECT DISTINCT a.candidate_id FROM main.application a"
        " JOIN main.requisition r ON r.id = a.requisition_id AND r.anonymous_until <> ''"
        " WHERE a.archived = 0 AND a.state = 'active' AND r.archived = 0"
        f" AND {_is_hidden('a.candidate_id')} ORDER BY 1"
    )
    rows = tuple(HiddenRow(each, alias(each)) for each in connection.execute(query).scalars())
    return Page(rows, len(rows))


def hidden_among(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return which candidates are hidden now."""
    query = text(f"SELECT t.id FROM main.candidate t WHERE t.id IN :ids AND {_is_hidden('t.id')}")
    bound = query.bindparams(bindparam("ids", expanding=True))
    return set(connection.execute(bound, {"ids": list(ids)}).scalars())
