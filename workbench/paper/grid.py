"""Rows of cells on common baselines: the ground of tables, checklists, timetables and facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus.flowables import Flowable

from workbench.paper import ink, style
from workbench.paper.setting import Line, Setter, height
from workbench.paper.style import TextStyle

TALL = 240  # points above which a row is divided rather than moved to the next page

# Draws beside a row: canvas, left, top, height of the row, baseline of its first line.
Ornament = Callable[[Any, float, float, float, float], None]


@dataclass(frozen=True)
class Row:
    """What stands in one row: per cell, texts below one another with their styles."""

    cells: Sequence[Sequence[tuple[str, TextStyle]]]
    ornament: Ornament | None = None


@dataclass(frozen=True)
class GridLook:
    """How a grid is drawn: padding above and below a row and the gutter in points, its rules."""

    padding: float = 5.5
    gutter: float = 12
    rule: str = style.LINE
    closes: bool = True


@dataclass
class SetRow:
    """A row set into lines, its height in points and the baseline below its top."""

    cells: list[list[Line]]
    height: float
    baseline: float
    ornament: Ornament | None = None
    indents: list[float] = field(default_factory=list)


class Grid(Flowable):
    """Rows that may run over several pages with `head` repeated on each.

    `widths` are shares of the space that is left beside the columns given in `fixed` (points).
    """

    def __init__(
        self,
        setter: Setter,
        widths: Sequence[float],
        rows: Sequence[Row],
        *,
        head: Row | None = None,
        fixed: Sequence[float | None] | None = None,
        look: GridLook | None = None,
    ) -> None:
        super().__init__()
        self._setter = setter
        self._shares = list(widths)
        self._fixed = list(fixed or [None] * len(widths))
        self._rows, self._head = list(rows), head
        self._look = look or GridLook()
        self._set_rows: list[SetRow] | None = None
        self._set_head: SetRow | None = None
        self.spaceBefore, self.spaceAfter = 2, 12

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width = width
        columns = self._columns(width)
        if self._set_rows is None:
            self._set_rows = [self._set(row, columns) for row in self._rows]
            self._set_head = self._set(self._head, columns) if self._head else None
        self.height = sum(row.height for row in self._all())
        return width, self.height

    def _all(self) -> list[SetRow]:
        head = [self._set_head] if self._set_head else []
        return head + (self._set_rows or [])

    def _columns(self, width: float) -> list[float]:
        """Return the width of each column."""
        gutters = self._look.gutter * (len(self._shares) - 1)
        given = sum(fixed for fixed in self._fixed if fixed is not None)
        shares = zip(self._shares, self._fixed, strict=True)
        whole = sum(share for share, fixed in shares if fixed is None)
        room = max(width - gutters - given, 0)
        return [
            fixed if fixed is not None else room * share / whole
            for share, fixed in zip(self._shares, self._fixed, strict=True)
        ]

    def _set(self, row: Row, columns: list[float]) -> SetRow:
        cells = [
            [line for text, kind in cell for line in self._setter.lines(text, kind, width)]
            for cell, width in zip(row.cells, columns, strict=True)
        ]
        return self._place(SetRow(cells, 0, 0, row.ornament))

    def _place(self, row: SetRow) -> SetRow:
        """Give a row its height, with the first lines of all its cells on one baseline."""
        first = [cell[0].style.baseline if cell else 0.0 for cell in row.cells]
        deepest = max(first, default=0)
        drops = [
            deepest - baseline if cell else 0.0
            for cell, baseline in zip(row.cells, first, strict=True)
        ]
        tallest = max(
            (height(cell) + drop for cell, drop in zip(row.cells, drops, strict=True)), default=0
        )
        padding = self._look.padding
        return SetRow(row.cells, tallest + 2 * padding, deepest + padding, row.ornament, drops)

    def split(self, width: float, available: float) -> list[Flowable]:
        """Divide between rows, or within a row taller than `TALL`; see Flowable."""
        self.wrap(width, available)
        rows = self._set_rows or []
        room = available - (self._set_head.height if self._set_head else 0)
        count = 0
        while count < len(rows) and rows[count].height <= room:
            room -= rows[count].height
            count += 1
        if count == len(rows):
            return [self]
        pieces = self._divided(rows[count], room) if rows[count].height > TALL else None
        if pieces:
            return [
                self._part([*rows[:count], pieces[0]]),
                self._part([pieces[1], *rows[count + 1 :]]),
            ]
        return [self._part(rows[:count]), self._part(rows[count:])] if count else []

    def _divided(self, row: SetRow, room: float) -> tuple[SetRow, SetRow] | None:
        room -= 2 * self._look.padding
        upper, lower = [], []
        for cell, drop in zip(row.cells, row.indents, strict=True):
            count, used = 0, drop
            while count < len(cell) and used + cell[count].style.leading <= room:
                used += cell[count].style.leading
                count += 1
            upper.append(cell[:count])
            lower.append(cell[count:])
        if not any(upper) or any(
            cell and not part for cell, part in zip(row.cells, upper, strict=True)
        ):
            return None
        top = self._place(SetRow(upper, 0, 0, row.ornament))
        return top, self._place(SetRow(lower, 0, 0))

    def _part(self, rows: list[SetRow]) -> Grid:
        part = Grid(
            self._setter, self._shares, [], head=self._head, fixed=self._fixed, look=self._look
        )
        part._set_rows, part._set_head = rows, self._set_head
        return part

    def draw(self) -> None:
        """See Flowable."""
        columns = self._columns(self.width)
        top = self.height
        rows = self._all()
        for index, row in enumerate(rows):
            is_head = row is self._set_head
            self._draw_row(row, columns, top)
            top -= row.height
            if self._look.rule and (self._look.closes or is_head or index < len(rows) - 1):
                colour = style.LINE_STRONG if is_head else self._look.rule
                ink.hairline(self.canv, 0, self.width, top, colour)

    def _draw_row(self, row: SetRow, columns: list[float], top: float) -> None:
        if row.ornament:
            row.ornament(self.canv, 0, top, row.height, top - row.baseline)
        x = 0.0
        for cell, drop, width in zip(row.cells, row.indents, columns, strict=True):
            ink.draw_lines(self.canv, cell, x, top - self._look.padding - drop)
            x += width + self._look.gutter


PLAIN = GridLook(padding=3, rule="")
