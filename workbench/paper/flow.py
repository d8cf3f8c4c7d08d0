"""The pieces that flow from page to page: paragraphs, panels, columns.

Each is a platypus flowable that measures itself, can be divided, and draws itself. Everything can
be divided somewhere, so no content is too long for its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus.flowables import Flowable

from workbench.paper import ink, style
from workbench.paper.setting import Line, Setter, height
from workbench.paper.style import TextStyle

FEWEST_LINES = 2  # of a paragraph on either side of a page break


class Prose(Flowable):
    """A paragraph. `texts` are set below one another, each in its style."""

    def __init__(
        self,
        setter: Setter,
        texts: Sequence[tuple[str, TextStyle]],
        *,
        set_lines: list[Line] | None = None,
    ) -> None:
        super().__init__()
        self._setter = setter
        self._texts = texts
        self._lines = set_lines or []
        self._is_set = set_lines is not None
        if texts:
            self.spaceBefore = texts[0][1].before
            self.spaceAfter = texts[-1][1].after

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """Set the text to `width`; see Flowable."""
        if not self._is_set:
            self._lines = [
                line
                for text, text_style in self._texts
                for line in self._setter.lines(text, text_style, width)
            ]
        return width, height(self._lines)

    def split(self, width: float, available: float) -> list[Flowable]:
        """Divide between lines, never leaving a single one behind or ahead; see Flowable."""
        self.wrap(width, available)
        count, used = 0, 0.0
        while count < len(self._lines) and used + self._lines[count].style.leading <= available:
            used += self._lines[count].style.leading
            count += 1
        if count == len(self._lines):
            return [self]
        count = min(count, len(self._lines) - FEWEST_LINES)
        if count < FEWEST_LINES:
            return []
        parts = [Prose(self._setter, [], set_lines=self._lines[:count])]
        parts.append(Prose(self._setter, [], set_lines=self._lines[count:]))
        parts[1].spaceAfter = getattr(self, "spaceAfter", 0)
        return list(parts)

    def draw(self) -> None:
        """See Flowable."""
        ink.draw_lines(self.canv, self._lines, 0, height(self._lines))


class Title(Prose):
    """A heading that also stands in the document's outline, at `level` 1 to 3."""

    def __init__(self, setter: Setter, text: str, level: int, text_style: TextStyle) -> None:
        super().__init__(setter, [(text, text_style)])
        self._text = " ".join(text.split())
        self._level = level

    def split(self, width: float, available: float) -> list[Flowable]:
        """A heading stays whole while a page can hold it; see Flowable."""
        return super().split(width, available) if len(self._lines) > 8 else []

    def draw(self) -> None:
        """See Flowable."""
        enter_outline(self.canv, self._text, self._level)
        super().draw()


def enter_outline(canvas: Any, text: str, level: int) -> None:
    """Put `text` with the current page into the outline; a level is never jumped."""
    depth = min(level - 1, getattr(canvas, "outline_depth", -1) + 1)
    canvas.outline_count = getattr(canvas, "outline_count", 0) + 1
    key = f"part-{canvas.outline_count}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(text or "–", key, level=depth, closed=False)
    canvas.outline_depth = depth


def measured(parts: Sequence[Any], width: float) -> list[tuple[Any, float, float]]:
    """Return each flowable with the space before it and its height when set to `width`."""
    result: list[tuple[Any, float, float]] = []
    after = 0.0
    for part in parts:
        gap = max(after, part.getSpaceBefore()) if result else 0.0
        result.append((part, gap, part.wrap(width, 1e6)[1]))
        after = part.getSpaceAfter()
    return result


def divide(parts: Sequence[Any], width: float, available: float) -> tuple[list[Any], list[Any]]:
    """Return what of `parts` fits into `available` points and what is left."""
    fitting: list[Any] = []
    rows = measured(parts, width)
    for index, (part, gap, high) in enumerate(rows):
        if gap + high <= available:
            fitting.append(part)
            available -= gap + high
            continue
        pieces = part.split(width, available - gap)
        rest = [row[0] for row in rows[index + 1 :]]
        if len(pieces) < 2:
            return fitting, [part, *rest]
        return [*fitting, pieces[0]], [*pieces[1:], *rest]
    return fitting, []


def draw_stack(canvas: Any, parts: Sequence[Any], x: float, top: float, width: float) -> None:
    """Draw flowables below one another."""
    for part, gap, high in measured(parts, width):
        top -= gap + high
        part.drawOn(canvas, x, top)


def stack_height(parts: Sequence[Any], width: float) -> float:
    """Return the height of flowables below one another, in points."""
    return sum(gap + high for _, gap, high in measured(parts, width))


class Panel(Flowable):
    """A tinted card around other flowables; `edge` draws a bar of that colour on its left."""

    def __init__(
        self,
        parts: Sequence[Any],
        *,
        fill: str = style.TINT,
        stroke: str = "",
        edge: str = "",
        padding: float = style.PANEL_PADDING,
    ) -> None:
        super().__init__()
        self._parts = list(parts)
        self._look = {"fill": fill, "stroke": stroke, "edge": edge, "padding": padding}
        self._fill, self._stroke, self._edge, self._padding = fill, stroke, edge, padding
        self.least = 0.0  # height, so that neighbours can be made alike
        self.spaceBefore, self.spaceAfter = 8, 12

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width = width
        needed = stack_height(self._parts, self._inner(width)) + 2 * self._padding
        self.height = max(needed, self.least)
        return width, self.height

    def _inner(self, width: float) -> float:
        return width - 2 * self._padding

    def split(self, width: float, available: float) -> list[Flowable]:
        """See Flowable."""
        room = available - 2 * self._padding
        if room <= 0:
            return []
        first, rest = divide(self._parts, self._inner(width), room)
        if not first or not rest:
            return []
        return [Panel(first, **self._look), Panel(rest, **self._look)]  # type: ignore[arg-type]

    def draw(self) -> None:
        """See Flowable."""
        ink.panel(self.canv, 0, 0, self.width, self.height, fill=self._fill, stroke=self._stroke)
        if self._edge:
            ink.panel(self.canv, 0, 0, 3, self.height, fill=self._edge, radius=1.5)
        inner = self._inner(self.width)
        draw_stack(self.canv, self._parts, self._padding, self.height - self._padding, inner)


class Columns(Flowable):
    """Two stacks side by side; `share` of the width goes to the left one."""

    def __init__(
        self, left: Sequence[Any], right: Sequence[Any], share: float = 0.5, gutter: float = 22
    ) -> None:
        super().__init__()
        self._left, self._right = list(left), list(right)
        self._share, self._gutter = share, gutter
        self.spaceBefore, self.spaceAfter = 0, 8

    def _widths(self, width: float) -> tuple[float, float]:
        left = (width - self._gutter) * self._share
        return left, width - self._gutter - left

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width = width
        left, right = self._widths(width)
        self.height = max(stack_height(self._left, left), stack_height(self._right, right))
        for side in (self._left, self._right):
            if len(side) == 1 and isinstance(side[0], Panel):
                side[0].least = self.height
        return width, self.height

    def split(self, width: float, available: float) -> list[Flowable]:
        """See Flowable."""
        for part in (*self._left, *self._right):
            if isinstance(part, Panel):
                part.least = 0.0
        left, right = self._widths(width)
        first_left, rest_left = divide(self._left, left, available)
        first_right, rest_right = divide(self._right, right, available)
        is_stuck = (rest_left and not first_left) or (rest_right and not first_right)
        if is_stuck or not (rest_left or rest_right):
            return []
        rest = Columns(rest_left, rest_right, self._share, self._gutter)
        return [Columns(first_left, first_right, self._share, self._gutter), rest]

    def draw(self) -> None:
        """See Flowable."""
        left, right = self._widths(self.width)
        draw_stack(self.canv, self._left, 0, self.height, left)
        draw_stack(self.canv, self._right, left + self._gutter, self.height, right)
