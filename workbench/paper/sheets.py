"""Pages that are drawn as a whole: cover, badges to cut out, plates to fold, signs for doors."""

from __future__ import annotations

from typing import Any

from workbench.paper import blocks, ink, style
from workbench.paper.figures import Code
from workbench.paper.flow import Columns, draw_stack, enter_outline, stack_height
from workbench.paper.parts import facts_grid
from workbench.paper.setting import Setter, height
from workbench.paper.style import MM
from workbench.paper.words import word

CARD_GAP = 8 * MM
CARD_MARGIN = 14 * MM
PLATE_WIDTH = 182 * MM
PLATE_HEIGHT = 84 * MM
CARD_PADDING = 14.0
SIGN_ROW = 30.0


def draw_cover(canvas: Any, setter: Setter, cover: blocks.Cover, page: tuple[float, float]) -> None:
    """Draw the front page."""
    wide, high = page
    side = style.PAGE_SIDE
    ground = high * 0.40  # the horizon
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, ground, wide, high - ground)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillColor(style.ACCENT_PALE)
    canvas.rect(0, ground, wide, high - ground, stroke=0, fill=1)
    ink.horizon(canvas, wide - side - 62, ground, 210)
    canvas.restoreState()
    ink.hairline(canvas, 0, wide, ground, style.ACCENT, 1.2)
    _draw_house(
        canvas, setter, cover.mark, cover.organisation, side, high - 34 * MM, wide - 2 * side
    )
    lines = []
    width = wide - 2 * side
    if cover.kicker:
        kicker = style.KICKER.with_(size=10.5, leading=20)
        lines += setter.fit(cover.kicker, kicker, width, 2)
    lines += setter.fit(cover.title, style.DISPLAY, width, 3)
    if cover.subtitle:
        subtitle = style.LEAD.with_(size=13, leading=26)
        lines += setter.fit(cover.subtitle, subtitle, width, 3)
    enter_outline(canvas, cover.title, 1)
    ink.draw_lines(canvas, lines, side, high - 78 * MM)
    _draw_cover_facts(canvas, setter, cover, side, ground - 15 * MM, width)


def _draw_house(
    canvas: Any, setter: Setter, mark: str, name: str, x: float, y: float, width: float
) -> None:
    size = 30.0
    shift = 0.0
    if mark:
        letter = style.VALUE.with_(size=15, weight=600, colour=style.PAPER)
        ink.mark(canvas, x, y, size, setter.fit(mark, letter, size - 6))
        shift = size + 11
    if name:
        lines = setter.fit(name, style.VALUE.with_(size=11.5, leading=16), width - shift)
        ink.draw_lines(canvas, lines, x + shift, y + size / 2 + height(lines) / 2)


def _draw_cover_facts(
    canvas: Any, setter: Setter, cover: blocks.Cover, x: float, top: float, width: float
) -> None:
    parts: list[Any] = [facts_grid(setter, cover.facts)] if cover.facts else []
    if cover.code:
        parts = [Columns(parts, [Code(setter, cover.code, cover.code_caption)], share=0.74)]
    if stack_height(parts, width) > top - 12 * MM:
        setter.shortened += [value for _, value in cover.facts]
        return
    draw_stack(canvas, parts, x, top, width)


def cards_per_page(sheet: blocks.CardSheet, page: tuple[float, float]) -> tuple[int, int]:
    """Return how many columns and rows of cards go on a page; at least one of each."""
    wide, high = (side - 2 * CARD_MARGIN + CARD_GAP for side in page)
    width, tall = sheet.width * MM + CARD_GAP, sheet.height * MM + CARD_GAP
    return max(int(wide // width), 1), max(int(high // tall), 1)


def draw_cards(
    canvas: Any,
    setter: Setter,
    sheet: blocks.CardSheet,
    cards: tuple[blocks.Card, ...],
    page: tuple[float, float],
) -> None:
    """Draw one page of cards, in the middle of the sheet."""
    columns, rows = cards_per_page(sheet, page)
    width, tall = sheet.width * MM, sheet.height * MM
    used = columns * width + (columns - 1) * CARD_GAP
    deep = rows * tall + (rows - 1) * CARD_GAP
    left, top = (page[0] - used) / 2, (page[1] + deep) / 2
    for index, card in enumerate(cards):
        row, column = divmod(index, columns)
        x = left + column * (width + CARD_GAP)
        y = top - (row + 1) * tall - row * CARD_GAP
        ink.crop_marks(canvas, x, y, width, tall)
        _draw_card(canvas, setter, card, x, y, (width, tall))


def _draw_card(
    canvas: Any, setter: Setter, card: blocks.Card, x: float, y: float, size: tuple[float, float]
) -> None:
    width, tall = size
    inner = width - 2 * CARD_PADDING
    band = min(24.0, tall * 0.16) if card.band else 0.0
    if band:
        canvas.setFillColor(style.ACCENT)
        canvas.rect(x, y, width, band, stroke=0, fill=1)
        kind = style.HEAD_CELL.with_(colour=style.PAPER, size=9, leading=12)
        lines = setter.fit(card.band, kind, inner)
        ink.draw_lines(canvas, lines, x + CARD_PADDING, y + (band + height(lines)) / 2)
    left = x + CARD_PADDING
    head = y + tall - CARD_PADDING - 18
    _draw_card_head(canvas, setter, card, left, head, inner)
    code = min(58.0, (tall - band) * 0.44) if card.code else 0.0
    if code:
        ink.code(canvas, card.code, x + width - CARD_PADDING - code, y + band + 11, code)
    room = inner - (code + 10 if code else 0)
    lines = setter.fit(card.headline, style.SECTION.with_(size=19, leading=25), room)
    for text in (card.second,):
        lines += setter.fit(text, style.VALUE.with_(size=9.5, leading=15), room) if text else []
    for text in card.lines:
        lines += setter.fit(text, style.NOTE.with_(size=8, leading=12), room)
    bottom = y + band + 10
    while len(lines) > 1 and height(lines) > head - 4 - bottom:
        setter.shortened.append("".join(run.text for run in lines.pop().runs))
    top = min(bottom + height(lines), head - 4)
    ink.draw_lines(canvas, lines, left, top)


def _draw_card_head(
    canvas: Any, setter: Setter, card: blocks.Card, x: float, y: float, width: float
) -> None:
    size, shift = 18.0, 0.0
    if card.mark:
        letter = style.VALUE.with_(size=9.5, weight=600, colour=style.PAPER)
        ink.mark(canvas, x, y, size, setter.fit(card.mark, letter, size - 4))
        shift = size + 7
    if card.organisation:
        kind = style.LABEL.with_(size=8.5, leading=12, weight=500)
        lines = setter.fit(card.organisation, kind, width - shift)
        ink.draw_lines(canvas, lines, x + shift, y + (size + height(lines)) / 2)


def draw_plate(
    canvas: Any, setter: Setter, plate: blocks.DeskPlate, page: tuple[float, float]
) -> None:
    """Draw a desk plate: the same face twice, head to head, with the fold between."""
    wide, high = page
    x, fold = (wide - PLATE_WIDTH) / 2, high / 2
    bottom = fold - PLATE_HEIGHT
    ink.crop_marks(canvas, x, bottom, PLATE_WIDTH, 2 * PLATE_HEIGHT)
    canvas.saveState()
    canvas.setStrokeColor(style.LINE_STRONG)
    canvas.setLineWidth(0.5)
    canvas.setDash(3, 3)
    canvas.line(x, fold, x + PLATE_WIDTH, fold)
    canvas.restoreState()
    _draw_face(canvas, setter, plate, x, bottom)
    canvas.saveState()
    canvas.translate(wide / 2, fold)
    canvas.rotate(180)
    _draw_face(canvas, setter, plate, -PLATE_WIDTH / 2, -PLATE_HEIGHT)
    canvas.restoreState()
    hint = setter.fit(word(setter.language, "fold"), style.RUNNING.with_(align="center"), wide)
    ink.draw_lines(canvas, hint, 0, bottom - 24)


def _draw_face(canvas: Any, setter: Setter, plate: blocks.DeskPlate, x: float, y: float) -> None:
    centre = style.DISPLAY.with_(size=64, leading=82, align="center")
    room = PLATE_WIDTH - 36 * MM
    lines = setter.fit(plate.name, centre, room)
    if plate.second:
        second = style.LEAD.with_(size=15, leading=26, align="center")
        lines += setter.fit(plate.second, second, room)
    ink.draw_lines(canvas, lines, x + 18 * MM, y + PLATE_HEIGHT * 0.46 + height(lines) / 2)
    _draw_plate_house(canvas, setter, plate, x + 9 * MM, y + PLATE_HEIGHT - 9 * MM - 20)
    ink.panel(canvas, x, y, PLATE_WIDTH, 6, fill=style.ACCENT, radius=0)


def _draw_plate_house(
    canvas: Any, setter: Setter, plate: blocks.DeskPlate, x: float, y: float
) -> None:
    card = blocks.Card("", organisation=plate.organisation, mark=plate.mark)
    _draw_card_head(canvas, setter, card, x, y, PLATE_WIDTH - 18 * MM)


def draw_sign(
    canvas: Any, setter: Setter, sign: blocks.DoorSign, page: tuple[float, float]
) -> None:
    """Draw a sign: name and warning above, as many hours below as the page has room for."""
    wide, high = page
    side = style.PAGE_SIDE
    width = wide - 2 * side
    ink.panel(canvas, 0, high - 9, wide, 9, fill=style.ACCENT, radius=0)
    house = blocks.Card("", organisation=sign.organisation, mark=sign.mark)
    _draw_card_head(canvas, setter, house, side, high - 22 * MM, width)
    lines = setter.fit(sign.name, style.DISPLAY.with_(size=76, leading=98), width)
    if sign.warning:
        warning = style.LEAD.with_(size=24, leading=40, weight=600, colour=style.ACCENT_TEXT)
        lines += setter.fit(sign.warning, warning, width)
    if sign.day:
        lines += setter.fit(sign.day, style.LEAD.with_(size=13, leading=26), width)
    enter_outline(canvas, sign.name, 1)
    top = high - 30 * MM
    ink.draw_lines(canvas, lines, side, top)
    top -= height(lines) + 16
    bottom = 16 * MM
    columns = 2 if len(sign.rows) > int((top - bottom) // SIGN_ROW) else 1
    column = (width - (columns - 1) * 30) / columns
    deep = int((top - bottom) // SIGN_ROW)
    clock = style.VALUE.with_(size=15, leading=SIGN_ROW, weight=600, colour=style.ACCENT_TEXT)
    for index, (time, what) in enumerate(sign.rows):
        at, row = divmod(index, deep)
        if at >= columns:
            setter.shortened.append(f"{time} {what}")
            continue
        x, y = side + at * (column + 30), top - row * SIGN_ROW
        ink.hairline(canvas, x, x + column, y)
        ink.draw_lines(canvas, setter.fit(time, clock, 105), x, y)
        said = style.VALUE.with_(size=15, leading=SIGN_ROW)
        ink.draw_lines(canvas, setter.fit(what, said, column - 115), x + 115, y)
