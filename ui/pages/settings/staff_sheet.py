"""The sheet of a colleague: details, skills, hours and limits, and when they are busy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout

from ui.context import Context
from ui.forms import Field, Form, Kind, values_of
from ui.pages.busytimes import BusyList, Taken, ask_leave, ask_time, words_in
from ui.sheets import FormSheet
from ui.tasks import Lane
from ui.widgets.buttons import Button
from ui.widgets.places import documents
from workbench.app import Done
from workbench.interviews.availability import busy_ahead
from workbench.interviews.busy import AddBusyTime, RemoveBusyTime, TakeCalendar
from workbench.interviews.calendarfile import calendar_from_file
from workbench.interviews.terms import SaveColleague, SetTerms, TermsRow, terms
from workbench.kernel.i18n import N_
from workbench.people.queries import StaffRow
from workbench.people.staffing import AddStaff, ArchiveStaff, ChangeStaff

_ADD, _CHANGE, _SAVE, _ARCHIVE = (
    N_("Add a colleague"),
    N_("Change a colleague"),
    N_("Save"),
    N_("Archive"),
)
_NAME, _MAIL, _PHONE, _DEPARTMENT, _POST, _SITE, _SINCE = (
    N_("Name"),
    N_("E-mail"),
    N_("Phone"),
    N_("Department"),
    N_("Title"),
    N_("Site"),
    N_("Here since"),
)
INTERVIEWS, BUDDY, LEADS = N_("interviews"), N_("is willing to be a buddy"), N_("leads people")
_SKILLS, _SKILLS_HELP = N_("Skills"), N_("Words with commas between them, such as Python, SQL")
_LANGUAGES = N_("Languages")
_HOURS, _HOURS_HELP = (
    N_("Working hours"),
    N_("Days and times, one a line, such as Mon–Fri 09:00–12:00; empty for the office’s hours"),
)
_DAY, _WEEK, _BUFFER, _NUMBER = (
    N_("Interviews a day at most"),
    N_("Interviews a week at most"),
    N_("Minutes between two interviews"),
    N_("Write a whole number, or nothing."),
)
_BUSY, _LEAVE, _FILE = N_("Busy time…"), N_("Leave…"), N_("Take in a calendar file…")
_CHOOSE, _KIND = N_("Choose a calendar file"), N_("Calendar")
ENDINGS = (".ics", ".ifb", ".vfb", ".ical")
WIDTH = 640
_OF_TERMS = ("hours", "most_a_day", "most_a_week", "buffer")


class ColleagueSheet(FormSheet):
    """A form that also takes a calendar file dropped on it.

    Attributes: `staff_id`, '' for a new colleague.
    """

    def __init__(self, context: Context, form: Form, title: str, verb: str, staff_id: str) -> None:
        super().__init__(context.look, context.host, title, verb, form, width=WIDTH)
        self._context, self.staff_id = context, staff_id
        self.setAcceptDrops(bool(staff_id))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a calendar file."""
        if _calendars(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in the calendar files dropped."""
        for path in _calendars(event):
            event.acceptProposedAction()
            self.take_in(path)

    def choose_file(self) -> None:
        """Ask for a calendar file and take it in."""
        title, kind = self._context.text(_CHOOSE), self._context.text(_KIND)
        kinds = f"{kind} ({' '.join(f'*{each}' for each in ENDINGS)})"
        path, _ = QFileDialog.getOpenFileName(self, title, documents(), kinds)
        if path:
            self.take_in(path)

    def take_in(self, path: str) -> None:
        """Read a file off the UI thread and take in when the colleague is busy."""
        context, staff_id, now = self._context, self.staff_id, self._context.moment()
        reader, zone = context.bridge.reader(), ZoneInfo(str(now.tzinfo))
        context.bridge.tasks.start(
            lambda: calendar_from_file(Path(path), zone, now.date(), reader),
            lambda said: context.run(TakeCalendar(staff_id, said)),
            context.fail,
            Lane.JOB,
        )


def _calendars(event: QDropEvent) -> list[str]:
    paths = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if Path(path).suffix.lower() in ENDINGS]


def edit_staff(
    context: Context, row: StaffRow | None, then: Callable[[], object] | None = None
) -> ColleagueSheet:
    """Open the sheet of a colleague, or an empty one; `then` is called when all is written."""
    text = context.text
    said = context.bridge.now(terms, row.id) if row else TermsRow("")
    form = Form(context.look, (*_details(context, row), *_terms(context, said)))
    title, verb = text(_CHANGE if row else _ADD), text(_SAVE if row else _ADD)
    sheet = ColleagueSheet(context, form, title, verb, row.id if row else "")
    if row is not None:
        archive = Button(context.look, text(_ARCHIVE), "ghost", "archive")
        archive.clicked.connect(lambda: context.submit(sheet, ArchiveStaff(row.id)))
        sheet.add_verb(archive)
        _add_busy(context, sheet, row.id)

    def filled(values: dict[str, Any]) -> None:
        def written(_done: Done) -> None:
            if then is not None:
                then()

        context.submit(sheet, command_of(row, values), written)

    context.form(sheet, filled)
    return sheet


def _add_busy(context: Context, sheet: ColleagueSheet, staff_id: str) -> None:
    verbs = (
        (_BUSY, "plus", lambda: ask_time(context, _busy_of(staff_id))),
        (_LEAVE, "calendar-off", lambda: ask_leave(context, staff_id)),
        (_FILE, "upload", sheet.choose_file),
    )
    taken = Taken(staff_id, busy_ahead, RemoveBusyTime, "busy_time", verbs)
    grid = sheet.form.layout()
    assert isinstance(grid, QGridLayout)
    grid.addWidget(BusyList(context, taken, sheet.grow), grid.rowCount(), 0, 1, 2)


def _busy_of(staff_id: str) -> Callable[..., AddBusyTime]:
    return lambda start, end, label: AddBusyTime(staff_id, start, end, label)


def _details(context: Context, row: StaffRow | None) -> tuple[Field, ...]:
    text, value = context.text, values_of(row)
    skills, languages = (context.listed(value(each, ())) for each in ("skills", "languages"))
    return (
        Field("name", text(_NAME), value=value("name", ""), required=True, half=True),
        Field("department", text(_DEPARTMENT), value=value("department", ""), half=True),
        Field("title", text(_POST), value=value("title", ""), half=True),
        Field("site", text(_SITE), value=value("site", ""), half=True),
        Field("email", text(_MAIL), value=value("email", ""), half=True),
        Field("phone", text(_PHONE), value=value("phone", ""), half=True),
        Field("hired_on", text(_SINCE), Kind.DATE, value("hired_on", None), half=True),
        Field("languages", text(_LANGUAGES), value=languages, half=True),
        Field("skills", text(_SKILLS), value=skills, help=text(_SKILLS_HELP)),
        Field("interviewer", text(INTERVIEWS), Kind.CHECK, value("interviewer", True), half=True),
        Field("manager", text(LEADS), Kind.CHECK, value("manager", False), half=True),
        Field("buddy", text(BUDDY), Kind.CHECK, value("buddy", False)),
    )


def _terms(context: Context, said: TermsRow) -> tuple[Field, ...]:
    text = context.text
    lines = said.lines[context.language] if said.lines else ()

    def whole(typed: object) -> str:
        return "" if str(typed).isdigit() else text(_NUMBER)

    def number(name: str, label: str, value: int | None) -> Field:
        shown = "" if value is None else str(value)
        return Field(name, text(label), value=shown, half=True, check=whole)

    hours = text(_HOURS_HELP)
    return (
        Field("hours", text(_HOURS), Kind.MULTILINE, "\n".join(lines), help=hours, lines=2),
        number("most_a_day", _DAY, said.most_a_day),
        number("most_a_week", _WEEK, said.most_a_week),
        number("buffer", _BUFFER, said.buffer or None),
    )


def command_of(row: StaffRow | None, values: dict[str, Any]) -> SaveColleague:
    """Return the command that writes what stands in the form."""
    details = {name: value for name, value in values.items() if name not in _OF_TERMS}
    for name in ("skills", "languages"):
        details[name] = words_in(details[name])
    numbers = {each: int(str(values[each])) if values[each] else None for each in _OF_TERMS[1:]}
    said = SetTerms(
        row.id if row else "",
        tuple(str(values["hours"]).splitlines()),
        numbers["most_a_day"],
        numbers["most_a_week"],
        numbers["buffer"] or 0,
    )
    return SaveColleague(ChangeStaff(row.id, **details) if row else AddStaff(**details), said)
