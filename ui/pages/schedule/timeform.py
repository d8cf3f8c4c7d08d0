"""The part of a form about time, place and panel; it says what is in the way while one types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ui.context import Context
from ui.forms import Field, HintedForm, Kind
from ui.pages.schedule.reading import Choices, Wanted, obstacles
from workbench.kernel.errors import RuleBroken, WorkbenchError
from workbench.kernel.i18n import N_

_ROOM, _LINK, _NO_ROOM = N_("Room"), N_("Link of the call"), N_("no room")


class TimeForm(HintedForm):
    """A form with day, time, room and panel that says what stands in the way.

    What makes the time impossible stands under the time, the rest below everything.
    """

    def __init__(
        self,
        context: Context,
        fields: Sequence[Field],
        interview: str = "",
        candidates: tuple[str, ...] = (),
    ) -> None:
        super().__init__(context.look, fields)
        self._context, self._interview, self._candidates = context, interview, candidates

    def candidates(self) -> tuple[str, ...]:
        """Return the ids of those who are to be interviewed."""
        return self._candidates

    def look_around(self) -> None:
        """Say what stands in the way of what is in the form."""
        values, context = self.values(), self._context
        if values["day"] is None:
            return
        wanted = Wanted(
            self._interview,
            start_of(values),
            int(str(values["minutes"])),
            self.candidates(),
            chosen(values, "panel"),
            str(values["room"]),
        )
        try:
            found = context.bridge.now(obstacles, wanted, context.moment())
        except WorkbenchError as error:
            field = error.field if isinstance(error, RuleBroken) else "room"
            self.show_error(field, context.reason(error), focus=False)
            return
        blocking = next((one for one in found if one.blocks), None)
        self.show_error("start", context.show(blocking.message) if blocking else "", focus=False)
        self.say([context.show(one.message) for one in found if not one.blocks])


def start_of(values: dict[str, Any]) -> datetime:
    """Return day and time of a form as one local moment."""
    return datetime.combine(values["day"], values["start"])


def chosen(values: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return what is chosen in a field of chips."""
    return tuple(str(each) for each in values[name])


def place_fields(
    context: Context, choices: Choices, room: str, link: str, *, half: bool = True
) -> tuple[Field, ...]:
    """Return the fields for room and link."""
    rooms = (("", context.text(_NO_ROOM)), *((each.id, each.name) for each in choices.rooms))
    return (
        Field("room", context.text(_ROOM), Kind.CHOICE, room, rooms, half=True),
        Field("call_link", context.text(_LINK), value=link, half=half),
    )
