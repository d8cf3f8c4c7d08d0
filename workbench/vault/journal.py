"""The journal: what every command did, written in the transaction that did it.

One *entry* per command; under it one *change set* per subject record that it touched; beside each
change set its *payload*, apart, so that erasing a person removes the content and leaves a chain
that still verifies: the chain runs over salted digests, and the salt goes with the payload.

`field_version` says who wrote each field group of each row last. Its *effective* stamp goes back
when a change is undone, which is how undo tells "nobody touched this since" from "somebody
changed it and changed it back".

An op is `[table, row, group, values, base_hlc, base_device]`; a change set's body is CBOR (RFC
8949) of `[1, device, sequence, hlc, seen, subject, ops]`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import cbor2
from sqlalchemy import Connection, Table, bindparam, select, tuple_

from workbench.kernel.clock import Stamp
from workbench.kernel.parts import in_parts
from workbench.vault import cipher
from workbench.vault.journal_tables import (
    change_set,
    device,
    entry,
    field_version,
    of_entry,
    payload,
)
from workbench.vault.records import CREATED

BODY_VERSION = 1


class Version(NamedTuple):
    """Who wrote a field group last: the stamp, and the stamp whose content stands there now."""

    hlc: int
    device: int
    effective_hlc: int
    effective_device: int

    @property
    def effective(self) -> tuple[int, int]:
        """Return the stamp whose content stands there now."""
        return self.effective_hlc, self.effective_device


NOWHERE = Version(0, 0, 0, 0)


@dataclass
class Op:
    """One field group of one row, as it became.

    Attributes: `after` and `before`, raw values by attribute (`before` is empty at a row's
    making); `effective`, the stamp whose content this is; `base`, the version it replaced.
    """

    table: str
    row: str
    group: str
    after: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)
    base: Version = NOWHERE
    effective: tuple[int, int] = (0, 0)


@dataclass
class ChangeSet:
    """The ops of one command on one subject record, as the journal holds them."""

    device: int
    sequence: int
    subject: str
    ops: list[Op]


@dataclass
class Author:
    """Who writes on this device: its number and id, the last sequence, the head of its chain."""

    no: int
    id: str
    sequence: int
    chain: bytes


def load_author(connection: Connection, device_id: str) -> Author:
    """Return the state of this device's part of the journal."""
    number = connection.execute(select(device.c.no).where(device.c.id == device_id)).scalar_one()
    last = connection.execute(
        select(change_set.c.sequence, change_set.c.chain)
        .where(change_set.c.device == number)
        .order_by(change_set.c.sequence.desc())
        .limit(1)
    ).first()
    sequence, chain = (last.sequence, last.chain) if last else (0, b"")
    return Author(number, device_id, sequence, chain)


def last_hlc(connection: Connection) -> int:
    """Return the greatest stamp in the journal, or 0."""
    newest = select(entry.c.hlc).order_by(entry.c.hlc.desc()).limit(1)
    return connection.execute(newest).scalar() or 0


_VERSIONS = select(field_version).where(field_version.c.row.in_(bindparam("rows", expanding=True)))


def versions(connection: Connection, rows: Iterable[str]) -> dict[tuple[str, str], Version]:
    """Return the versions of all field groups of `rows`, by (row, group)."""
    found: dict[tuple[str, str], Version] = {}
    for part in in_parts(tuple(dict.fromkeys(rows))):
        for row in connection.execute(_VERSIONS, {"rows": part}):
            found[row[0], row[1]] = Version(*row[2:])
    return found


def version_of(known: dict[tuple[str, str], Version], row: str, group: str) -> Version:
    """Return the version of a group: its own, or that of the row's making."""
    return known.get((row, group)) or known.get((row, CREATED), NOWHERE)


def _insert(table: Table) -> str:
    names = [column.name for column in table.c]
    marks = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"


# Written out once: building them anew for every command would cost more than running them.
_PUT_ENTRY, _PUT_SET, _PUT_PAYLOAD = _insert(entry), _insert(change_set), _insert(payload)
_PUT_VERSION = _insert(field_version) + (
    " ON CONFLICT (row, grp) DO UPDATE SET hlc = excluded.hlc, device = excluded.device,"
    " effective_hlc = excluded.effective_hlc, effective_device = excluded.effective_device"
)


def write(
    connection: Connection, author: Author, head: dict[str, Any], subjects: dict[str, list[Op]]
) -> Author:
    """Write an entry and its change sets; return the author as it stands afterwards.

    `head` holds the columns of the entry but its place; `subjects` the ops of each subject record.
    """
    put = cipher.statements(connection)
    put.execute(_PUT_ENTRY, head | {"sequence": author.sequence + 1, "sets": len(subjects)})
    after = Author(author.no, author.id, author.sequence, author.chain)
    sets: list[dict[str, Any]] = []
    payloads: list[dict[str, Any]] = []
    for subject, ops in subjects.items():
        after.sequence += 1
        header, content = _seal(after, head["hlc"], subject, ops)
        header["entry"] = head["id"]
        after.chain = header["chain"] = chained(after.chain, header)
        sets.append(header)
        payloads.append(content)
    if sets:
        put.executemany(_PUT_SET, sets)
        put.executemany(_PUT_PAYLOAD, payloads)
        put.executemany(_PUT_VERSION, _version_rows(head["hlc"], author.no, subjects))
    return after


def _seal(
    author: Author, hlc: int, subject: str, ops: list[Op]
) -> tuple[dict[str, Any], dict[str, Any]]:
    body = cbor2.dumps(
        [BODY_VERSION, author.id, author.sequence, hlc, [], subject, [_sent(op) for op in ops]]
    )
    before = cbor2.dumps([[op.before, *op.effective, *op.base] for op in ops])
    salt = os.urandom(16)
    place = {"device": author.no, "sequence": author.sequence, "subject": subject}
    digest = hashlib.sha256(salt + body + before).digest()
    return (
        place | {"hlc": hlc, "digest": digest},
        place | {"salt": salt, "body": body, "before": before},
    )


def _sent(op: Op) -> list[Any]:
    return [op.table, op.row, op.group, op.after, op.base.hlc, op.base.device]


def _version_rows(
    hlc: int, number: int, subjects: dict[str, list[Op]]
) -> list[dict[str, int | str]]:
    return [
        {
            "row": op.row,
            "grp": op.group,
            "hlc": hlc,
            "device": number,
            "effective_hlc": op.effective[0],
            "effective_device": op.effective[1],
        }
        for ops in subjects.values()
        for op in ops
    ]


def chained(previous: bytes, header: Any) -> bytes:
    """Return the link of the chain after `previous`: SHA-256 over header and salted digest."""
    text = f"{header['device']}|{header['sequence']}|{header['hlc']}|{header['entry']}|"
    return hashlib.sha256(
        previous + text.encode() + str(header["subject"]).encode() + header["digest"]
    ).digest()


def broken_links(connection: Connection) -> list[tuple[int, int]]:
    """Return (device, sequence) of each change set whose link or digest does not hold.

    A change set whose payload was erased is judged by its link alone.
    """
    joined = change_set.outerjoin(
        payload,
        (change_set.c.device == payload.c.device) & (change_set.c.sequence == payload.c.sequence),
    )
    rows = connection.execute(
        select(change_set, payload.c.salt, payload.c.body, payload.c.before)
        .select_from(joined)
        .order_by(change_set.c.device, change_set.c.sequence)
    ).mappings()
    broken: list[tuple[int, int]] = []
    heads: dict[int, tuple[int, bytes]] = {}
    for row in rows:
        sequence, link = heads.get(row["device"], (0, b""))
        whole = row["salt"] is None or (
            hashlib.sha256(row["salt"] + row["body"] + row["before"]).digest() == row["digest"]
        )
        linked = row["sequence"] == sequence + 1 and chained(link, row) == row["chain"]
        if not (whole and linked):
            broken.append((row["device"], row["sequence"]))
        heads[row["device"]] = (row["sequence"], row["chain"])
    return broken


def read_sets(
    connection: Connection, entry_id: str, *, limit: int | None = None
) -> tuple[list[ChangeSet], bool]:
    """Return the change sets of an entry in order, and whether every payload is still there.

    With a `limit` only so many are read.
    """
    query = (
        select(change_set.c.device, change_set.c.sequence)
        .join(entry, of_entry())
        .where(entry.c.id == entry_id)
        .order_by(change_set.c.sequence)
    )
    places = connection.execute(query.limit(limit)).all()
    sets: list[ChangeSet] = []
    for part in in_parts([tuple(place) for place in places], 200):
        rows = connection.execute(
            select(payload)
            .where(tuple_(payload.c.device, payload.c.sequence).in_(part))
            .order_by(payload.c.sequence)
        )
        sets += [_unseal(row) for row in rows]
    return sets, len(sets) == len(places)


def _unseal(row: Any) -> ChangeSet:
    sent = cbor2.loads(row.body)[6]
    kept = cbor2.loads(row.before)
    ops = [
        Op(table, record, group, after, before, Version(*base), (hlc, number))
        for (table, record, group, after, *_), (before, hlc, number, *base) in zip(
            sent, kept, strict=True
        )
    ]
    return ChangeSet(row.device, row.sequence, row.subject, ops)


def stamp_of(head: Any, devices: dict[int, str]) -> Stamp:
    """Return the stamp of an entry row, with the device's lasting id."""
    return Stamp(head.hlc, devices[head.device])
