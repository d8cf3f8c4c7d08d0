"""Sentences of the planner's answers: always in both languages, as files are read anywhere."""

from __future__ import annotations

from workbench.planner.plan import Text
from workbench.planner.times import Spans, clock

MOST_NAMES = 5


def said(zh: str, en: str, **args: object) -> Text:
    """Return a sentence in both languages with the same names in it; lists are joined."""
    return {
        "zh": zh.format_map({key: _joined(value, "、", "等") for key, value in args.items()}),
        "en": en.format_map({key: _joined(value, ", ", ", …") for key, value in args.items()}),
    }


def _joined(value: object, comma: str, more: str) -> object:
    if not isinstance(value, list):
        return value
    return comma.join(value[:MOST_NAMES]) + (more if len(value) > MOST_NAMES else "")


def spoken(spans: Spans) -> list[str]:
    """Return spans as they are read aloud."""
    return [f"{clock(start)}–{clock(end)}" for start, end in spans] or ["–"]


def no_place(candidate: str, round_: str) -> Text:
    """Return that an interview could not be placed."""
    return said(
        "{candidate}的“{round}”排不下。",
        "There is no place for {candidate}’s interview “{round}”.",
        candidate=candidate,
        round=round_,
    )
