"""From a command's fields and a query's parameters to arguments of the command line."""

from __future__ import annotations

import argparse
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields
from enum import Enum
from typing import Any

from workbench.cli.parameters import PARAMETERS
from workbench.cli.reading import TRUTH, reader, sample
from workbench.kernel.commands import Arg
from workbench.kernel.i18n import N_, Translator


def add_fields(parser: argparse.ArgumentParser, cls: type, words: Translator) -> None:
    """Add an argument for each field of a command class."""
    hints = typing.get_type_hints(cls)
    for each in fields(cls):
        _add(parser, each, hints[each.name], words)


def _add(parser: argparse.ArgumentParser, each: Field[Any], hint: Any, words: Translator) -> None:
    about: Arg = each.metadata["arg"]
    inner, many = _unwrapped(hint)
    required = each.default is MISSING and each.default_factory is MISSING
    codes = tuple(code for code, _ in about.choices)
    options: dict[str, Any] = {
        "help": _help(about, inner, words),
        "type": reader(inner, words, long=about.long, codes=codes),
        "metavar": _metavar(each.name, inner, codes),
    }
    if about.positional and required:
        parser.add_argument(each.name, nargs="+" if many else None, **options)
        return
    _add_option(parser, each.name, inner, many, required=required, **options)


def _add_option(
    parser: argparse.ArgumentParser, name: str, inner: Any, many: bool, **options: Any
) -> None:
    if many:
        options["nargs"] = "*"
    elif inner is bool:
        options["nargs"], options["const"] = "?", True
    flag = "--" + name.replace("_", "-")
    parser.add_argument(flag, dest=name, default=argparse.SUPPRESS, **options)


def _help(about: Arg, inner: Any, words: Translator) -> str:
    """Return what an argument means, its codes with their words, and how a day is written."""
    said = words.text(about.help)
    if about.choices:
        listed = ", ".join(f"{code} ({words.text(text)})" for code, text in about.choices)
        said = words.text(N_("{help}: {codes}"), help=said, codes=listed)
    return _with_sample(said, inner).replace("%", "%%")


def _with_sample(said: str, inner: Any) -> str:
    shown = sample(inner)
    return f"{said} ({shown})" if shown else said


def _metavar(name: str, inner: Any, codes: tuple[str, ...] = ()) -> str:
    if isinstance(inner, type) and issubclass(inner, Enum):
        return "|".join(codes or (str(member.value) or "-" for member in inner))
    return TRUTH if inner is bool else name.upper()


def read_fields(cls: type, given: argparse.Namespace) -> Any:
    """Return the command that the parsed arguments describe."""
    values = vars(given)
    chosen = {each.name: values[each.name] for each in fields(cls) if each.name in values}
    return cls(**{k: tuple(_flat(v)) if isinstance(v, list) else v for k, v in chosen.items()})


def _flat(values: list[Any]) -> Iterator[Any]:
    """Yield the values of an argument; a JSON list among them stands for several."""
    for value in values:
        yield from value if isinstance(value, list) else (value,)


def add_parameters(
    parser: argparse.ArgumentParser, ask: Callable[..., Any], words: Translator, *, given: int = 1
) -> None:
    """Add an argument for each parameter of a function after the `given` first ones."""
    hints = typing.get_type_hints(ask)
    for name, parameter in list(inspect.signature(ask).parameters.items())[given:]:
        inner, many = _unwrapped(hints[name])
        said = _with_sample(words.text(PARAMETERS.get(name, "")), inner)
        options: dict[str, Any] = {
            "help": said.replace("%", "%%"),
            "metavar": _metavar(name, inner),
            "type": reader(inner, words),
        }
        if parameter.default is inspect.Parameter.empty:
            parser.add_argument(name, nargs="+" if many else None, **options)
        else:
            _add_option(parser, name, inner, many, **options)


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
