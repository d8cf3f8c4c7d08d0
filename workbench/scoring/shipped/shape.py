"""How a shipped scorecard is written down: Chinese and English side by side."""

from __future__ import annotations

from dataclasses import dataclass

Anchors = tuple[str, str, str]  # the behaviour at levels 1, 3 and 5


@dataclass(frozen=True)
class ShippedAttribute:
    """One attribute: its key, its names and its anchors in both languages."""

    key: str
    zh: str
    en: str
    zh_anchors: Anchors
    en_anchors: Anchors
    knock_out: bool = False


@dataclass(frozen=True)
class ShippedCard:
    """One scorecard; the scripts are the steps of the conversation, in order."""

    key: str
    zh: str
    en: str
    attributes: tuple[ShippedAttribute, ...]
    zh_script: tuple[str, ...]
    en_script: tuple[str, ...]
    version: int = 1
