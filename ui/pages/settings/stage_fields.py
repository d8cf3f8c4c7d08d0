"""The fields of one stage, and the way between them and its draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ui.forms import Field, Form, Kind
from ui.pages.stage_words import separator
from ui.theme.look import Look
from workbench.insights.told_values import STAGE_KINDS
from workbench.kernel.i18n import LANGUAGES, N_
from workbench.letters.rules import KIND_NAMES
from workbench.pipeline.queries import shown
from workbench.pipeline.roles import role_read, role_shown
from workbench.pipeline.stage_rules import LONGEST_LIMIT, StageDraft

_NAMES = {"zh": N_("Stage name, in Chinese"), "en": N_("Stage name, in English")}
_KIND, _LIMIT, _SCORED, _SCORERS, _OWNER, _LETTER = (
    N_("Kind"),
    N_("Limit in working days"),
    N_("A scorecard is owed"),
    N_("Who must score"),
    N_("Who sees to it"),
    N_("Letter that usually leaves here"),
)
_ENTRY = {"zh": N_("Entry rule, in Chinese"), "en": N_("Entry rule, in English")}
_EXIT = {
    "zh": N_("Exit criteria, in Chinese"),
    "en": N_("Exit criteria, in English"),
}
_ANYBODY, _NO_LIMIT, _NO_LETTER, _UNNAMED, _DAYS = (
    N_("the panel"),
    N_("none"),
    N_("none usually"),
    N_("no name yet"),
    N_("{n} d"),
)
# Which field of the form shows what a rule says of a field of a stage.
_SHOWN_AT = {
    "names": "name_zh",
    "entry_criteria": "entry_zh",
    "exit_criteria": "exit_zh",
}


def stage_form(look: Look) -> Form:
    """Return an empty form of one stage."""
    text, words = look.text, look.words
    kinds = tuple((str(kind), shown(name, words.language)) for kind, name in STAGE_KINDS.items())
    letters = (("", text(_NO_LETTER)), *((str(kind), text(n)) for kind, n in KIND_NAMES.items()))
    names = [Field(f"name_{way}", text(word), half=True) for way, word in _NAMES.items()]
    rules = [
        Field(f"{name}_{way}", text(word), Kind.MULTILINE, half=True, lines=3)
        for name, labels in (("entry", _ENTRY), ("exit", _EXIT))
        for way, word in labels.items()
    ]
    return Form(
        look,
        (
            *names,
            Field("kind", text(_KIND), Kind.CHOICE, "", kinds, half=True),
            Field("limit_days", text(_LIMIT), placeholder=text(_NO_LIMIT), half=True),
            Field("owner", text(_OWNER), half=True),
            Field("letter", text(_LETTER), Kind.CHOICE, "", letters, half=True),
            Field("scorers", text(_SCORERS), placeholder=text(_ANYBODY), half=True),
            Field("scored", text(_SCORED), Kind.CHECK, half=True),
            *rules,
        ),
    )


def values_of_draft(look: Look, draft: StageDraft) -> dict[str, object]:
    """Return what the form shows of a stage."""
    roles = separator(look.words).join(role_shown(look.words, each) for each in draft.scorers)
    values: dict[str, object] = {
        "kind": str(draft.kind),
        "limit_days": "" if draft.limit_days is None else str(draft.limit_days),
        "owner": role_shown(look.words, draft.owner),
        "letter": draft.letter,
        "scorers": roles,
        "scored": draft.scored,
    }
    for way in LANGUAGES:
        values[f"name_{way}"] = draft.names.get(way, "")
        values[f"entry_{way}"] = draft.entry_criteria.get(way, "")
        values[f"exit_{way}"] = draft.exit_criteria.get(way, "")
    return values


def draft_of(look: Look, before: StageDraft, values: Mapping[str, Any]) -> StageDraft:
    """Return a stage as the form says; what it does not show stays as it was."""

    def by_language(name: str) -> dict[str, str]:
        return {way: str(values[f"{name}_{way}"]) for way in LANGUAGES}

    limit = str(values["limit_days"]).strip()
    roles = str(values["scorers"]).replace("，", ",").replace("、", ",").replace(";", ",")
    scorers = (role_read(look.words, each) for each in roles.split(","))
    # A letter of a newer program, which cannot be chosen here, stays.
    letter = str(values["letter"]) or (before.letter if before.letter not in _LETTERS else "")
    # What is no number goes to the rule as it stands, which says what is wrong.
    days: Any = int(limit) if limit.isascii() and limit.isdigit() else limit or None
    return replace(
        before,
        names=by_language("name"),
        kind=str(values["kind"]) or before.kind,
        limit_days=days,
        scored=bool(values["scored"]),
        entry_criteria=by_language("entry"),
        exit_criteria=by_language("exit"),
        owner=role_read(look.words, str(values["owner"])),
        letter=letter,
        scorers=tuple(each for each in scorers if each),
    )


_LETTERS = {"", *map(str, KIND_NAMES)}


def field_of(name: str) -> str:
    """Return the field of the form that shows a rule's field of a stage."""
    return _SHOWN_AT.get(name, name)


def title_of(look: Look, draft: StageDraft) -> str:
    """Return what a stage is called, or that it has no name yet."""
    return shown({k: v for k, v in draft.names.items() if v}, look.words.language) or look.text(
        _UNNAMED
    )


def aside_of(look: Look, draft: StageDraft) -> str:
    """Return a stage's limit in a word."""
    limit = draft.limit_days
    there = isinstance(limit, int) and 1 <= limit <= LONGEST_LIMIT
    return look.text(_DAYS, n=limit) if there else ""
