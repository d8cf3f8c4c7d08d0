"""The sheet that prints an interview day, and the papers of one interview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.schedule.reading import DayView
from ui.printing import SCREEN_DPI, PrintSheet, page_images, show_document
from ui.sheets import Sheet
from ui.tasks import Job, Lane
from ui.theme.tokens import Space
from ui.widgets.states import BusyPanel
from workbench.app import Connection
from workbench.interviewday.prints import (
    PIECE_NAMES,
    PaperSize,
    Piece,
    day_papers,
    print_badge,
    print_guide,
    print_kits,
)
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_
from workbench.letters.wording import words_in
from workbench.paper import Document, Printed
from workbench.paper.binding import bind

_TITLE, _VERB = N_("Print the interview day"), N_("Preview")
_SUBTITLE = N_("Everything is set first and shown here; nothing is printed before you say so.")
_WHAT, _WHOM, _EVERYBODY = N_("What"), N_("For whom"), N_("Everybody")
_LANGUAGE, _OWN = N_("Language"), N_("As each reader speaks")
_SIZE, _SETTING = N_("Paper size"), N_("Setting the pages…")
_DONE = N_("{done} of {total} papers")
_LANGUAGES = (("zh", N_("Chinese")), ("en", N_("English")))
_KIT, _GUIDE, _BADGE = N_("Print the kit"), N_("Print the guide"), N_("Print the badge")
_LETTER_COUNTRIES = ("US", "CA", "MX", "PH")

Made = tuple[Printed, list[QImage]]


class _Stopped(Exception):  # noqa: N818  (nobody has to hear of it)
    """The print was stopped by its reader."""


def ask_papers(context: Context, view: DayView, name: str, person: str = "") -> PapersSheet:
    """Open the sheet of a day's papers; `person` is who is chosen first, '' for everybody."""
    sheet = PapersSheet(context, view, name, person)
    sheet.open()
    return sheet


class PapersSheet(Sheet):
    """Chooses papers of a day, sets them and shows them.

    Attributes: `form`; `busy`, the panel while pages are set.
    """

    def __init__(self, context: Context, view: DayView, name: str, person: str = "") -> None:
        self._context, self._view, self._name = context, view, name
        self._job: Job | None = None
        self._left = False
        self.form = Form(context.look, _fields(context, view, person))
        self.busy = BusyPanel(context.look, context.text(_SETTING))
        self.busy.cancelled.connect(self._stop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.form)
        column.addWidget(self.busy)
        self.busy.hide()
        text = context.text
        super().__init__(
            context.look,
            context.host,
            text(_TITLE),
            text(_VERB),
            inside,
            subtitle=text(_SUBTITLE),
            width=560,
        )
        self.submitted.connect(self._set)
        self.closed.connect(self._leave)

    def typed(self) -> object:
        """Return nothing: what is chosen here is not kept anyhow."""
        return None

    def submit(self) -> None:
        """Check the choice before anything is set."""
        self.show_error("")
        if not self.form.validate():
            self.refit()
            return
        self.submitted.emit()

    def _set(self) -> None:
        work = _work(self._context, self._view, self.form.values())
        self.busy.set_title(self._context.text(_SETTING))
        self._show_busy(busy=True)
        self._job = self._context.bridge.tasks.job(
            work, self._tell, self._done, self._failed, Lane.PRINT
        )

    def _show_busy(self, *, busy: bool) -> None:
        self.form.setVisible(not busy)
        self.busy.setVisible(busy)
        self.set_busy(busy)
        self.refit()

    def _tell(self, done: int, total: int) -> None:
        if not self._left:
            said = self._context.text(_DONE, done=done, total=total)
            self.busy.show_progress(done, total, said)

    def _done(self, made: Made) -> None:
        if not self._left:
            self.close_overlay()
            PrintSheet(self._context, *made, self._name).open()

    def _failed(self, error: Exception) -> None:
        if self._left:
            return
        self._show_busy(busy=False)
        if not isinstance(error, _Stopped):
            self._context.refuse(self, error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _leave(self) -> None:
        self._left = True
        self._stop()
        self.deleteLater()


def _fields(context: Context, view: DayView, person: str) -> tuple[Field, ...]:
    text = context.text
    pieces = tuple((each.value, text(name)) for each, name in PIECE_NAMES.items())
    rows = [row for row in view.rows if row.state != InterviewState.NO_SHOW]
    who = {each.staff_id: each.name for row in rows for each in row.panel}
    who |= {each.candidate_id: each.name for row in rows for each in row.candidates}
    people = (("", text(_EVERYBODY)), *who.items())
    languages = (("", text(_OWN)), *((code, text(name)) for code, name in _LANGUAGES))
    sizes = tuple((each.value, each.value) for each in PaperSize)
    usual = PaperSize.LETTER if view.house.country in _LETTER_COUNTRIES else PaperSize.A4
    chosen = [each.value for each in Piece]
    return (
        Field("pieces", text(_WHAT), Kind.CHOICES, chosen, pieces, required=True),
        Field("person", text(_WHOM), Kind.CHOICE, person, people),
        Field("language", text(_LANGUAGE), Kind.CHOICE, "", languages, half=True),
        Field("size", text(_SIZE), Kind.CHOICE, usual.value, sizes, half=True),
    )


def _work(context: Context, view: DayView, values: dict[str, object]) -> Callable[[Job], Made]:
    """Return what sets the chosen papers and tells how far it is."""
    language = str(values["language"])
    words = words_in(language) if language else context.look.words
    app, day = context.bridge.app, view.day
    chosen: Sequence[object] = values["pieces"]  # type: ignore[assignment]
    pieces = tuple(Piece(str(each)) for each in chosen)
    person, size = str(values["person"]), PaperSize(str(values["size"]))

    def work(job: Job) -> Made:
        made = app.ask(
            day_papers, words, day, pieces, person=person, language=language, paper_size=size
        )

        def told(done: int) -> None:
            if not job.report(done, len(made)):
                raise _Stopped

        told(0)
        printed = bind(made, told)
        return printed, page_images(printed.data, SCREEN_DPI)

    return work


Act = tuple[str, str, Callable[[], None]]


def paper_acts(context: Context, row: InterviewRow) -> tuple[Act, ...]:
    """Return what of one interview can be printed: text, icon and act of each."""
    if row.state not in (InterviewState.PLANNED, InterviewState.HELD):
        return ()
    acts = []
    if any(not each.shadow for each in row.panel):
        acts.append((_KIT, "printer", partial(_print, context, row, _kit)))
    if any(not each.absent for each in row.candidates):
        acts.append((_GUIDE, "printer", partial(_print, context, row, _guide)))
        acts.append((_BADGE, "printer", partial(_print, context, row, _badge)))
    return tuple((context.text(said), icon, act) for said, icon, act in acts)


Reads = Callable[[Connection, Context, InterviewRow], list[Document]]


def _print(context: Context, row: InterviewRow, read: Reads) -> None:
    who = context.listed(each.name for each in row.candidates)

    def make() -> list[Document]:
        made: list[Document] = context.bridge.app.ask(read, context, row)
        return made

    show_document(context, make, f"{row.round} · {who}")


def _kit(connection: Connection, context: Context, row: InterviewRow) -> list[Document]:
    day = row.starts_at.astimezone(context.moment().tzinfo).date()
    members = [each.staff_id for each in row.panel if not each.shadow]
    words = context.look.words
    return [d for id in members for d in print_kits(connection, words, day, interviewer=id)]


def _guide(connection: Connection, context: Context, row: InterviewRow) -> list[Document]:
    people = [each.candidate_id for each in row.candidates if not each.absent]
    words = context.look.words
    return [d for id in people for d in print_guide(connection, words, row.id, id)]


def _badge(connection: Connection, context: Context, row: InterviewRow) -> list[Document]:
    day = row.starts_at.astimezone(context.moment().tzinfo).date()
    people = [each.candidate_id for each in row.candidates if not each.absent]
    words = context.look.words
    return [d for id in people for d in print_badge(connection, words, id, day=day)]
