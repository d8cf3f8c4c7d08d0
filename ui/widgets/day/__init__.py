"""One day in lanes, with its blocks: the interview-day board."""

from ui.widgets.day.blocks import Block, BlockState, DayPlan, Lane, Move, Shade, Verdict
from ui.widgets.day.scroller import DayScroller
from ui.widgets.day.view import DayBoard

__all__ = [
    "Block",
    "BlockState",
    "DayBoard",
    "DayPlan",
    "DayScroller",
    "Lane",
    "Move",
    "Shade",
    "Verdict",
]
