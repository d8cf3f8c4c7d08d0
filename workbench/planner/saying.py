"""Sentences of the planner's answers: always in both languages, as files are read anywhere."""

from __future__ import annotations

from workbench.planner.plan import Text


def said(zh: str, en: str, **args: object) -> Text:
    """Return a sentence in both languages with the same names in it."""
    return {"zh": zh.format_map(args), "en": en.format_map(args)}


def no_place(candidate: str, round_: str) -> Text:
    """Return that an interview could not be placed."""
    return said(
        "{candidate}的“{round}”排不下。",
        "There is no place for {candidate}’s interview “{round}”.",
        candidate=candidate,
        round=round_,
    )
