"""Which drafts of a batch come in, and which stay out and why, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.intake.drafts import CandidateDraft, IntakeFile, RowState
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.kernel.parts import in_parts
from workbench.people.models import Candidate, ExternalId
from workbench.people.rules import clean_name
from workbench.pipeline.duplicates import Duplicate, among_drafts
from workbench.vault.veil import UNVEILED

Place = tuple[int, int, str]  # number of the file, row, locator
Verdict = tuple[RowState, Message]
KnownIds = set[tuple[str, str]]

_BEFORE = N_("imported before under the same number")
_HERE = N_("Left out, as {name} is here already: {why}")
_HIDDEN = N_("Left out: {why}")
_TWICE = N_("Left out, as {name} stands in the files twice: {why}")


@dataclass(frozen=True)
class Sifted:
    """The drafts that come in and where they stand, what became of the others, who may be twice."""

    fresh: tuple[CandidateDraft, ...]
    places: tuple[Place, ...]
    verdicts: Mapping[Place, Verdict]
    duplicates: tuple[Duplicate, ...]


def sift(
    connection: Connection, files: Sequence[IntakeFile], *, skip_known: bool = False
) -> Sifted:
    """Sort the drafts of `files`; with `skip_known`, who certainly is here already stays out."""
    drafts = {
        (number, each.row, each.locator): each.draft
        for number, file in enumerate(files)
        for each in file.drafts
    }
    known = _known_ids(connection, drafts.values())
    verdicts: dict[Place, Verdict] = {}
    for place, draft in drafts.items():
        verdict = _verdict(draft, known)
        if verdict is not None:
            verdicts[place] = verdict
    fresh = {place: draft for place, draft in drafts.items() if place not in verdicts}
    twins = tuple(among_drafts(connection, list(fresh.values())))
    if skip_known:
        again = dict(_certainly_known(list(fresh), twins))
        verdicts |= again
        fresh = {place: draft for place, draft in fresh.items() if place not in again}
        twins = tuple(among_drafts(connection, list(fresh.values())))
    return Sifted(tuple(fresh.values()), tuple(fresh), verdicts, twins)


def _verdict(draft: CandidateDraft, known: KnownIds) -> Verdict | None:
    if any((each.system, each.value) in known for each in draft.external_ids):
        return RowState.SKIPPED, Message(_BEFORE)
    try:
        clean_name(draft.name)
    except RuleBroken as broken:
        return RowState.FAILED, broken.message
    return None


def _known_ids(connection: Connection, drafts: Iterable[CandidateDraft]) -> KnownIds:
    """Return the foreign ids of the batch under which somebody is here already."""
    wanted = {each.value for draft in drafts for each in draft.external_ids}
    table = ExternalId.__table__
    people = Candidate.__table__
    found: KnownIds = set()
    for part in in_parts(sorted(wanted)):
        query = (
            select(table.c.system, table.c.value)
            .join(people, people.c.id == table.c.candidate_id)
            .where(
                table.c.value.in_(part),
                table.c.archived.is_(False),
                people.c.archived.is_(False),
            )
        )
        rows = connection.execute(query, execution_options=UNVEILED)
        found.update((row.system, row.value) for row in rows)
    return found


def _certainly_known(
    places: Sequence[Place], twins: Sequence[Duplicate]
) -> Iterator[tuple[Place, Verdict]]:
    """Yield who certainly is in the vault, or stands further up in the files, with the reasons."""
    for twin in twins:
        if twin.certain:
            text = _HIDDEN if twin.hidden else _HERE if twin.existing else _TWICE
            told = Message(text, {"name": twin.like, "why": twin.reasons[0]})
            yield places[twin.draft], (RowState.SKIPPED, told)
