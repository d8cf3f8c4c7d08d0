"""What is said below the day, and the day on paper."""

from __future__ import annotations

from datetime import date

from ui import moments
from ui.context import Context
from ui.pages.schedule.reading import DayView
from ui.pages.schedule.telling import Asked, ask_telling
from ui.printing import show_document
from ui.theme.look import Look
from ui.widgets.states import NoticeBar
from workbench.interviews.documents import day_sheet
from workbench.kernel.i18n import N_
from workbench.paper import Document

MOVE, DAY, _TELL_KEY = "move", "day", "tell"
_TELL_ONE, _TELL = N_("1 person must be told"), N_("{n} people must be told")
_WHO = N_("Show who…")
_HEADING = N_("Interview day · {day}")
_FREE = N_("Nothing is planned on this day. Choose free time in a lane, or press S.")
_NEXT, _MOVE = N_("Go to {day}"), N_("Move the interview…")
_MORE = N_("{said} (and {n} more)")


def heading(look: Look, day: date) -> str:
    """Return the title of a day."""
    return look.text(_HEADING, day=moments.long_day(look, day))


def make_bar(context: Context, view: DayView, has_lanes: bool) -> NoticeBar | None:
    """Return a bar that says what clashes, who must be told, or that the day is free.

    Its keys are kind:what.
    """
    text = context.text
    blocked = clash(context, view)
    if blocked is not None:
        key, said = blocked
        acts: tuple[tuple[str, str], ...] = ((f"{MOVE}:{key}", text(_MOVE)),)
        return NoticeBar(context.look, said, "bad", "triangle-alert", acts)
    if view.due:
        said = context.counted(view.due, _TELL_ONE, _TELL)
        bar = NoticeBar(context.look, said, "warn", "bell-ring", ((_TELL_KEY, text(_WHO)),))
        bar.acted.connect(lambda _key: ask_telling(context, Asked(view.day)))
        return bar
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


def print_day(context: Context, view: DayView, name: str) -> None:
    """Set the sheet of a day with a page for each interviewer, and show it."""
    words = context.look.words
    fresh = max(row.changed_at for row in view.rows)

    def make() -> Document:
        return day_sheet(
            view.day,
            view.rows,
            words,
            view.zone,
            organisation=view.house.name,
            changed_at=fresh,
            per_interviewer=True,
        )

    show_document(context, make, name)
