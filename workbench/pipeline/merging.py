"""Merging two records of one candidate, with what they applied for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.i18n import N_
from workbench.people.merging import merge_people
from workbench.people.models import Candidate
from workbench.pipeline.models import Application, ApplicationState, Stage
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class MergeCandidates:
    """Make one candidate of two; everything of both stays, and undo parts them again."""

    candidate: str = arg(N_("id of the candidate who stays"), positional=True)
    other: str = arg(N_("id of the one who is the same person"), positional=True)
    take: tuple[str, ...] = arg(N_("fields to take from the other one"), default=())


@commands.handles(
    MergeCandidates,
    "candidate.merge",
    N_("Merge two candidates"),
    done=N_("Two candidates merged"),
    palette=False,
)
def merge_candidates(cmd: MergeCandidates, uow: UnitOfWork) -> str:
    """Merge and return the id of the one who stays.

    Where both are in progress on one requisition, the application that has come less far ends as
    entered twice.
    """
    keep, other = uow.get(Candidate, cmd.candidate), uow.get(Candidate, cmd.other)
    _end_doubles(uow, keep.id, other.id)
    merge_people(uow, keep, other, cmd.take)
    return keep.id


def _end_doubles(uow: UnitOfWork, keep: str, other: str) -> None:
    mine = {each.requisition_id: each for each in _running(uow, keep)}
    for theirs in _running(uow, other):
        ours = mine.get(theirs.requisition_id)
        if ours is not None:
            first, last = sorted((ours, theirs), key=lambda each: _progress(uow, each))
            first.state, first.reason = ApplicationState.WITHDRAWN.value, "duplicate"
            first.closed_at = uow.now
            last.starred = ours.starred or theirs.starred
            last.applied_at = min(ours.applied_at, theirs.applied_at)


def _running(uow: UnitOfWork, candidate: str) -> list[Application]:
    query = select(Application).where(
        Application.candidate_id == candidate,
        Application.archived.is_(False),
        Application.state == ApplicationState.ACTIVE.value,
    )
    return list(uow.find(query))


def _progress(uow: UnitOfWork, application: Application) -> tuple[int, float]:
    stage = uow.session.get(Stage, application.stage_id)
    place = stage.position if stage is not None else 0
    return place, -application.applied_at.timestamp()
