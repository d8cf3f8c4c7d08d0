"""Reading the pipeline: stages, columns and applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.pipeline.models import Application, ApplicationState, Move, Stage, StageSet

queries = QuerySet()

stage_sets = StageSet.__table__
stages = Stage.__table__
applications = Application.__table__
moves = Move.__table__


@dataclass(frozen=True)
class StageSetRow:
    """One stage set; `names` is {language: name}."""

    id: str
    key: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class StageRow:
    """One stage of a set, in its place."""

    id: str
    stage_set_id: str
    names: Mapping[str, str]
    kind: str
    position: int
    limit_days: int | None
    scored: bool


@dataclass(frozen=True)
class ApplicationRow:
    """One application."""

    id: str
    candidate_id: str
    requisition_id: str
    stage_id: str
    state: str
    reason: str
    reason_note: str
    moved_at: datetime
    applied_at: datetime
    closed_at: datetime | None
    starred: bool


@dataclass(frozen=True)
class MoveRow:
    """One step of an application."""

    from_stage_id: str | None
    to_stage_id: str | None
    at: datetime
    by: str


def shown(names: Mapping[str, str], language: str) -> str:
    """Return a name in `language`, or in whatever language there is."""
    return names.get(language) or next(iter(names.values()), "")


@queries.offers("stage-set.list", N_("List the stage sets"))
def list_stage_sets(connection: Connection) -> Page[StageSetRow]:
    """Return the stage sets in the order they came."""
    query = select(stage_sets).where(stage_sets.c.archived.is_(False)).order_by(stage_sets.c.id)
    rows = tuple(StageSetRow(r.id, r.key, r.names) for r in connection.execute(query))
    return Page(rows, len(rows))


@queries.offers("stage.list", N_("List the stages of a set"))
def list_stages(connection: Connection, stage_set_id: str) -> Page[StageRow]:
    """Return the stages of a set in order."""
    query = select(stages).where(
        stages.c.stage_set_id == stage_set_id, stages.c.archived.is_(False)
    )
    rows = connection.execute(query.order_by(stages.c.position)).mappings()
    found = tuple(StageRow(**{k: row[k] for k in _STAGE}) for row in rows)
    return Page(found, len(found))


_STAGE = tuple(StageRow.__dataclass_fields__)
_APPLICATION = tuple(ApplicationRow.__dataclass_fields__)


def stages_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, StageRow]:
    """Return stages by id, archived ones too."""
    rows = connection.execute(select(stages).where(stages.c.id.in_(ids))).mappings()
    return {row["id"]: StageRow(**{k: row[k] for k in _STAGE}) for row in rows}


def column_ids(connection: Connection, requisition_id: str | None, stage_id: str) -> list[str]:
    """Return the ids of a column's running applications, in their order."""
    query = select(applications.c.id).where(
        applications.c.archived.is_(False),
        applications.c.state == ApplicationState.ACTIVE.value,
        applications.c.stage_id == stage_id,
    )
    if requisition_id:
        query = query.where(applications.c.requisition_id == requisition_id)
    return list(
        connection.execute(query.order_by(applications.c.rank, applications.c.id)).scalars()
    )


def counts(connection: Connection, requisition_ids: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return how many applications each requisition has in each state."""
    query = (
        select(applications.c.requisition_id, applications.c.state, func.count())
        .where(
            applications.c.archived.is_(False), applications.c.requisition_id.in_(requisition_ids)
        )
        .group_by(applications.c.requisition_id, applications.c.state)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def applications_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, ApplicationRow]:
    """Return applications by id."""
    rows = connection.execute(select(applications).where(applications.c.id.in_(ids))).mappings()
    return {row["id"]: _application(row) for row in rows}


def application(connection: Connection, application_id: str) -> ApplicationRow:
    """Return one application. Raises NotFound."""
    found = applications_by_id(connection, [application_id])
    if application_id not in found:
        raise NotFound(N_("There is no application {id}."), id=application_id)
    return found[application_id]


@queries.offers("application.list", N_("List a candidate's applications"))
def applications_of(connection: Connection, candidate_id: str) -> Page[ApplicationRow]:
    """Return a candidate's applications, newest first."""
    query = select(applications).where(
        applications.c.candidate_id == candidate_id, applications.c.archived.is_(False)
    )
    rows = connection.execute(query.order_by(applications.c.applied_at.desc())).mappings()
    found = tuple(_application(row) for row in rows)
    return Page(found, len(found))


def moves_of(connection: Connection, application_id: str) -> tuple[MoveRow, ...]:
    """Return the steps of an application, oldest first."""
    query = select(moves).where(
        moves.c.application_id == application_id, moves.c.archived.is_(False)
    )
    rows = connection.execute(query.order_by(moves.c.at, moves.c.id))
    return tuple(MoveRow(r.from_stage_id, r.to_stage_id, r.at, r.by) for r in rows)


def _application(row: Any) -> ApplicationRow:
    return ApplicationRow(**{name: row[name] for name in _APPLICATION})
