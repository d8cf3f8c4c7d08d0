"""The day board for screen readers: a table whose cells are the blocks.

Python must keep every interface that Qt was given, or Qt would hold a dangling pointer. Qt takes
a null pointer where its stubs do not say so, hence the ignored overrides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from ui.widgets.day.view import DayBoard


class BlockInterface(QAccessibleInterface):
    """One block as a cell."""

    def __init__(self, board: DayBoard, block: str) -> None:
        super().__init__()
        self._board, self._block = board, block

    def isValid(self) -> bool:
        """Say whether the block is still on the board."""
        return self._board.block(self._block) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """A block is not an object of its own."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """Return the board's window."""
        return self._board.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the board."""
        return QAccessible.queryAccessibleInterface(self._board)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return nothing: a block has no parts."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return nothing: a block has no parts."""
        return None

    def childCount(self) -> int:
        """Return 0."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return -1."""
        return -1

    def text(self, t: QAccessible.Text) -> str:
        """Return what is said about the block."""
        found = self._board.block(self._block)
        if t != QAccessible.Text.Name or found is None:
            return ""
        return self._board.describe(found)

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Do nothing: a block is changed by commands."""

    def rect(self) -> QRect:
        """Return the place on the screen."""
        rect = self._board.scene.blocks.get(self._block, QRect())
        return QRect(self._board.mapToGlobal(rect.topLeft()), rect.size())

    def role(self) -> QAccessible.Role:
        """Return cell."""
        return QAccessible.Role.Cell

    def state(self) -> QAccessible.State:
        """Return whether it is chosen."""
        state = QAccessible.State()
        state.focusable = True
        state.selectable = True
        state.selected = self._board.chosen == self._block
        state.focused = state.selected and self._board.hasFocus()
        return state

    def foregroundColor(self) -> QColor:
        """Return no colour of its own."""
        return QColor()

    def backgroundColor(self) -> QColor:
        """Return no colour of its own."""
        return QColor()


class DayInterface(QAccessibleWidget):
    """The board as a table of blocks."""

    def __init__(self, board: DayBoard) -> None:
        super().__init__(board, QAccessible.Role.Table)
        self._board = board
        self._cells: dict[str, BlockInterface] = {}

    def childCount(self) -> int:
        """Return the number of blocks."""
        return len(self._board.ordered())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the block at a place in reading order."""
        ordered = self._board.ordered()
        if not 0 <= index < len(ordered):
            return None
        return self.cell(ordered[index].id)

    def cell(self, block: str) -> BlockInterface:
        """Return the interface of a block, always the same one."""
        if block not in self._cells:
            self._cells[block] = BlockInterface(self._board, block)
        return self._cells[block]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a block in reading order."""
        ids = [block.id for block in self._board.ordered()]
        found = (
            ids.index(key) for key, cell in self._cells.items() if cell is child and key in ids
        )
        return next(found, -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the block under a point on the screen."""
        place = self._board.mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        block = self._board.scene.block_at(place.x(), place.y())
        return self.cell(block) if block else None


_interfaces: dict[int, DayInterface] = {}
_installed: list[bool] = []


def _factory(_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    from ui.widgets.day.view import DayBoard

    if not isinstance(thing, DayBoard):
        return None
    key = id(thing)
    if key not in _interfaces:
        _interfaces[key] = DayInterface(thing)
        thing.destroyed.connect(lambda: _interfaces.pop(key, None))
    return _interfaces[key]


def install_day_accessibility() -> None:
    """Teach Qt about the board, once."""
    if not _installed:
        QAccessible.installFactory(_factory)
        _installed.append(True)


def tell_current(board: QWidget) -> None:
    """Tell screen readers that another block is current."""
    if QAccessible.isActive():
        event = QAccessibleEvent(board, QAccessible.Event.SelectionWithin)
        QAccessible.updateAccessibility(event)
