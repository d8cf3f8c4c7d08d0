"""A short list in an order that a person makes: steps that are added, removed and moved by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import colours
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.paint import RIGHT, put_text, round_rect
from ui.widgets.scroll import make_quiet

_FACE = Qt.ItemDataRole.UserRole + 1
_ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class StepFace:
    """One step: what it is called, a word at its right end, the hue of its dot."""

    title: str
    aside: str = ""
    hue: int = 0
    wrong: bool = False


class OrderedList(QListWidget):
    """Steps in an order.

    Alt+Up and Alt+Down ask to move the chosen step, Delete to remove it, Insert to add one.
    Signals: `chosen(int)`; `moveAsked(int step)`; `removeAsked()`; `addAsked()`.
    """

    chosen = Signal(int)
    moveAsked = Signal(int)  # noqa: N815
    removeAsked = Signal()  # noqa: N815
    addAsked = Signal()  # noqa: N815

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_StepDelegate(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        make_quiet(self, look)
        self.setStyleSheet("QListView { background: transparent; }")
        self.currentRowChanged.connect(self._tell)

    def show_steps(self, faces: Sequence[StepFace], current: int) -> None:
        """Show these steps with one of them chosen; nothing is told of it."""
        self.blockSignals(True)
        while self.count() > len(faces):
            self.takeItem(self.count() - 1)
        while self.count() < len(faces):
            self.addItem(QListWidgetItem())
        for place, face in enumerate(faces):
            self.show_step(place, face)
        self.setCurrentRow(current)
        self.blockSignals(False)
        self.viewport().update()

    def show_step(self, place: int, face: StepFace) -> None:
        """Show one step anew."""
        item = self.item(place)
        item.setData(_FACE, face)
        words = ", ".join(part for part in (f"{place + 1}. {face.title}", face.aside) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def titles(self) -> list[str]:
        """Return what the steps are called, in order."""
        return [self.item(place).data(_FACE).title for place in range(self.count())]

    def _tell(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove and add by keys."""
        key, steps = event.key(), {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & _ALT and key in steps:
            self.moveAsked.emit(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Delete:
            self.removeAsked.emit()
        elif key == Qt.Key.Key_Insert:
            self.addAsked.emit()
        else:
            super().keyPressEvent(event)


class _StepDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return one line."""
        return QSize(120, self._look.px(36))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, dot, title and the word at the end."""
        look, c, face, rect = self._look, self._look.c, index.data(_FACE), QRect(option.rect)
        state = QStyle.StateFlag
        area = QRectF(rect).adjusted(0, 1, 0, -1)
        if option.state & state.State_Selected:
            round_rect(painter, area, Radius.CONTROL, c.accent_soft)
        elif option.state & state.State_MouseOver:
            round_rect(painter, area, Radius.CONTROL, c.sunken)
        if option.state & state.State_HasFocus:
            round_rect(painter, area, Radius.CONTROL, None, c.focus, 2)
        middle = rect.center().y() + 0.5
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.bad if face.wrong else colours.dot(face.hue, look.dark))
        painter.drawEllipse(QPointF(rect.x() + 16, middle), 4, 4)
        end = rect.adjusted(0, 0, -12, 0)
        taken = put_text(painter, end, face.aside, look, Role.CAPTION, c.text2, RIGHT)
        box = rect.adjusted(30, 0, -(taken + 24), 0)
        put_text(painter, box, face.title, look, Role.BODY, c.bad if face.wrong else c.text)
