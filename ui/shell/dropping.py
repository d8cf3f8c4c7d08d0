"""Files dropped on the window: answers to invitations, calendars, and what is to be imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from ui.tasks import Lane
from workbench.apart.reader import Reader
from workbench.intake.replies import Reply
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_CALENDARS, _MAIL = (".ics", ".ifb", ".vfb", ".ical"), ".eml"
_TITLE, _TEXT, _WHO, _VERB = (
    N_("Whose calendar is this?"),
    N_("{name} answers no invitation. Take in when a colleague is busy?"),
    N_("Colleague"),
    N_("Take it in"),
)
_NO_ANSWERS = ("REFRESH", "DECLINECOUNTER", "ADD", "CANCEL")


@dataclass(frozen=True)
class Sorted:
    """What dropped files are: answers, calendars of somebody, refused ones, and all others."""

    answers: tuple[Reply, ...]
    calendars: tuple[Path, ...]
    refused: tuple[BadInput, ...]
    others: tuple[Path, ...]


def take_dropped(context: Context, names: Sequence[str]) -> None:
    """Lead each dropped file to where it belongs; what is no calendar goes to the import."""
    paths = [Path(name) for name in names]
    if not any(path.suffix.lower() in (*_CALENDARS, _MAIL) for path in paths):
        context.go("import", list(names))
        return
    reader, zone = context.bridge.reader(), ZoneInfo(str(context.moment().tzinfo))
    work = partial(sort_files, paths, zone, reader)
    context.bridge.tasks.start(work, partial(_lead, context), context.fail, Lane.JOB)


def sort_files(paths: Sequence[Path], zone: ZoneInfo, reader: Reader) -> Sorted:
    """Look into calendar files and mails, which is done apart from this process."""
    from workbench.interviews.calendarfile import load_reply

    answers, calendars, refused, others = [], [], [], []
    with reader:
        for path in paths:
            kind = path.suffix.lower()
            if kind not in (*_CALENDARS, _MAIL):
                others.append(path)
                continue
            try:
                said = load_reply(path, zone, reader)
            except BadInput as error:
                if kind == _MAIL:
                    others.append(path)
                else:
                    refused.append(error)
                continue
            if said.is_answer or (said.is_event and said.method in _NO_ANSWERS):
                answers.append(said)
            elif kind == _MAIL:
                others.append(path)
            else:
                calendars.append(path)
    return Sorted(tuple(answers), tuple(calendars), tuple(refused), tuple(others))


def _lead(context: Context, found: Sorted) -> None:
    from workbench.interviewday.answers import NoteReply

    for each in found.answers:
        context.run(NoteReply(each))
    for error in found.refused:
        context.fail(error)
    if found.others:
        context.go("import", [str(path) for path in found.others])
    for path in found.calendars:
        ask_whose(context, path)


def ask_whose(context: Context, path: Path) -> FormSheet:
    """Ask whose busy times a calendar says, and take them in."""
    from workbench.interviews.busy import TakeCalendar
    from workbench.interviews.calendarfile import calendar_from_file
    from workbench.people.pinyin import search_words
    from workbench.people.queries import list_staff

    text = context.text
    rows = context.bridge.now(list_staff).rows
    people = tuple((row.id, row.name) for row in rows)
    field = Field("who", text(_WHO), Kind.CHOICE, None, people, find=search_words, required=True)
    form = Form(context.look, (field,))
    subtitle = text(_TEXT, name=path.name)
    sheet = FormSheet(
        context.look, context.host, text(_TITLE), text(_VERB), form, subtitle=subtitle, width=460
    )

    def filled(values: dict[str, Any]) -> None:
        now = context.moment()
        reader, zone = context.bridge.reader(), ZoneInfo(str(now.tzinfo))
        sheet.set_busy(True)
        context.bridge.tasks.start(
            lambda: calendar_from_file(path, zone, now.date(), reader),
            lambda said: context.submit(sheet, TakeCalendar(str(values["who"]), said)),
            partial(context.refuse, sheet),
            Lane.JOB,
        )

    context.form(sheet, filled)
    return sheet
