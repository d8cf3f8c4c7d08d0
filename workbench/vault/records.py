"""The base of all stored records, and what a model must say about itself.

A model names its *field groups* (columns that only make sense together: they are versioned,
undone and merged as one), its *subject* (the record that a change set belongs to) and, where it
speaks of a person, the column with that person's id, so that erasure finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Integer, MetaData, String, TypeDecorator, inspect
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    MappedColumn,
    mapped_column,
)

from workbench.kernel.clock import milliseconds, moment
from workbench.kernel.ids import new_id

TEAM = "team"  # the subject of what belongs to nobody in particular
CREATED = "*"  # the group that stands for a whole row at its making
ARCHIVED = "archived"

_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment, stored as whole milliseconds since 1970 (UTC)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Return the milliseconds of an aware datetime."""
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Return the aware UTC datetime."""
        return None if value is None else moment(value)


class Base(DeclarativeBase):
    """The declarative base of every table in the vault."""

    metadata = MetaData(naming_convention=_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant}


class Record(MappedAsDataclass, Base, kw_only=True):
    """A row that commands may write: versioned, and never deleted, only archived.

    Attributes: `id`; `archived`. Class attributes: `subject`, the column with the id of the
    subject record, or `TEAM`; `person`, the column with the id of the person the row speaks of,
    or None; `groups`, field groups of more than one column, by name.
    """

    __abstract__ = True

    subject: ClassVar[str] = "id"
    person: ClassVar[str | None] = None
    groups: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    id: Mapped[str] = mapped_column(
        String(32), primary_key=True, default_factory=new_id, sort_order=-2
    )
    archived: Mapped[bool] = mapped_column(default=False, sort_order=-1)


def part_of(table: str, **options: Any) -> MappedColumn[Any]:
    """Return a column that ties a row to a row of the same subject record by a foreign key."""
    key = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(String(32), key, index=True, info={"refers_to": table}, **options)


def refers_to(table: str, **options: Any) -> MappedColumn[Any]:
    """Return a column with the id of a row of another subject; checked when rows come and go."""
    options.setdefault("index", True)
    return mapped_column(String(32), info={"refers_to": table}, **options)


@dataclass(frozen=True, eq=False)
class Shape:
    """What the journal needs to know about a model.

    Attributes: `cls`; `table`; `groups`, the attribute names of each group; `group_of`, the group
    of each attribute; `references`, (attribute, table it refers to); `insert`, the statement that
    writes a `raw_row`.
    """

    cls: type[Record]
    table: str
    groups: Mapping[str, tuple[str, ...]]
    group_of: Mapping[str, str]
    references: tuple[tuple[str, str], ...]
    insert: str
    _to_raw: Mapping[str, Any]
    _converted: tuple[tuple[str, Any], ...]
    _to_python: Mapping[str, Any]

    @property
    def attributes(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return tuple(self.group_of)

    def raw(self, name: str, value: Any) -> Any:
        """Return `value` of attribute `name` as the database holds it."""
        convert = self._to_raw[name]
        return value if convert is None or value is None else convert(value)

    def python(self, name: str, value: Any) -> Any:
        """Return the Python value of a database value of attribute `name`."""
        convert = self._to_python[name]
        return value if convert is None or value is None else convert(value)

    def raw_row(self, record: Record) -> dict[str, Any]:
        """Return all columns of `record` as the database holds them."""
        # Past the descriptors where a value was set: they cost more than all the rest of this.
        held = record.__dict__
        row = {n: held[n] if n in held else getattr(record, n) for n in self.group_of}
        for name, convert in self._converted:
            if row[name] is not None:
                row[name] = convert(row[name])
        return row

    def subject_of(self, record: Record) -> str:
        """Return the id of the subject record that `record` belongs to."""
        column = self.cls.subject
        return TEAM if column == TEAM else str(getattr(record, column))


@cache
def shape(cls: type[Record]) -> Shape:
    """Return the shape of a model."""
    dialect = sqlite_dialect()
    columns = {attr.key: attr.columns[0] for attr in inspect(cls).column_attrs}
    named = {name: group for group, names in cls.groups.items() for name in names}
    group_of = {name: named.get(name, name) for name in columns}
    groups: dict[str, tuple[str, ...]] = {}
    for name, group in group_of.items():
        groups[group] = (*groups.get(group, ()), name)
    kinds = {name: column.type.dialect_impl(dialect) for name, column in columns.items()}
    to_raw = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}
    references = tuple(
        (name, column.info["refers_to"])
        for name, column in columns.items()
        if "refers_to" in column.info
    )
    return Shape(
        cls,
        cls.__tablename__,
        groups,
        group_of,
        references,
        _insert(cls.__tablename__, [column.name for column in columns.values()]),
        to_raw,
        tuple((name, convert) for name, convert in to_raw.items() if convert is not None),
        {name: kind.result_processor(dialect, None) for name, kind in kinds.items()},
    )


def _insert(table: str, names: list[str]) -> str:
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the shapes of all models that were imported, by table name."""
    models: list[type[Record]] = [mapper.class_ for mapper in Base.registry.mappers]
    return {each.table: each for each in (shape(model) for model in models)}
