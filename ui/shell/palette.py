"""The command palette (Ctrl+K): one field that finds people, pages and commands.

It searches nothing itself. Each change of the text is asked for with a growing token
(`asked`); answers come back through `show_results` at any time, and one that carries an old token
is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.models.paged_rows import ROW_ROLE
from ui.models.palette import PaletteModel, PaletteRow, PaletteSection
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.avatar import draw_avatar
from ui.widgets.labels import Line, Text, draw_keycaps, keycaps_width
from ui.widgets.overlay import Overlay
from ui.widgets.paint import put_icon, put_text, round_rect
from ui.widgets.scroll import make_quiet
from workbench.kernel.i18n import N_

WIDTH, TOP, ROWS_HEIGHT = 640, 120, 440
PAUSE_MS = 30

_FIND = N_("Find people, pages and commands")
_NOTHING = N_("Nothing fits “{text}”. Try pinyin initials, a phone’s last digits or fewer letters.")


class Palette(Overlay):
    """The palette over a window.

    Signals: `asked(int token, str text)` when something is to be found; `chosen(str key)`.
    """

    asked = Signal(int, str)
    chosen = Signal(str)

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(look, host)
        self._token = 0
        self._answered = 0
        self._entered = False  # Enter was pressed before the answer came
        self._model = PaletteModel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        panel = QWidget(self)
        self._field = QLineEdit()
        self._field.setProperty("bare", True)
        self._field.setPlaceholderText(look.text(_FIND))
        self._field.setAccessibleName(look.text(_FIND))
        look.dress(self._field, Role.SUBTITLE)
        self._field.textChanged.connect(lambda _text: self._typed())
        self._field.installEventFilter(self)
        self._list = _List(look, self._model, panel)
        self._list.clicked.connect(self._click)
        self._none = Text(look, "", Role.CAPTION, "text2", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setContentsMargins(24, 20, 24, 28)
        self._none.hide()
        self._lay(panel)
        self.set_panel(panel, WIDTH, TOP)

    def _lay(self, panel: QWidget) -> None:
        column = QVBoxLayout(panel)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 10)
        head.setSpacing(12)
        head.addWidget(_Glass(self.look))
        head.addWidget(self._field, 1)
        column.addLayout(head)
        column.addWidget(Line(self.look))
        column.addWidget(self._none)
        column.addWidget(self._list)

    @property
    def field(self) -> QLineEdit:
        """The field, for an application that wants to type into it."""
        return self._field

    @property
    def token(self) -> int:
        """The token of the question asked last."""
        return self._token

    def summon(self, text: str = "") -> None:
        """Open with a text, and ask for what fits it at once."""
        self._model.show_sections(())
        self._field.setText(text)
        self._entered = False
        self.open()
        self._ask()

    def first_focus(self) -> QWidget:
        """Return the field."""
        return self._field

    @Slot(int, list)
    def show_results(self, token: int, sections: Sequence[PaletteSection]) -> None:
        """Show what was found, unless another question was asked since."""
        if token != self._token:
            return
        self._model.show_sections(sections)
        empty = self._model.rowCount() == 0
        self._none.setText(self.look.text(_NOTHING, text=self._field.text().strip()))
        self._none.setVisible(empty and bool(self._field.text().strip()))
        self._list.setVisible(not empty)
        self._list.fit()
        self._mark(self._model.first())
        self.refit()
        self._answered = token
        if self._entered:
            self._enter()

    def _typed(self) -> None:
        self._entered = False
        self._pause.start()

    def _enter(self) -> None:
        """Choose the marked row; where what was typed is still being looked for, wait for it."""
        if self._pause.isActive():
            self._ask()
        self._entered = self._answered != self._token
        if not self._entered:
            self._choose(self._list.currentIndex().row())

    def _ask(self) -> None:
        self._pause.stop()
        if self.isVisible():
            self._token += 1
            self.asked.emit(self._token, self._field.text().strip())

    def _mark(self, row: int) -> None:
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def _choose(self, row: int) -> None:
        line = self._model.line(row) if 0 <= row < self._model.rowCount() else None
        if isinstance(line, PaletteRow):
            self.close_overlay()
            self.chosen.emit(line.key)

    def _click(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the mark with the arrows while the field keeps the focus."""
        pressed = watched is self._field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._field_key(event):
            return True
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        row, key = self._list.currentIndex().row(), event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._mark(self._model.next_from(row, 1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = 1 if key == Qt.Key.Key_PageDown else -1
            for _ in range(8):
                row = self._model.next_from(row, step)
            self._mark(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            return False
        return True


class _Glass(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(look.px(18), look.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the magnifying glass."""
        put_icon(QPainter(self), self._look, "search", QPoint(0, 0), 18, self._look.c.text3)


class _List(QListView):
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
        left += put_text(painter, title, row.title, look, role, c.text) + look.px(10)
        detail = QRect(left, rect.y(), right - left, rect.height())
        if detail.width() > look.px(30):
            put_text(painter, detail, row.detail, look, Role.CAPTION, c.text2)
