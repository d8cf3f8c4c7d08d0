"""A small editor that lies over a card: a few labelled lines, saved by Enter or by leaving it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.fields import TextField
from ui.widgets.labels import Text
from ui.widgets.paint import round_rect
from workbench.kernel.i18n import N_

_EDIT = N_("Edit {name}")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class CardEditor(QWidget):
    """The card's name and lines with their labels, over the card they belong to.

    `lines` are key, label and text of each. Attributes: `fields`, by key.
    Signals: `saved(dict)` with the texts by key where something changed; `left()` when it goes, in
    either case, before it is deleted.
    """

    saved = Signal(dict)
    left = Signal()

    def __init__(
        self, look: Look, parent: QWidget, name: str, lines: Sequence[tuple[str, str, str]]
    ) -> None:
        super().__init__(parent)
        self._look, self._is_done = look, False
        self.setAccessibleName(look.text(_EDIT, name=name))
        self.fields: dict[str, TextField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        grid.addWidget(Text(look, name, Role.STRONG), 0, 0, 1, 2)
        for row, (key, label, value) in enumerate(lines, 1):
            field = TextField(look, parent=self)
            field.setText(value)
            field.setAccessibleName(label)
            field.installEventFilter(self)
            grid.addWidget(Text(look, label, Role.CAPTION, "text2"), row, 0)
            grid.addWidget(field, row, 1)
            self.fields[key] = field
        self._before = self.texts()

    def texts(self) -> dict[str, str]:
        """Return what stands in the lines."""
        return {name: field.text().strip() for name, field in self.fields.items()}

    def is_changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return not self._is_done and self.texts() != self._before

    def begin(self, card: QRect, typed: Mapping[str, str]) -> None:
        """Lie over a card and take the keyboard; `typed` was written here before a lock."""
        for name, text in typed.items():
            self.fields[name].setText(text)
        parent = self.parentWidget()
        height = self.sizeHint().height()
        lowest = parent.height() - height if parent is not None else card.y()
        self.setGeometry(card.x(), max(min(card.y(), lowest), 0), card.width(), height)
        self.show()
        self.raise_()
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def finish(self, *, save: bool) -> None:
        """Go away; save what changed, or leave it as it was."""
        if self._is_done:
            return
        is_changed, texts = self.is_changed(), self.texts()
        self._is_done = True
        self.hide()
        self.left.emit()
        if save and is_changed:
            self.saved.emit(texts)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save by Enter, cancel by Escape; save too when the keyboard goes elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER or event.key() == Qt.Key.Key_Escape:
                self.finish(save=event.key() in _ENTER)
                return True
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            QTimer.singleShot(0, self, self._look_where)
        return super().eventFilter(watched, event)

    def _look_where(self) -> None:
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and not self.isAncestorOf(focus):
            self.finish(save=True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Walk in a circle through the lines."""
        lines: list[QWidget] = list(self.fields.values())
        focus = QApplication.focusWidget()
        here = lines.index(focus) if focus in lines else 0
        step = 1 if forward else -1
        lines[(here + step) % len(lines)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a card with the ring of what is being worked on."""
        c, area = self._look.c, QRectF(self.rect())
        round_rect(QPainter(self), area, Radius.CARD, c.surface, c.focus, 2)
