"""Sets text into lines: two faces, Chinese and Latin line breaking, justification.

Text is never markup here, so nothing in a name can be taken for an instruction. The rules follow
Chinese practice: no line begins with closing punctuation or ends with an opening one, Latin words
stay whole, neighbouring full-width punctuation is drawn closer, and a little air stands between
Chinese and Latin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workbench.paper.fonts import MISSING, Glyph, glyphs
from workbench.paper.style import TextStyle

FULL_CLOSE = frozenset("，。、；：！？）》」』】〕〉”’")
FULL_OPEN = frozenset("（《「『【〔〈“‘")
NO_START = FULL_CLOSE | frozenset("…—·～％℃ー,.;:!?)]}%’”")
NO_END = FULL_OPEN | frozenset("([{¥￥$€£#＃№")
BREAK_AFTER = frozenset("-/–_@&=?")
AIR = 0.125  # em between Chinese and Latin
WIDEST_GAP = 0.2  # em that justification may add at one place
SMALLEST = 0.5  # of its size to which a fitted text may shrink
_MARKS = re.compile(r"\w[\u0300-\u036f]+")


class Run(NamedTuple):
    """Characters drawn in one go: font name, text, offset and extra space per character (pt)."""

    font: str
    text: str
    x: float
    spread: float


class Line(NamedTuple):
    """One set line; `x` is where it begins, `width` its length (pt)."""

    runs: tuple[Run, ...]
    x: float
    width: float
    style: TextStyle


class Spot(NamedTuple):
    """A glyph in its paragraph: space before it in em and whether a line may begin with it."""

    glyph: Glyph
    gap: float
    may_start: bool


@dataclass
class Setter:
    """Sets the texts of one document and keeps what its reader has to be told.

    Attributes: `language` of the document; `missing`, characters no font has; `shortened`, texts
    that did not fit their place even at the smallest size.
    """

    language: str
    missing: dict[str, None] = field(default_factory=dict)
    shortened: list[str] = field(default_factory=list)

    def lines(self, text: str, style: TextStyle, width: float) -> list[Line]:
        """Return `text` set to `width` points; at least one line, which may be empty."""
        found, missing = _set(text, style, width)
        self.missing.update(dict.fromkeys(missing))
        return list(found)

    def fit(self, text: str, style: TextStyle, width: float, most: int = 1) -> list[Line]:
        """Return `text` in at most `most` lines, smaller where it must be, cut with … at last."""
        for step in range(11):
            scale = 1 - step * (1 - SMALLEST) / 10
            small = style.with_(size=style.size * scale, leading=style.leading * scale)
            set_lines = self.lines(text, small, width)
            if len(set_lines) <= most and all(line.width <= width + 0.1 for line in set_lines):
                return set_lines
        self.shortened.append(text)
        kept = clean(text).replace("\n", " ")
        low, high = 0, len(kept)
        while low < high:
            middle = (low + high + 1) // 2
            if len(self.lines(kept[:middle] + "…", small, width)) <= most:
                low = middle
            else:
                high = middle - 1
        return self.lines(kept[:low] + "…", small, width)[:most]

    def width(self, text: str, style: TextStyle) -> float:
        """Return the length of `text` on one line, in points."""
        return max(line.width for line in self.lines(text, style.with_(indent=0), 1e6))


@lru_cache(maxsize=8192)
def _set(text: str, style: TextStyle, width: float) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return set lines and what no font has; a batch of papers sets many texts again and again."""
    result: list[Line] = []
    missing: list[str] = []
    for paragraph in clean(text).split("\n"):
        drawn, lacking = glyphs(paragraph, style.weight)
        missing += lacking
        result += _paragraph(spots(drawn), style, max(width, style.size))
    return tuple(result), tuple(missing)


def clean(text: str) -> str:
    """Return `text` without what cannot be seen: controls, joiners, selectors; tabs are spaces."""
    text = _MARKS.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(filter(None, map(_clean, text)))


def _clean(char: str) -> str:
    if char == "\n" or char in "\u2028\u2029\u0085\v\f":
        return "\n"
    if char == "\t":
        return " "
    kind = unicodedata.category(char)
    if kind == "Zs" and char not in "\u00a0\u3000":
        return " "
    is_selector = 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    return "" if kind in ("Cc", "Cf") or is_selector else char


def spots(drawn: list[Glyph]) -> list[Spot]:
    """Return the glyphs with the space and the break opportunity before each."""
    result: list[Spot] = []
    before: Glyph | None = None
    for glyph in drawn:
        if before is None:
            result.append(Spot(glyph, 0, True))
        else:
            result.append(Spot(glyph, _gap(before, glyph), _may_start(before, glyph)))
        before = glyph
    return result


def _gap(before: Glyph, glyph: Glyph) -> float:
    if before.is_han and glyph.is_han:
        if before.char in FULL_CLOSE and (glyph.char in FULL_CLOSE or glyph.char in FULL_OPEN):
            return -0.5
        return -0.5 if before.char in FULL_OPEN and glyph.char in FULL_OPEN else 0
    if before.is_han != glyph.is_han and before.char.isalnum() and glyph.char.isalnum():
        return AIR
    return 0


def _may_start(before: Glyph, glyph: Glyph) -> bool:
    if glyph.char == " " or glyph.char in NO_START or before.char in NO_END:
        return False
    if before.char == " " or before.is_han or glyph.is_han:
        return True
    return before.char in BREAK_AFTER and glyph.char.isalpha()


def _atoms(paragraph: list[Spot]) -> Iterator[list[Spot]]:
    """Yield what must stay on one line; a space belongs to the word before it."""
    atom: list[Spot] = []
    for spot in paragraph:
        if spot.may_start and atom:
            yield atom
            atom = []
        atom.append(spot)
    if atom:
        yield atom


def _paragraph(paragraph: list[Spot], style: TextStyle, width: float) -> list[Line]:
    """Fill lines one after the other, as many atoms on each as go."""
    lines: list[Line] = []
    current: list[Spot] = []
    room = width - style.indent * style.size
    pending = list(_atoms(paragraph))[::-1]
    while pending:
        atom = pending.pop()
        if _length([*current, *atom], style, tight=True) <= room + 0.01:
            current += atom
        elif current:
            lines.append(_line(current, style, room, width - room, is_last=False))
            current, room = [], width
            pending.append(atom)
        else:
            cut = _cut(atom, style, room)
            lines.append(_line(atom[:cut], style, room, width - room, is_last=False))
            room = width
            if atom[cut:]:
                pending.append(atom[cut:])
    if current or not lines:
        lines.append(_line(current, style, room, width - room, is_last=True))
    return lines


def _cut(atom: list[Spot], style: TextStyle, room: float) -> int:
    """Return how many glyphs of an atom longer than the line go on it; at least one."""
    length = 0.0
    for place, spot in enumerate(atom):
        length += (spot.glyph.advance + spot.gap + style.tracking) * style.size
        if length > room and place:
            return place
    return len(atom)


def _length(part: list[Spot], style: TextStyle, *, tight: bool = False) -> float:
    """Return the length without the spaces at its end; `tight` lets a final full stop hang half."""
    end = len(part)
    while end and part[end - 1].glyph.char == " ":
        end -= 1
    total = sum(spot.glyph.advance + spot.gap + style.tracking for spot in part[:end])
    if end:
        total -= part[0].gap + style.tracking
        last = part[end - 1].glyph
        if tight and last.is_han and last.char in FULL_CLOSE:
            total -= 0.5
        if part[0].glyph.is_han and part[0].glyph.char in FULL_OPEN:
            total -= 0.5
    return total * style.size


def _line(part: list[Spot], style: TextStyle, room: float, indent: float, *, is_last: bool) -> Line:
    while part and part[-1].glyph.char == " ":
        part = part[:-1]
    if not part:
        return Line((), indent, 0, style)
    last = part[-1].glyph
    hangs = last.is_han and last.char in FULL_CLOSE
    width = _length(part, style, tight=hangs and not is_last)
    extra = _extra(part, style, room - width) if style.justify and not is_last else 0.0
    runs, length = _runs(part, style, extra)
    x = indent
    if style.align != "left":
        x += (room - width) / (2 if style.align == "center" else 1)
    return Line(tuple(runs), x, max(width, 0) if extra == 0 else length, style)


def _stretches(before: Glyph, glyph: Glyph) -> bool:
    return before.is_han or glyph.is_han or before.char == " "


def _extra(part: list[Spot], style: TextStyle, slack: float) -> float:
    """Return what justification adds at each place, in points; 0 where that would show."""
    places = sum(_stretches(a.glyph, b.glyph) for a, b in pairwise(part))
    if not places or slack / places > WIDEST_GAP * style.size:
        return 0.0
    return slack / places


def _runs(part: list[Spot], style: TextStyle, extra: float) -> tuple[list[Run], float]:
    """Return the runs of a line and where it ends; spaces stay in the text for who copies it."""
    runs: list[Run] = []
    opens = part[0].glyph.is_han and part[0].glyph.char in FULL_OPEN
    x = -0.5 * style.size if opens else 0.0
    text, start, before = "", x, part[0].glyph
    track = style.tracking * style.size
    for place, spot in enumerate(part):
        glyph = spot.glyph
        added = extra if place and _stretches(before, glyph) else 0.0
        gap = spot.gap * style.size if place else 0.0
        joins = glyph.font == before.font and gap == 0 and (added == 0 or before.is_han)
        if place and not joins:
            runs.append(Run(before.font, text, start, track + (extra if before.is_han else 0)))
            text, start = "", x + gap + added
        x += gap + added + glyph.advance * style.size + track
        text += glyph.char
        before = glyph
    runs.append(Run(before.font, text, start, track + (extra if before.is_han else 0)))
    return runs, x


def height(lines: list[Line]) -> float:
    """Return the height of set lines, in points."""
    return sum(line.style.leading for line in lines)


__all__ = ["MISSING", "Line", "Run", "Setter", "clean", "height", "spots"]
