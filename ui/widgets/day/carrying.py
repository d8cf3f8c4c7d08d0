"""A block on its way to another time or another lane, by mouse or by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from ui.widgets.announce import announce
from ui.widgets.day.blocks import Block, Move, Verdict, clock
from ui.widgets.day.scene import INSET

if TYPE_CHECKING:
    from ui.widgets.day.view import DayBoard

STEP = 5  # minutes


class Carrying:
    """One block that is being carried.

    Attributes: `block`, as it stands; `wish`, where it would go; `verdict`, what is said of that;
    `by_keys`, whether Enter puts it down rather than the mouse.
    """

    def __init__(self, board: DayBoard, block: Block, x: int | None = None) -> None:
        self._board, self.block = board, block
        self.by_keys = x is None
        self._grip = 0 if x is None else board.scene.minute_at(x) - block.start_minute
        self.wish = Move(block.id, block.lane, block.start_minute)
        self.verdict = Verdict()

    @property
    def end_minute(self) -> int:
        """When it would end."""
        return self.wish.start_minute + self.block.end_minute - self.block.start_minute

    @property
    def is_elsewhere(self) -> bool:
        """Whether it would stand anywhere else than now."""
        return (self.wish.lane, self.wish.start_minute) != (
            self.block.lane,
            self.block.start_minute,
        )

    @property
    def rect(self) -> QRect:
        """Where it would stand."""
        scene = self._board.scene
        rows = [lane.id for lane in scene.plan.lanes]
        span = scene.span(rows.index(self.wish.lane), self.wish.start_minute, self.end_minute)
        return span.adjusted(2, INSET, -2, -INSET)

    def drag_to(self, place: QPoint) -> None:
        """Follow the mouse."""
        scene = self._board.scene
        rows = [lane.id for lane in scene.plan.lanes]
        row = min(max((place.y() - scene.head) // scene.lane_height, 0), len(rows) - 1)
        self._go(rows[row], scene.minute_at(place.x()) - self._grip)

    def step(self, minutes: int, rows: int) -> None:
        """Go on by some minutes or some lanes."""
        lanes = [lane.id for lane in self._board.scene.plan.lanes]
        row = min(max(lanes.index(self.wish.lane) + rows, 0), len(lanes) - 1)
        self._go(lanes[row], self.wish.start_minute + minutes)
        announce(self._board, self.said())

    def _go(self, lane: str, minute: int) -> None:
        plan, length = self._board.scene.plan, self.block.end_minute - self.block.start_minute
        if not self._board.changes_lane:
            lane = self.block.lane
        minute = min(max(minute, plan.start_minute), plan.end_minute - length)
        wish = Move(self.block.id, lane, minute)
        if wish != self.wish:
            self.wish = wish
            self.verdict = self._board.judge(wish) if self.is_elsewhere else Verdict()

    def said(self) -> str:
        """Return the times it would have, and what is said of them."""
        times = f"{clock(self.wish.start_minute)}–{clock(self.end_minute)}"
        return f"{times}  {self.verdict.text}".strip()


class Carrier:
    """Takes blocks of a board up, carries them and puts them down.

    Attributes: `carrying`, the block that is being carried, None for none.
    """

    def __init__(self, board: DayBoard) -> None:
        self._board = board
        self._pressed: QPoint | None = None
        self.carrying: Carrying | None = None

    def press(self, place: QPoint | None) -> None:
        """Note where the mouse took hold, None for elsewhere; what was carried goes back."""
        self.put_back()
        self._pressed = place

    def drag(self, place: QPoint) -> None:
        """Follow the mouse with the block that was pressed."""
        block = self._board.block(self._board.chosen)
        if self._pressed is None or block is None or not block.movable:
            return
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self.carrying is None and far:
            self.carrying = Carrying(self._board, block, self._pressed.x())
        if self.carrying is not None:
            self.carrying.drag_to(place)
            self._board.reached.emit(place)
            self._board.update()

    def release(self) -> None:
        """Put down what the mouse carried."""
        self._pressed = None
        if self.carrying is not None and not self.carrying.by_keys:
            self.put_down()

    def step(self, minutes: int, rows: int) -> bool:
        """Carry the chosen block on by keys; return whether it may be carried."""
        block = self._board.block(self._board.chosen)
        if block is None or not block.movable:
            return False
        if self.carrying is None:
            self.carrying = Carrying(self._board, block)
        self.carrying.step(minutes, rows)
        self._board.reached.emit(self.carrying.rect.center())
        self._board.update()
        return True

    def put_down(self) -> None:
        """Tell where the carried block shall go, or why it cannot."""
        carrying = self.carrying
        self.put_back()
        if carrying is None or not carrying.is_elsewhere:
            return
        if carrying.verdict.blocks:
            self._board.refused.emit(carrying.verdict.refusal)
        else:
            self._board.moved.emit(carrying.wish)

    def put_back(self) -> None:
        """Let the carried block stand where it stood."""
        self.carrying = self._pressed = None
        self._board.update()
