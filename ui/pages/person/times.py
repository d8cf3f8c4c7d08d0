"""Times for an interview in the panel: what was offered, when the person can come, the sheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, HintedForm, Kind
from ui.pages.person.parts import Verb, heading, remark
from ui.pages.person.reading import ApplicationView, PersonView
from ui.sheets import FormSheet
from ui.theme.tokens import Role
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Text
from workbench.app import Connection
from workbench.interviews.models import OfferState
from workbench.interviews.offered import (
    STATE_NAMES,
    AcceptTime,
    DeclineTimes,
    OfferedRow,
    OfferTimes,
    WithdrawTimes,
    speaking_against,
)
from workbench.interviews.possible import PossibleHours, SetPossibleHours
from workbench.interviews.rules import span_of
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.organisation.queries import zone_of
from workbench.people.pinyin import search_words
from workbench.people.queries import list_staff

_OFFER, _VERB, _SUBTITLE = (
    N_("Offer times"),
    N_("Offer these times"),
    N_("One of them can be accepted; the others are withdrawn then."),
)
_ABOUT, _MINUTES, _PANEL, _DAY, _START = (
    N_("Requisition"),
    N_("Minutes"),
    N_("Panel"),
    N_("Day"),
    N_("Begins"),
)
_ACCEPT, _DECLINE, _WITHDRAW, _SCHEDULE = (
    N_("Accepts"),
    N_("Does not suit"),
    N_("Withdraw"),
    N_("Schedule this"),
)
_PAST = N_("not answered")
_HOURS, _SAVE, _WHEN, _NOTE = (
    N_("Possible hours"),
    N_("Save"),
    N_("Days and times, one a line"),
    N_("What else was said about it"),
)
_HOURS_TEXT = N_("Whoever schedules outside these hours is warned; nothing is forbidden.")
_HELP = N_("For example: Mon–Fri 18:00–21:00, or 2026-03-04 14:00–16:00, or Sat all day")
_AT = N_("{when}: {what}")
_TIMES, _OFFER_MORE, _HOURS_MORE = (
    N_("Interview times"),
    N_("Offer times…"),
    N_("Possible hours…"),
)
_NO_TIMES, _CAN = N_("Nothing was offered, and no hours are known."), N_("Can come: {when}")
MOST = 4
_MORNINGS = (time(10, 0), time(14, 0), time(10, 0), time(14, 0))


def times_section(context: Context, rows: QVBoxLayout, view: PersonView) -> None:
    """Show which times were offered, and when the person can come."""
    look, said = context.look, view.possible
    verbs: list[Verb] = [(_HOURS_MORE, lambda: change_hours(context, said), "")]
    if view.running and not view.card.do_not_contact:
        verbs.insert(0, (_OFFER_MORE, lambda: offer_times(context, view), ""))
    heading(look, rows, _TIMES, *verbs)
    for row in view.offered:
        rows.addWidget(offered_row(context, row))
    lines = said.lines[context.language] if said.lines else ()
    when = " · ".join((*lines, *said.note.splitlines()))
    if when:
        text = look.text(_CAN, when=when)
        rows.addWidget(Text(look, text, Role.BODY, wrap=True))
    elif not view.offered:
        remark(look, rows, look.text(_NO_TIMES))


def offered_row(context: Context, row: OfferedRow) -> QWidget:
    """Return one offered time with what can be answered."""
    look, now = context.look, context.moment()
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    words = QVBoxLayout()
    words.setSpacing(0)
    end = row.span.end.astimezone(now.tzinfo)
    words.addWidget(
        Text(look, f"{moments.moment(look, row.starts_at, now)}–{end:%H:%M}", Role.STRONG)
    )
    past = row.state is OfferState.OPEN and row.starts_at <= now
    state = look.text(_PAST if past else STATE_NAMES[row.state])
    panel = context.listed(each for each in row.panel if each)
    said = " · ".join(part for part in (state, row.post, panel) if part)
    words.addWidget(Text(look, said, Role.CAPTION, "text3" if past else "text2", wrap=True))
    line.addLayout(words, 1)
    for word, act in _answers(context, row, past):
        button = Button(look, look.text(word), "primary" if word == _SCHEDULE else "secondary")
        button.clicked.connect(lambda _=False, act=act: act())
        line.addWidget(button)
    drop = IconButton(look, "x", look.text(_WITHDRAW), "ghost")
    drop.clicked.connect(lambda: context.run(WithdrawTimes((row.id,))))
    line.addWidget(drop)
    return box


def _answers(
    context: Context, row: OfferedRow, past: bool
) -> list[tuple[str, Callable[[], object]]]:
    if row.state is OfferState.ACCEPTED:
        return [(_SCHEDULE, lambda: _schedule(context, row))]
    decline: tuple[str, Callable[[], object]]
    decline = (_DECLINE, lambda: context.run(DeclineTimes((row.id,))))
    return [decline] if past else [(_ACCEPT, lambda: context.run(AcceptTime(row.id))), decline]


def _schedule(context: Context, row: OfferedRow) -> FormSheet:
    """Open the sheet that schedules, filled with the accepted time."""
    from ui.pages.schedule.scheduling import Wish, ask_schedule  # brings the schedule along

    start = row.starts_at.astimezone(context.moment().tzinfo)
    wish = Wish(
        start.date(),
        start.hour * 60 + start.minute,
        row.requisition_id,
        (row.application_id,),
        row.staff_ids,
        minutes=row.minutes,
    )
    return ask_schedule(context, wish)


class OfferForm(HintedForm):
    """A form of up to four times; what speaks against them is said while one types."""

    def __init__(self, context: Context, view: PersonView) -> None:
        super().__init__(context.look, _offer_fields(context, view.running))
        self._context, self._view = context, view
        self.look_around()

    def starts(self) -> tuple[datetime, ...]:
        """Return the times whose day is filled in, local."""
        values = self.values()
        return tuple(
            datetime.combine(values[f"day{n}"], values[f"start{n}"])  # type: ignore[arg-type]
            for n in range(MOST)
            if values[f"day{n}"] is not None
        )

    def look_around(self) -> None:
        """Say what speaks against the times."""
        values, context = self.values(), self._context
        chosen = values["panel"]
        panel = tuple(map(str, chosen)) if isinstance(chosen, list) else ()
        minutes, found = int(str(values["minutes"])), []
        for start in self.starts():
            try:
                said = context.bridge.now(
                    _against, self._view.card.id, panel, start, minutes, context.moment()
                )
            except RuleBroken:
                continue  # told when the sheet is sent
            when = f"{moments.day(context.look, start.date(), context.today())} {start:%H:%M}"
            found += [Message(_AT, {"when": when, "what": each}) for each in said]
        self.say([context.show(each) for each in found])


def _against(
    connection: Connection,
    candidate: str,
    panel: tuple[str, ...],
    start: datetime,
    minutes: int,
    now: datetime,
) -> tuple[Message, ...]:
    span = span_of(start, minutes, zone_of(connection))
    return speaking_against(connection, candidate, panel, span, now)


def _offer_fields(context: Context, about: tuple[ApplicationView, ...]) -> tuple[Field, ...]:
    text = context.text
    posts = tuple((each.row.id, each.post) for each in about)
    staff = context.bridge.now(list_staff).rows
    people = tuple((each.id, each.name) for each in staff if each.interviewer)
    first: date = context.today() + timedelta(days=1)
    days = [
        field
        for n in range(MOST)
        for field in (
            Field(f"day{n}", text(_DAY), Kind.DATE, None if n else first, half=True),
            Field(f"start{n}", text(_START), Kind.TIME, _MORNINGS[n], half=True),
        )
    ]
    return (
        Field("application", text(_ABOUT), Kind.CHOICE, posts[0][0], posts, half=True),
        Field("minutes", text(_MINUTES), Kind.NUMBER, 60, low=5, high=720, half=True),
        *days,
        Field("panel", text(_PANEL), Kind.CHOICES, None, people, find=search_words),
    )


def offer_times(context: Context, view: PersonView) -> FormSheet:
    """Ask which times to offer, for one of the applications in progress."""
    form = OfferForm(context, view)
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_OFFER),
        context.text(_VERB),
        form,
        subtitle=context.text(_SUBTITLE),
    )

    def filled(values: dict[str, Any]) -> None:
        command = OfferTimes(
            str(values["application"]),
            form.starts(),
            int(values["minutes"]),
            tuple(values["panel"]),
        )
        context.submit(sheet, command)

    context.form(sheet, filled)
    return sheet


def change_hours(context: Context, said: PossibleHours) -> FormSheet:
    """Ask at which hours somebody can be interviewed."""
    lines = said.lines[context.language] if said.lines else ()
    form = Form(
        context.look,
        (
            Field(
                "hours",
                context.text(_WHEN),
                Kind.MULTILINE,
                "\n".join(lines),
                help=context.text(_HELP),
                lines=4,
            ),
            Field("note", context.text(_NOTE), Kind.MULTILINE, said.note, lines=2),
        ),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_HOURS),
        context.text(_SAVE),
        form,
        subtitle=context.text(_HOURS_TEXT),
    )

    def filled(values: dict[str, Any]) -> None:
        hours = tuple(str(values["hours"]).splitlines())
        command = SetPossibleHours(said.candidate_id, hours, str(values["note"]))
        context.submit(sheet, command)

    context.form(sheet, filled)
    return sheet
