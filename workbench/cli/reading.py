"""From the text of an argument to its value; what cannot be read is told in the reader's words."""

from __future__ import annotations

import argparse
import json
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Translator

TRUE, FALSE = ("yes", "true", "1"), ("no", "false", "0")
TRUTH = "yes|no"
Reader = Callable[[str], Any]

_MOMENTS: dict[Any, tuple[str, str]] = {
    date: ("2026-12-20", N_("{text}: write the date as {sample}")),
    datetime: ("2026-12-20 09:00", N_("{text}: write day and time as {sample}")),
    time: ("09:00", N_("{text}: write the time as {sample}")),
}
_NUMBERS: dict[Any, str] = {
    int: N_("{text}: write a whole number"),
    float: N_("{text}: write a number"),
}


def sample(kind: Any) -> str:
    """Return how a value of this kind is written, where that needs saying, or ''."""
    return _MOMENTS[kind][0] if kind in _MOMENTS else ""


def reader(
    kind: Any, words: Translator, *, long: bool = False, codes: Sequence[str] = ()
) -> Reader:
    """Return what reads a value of `kind`; of an enumeration only `codes`, where they are given."""
    if kind in _MOMENTS:
        shown, text = _MOMENTS[kind]
        return _refusing(kind.fromisoformat, words, text, sample=shown)
    if kind in _NUMBERS:
        return _refusing(kind, words, _NUMBERS[kind])
    if kind is bool:
        return _refusing(_truth, words, N_("{text}: write yes or no"))
    if kind is bytes:
        return _file
    if is_dataclass(kind):
        names = ", ".join(each.name for each in fields(kind))
        return _refusing(_json_of(kind), words, N_("{text}: write JSON of {names}"), names=names)
    if isinstance(kind, type) and issubclass(kind, Enum):
        allowed = list(codes) or [str(member.value) for member in kind if member.value]
        text = N_("{text}: choose {codes}")
        return _refusing(_member(kind, codes), words, text, codes=", ".join(allowed))
    return _text if long or kind is str else typing.cast("Reader", kind)


def _refusing(read: Reader, words: Translator, refusal: str, **args: object) -> Reader:
    def read_or_refuse(text: str) -> Any:
        try:
            return read(text)
        except (ValueError, TypeError) as error:
            raise argparse.ArgumentTypeError(words.text(refusal, text=text, **args)) from error

    return read_or_refuse


def _member(kind: type[Enum], codes: Sequence[str]) -> Reader:
    def read(text: str) -> Enum:
        if codes and text not in codes:
            raise ValueError(text)
        return kind("" if text == "-" else text)

    return read


def _truth(text: str) -> bool:
    if text.lower() in (*TRUE, *FALSE):
        return text.lower() in TRUE
    raise ValueError(text)


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


def _json_of(kind: Any) -> Reader:
    """Return what reads one value from a JSON object, or several from a JSON list."""

    def read(text: str) -> Any:
        found = json.loads(_text(text))
        return [kind(**each) for each in found] if isinstance(found, list) else kind(**found)

    return read
