"""The command that puts the shipped stage sets into a new vault."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, Undo
from workbench.kernel.i18n import N_
from workbench.pipeline.models import Stage, StageSet
from workbench.pipeline.shipped_sets import SHIPPED, ShippedStage
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class InstallContent:
    """Put the shipped stage sets into the vault; what is there already stays as it is."""


@commands.handles(
    InstallContent,
    "content.install",
    N_("Install the shipped content"),
    done=N_("Shipped content installed"),
    undo=Undo.NEVER,
    palette=False,
)
def install_content(cmd: InstallContent, uow: UnitOfWork) -> int:
    """Add the missing sets; return how many there were."""
    there = {found.key for found in uow.find(select(StageSet))}
    missing = [each for each in SHIPPED if each.key not in there]
    for each in missing:
        stage_set = uow.add(StageSet(key=each.key, names={"zh": each.zh, "en": each.en}))
        stage_set.family_id = stage_set.id
        for position, stage in enumerate(each.stages):
            uow.add(_stage(stage_set.id, position, stage))
    return len(missing)


def _stage(stage_set_id: str, position: int, stage: ShippedStage) -> Stage:
    made = Stage(
        stage_set_id=stage_set_id,
        names={"zh": stage.zh, "en": stage.en},
        kind=stage.kind.value,
        position=position,
        limit_days=stage.limit,
        scored=bool(stage.scorers),
        entry_criteria=stage.entry.texts,
        exit_criteria=stage.exit.texts,
        owner=stage.owner,
        letter=stage.letter,
        scorers=list(stage.scorers),
    )
    made.origin_id = made.id
    return made
