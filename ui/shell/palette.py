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
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.models.palette import PaletteModel, PaletteRow, PaletteSection
from ui.shell.results import ResultList
from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.labels import Line, Text
from ui.widgets.overlay import Overlay
from ui.widgets.paint import put_icon
from workbench.kernel.i18n import N_

WIDTH, TOP = 640, 120
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
        self._list = ResultList(look, self._model, panel)
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
