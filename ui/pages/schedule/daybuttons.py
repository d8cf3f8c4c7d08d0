"""The buttons of the page's head that plan the day on show and mend it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut

from ui.context import Context
from ui.pages.schedule.happening import TITLE, ask_happening
from ui.pages.schedule.planning import PLAN, ask_plan_day
from ui.pages.schedule.telling import TELL, Asked, ask_telling
from ui.widgets.buttons import Button, IconButton

TELL_KEY = "I"


def day_buttons(context: Context, day: Callable[[], date]) -> tuple[Button, ...]:
    """Return the buttons; `day` says which day is on show when one is pressed."""
    happened = IconButton(context.look, "shuffle", context.text(TITLE))
    happened.clicked.connect(lambda: ask_happening(context, day()))
    plan = Button(context.look, context.text(PLAN), icon="calendar-cog")
    plan.clicked.connect(lambda: ask_plan_day(context, day()))
    telling = IconButton(context.look, "bell-ring", context.text(TELL))
    telling.clicked.connect(lambda: ask_telling(context, Asked()))
    keys = QShortcut(QKeySequence(TELL_KEY), telling)
    keys.activated.connect(lambda: None if context.is_covered() else telling.click())
    return happened, telling, plan
