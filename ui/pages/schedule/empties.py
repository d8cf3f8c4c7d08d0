"""What stands where a day has nothing to show."""

from __future__ import annotations

from ui.pages.schedule.tools import SCHEDULE
from ui.theme.look import Look
from ui.widgets.states import EmptyState
from workbench.kernel.i18n import N_

_NOBODY, _NOBODY_TEXT = (
    N_("No interviews on this day"),
    N_("Choose whom to interview, when, where and by whom: clashes are refused before they hurt."),
)
_NO_ROOMS, _NO_ROOMS_TEXT, _ADD_ROOM = (
    N_("No rooms yet"),
    N_("Add a room: then no two interviews are put into it at one time."),
    N_("Add a meeting room"),
)


def empty_day(look: Look) -> EmptyState:
    """Return what stands in place of a day without lanes."""
    text = look.text
    return EmptyState(look, "calendar-days", text(_NOBODY), text(_NOBODY_TEXT), text(SCHEDULE))


def empty_rooms(look: Look) -> EmptyState:
    """Return what stands in place of lanes of rooms where there is no room."""
    text = look.text
    return EmptyState(look, "door-open", text(_NO_ROOMS), text(_NO_ROOMS_TEXT), text(_ADD_ROOM))
