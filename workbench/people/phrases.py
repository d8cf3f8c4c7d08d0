"""The library for pinyin with its phrases, in half the memory.

The library keeps for each of its 47,000 phrases a list of lists of syllables, each made anew, and
the program reads names with it as long as it runs. Here the same phrases are read one by one and
share their syllables; how anything is read stays the same.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from threading import Lock

_SWITCH = "PYPINYIN_NO_PHRASES"  # the library's own, looked at when it is imported
_BETWEEN = re.compile(r"[\s,:{}]*")
_loading = Lock()

Syllables = list[list[str]]


def lazy_pinyin() -> Callable[..., list[str]]:
    """Return the library's function of that name, with the phrases loaded."""
    with _loading:  # else another thread would read names before the phrases are there
        return _load()


@cache
def _load() -> Callable[..., list[str]]:
    before = os.environ.get(_SWITCH)
    os.environ[_SWITCH] = "1"
    try:
        import pypinyin  # slow to import
    finally:
        if before is None:
            del os.environ[_SWITCH]
        else:
            os.environ[_SWITCH] = before
    source = files("pypinyin").joinpath("phrases_dict.json")
    pypinyin.load_phrases_dict(shared(source.read_text(encoding="utf-8")))
    found: Callable[..., list[str]] = pypinyin.lazy_pinyin
    return found


def shared(text: str) -> dict[str, Syllables]:
    """Return the phrases of a JSON object; the same syllable is the same list everywhere."""
    known: dict[tuple[str, ...], list[str]] = {}
    return {
        phrase: [known.setdefault(tuple(one), one) for one in syllables]
        for phrase, syllables in _pairs(text)
    }


def _pairs(text: str) -> Iterator[tuple[str, Syllables]]:
    """Yield names and values one after the other, so that no more than one is there at a time."""
    read, place = json.JSONDecoder().raw_decode, _skip(text, 0)
    while place < len(text):
        phrase, place = read(text, place)
        syllables, place = read(text, _skip(text, place))
        yield phrase, syllables
        place = _skip(text, place)


def _skip(text: str, place: int) -> int:
    found = _BETWEEN.match(text, place)
    return found.end() if found else place
