"""What is said above and below the day."""

from __future__ import annotations

from datetime import date

from ui import moments
from ui.context import Context
from ui.pages.schedule.details import DetailsSheet
from ui.pages.schedule.reading import DayView
from ui.pages.schedule.telling import Asked, ask_telling
from ui.theme.look import Look
from ui.widgets.states import NoticeBar
from workbench.interviews.day_models import Answer
from workbench.kernel.i18n import N_

OF_GUESTS = frozenset({"interview_notice", "letter"})  # what the bar speaks of, besides the day
MOVE, DAY, _TELL_KEY, _OPEN_KEY = "move", "day", "tell", "open"
_TELL_ONE, _TELL = N_("1 person must be told"), N_("{n} people must be told")
_WHO, _OPEN = N_("Show who…"), N_("Look at it")
_NO = N_("{name} declined: {time} {round}")
_RATHER = N_("{name} proposes another time: {time} {round}")
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
    if view.unwelcome or view.due:
        return _of_guests(context, view)
    if view.rows or not has_lanes:
        return None
    acts = ()
    if view.next_day is not None:
        day = moments.day(context.look, view.next_day, context.today())
        acts = ((f"{DAY}:{view.next_day.isoformat()}", text(_NEXT, day=day)),)
    return NoticeBar(context.look, text(_FREE), "info", "info", acts)


def _of_guests(context: Context, view: DayView) -> NoticeBar:
    """Return a bar about who said no or wants another time, and how many must be told."""
    said, acts = context.counted(view.due, _TELL_ONE, _TELL), [(_TELL_KEY, context.text(_WHO))]
    interview = None
    if view.unwelcome:
        answer, interview = view.unwelcome[0]
        acts = [(_TELL_KEY, said)] if view.due else []
        acts.append((_OPEN_KEY, context.text(_OPEN)))
        start = interview.starts_at.astimezone(view.zone)
        text = _NO if answer.answer == Answer.DECLINED else _RATHER
        said = context.text(text, name=answer.name, time=f"{start:%H:%M}", round=interview.round)
        others = len(view.unwelcome) - 1
        said = context.text(_MORE, said=said, n=others) if others else said
    bar = NoticeBar(context.look, said, "warn", "bell-ring", tuple(acts))

    def acted(key: str) -> None:
        if key == _TELL_KEY:
            ask_telling(context, Asked(view.day))
        elif interview is not None:
            DetailsSheet(context, view, interview).open()

    bar.acted.connect(acted)
    return bar


def clash(context: Context, view: DayView) -> tuple[str, str] | None:
    """Return the first interview of a day that cannot take place, and why."""
    blocked = [(key, one) for key, found in view.clashes.items() for one in found if one.blocks]
    if not blocked:
        return None
    key, one = blocked[0]
    said = context.show(one.message)
    others = len({each for each, _ in blocked}) - 1
    return key, context.text(_MORE, said=said, n=others) if others else said
