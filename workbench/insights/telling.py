"""What a step of the history changed, as a person asks: which records, which fields, what before.

References to other records are told by those records' names: one query per table that is referred
to, however many rows there are. Long steps (an import of a thousand people) are read and told up
to a limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from workbench.insights.told_fields import FIELDS
from workbench.insights.told_names import Name, Names
from workbench.people.redaction import BLACK
from workbench.pipeline.anonymity import hidden_among
from workbench.vault.history import count_sets
from workbench.vault.journal import ChangeSet, Op, read_sets
from workbench.vault.records import ARCHIVED, CREATED, TEAM, shapes

LIMIT = 60
_MINUTES = frozenset(
    (table, name)
    for table in ("organisation", "possible_time", "room")
    for name in ("opens", "closes")
)
_ORDER = {table: {name: n for n, name in enumerate(words)} for table, words in FIELDS.items()}


class Happened(StrEnum):
    """What a step did to a record: made, changed, put away, brought back."""

    NEW = "new"
    CHANGED = "changed"
    AWAY = "away"
    BACK = "back"


@dataclass(frozen=True)
class FieldChange:
    """One field that a step changed, with what it was before (None where the record is new).

    Attributes: `before` and `after`, Python values, ids where the field refers to a record; then
    `before_name` and `after_name` are what that record is called, as written or by language.
    """

    table: str
    row: str
    field: str
    before: Any
    after: Any
    before_name: Name = None
    after_name: Name = None


@dataclass(frozen=True)
class RecordChange:
    """One record that a step touched.

    Attributes: `name`, what it is called; `subject`, the id of the record it belongs to; `about`,
    what that one is called, None where it is the record itself or belongs to nobody in particular.
    """

    table: str
    row: str
    what: Happened
    name: Name
    subject: str
    about: Name
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Told:
    """What a step changed.

    Attributes: `more`, how many people (or others whose records these are) and further records
    are not told; `whole`, False where the content of the step was erased, wholly or in part.
    """

    records: tuple[RecordChange, ...]
    more: int
    whole: bool


def told(connection: Connection, entry_id: str, *, limit: int | None = LIMIT) -> Told:
    """Return what an entry changed, up to `limit` records; no records where it was erased."""
    sets, _ = read_sets(connection, entry_id, limit=limit)
    every, kept = count_sets(connection, entry_id)
    found = [record for each in sets for record in _records(each)]
    shown = found if limit is None else found[:limit]
    shown = _veiled(connection, shown)
    more = len(found) - len(shown) + kept - len(sets)
    return Told(_named(connection, shown), more, whole=kept == every)


# What gives somebody away who is screened anonymously.
_TELLING = {
    "candidate": ("name", "school", "referrer"),
    "contact": ("value",),
    "cv": ("text", "name"),
    "note": ("body",),
    "contact_log": ("body",),
    "external_id": ("value",),
}


def _veiled(connection: Connection, records: list[RecordChange]) -> list[RecordChange]:
    """Return records with what is hidden now blacked out."""
    hidden = hidden_among(connection, {each.subject for each in records})
    return [_blacked(each) if each.subject in hidden else each for each in records]


def _blacked(record: RecordChange) -> RecordChange:
    telling = _TELLING.get(record.table, ())
    fields = (
        replace(each, before=each.before and BLACK, after=each.after and BLACK)
        if each.field in telling
        else each
        for each in record.fields
    )
    return replace(record, fields=tuple(fields))


def _records(each: ChangeSet) -> list[RecordChange]:
    """Return the records of a change set that have something to tell."""
    rows: dict[str, list[Op]] = {}
    for op in each.ops:
        rows.setdefault(op.row, []).append(op)
    found = (_record(each.subject, ops) for ops in rows.values())
    return [record for record in found if record is not None]


def _record(subject: str, ops: list[Op]) -> RecordChange | None:
    table, row, what = ops[0].table, ops[0].row, _what(ops)
    changes = [change for op in ops for change in _changes(op)]
    changes.sort(key=lambda change: _ORDER[table][change.field])
    if not changes and (what is Happened.CHANGED or table == "move"):
        return None  # a move only accompanies the change of its application
    return RecordChange(table, row, what, None, subject, None, tuple(changes))


def _what(ops: list[Op]) -> Happened:
    for op in ops:
        if op.group == CREATED:
            return Happened.NEW
        if op.group == ARCHIVED:
            return Happened.AWAY if op.after[ARCHIVED] else Happened.BACK
    return Happened.CHANGED


def _changes(op: Op) -> Iterable[FieldChange]:
    words = FIELDS.get(op.table, {})
    for field, raw in op.after.items():
        if field not in words or raw == op.before.get(field):
            continue
        after = _value(op.table, field, raw)
        if op.group == CREATED:
            if not _says_something(op.table, field, after):
                continue
            yield FieldChange(op.table, op.row, field, None, after)
        else:
            before = _value(op.table, field, op.before.get(field))
            yield FieldChange(op.table, op.row, field, before, after)


def _value(table: str, field: str, raw: Any) -> Any:
    value = shapes()[table].python(field, raw)
    if (table, field) in _MINUTES and value is not None:
        return time(*divmod(value, 60)) if value < 24 * 60 else time.max
    return value


def _says_something(table: str, field: str, value: Any) -> bool:
    """Tell whether a new record's field has a content that is not what it would have anyway."""
    if value is None or value in ("", [], {}):
        return False
    default = shapes()[table].cls.__table__.c[field].default
    usual = getattr(default, "arg", None)
    return usual is None or value != _value(table, field, usual)


def _named(connection: Connection, records: list[RecordChange]) -> tuple[RecordChange, ...]:
    """Put names to records, to whom they belong, and to what their fields refer to."""
    names = Names()
    for each in records:
        names.want(each.table, each.row)
        names.want_subject(each.subject)
        for change in each.fields:
            names.want_reference(change.table, change.field, change.before, change.after)
    names.read(connection)
    return tuple(
        replace(
            each,
            name=names.of(each.row),
            about=None if each.subject in (TEAM, each.row) else names.of(each.subject),
            fields=tuple(_with_names(change, names) for change in each.fields),
        )
        for each in records
    )


def _with_names(change: FieldChange, names: Names) -> FieldChange:
    if not names.is_reference(change.table, change.field):
        return change
    before, after = names.of(change.before), names.of(change.after)
    return replace(change, before_name=before, after_name=after)
