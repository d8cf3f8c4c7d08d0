"""Colours made from a hue: avatars, stage dots and day-board blocks.

OKLCH keeps lightness even over all hues, so one contrast holds for every person. Results are
cached, as paint code asks for them at every card.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin

from PySide6.QtGui import QColor

STAGE_HUES = (255, 235, 205, 160, 85, 150, 30, 300)


@dataclass(frozen=True)
class HuePair:
    """The ground and the ink of one hue, and its edge."""

    fill: QColor
    ink: QColor
    edge: QColor


def _gamma(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


@lru_cache(maxsize=4096)
def oklch(lightness: float, chroma: float, hue: float) -> QColor:
    """Return the sRGB colour, clipped to the gamut."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return QColor.fromRgbF(_gamma(red), _gamma(green), _gamma(blue))


@lru_cache(maxsize=1024)
def avatar(hue: int, dark: bool) -> HuePair:
    """Return the colours of a person's avatar."""
    if dark:
        return HuePair(oklch(0.36, 0.055, hue), oklch(0.86, 0.06, hue), oklch(0.72, 0.10, hue))
    return HuePair(oklch(0.915, 0.045, hue), oklch(0.42, 0.09, hue), oklch(0.60, 0.12, hue))


@lru_cache(maxsize=1024)
def block(hue: int, dark: bool) -> HuePair:
    """Return the colours of a block on the day board."""
    if dark:
        return HuePair(oklch(0.30, 0.04, hue), oklch(0.90, 0.045, hue), oklch(0.72, 0.10, hue))
    return HuePair(oklch(0.955, 0.028, hue), oklch(0.36, 0.085, hue), oklch(0.60, 0.12, hue))


def dot(hue: int, dark: bool) -> QColor:
    """Return the colour of a stage's dot."""
    return oklch(0.72 if dark else 0.64, 0.13, hue)


def hue_of(number: int) -> int:
    """Return the hue for a running number, far from its neighbours'."""
    return number * 47 % 360


def hue_for(identity: str) -> int:
    """Return the hue that stays with an id for good."""
    return hue_of(sum(ord(letter) * (place + 1) for place, letter in enumerate(identity)))


def luminance(colour: QColor) -> float:
    """Return WCAG's relative luminance."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return WCAG's contrast ratio of two opaque colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faded(colour: QColor, alpha: float) -> QColor:
    """Return `colour` with an opacity from 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result
