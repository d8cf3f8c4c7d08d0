"""The sheets that set and move an interview; what is in the way is told while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QTimer

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.schedule.reading import (
    Applicant,
    Choices,
    Wanted,
    obstacles,
    read_applicants,
    read_choices,
)
from ui.sheets import FormSheet
from ui.theme.tokens import Role
from ui.widgets.labels import Text
from workbench.app import Done
from workbench.interviews.commands import MoveInterview, ScheduleInterview
from workbench.interviews.queries import InterviewRow
from workbench.kernel.errors import RuleBroken, WorkbenchError
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words
from workbench.pipeline.queries import shown

_TITLE = N_("Schedule an interview")
_SUBTITLE = N_("What is in the way is said at once: people, rooms, office hours.")
_MOVE, _MOVE_VERB = N_("Move the interview"), N_("Move")
_POST, _WHO, _ROUND, _MINUTES, _DAY, _START, _ROOM, _LINK, _PANEL = (
    N_("Requisition"),
    N_("Whom"),
    N_("Round"),
    N_("Minutes"),
    N_("Day"),
    N_("Begins"),
    N_("Room"),
    N_("Link of the call"),
    N_("Panel"),
)
_NO_ROOM = N_("no room")
_LENGTH, _PAUSE_MS = 60, 120
_MORNING = time(10, 0)


@dataclass(frozen=True)
class Wish:
    """What is known already when the sheet opens."""

    day: date | None = None
    minute: int | None = None
    requisition: str = ""
    applications: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()
    room: str = ""


class TimeForm(Form):
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
        self.hint = Text(context.look, "", Role.CAPTION, "warn", wrap=True)
        self.hint.hide()
        self._grid.addWidget(self.hint, self._grid.rowCount(), 0, 1, 2)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.look_around)
        self.changed.connect(lambda _name: self._soon.start())

    def candidates(self) -> tuple[str, ...]:
        """Return the ids of those who are to be interviewed."""
        return self._candidates

    def look_around(self) -> None:
        """Say what stands in the way of what is in the form."""
        values, context = self.values(), self._context
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
        rest = "\n".join(context.show(one.message) for one in found if not one.blocks)
        self.hint.setText(rest)
        self.hint.setVisible(bool(rest))
        self.updateGeometry()


def start_of(values: dict[str, Any]) -> datetime:
    """Return day and time of a form as one local moment."""
    return datetime.combine(values["day"], values["start"])


def chosen(values: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return what is chosen in a field of chips."""
    return tuple(str(each) for each in values[name])


class ScheduleForm(TimeForm):
    """The form of a new interview: another requisition brings other people."""

    def __init__(self, context: Context, choices: Choices, wish: Wish) -> None:
        self._choices = choices
        self._people: dict[str, Applicant] = {}
        post = wish.requisition or _likely(choices, wish)
        super().__init__(context, _fields(context, choices, wish, post))
        self._guess = self._first_round = ""
        self._take_post(wish.panel)
        if wish.applications:
            self.set_values({"applications": list(wish.applications)})
            self._guess_round()
        self.changed.connect(self._follow)
        self.look_around()

    def candidates(self) -> tuple[str, ...]:
        """Return the ids of those whose chips are on."""
        on = chosen(self.values(), "applications")
        return tuple(self._people[each].candidate_id for each in on if each in self._people)

    def _follow(self, name: str) -> None:
        if name == "requisition":
            self._take_post(())
        elif name == "applications":
            self._guess_round()

    def _take_post(self, panel: tuple[str, ...]) -> None:
        """Offer the people of the requisition, and its interviewers first."""
        context, post = self._context, str(self.values()["requisition"])
        found = context.bridge.now(read_applicants, post, context.moment())
        self._people = {each.id: each for each in found.people}
        self._first_round = shown(found.first_round, context.language)
        self.set_options("applications", [(each.id, self._label(each)) for each in found.people])
        row = next((row for row in self._choices.posts if row.id == post), None)
        own = row.interviewers if row else ()
        ranked = sorted(self._choices.interviewers, key=lambda one: one.id not in own)
        self.set_options("panel", [(each.id, each.name) for each in ranked])
        self.set_values({"panel": list(panel or own)})
        self._guess_round()

    def _label(self, each: Applicant) -> str:
        stage = shown(each.stage, self._context.language)
        return each.name if each.meets else f"{each.name} · {stage}"

    def _guess_round(self) -> None:
        """Call the round like the stage, as long as nobody called it something else."""
        values = self.values()
        if str(values["round"]) != self._guess:
            return
        on = [self._people[each] for each in chosen(values, "applications") if each in self._people]
        stage = next((each.stage for each in on if each.meets), None)
        language = self._context.language
        self._guess = shown(stage, language) if stage else self._first_round
        self.set_values({"round": self._guess})


def _likely(choices: Choices, wish: Wish) -> str:
    """Return the requisition that the wished-for panel interviews for, else the first."""
    ranked = sorted(choices.posts, key=lambda row: -len(set(row.interviewers) & set(wish.panel)))
    return ranked[0].id if ranked else ""


def _fields(context: Context, choices: Choices, wish: Wish, post: str) -> tuple[Field, ...]:
    text = context.text
    posts = tuple((row.id, row.title) for row in choices.posts)
    day, start = _when(context, wish)
    return (
        Field("requisition", text(_POST), Kind.CHOICE, post, posts, required=True),
        Field("applications", text(_WHO), Kind.CHOICES, required=True, find=search_words),
        Field("round", text(_ROUND), value="", half=True),
        Field("minutes", text(_MINUTES), Kind.NUMBER, _LENGTH, low=5, high=720, half=True),
        Field("day", text(_DAY), Kind.DATE, day, half=True),
        Field("start", text(_START), Kind.TIME, start, half=True),
        *_place(context, choices, wish.room, ""),
        Field("panel", text(_PANEL), Kind.CHOICES, required=True, find=search_words),
    )


def _place(context: Context, choices: Choices, room: str, link: str) -> tuple[Field, ...]:
    rooms = (("", context.text(_NO_ROOM)), *((each.id, each.name) for each in choices.rooms))
    return (
        Field("room", context.text(_ROOM), Kind.CHOICE, room, rooms, half=True),
        Field("call_link", context.text(_LINK), value=link, half=True),
    )


def _when(context: Context, wish: Wish) -> tuple[date, time]:
    """Return when the sheet proposes to meet: the slot, or the next half hour of today."""
    now = context.moment()
    day = max(wish.day or now.date(), now.date())
    if wish.minute is not None:
        return wish.day or day, time(wish.minute // 60, wish.minute % 60)
    if day > now.date():
        return day, _MORNING
    half = (now.hour * 60 + now.minute) // 30 * 30 + 30
    return day, time(half // 60 % 24, half % 60)


def ask_schedule(context: Context, wish: Wish | None = None) -> FormSheet:
    """Open the sheet for a new interview."""
    text = context.text
    choices = context.bridge.now(read_choices)
    form = ScheduleForm(context, choices, wish or Wish())
    sheet = FormSheet(
        context.look,
        context.host,
        text(_TITLE),
        text(_TITLE),
        form,
        subtitle=text(_SUBTITLE),
        width=640,
    )

    def filled(values: dict[str, Any]) -> None:
        command = ScheduleInterview(
            chosen(values, "applications"),
            str(values["round"]),
            start_of(values),
            int(values["minutes"]),
            chosen(values, "panel"),
            room=str(values["room"]),
            call_link=str(values["call_link"]),
        )

        def set_(_done: Done) -> None:
            context.go("schedule", values["day"])

        context.submit(sheet, command, set_)

    context.form(sheet, filled)
    return sheet


def ask_move(context: Context, row: InterviewRow) -> FormSheet:
    """Open the sheet that gives an interview another time, place or panel."""
    text, now = context.text, context.moment()
    choices = context.bridge.now(read_choices)
    start = row.starts_at.astimezone(now.tzinfo)
    length = round((row.ends_at - row.starts_at).total_seconds() / 60)
    panel = [each.staff_id for each in row.panel if not each.shadow]
    listening = tuple(each.staff_id for each in row.panel if each.shadow)
    ranked = sorted(choices.interviewers, key=lambda one: one.id not in panel)
    people = tuple((each.id, each.name) for each in ranked)
    fields = (
        Field("day", text(_DAY), Kind.DATE, start.date(), half=True),
        Field("start", text(_START), Kind.TIME, start.time(), half=True),
        Field("minutes", text(_MINUTES), Kind.NUMBER, length, low=5, high=720, half=True),
        *_place(context, choices, row.room_id or "", row.call_link),
        Field("panel", text(_PANEL), Kind.CHOICES, panel, people, find=search_words, required=True),
    )
    candidates = tuple(each.candidate_id for each in row.candidates)
    form = TimeForm(context, fields, row.id, candidates)
    subtitle = " · ".join((context.listed(each.name for each in row.candidates), row.round))
    sheet = FormSheet(
        context.look, context.host, text(_MOVE), text(_MOVE_VERB), form, subtitle=subtitle
    )
    form.look_around()

    def filled(values: dict[str, Any]) -> None:
        meant = chosen(values, "panel")
        command = MoveInterview(
            row.id,
            start_of(values),
            int(values["minutes"]),
            str(values["room"]),
            str(values["call_link"]),
            meant,
            tuple(each for each in listening if each not in meant),
        )
        context.submit(sheet, command, lambda _done: context.go("schedule", values["day"]))

    context.form(sheet, filled)
    return sheet
