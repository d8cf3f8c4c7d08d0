"""The part of a form about time, place and panel; it says what is in the way while one types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.context import Context
from ui.forms import Field, HintedForm, Kind
from ui.pages.schedule.obstacles import ObstacleList
from ui.pages.schedule.reading import Around, Choices, Wanted, around
from ui.sheets import FormSheet
from workbench.interviews.repairs import Purpose, Repair
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_

_ROOM, _LINK, _NO_ROOM = N_("Room"), N_("Link of the call"), N_("no room")


class TimeForm(HintedForm):
    """A form with day, time, room and panel that says what stands in the way, and what mends it.

    Attributes: `blocking`, what makes the time impossible, below the line of the time; `remarks`,
    the rest, below everything.
    Signals: `grown(QWidget)` with one of them when it shows other things.
    """

    grown = Signal(QWidget)

    def __init__(
        self,
        context: Context,
        fields: Sequence[Field],
        interview: str = "",
        candidates: tuple[str, ...] = (),
        purpose: Purpose | None = None,
    ) -> None:
        super().__init__(context.look, fields)
        self._context, self._interview, self._candidates = context, interview, candidates
        self._purpose = purpose or Purpose()
        self._seen: Around | None = None
        self.blocking = ObstacleList(context.look, "bad")
        self.put_below_line("start", self.blocking)
        self.remarks = ObstacleList(context.look, "warn")
        self._grid.addWidget(self.remarks, self._grid.rowCount(), 0, 1, 2)
        for part in (self.blocking, self.remarks):
            part.chosen.connect(self._repair)
            part.grown.connect(lambda part=part: self.grown.emit(part))

    def candidates(self) -> tuple[str, ...]:
        """Return the ids of those who are to be interviewed."""
        return self._candidates

    def purpose(self) -> Purpose:
        """Return what the interview is for, and who of the panel only listens."""
        return self._purpose

    def look_around(self) -> None:
        """Ask what stands in the way of what is in the form."""
        wanted = self._wanted()
        if wanted is not None:
            self._context.bridge.ask(self._found, around, wanted, self._context.moment())

    def _wanted(self) -> Wanted | None:
        values = self.values()
        if values["day"] is None:
            return None
        return Wanted(
            self._interview,
            start_of(values),
            int(str(values["minutes"])),
            self.candidates(),
            chosen(values, "panel"),
            str(values["room"]),
            self.purpose(),
        )

    def _found(self, seen: Around) -> None:
        """Say what was found."""
        if not isValid(self):  # the sheet has been closed meanwhile
            return
        self._seen = seen
        self.blocking.show_obstacles(seen.blocking)
        self.remarks.show_obstacles(seen.remarks)
        if seen.refused is not None:
            field = seen.refused.field if isinstance(seen.refused, RuleBroken) else "room"
            self.show_error(field, self._context.reason(seen.refused), focus=False)
            return
        self.show_error("start", "", focus=False)
        self.mark("start", self.blocking.text())

    def _repair(self, repair: Repair) -> None:
        """Put a repair into the fields; one of something else that stood there is forgotten."""
        if self._seen is not None and self._wanted() == self._seen.wanted:
            values: dict[str, object] = {}
            if repair.start is not None:
                local = repair.start.astimezone(self._context.moment().tzinfo)
                values |= {"start": local.time(), "day": local.date()}
            if repair.panel is not None:
                values["panel"] = list(repair.panel)
            if repair.room_id is not None:
                values["room"] = repair.room_id
            if self.blocking.holds_keyboard() or self.remarks.holds_keyboard():
                self.focus(next(iter(values)))  # the button goes
            self.set_values(values)
        self.look_around()


def look_from(sheet: FormSheet, form: TimeForm) -> None:
    """Let a sheet follow what its form says, and look around for the first time."""
    form.grown.connect(sheet.grow)
    form.look_around()


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
