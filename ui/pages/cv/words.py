"""The text of a CV, to read, to copy and to look through."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.scroll import make_quiet
from workbench.apart.answers import MAX_HITS

_PIECE = 40_000  # letters laid out in one go


class WordsView(QPlainTextEdit):
    """A text that can be read and marked, poured in by pieces so that nothing waits for it."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rest = look, ""
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QPlainTextEdit { border: none; background: transparent; }")
        self.document().setDocumentMargin(look.px(Space.XL))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        look.dress(self, Role.BODY)
        make_quiet(self, look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._pour)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setExtraSelections([])
        self.setPlainText(text[:_PIECE])
        self._rest = text[_PIECE:]
        if self._rest:
            self._soon.start()

    def mark(self, text: str) -> int:
        """Mark where `text` stands, whatever its case; return how often."""
        whole, wanted = self.toPlainText().casefold(), text.casefold()
        marks: list[QTextEdit.ExtraSelection] = []
        same = len(whole) == len(self.toPlainText())  # else the places would be others
        at = whole.find(wanted) if wanted and same else -1
        while at >= 0 and len(marks) < MAX_HITS:
            marks.append(self._selection(at, len(wanted)))
            at = whole.find(wanted, at + len(wanted))
        self.setExtraSelections(marks)
        return len(marks)

    def reveal(self, number: int) -> None:
        """Bring one of the marks into sight and select it."""
        marks = self.extraSelections()
        if 0 <= number < len(marks):
            self.setTextCursor(marks[number].cursor)
            self.ensureCursorVisible()

    def _selection(self, at: int, size: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        cursor.setPosition(at + size, QTextCursor.MoveMode.KeepAnchor)
        ground = QColor(self._look.c.focus)
        ground.setAlphaF(0.25)
        mark.cursor = cursor
        mark.format.setBackground(ground)
        return mark

    def _pour(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._rest[:_PIECE])
        self._rest = self._rest[_PIECE:]
        if self._rest:
            self._soon.start()
