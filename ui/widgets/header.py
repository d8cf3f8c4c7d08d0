"""The head of a page, and the search field that opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.labels import Text, draw_keycaps, keycaps_width
from ui.widgets.paint import put_icon, put_text, round_rect
from workbench.kernel.i18n import N_

_SEARCH = N_("Search candidates, commands…")


class PageHeader(QWidget):
    """Title with a place beside it, actions on the right, and a second row for filters.

    Fill it with `add_beside`, `add_action`, `add_tool` and `add_view`.
    """

    def __init__(
        self, look: Look, title: str, subtitle: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._title = Text(look, title, Role.TITLE)
        self._subtitle = Text(look, subtitle, Role.CAPTION, "text2")
        self._beside, self._acts = _row(), _row()
        self._tools, self._views = _row(), _row()
        self._buttons, self._second = QWidget(self), QWidget(self)
        self._buttons.setLayout(self._acts)
        self._is_folded = False
        self._top, self._below = _row(Space.M), _row()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._top)
        column.addLayout(self._below)
        column.addWidget(self._second)
        self._top.addWidget(self._title)
        self._top.addLayout(self._beside)
        self._top.addStretch(1)
        self._top.addWidget(self._buttons)
        self._below.addStretch(1)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(Space.S)
        second.addLayout(self._tools)
        second.addWidget(self._subtitle)
        second.addStretch(1)
        second.addLayout(self._views)
        self._subtitle.setVisible(bool(subtitle))
        self._second.setVisible(bool(subtitle))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title and subtitle."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._second.setVisible(bool(subtitle) or self._tools.count() + self._views.count() > 0)

    def event(self, event: QEvent) -> bool:
        """Fold or unfold where something in here got another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._refit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        """Put the actions into a row of their own where title and actions do not fit into one."""
        parts = (self._title.sizeHint(), self._beside.sizeHint(), self._buttons.sizeHint())
        fold = sum(part.width() for part in parts) + 2 * Space.M > self.width()
        if fold != self._is_folded:
            self._is_folded = fold
            (self._below if fold else self._top).addWidget(self._buttons)

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget right of the title."""
        self._beside.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right edge; the primary button comes last."""
        self._acts.addWidget(widget)

    def add_tool(self, widget: QWidget) -> None:
        """Put a filter into the second row."""
        self._tools.addWidget(widget)
        self._second.show()

    def add_view(self, widget: QWidget) -> None:
        """Put a switch of views at the right of the second row."""
        self._views.addWidget(widget)
        self._second.show()


def _row(gap: int = Space.S) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    return row


class SearchField(QAbstractButton):
    """What looks like a field and opens the palette.

    Signals: `clicked()` from Qt; `typed(str)` with the first letter typed while focused.
    """

    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(look.text(_SEARCH))
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a broad field."""
        words = self._look.metrics(Role.BODY).horizontalAdvance(self.text())
        rest = keycaps_width(self._look, ("Ctrl", "K")) + self._look.px(16) + 48
        return QSize(max(self._look.px(280), words + rest), self._look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint field, glass, words and key caps."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        border = (
            c.focus if self.hasFocus() else (c.border_strong if self.underMouse() else c.border)
        )
        width = 2 if self.hasFocus() else 1
        round_rect(painter, QRectF(self.rect()), Radius.CONTROL, c.surface, border, width)
        middle, keys = self.height() // 2, ("Ctrl", "K")
        put_icon(painter, look, "search", QPoint(11, middle - look.px(8)), 16, c.text3)
        draw_keycaps(painter, look, self.width() - 8, middle, keys)
        left = 11 + look.px(16) + 8
        room = self.rect().adjusted(left, 0, -16 - keycaps_width(look, keys), 0)
        put_text(painter, room, self.text(), look, Role.BODY, c.text3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a typed letter along into the palette."""
        if event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open at once, as a field would take focus at once."""
        self.click()
