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
    next_round,
    read_applicants,
    read_choices,
    requisition_of,
)
from ui.pages.schedule.roundpicks import RoundPicks, seated
from ui.pages.schedule.timeform import TimeForm, chosen, look_from, place_fields, start_of
from ui.pages.settings.staff_sheet import edit_staff
from ui.sheets import FormSheet
from ui.widgets.buttons import Button
from workbench.app import Done
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.lanes import LaneKind
from workbench.interviews.repairs import Purpose
from workbench.interviews.rounds import RoundRow
from workbench.interviews.substitutes import round_called
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words
from workbench.pipeline.queries import shown

_TITLE = N_("Schedule an interview")
_SUBTITLE = N_("What is in the way is said at once, with the nearest ways out.")
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
_NO_ONE = N_("Nobody of this requisition can be met at present.")
_COLLEAGUE = N_("Add a colleague…")


@dataclass(frozen=True)
class Wish:
    """What is known already when the sheet opens; 0 minutes for as long as the round takes."""

    day: date | None = None
    minute: int | None = None
    requisition: str = ""
    applications: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()
    room: str = ""
    minutes: int = 0


class ScheduleForm(TimeForm):
    """The form of a new interview: another requisition brings other people and rounds.

    Name, length and panel follow who is chosen and which round is held, each as long as nobody
    wrote something else.
    """

    def __init__(self, context: Context, choices: Choices, wish: Wish) -> None:
        self._choices, self._wish = choices, wish
        self._people: dict[str, Applicant] = {}
        self._plan: tuple[RoundRow, ...] = ()
        self._first_round = ""
        post = wish.requisition or _likely(choices, wish)
        super().__init__(context, _fields(context, choices, wish, post))
        self._given: dict[str, object] = {"round": ""}
        if not wish.minutes:
            self._given["minutes"] = self.values()["minutes"]
        self._picks = RoundPicks(context.look)
        self._picks.chosen.connect(self._pick)
        self.put_below("round", self._picks)
        self._take_post(wish.panel, wish.applications)
        self.changed.connect(self._follow)

    def candidates(self) -> tuple[str, ...]:
        """Return the ids of those whose chips are on."""
        on = chosen(self.values(), "applications")
        return tuple(self._people[each].candidate_id for each in on if each in self._people)

    def purpose(self) -> Purpose:
        """Return the requisition and the round."""
        values, held = self.values(), self.round_held()
        id = held.id if held is not None else ""
        return Purpose(str(values["requisition"]), id, str(values["round"]))

    def round_held(self) -> RoundRow | None:
        """Return the round of the interview plan whose name stands in the form."""
        return round_called(self._plan, str(self.values()["round"]))

    def _follow(self, name: str) -> None:
        if name == "requisition":
            self._take_post(())
        elif name == "applications":
            self._guess_round()
        elif name == "round":
            self._take_round()

    def _pick(self, name: str) -> None:
        self.set_values({"round": name})
        self._take_round()
        self.look_around()

    def _take_post(self, panel: tuple[str, ...], applications: tuple[str, ...] = ()) -> None:
        """Offer the people and rounds of the requisition, and its interviewers first."""
        context, post = self._context, str(self.values()["requisition"])
        found = context.bridge.now(read_applicants, post, context.moment())
        self._people = {each.id: each for each in found.people}
        self._plan, self._first_round = found.plan, shown(found.first_round, context.language)
        self._picks.show_plan(found.plan)
        self.set_options("applications", [(each.id, self._label(each)) for each in found.people])
        self.set_help("applications", "" if found.people else context.text(_NO_ONE))
        own = self._interviewers()
        ranked = sorted(self._choices.interviewers, key=lambda one: one.id not in own)
        self.set_options("panel", [(each.id, each.name) for each in ranked])
        self.set_values({"panel": list(panel or own)})
        self._given.pop("panel", None)
        if not panel:
            self._given["panel"] = self.values()["panel"]
        if applications:
            self.set_values({"applications": list(applications)})
        self._guess_round()

    def _interviewers(self) -> tuple[str, ...]:
        post = str(self.values()["requisition"])
        row = next((row for row in self._choices.posts if row.id == post), None)
        return row.interviewers if row is not None else ()

    def _label(self, each: Applicant) -> str:
        stage = shown(each.stage, self._context.language)
        return each.name if each.meets else f"{each.name} · {stage}"

    def _guess_round(self) -> None:
        """Call the round like the next one to sit, without a plan like the stage."""
        on = chosen(self.values(), "applications")
        rows = [self._people[each] for each in on if each in self._people]
        stage = next((each.stage for each in rows if each.meets), None)
        name = self._context.bridge.now(next_round, on) if self._plan and on else ""
        if not name and self._plan and not on:
            name = self._plan[0].name
        named = shown(stage, self._context.language) if stage else self._first_round
        self._fill("round", name or named)
        self._take_round()

    def _take_round(self) -> None:
        """Take length and panel from the round."""
        held = self.round_held()
        if held is not None:
            self._fill("minutes", held.minutes)
            sits = seated(held, self._interviewers(), self._choices.interviewers)
            if sits:
                self._fill("panel", list(sits))

    def _fill(self, name: str, value: object) -> None:
        """Fill a field in which nothing else stands than what it was filled with before."""
        if name in self._given and self.values()[name] == self._given[name]:
            self.set_values({name: value})
            self._given[name] = self.values()[name]


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
    minutes = wish.minutes or _LENGTH
    help = "" if choices.interviewers else text(_NOBODY)
    return (
        Field("requisition", text(_POST), Kind.CHOICE, post, posts, required=True),
        Field(
            "applications",
            text(_WHO),
            Kind.CHOICES,
            help=text(_NO_ONE),
            required=True,
            find=search_words,
        ),
        Field("round", text(_ROUND), value="", half=True),
        Field("minutes", text(_MINUTES), Kind.NUMBER, minutes, low=5, high=720, half=True),
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
    look_from(sheet, form)
    if not choices.interviewers:
        sheet.add_verb(_colleague(context, sheet, wish))

    def filled(values: dict[str, Any]) -> None:
        held = form.round_held()
        command = ScheduleInterview(
            chosen(values, "applications"),
            str(values["round"]),
            start_of(values),
            int(values["minutes"]),
            chosen(values, "panel"),
            room=str(values["room"]),
            call_link=str(values["call_link"]),
            stage=(held.stage_id or "") if held is not None else "",
            round_id=held.id if held is not None else "",
        )

        def set_(_done: Done) -> None:
            context.go("schedule", values["day"])

        context.submit(sheet, command, set_, refused=form.look_around)

    context.form(sheet, filled)
    return sheet
