"""Boxes to tick and lines to write on."""

from __future__ import annotations

from typing import Any

from reportlab.platypus.flowables import Flowable, KeepTogether

from workbench.paper import filled_by_hand as by_hand
from workbench.paper import ink, style
from workbench.paper.flow import Prose
from workbench.paper.parts import lay
from workbench.paper.setting import Line, Setter, height

BOX = 9.5
BETWEEN = 14.0  # points between the words of two anchors
PITCH = 19.5  # of lines to write on: a hand needs about seven millimetres
MOST_LINES = 8  # of an anchor; more than that is no anchor
TITLE = style.CELL_STRONG.with_(size=10.5, leading=16, weight=600)
ANCHOR = style.CELL_NOTE.with_(colour=style.INK_2)
LEVEL = style.VALUE.with_(leading=15)


class Scale(Flowable):
    """A title, boxes for each level on one line, and words below those that have an anchor."""

    def __init__(self, setter: Setter, line: by_hand.RatingLine, levels: int) -> None:
        super().__init__()
        self._setter, self._line, self._levels = setter, line, max(levels, 2)
        self.spaceBefore, self.spaceAfter = 7, 2

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width = width
        self._step = (width + BETWEEN) / (self._levels + 1)
        room = 2 * self._step - BETWEEN
        fit, line = self._setter.fit, self._line
        note = style.CELL_NOTE.with_(align="right")
        self._note = fit(line.note, note, width * 0.4) if line.note else []
        self._title = self._setter.lines(line.title, TITLE, width * (0.58 if line.note else 1))
        self._anchors = [
            (level, fit(text, ANCHOR, room, MOST_LINES)) for level, text in line.anchors if text
        ]
        deepest = max((height(lines) for _, lines in self._anchors), default=0)
        self.height = height(self._title) + 4 + LEVEL.leading + 1 + deepest
        return width, self.height

    def draw(self) -> None:
        """See Flowable."""
        ink.draw_lines(self.canv, self._title, 0, self.height)
        ink.draw_lines(self.canv, self._note, self.width * 0.6, self.height - 2)
        top = self.height - height(self._title) - 4
        baseline = top - LEVEL.baseline
        middle = baseline + 3.4
        for level in range(1, self._levels + 1):
            x = (level - 1) * self._step
            number = self._setter.lines(str(level), LEVEL, 20)
            _box(self.canv, x, baseline, level == self._line.level)
            ink.draw_lines(self.canv, number, x + BOX + 5, top)
            if level < self._levels:
                ink.hairline(self.canv, x + BOX + 18, x + self._step - 6, middle)
        for level, lines in self._anchors:
            ink.draw_lines(self.canv, lines, (level - 1) * self._step, top - LEVEL.leading - 1)


def _box(canvas: Any, x: float, baseline: float, is_ticked: bool) -> None:
    if is_ticked:
        ink.ticked_box(canvas, x, baseline, BOX)
    else:
        ink.checkbox(canvas, x, baseline, BOX)


class Options(Flowable):
    """Boxes with a word beside each, in as many rows as they need."""

    def __init__(self, setter: Setter, choice: by_hand.Choice) -> None:
        super().__init__()
        self._setter, self._choice = setter, choice
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width = width
        self._placed: list[tuple[float, int, list[Line]]] = []
        x, row = 0.0, 0
        for option in self._choice.options:
            lines = self._setter.fit(option, LEVEL, width - BOX - 7)
            long = BOX + 7 + max(line.width for line in lines)
            if x and x + long > width:
                x, row = 0.0, row + 1
            self._placed.append((x, row, lines))
            x += long + 22
        self.height = (row + 1) * 20.0 if self._placed else 0.0
        return width, self.height

    def draw(self) -> None:
        """See Flowable."""
        for index, (x, row, lines) in enumerate(self._placed):
            top = self.height - row * 20.0
            _box(self.canv, x, top - LEVEL.baseline, index == self._choice.chosen)
            ink.draw_lines(self.canv, lines, x + BOX + 7, top)


class EmptyLines(Flowable):
    """Lines to write on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = max(count, 0)
        self.spaceAfter = 5

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width, self.height = width, self._count * PITCH
        return width, self.height

    def split(self, width: float, available: float) -> list[Flowable]:
        """See Flowable."""
        first = int(available // PITCH)
        if not 0 < first < self._count:
            return []
        return [EmptyLines(first), EmptyLines(self._count - first)]

    def draw(self) -> None:
        """See Flowable."""
        for row in range(self._count):
            ink.hairline(self.canv, 0, self.width, row * PITCH + 2, style.LINE_STRONG)


@lay.register
def _(block: by_hand.Ratings, setter: Setter) -> list[Any]:
    story: list[Any] = []
    for line in block.lines:
        parts: list[Any] = [Scale(setter, line, block.levels)]
        if line.comment:
            parts.append(Prose(setter, [(line.comment, style.CELL.with_(before=2, after=6))]))
        elif block.room:
            parts.append(EmptyLines(block.room))
        story.append(KeepTogether(parts))
    return story


@lay.register
def _(block: by_hand.Choice, setter: Setter) -> list[Any]:
    return [Options(setter, block)]


@lay.register
def _(block: by_hand.WritingLines, setter: Setter) -> list[Any]:
    return [EmptyLines(block.count)]
