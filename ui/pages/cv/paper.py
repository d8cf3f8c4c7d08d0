"""Pages one below the other, as wide as the view, with what was found marked on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.theme.look import Look
from ui.theme.tokens import PAPER, Space
from ui.widgets.scroll import make_quiet
from workbench.apart.answers import Hit, PageSize
from workbench.kernel.i18n import N_

STEP, LEAST, MOST = 1.25, 0.4, 4.0
_WIDEST = 4000  # pixels of a picture; beyond it a page is shown larger than it is drawn
_PAGE = N_("{name}, page {page} of {pages}")


class PaperView(QAbstractScrollArea):
    """Shows pictures of pages as they come; until then blank paper.

    Attributes: `zoom`, 1.0 where a page is as wide as the view; `page`, the one in sight, from 0.
    Signals: `wanted(list)` of (page, width in pixels), most wanted first; `moved()` when another
    page came into sight.
    """

    wanted = Signal(list)
    moved = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._name = look, name
        self.zoom, self.page = 1.0, 0
        self._sizes: Sequence[PageSize] = ()
        self._images: dict[int, QImage] = {}
        self._hits: Sequence[Hit] = ()
        self._current = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Else everything below, the dimmed window too, would be painted with every step.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        make_quiet(self, look)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        look.changed.connect(self.viewport().update)
        self._name_page()

    def set_pages(self, sizes: Sequence[PageSize]) -> None:
        """Show blank pages of these sizes."""
        self._sizes = sizes
        self._images.clear()
        self._lay()

    def clear(self) -> None:
        """Forget everything that was shown."""
        self._hits, self._current = (), -1
        self.set_pages(())

    def put(self, page: int, width: int, image: QImage) -> None:
        """Show the picture of a page, unless it is for another size by now."""
        if width == self._pixels():
            self._images[page] = image
            self.viewport().update()

    def mark(self, hits: Sequence[Hit], current: int) -> None:
        """Mark what was found and bring one of it into sight, -1 for none."""
        self._hits, self._current = hits, current
        if 0 <= current < len(hits):
            self._reveal(hits[current])
        self.viewport().update()

    def zoom_by(self, factor: float) -> None:
        """Show pages larger or smaller; 0 fits them to the width again."""
        before, bar = self.zoom, self.verticalScrollBar()
        self.zoom = 1.0 if not factor else min(max(self.zoom * factor, LEAST), MOST)
        at = bar.value() / max(bar.maximum() + self.viewport().height(), 1)
        if self.zoom != before:
            self._lay()
            bar.setValue(round(at * (bar.maximum() + self.viewport().height())))

    def go(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if self._sizes:
            place = self._rect(min(max(page, 0), len(self._sizes) - 1))
            self.verticalScrollBar().setValue(place.top() - Space.M)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def _width(self) -> int:
        return max(round((self.viewport().width() - 2 * Space.L) * self.zoom), 80)

    def _pixels(self) -> int:
        return min(round(self._width() * self.devicePixelRatioF()), _WIDEST)

    def _rect(self, page: int) -> QRect:
        """Return where a page lies, from the top of the first."""
        width, top = self._width(), Space.L
        for number, size in enumerate(self._sizes):
            height = max(round(width * size.height / size.width), 1)
            if number == page:
                left = max((self.viewport().width() - width) // 2, Space.L)
                return QRect(left, top, width, height)
            top += height + Space.M
        return QRect(0, top, 0, 0)

    def _lay(self) -> None:
        self._images.clear()
        below = self._rect(len(self._sizes)).top()
        view, bar, across = self.viewport(), self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(below - view.height(), 0))
        bar.setPageStep(view.height())
        across.setRange(0, max(self._width() + 2 * Space.L - view.width(), 0))
        across.setPageStep(view.width())
        self._scrolled()
        view.update()

    def _scrolled(self) -> None:
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        places = [self._rect(number) for number in range(len(self._sizes))]
        seen = [n for n, at in enumerate(places) if at.bottom() > top and at.top() < top + height]
        middle = top + height // 3
        here = next((n for n, at in enumerate(places) if at.bottom() >= middle), 0)
        width = self._pixels()
        near = [n for n in (*seen, *(n + 1 for n in seen[-1:])) if n < len(places)]
        for page in [page for page in self._images if abs(page - here) > 6]:
            del self._images[page]  # what is far away is drawn again when somebody comes back
        self.wanted.emit([(n, width) for n in near if n not in self._images])
        if here != self.page or not places:
            self.page = here
            self._name_page()
        self.moved.emit()
        self.viewport().update()

    def _name_page(self) -> None:
        told = self._look.text(
            _PAGE, name=self._name, page=self.page + 1, pages=max(len(self._sizes), 1)
        )
        self.setAccessibleName(told)

    def _reveal(self, hit: Hit) -> None:
        if hit.page >= len(self._sizes) or not hit.boxes:
            return
        place = self._box(hit, hit.boxes[0]).toRect()
        for bar, low, high, room in (
            (self.verticalScrollBar(), place.top(), place.bottom(), self.viewport().height()),
            (self.horizontalScrollBar(), place.left(), place.right(), self.viewport().width()),
        ):
            if low < bar.value() or high > bar.value() + room:
                bar.setValue(low - room // 3)

    def _box(self, hit: Hit, box: Sequence[float]) -> QRectF:
        page = self._rect(hit.page)
        left, top, right, bottom = box
        return QRectF(
            page.left() + left * page.width(),
            page.top() + top * page.height(),
            (right - left) * page.width(),
            (bottom - top) * page.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, pages and marks."""
        painter, view = QPainter(self.viewport()), self.viewport().rect()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(view, self._look.c.sunken)
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        painter.translate(-across, -down)
        seen = view.translated(across, down)
        for number in range(len(self._sizes)):
            place = self._rect(number)
            if place.intersects(seen):
                self._paint_page(painter, number, place)

    def _paint_page(self, painter: QPainter, number: int, place: QRect) -> None:
        image = self._images.get(number)
        if image is not None:
            painter.drawImage(place, image)
        else:
            painter.fillRect(place, PAPER)
        painter.setPen(self._look.c.border_strong)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        # As a marker pen does: the letters below stay as dark as they are.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for at, hit in enumerate(self._hits):
            if hit.page == number:
                ink = QColor(self._look.c.warn if at == self._current else self._look.c.focus)
                ink.setAlphaF(0.45 if at == self._current else 0.25)
                for box in hit.boxes:
                    painter.fillRect(self._box(hit, box).adjusted(-1, -1, 1, 1), ink)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from page to page, and to both ends."""
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: lambda: bar.setValue(bar.value() + bar.pageStep()),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + bar.pageStep()),
            Qt.Key.Key_PageUp: lambda: bar.setValue(bar.value() - bar.pageStep()),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }
        act = steps.get(Qt.Key(event.key()))
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)
