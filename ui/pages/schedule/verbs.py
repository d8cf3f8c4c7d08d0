"""What can be done with an interview: the same verbs in its sheet, its menu and on the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.schedule.arriving import ask_late, check_in, finish, reopen, start
from ui.pages.schedule.happening import TITLE as HAPPENED
from ui.pages.schedule.happening import ask_happening
from ui.pages.schedule.moving import ask_move
from ui.pages.schedule.papers import paper_acts
from ui.pages.schedule.states import awaited
from ui.pages.schedule.telling import TELL, Asked, ask_telling
from ui.printing import safe_name
from ui.sheets import FormSheet
from ui.widgets.places import documents
from workbench.interviews.commands import CancelInterview, HoldInterview, NoteNoShow
from workbench.interviews.invitations import PANEL, invitation_text
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.interviews.rules import has_come, is_same_day
from workbench.kernel.i18n import N_

_PERSON, _MOVE, _HELD, _ABSENT, _CANCEL = (
    N_("Open {name}"),
    N_("Move the interview…"),
    N_("Mark as held"),
    N_("Did not come"),
    N_("Cancel the interview…"),
)
_CHECK_IN, _LATE, _START, _FINISH, _REOPEN = (
    N_("Check in {name}"),
    N_("{name} is late…"),
    N_("Begin the interview"),
    N_("The interview is over"),
    N_("Reopen the interview"),
)
_ICS, _ICS_FOR = N_("Calendar file for the panel…"), N_("Calendar file for {name}…")
_CANCEL_TITLE, _CANCEL_VERB, _WHY = (
    N_("Cancel the interview"),
    N_("Cancel the interview"),
    N_("Why"),
)
_CANCEL_TEXT = N_("The calendar file made afterwards takes the appointment back.")
_WHO_TITLE, _WHO, _WHO_VERB = N_("Who did not come?"), N_("Did not come"), N_("Note it")
_SAVED, _KIND = N_("Saved: {path}"), N_("Calendar file")


@dataclass(frozen=True)
class Verb:
    """One thing to do with an interview; `tone` is a kind of button."""

    text: str
    icon: str
    act: Callable[[], Any]
    keys: str = ""
    tone: str = "secondary"


def verbs(context: Context, row: InterviewRow, now: datetime) -> list[Verb]:
    """Return what can be done with an interview now."""
    text = context.text
    found = list(_of_the_day(context, row, now))
    come = has_come(row.starts_at, now, context.moment().tzinfo)  # type: ignore[arg-type]
    planned = row.state == InterviewState.PLANNED
    if come and row.state not in (InterviewState.HELD, InterviewState.CANCELLED):
        found.append(Verb(text(_HELD), "check", partial(hold, context, row), "H"))
    if planned:
        found.append(Verb(text(_MOVE), "calendar-clock", partial(ask_move, context, row), "M"))
    if come and row.state not in (InterviewState.NO_SHOW, InterviewState.CANCELLED):
        found.append(Verb(text(_ABSENT), "user-x", partial(ask_absent, context, row), "N"))
    if planned:
        happened = partial(ask_happening, context, None, row)
        found.append(Verb(text(HAPPENED), "shuffle", happened))
        tell = partial(ask_telling, context, Asked(interview=row.id))
        found.append(Verb(text(TELL), "bell-ring", tell))
    found += list(_files(context, row))
    found += [Verb(said, icon, act) for said, icon, act in paper_acts(context, row)]
    for each in row.candidates:
        show = partial(context.open_person, each.candidate_id, each.application_id)
        found.append(Verb(text(_PERSON, name=each.name), "user", show, "O"))
    if planned:
        act = partial(ask_cancel, context, row)
        found.append(Verb(text(_CANCEL), "ban", act, "R", "ghost"))
    else:
        found.append(Verb(text(_REOPEN), "rotate-ccw", partial(reopen, context, row), "U"))
    return found


def show_menu(context: Context, parent: QWidget, row: InterviewRow, place: QPoint) -> None:
    """Show the menu of what can be done with an interview."""
    menu = QMenu(parent)
    for verb in verbs(context, row, context.moment()):
        act = menu.addAction(context.look.icon(verb.icon), verb.text)
        if verb.keys:
            act.setShortcut(QKeySequence(verb.keys))
        act.triggered.connect(lambda _=False, verb=verb: verb.act())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)


def _of_the_day(context: Context, row: InterviewRow, now: datetime) -> Iterator[Verb]:
    """Yield what is done while the day runs: arriving, being late, beginning, ending."""
    text, zone = context.text, context.moment().tzinfo
    if row.state != InterviewState.PLANNED or not is_same_day(row.starts_at, now, zone):  # type: ignore[arg-type]
        return
    waiting = awaited(row)
    act: Callable[[], Any]
    for each in waiting:
        act = partial(check_in, context, row, each)
        yield Verb(text(_CHECK_IN, name=each.name), "user-check", act, "A")
    if row.started_at is None:
        yield Verb(text(_START), "play", partial(start, context, row), "B")
    else:
        yield Verb(text(_FINISH), "check-check", partial(finish, context, row), "F")
    for each in waiting:
        act = partial(ask_late, context, row, each)
        yield Verb(text(_LATE, name=each.name), "clock-alert", act, "L")


def _files(context: Context, row: InterviewRow) -> Iterator[Verb]:
    yield Verb(
        context.text(_ICS), "calendar-plus", partial(ask_where, context, row, PANEL, row.round)
    )
    for each in row.candidates:
        act = partial(ask_where, context, row, each.candidate_id, each.name)
        yield Verb(context.text(_ICS_FOR, name=each.name), "calendar-plus", act)


def hold(context: Context, row: InterviewRow) -> None:
    """Mark an interview as held."""
    context.run(HoldInterview(row.id))


def ask_absent(context: Context, row: InterviewRow) -> None:
    """Note that nobody came, or ask who of several did not."""
    if len(row.candidates) == 1:
        context.run(NoteNoShow(row.id))
        return
    text = context.text
    people = tuple((each.candidate_id, each.name) for each in row.candidates)
    form = Form(
        context.look, (Field("who", text(_WHO), Kind.CHOICES, None, people, required=True),)
    )
    sheet = FormSheet(
        context.look, context.host, text(_WHO_TITLE), text(_WHO_VERB), form, width=420
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, NoteNoShow(row.id, tuple(values["who"])))

    context.form(sheet, filled)


def ask_cancel(context: Context, row: InterviewRow) -> FormSheet:
    """Ask why an interview is called off."""
    text = context.text
    field = Field("reason", text(_WHY), Kind.MULTILINE, lines=2, required=True)
    sheet = FormSheet(
        context.look,
        context.host,
        text(_CANCEL_TITLE),
        text(_CANCEL_VERB),
        Form(context.look, (field,)),
        subtitle=text(_CANCEL_TEXT),
        danger=True,
        width=420,
    )
    context.form(
        sheet,
        lambda values: context.submit(sheet, CancelInterview(row.id, str(values["reason"]))),
    )
    return sheet


def ask_where(context: Context, row: InterviewRow, audience: str, name: str) -> None:
    """Ask where the calendar file shall be written."""
    start = row.starts_at.astimezone(context.moment().tzinfo)
    suggested = safe_name(f"{start:%Y-%m-%d} {row.round} {name}") + ".ics"
    path, _ = QFileDialog.getSaveFileName(
        context.host, context.text(_KIND), documents(suggested), "iCalendar (*.ics)"
    )
    if path:
        save_ics(context, row, audience, Path(path))


def save_ics(context: Context, row: InterviewRow, audience: str, path: Path) -> None:
    """Write the calendar file for the panel or for a candidate."""
    made = context.bridge.now(invitation_text, row.id, audience=audience, language=context.language)
    try:
        path.write_bytes(made.encode("utf-8"))
    except OSError as error:
        context.say(str(error))
        return
    context.say(_SAVED, path=str(path))
