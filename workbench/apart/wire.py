"""What goes over the pipe between the program and its reading child.

A frame is a head of two lengths, JSON and raw bytes. Values of declared types become plain lists
and come back only as what they are declared to be: whoever reads the answer of a child that has
seen a hostile file believes neither its lengths nor its types.
"""

from __future__ import annotations

import json
import struct
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import IO, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from workbench.kernel.i18n import Message

MAX_JSON = 512 * 1024 * 1024
MAX_RAW = 512 * 1024 * 1024
_HEAD = struct.Struct(">II")
T = TypeVar("T")


class Broken(Exception):  # noqa: N818
    """The other side is gone, or says what nobody says."""


@dataclass(frozen=True)
class Frame:
    """One message: `said`, plain JSON values by name, and `raw` bytes beside them."""

    said: Mapping[str, Any]
    raw: bytes = b""


def send(pipe: IO[bytes], frame: Frame) -> None:
    """Write a frame. Raises Broken where nobody reads any more."""
    body = json.dumps(frame.said, separators=(",", ":")).encode("ascii")
    try:
        pipe.write(_HEAD.pack(len(body), len(frame.raw)) + body)
        pipe.write(frame.raw)
        pipe.flush()
    except (OSError, ValueError) as error:
        raise Broken from error


def receive(pipe: IO[bytes]) -> Frame:
    """Read a frame. Raises Broken at its end, and for what is none."""
    size, raw = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if size > MAX_JSON or raw > MAX_RAW:
        raise Broken
    try:
        said = json.loads(_exactly(pipe, size))
    except (ValueError, RecursionError) as error:
        raise Broken from error
    if not isinstance(said, dict):
        raise Broken
    return Frame(said, _exactly(pipe, raw))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    try:
        data = pipe.read(size)
    except (OSError, ValueError) as error:
        raise Broken from error
    if len(data) != size:
        raise Broken
    return data


class Packing:
    """Gathers the bytes that go beside a packed value; `sent` is what the asker holds already."""

    def __init__(self, sent: bytes = b"") -> None:
        self._sent, self._parts, self._at = sent, [b""], 0

    def put(self, data: bytes) -> list[int]:
        """Return where the bytes will stand; a start of -1 means the asker's own."""
        if data is self._sent:
            return [-1, 0]
        start, self._at = self._at, self._at + len(data)
        self._parts.append(data)
        return [start, len(data)]

    def raw(self) -> bytes:
        """Return all bytes."""
        return b"".join(self._parts)


@dataclass(frozen=True)
class _Source:
    """Where unpacked bytes come from."""

    raw: bytes
    sent: bytes

    def take(self, place: Any) -> bytes:
        start, size = _list(place, 2)
        if type(start) is not int or type(size) is not int or size < 0:
            raise Broken
        if start == -1:
            return self.sent
        if start < 0 or start + size > len(self.raw):
            raise Broken
        return self.raw[start : start + size]


def pack(value: object, kind: type, packing: Packing) -> Any:
    """Return a value of a declared type as what JSON can hold."""
    return _coder(kind).pack(value, packing)


def unpack(kind: type[T], packed: object, raw: bytes = b"", sent: bytes = b"") -> T:
    """Return the value of a declared type. Raises Broken where it is anything else."""
    coder: _Coder = _coder(kind)  # type: ignore[arg-type]  # the types of types can be hashed
    try:
        found: T = coder.unpack(packed, _Source(raw, sent))
    except (TypeError, ValueError, KeyError, RecursionError, OverflowError) as error:
        raise Broken from error
    return found


@dataclass(frozen=True)
class _Coder:
    pack: Callable[[Any, Packing], Any]
    unpack: Callable[[Any, _Source], Any]


@cache  # a handful of declared types
def _coder(kind: Any) -> _Coder:
    if kind is Message:
        return _Coder(_pack_message, _unpack_message)
    if kind in (str, int, bool):
        return _Coder(lambda value, _to: value, lambda value, _of: _plain(value, kind))
    if kind is float:
        return _Coder(lambda value, _to: value, lambda value, _of: _number(value))
    if kind is bytes:
        return _Coder(lambda value, to: to.put(value), lambda value, of: of.take(value))
    if kind is datetime:
        return _Coder(lambda v, _to: v.isoformat(), lambda v, _of: datetime.fromisoformat(v))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Coder(lambda value, _to: value.value, lambda value, _of: kind(value))
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_dataclass(kind)
    return _of_generic(kind)


def _of_generic(kind: Any) -> _Coder:
    inner = get_args(kind)
    if get_origin(kind) in (Union, types.UnionType):
        (one,) = (each for each in inner if each is not type(None))
        coder = _coder(one)
        return _Coder(
            lambda value, to: None if value is None else coder.pack(value, to),
            lambda value, of: None if value is None else coder.unpack(value, of),
        )
    if get_origin(kind) is tuple and inner[1:] == (...,):
        each = _coder(inner[0])
        return _Coder(
            lambda value, to: [each.pack(one, to) for one in value],
            lambda value, of: tuple(each.unpack(one, of) for one in _list(value)),
        )
    if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
        worth = _coder(inner[1])
        return _Coder(
            lambda value, to: {key: worth.pack(one, to) for key, one in value.items()},
            lambda value, of: {k: worth.unpack(v, of) for k, v in _dict(value).items()},
        )
    raise TypeError(kind)


def _of_dataclass(kind: Any) -> _Coder:
    """Give only what differs from its default: most of a draft says nothing."""
    hints = get_type_hints(kind)
    coders = {each.name: _coder(hints[each.name]) for each in fields(kind)}
    parts = [(each.name, each.default, coders[each.name].pack) for each in fields(kind)]

    def packed(value: Any, to: Packing) -> dict[str, Any]:
        return {
            name: pack_part(part, to)
            for name, default, pack_part in parts
            if (part := getattr(value, name)) is not default and part != default
        }

    def unpacked(value: Any, of: _Source) -> Any:
        return kind(**{name: coders[name].unpack(one, of) for name, one in _dict(value).items()})

    return _Coder(packed, unpacked)


def _pack_message(value: Message, to: Packing) -> list[Any]:
    return [value.text, {key: _pack_arg(arg, to) for key, arg in value.args.items()}]


def _pack_arg(arg: object, to: Packing) -> Any:
    if isinstance(arg, Message):
        return _pack_message(arg, to)
    return arg if type(arg) in (str, int, float) else str(arg)


def _unpack_message(value: Any, of: _Source) -> Message:
    text, args = _list(value, 2)
    return Message(_plain(text, str), {key: _arg(arg, of) for key, arg in _dict(args).items()})


def _arg(arg: Any, of: _Source) -> object:
    if isinstance(arg, list):
        return _unpack_message(arg, of)
    if type(arg) not in (str, int, float):
        raise Broken
    return arg


def _plain(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise Broken
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise Broken
    return float(value)


def _list(value: Any, size: int = -1) -> list[Any]:
    if not isinstance(value, list) or size not in (-1, len(value)):
        raise Broken
    return value


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Broken
    return value
