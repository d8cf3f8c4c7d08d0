"""From a command's fields and a query's parameters to arguments of the command line."""

from __future__ import annotations

import argparse
import inspect
import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

from workbench.kernel.commands import Arg
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Translator

TRUE, FALSE = ("yes", "true", "1"), ("no", "false", "0")


def add_fields(parser: argparse.ArgumentParser, cls: type, words: Translator) -> None:
    """Add an argument for each field of a command class."""
    hints = typing.get_type_hints(cls)
    for each in fields(cls):
        about: Arg = each.metadata["arg"]
        _add(parser, each, about, hints[each.name], words.text(about.help).replace("%", "%%"))


def _add(
    parser: argparse.ArgumentParser, each: Field[Any], about: Arg, hint: Any, help_text: str
) -> None:
    inner, many = _unwrapped(hint)
    required = each.default is MISSING and each.default_factory is MISSING
    options: dict[str, Any] = {"help": help_text, "type": _reader(inner, about.long)}
    if isinstance(inner, type) and issubclass(inner, Enum):
        options["metavar"] = "|".join(str(member.value) or "-" for member in inner)
    else:
        options["metavar"] = each.name.upper()
    if about.positional and required:
        parser.add_argument(each.name, nargs="+" if many else None, **options)
        return
    if many:
        options["nargs"] = "*"
    flag = "--" + each.name.replace("_", "-")
    parser.add_argument(
        flag, dest=each.name, required=required, default=argparse.SUPPRESS, **options
    )


def read_fields(cls: type, given: argparse.Namespace) -> Any:
    """Return the command that the parsed arguments describe."""
    values = vars(given)
    chosen = {each.name: values[each.name] for each in fields(cls) if each.name in values}
    return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in chosen.items()})


def add_parameters(
    parser: argparse.ArgumentParser, ask: Callable[..., Any], *, given: int = 1
) -> None:
    """Add an argument for each parameter of a function after the `given` first ones."""
    hints = typing.get_type_hints(ask)
    for name, parameter in list(inspect.signature(ask).parameters.items())[given:]:
        inner, many = _unwrapped(hints[name])
        options: dict[str, Any] = {"metavar": name.upper(), "type": _reader(inner, False)}
        if parameter.default is inspect.Parameter.empty:
            parser.add_argument(name, nargs="+" if many else None, **options)
        else:
            if many:
                options["nargs"] = "*"
            flag = "--" + name.replace("_", "-")
            parser.add_argument(flag, dest=name, default=parameter.default, **options)


def read_parameters(ask: Callable[..., Any], given: argparse.Namespace) -> dict[str, Any]:
    """Return the keyword arguments of a function that the parsed arguments describe."""
    values = vars(given)
    names = list(inspect.signature(ask).parameters)[1:]
    chosen = {name: values[name] for name in names if name in values}
    return {k: tuple(v) if isinstance(v, list) else v for k, v in chosen.items()}


def _unwrapped(hint: Any) -> tuple[Any, bool]:
    """Return the type inside `X | None` and `tuple[X, ...]`, and whether there are many."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    if typing.get_origin(hint) is tuple:
        return typing.get_args(hint)[0], True
    return hint, False


def _reader(kind: Any, long: bool) -> Callable[[str], Any]:
    if kind is bool:
        return _truth
    if kind is bytes:
        return _file
    if kind in (date, datetime, time):
        return _moment(kind)
    if is_dataclass(kind):
        return _json_of(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind)
    return _text if long or kind is str else typing.cast("Callable[[str], Any]", kind)


def _member(kind: type[Enum]) -> Callable[[str], Enum]:
    def read(text: str) -> Enum:
        try:
            return kind("" if text == "-" else text)
        except ValueError as error:
            choices = ", ".join(str(member.value) for member in kind if member.value)
            raise argparse.ArgumentTypeError(f"{text!r}: {choices}") from error

    return read


def _truth(text: str) -> bool:
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise argparse.ArgumentTypeError(f"{text!r}: yes / no")


def _text(text: str) -> str:
    """Return `text`, or the content of the file that `@path` names."""
    if not text.startswith("@"):
        return text
    try:
        return Path(text[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(N_("The file {path} cannot be read."), path=text[1:]) from error


def _file(text: str) -> bytes:
    try:
        return Path(text).read_bytes()
    except OSError as error:
        raise BadInput(N_("The file {path} cannot be read."), path=text) from error


def _moment(kind: Any) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return kind.fromisoformat(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r}: ISO 8601") from error

    return read


def _json_of(kind: Any) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return kind(**json.loads(_text(text)))
        except (ValueError, TypeError) as error:
            names = ", ".join(each.name for each in fields(kind))
            raise argparse.ArgumentTypeError(f"JSON {{{names}}}") from error

    return read
