"""Who in a batch of drafts, or in the vault, may be one person twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, true

from workbench.intake.drafts import CandidateDraft
from workbench.kernel.i18n import N_, Message
from workbench.kernel.parts import in_parts
from workbench.kernel.queries import Page, QuerySet
from workbench.people import matching
from workbench.people.models import Candidate, Contact, ContactKind, DistinctPair
from workbench.people.pinyin import pinyin_keys
from workbench.people.queries import names, require
from workbench.pipeline.anonymity import hidden_among
from workbench.vault.veil import UNVEILED

queries = QuerySet()

_AS_SHOWN: Mapping[str, Any] = {}  # execution options: people as the connection shows them
_HIDDEN = N_("perhaps the same as a candidate who is screened anonymously")

_people, _contacts = Candidate.__table__, Contact.__table__


@dataclass(frozen=True)
class Duplicate:
    """Somebody in the batch who may be known already (or be in the batch twice).

    Attributes: `draft`, the place among the drafts; `other`, that of the earlier draft, -1 where it
    is somebody in the vault; `hidden`, whether that is somebody who is screened anonymously: then
    neither `like` nor `existing` nor the reasons tell who.
    """

    name: str
    like: str
    existing: str
    certain: bool
    reasons: tuple[Message, ...]
    draft: int
    other: int = -1
    hidden: bool = False


@dataclass(frozen=True)
class Pair:
    """Two candidates in the vault who may be one person, and why."""

    candidate_id: str
    name: str
    other_id: str
    other_name: str
    certain: bool
    reasons: tuple[Message, ...]


@queries.offers("candidate.duplicates", N_("List who may be here twice"))
def list_duplicates(
    connection: Connection, *, candidate: str = "", limit: int = 100, offset: int = 0
) -> Page[Pair]:
    """Return pairs that may be one person, of one candidate or of all, certain ones first."""
    if candidate:
        require(connection, candidate)
        found = [
            each
            for each in _pairs(connection, _near(connection, candidate))
            if candidate in (each.first, each.second)
        ]
    else:
        found = _pairs(connection, _everybody(connection))
    shown = found[offset : offset + limit]
    called = names(connection, [key for each in shown for key in (each.first, each.second)])
    rows = tuple(_pair(each, called, candidate) for each in shown)
    return Page(rows, len(found))


def open_pairs(connection: Connection, pairs: Sequence[tuple[str, str]]) -> set[frozenset[str]]:
    """Return those of `pairs` that are still to be decided: both live, not said to be two."""
    ids = sorted({each for pair in pairs for each in pair})
    live: set[str] = set()
    for part in in_parts(ids):
        query = select(_people.c.id).where(_people.c.id.in_(part), _people.c.archived.is_(False))
        live.update(connection.execute(query).scalars())
    distinct = _distinct(connection, live)
    asked = (frozenset(pair) for pair in pairs if live.issuperset(pair))
    return {pair for pair in asked if pair not in distinct}


def _pair(match: matching.Match, called: dict[str, str], candidate: str) -> Pair:
    one, other = match.first, match.second
    if other == candidate:
        one, other = other, one
    return Pair(one, called[one], other, called[other], match.certain, match.reasons)


def _pairs(connection: Connection, people: Sequence[matching.Likeness]) -> list[matching.Match]:
    """Return the likely pairs among candidates, without those that somebody said are two."""
    found = matching.find_duplicates(people)
    distinct = _distinct(connection, {each.first for each in found} | {e.second for e in found})
    return [each for each in found if frozenset((each.first, each.second)) not in distinct]


def _distinct(connection: Connection, ids: set[str]) -> set[frozenset[str]]:
    table = DistinctPair.__table__
    found: set[frozenset[str]] = set()
    for part in in_parts(sorted(ids)):
        query = select(table.c.candidate_id, table.c.other_id).where(
            table.c.candidate_id.in_(part), table.c.archived.is_(False)
        )
        found.update(frozenset(row) for row in connection.execute(query))
    return found


def _near(connection: Connection, candidate: str) -> list[matching.Likeness]:
    """Return a candidate and those who share a contact or how the name sounds."""
    own = likenesses(connection, [candidate])
    return [*own, *(each for each in _alike(connection, own) if each.key != candidate)]


def sharing_contacts(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each candidate of `ids` that has any, the others with the same contact.

    Quick enough for the cards in sight: two look-ups by index, no names are compared. A number
    behind which there are many people is a switchboard, and says nothing.
    """
    found: dict[str, set[str]] = {}
    for part in in_parts(ids):
        owned = _owners(connection, _contacts.c.candidate_id.in_(part))
        normals = sorted({normal for _, normal, _ in owned})
        behind: dict[tuple[str, str], set[str]] = {}
        for kind, normal, owner in _owners(connection, _contacts.c.normal.in_(normals)):
            behind.setdefault((kind, normal), set()).add(owner)
        for kind, normal, owner in owned:
            others = behind.get((kind, normal), set()) - {owner}
            if others:
                found.setdefault(owner, set()).update(others)
    every = set(found).union(*found.values())
    distinct = _distinct(connection, every)
    kept = {
        one: tuple(sorted(each for each in others if frozenset((one, each)) not in distinct))
        for one, others in found.items()
        if len(others) < matching.MAX_SHARED
    }
    return {one: others for one, others in kept.items() if others}


def _owners(connection: Connection, where: ColumnElement[bool]) -> list[tuple[str, str, str]]:
    """Return kind, normal form and live owner of the contacts that can tell people apart."""
    # What is archived is looked at here: asked for it, SQLite reads all live candidates instead.
    query = (
        select(
            _contacts.c.kind,
            _contacts.c.normal,
            _contacts.c.candidate_id,
            _contacts.c.archived | _people.c.archived,
        )
        .join(_people, _people.c.id == _contacts.c.candidate_id)
        .where(where)
    )
    rows = connection.execute(query)
    return [(kind, normal, owner) for kind, normal, owner, gone in rows if normal and not gone]


def resembling(
    connection: Connection, name: str, *, phone: str = "", email: str = "", wechat: str = ""
) -> Duplicate | None:
    """Return who in the vault certainly is the person of these facts, or None."""
    draft = CandidateDraft(
        name=name,
        phones=(phone,) if phone else (),
        emails=(email,) if email else (),
        wechat=wechat,
    )
    found = among_drafts(connection, [draft])
    return next((each for each in found if each.certain and not each.hidden), None)


def among_drafts(connection: Connection, drafts: Sequence[CandidateDraft]) -> Iterable[Duplicate]:
    """Yield each draft that may be somebody in the vault, or another draft, certain ones first."""
    fresh = [_likeness(f"new:{n}", draft) for n, draft in enumerate(drafts)]
    # Behind the veil too: a second record of somebody hidden would be one for good.
    there = _alike(connection, fresh, UNVEILED)
    hidden = hidden_among(connection, [each.key for each in there])
    by_key = {each.key: each for each in (*fresh, *there)}
    places = {each.key: place for place, each in enumerate(fresh)}
    for match in matching.find_duplicates([*there, *fresh]):
        pair = (match.first, match.second)
        new = next((key for key in reversed(pair) if key.startswith("new:")), None)
        if new is None:
            continue
        other = pair[0] if pair[1] == new else pair[1]
        existing = "" if other.startswith("new:") else other
        if other in hidden:
            name, why = by_key[new].name, (Message(_HIDDEN),)
            yield Duplicate(name, "", "", match.certain, why, places[new], hidden=True)
            continue
        yield Duplicate(
            by_key[new].name,
            by_key[other].name,
            existing,
            match.certain,
            match.reasons,
            places[new],
            places.get(other, -1),
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


def _alike(
    connection: Connection,
    fresh: Sequence[matching.Likeness],
    seen: Mapping[str, Any] = _AS_SHOWN,
) -> list[matching.Likeness]:
    """Return the people in the vault who share a contact with somebody in the batch, or a name.

    A name alone is no reason: it is looked for where both sides have a fact that may be shared.
    """
    normals = {matching.email_key(mail) for each in fresh for mail in each.emails}
    normals |= {matching.phone_key(phone) for each in fresh for phone in each.phones}
    normals |= {each.wechat.casefold() for each in fresh}
    contacts = _contacts
    ids: set[str] = set()
    for part in in_parts(sorted(normals - {""})):
        query = select(contacts.c.candidate_id).where(
            contacts.c.normal.in_(part), contacts.c.archived.is_(False)
        )
        ids.update(connection.execute(query, execution_options=seen).scalars())
    ids |= _named_alike(connection, fresh, seen)
    return likenesses(connection, sorted(ids), seen)


def _named_alike(
    connection: Connection, fresh: Sequence[matching.Likeness], seen: Mapping[str, Any]
) -> set[str]:
    """Return the ids of those in the vault who share a name and a fact with one of the batch.

    Thousands may be called alike; what else is known of them is read for these only.
    """
    wanted: dict[str, set[str]] = {}
    for each in fresh:
        facts = {matching.fact_key(fact) for fact in (each.school, each.employer)} - {""}
        if facts:
            wanted.setdefault(pinyin_keys(each.name).sort_key, set()).update(facts)
    people, fact_key = _people, matching.fact_key
    ids: set[str] = set()
    for part in in_parts(sorted(wanted)):
        query = select(people.c.id, people.c.sort, people.c.school, people.c.employer).where(
            people.c.archived.is_(False), people.c.sort.in_(part)
        )
        for key, name, school, employer in connection.execute(query, execution_options=seen):
            known = wanted[name]
            if fact_key(school) in known or fact_key(employer) in known:
                ids.add(key)
    return ids


def likenesses(
    connection: Connection, ids: Sequence[str], seen: Mapping[str, Any] = _AS_SHOWN
) -> list[matching.Likeness]:
    """Return what is known of live candidates for comparison."""
    found: list[matching.Likeness] = []
    for part in in_parts(ids):
        reach, facts = _contacts.c.candidate_id.in_(part), _people.c.id.in_(part)
        found += _likenesses(connection, reach, facts, seen)
    return found


def _everybody(connection: Connection) -> list[matching.Likeness]:
    """Return what is known of all live candidates; two passes, as 200 look-ups take far longer."""
    return list(_likenesses(connection, true(), true()))


def _likenesses(
    connection: Connection,
    whose: ColumnElement[bool],
    who: ColumnElement[bool],
    seen: Mapping[str, Any] = _AS_SHOWN,
) -> Iterator[matching.Likeness]:
    people, contacts = _people, _contacts
    reach: dict[tuple[str, str], list[str]] = {}
    owned = select(contacts.c.candidate_id, contacts.c.kind, contacts.c.value)
    for owner, kind, value in connection.execute(
        owned.where(whose, contacts.c.archived.is_(False)), execution_options=seen
    ):
        reach.setdefault((owner, kind), []).append(value)
    query = select(people.c.id, people.c.name, people.c.school, people.c.employer)
    for key, name, school, employer in connection.execute(
        query.where(who, people.c.archived.is_(False)), execution_options=seen
    ):
        yield matching.Likeness(
            key=key,
            name=name,
            emails=tuple(reach.get((key, ContactKind.EMAIL), ())),
            phones=tuple(reach.get((key, ContactKind.PHONE), ())),
            wechat="".join(reach.get((key, ContactKind.WECHAT), ())[:1]),
            school=school,
            employer=employer,
        )
