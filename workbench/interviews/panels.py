"""Whom a panel is made of: so many people with a skill, or anybody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_

MOST_SEATS = 20  # of a panel
ANYBODY = "*"
ANYBODY_NAME = N_("Anybody")


@dataclass(frozen=True)
class PanelNeed:
    """So many people of a panel with a skill; `skill` is None for anybody."""

    skill: str | None
    count: int

    @property
    def text(self) -> str:
        """The need as `round.add` reads it."""
        return f"{self.skill or ANYBODY}:{self.count}"


def read_panel(entries: Iterable[str], field: str = "panel") -> tuple[PanelNeed, ...]:
    """Return what entries such as “Python:2”, “Python” or “*:1” ask for, each skill once.

    Raises RuleBroken for what cannot be read, for no entry at all and for too many people.
    """
    found: dict[str | None, int] = {}
    for entry in entries:
        text = unicodedata.normalize("NFKC", entry).strip()
        if text:
            skill, count = _need(text, field)
            found[skill] = found.get(skill, 0) + count
    if not found:
        raise RuleBroken(field, N_("Say who interviews: at least one person."))
    if sum(found.values()) > MOST_SEATS:
        raise RuleBroken(field, N_("A panel has at most {n} people."), n=MOST_SEATS)
    return tuple(PanelNeed(skill, count) for skill, count in found.items())


def _need(text: str, field: str) -> tuple[str | None, int]:
    skill, colon, number = text.rpartition(":")
    if not colon:
        skill, number = text, "1"
    skill, number = skill.strip(), number.strip()
    if not skill or not (number.isascii() and number.isdigit()) or int(number) < 1:
        said = N_(
            "“{text}” cannot be read. Write a skill and how many, such as “Python:2” or “*:1”."
        )
        raise RuleBroken(field, said, text=text)
    return (None if skill == ANYBODY else skill), int(number)
