"""What is said above and below the day."""

from __future__ import annotations

from datetime import date

from ui import moments
from ui.context import Context
from ui.pages.schedule.reading import DayView
from ui.theme.look import Look
from ui.widgets.states import NoticeBar
from workbench.kernel.i18n import N_

MOVE, DAY = "move", "day"
_HEADING = N_("Interview day · {day}")
_FREE = N_("Nothing is planned on this day. Choose free time in a lane, or press S.")
_NEXT, _MOVE = N_("Go to {day}"), N_("Move the interview…")
_MORE = N_("{said} (and {n} more)")


def heading(look: Look, day: date) -> str:
    """Return the title of a day."""
    return look.text(_HEADING, day=moments.long_day(look, day))


def make_bar(context: Context, view: DayView, has_lanes: bool) -> NoticeBar | None:
    """Return a bar that says what clashes, or that the day is free; its keys are kind:what."""
    text = context.text
    blocked = clash(context, view)
    if blocked is not None:
        key, said = blocked
        acts: tuple[tuple[str, str], ...] = ((f"{MOVE}:{key}", text(_MOVE)),)
        return NoticeBar(context.look, said, "bad", "triangle-alert", acts)
    if view.rows or not has_lanes:
        return None
    acts = ()
    if view.next_day is not None:
        day = moments.day(context.look, view.next_day, context.today())
        acts = ((f"{DAY}:{view.next_day.isoformat()}", text(_NEXT, day=day)),)
    return NoticeBar(context.look, text(_FREE), "info", "info", acts)


def clash(context: Context, view: DayView) -> tuple[str, str] | None:
    """Return the first interview of a day that cannot take place, and why."""
    blocked = [(key, one) for key, found in view.clashes.items() for one in found if one.blocks]
    if not blocked:
        return None
    key, one = blocked[0]
    said = context.show(one.message)
    others = len({each for each, _ in blocked}) - 1
    return key, context.text(_MORE, said=said, n=others) if others else said
