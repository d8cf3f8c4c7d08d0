"""What a stage asks for, in a few lines: for the heads of the board and the person panel."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.kernel.i18n import N_, Translator
from workbench.pipeline.queries import StageRow, shown
from workbench.pipeline.roles import Role, role_shown

_IN, _OUT, _SCORES, _SEES = (
    N_("Entry: {rule}"),
    N_("Exit: {rule}"),
    N_("Must score: {who}"),
    N_("Sees to it: {who}"),
)


def about_stage(words: Translator, stage: StageRow) -> tuple[str, ...]:
    """Return who may come in, what must be clear before going on, who scores, who sees to it."""
    found = []
    for text, rules in ((_IN, stage.entry_criteria), (_OUT, stage.exit_criteria)):
        rule = shown(rules, words.language)
        if rule:
            found.append(words.text(text, rule=rule))
    if stage.scored:
        found.append(words.text(_SCORES, who=scorers_shown(words, stage.scorers or [Role.PANEL])))
    if stage.owner:
        found.append(words.text(_SEES, who=role_shown(words, stage.owner)))
    return tuple(found)


def scorers_shown(words: Translator, scorers: Sequence[str]) -> str:
    """Return who must score, as the reader's language lists it."""
    return separator(words).join(role_shown(words, each) for each in scorers)


def separator(words: Translator) -> str:
    """Return what stands between the words of a list."""
    return "、" if words.language == "zh" else ", "
