"""The day as a widget: mouse, keys, and the layers painted one over the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme.look import Look
from ui.widgets.day.accessible import install_day_accessibility, tell_current
from ui.widgets.day.blocks import Block, DayPlan, Move, Verdict, clock
from ui.widgets.day.carried import paint_carried, paint_kept
from ui.widgets.day.carrying import Carrier
from ui.widgets.day.keys import press
from ui.widgets.day.painter import paint_chosen, paint_now, paint_slot, paint_still
from ui.widgets.day.scene import Scene
from ui.widgets.paint import ratio_of

LEAST_WIDTH = 860
Slot = tuple[str, int]


class DayBoard(QWidget):
    """Lanes with blocks; the page around it changes the day.

    Signals: `selected(str)` with a block's id or ''; `opened(str)` by Enter or double click;
    `menuRequested(str, QPoint)`; `emptyClicked(str lane, int minute)` by a double click on free
    time, or a second click or Enter on the slot that the first click chose; `moved(Move)` when a
    block was put down elsewhere, `refused(str)` with the reason where it cannot go there;
    `zoomAsked(int step, int x)`; `reached(QPoint)`, what shall stay in sight.
    Attributes: `judge` says what stands in the way of a move; `changes_lane`, whether a block may
    go to another lane; `carrier`, what carries one.
    """

    selected = Signal(str)
    opened = Signal(str)
    menuRequested = Signal(str, QPoint)  # noqa: N815
    emptyClicked = Signal(str, int)  # noqa: N815
    moved = Signal(object)
    refused = Signal(str)
    zoomAsked = Signal(int, int)  # noqa: N815
    reached = Signal(QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_day_accessibility()
        self._look = look
        self._scene = Scene(DayPlan((), ()), LEAST_WIDTH)
        self._still: QPixmap | None = None
        self._chosen = ""
        self._slot: Slot | None = None
        self._now: int | None = None
        self.carrier = Carrier(self)
        self.judge: Callable[[Move], Verdict] = lambda _move: Verdict()
        self.changes_lane = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._relay)

    # What presenters tell and ask

    def show_plan(self, plan: DayPlan) -> None:
        """Show another plan; the chosen block stays chosen if it is still there."""
        self._now = plan.now
        self._scene = Scene(plan, max(self.width(), LEAST_WIDTH), self._look.tokens.scale)
        if self._chosen not in self._scene.blocks:
            self._chosen = ""
        self._slot = None
        self.carrier.put_back()
        self._relay()
        self.updateGeometry()

    def show_now(self, minute: int | None) -> None:
        """Move the line of this minute; only the strips it leaves and enters are painted."""
        for old in (self._now, minute):
            if old is not None:
                x = self._scene.x(old)
                self.update(QRect(x - 40, 0, 80, self.height()))
        if (minute is None) != (self._now is None):
            self._still = None
        self._now = minute

    def now_x(self) -> int | None:
        """Return where the line of this minute stands."""
        return None if self._now is None else self._scene.x(self._now)

    @property
    def slot(self) -> Slot | None:
        """The free time that was chosen: its lane and minute."""
        return self._slot

    def choose_slot(self, slot: Slot | None) -> None:
        """Choose free time instead of a block."""
        self.choose("")
        self._slot = slot
        self.update()

    def choose(self, block: str) -> None:
        """Choose a block, '' for none."""
        self._slot = None
        if block == self._chosen:
            self.update()
            return
        self._chosen = block
        self.update()
        tell_current(self)
        self.selected.emit(block)

    @property
    def chosen(self) -> str:
        """The id of the chosen block, ''  for none."""
        return self._chosen

    @property
    def scene(self) -> Scene:
        """The geometry on screen."""
        return self._scene

    def ordered(self) -> list[Block]:
        """Return the blocks lane by lane, each from morning to evening."""
        lanes = {lane.id: row for row, lane in enumerate(self._scene.plan.lanes)}
        known = [one for one in self._scene.plan.blocks if one.lane in lanes]
        return sorted(known, key=lambda one: (lanes[one.lane], one.start_minute, one.id))

    def block(self, identity: str) -> Block | None:
        """Return a block by id."""
        return next((one for one in self._scene.plan.blocks if one.id == identity), None)

    def describe(self, block: Block) -> str:
        """Return what a screen reader says about a block."""
        lane = next((one.name for one in self._scene.plan.lanes if one.id == block.lane), "")
        times = f"{clock(block.start_minute)}–{clock(block.end_minute)}"
        return block.accessible or f"{block.title}, {times}, {lane}, {block.subtitle}"

    # Size and paint

    def sizeHint(self) -> QSize:
        """Return all lanes."""
        return QSize(LEAST_WIDTH, self._scene.height + 1)

    def minimumSizeHint(self) -> QSize:
        """Return all lanes; a scroll area shows part of them."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the day out again."""
        self._relay()

    def _relay(self) -> None:
        width = max(self.width(), LEAST_WIDTH)
        self._scene = Scene(self._scene.plan, width, self._look.tokens.scale)
        self._still = None
        self.update()

    def _layer(self, ratio: float) -> QPixmap:
        if self._still is None or self._still.devicePixelRatio() != ratio:
            size = QSize(self._scene.width, self._scene.height) * ratio
            self._still = QPixmap(size)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._still)
            paint_still(painter, self._look, self._scene)
            painter.end()
        return self._still

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the still layer, then paint the ring and the line of this minute."""
        painter = QPainter(self)
        layer = self._layer(ratio_of(painter))
        painter.drawPixmap(0, 0, layer)
        if self._chosen in self._scene.blocks:
            rect = self._scene.blocks[self._chosen]
            paint_chosen(painter, self._look, rect, self.hasFocus())
        if self._slot is not None:
            paint_slot(painter, self._look, self._scene, *self._slot)
        plan = self._scene.plan
        if self._now is not None and plan.start_minute <= self._now <= plan.end_minute:
            paint_now(painter, self._look, self._scene, self._now)
        corner = QPoint(max(-self.x(), 0), max(-self.y(), 0))
        if self.carrier.carrying is not None:
            seen = self.visibleRegion().boundingRect()
            seen.setLeft(max(seen.left(), corner.x() + self._scene.names))
            paint_carried(painter, self._look, self._scene, self.carrier.carrying, seen)
        if self.parentWidget() is not None and not corner.isNull():
            paint_kept(painter, self._look, self._scene, layer, corner)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Paint names and hours anew where the board is scrolled."""
        super().moveEvent(event)
        self.update()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        place = event.position().toPoint()
        block, free = self._scene.block_at(place.x(), place.y()), self._free_at(place)
        self.carrier.press(place if event.button() == Qt.MouseButton.LeftButton else None)
        if block or free is None:
            self.choose(block)
        elif self._slot is not None and self._scene.slot_rect(*self._slot).contains(place):
            self.emptyClicked.emit(*self._slot)
        else:
            self.choose_slot(free)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the block that was pressed."""
        self.carrier.drag(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was carried."""
        self.carrier.release()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; let the area scroll otherwise."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.zoomAsked.emit(1 if turned > 0 else -1, event.position().toPoint().x())
            event.accept()
        else:
            event.ignore()

    def _free_at(self, place: QPoint) -> Slot | None:
        row = self._scene.lane_at(place.y())
        if row < 0 or place.x() <= self._scene.names:
            return None
        return self._scene.plan.lanes[row].id, self._scene.minute_at(place.x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a block, or tell where there is free time."""
        place = event.position().toPoint()
        block = self._scene.block_at(place.x(), place.y())
        free = self._slot or self._free_at(place)
        if block:
            self.opened.emit(block)
        elif free is not None:
            self.emptyClicked.emit(*free)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a block."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.choose(self._scene.block_at(event.pos().x(), event.pos().y()))
            place = event.globalPos()
        else:
            rect = self._scene.blocks.get(self._chosen, QRect())
            place = self.mapToGlobal(rect.center())
        if self._chosen:
            self.menuRequested.emit(self._chosen, place)

    def event(self, event: QEvent) -> bool:
        """Show the whole of a block that may be elided as a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.block(self._scene.block_at(event.pos().x(), event.pos().y()))
            if found is not None:
                QToolTip.showText(event.globalPos(), self.describe(found), self)
                return True
            QToolTip.hideText()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first block when the keyboard comes."""
        super().focusInEvent(event)
        ordered = self.ordered()
        if not self._chosen and ordered and event.reason() == Qt.FocusReason.TabFocusReason:
            self.choose(ordered[0].id)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from block to block; Enter opens, Escape lets go, with Alt the block is carried."""
        if not press(self, event):
            super().keyPressEvent(event)
