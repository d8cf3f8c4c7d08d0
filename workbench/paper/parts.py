"""Turns blocks into the pieces that flow over pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from reportlab.platypus.doctemplate import CondPageBreak
from reportlab.platypus.flowables import PageBreak as BreakHere
from reportlab.platypus.flowables import Spacer as Gap

from workbench.paper import blocks, ink, style
from workbench.paper.figures import Code, Introduction, Signing
from workbench.paper.flow import Columns, Panel, Prose, Title
from workbench.paper.grid import PLAIN, Grid, GridLook, Row
from workbench.paper.setting import Setter

VOICES = {"body": style.BODY, "lead": style.LEAD, "note": style.NOTE, "strong": style.STRONG}
HEADINGS = {1: style.TITLE, 2: style.SECTION, 3: style.MINOR}
HEADING_NEEDS = 70  # points below a heading, or it goes to the next page
BOX_COLUMN = 12.0
MOST_SPACE = 150.0  # millimetres; what is higher than a page could not be placed
RULED = GridLook()


def justified(setter: Setter) -> bool:
    """Tell whether running text fills its lines: Chinese does, English stays ragged."""
    return setter.language.startswith("zh")


@singledispatch
def lay(block: object, setter: Setter) -> list[Any]:
    """Return the flowables of a block. TypeError for what is not a block that flows."""
    raise TypeError(f"{type(block).__name__} does not flow")


@lay.register
def _(block: blocks.Heading, setter: Setter) -> list[Any]:
    level = min(max(block.level, 1), 3)
    kind = HEADINGS[level]
    result: list[Any] = [CondPageBreak(kind.leading + HEADING_NEEDS)]
    if block.kicker:
        result.append(Prose(setter, [(block.kicker, style.KICKER.with_(before=kind.before))]))
        kind = kind.with_(before=0)
    return [*result, Title(setter, block.text, level, kind)]


@lay.register
def _(block: blocks.Text, setter: Setter) -> list[Any]:
    kind = VOICES[block.voice]
    if block.voice in ("body", "lead"):
        kind = kind.with_(justify=justified(setter))
    return [Prose(setter, [(block.text, kind)])]


@lay.register
def _(block: blocks.Bullets, setter: Setter) -> list[Any]:
    kind = style.BODY.with_(after=0, justify=justified(setter))
    number = style.BODY.with_(weight=500, colour=style.ACCENT_TEXT)
    rows = []
    for index, item in enumerate(block.items, 1):
        cells = ([(f"{index}." if block.numbered else "", number)], [(item, kind)])
        rows.append(Row(cells, None if block.numbered else _dot))
    look = GridLook(padding=1.5, gutter=4, rule="")
    return [Grid(setter, (0, 1), rows, fixed=(16.0, None), look=look)] if rows else []


def _dot(canvas: Any, x: float, top: float, height: float, baseline: float) -> None:
    canvas.setFillColor(style.ACCENT)
    canvas.circle(x + 4, baseline + 3.5, 1.5, stroke=0, fill=1)


@lay.register
def _(block: blocks.Facts, setter: Setter) -> list[Any]:
    inside: list[Any] = []
    if block.title:
        inside.append(Prose(setter, [(block.title, style.MINOR.with_(before=0, after=5))]))
    grid = facts_grid(setter, block.rows)
    if block.code:
        code = Code(setter, block.code, block.code_caption)
        inside.append(Columns([grid], [code], share=0.74))
    else:
        inside.append(grid)
    return [Panel(inside)]


def facts_grid(setter: Setter, rows: tuple[tuple[str, str], ...]) -> Grid:
    """Return labels with their values, on common baselines."""
    longest = max((setter.width(label, style.LABEL) for label, _ in rows), default=0)
    column = min(max(longest + 4, 52), 130)
    set_rows = [Row(([(label, style.LABEL)], [(value, style.VALUE)])) for label, value in rows]
    return Grid(setter, (0, 1), set_rows, fixed=(column, None), look=PLAIN)


@lay.register
def _(block: blocks.Table, setter: Setter) -> list[Any]:
    columns = block.columns
    head = Row([[(c.title, style.HEAD_CELL.with_(align=c.align))] for c in columns])
    rows = []
    for row in block.rows:
        cells = []
        for index, column in enumerate(columns):
            kind = style.CELL_STRONG if index == 0 else style.CELL
            value = row[index] if index < len(row) else ""
            cells.append([(value, kind.with_(align=column.align))])
        rows.append(Row(cells))
    shares = [column.share for column in columns]
    return [Grid(setter, shares, rows, head=head, look=RULED)]


@lay.register
def _(block: blocks.Schedule, setter: Setter) -> list[Any]:
    longest = max((setter.width(slot.time, style.CELL_STRONG) for slot in block.slots), default=0)
    rows = []
    for index, slot in enumerate(block.slots):
        what = [(slot.title, style.CELL_STRONG.with_(size=10))]
        if slot.note:
            what.append((slot.note, style.CELL_NOTE))
        where = [(text, style.CELL_QUIET) for text in (slot.place,) if text]
        who = [(slot.who, style.CELL_QUIET)] if slot.who else []
        time = [(slot.time, style.CELL_STRONG.with_(align="right", colour=style.ACCENT_TEXT))]
        line = _stop(min(longest, 90.0), index == 0, index == len(block.slots) - 1)
        rows.append(Row((time, [], what, where, who), line))
    look = GridLook(padding=7, gutter=10, rule="")
    fixed = (min(longest, 90.0) + 1, 14.0, None, None, None)
    return [Grid(setter, (0, 0, 5, 2.4, 1.8), rows, fixed=fixed, look=look)]


def _stop(column: float, is_first: bool, is_last: bool) -> Callable[..., None]:
    """Return what draws a stop on the line of a schedule, whose times are `column` wide."""

    def draw(canvas: Any, x: float, top: float, height: float, baseline: float) -> None:
        centre, y = x + column + 18, baseline + 3.5
        canvas.setStrokeColor(style.ACCENT_LINE)
        canvas.setLineWidth(1.2)
        upper, lower = (y if is_first else top), (y if is_last else top - height)
        if upper > lower:
            canvas.line(centre, upper, centre, lower)
        canvas.setFillColor(style.ACCENT if is_first or is_last else style.PAPER)
        canvas.setStrokeColor(style.ACCENT)
        canvas.circle(centre, y, 3, stroke=1, fill=1)

    return draw


@lay.register
def _(block: blocks.Checklist, setter: Setter) -> list[Any]:
    has_owner = any(task.owner for task in block.tasks)
    has_due = any(task.due for task in block.tasks)
    rows = []
    for task in block.tasks:
        what = [(task.text, style.CELL)]
        if task.note:
            what.append((task.note, style.CELL_NOTE))
        cells: list[list[tuple[str, style.TextStyle]]] = [[], what]
        if has_owner:
            cells.append([(task.owner, style.CELL_QUIET)])
        if has_due:
            cells.append([(task.due, style.CELL_QUIET.with_(align="right"))])
        rows.append(Row(cells, _box))
    shares = [0, 5.6] + [1.3] * has_owner + [1.5] * has_due
    fixed: list[float | None] = [BOX_COLUMN] + [None] * (len(shares) - 1)
    if has_due:  # a date stays on one line, however narrow the column
        fixed[-1] = max(setter.width(task.due, style.CELL_QUIET) for task in block.tasks) + 1
    grid = Grid(setter, shares, rows, fixed=fixed, look=GridLook(padding=5))
    title = lay(blocks.Heading(block.title, 2), setter) if block.title else []
    return [*title, grid] if rows else title


def _box(canvas: Any, x: float, top: float, height: float, baseline: float) -> None:
    ink.checkbox(canvas, x + 0.5, baseline)


@lay.register
def _(block: blocks.Signature, setter: Setter) -> list[Any]:
    result: list[Any] = []
    if block.statement:
        result += lay(blocks.Text(block.statement), setter)
    return [*result, Gap(1, 10), *(Signing(setter, signer) for signer in block.signers)]


@lay.register
def _(block: blocks.Notice, setter: Setter) -> list[Any]:
    edge, ground = style.TONES[block.tone]
    inside = []
    if block.title:
        kind = style.MINOR.with_(before=0, after=3, colour=edge)
        inside.append(Prose(setter, [(block.title, kind)]))
    kind = style.BODY.with_(size=9.5, leading=16, after=0, justify=justified(setter))
    inside.append(Prose(setter, [(block.text, kind)]))
    return [Panel(inside, fill=ground, edge=edge)]


@lay.register
def _(block: blocks.Route, setter: Setter) -> list[Any]:
    inside: list[Any] = []
    if block.title:
        inside.append(Prose(setter, [(block.title, style.MINOR.with_(before=0, after=4))]))
    kind = style.CELL
    number = style.CELL_STRONG.with_(colour=style.ACCENT_TEXT, align="center", size=8.5)
    rows = [
        Row(([(str(index), number)], [(step, kind)]), _ring)
        for index, step in enumerate(block.steps, 1)
    ]
    look = GridLook(padding=4, gutter=8, rule="")
    inside.append(Grid(setter, (0, 1), rows, fixed=(16.0, None), look=look))
    if block.note:
        inside.append(Prose(setter, [(block.note, style.NOTE.with_(after=0))]))
    return [Panel(inside, fill=style.PAPER, stroke=style.LINE)]


def _ring(canvas: Any, x: float, top: float, height: float, baseline: float) -> None:
    canvas.setFillColor(style.ACCENT_SOFT)
    canvas.circle(x + 8, baseline + 3.1, 7.5, stroke=0, fill=1)


@lay.register
def _(block: blocks.Person, setter: Setter) -> list[Any]:
    inside: list[Any] = [Introduction(setter, block)]
    if block.text:
        kind = style.BODY.with_(size=9.5, leading=16, justify=justified(setter), before=4, after=4)
        inside.append(Prose(setter, [(block.text, kind)]))
    if block.rows and block.code:
        code = Code(setter, block.code, block.code_caption)
        inside.append(Columns([facts_grid(setter, block.rows)], [code], share=0.72))
    elif block.rows:
        inside.append(facts_grid(setter, block.rows))
    elif block.code:
        inside.append(Code(setter, block.code, block.code_caption))
    return [Panel(inside, fill=style.ACCENT_PALE)]


@lay.register
def _(block: blocks.Pair, setter: Setter) -> list[Any]:
    sides = [
        [part for inner in side for part in lay(inner, setter) if not _breaks(part)]
        for side in (block.left, block.right)
    ]
    return [Columns(sides[0], sides[1], block.share)]


def _breaks(part: Any) -> bool:
    """A column cannot end the page it stands on."""
    return isinstance(part, (CondPageBreak, BreakHere))


@lay.register
def _(block: blocks.Spacer, setter: Setter) -> list[Any]:
    return [Gap(1, min(max(block.millimetres, 0), MOST_SPACE) * style.MM)]


@lay.register
def _(block: blocks.PageBreak, setter: Setter) -> list[Any]:
    return [BreakHere()]
