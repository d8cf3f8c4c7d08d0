"""Every colour, distance and letter size of the desk, in one place.

Widgets name a token, never a value. Light, dark and two high-contrast sets have the same fields,
so a theme is one object handed around and a new one is a new set of values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QColor


class Role(StrEnum):
    """What a piece of text is, which decides its size and weight."""

    MICRO = "micro"
    CAPTION = "caption"
    LABEL = "label"
    BODY = "body"
    STRONG = "strong"
    SUBTITLE = "subtitle"
    TITLE = "title"
    DISPLAY = "display"


@dataclass(frozen=True)
class Letter:
    """Size in pixels, weight, line height in pixels and tracking in per cent."""

    size: int
    weight: int
    line: int
    tracking: float = 0.0


LETTERS: dict[Role, Letter] = {
    Role.MICRO: Letter(11, 500, 14),
    Role.CAPTION: Letter(12, 400, 16),
    Role.LABEL: Letter(12, 500, 16),
    Role.BODY: Letter(13, 400, 18),
    Role.STRONG: Letter(13, 600, 18),
    Role.SUBTITLE: Letter(15, 600, 20),
    Role.TITLE: Letter(20, 600, 26, -1.5),
    Role.DISPLAY: Letter(26, 600, 32, -1.5),
}


class Space:
    """Distances between things."""

    HAIR = 2
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Radius:
    """How round corners are."""

    CHIP = 6
    CONTROL = 8
    CARD = 10
    PANEL = 12


SCALE_MIN, SCALE_MAX = 0.9, 2.0


@dataclass(frozen=True, eq=False)
class Colours:
    """The colours of one theme; see the design page for what each is for.

    Compared by identity, as QColor cannot be hashed and paint caches are keyed by theme.
    """

    canvas: QColor
    sidebar: QColor
    surface: QColor
    surface_hover: QColor
    column: QColor
    sunken: QColor
    border: QColor
    border_strong: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    accent_soft: QColor
    accent_text: QColor
    ok: QColor
    ok_soft: QColor
    warn: QColor
    warn_soft: QColor
    bad: QColor
    bad_soft: QColor
    on_bad: QColor
    info: QColor
    info_soft: QColor
    neutral_soft: QColor
    focus: QColor
    toast: QColor
    on_toast: QColor
    toast_action: QColor
    scrim: QColor
    shadow: QColor
    handle: QColor


def _colours(**values: str) -> Colours:
    return Colours(**{name: QColor(value) for name, value in values.items()})


PAPER = QColor("#FFFFFF")  # a page that came as paper is white in every theme

LIGHT = _colours(
    canvas="#F7F7F9",
    sidebar="#F0F1F4",
    surface="#FFFFFF",
    surface_hover="#FFFFFF",
    column="#F1F2F5",
    sunken="#EFF0F3",
    border="#E4E6EB",
    border_strong="#CFD3DB",
    text="#1A1D23",
    text2="#565C69",
    text3="#636978",
    accent="#4A56D2",
    accent_hover="#3E49BE",
    on_accent="#FFFFFF",
    accent_soft="#ECEEFC",
    accent_text="#3A45B8",
    ok="#1C7A52",
    ok_soft="#E4F5EC",
    warn="#8A5A00",
    warn_soft="#FDF1D7",
    bad="#B3261E",
    bad_soft="#FCE9E7",
    on_bad="#FFFFFF",
    info="#2563A8",
    info_soft="#E6F0FA",
    neutral_soft="#EEF0F3",
    focus="#4A56D2",
    toast="#262931",
    on_toast="#F3F4F6",
    toast_action="#B3B9FF",
    scrim="#52181A22",
    shadow="#14161E",
    handle="#CFD3DB",
)

DARK = _colours(
    canvas="#131418",
    sidebar="#0F1013",
    surface="#1D1F25",
    surface_hover="#23262D",
    column="#17181D",
    sunken="#17181D",
    border="#2A2D35",
    border_strong="#3B3F49",
    text="#ECEDF0",
    text2="#AEB2BD",
    text3="#8D93A0",
    accent="#8790F7",
    accent_hover="#9AA2FA",
    on_accent="#12131A",
    accent_soft="#262A45",
    accent_text="#B3B9FF",
    ok="#6BD0A3",
    ok_soft="#17332A",
    warn="#E8BE6C",
    warn_soft="#3A2E16",
    bad="#F59A92",
    bad_soft="#42211F",
    on_bad="#12131A",
    info="#8ABDF0",
    info_soft="#1B2C40",
    neutral_soft="#262931",
    focus="#8790F7",
    toast="#2F333D",
    on_toast="#ECEDF0",
    toast_action="#B3B9FF",
    scrim="#99050609",
    shadow="#000000",
    handle="#3B3F49",
)

LIGHT_CONTRAST = replace(
    LIGHT,
    canvas=QColor("#FFFFFF"),
    sidebar=QColor("#FFFFFF"),
    column=QColor("#F5F5F7"),
    border=QColor("#5B616E"),
    border_strong=QColor("#2B2F38"),
    text=QColor("#000000"),
    text2=QColor("#22262E"),
    text3=QColor("#333843"),
    accent=QColor("#2A35A8"),
    accent_hover=QColor("#1C2688"),
    accent_text=QColor("#1F2A94"),
    focus=QColor("#000000"),
    handle=QColor("#5B616E"),
    ok=QColor("#0B5536"),
    warn=QColor("#5E3D00"),
    bad=QColor("#8C120B"),
    info=QColor("#0F4479"),
)

DARK_CONTRAST = replace(
    DARK,
    canvas=QColor("#000000"),
    sidebar=QColor("#000000"),
    surface=QColor("#0B0C0F"),
    column=QColor("#000000"),
    border=QColor("#8A909D"),
    border_strong=QColor("#C4C8D0"),
    text=QColor("#FFFFFF"),
    text2=QColor("#E3E5EA"),
    text3=QColor("#CDD1D9"),
    accent=QColor("#AAB1FF"),
    accent_hover=QColor("#C3C8FF"),
    accent_text=QColor("#D5D8FF"),
    focus=QColor("#FFFFFF"),
    handle=QColor("#8A909D"),
)


@dataclass(frozen=True)
class Tokens:
    """One theme: colours, whether they are dark, the reader's letter scale, compact or not."""

    colours: Colours
    dark: bool
    scale: float = 1.0
    compact: bool = False

    @staticmethod
    def of(
        *, dark: bool = False, contrast: bool = False, scale: float = 1.0, compact: bool = False
    ) -> Tokens:
        """Return the theme for these wishes; the scale is kept between its limits."""
        if contrast:
            colours = DARK_CONTRAST if dark else LIGHT_CONTRAST
        else:
            colours = DARK if dark else LIGHT
        return Tokens(colours, dark, min(max(scale, SCALE_MIN), SCALE_MAX), compact)

    def px(self, size: float) -> int:
        """Return a length grown by the reader's scale."""
        return round(size * self.scale)
