"""How our paper looks: colours, type scale, spacing. Lengths are points unless a name says mm.

Print is quieter than the screen: one accent, greys that survive an office printer, and colour only
where it means something.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

MM = 72 / 25.4

INK = "#1A1D23"
INK_2 = "#565C69"
INK_3 = "#6B7180"
LINE = "#E1E4EA"
LINE_STRONG = "#BFC4CF"
TINT = "#F6F7FA"
PAPER = "#FFFFFF"
ACCENT = "#4A56D2"
ACCENT_TEXT = "#3A45B8"
ACCENT_SOFT = "#ECEEFC"
ACCENT_PALE = "#F5F6FE"
ACCENT_LINE = "#D5D9F7"

# Tone of a notice: edge, ground.
TONES = {
    "info": ("#2563A8", "#EEF5FC"),
    "ok": ("#1C7A52", "#EBF7F1"),
    "warn": ("#8A5A00", "#FDF5E3"),
    "bad": ("#B3261E", "#FDF0EF"),
    "accent": (ACCENT, ACCENT_PALE),
}

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class TextStyle:
    """One rung of the type scale.

    Attributes: `size` and `leading` in points; `weight` 400, 500 or 600; `before` and `after`,
    space around a paragraph in points; `indent` of the first line and `tracking` in em.
    """

    size: float
    leading: float
    weight: int = 400
    colour: str = INK
    align: Align = "left"
    before: float = 0
    after: float = 0
    justify: bool = False
    indent: float = 0
    tracking: float = 0

    @property
    def baseline(self) -> float:
        """Return how far below the top of its line the baseline lies, in points."""
        return self.leading / 2 + self.size * 0.37

    def with_(self, **changes: object) -> TextStyle:
        """Return this style with some attributes changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


DISPLAY = TextStyle(32, 42, 600, tracking=-0.015)
TITLE = TextStyle(20, 28, 600, before=28, after=10, tracking=-0.01)
SECTION = TextStyle(13, 20, 600, before=18, after=6)
MINOR = TextStyle(10.5, 16, 600, before=10, after=3)
KICKER = TextStyle(9, 13, 500, ACCENT_TEXT, after=4)
LEAD = TextStyle(11.5, 20, 400, INK_2, after=12)
BODY = TextStyle(10, 17, 400, after=7)
STRONG = TextStyle(10, 17, 600, after=7)
NOTE = TextStyle(8.5, 13, 400, INK_2, after=5)
LABEL = TextStyle(8.5, 15, 400, INK_2)
VALUE = TextStyle(10, 15, 500)
CELL = TextStyle(9.5, 15, 400)
CELL_STRONG = TextStyle(9.5, 15, 500)
CELL_QUIET = TextStyle(9, 15, 400, INK_2)
CELL_NOTE = TextStyle(8.5, 13, 400, INK_3)
HEAD_CELL = TextStyle(8.5, 13, 500, INK_3)
RUNNING = TextStyle(8, 11, 400, INK_3)
LETTER = TextStyle(10.5, 20, 400, after=6)
LETTER_TITLE = TextStyle(18, 28, 600, align="center", after=18, tracking=0.04)
LETTER_SUBJECT = TextStyle(10.5, 18, 600, after=8)

PAGE_SIDE = 24 * MM
PAGE_TOP = 32 * MM
PAGE_BOTTOM = 27 * MM
HEADER_BASELINE = 17 * MM
FOOTER_BASELINE = 14 * MM
LOW_BASELINE = 6 * MM  # below cards with their marks to cut along, and below a sign
HAIRLINE = 0.5
RADIUS = 6
PANEL_PADDING = 14
