"""Asks the reading child for the pages of one PDF, off the UI thread and one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.context import Context
from ui.tasks import Lane
from workbench.apart.reader import Stopped


class PageSource(QObject):
    """One PDF, which lies in memory only.

    What was asked for last is drawn first; what nobody wants any more by then is not drawn.
    Signals: `opened(list)` with the sizes of the pages; `drawn(int page, int width, QImage)`;
    `found(str text, list)` with the hits; `refused(Exception)`, after which nothing comes.
    """

    opened = Signal(list)
    drawn = Signal(int, int, QImage)
    found = Signal(str, list)
    refused = Signal(object)

    def __init__(self, context: Context, cv_id: str, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._name = context, name
        self._reader = context.bridge.reader()
        self._wanted: list[tuple[int, int]] = []
        self._sought: str | None = None
        self._busy = self._over = False
        self._do(lambda: self._open(cv_id), lambda sizes: self.opened.emit(list(sizes)))

    def want(self, pages: list[tuple[int, int]]) -> None:
        """Draw these pages at these widths, and forget what was wanted before."""
        self._wanted = list(pages)
        self._next()

    def seek(self, text: str) -> None:
        """Look for a text; the newest wins."""
        self._sought = text
        self._next()

    def close(self) -> None:
        """End the child and forget the file."""
        self._over = True
        self._wanted, self._sought = [], None
        self._reader.close()

    def _open(self, cv_id: str) -> Any:
        data = self._context.bridge.app.cv_file(cv_id)
        return self._reader.open_pages(data, self._name)

    def _draw(self, page: int, width: int) -> QImage:
        made, pixels = self._reader.picture(page, width, self._name)
        kind = QImage.Format.Format_RGB32
        return QImage(pixels, made.width, made.height, made.width * 4, kind).copy()

    def _next(self) -> None:
        if self._busy or self._over:
            return
        if self._sought is not None:
            text, self._sought = self._sought, None
            self._do(
                lambda: self._reader.find(text, self._name),
                lambda hits: self.found.emit(text, list(hits)),
            )
        elif self._wanted:
            page, width = self._wanted.pop(0)
            self._do(
                lambda: self._draw(page, width),
                lambda image: self.drawn.emit(page, width, image),
            )

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._busy = True

        def done(answer: Any) -> None:
            self._busy = False
            if not self._over:
                then(answer)
                self._next()

        def failed(error: Exception) -> None:
            self._busy = False
            if not self._over and not isinstance(error, Stopped):
                self.close()
                self.refused.emit(error)

        self._context.bridge.tasks.start(work, done, failed, Lane.JOB)
