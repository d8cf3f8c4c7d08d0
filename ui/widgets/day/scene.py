"""Where everything of a day stands, in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect

from ui.widgets.day.blocks import Block, DayPlan, pack

LANE, HEAD, NAMES = 58, 38, 178
INSET = 5


@dataclass
class Scene:
    """The geometry of a plan at a width.

    Attributes: `blocks`, the rectangle of each block by id; `size` in pixels.
    """

    plan: DayPlan
    width: int
    scale: float = 1.0
    blocks: dict[str, QRect] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lanes = {lane.id: row for row, lane in enumerate(self.plan.lanes)}
        for lane_id, row in lanes.items():
            mine = [block for block in self.plan.blocks if block.lane == lane_id]
            for block_id, (part, parts) in pack(mine).items():
                block = next(one for one in mine if one.id == block_id)
                self.blocks[block_id] = self._rect(block, row, part, parts)

    def _px(self, length: int) -> int:
        return round(length * self.scale)

    @property
    def lane_height(self) -> int:
        """Height of one lane."""
        return self._px(LANE)

    @property
    def head(self) -> int:
        """Height of the line with the hours."""
        return self._px(HEAD)

    @property
    def names(self) -> int:
        """Width of the column with the lanes' names."""
        return self._px(NAMES)

    @property
    def height(self) -> int:
        """Height of everything."""
        return self.head + self.lane_height * len(self.plan.lanes)

    def x(self, minute: float) -> int:
        """Return where a minute stands."""
        span = max(self.plan.end_minute - self.plan.start_minute, 1)
        room = self.width - self.names
        return self.names + round((minute - self.plan.start_minute) * room / span)

    def lane_rect(self, row: int) -> QRect:
        """Return the whole of a lane."""
        return QRect(0, self.head + row * self.lane_height, self.width, self.lane_height)

    def span(self, row: int, start: int, end: int) -> QRect:
        """Return the part of a lane between two minutes."""
        start = max(start, self.plan.start_minute)
        end = min(end, self.plan.end_minute)
        lane = self.lane_rect(row)
        return QRect(self.x(start), lane.y(), self.x(end) - self.x(start), lane.height())

    def _rect(self, block: Block, row: int, part: int, parts: int) -> QRect:
        span = self.span(row, block.start_minute, block.end_minute)
        room = self.lane_height - 2 * INSET + 2
        top = span.y() + INSET + room * part // parts
        return QRect(span.x() + 2, top, span.width() - 4, room // parts - 2)

    def slot_rect(self, lane: str, minute: int) -> QRect:
        """Return the free time from a minute on: an hour, or less where something follows."""
        row = next((n for n, one in enumerate(self.plan.lanes) if one.id == lane), 0)
        later = (b.start_minute for b in self.plan.blocks if b.lane == lane)
        ends = min((start for start in later if start > minute), default=minute + 60)
        span = self.span(row, minute, min(ends, minute + 60))
        return span.adjusted(2, INSET, -2, -INSET)

    def block_at(self, x: int, y: int) -> str:
        """Return the id of the block under a point, or ''."""
        found = (key for key, rect in self.blocks.items() if rect.contains(x, y))
        return next(found, "")

    def lane_at(self, y: int) -> int:
        """Return the row under a height, or -1."""
        row = (y - self.head) // self.lane_height
        return row if 0 <= row < len(self.plan.lanes) else -1

    def minute_at(self, x: int) -> int:
        """Return the minute under a point, on the five."""
        return round(self.minute_of(x) / 5) * 5

    def minute_of(self, x: int) -> float:
        """Return the very minute under a point."""
        span = self.plan.end_minute - self.plan.start_minute
        return self.plan.start_minute + (x - self.names) * span / max(self.width - self.names, 1)
