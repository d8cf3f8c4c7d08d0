"""Horilla: a Django fixture of its recruitment app.

Source of the format: `recruitment_data.json` as `manage.py dumpdata recruitment` writes it: a list
of {model, pk, fields}. Candidates become drafts, stages and recruitments give them their names;
every other record is reported as no person. Nothing is guessed: where name and address belong to
two people, the record fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import (
    ApplicationDraft,
    ApplicationStatus,
    CandidateDraft,
    ExternalId,
    Format,
    IntakeFile,
)
from workbench.intake.jsontree import Tree, joined, line, tree
from workbench.kernel.i18n import N_, Message
from workbench.kernel.names import has_han

SYSTEM = "horilla"
_PREFIX = "recruitment."
_NAMES = {"stage": "stage", "recruitment": "title"}
_CLOSED = {"hired": ApplicationStatus.HIRED, "cancelled": ApplicationStatus.REJECTED}
_Names = dict[tuple[str, str], str]


def is_fixture(records: list[object]) -> bool:
    """Tell whether decoded JSON is such a fixture."""
    first = tree(records[0]) if records else {}
    return {"model", "pk", "fields"} <= set(first)


def read_fixture(records: list[object], name: str) -> IntakeFile:
    """Read the candidates of a fixture."""
    collector = Collector(name, Format.HORILLA)
    found = [tree(record) for record in records]
    names = _names(found)
    for row, record in enumerate(found, start=1):
        model, fields = line(record.get("model")), tree(record.get("fields"))
        locator = f"{model} {line(record.get('pk'))}".strip()
        if model == f"{_PREFIX}candidate":
            _add(collector, row, locator, record, names)
            continue
        garbled = next((t for t in _texts(fields) if normalise.looks_garbled(t)), "")
        notes = [_garbled(garbled)] if garbled else []
        used = model.removeprefix(_PREFIX) in _NAMES
        reason = N_("No person; its name is used") if used else N_("No person, not read")
        collector.skip(row, Message(reason), locator=locator, notes=notes)
    return collector.file()


def _add(collector: Collector, row: int, locator: str, record: Tree, names: _Names) -> None:
    fields = tree(record.get("fields"))
    name, address = line(fields.get("name")), normalise.email(line(fields.get("email")))
    draft = _draft(record, fields, names)
    notes = []
    if name and _is_anothers(name, address):
        doubt = N_("Name and e-mail address look like two people: {name}, {address}")
        notes.append(Message(doubt, {"name": name, "address": address}))
    notes += [
        Message(N_("No country code, so kept as written: {value}"), {"value": number})
        for number in draft.phones
        if not number.startswith("+")
    ]
    stage = line(fields.get("stage_id"))
    if stage and ("stage", stage) not in names:
        notes.append(Message(N_("Stage {number} is not in the file"), {"number": stage}))
    if _status(fields, names) is ApplicationStatus.UNKNOWN:
        notes.append(Message(N_("Stage and state of the application contradict each other")))
    collector.add(row, draft, locator=locator, notes=notes)


def _draft(record: Tree, fields: Tree, names: _Names) -> CandidateDraft:
    phone = line(fields.get("mobile"))
    stage = names.get(("stage", line(fields.get("stage_id"))), "")
    job = names.get(("recruitment", line(fields.get("recruitment_id"))), "")
    status = _status(fields, names)
    name = line(fields.get("name"))
    return CandidateDraft(
        name=name,
        emails=normalise.emails(line(fields.get("email"))),
        phones=normalise.distinct([normalise.phone(phone, "ZZ")]),  # ZZ: no region to lean on
        city=_known(fields, "city"),
        source=_known(fields, "source"),
        notes=joined(*(_known(fields, key) for key in ("address", "state", "country", "zip"))),
        external_ids=(ExternalId(SYSTEM, line(record.get("pk"))),),
        applications=(ApplicationDraft(job, stage, status),) if job or stage else (),
        language=normalise.language_of(name),
    )


def _known(fields: Tree, key: str) -> str:
    """Return a text, '' for the "None" that Horilla writes into emptied fields."""
    text = line(fields.get(key))
    return "" if text == "None" else text


def _status(fields: Tree, names: _Names) -> ApplicationStatus:
    """Return the state that flags and stage agree on, unknown where they contradict."""
    claims = set()
    if fields.get("hired") is True:
        claims.add(ApplicationStatus.HIRED)
    if fields.get("canceled") is True:
        claims.add(ApplicationStatus.REJECTED)
    kind = names.get(("stage_type", line(fields.get("stage_id"))), "")
    if kind in _CLOSED:
        claims.add(_CLOSED[kind])
    if len(claims) > 1:
        return ApplicationStatus.UNKNOWN
    return claims.pop() if claims else ApplicationStatus.ACTIVE


def _names(records: list[Tree]) -> _Names:
    found = {}
    for record in records:
        model = line(record.get("model")).removeprefix(_PREFIX)
        if model in _NAMES:
            text = line(tree(record.get("fields")).get(_NAMES[model]))
            found[model, line(record.get("pk"))] = text
            found[f"{model}_type", line(record.get("pk"))] = line(
                tree(record.get("fields")).get("stage_type")
            )
    return found


def _is_anothers(name: str, address: str) -> bool:
    """Tell whether an address of the shape first.last@ shares no word with the name."""
    words = re.findall(r"[a-z]{2,}", address.partition("@")[0])
    if len(words) < 2 or has_han(name):
        return False
    own = re.findall(r"[a-z]{2,}", name.casefold())
    return bool(own) and not any(a.startswith(b) or b.startswith(a) for a in words for b in own)


def _texts(fields: Tree) -> Iterator[str]:
    return (value for value in fields.values() if isinstance(value, str))


def _garbled(text: str) -> Message:
    at = re.search(r"\S*(?:Æ|Ã|â€|\ufffd)\S*", text)
    word = at.group() if at else text[:40]
    return Message(N_("Letters look garbled: {text}"), {"text": word})
