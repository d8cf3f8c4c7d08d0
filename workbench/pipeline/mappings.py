"""What the columns of tables hold, as somebody chose it once, for the next table of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.intake.columns import fingerprint_of, key_of, meant
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.pipeline.models import ColumnMapping
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

mappings = ColumnMapping.__table__


@dataclass(frozen=True)
class RememberColumns:
    """Keep what the columns of a table hold; what was kept for the same headings is replaced."""

    headings: tuple[str, ...] = arg(N_("all headings of the table"), positional=True)
    fields: tuple[str, ...] = arg(N_("what each column holds, in the same order; '' leaves it out"))


@commands.handles(
    RememberColumns,
    "import.remember",
    N_("Remember the columns of a table"),
    done=N_("Columns remembered"),
    palette=False,
)
def remember_columns(cmd: RememberColumns, uow: UnitOfWork) -> str:
    """Write the mapping and return its id. Raises RuleBroken, or BadInput for an unknown field."""
    keys = [key_of(heading) for heading in cmd.headings]
    if len(keys) != len(cmd.fields) or not any(keys):
        raise RuleBroken("fields", N_("Give one field for each heading."))
    columns = {key: meant(field) for key, field in zip(keys, cmd.fields, strict=True) if key}
    mark = fingerprint_of(keys)
    query = select(ColumnMapping).where(
        ColumnMapping.fingerprint == mark, ColumnMapping.archived.is_(False)
    )
    record = next(iter(uow.find(query)), None) or uow.add(ColumnMapping(fingerprint=mark))
    if dict(record.columns) != columns:
        record.columns = columns
    return record.id


@dataclass(frozen=True)
class ForgetColumns:
    """Read tables with these headings by the known words again."""

    mapping: str = arg(N_("id of the remembered columns"), positional=True)


@commands.handles(
    ForgetColumns,
    "import.forget",
    N_("Forget the columns of a table"),
    done=N_("Columns forgotten"),
    palette=False,
)
def forget_columns(cmd: ForgetColumns, uow: UnitOfWork) -> None:
    """Archive the mapping."""
    uow.get(ColumnMapping, cmd.mapping).archived = True


@dataclass(frozen=True)
class MappingRow:
    """What the columns of one kind of table hold: fields by heading."""

    id: str
    fingerprint: str
    columns: Mapping[str, str]


@queries.offers("import.mappings", N_("List the remembered columns"))
def list_mappings(connection: Connection) -> Page[MappingRow]:
    """Return all remembered columns, oldest first."""
    query = select(mappings).where(mappings.c.archived.is_(False)).order_by(mappings.c.id)
    rows = tuple(
        MappingRow(row.id, row.fingerprint, dict(row.columns)) for row in connection.execute(query)
    )
    return Page(rows, len(rows))


def kept_columns(connection: Connection) -> dict[str, Mapping[str, str]]:
    """Return all remembered columns by fingerprint, as `intake.columns.Choices` takes them."""
    return {row.fingerprint: row.columns for row in list_mappings(connection).rows}
