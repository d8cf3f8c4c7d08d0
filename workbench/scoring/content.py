"""The command that puts the shipped scorecards into a new vault."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, Undo
from workbench.kernel.i18n import N_
from workbench.scoring.models import ANCHORED, Attribute, ScorecardTemplate
from workbench.scoring.shipped import SHIPPED
from workbench.scoring.shipped.shape import Anchors, ShippedAttribute, ShippedCard
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class InstallScorecards:
    """Put the shipped scorecards into the vault; what is there already stays as it is."""


@commands.handles(
    InstallScorecards,
    "content.install-scorecards",
    N_("Install the shipped scorecards"),
    done=N_("Shipped scorecards installed"),
    undo=Undo.NEVER,
    palette=False,
)
def install_scorecards(cmd: InstallScorecards, uow: UnitOfWork) -> int:
    """Add the missing templates; return how many there were."""
    there = {found.key for found in uow.find(select(ScorecardTemplate))}
    missing = [card for card in SHIPPED if card.key not in there]
    for card in missing:
        template = uow.add(_template(card))
        for position, each in enumerate(card.attributes):
            uow.add(_attribute(template.id, position, each))
    return len(missing)


def _template(card: ShippedCard) -> ScorecardTemplate:
    return ScorecardTemplate(
        key=card.key,
        names={"zh": card.zh, "en": card.en},
        version=card.version,
        script={"zh": list(card.zh_script), "en": list(card.en_script)},
    )


def _attribute(template_id: str, position: int, each: ShippedAttribute) -> Attribute:
    return Attribute(
        template_id=template_id,
        key=each.key,
        names={"zh": each.zh, "en": each.en},
        anchors={"zh": _anchors(each.zh_anchors), "en": _anchors(each.en_anchors)},
        position=position,
        knock_out=each.knock_out,
    )


def _anchors(texts: Anchors) -> dict[str, str]:
    return {str(level): text for level, text in zip(ANCHORED, texts, strict=True)}
