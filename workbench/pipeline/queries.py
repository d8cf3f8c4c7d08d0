"""Reading the pipeline: stages, columns and applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.demand.models import Requisition, RequisitionState
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.pipeline.models import Application, ApplicationState, Move, Stage, StageSet
from workbench.pipeline.stage_rules import StageDraft, mark_of

queries = QuerySet()

requisitions = Requisition.__table__
stage_sets = StageSet.__table__
stages = Stage.__table__
applications = Application.__table__
moves = Move.__table__


@dataclass(frozen=True)
class StageSetRow:
    """The newest version of a stage set; `names` is {language: name}.

    Attributes: `stages`, how many it has; `open` and `open_older`, how many open requisitions run
    on this version and on older ones; `archived`, whether it is no longer offered.
    """

    id: str
    key: str
    names: Mapping[str, str]
    version: int
    stages: int
    open: int
    open_older: int
    archived: bool


@dataclass(frozen=True)
class VersionRow:
    """One version of a stage set, and how many open requisitions run on it."""

    id: str
    version: int
    open: int


@dataclass(frozen=True)
class StageSetView:
    """One version of a stage set with its stages, as `stage-set change` takes them back.

    Attributes: `newest`, id of the newest version; `used`, whether a requisition was ever opened
    with the newest, so that a change makes another; `versions`, all of them, oldest first; `mark`,
    another one after any change.
    """

    id: str
    key: str
    names: Mapping[str, str]
    version: int
    archived: bool
    newest: str
    used: bool
    versions: tuple[VersionRow, ...]
    stages: tuple[StageDraft, ...]
    mark: str


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
    entry_criteria: Mapping[str, str]
    exit_criteria: Mapping[str, str]
    owner: str
    letter: str
    scorers: Sequence[str]


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
def list_stage_sets(connection: Connection, *, archived: bool = False) -> Page[StageSetRow]:
    """Return the newest version of each set that is offered, or of all, in the order they came."""
    open_now, lengths = _open_counts(connection), _lengths(connection)
    rows = []
    for versions in families(connection).values():
        last = versions[-1]
        if archived or not last.retired:
            older = sum(open_now.get(each.id, 0) for each in versions[:-1])
            there = open_now.get(last.id, 0)
            length = lengths.get(last.id, 0)
            row = (last.id, last.key, last.names, last.version, length, there, older, last.retired)
            rows.append(StageSetRow(*row))
    return Page(tuple(rows), len(rows))


@queries.offers("stage-set.show", N_("Show a stage set with its stages"))
def stage_set_view(connection: Connection, stage_set: str) -> StageSetView:
    """Return a version by its id, or the newest of a set by key or name. Raises NotFound."""
    # An archived set may be called like another that came after it.
    for versions in sorted(families(connection).values(), key=lambda rows: rows[-1].retired):
        last = versions[-1]
        called = stage_set == last.key or stage_set in last.names.values()
        for each in versions:
            if each.id == stage_set or (called and each is last):
                return _view(connection, each, versions)
    raise NotFound(N_("There is no stage set {name}."), name=stage_set)


def _view(connection: Connection, row: Any, versions: Sequence[Any]) -> StageSetView:
    open_now = _open_counts(connection)
    uses = tuple(VersionRow(each.id, each.version, open_now.get(each.id, 0)) for each in versions)
    found = list_stages(connection, row.id).rows
    drafts = tuple(StageDraft(**{name: getattr(each, name) for name in _DRAFT}) for each in found)
    last = versions[-1]
    return StageSetView(
        id=row.id,
        key=row.key,
        names=row.names,
        version=row.version,
        archived=last.retired,
        newest=last.id,
        used=is_used(connection, last.id),
        versions=uses,
        stages=drafts,
        mark=mark_of(row.id, row.names, drafts),
    )


def is_used(connection: Connection, stage_set_id: str) -> bool:
    """Tell whether any requisition runs on a version, or anybody stands in one of its stages."""
    opened = select(requisitions.c.id).where(requisitions.c.stage_set_id == stage_set_id)
    of_it = select(stages.c.id).where(stages.c.stage_set_id == stage_set_id)
    stands = select(applications.c.id).where(applications.c.stage_id.in_(of_it))
    return any(connection.execute(query.limit(1)).first() for query in (opened, stands))


def version_uses(connection: Connection) -> dict[str, tuple[VersionRow, ...]]:
    """Return the versions of each set with their open requisitions, by id of the newest."""
    open_now = _open_counts(connection)
    return {
        rows[-1].id: tuple(VersionRow(one.id, one.version, open_now.get(one.id, 0)) for one in rows)
        for rows in families(connection).values()
    }


_BY_VERSION = (stage_sets.c.family_id, stage_sets.c.version, stage_sets.c.id)


def families(connection: Connection) -> dict[str, list[Any]]:
    """Return the versions of each stage set, oldest first, by family, in the order they came."""
    query = select(stage_sets).where(stage_sets.c.archived.is_(False))
    found: dict[str, list[Any]] = {}
    for row in connection.execute(query.order_by(*_BY_VERSION)):
        found.setdefault(row.family_id, []).append(row)
    return found


def _open_counts(connection: Connection) -> dict[str, int]:
    query = (
        select(requisitions.c.stage_set_id, func.count())
        .where(
            requisitions.c.archived.is_(False),
            requisitions.c.state == RequisitionState.OPEN.value,
        )
        .group_by(requisitions.c.stage_set_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _lengths(connection: Connection) -> dict[str, int]:
    query = select(stages.c.stage_set_id, func.count()).where(stages.c.archived.is_(False))
    rows = connection.execute(query.group_by(stages.c.stage_set_id))
    return {row[0]: row[1] for row in rows}


@queries.offers("stage.list", N_("List the stages of a set"))
def list_stages(connection: Connection, stage_set_id: str) -> Page[StageRow]:
    """Return the stages of a set in order."""
    query = select(stages).where(
        stages.c.stage_set_id == stage_set_id, stages.c.archived.is_(False)
    )
    rows = connection.execute(query.order_by(stages.c.position)).mappings()
    found = tuple(StageRow(**{k: row[k] for k in _STAGE}) for row in rows)
    return Page(found, len(found))


def stages_to_choose(connection: Connection, requisition_id: str) -> tuple[StageRow, ...]:
    """Return the stages that an application for a requisition can be in, in order."""
    query = select(requisitions.c.stage_set_id).where(requisitions.c.id == requisition_id)
    stage_set = connection.execute(query).scalar()
    return list_stages(connection, stage_set).rows if stage_set else ()


_STAGE = tuple(StageRow.__dataclass_fields__)
_DRAFT = tuple(StageDraft.__dataclass_fields__)
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


def running_by_stage(connection: Connection, requisition_id: str) -> dict[str, int]:
    """Return how many run in each stage of a requisition that has anybody."""
    query = select(applications.c.stage_id, func.count()).where(
        applications.c.requisition_id == requisition_id,
        applications.c.archived.is_(False),
        applications.c.state == ApplicationState.ACTIVE.value,
    )
    rows = connection.execute(query.group_by(applications.c.stage_id))
    return {row[0]: row[1] for row in rows}


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
