"""The list of what the palette found: titles, rows, and what was typed marked in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.models.paged_rows import ROW_ROLE
from ui.models.palette import PaletteModel, PaletteRow
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.avatar import draw_avatar
from ui.widgets.labels import draw_keycaps, keycaps_width
from ui.widgets.paint import put_icon, put_text, round_rect
from ui.widgets.scroll import make_quiet

ROWS_HEIGHT = 440


class ResultList(QListView):
    """Rows under titles; it takes no keyboard, the field above steers it."""

    def __init__(self, look: Look, model: PaletteModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make_quiet(self, look)
        self.setStyleSheet("QListView { background: transparent; }")

    def fit(self) -> None:
        """Grow with the rows, up to a limit."""
        model = self.model()
        heights = [self.sizeHintForRow(row) for row in range(min(model.rowCount(), 40))]
        self.setFixedHeight(min(sum(heights) + 2, self._look.px(ROWS_HEIGHT)))


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return 40 px for a row, 32 for a title."""
        line = index.data(ROW_ROLE)
        return QSize(200, self._look.px(32 if isinstance(line, str) else 40))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a title or a row."""
        look, line, rect = self._look, index.data(ROW_ROLE), QRect(option.rect)
        if isinstance(line, str):
            box = rect.adjusted(12, look.px(8), -12, 0)
            put_text(painter, box, line, look, Role.LABEL, look.c.text3)
            return
        if not isinstance(line, PaletteRow):
            return
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            ground = look.c.accent_soft if marked else look.c.sunken
            round_rect(painter, rect.toRectF().adjusted(0, 1, 0, -1), Radius.CONTROL, ground)
        self._row(painter, rect, line, marked)

    def _row(self, painter: QPainter, rect: QRect, row: PaletteRow, marked: bool) -> None:
        look, c, middle = self._look, self._look.c, rect.y() + rect.height() // 2
        left, size = rect.x() + 12, look.px(24)
        if row.person:
            draw_avatar(
                painter, look, QPoint(left - 4, middle - size // 2), size, row.title, row.hue
            )
        elif row.icon:
            ink = c.accent_text if marked else c.text2
            put_icon(painter, look, row.icon, QPoint(left, middle - look.px(8)), 16, ink)
        left += look.px(30)
        keys = row.keys or (("↵",) if marked else ())
        right = rect.right() - 10
        draw_keycaps(painter, look, right, middle, keys)
        right -= keycaps_width(look, keys) + look.px(12)
        title = QRect(left, rect.y(), right - left, rect.height())
        role = Role.STRONG if row.person else Role.BODY
        self._mark(painter, title, row.title, role, row.marks)
        left += put_text(painter, title, row.title, look, role, c.text) + look.px(10)
        detail = QRect(left, rect.y(), right - left, rect.height())
        if detail.width() > look.px(30):
            self._mark(painter, detail, row.detail, Role.CAPTION, row.detail_marks)
            put_text(painter, detail, row.detail, look, Role.CAPTION, c.text2)

    def _mark(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        role: Role,
        marks: Sequence[tuple[int, int]],
    ) -> None:
        """Paint a ground behind the parts of a text that were looked for."""
        metrics, high = self._look.metrics(role), self._look.px(18)
        for first, last in marks:
            left = rect.x() + metrics.horizontalAdvance(text[:first])
            width = metrics.horizontalAdvance(text[first:last])
            if left + width <= rect.right():
                box = QRectF(left - 1, rect.center().y() - high / 2 + 1, width + 2, high)
                round_rect(painter, box, 3, self._look.c.warn_soft)
