"""Pages: their sizes, what runs along them, and the print itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import (
    ActionFlowable,
    BaseDocTemplate,
    NextPageTemplate,
    PageTemplate,
)
from reportlab.platypus.flowables import Flowable, PageBreak, PageBreakIfNotEmpty, Spacer
from reportlab.platypus.frames import Frame

from workbench.paper import blocks, correspondence, fonts, handwriting, ink, sheets, style
from workbench.paper.blocks import Document, Printed
from workbench.paper.parts import lay
from workbench.paper.setting import Setter
from workbench.paper.words import word

SIZES = {"A4": A4, "Letter": LETTER}
LETTER_TOP = 20 * style.MM
CREATOR = "Qicheng"
# Importing these teaches `lay` the letters and what is filled in by hand.
_TAUGHT = (correspondence.__name__, handwriting.__name__)

# No text of ours is markup, and none may make reportlab open a file or an address.
rl_config.trustedHosts = []
rl_config.trustedSchemes = []
# A file need not be plain ASCII: packing it so takes as long as compressing it.
rl_config.useA85 = 0


class _Pages(Canvas):
    """A canvas that writes "page x of y" when y is known.

    Each page refers to a form of its own, which is drawn at the end: one pass is enough.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.folios: list[tuple[str, int]] = []
        self.folio_drawn: Callable[[Any, int, int], None] | None = None

    def place_folio(self, x: float, y: float) -> None:
        """Leave the place of this page's number, whose right end is (x, y)."""
        name = f"folio-{self.getPageNumber()}"
        self.saveState()
        self.translate(x, y)
        self.doForm(name)
        self.restoreState()
        self.folios.append((name, self.getPageNumber()))

    def save(self) -> None:
        """Draw the page numbers and finish the file."""
        if len(self._code):
            self.showPage()
        pages = self.getPageNumber() - 1
        for name, number in self.folios:
            self.beginForm(name, -200, -20, 200, 20)
            if self.folio_drawn:
                self.folio_drawn(self, number, pages)
            self.endForm()
        super().save()


class _Whole(Flowable):
    """A page that is drawn as one: it takes all of a frame that covers the sheet."""

    def __init__(self, draw: Callable[[Any], None]) -> None:
        super().__init__()
        self._draw_page = draw

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        return width, available - 1

    def draw(self) -> None:
        """See Flowable."""
        self.canv.saveState()
        self.canv.translate(0, -1)
        self._draw_page(self.canv)
        self.canv.restoreState()


def render(document: Document) -> Printed:
    """Print `document`. The same document gives the same bytes.

    Raises SystemFault where the fonts are missing. Safe to call from several threads in turn, not
    at once: reportlab keeps its fonts in one place.
    """
    fonts.register()
    setter = Setter(document.language)
    target = io.BytesIO()
    first, story = _story(document, setter, size_of(document))
    template = _Template(document, setter, target, first)
    template.build(story, canvasmaker=_canvas)
    pages = template.page
    missing, shortened = tuple(setter.missing), tuple(dict.fromkeys(setter.shortened))
    return Printed(target.getvalue(), pages, missing, shortened)


def size_of(document: Document) -> tuple[float, float]:
    """Return width and height of a document's pages in points."""
    size = SIZES[document.paper]
    wide, high = landscape(size) if document.landscape else size
    return wide, high


def _canvas(*args: Any, **options: Any) -> _Pages:
    options |= {"initialFontName": fonts.INITIAL_FONT, "invariant": 1, "pageCompression": 1}
    return _Pages(*args, **options)


class _Template(BaseDocTemplate):
    """The kinds of page: running, letter (its first), the whole sheet, and that with a low foot."""

    def __init__(self, document: Document, setter: Setter, target: io.BytesIO, first: str) -> None:
        super().__init__(
            target,
            pagesize=size_of(document),
            title=document.title,
            author=document.author,
            creator=CREATOR,
            producer=CREATOR,
            lang=document.language,
            initialFontName=fonts.INITIAL_FONT,
        )
        self._setter = setter
        self.header, self.form_id = document.header, document.form_id
        self._language = document.language
        running = partial(self._draw_running, header=True)
        foot = partial(self._draw_running, header=False)
        kinds = [
            PageTemplate("page", [self._frame(style.PAGE_TOP)], onPage=running),
            PageTemplate(
                "letter", [self._frame(LETTER_TOP)], onPage=foot, autoNextPageTemplate="page"
            ),
            PageTemplate("whole", [Frame(0, 0, *self.pagesize, 0, 0, 0, 0)], onPage=_start),
            PageTemplate(
                "marked", [Frame(0, 0, *self.pagesize, 0, 0, 0, 0)], onPage=self._draw_low
            ),
        ]
        self.addPageTemplates(sorted(kinds, key=lambda kind: kind.id != first))

    def _frame(self, top: float) -> Frame:
        wide, high = self.pagesize
        width = wide - 2 * style.PAGE_SIDE
        return Frame(
            style.PAGE_SIDE, style.PAGE_BOTTOM, width, high - top - style.PAGE_BOTTOM, 0, 0, 0, 0
        )

    def _draw_running(self, canvas: _Pages, template: Any, *, header: bool) -> None:
        _start(canvas, template)
        wide, high = self.pagesize
        left, right = style.PAGE_SIDE, wide - style.PAGE_SIDE
        if header and self.header:
            lines = self._setter.fit(self.header, style.RUNNING, right - left)
            ink.draw_lines(canvas, lines, left, high - style.HEADER_BASELINE + 8)
            ink.hairline(canvas, left, right, high - style.HEADER_BASELINE - 8)
        self._draw_foot(canvas, style.FOOTER_BASELINE)

    def _draw_low(self, canvas: _Pages, template: Any) -> None:
        _start(canvas, template)
        if self.form_id:
            self._draw_foot(canvas, style.LOW_BASELINE)

    def _draw_foot(self, canvas: _Pages, baseline: float) -> None:
        left, right = style.PAGE_SIDE, self.pagesize[0] - style.PAGE_SIDE
        canvas.folio_drawn = self._draw_folio
        top = baseline + style.RUNNING.baseline
        if self.form_id:
            lines = self._setter.fit(self.form_id, style.RUNNING, (right - left) * 0.6)
            ink.draw_lines(canvas, lines, left, top)
        canvas.place_folio(right, top)

    def _draw_folio(self, canvas: Any, page: int, pages: int) -> None:
        text = word(self._language, "folio", page=page, pages=pages)
        lines = self._setter.lines(text, style.RUNNING.with_(align="right"), 190)
        ink.draw_lines(canvas, lines, -190, 0)


class _Runs(ActionFlowable):
    """Says what runs along the pages that follow."""

    def __init__(self, said: blocks.Running) -> None:
        super().__init__()
        self._said = said

    def apply(self, doc: _Template) -> None:
        """See ActionFlowable."""
        doc.header, doc.form_id = self._said.header, self._said.form_id


class _ToTheRight(ActionFlowable):
    """Goes on to a page of odd number, over an empty one where it has to."""

    def apply(self, doc: _Template) -> None:
        """See ActionFlowable; whoever calls it stands at the top of a page."""
        if doc.page % 2 == 0:
            doc.handle_pageBreak()


def _start(canvas: Any, template: Any) -> None:
    canvas.setLineCap(0)


def _story(document: Document, setter: Setter, page: tuple[float, float]) -> tuple[str, list[Any]]:
    """Return the kind of the first page and all flowables, with every change of the kind."""
    story: list[Any] = []
    first = kind = ""
    for block in document.blocks:
        for wanted, parts in _pieces(block, setter, page):
            first = first or wanted
            if kind and (wanted != kind or wanted != "page"):
                story += [NextPageTemplate(wanted), PageBreakIfNotEmpty()]
            kind = "page" if wanted == "letter" else wanted
            story += [PageBreakIfNotEmpty() if _is_break(part) else part for part in parts]
    while story and _is_break(story[-1]):
        story.pop()
    return first or "page", story or [Spacer(1, 1)]  # what is empty is still one page


def _is_break(part: Any) -> bool:
    return isinstance(part, PageBreak)


def _pieces(
    block: blocks.Block, setter: Setter, page: tuple[float, float]
) -> list[tuple[str, list[Any]]]:
    """Return the kinds of page a block stands on with what goes there."""
    if isinstance(block, blocks.Cover):
        return [("whole", [_Whole(lambda canvas: sheets.draw_cover(canvas, setter, block, page))])]
    if isinstance(block, blocks.DeskPlate):
        return [("whole", [_Whole(lambda canvas: sheets.draw_plate(canvas, setter, block, page))])]
    if isinstance(block, blocks.DoorSign):
        return [("marked", [_Whole(lambda canvas: sheets.draw_sign(canvas, setter, block, page))])]
    if isinstance(block, blocks.Running):
        return [("page", [_Runs(block)])]
    if isinstance(block, blocks.RightPage):
        return [("page", [PageBreak(), _ToTheRight()])]
    if isinstance(block, blocks.CardSheet):
        columns, rows = sheets.cards_per_page(block, page)
        step = columns * rows
        parts = [block.cards[start : start + step] for start in range(0, len(block.cards), step)]
        return [("marked", [_Whole(partial(_cards, setter, block, part, page))]) for part in parts]
    return [("letter" if isinstance(block, blocks.Letter) else "page", lay(block, setter))]


def _cards(
    setter: Setter,
    sheet: blocks.CardSheet,
    cards: tuple[blocks.Card, ...],
    page: tuple[float, float],
    canvas: Any,
) -> None:
    sheets.draw_cards(canvas, setter, sheet, cards, page)
