"""Two records of one person become one, and nothing is lost.

The record that goes is archived and remembers where it went (`Candidate.merged_into`); its values
stay in it to be read. All that belongs to it goes over to the one that stays: whatever has a column
that refers to a candidate, in all rooms, also in those that come later than this one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.people.matching import email_key, phone_key
from workbench.people.models import (
    Candidate,
    Contact,
    ContactKind,
    Cv,
    DistinctPair,
    ExternalId,
    Tag,
)
from workbench.vault.records import Record, shapes
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

# What can be chosen from either record; each stands for the columns that only make sense together.
CHOICES: dict[str, tuple[str, ...]] = {
    "name": ("name", "sort"),
    "title": ("title",),
    "employer": ("employer",),
    "city": ("city",),
    "degree": ("degree",),
    "school": ("school",),
    "years": ("years",),
    "expected_pay": ("expected_pay",),
    "notice": ("notice",),
    "source": ("source", "referrer", "agency"),
    "language": ("language",),
}


def merge_people(
    uow: UnitOfWork, keep: Candidate, other: Candidate, take: tuple[str, ...] = ()
) -> None:
    """Bring `other` into `keep`; of the fields in `take`, the values of `other` stay.

    A field that is empty in `keep` is filled without being asked for. Raises RuleBroken where both
    are one record or a field is unknown.
    """
    if keep.id == other.id:
        raise RuleBroken("other", N_("These are one record already."))
    for name in take:
        if name not in CHOICES:
            raise RuleBroken(
                "take",
                N_("There is no field “{name}” to take; there are: {names}."),
                name=name,
                names=", ".join(CHOICES),
            )
    _take_fields(keep, other, take)
    _take_marks(keep, other)
    _forget_pairs(uow, keep.id, other.id)
    _leave_doubles(uow, keep.id, other.id)
    _carry_over(uow, keep.id, other.id)
    for earlier in uow.find(select(Candidate).where(Candidate.merged_into == other.id)):
        earlier.merged_into = keep.id
    other.archived, other.merged_into = True, keep.id


def _take_fields(keep: Candidate, other: Candidate, take: tuple[str, ...]) -> None:
    for name, columns in CHOICES.items():
        lead = columns[0]
        empty = getattr(keep, lead) in ("", None) and getattr(other, lead) not in ("", None)
        if name in take or empty:
            for column in columns:
                setattr(keep, column, getattr(other, column))


def _take_marks(keep: Candidate, other: Candidate) -> None:
    """Keep the ban of either, the consent that lasts longer, and the earlier day of coming."""
    if other.do_not_contact and not keep.do_not_contact:
        keep.do_not_contact = True
        keep.dnc_reason, keep.dnc_since = other.dnc_reason, other.dnc_since
    if other.consent_until and (not keep.consent_until or other.consent_until > keep.consent_until):
        keep.consent_on, keep.consent_until = other.consent_on, other.consent_until
    if other.added_at and (not keep.added_at or other.added_at < keep.added_at):
        keep.added_at = other.added_at


def _forget_pairs(uow: UnitOfWork, keep: str, other: str) -> None:
    for pair in uow.find(_pairs(keep, other)):
        pair.archived = True


def _leave_doubles(uow: UnitOfWork, keep: str, other: str) -> None:
    """Put away what the other one has just the same; contacts go behind those that stay."""
    for cls, key in _DOUBLES:
        there = {key(each): each for each in _live(uow, cls, keep)}
        for each in _live(uow, cls, other):
            if key(each) in there:
                each.archived = True
            elif isinstance(each, Contact):
                each.position += len(there)


def _carry_over(uow: UnitOfWork, keep: str, other: str) -> None:
    for about in shapes().values():
        if about.cls is Candidate:
            continue
        for name, table in about.references:
            if table == Candidate.__tablename__:
                column = getattr(about.cls, name)
                live = select(about.cls).where(column == other, about.cls.archived.is_(False))
                for record in uow.find(live):
                    setattr(record, name, keep)


def _live(uow: UnitOfWork, cls: type[Record], candidate: str) -> list[Record]:
    column = cls.candidate_id  # type: ignore[attr-defined]
    return list(uow.find(select(cls).where(column == candidate, cls.archived.is_(False))))


def _contact_key(each: Contact) -> tuple[str, str]:
    keys = {ContactKind.EMAIL.value: email_key, ContactKind.PHONE.value: phone_key}
    same = keys.get(each.kind, str.casefold)(each.value)
    return each.kind, same or each.value


_DOUBLES: tuple[tuple[type[Record], Callable[[Any], object]], ...] = (
    (Contact, _contact_key),
    (Tag, lambda each: each.word),
    (ExternalId, lambda each: (each.system, each.value)),
    (Cv, lambda each: (each.sha256, each.text)),
)


def _pairs(first: str, second: str) -> Select[DistinctPair]:
    one, other = sorted((first, second))
    return select(DistinctPair).where(
        DistinctPair.candidate_id == one,
        DistinctPair.other_id == other,
        DistinctPair.archived.is_(False),
    )


@dataclass(frozen=True)
class MarkDistinct:
    """Say that two candidates who look alike are two people; they are no longer proposed."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    other: str = arg(N_("id of the other candidate"), positional=True)


@commands.handles(
    MarkDistinct,
    "candidate.distinct",
    N_("Two different people"),
    done=N_("Marked as two different people"),
    palette=False,
)
def mark_distinct(cmd: MarkDistinct, uow: UnitOfWork) -> None:
    """Remember the pair once."""
    if cmd.candidate == cmd.other:
        raise RuleBroken("other", N_("These are one record already."))
    for each in (cmd.candidate, cmd.other):
        uow.require(Candidate, each)
    if not uow.find(_pairs(cmd.candidate, cmd.other)):
        one, other = sorted((cmd.candidate, cmd.other))
        uow.add(DistinctPair(candidate_id=one, other_id=other))
