"""Who in a batch of drafts, or in the vault, may be one person twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.intake.drafts import CandidateDraft
from workbench.kernel.i18n import Message
from workbench.people import matching
from workbench.people.models import Candidate, Contact, ContactKind
from workbench.people.pinyin import pinyin_keys

_CHUNK = 500


@dataclass(frozen=True)
class Duplicate:
    """Somebody in the batch who may be known already (or be in the batch twice)."""

    name: str
    like: str
    existing: str
    certain: bool
    reasons: tuple[Message, ...]


def among_drafts(connection: Connection, drafts: Sequence[CandidateDraft]) -> Iterable[Duplicate]:
    """Yield each draft that may be somebody in the vault, or another draft, certain ones first."""
    fresh = [_likeness(f"new:{n}", draft) for n, draft in enumerate(drafts)]
    there = _alike(connection, fresh)
    by_key = {each.key: each for each in (*fresh, *there)}
    for match in matching.find_duplicates([*there, *fresh]):
        pair = (match.first, match.second)
        new = next((key for key in reversed(pair) if key.startswith("new:")), None)
        if new is None:
            continue
        other = pair[0] if pair[1] == new else pair[1]
        existing = "" if other.startswith("new:") else other
        yield Duplicate(
            by_key[new].name, by_key[other].name, existing, match.certain, match.reasons
        )


def _likeness(key: str, draft: CandidateDraft) -> matching.Likeness:
    return matching.Likeness(
        key=key,
        name=draft.name,
        emails=draft.emails,
        phones=draft.phones,
        wechat=draft.wechat,
        school=draft.school,
        employer=draft.current_employer,
    )


def _alike(connection: Connection, fresh: Sequence[matching.Likeness]) -> list[matching.Likeness]:
    """Return the people in the vault who share a contact or a name with somebody in the batch."""
    normals = {matching.email_key(mail) for each in fresh for mail in each.emails}
    normals |= {matching.phone_key(phone) for each in fresh for phone in each.phones}
    normals |= {each.wechat.casefold() for each in fresh}
    contacts, people = Contact.__table__, Candidate.__table__
    ids: set[str] = set()
    for part in in_parts(sorted(normals - {""})):
        query = select(contacts.c.candidate_id).where(
            contacts.c.normal.in_(part), contacts.c.archived.is_(False)
        )
        ids.update(connection.execute(query).scalars())
    for part in in_parts(sorted({pinyin_keys(each.name).sort_key for each in fresh})):
        query = select(people.c.id).where(people.c.archived.is_(False), people.c.sort.in_(part))
        ids.update(connection.execute(query).scalars())
    return likenesses(connection, sorted(ids))


def likenesses(connection: Connection, ids: Sequence[str]) -> list[matching.Likeness]:
    """Return what is known of live candidates for comparison."""
    people, contacts = Candidate.__table__, Contact.__table__
    found: list[matching.Likeness] = []
    for part in in_parts(ids):
        reach: dict[tuple[str, str], list[str]] = {}
        rows = connection.execute(
            select(contacts.c.candidate_id, contacts.c.kind, contacts.c.value).where(
                contacts.c.candidate_id.in_(part), contacts.c.archived.is_(False)
            )
        )
        for owner, kind, value in rows:
            reach.setdefault((owner, kind), []).append(value)
        query = select(people.c.id, people.c.name, people.c.school, people.c.employer).where(
            people.c.id.in_(part), people.c.archived.is_(False)
        )
        for row in connection.execute(query):
            found.append(
                matching.Likeness(
                    key=row.id,
                    name=row.name,
                    emails=tuple(reach.get((row.id, ContactKind.EMAIL), ())),
                    phones=tuple(reach.get((row.id, ContactKind.PHONE), ())),
                    wechat="".join(reach.get((row.id, ContactKind.WECHAT), ())[:1]),
                    school=row.school,
                    employer=row.employer,
                )
            )
    return found


def in_parts(items: Sequence[str]) -> Iterable[Sequence[str]]:
    """Yield `items` in parts that fit into one statement."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
