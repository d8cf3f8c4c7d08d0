"""The sheets that set and move an interview; what is in the way is told while one types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from ui.context import Context
from ui.forms import Field, Kind
from ui.pages.schedule.reading import (
    Applicant,
    Choices,
    read_applicants,
    read_choices,
    requisition_of,
)
from ui.pages.schedule.timeform import TimeForm, chosen, place_fields, start_of
from ui.pages.settings.staff_sheet import edit_staff
from ui.sheets import FormSheet
from ui.widgets.buttons import Button
from workbench.app import Done
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.lanes import LaneKind
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words
from workbench.pipeline.queries import shown

_TITLE = N_("Schedule an interview")
_SUBTITLE = N_("What is in the way is said at once: people, rooms, office hours.")
_POST, _WHO, _ROUND, _MINUTES, _DAY, _START, _PANEL = (
    N_("Requisition"),
    N_("Whom"),
    N_("Round"),
    N_("Minutes"),
    N_("Day"),
    N_("Begins"),
    N_("Panel"),
)
_LENGTH = 60
_MORNING = time(10, 0)
_EARLIEST, _LATEST = 8, 18  # hours of the day at which a proposal may begin
_NOBODY = N_("Nobody is an interviewer yet: add a colleague first.")
_COLLEAGUE = N_("Add a colleague…")


@dataclass(frozen=True)
class Wish:
    """What is known already when the sheet opens."""

    day: date | None = None
    minute: int | None = None
    requisition: str = ""
    applications: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()
    room: str = ""
    minutes: int = _LENGTH


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


def wish_for(context: Context, day: date, minute: int, kind: LaneKind, lane: str) -> Wish:
    """Return the wish of somebody who chose free time in a lane."""
    post, application = "", ""
    if kind is LaneKind.CANDIDATE:
        post, application = context.bridge.now(requisition_of, lane, day)
    return Wish(
        day,
        minute,
        post,
        (application,) if application else (),
        (lane,) if kind is LaneKind.INTERVIEWER else (),
        lane if kind is LaneKind.ROOM else "",
    )


def _likely(choices: Choices, wish: Wish) -> str:
    """Return the requisition that the wished-for panel interviews for, else the first."""
    ranked = sorted(choices.posts, key=lambda row: -len(set(row.interviewers) & set(wish.panel)))
    return ranked[0].id if ranked else ""


def _fields(context: Context, choices: Choices, wish: Wish, post: str) -> tuple[Field, ...]:
    text = context.text
    posts = tuple((row.id, row.title) for row in choices.posts)
    day, start = _when(context, wish)
    help = "" if choices.interviewers else text(_NOBODY)
    return (
        Field("requisition", text(_POST), Kind.CHOICE, post, posts, required=True),
        Field("applications", text(_WHO), Kind.CHOICES, required=True, find=search_words),
        Field("round", text(_ROUND), value="", half=True),
        Field("minutes", text(_MINUTES), Kind.NUMBER, wish.minutes, low=5, high=720, half=True),
        Field("day", text(_DAY), Kind.DATE, day, required=True, half=True),
        Field("start", text(_START), Kind.TIME, start, half=True),
        *place_fields(context, choices, wish.room, ""),
        Field("panel", text(_PANEL), Kind.CHOICES, help=help, required=True, find=search_words),
    )


def _when(context: Context, wish: Wish) -> tuple[date, time]:
    """Return when the sheet proposes to meet: the slot, or the next half hour by day."""
    now = context.moment()
    day = max(wish.day or now.date(), now.date())
    if wish.minute is not None:
        return wish.day or day, time(wish.minute // 60, wish.minute % 60)
    if day > now.date():
        return day, _MORNING
    half = (now.hour * 60 + now.minute) // 30 * 30 + 30
    if half < _EARLIEST * 60:
        return day, _MORNING
    if half >= _LATEST * 60:  # nobody is called in for tonight
        return day + timedelta(days=1), _MORNING
    return day, time(half // 60, half % 60)


def _colleague(context: Context, sheet: FormSheet, wish: Wish | None) -> Button:
    """Return the way out of a vault without colleagues: add one, then come back."""
    add = Button(context.look, context.text(_COLLEAGUE), "secondary", "user-plus")

    def leave() -> None:
        sheet.close_overlay()
        sheet.deleteLater()
        edit_staff(context, None, lambda: ask_schedule(context, wish))

    add.clicked.connect(leave)
    return add


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

    if not choices.interviewers:
        sheet.add_verb(_colleague(context, sheet, wish))

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
