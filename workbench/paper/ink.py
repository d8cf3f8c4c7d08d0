"""Puts set text and simple shapes on a page. All lengths are points, y grows upwards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import segno
from reportlab.lib.colors import Color, toColor

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.paper import style
from workbench.paper.setting import Line

# Choosing the best of eight patterns takes nine tenths of the time; any of them can be read.
PATTERN = 2


@lru_cache(maxsize=64)
def tone(colour: str) -> Color:
    """Return a colour of the style as the canvas wants it: it reads a text anew each time."""
    return toColor(colour)


def draw_lines(canvas: Any, lines: list[Line], x: float, top: float) -> float:
    """Draw set lines below `top` with their left edge at `x`; return the y below the last."""
    for line in lines:
        if line.runs:
            _draw_line(canvas, line, x + line.x, top - line.style.baseline)
        top -= line.style.leading
    return top


def _draw_line(canvas: Any, line: Line, x: float, baseline: float) -> None:
    text = canvas.beginText()
    text.setFillColor(tone(line.style.colour))
    spread = 0.0
    for run in line.runs:
        text.setTextOrigin(x + run.x, baseline)
        text.setFont(run.font, line.style.size)
        if run.spread != spread:
            text.setCharSpace(run.spread)
            spread = run.spread
        text.textOut(run.text)
    if spread:
        text.setCharSpace(0)  # it would outlive the text object
    canvas.drawText(text)


def hairline(
    canvas: Any, x1: float, x2: float, y: float, colour: str = style.LINE, width: float = 0.5
) -> None:
    """Draw a horizontal rule."""
    canvas.setStrokeColor(tone(colour))
    canvas.setLineWidth(width)
    canvas.line(x1, y, x2, y)


def panel(
    canvas: Any,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = style.TINT,
    stroke: str = "",
    radius: float = style.RADIUS,
) -> None:
    """Draw a rounded ground whose lower left corner is (x, y)."""
    canvas.setFillColor(tone(fill))
    if stroke:
        canvas.setStrokeColor(stroke)
        canvas.setLineWidth(0.6)
    radius = min(radius, width / 2, height / 2)
    canvas.roundRect(x, y, width, height, radius, stroke=int(bool(stroke)), fill=1)


def checkbox(canvas: Any, x: float, baseline: float, size: float = 9.5) -> None:
    """Draw an empty box to tick, centred on the capitals of a line."""
    canvas.setStrokeColor(tone(style.INK_3))
    canvas.setLineWidth(0.8)
    canvas.roundRect(x, baseline + 3.4 - size / 2, size, size, 1.8, stroke=1, fill=0)


def ticked_box(canvas: Any, x: float, baseline: float, size: float = 9.5) -> None:
    """Draw a box with its tick, where `checkbox` would draw an empty one."""
    y = baseline + 3.4 - size / 2
    canvas.setFillColor(style.ACCENT)
    canvas.roundRect(x, y, size, size, 1.8, stroke=0, fill=1)
    canvas.setStrokeColor(style.PAPER)
    canvas.setLineWidth(size * 0.15)
    canvas.lines(
        [
            (x + size * 0.22, y + size * 0.5, x + size * 0.42, y + size * 0.28),
            (x + size * 0.42, y + size * 0.28, x + size * 0.8, y + size * 0.74),
        ]
    )


def mark(canvas: Any, x: float, y: float, size: float, lines: list[Line]) -> None:
    """Draw the house mark: a rounded square of the accent with one character, `lines`, in it."""
    panel(canvas, x, y, size, size, fill=style.ACCENT, radius=size * 0.26)
    centre_text(canvas, lines, x, y, size, size)


def centre_text(
    canvas: Any, lines: list[Line], x: float, y: float, width: float, height: float
) -> None:
    """Draw one-line texts in the middle of a box."""
    for line in lines[:1]:
        raised = y + height / 2 - line.style.size * 0.37
        _draw_line(canvas, line, x + (width - line.width) / 2, raised)


@lru_cache(maxsize=256)
def _code_rows(content: str) -> tuple[tuple[bool, ...], ...]:
    try:
        code = segno.make(content, error="m", micro=False, mask=PATTERN)
    except segno.DataOverflowError as error:
        raise RuleBroken("code", N_("The text for the QR code is too long.")) from error
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)


def code(canvas: Any, content: str, x: float, y: float, size: float) -> None:
    """Draw `content` as a QR code of `size` points, as one path; the quiet zone is the caller's.

    Raises RuleBroken where it is longer than a code can hold (about 2,300 bytes).
    """
    rows = _code_rows(content)
    cell = size / len(rows)
    canvas.saveState()
    canvas.setFillColor(tone(style.INK))
    canvas.transform(cell, 0, 0, cell, x, y)
    # Written as it stands in the file: a path would turn some thousand whole numbers into text.
    drawn = "\n".join(f"{left} {low} {wide} 1 re" for left, low, wide in _bars(rows))
    canvas._code.append(f"n\n{drawn}\nf")
    canvas.restoreState()


def _bars(rows: tuple[tuple[bool, ...], ...]) -> Iterator[tuple[int, int, int]]:
    """Yield the dark bars of a code in cells: left, bottom, width."""
    for index, row in enumerate(rows):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield start, len(rows) - 1 - index, column - start
                start = None


def crop_marks(
    canvas: Any, x: float, y: float, width: float, height: float, long: float = 6, off: float = 3
) -> None:
    """Draw the corners along which a card is cut out."""
    canvas.setStrokeColor(tone(style.INK_3))
    canvas.setLineWidth(0.3)
    for side_x, way_x in ((x, -1), (x + width, 1)):
        for side_y, way_y in ((y, -1), (y + height, 1)):
            canvas.line(side_x + way_x * off, side_y, side_x + way_x * (off + long), side_y)
            canvas.line(side_x, side_y + way_y * off, side_x, side_y + way_y * (off + long))


def horizon(canvas: Any, x: float, y: float, reach: float, rings: int = 7) -> None:
    """Draw the house's sign for setting out: fine circles rising behind a horizon at `y`."""
    canvas.setStrokeColor(style.ACCENT_LINE)
    for ring in range(rings):
        canvas.setLineWidth(1.1 - ring * 0.11)
        canvas.circle(x, y, reach * (0.24 + 0.76 * ring / (rings - 1)), stroke=1, fill=0)
    canvas.setFillColor(style.ACCENT)
    canvas.circle(x, y, reach * 0.12, stroke=0, fill=1)
