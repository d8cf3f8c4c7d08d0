"""Printed documents inside the window: look at the pages, print them, save them.

The PDF lives in memory only; it reaches a disk where the reader saves it, and a printer where the
reader prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from ui.context import Context
from ui.sheets import Sheet
from ui.tasks import Lane
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.places import documents
from ui.widgets.states import NoticeBar
from workbench.kernel.i18n import N_
from workbench.paper import Document, Printed, render
from workbench.paper.binding import bind

if TYPE_CHECKING:  # loaded with the first print
    import pypdfium2

_PRINT, _SAVE, _PAGES = N_("Print…"), N_("Save as PDF…"), N_("{n} pages")
_MISSING = N_("No font here has these characters; they are printed as 〓: {characters}")
_SHORTENED = N_("This did not fit its place and was shortened: {texts}")
_SAVED = N_("Saved: {path}")
_PREVIEWED = N_("The first {n} pages are shown here; all {pages} are printed or saved.")
SCREEN_DPI, PRINT_DPI, WIDTH = 108, 300, 860
PREVIEWED = 40  # pages; each takes three megabytes on the screen


def page_images(data: bytes, dpi: int, first: int = 0, most: int = PREVIEWED) -> list[QImage]:
    """Return pages of a PDF as pictures, `most` of them from number `first` on, counted from 0.

    One thread at a time: PDFium is not thread-safe.
    """
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        return [_image(pdf[at], dpi) for at in range(first, min(first + most, len(pdf)))]
    finally:
        pdf.close()


def _image(page: pypdfium2.PdfPage, dpi: int) -> QImage:
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, may_draw_forms=True)
    pixels = bitmap.to_pil().convert("RGB")
    picture = QImage(
        pixels.tobytes(),
        pixels.width,
        pixels.height,
        pixels.width * 3,
        QImage.Format.Format_RGB888,
    ).copy()
    page.close()
    return picture


def show_document(
    context: Context,
    make: Callable[[], Document | Sequence[Document]],
    name: str,
    delivered: Callable[[], None] | None = None,
    *,
    can_save: bool = True,
) -> None:
    """Set a document, or several bound into one, off the UI thread and show the pages.

    `name` is offered for the file; `delivered` is called once it was printed or saved; without
    `can_save` it can only be printed.
    """

    def work() -> tuple[Printed, list[QImage]]:
        made = make()
        printed = render(made) if isinstance(made, Document) else bind(made)
        return printed, page_images(printed.data, SCREEN_DPI)

    def then(made: tuple[Printed, list[QImage]]) -> None:
        sheet = PrintSheet(context, made[0], made[1], name, can_save=can_save)
        if delivered is not None:
            sheet.delivered.connect(delivered)
        sheet.open()

    context.bridge.tasks.start(work, then, context.fail, Lane.PRINT)


class PrintSheet(Sheet):
    """The pages of a document, to be printed or saved.

    Signals: `delivered()` once it was sent to a printer or saved.
    """

    delivered = Signal()

    def __init__(
        self,
        context: Context,
        printed: Printed,
        pages: Sequence[QImage],
        name: str,
        *,
        can_save: bool = True,
    ) -> None:
        text, look = context.text, context.look
        inside = _inside(context, printed, pages)
        super().__init__(
            look,
            context.host,
            name,
            text(_PRINT),
            inside,
            subtitle=text(_PAGES, n=printed.pages),
            width=WIDTH,
        )
        self._context, self._printed, self._name = context, printed, name
        if can_save:
            save = Button(look, text(_SAVE), "secondary", "download")
            save.clicked.connect(self._ask_where)
            self.add_verb(save)
        self.submitted.connect(self._print)
        self.closed.connect(self.deleteLater)

    def is_changed(self) -> bool:
        """Return False: nothing is typed here."""
        return False

    def _ask_where(self) -> None:
        suggested = safe_name(self._name) + ".pdf"
        path, _ = QFileDialog.getSaveFileName(
            self, self._context.text(_SAVE), documents(suggested), "PDF (*.pdf)"
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the PDF to a file of the reader's choice."""
        try:
            path.write_bytes(self._printed.data)
        except OSError as error:
            self.show_error(str(error))
            return
        self._context.say(_SAVED, path=str(path))
        self.close_overlay()
        self.delivered.emit()

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._send(printer))
        dialog.setModal(True)
        dialog.show()

    def _send(self, printer: QPrinter) -> None:
        def painted() -> None:
            self.close_overlay()
            self.delivered.emit()

        Press(self._context, printer, self._printed, painted).start()


class Press:
    """Paints pages onto a printer one after the other, each drawn off the UI thread.

    `then` is called when the last one is out.
    """

    def __init__(
        self, context: Context, printer: QPrinter, printed: Printed, then: Callable[[], None]
    ) -> None:
        self._context, self._printer, self._printed = context, printer, printed
        self._then = then
        self._painter: QPainter | None = None

    def start(self) -> None:
        """Begin with the first page."""
        self._ask(0)

    def _ask(self, number: int) -> None:
        data = self._printed.data
        self._context.bridge.tasks.start(
            lambda: page_images(data, PRINT_DPI, number, 1),
            lambda images: self._paint(images, number),
            self._context.fail,
            Lane.PRINT,
        )

    def _paint(self, images: Sequence[QImage], number: int) -> None:
        for image in images:
            size = QSizeF(image.width() / PRINT_DPI, image.height() / PRINT_DPI)
            self._printer.setPageSize(QPageSize(size, QPageSize.Unit.Inch))
            self._printer.setFullPage(True)
            if self._painter is None:
                self._painter = QPainter(self._printer)
            else:
                self._printer.newPage()
            whole = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
            self._painter.drawImage(whole, image)
        if images and number + 1 < self._printed.pages:
            self._ask(number + 1)
            return
        if self._painter is not None:
            self._painter.end()
        self._then()


def _inside(context: Context, printed: Printed, pages: Sequence[QImage]) -> QWidget:
    """Return the remarks about a document and its pages, one below the other."""
    text, look = context.text, context.look
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.L)
    if 0 < len(pages) < printed.pages:
        column.addWidget(Text(look, text(_PREVIEWED, n=len(pages), pages=printed.pages)))
    for said in _remarks(context, printed):
        column.addWidget(NoticeBar(look, said, "warn", "triangle-alert"))
    for number, page in enumerate(pages, 1):
        label = QLabel()
        label.setAccessibleName(f"{number} / {len(pages)}")
        width = look.px(WIDTH - 80)
        ratio = context.host.devicePixelRatioF()
        picture = QPixmap.fromImage(page).scaledToWidth(
            round(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        label.setPixmap(picture)
        label.setObjectName("paper")
        column.addWidget(label)
    if not pages:
        column.addWidget(Text(look, text(_PAGES, n=0), Role.BODY))
    return inside


def safe_name(name: str) -> str:
    """Return a file name without what a file system would take amiss."""
    kept = "".join("-" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in name)
    return kept.strip(" .")[:80] or "document"


def _remarks(context: Context, printed: Printed) -> list[str]:
    found = []
    if printed.missing:
        characters = " ".join(printed.missing)
        found.append(context.text(_MISSING, characters=characters))
    if printed.shortened:
        found.append(context.text(_SHORTENED, texts=context.listed(printed.shortened)))
    return found
