"""What a refusal may say of people who are screened anonymously: never who they are.

Commands go by the rows themselves, so whatever they refuse may name anybody. Every refusal of
theirs passes through here on its way out, so that no command has to think of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, bindparam, text

from workbench.kernel.i18n import N_, Message
from workbench.people.redaction import BLACK, alias
from workbench.pipeline.anonymity import VEIL, hidden_among

_SOMEBODY = N_("somebody who is screened anonymously")
_JOINT = re.compile(r"(、|, |; |，)")  # between the names of a list
_CALLED = text(
    "SELECT id, name FROM main.candidate WHERE name IN :names AND archived = 0"
    " UNION ALL SELECT '', name FROM main.staff WHERE name IN :names AND archived = 0"
).bindparams(bindparam("names", expanding=True))


def unnamed(connection: Connection, message: Message) -> Message:
    """Return a message with hidden people called as readers know them.

    Where somebody else has the same name, nothing in a message tells whom it means: then it is
    somebody, and neither a wrong person nor the right one is named.
    """
    if not connection.exec_driver_sql(VEIL.is_needed).scalar():
        return message
    words = {word for said in _texts(message) for word in (said, *_JOINT.split(said))}
    called: dict[str, list[str]] = {}
    for key, name in connection.execute(_CALLED, {"names": sorted(words)}):
        called.setdefault(name, []).append(key)
    hidden = hidden_among(connection, [key for keys in called.values() for key in keys if key])
    instead: dict[str, str | Message] = {
        name: alias(keys[0]) if len(keys) == 1 else Message(_SOMEBODY)
        for name, keys in called.items()
        if hidden.intersection(keys)
    }
    return _told(message, instead) if instead else message


def _texts(message: Message) -> Iterator[str]:
    for value in message.args.values():
        if isinstance(value, Message):
            yield from _texts(value)
        elif isinstance(value, str):
            yield value


def _told(message: Message, instead: Mapping[str, str | Message]) -> Message:
    return Message(message.text, {key: _said(arg, instead) for key, arg in message.args.items()})


def _said(arg: object, instead: Mapping[str, str | Message]) -> object:
    if isinstance(arg, Message):
        return _told(arg, instead)
    if not isinstance(arg, str):
        return arg
    if arg in instead:
        return instead[arg]
    parts = [instead.get(part, part) for part in _JOINT.split(arg)]
    return "".join(BLACK if isinstance(part, Message) else part for part in parts)
