"""The keys of the day board: walking from block to block, carrying one, zooming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.day.carrying import STEP

if TYPE_CHECKING:
    from ui.widgets.day.view import DayBoard

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOM = {Qt.Key.Key_Equal: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


def press(board: DayBoard, event: QKeyEvent) -> bool:
    """Do what a key means on the board; return whether it means anything."""
    key = Qt.Key(event.key())
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    if alt and key in _ZOOM:
        board.zoomAsked.emit(_ZOOM[key], -1)
        return True
    if alt and key in _ARROWS:
        across, down = _ARROWS[key]
        return board.carrier.step(across * STEP, down)
    if board.carrier.carrying is not None:
        return _carried(board, key)
    if key in _ARROWS:
        across, down = _ARROWS[key]
        if across:
            _walk(board, across)
        else:
            _climb(board, down)
    elif key in _ENTER and board.chosen:
        board.opened.emit(board.chosen)
    elif key in _ENTER and board.slot is not None:
        board.emptyClicked.emit(*board.slot)
    elif key == Qt.Key.Key_Escape and (board.chosen or board.slot):
        board.choose("")
    else:
        return False
    return True


def _carried(board: DayBoard, key: Qt.Key) -> bool:
    """Put a carried block down by Enter, or back by Escape; other keys wait."""
    if key in _ENTER:
        board.carrier.put_down()
    elif key == Qt.Key.Key_Escape:
        board.carrier.put_back()
    return True


def _walk(board: DayBoard, step: int) -> None:
    ordered = [block.id for block in board.ordered()]
    if not ordered:
        return
    if board.chosen not in ordered:
        board.choose(ordered[0])
        return
    place = ordered.index(board.chosen) + step
    if 0 <= place < len(ordered):
        board.choose(ordered[place])


def _climb(board: DayBoard, step: int) -> None:
    here, plan = board.block(board.chosen), board.scene.plan
    if here is None:
        _walk(board, 1)
        return
    lanes = [lane.id for lane in plan.lanes]
    row = lanes.index(here.lane) + step
    while 0 <= row < len(lanes):
        others = [one for one in plan.blocks if one.lane == lanes[row]]
        if others:
            near = min(others, key=lambda one: abs(one.start_minute - here.start_minute))
            board.choose(near.id)
            return
        row += step
