"""The pages of a PDF as pictures, and where a text stands on them; runs in the child only.

PDFium keeps one document open; lengths are fractions of a page, so that whoever shows it at any
size can mark a place.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium

from workbench.apart.answers import MAX_HITS, MAX_PIXELS, Hit, PageSize, Picture
from workbench.intake.limits import MAX_PDF_PAGES
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_
from workbench.paths import fonts

_GRID = 20_000
# Where PDFium looks by itself on Linux; it forgets these when it is given others.
_SYSTEM_FONTS = (
    "/usr/share/fonts",
    "/usr/share/X11/fonts/Type1",
    "/usr/share/X11/fonts/TTF",
    "/usr/local/share/fonts",
)


@cache
def _lend_fonts() -> object:
    """Let PDFium take our fonts for a PDF that brings none, as Chinese ones often do.

    A plain Linux has no Chinese font, and the page would stay empty; Windows and macOS have theirs.
    Returns what has to live as long as the library.
    """
    if sys.platform != "linux":
        return None
    folders = (*_SYSTEM_FONTS, str(fonts().resolve()))
    listed = (ctypes.c_char_p * (len(folders) + 1))(*map(str.encode, folders), None)
    settings = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    kind = type(settings.m_pUserFontPaths)
    settings.m_pUserFontPaths = ctypes.cast(listed, kind)
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(settings)
    return listed


class Pages:
    """An open PDF. Raises BadInput where it is damaged, locked or too long."""

    def __init__(self, data: bytes, name: str) -> None:
        _lend_fonts()
        try:
            self._pdf = pypdfium2.PdfDocument(data)
            self.sizes = tuple(PageSize(*self._size(n)) for n in range(self._count(name)))
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                text = N_("{name} is protected by a password; save it without one")
            else:
                text = N_("{name} is a damaged PDF; print it to PDF again")
            raise BadInput(text, name=name) from None

    def _count(self, name: str) -> int:
        count = len(self._pdf)
        if count > MAX_PDF_PAGES:
            raise BadInput(
                N_("{name} has {pages} pages; a CV has at most {limit}"),
                name=name,
                pages=count,
                limit=MAX_PDF_PAGES,
            )
        return count

    def _size(self, page: int) -> tuple[float, float]:
        width, height = self._pdf.get_page_size(page)
        return max(float(width), 1.0), max(float(height), 1.0)

    def picture(self, page: int, width: int) -> tuple[Picture, bytes]:
        """Return a page drawn `width` pixels wide, on white."""
        size = self.sizes[page]
        scale = min(width / size.width, (MAX_PIXELS / (size.width * size.height)) ** 0.5)
        drawn = self._pdf[page]
        try:
            bitmap = drawn.render(scale=scale, prefer_bgrx=True)
            rows = memoryview(bitmap.buffer).cast("B")
            wide, stride = bitmap.width * 4, bitmap.stride
            if wide == stride:
                pixels = bytes(rows[: stride * bitmap.height])
            else:
                places = range(0, stride * bitmap.height, stride)
                pixels = b"".join(bytes(rows[at : at + wide]) for at in places)
            return Picture(bitmap.width, bitmap.height), pixels
        finally:
            drawn.close()

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return where a text stands, whatever its case, from the first page on."""
        found: list[Hit] = []
        for number in range(len(self.sizes)):
            page = self._pdf[number]
            try:
                found += self._find_on(page, number, text)
            finally:
                page.close()
            if len(found) >= MAX_HITS:
                break
        return tuple(found[:MAX_HITS])

    def _find_on(self, page: pypdfium2.PdfPage, number: int, text: str) -> list[Hit]:
        words = page.get_textpage()
        try:
            search = words.search(text)
            hits: list[Hit] = []
            while len(hits) < MAX_HITS and (at := search.get_next()) is not None:
                boxes = [words.get_rect(n) for n in range(words.count_rects(*at))]
                hits.append(Hit(number, tuple(_on_screen(page, box) for box in boxes)))
            return hits
        finally:
            words.close()


def _on_screen(page: pypdfium2.PdfPage, box: tuple[float, ...]) -> tuple[float, ...]:
    """Return a box of the page's own system as it lies on the page that is seen, turned or cut."""
    left, bottom, right, top = box
    corners = [_corner(page, x, y) for x, y in ((left, top), (right, bottom))]
    across, down = (sorted(pair) for pair in zip(*corners, strict=True))
    return (across[0], down[0], across[1], down[1])


def _corner(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(
        page, 0, 0, _GRID, _GRID, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return across.value / _GRID, down.value / _GRID
