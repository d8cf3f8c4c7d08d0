"""From a command's declaration to the fields of a sheet.

A field that names a record is filled from where the reader stands (the open person, the chosen
cards) or offered as a choice; a command whose record can be told by neither is left to its page.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any

from ui.context import Context
from ui.forms import Field, Kind
from workbench.app import Connection
from workbench.demand.queries import list_requisitions
from workbench.interviews.availability import list_rooms
from workbench.kernel.commands import Arg, CommandSpec
from workbench.people.queries import list_staff
from workbench.pipeline.queries import (
    application,
    list_stage_sets,
    shown,
    stages_to_choose,
)

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Here:
    """Where the reader stands: the person on show and the chosen applications."""

    candidate: str = ""
    applications: tuple[str, ...] = ()

    def value(self, name: str) -> str | tuple[str, ...] | None:
        """Return what stands here for a field, or None."""
        if name == "candidate":
            return self.candidate or None
        if name == "application" and len(self.applications) == 1:
            return self.applications[0]
        if name == "applications" and self.applications:
            return self.applications
        return None


def _posts(connection: Connection, language: str) -> Options:
    rows = list_requisitions(connection).rows
    return tuple((row.id, row.title) for row in rows if row.state == "open")


def _staff(connection: Connection, language: str) -> Options:
    return tuple((row.id, row.name) for row in list_staff(connection).rows)


def _rooms(connection: Connection, language: str) -> Options:
    return tuple((row.id, row.name) for row in list_rooms(connection).rows)


def _stage_sets(connection: Connection, language: str) -> Options:
    rows = list_stage_sets(connection).rows
    return tuple((row.id, shown(row.names, language)) for row in rows)


PICKERS: dict[str, Callable[[Connection, str], Options]] = {
    "requisition": _posts,
    "staff": _staff,
    "manager": _staff,
    "interviewer": _staff,
    "interviewers": _staff,
    "panel": _staff,
    "shadows": _staff,
    "room": _rooms,
    "stage_set": _stage_sets,
}
FROM_HERE = ("candidate", "application", "applications")
LONG = (bytes,)


@cache
def _hints(command: type) -> dict[str, Any]:
    return typing.get_type_hints(command)


def is_offered(spec: CommandSpec, here: Here) -> bool:
    """Tell whether a command can be filled in from here, without its page."""
    hints = _hints(spec.cls)
    for each in dataclasses.fields(spec.cls):
        inner, _ = _inner(hints[each.name])
        required = each.default is dataclasses.MISSING
        if each.name in FROM_HERE:
            if required and here.value(each.name) is None:
                return False
        elif (
            dataclasses.is_dataclass(inner)
            or inner in LONG
            or (required and _needs_its_page(each.name, each.metadata["arg"]))
        ):
            return False
    return spec.palette


def _needs_its_page(name: str, about: Arg) -> bool:
    return _is_record(about) and not _pickable(name)


def _is_record(about: Arg) -> bool:
    return about.help.startswith(("id of", "ids of", "id,", "the letter", "the offer"))


def _pickable(name: str) -> bool:
    return name in PICKERS or name == "stage"


def fields_of(context: Context, spec: CommandSpec, here: Here) -> tuple[Field, ...]:
    """Return the fields to fill in; those that are known from here are left out."""
    hints = _hints(spec.cls)
    made = []
    for each in dataclasses.fields(spec.cls):
        if each.name in FROM_HERE:
            continue
        inner, many = _inner(hints[each.name])
        options = _options(context, each.name, here)
        made.append(_field(context, each, inner, many, options))
    return tuple(field for field in made if field is not None)


def _field(
    context: Context, each: dataclasses.Field[Any], inner: Any, many: bool, options: Options | None
) -> Field | None:
    about: Arg = each.metadata["arg"]
    required = each.default is dataclasses.MISSING
    label = context.text(about.help)
    label = label[:1].upper() + label[1:]
    value: Any = None if required else each.default
    if options is not None:
        if many:
            return Field(each.name, label, Kind.CHOICES, list(value or ()), options)
        empty = () if required else (("", "–"),)
        return Field(each.name, label, Kind.CHOICE, value or "", (*empty, *options))
    if _is_record(about):
        return None
    if isinstance(inner, type) and issubclass(inner, Enum):
        words = tuple((str(member.value), str(member.value) or "–") for member in inner)
        return Field(each.name, label, Kind.CHOICE, getattr(value, "value", ""), words)
    kind = _KINDS.get(inner, Kind.TEXT)
    if kind is Kind.TEXT and (about.long or many):
        kind = Kind.MULTILINE
    if kind is Kind.TEXT and isinstance(value, int | float):
        value = f"{value:g}"
    return Field(each.name, label, kind, value, required=required and kind is not Kind.CHECK)


_KINDS = {bool: Kind.CHECK, date: Kind.DATE, time: Kind.TIME}


def _options(context: Context, name: str, here: Here) -> Options | None:
    if name in PICKERS:
        return context.bridge.now(PICKERS[name], context.language)
    if name == "stage" and here.applications:
        return context.bridge.now(_stages, here.applications[0], context.language)
    return None


def _stages(connection: Connection, application_id: str, language: str) -> Options:
    post = application(connection, application_id).requisition_id
    return tuple((row.id, shown(row.names, language)) for row in stages_to_choose(connection, post))


def command_from(spec: CommandSpec, here: Here, values: dict[str, Any]) -> Any:
    """Return the command that the filled-in values describe. Raises ValueError for a bad one."""
    hints = _hints(spec.cls)
    chosen: dict[str, Any] = {}
    for each in dataclasses.fields(spec.cls):
        known = here.value(each.name) if each.name in FROM_HERE else None
        if known is not None:
            chosen[each.name] = known
        elif each.name in values and values[each.name] not in (None, "", []):
            chosen[each.name] = _typed(hints[each.name], values[each.name])
    return spec.cls(**chosen)


def _typed(hint: Any, value: Any) -> Any:
    inner, many = _inner(hint)
    if many:
        parts = value if isinstance(value, list | tuple) else str(value).splitlines()
        return tuple(_one(inner, part) for part in parts if str(part).strip())
    return _one(inner, value)


def _one(inner: Any, value: Any) -> Any:
    if inner in (date, time) or isinstance(value, inner):
        return value
    if inner is datetime:
        return datetime.fromisoformat(str(value).strip())
    return inner(str(value).strip())


def _inner(hint: Any) -> tuple[Any, bool]:
    """Return the type inside `X | None` and `tuple[X, ...]`, and whether there are many."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    if typing.get_origin(hint) is tuple:
        return typing.get_args(hint)[0], True
    return hint, False
