"""The sheets that move the first day, cancel an onboarding and add a task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from ui.theme.tokens import Role, Space
from ui.widgets.emptying import empty
from ui.widgets.labels import Text
from ui.widgets.states import NoticeBar
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.i18n import N_
from workbench.onboarding.commands import CancelOnboarding, MoveStart
from workbench.onboarding.models import OwnerRole
from workbench.onboarding.queries import preview_move
from workbench.onboarding.rows import OnboardingCard, ShiftRow
from workbench.onboarding.rules import OWNER_NAMES, Room
from workbench.onboarding.tasks import AddTask
from workbench.pipeline.queries import shown
from workbench.pipeline.rules import REASONS

_MOVE, _MOVE_VERB, _NEW = N_("Move the first day"), N_("Move"), N_("New first day")
_FITS = N_("{n} open tasks move with it; all of them fit.")
_SOME = N_("{n} open tasks move with it; {late} of them become impossible, {last} are due today.")
_LATE = N_("{n} open tasks move with it; {late} of them become impossible.")
_LAST = N_("{n} open tasks move with it; {last} of them are due today.")
_ARROW = "{before} → {after}"
_MORE = N_("and {n} more")
_CANCEL, _CANCEL_VERB = N_("Cancel the onboarding"), N_("Cancel it")
_REASON, _RUNS_ON, _MORE_WORDS = (
    N_("Reason"),
    N_("none: the application runs on"),
    N_("What else there is to say"),
)
_ADD, _WHAT, _DUE, _OWNER, _REQUIRED = (
    N_("Add a task"),
    N_("What is to be done"),
    N_("Due"),
    N_("Who does it"),
    N_("Day one depends on it"),
)
MOST = 6


class MoveStartSheet(FormSheet):
    """A new first day, and below it what the day does to the open tasks.

    Attributes: `shifts`, what was told last.
    """

    def __init__(self, context: Context, card: OnboardingCard) -> None:
        text, line = context.text, card.line
        self._context, self._id = context, line.id
        self.shifts: tuple[ShiftRow, ...] = ()
        field = Field("start_on", text(_NEW), Kind.DATE, line.start_on)
        form = Form(context.look, (field,))
        self._box = QWidget()
        self._told = QVBoxLayout(self._box)
        self._told.setContentsMargins(0, Space.S, 0, 0)
        self._told.setSpacing(Space.XS)
        grid = form.layout()
        assert isinstance(grid, QGridLayout)
        grid.addWidget(self._box, grid.rowCount(), 0, 1, 2)
        subtitle = f"{line.name} · {line.post}"
        super().__init__(
            context.look, context.host, text(_MOVE), text(_MOVE_VERB), form, subtitle=subtitle
        )
        form.changed.connect(lambda _name: self.preview())
        context.form(self, self._move)
        self.preview()

    def day(self) -> date:
        """Return the new first day."""
        day = self.form.values()["start_on"]
        assert isinstance(day, date)
        return day

    def preview(self) -> None:
        """Tell what the day in the field would do."""
        empty(self._told)
        context, today = self._context, self._context.today()
        try:
            self.shifts = context.bridge.now(preview_move, self._id, self.day(), today=today).rows
        except WorkbenchError as error:
            self.shifts = ()
            self.form.show_error("start_on", context.show(error.message), focus=False)
            self.grow(self._box)
            return
        self._tell(self.shifts, today)
        self.grow(self._box)

    def _tell(self, shifts: Sequence[ShiftRow], today: date) -> None:
        look = self._context.look
        late = [row for row in shifts if row.room is Room.IMPOSSIBLE]
        last = [row for row in shifts if row.room is Room.LAST_DAY]
        if late or last:
            words = _SOME if late and last else _LATE if late else _LAST
            said = look.text(words, n=len(shifts), late=len(late), last=len(last))
            self._told.addWidget(NoticeBar(look, said, "bad" if late else "warn", "triangle-alert"))
        else:
            said = look.text(_FITS, n=len(shifts))
            self._told.addWidget(NoticeBar(look, said, "ok", "circle-check"))
        troubled = [*late, *last]
        for row in troubled[:MOST]:
            self._told.addWidget(self._row(row, today))
        if len(troubled) > MOST:
            more = look.text(_MORE, n=len(troubled) - MOST)
            self._told.addWidget(Text(look, more, Role.CAPTION, "text3"))

    def _row(self, row: ShiftRow, today: date) -> QWidget:
        look = self._context.look
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(Space.XS, 0, Space.XS, 0)
        line.addWidget(Text(look, shown(row.names, look.words.language), wrap=True), 1)
        before = moments.date_text(look, row.before, today)
        after = moments.date_text(look, row.after, today)
        tone = "bad" if row.room is Room.IMPOSSIBLE else "warn"
        said = _ARROW.format(before=before, after=after)
        line.addWidget(Text(look, said, Role.CAPTION, tone))
        return box

    def _move(self, values: dict[str, Any]) -> None:
        self._context.submit(self, MoveStart(self._id, values["start_on"]))


def ask_cancel(context: Context, card: OnboardingCard) -> FormSheet:
    """Ask why somebody does not come after all."""
    text, line = context.text, card.line
    reasons = tuple((reason.code, text(reason.text)) for reason in REASONS)
    form = Form(
        context.look,
        (
            Field("reason", text(_REASON), Kind.CHOICE, "", (("", text(_RUNS_ON)), *reasons)),
            Field("note", text(_MORE_WORDS), Kind.MULTILINE, lines=2),
        ),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        text(_CANCEL),
        text(_CANCEL_VERB),
        form,
        subtitle=f"{line.name} · {line.post}",
        danger=True,
        width=440,
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, CancelOnboarding(line.id, values["reason"], values["note"]))

    context.form(sheet, filled)
    return sheet


def add_task(context: Context, card: OnboardingCard) -> FormSheet:
    """Add a task of one's own to an onboarding."""
    text, line = context.text, card.line
    owners = tuple((role.value, text(word)) for role, word in OWNER_NAMES.items())
    form = Form(
        context.look,
        (
            Field("title", text(_WHAT), required=True),
            Field("due_on", text(_DUE), Kind.DATE, line.start_on, half=True),
            Field("owner", text(_OWNER), Kind.CHOICE, OwnerRole.HR.value, owners, half=True),
            Field("required", text(_REQUIRED), Kind.CHECK, False),
        ),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        text(_ADD),
        text(_ADD),
        form,
        subtitle=f"{line.name} · {line.post}",
        width=440,
    )

    def filled(values: dict[str, Any]) -> None:
        values["owner"] = OwnerRole(values["owner"])
        context.submit(sheet, AddTask(line.id, **values))

    context.form(sheet, filled)
    return sheet
