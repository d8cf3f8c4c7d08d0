"""The two typefaces of our paper and which of them draws a character.

Inter draws Latin, Noto Sans SC draws Chinese; both are embedded as subsets. A character neither
has is drawn as 〓 and reported by whoever sets the text: a name is never silently shortened.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from workbench import paths
from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_

LATIN = "Inter"
HAN = "NotoSansSC"
WEIGHTS = (400, 500, 600)
MISSING = "〓"
INITIAL_FONT = f"{LATIN}-400"
# Both faces have these; their neighbours decide, as “” is wide in Chinese and narrow in English.
SHARED = frozenset("“”‘’…—·×")


class Glyph(NamedTuple):
    """One character as it will be drawn; `advance` in em, `is_han` where Noto draws it."""

    char: str
    font: str
    advance: float
    is_han: bool


class Face(NamedTuple):
    """A registered font: its name for reportlab and the advance in em of each code point it has."""

    name: str
    advances: Mapping[int, float]


@lru_cache(maxsize=1)
def register() -> Mapping[int, tuple[Face, Face]]:
    """Make the fonts known to reportlab and return, per weight, the Latin and the Chinese face.

    Raises SystemFault where set-up has not made the fonts.
    """
    return {weight: (_face(LATIN, weight), _face(HAN, weight)) for weight in WEIGHTS}


def _face(family: str, weight: int) -> Face:
    name = f"{family}-{weight}"
    file = paths.fonts() / f"{name}.ttf"
    try:
        font = TTFont(name, str(file))
    except (TTFError, OSError) as error:
        raise SystemFault(N_("The font {name} is missing. Run set-up again."), name=name) from error
    pdfmetrics.registerFont(font)
    widths = font.face.charWidths
    return Face(name, {code: widths[code] / 1000 for code in font.face.charToGlyph})


def glyphs(text: str, weight: int) -> tuple[list[Glyph], list[str]]:
    """Return how each character of `text` is drawn, and those that no font has."""
    latin, han = register()[weight]
    drawn: list[Glyph | None] = []
    missing: list[str] = []
    for char in text:
        code = ord(char)
        if char in SHARED and code in han.advances:
            drawn.append(None)
        elif code in latin.advances:
            drawn.append(Glyph(char, latin.name, latin.advances[code], False))
        elif code in han.advances:
            drawn.append(Glyph(char, han.name, han.advances[code], True))
        else:
            missing.append(char)
            drawn.append(Glyph(MISSING, han.name, han.advances[ord(MISSING)], True))
    return _decide(text, drawn, latin, han), missing


def _decide(text: str, drawn: list[Glyph | None], latin: Face, han: Face) -> list[Glyph]:
    """Give each shared character to the face of its neighbours; Chinese wins."""
    if None not in drawn:
        return [glyph for glyph in drawn if glyph]
    result: list[Glyph] = []
    for place, glyph in enumerate(drawn):
        if glyph is None:
            beside_han = _is_han(reversed(drawn[:place])) or _is_han(iter(drawn[place + 1 :]))
            face = han if beside_han or ord(text[place]) not in latin.advances else latin
            code = ord(text[place])
            glyph = Glyph(text[place], face.name, face.advances[code], face is han)
        result.append(glyph)
    return result


def _is_han(neighbours: object) -> bool:
    for glyph in neighbours:  # type: ignore[attr-defined]
        if glyph is not None:
            return bool(glyph.is_han)
    return False
