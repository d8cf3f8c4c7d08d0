"""The command that puts the shipped scorecards and their questions into a vault."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from sqlalchemy import select

from workbench import paths
from workbench.kernel.commands import CommandSet, Undo
from workbench.kernel.i18n import N_
from workbench.scoring.models import (
    ANCHORED,
    Attribute,
    Question,
    QuestionKind,
    ScorecardTemplate,
)
from workbench.scoring.shipped import SHIPPED
from workbench.scoring.shipped.shape import Anchors, ShippedAttribute, ShippedCard
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class InstallScorecards:
    """Put the shipped scorecards and questions into the vault; what is there stays as it is."""


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
    _install_questions(uow)
    return len(missing)


def _install_questions(uow: UnitOfWork) -> None:
    """Add the shipped questions that the vault never had; what was archived stays away."""
    there = {found.key for found in uow.find(select(Question))}
    cards = {card.key for card in SHIPPED}
    names = {found.id: found.key for found in uow.find(select(ScorecardTemplate))}
    asked = {
        (names[each.template_id], each.key): each.id
        for each in uow.find(select(Attribute))
        if each.key and names[each.template_id] in cards
    }
    for card in SHIPPED:
        for attribute, both in shipped_questions(card.key).items():
            about = asked.get((card.key, attribute))
            for position, (kind, zh, en) in enumerate(both if about else ()):
                key = f"{card.key}.{attribute}.{position + 1}"
                if about and key not in there:
                    texts = {"zh": zh, "en": en}
                    uow.add(
                        Question(
                            attribute_id=about,
                            texts=texts,
                            kind=kind.value,
                            position=position,
                            key=key,
                        )
                    )


def shipped_questions(card: str) -> dict[str, list[tuple[QuestionKind, str, str]]]:
    """Return a shipped scorecard's questions by attribute: kind, Chinese, English."""
    file = paths.resources() / "questions" / f"{card}.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        attribute: list(zip(_KINDS, both["zh"], both["en"], strict=True))
        for attribute, both in found.items()
    }


_KINDS = (
    QuestionKind.BEHAVIOUR,
    QuestionKind.SITUATION,
    QuestionKind.PROBE,
    *(QuestionKind.FOLLOW_UP,) * 3,
)


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
