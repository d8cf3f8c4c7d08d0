"""Sheets of the interview day that are opened from anywhere, over the page with the day."""

from __future__ import annotations

from ui.context import Context
from ui.pages.base import Page

PLAN, MEND = "day.plan", "day.mend"


def open_on_day(context: Context, page: Page, action: str) -> None:
    """Open the sheet of an action over the schedule page, for the day on show there."""
    from ui.pages.schedule.happening import ask_happening  # bring the planner's rooms along
    from ui.pages.schedule.page import SchedulePage
    from ui.pages.schedule.planning import ask_plan_day

    assert isinstance(page, SchedulePage)
    context.go(page.key, None)
    ask = ask_plan_day if action == PLAN else ask_happening
    ask(context, page.day)
