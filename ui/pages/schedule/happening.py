"""The sheet "something happened": what, what follows from it, and carrying it out."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.schedule.happenform import (
    KINDS,
    REASONS,
    Choices,
    HappeningForm,
    quick,
    read_choices,
)
from ui.pages.schedule.ready import Ready
from ui.pages.schedule.rippleview import RippleView
from ui.pages.schedule.telling import Asked, ask_telling
from ui.pages.schedule.working import TENTHS, Working
from ui.sheets import Sheet
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button, Segments
from ui.widgets.emptying import empty
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Text
from ui.widgets.states import BusyPanel
from workbench.interviewday.happenings import Happening
from workbench.interviewday.happenings import Kind as What
from workbench.interviewday.mendable import mendable
from workbench.interviewday.mending import AcceptMending
from workbench.interviewday.ripple import SECONDS, Ripple, ripple
from workbench.interviews.queries import InterviewRow
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.planner.plan import UNKNOWN, Plan
from workbench.planner.planning import Progress, Stop

TITLE = N_("Something happened…")
_TITLE, _SUBTITLE = (
    N_("Something happened"),
    N_("You see what follows before anything is changed; as little as possible is moved."),
)
_LOOK, _CARRY, _NOTE, _OTHER, _AGAIN = (
    N_("See what follows"),
    N_("Carry it out"),
    N_("Note it"),
    N_("Something else"),
    N_("Choose something else"),
)
_BUSY, _STOP, _ELAPSED = N_("Working it out…"), N_("Stop and keep the best"), N_("{seconds} s")
_WIDTH = 720


class HappeningSheet(Sheet):
    """Asks what happened on a day, shows what follows, carries it out.

    With an interview its usual happenings stand ready, each a press of a button. Attributes:
    `found`, what follows, None before it was worked out; `form` of the chosen kind.
    """

    def __init__(self, context: Context, choices: Choices, row: InterviewRow | None) -> None:
        self._context, self._choices = context, choices
        self.found: Ripple | None = None
        self.view: RippleView | None = None
        self._work: Working | None = None
        look, text = context.look, context.text
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self.quick = self._quick(row)
        self.asking = self._asking(row)
        self.busy = BusyPanel(look, text(_BUSY))
        self.busy.cancel.setText(text(_STOP))
        self._place = QVBoxLayout()
        for part in (self.quick, self.asking, self.busy):
            self._column.addWidget(part)
        self._column.addLayout(self._place)
        subtitle = text(_SUBTITLE)
        super().__init__(
            look, context.host, text(_TITLE), text(_LOOK), inside, subtitle=subtitle, width=_WIDTH
        )
        self._inside = inside
        self.again = Button(look, text(_AGAIN))
        self.again.clicked.connect(self._begin)
        self.add_verb(self.again)
        self._row = row
        self._ready = Ready(context, self)
        self.busy.cancelled.connect(lambda: self._work.stop() if self._work else None)
        self.submitted.connect(self._next)
        self.closed.connect(self._left)
        self._begin()

    def _quick(self, row: InterviewRow | None) -> QWidget:
        """Return the usual happenings of an interview as buttons."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        if row is None:
            return box
        look = self._context.look
        names = self._context.listed(each.name for each in row.candidates)
        column.addWidget(Text(look, f"{names} · {row.round}", Role.STRONG))
        inner = QWidget()
        flow = FlowLayout(inner)
        for icon, said, happening in quick(self._context, self._choices, row):
            button = Button(look, said, icon=icon)
            button.clicked.connect(lambda _=False, happening=happening: self.look_at(happening))
            flow.addWidget(button)
        column.addWidget(inner)
        self.other = Button(look, self._context.text(_OTHER), "ghost", "ellipsis")
        self.other.clicked.connect(self._ask)
        flow.addWidget(self.other)
        return box

    def _asking(self, row: InterviewRow | None) -> QWidget:
        """Return the choice of kinds with the form of the chosen one."""
        box, context = QWidget(), self._context
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        parts = tuple((kind.value, context.text(word)) for kind, word in KINDS)
        self.kinds = Segments(context.look, parts)
        self.kinds.chosen.connect(self._choose)
        column.addWidget(self.kinds)
        self.form = HappeningForm(context, self._choices, What.LATE)
        column.addWidget(self.form)
        self._form_place = column
        return box

    def typed(self) -> object:
        """Return nothing: all that stands here was only looked at."""
        return None

    def _begin(self) -> None:
        """Show what can be chosen."""
        self.found = None
        self._ready.get_ready()
        empty(self._place)
        self.view = None
        self._show(quick=self._row is not None, asking=self._row is None)

    def _ask(self) -> None:
        self._show(asking=True)

    def _choose(self, kind: str) -> None:
        before = self.form
        self.form = HappeningForm(self._context, self._choices, What(kind))
        self._form_place.replaceWidget(before, self.form)
        before.hide()
        before.deleteLater()
        self.form.show()
        self.show_error("")
        self.grow(self.asking)

    def _show(self, *, quick: bool = False, asking: bool = False, busy: bool = False) -> None:
        self.quick.setVisible(quick)
        self.asking.setVisible(asking)
        self.busy.setVisible(busy)
        found = self.found
        self.again.setVisible(found is not None)
        can = found is not None and found.status != UNKNOWN
        self.primary.setVisible(asking or can)
        self.primary.setText(self._context.text(self._verb(found)))
        self.show_error("")
        if self.isVisible():
            self.grow(self.busy)
            (self.busy.cancel if busy else self.first_focus()).setFocus()

    def _verb(self, found: Ripple | None) -> str:
        if found is None:
            return _LOOK
        return _CARRY if found.lines else _NOTE

    def first_focus(self) -> QWidget:
        """Return what carries it out, once there is something; else the first thing to choose."""
        if self.found is not None:
            return self.primary if self.primary.isVisibleTo(self) else self.again
        return super().first_focus()

    def submit(self) -> None:
        """Check the form before the planner is asked."""
        self.show_error("")
        if self.found is None and not self.form.validate():
            self.refit()
            return
        self.submitted.emit()

    def _next(self) -> None:
        if self.found is None:
            self.look_at(self.form.happening())
        else:
            self._carry_out(self.found)

    def look_at(self, happening: Happening) -> None:
        """Work out what follows, beside the window."""
        app, now, day = self._context.bridge.app, self._context.moment(), self._choices.day
        standby = self._ready.standby

        def work(progress: Progress, stop: Stop) -> Ripple:
            made = app.ask(mendable, day, happening, now)
            return ripple(made, SECONDS, on_progress=progress, should_stop=stop, standby=standby)

        self._kind = happening.kind
        self.busy.set_title(self._context.text(_BUSY))
        self._show(busy=True)
        self._work = Working(self._context, work, self._tell, self._done, self._refused)

    def _tell(self, _plan: Plan | None, tenths: int) -> None:
        total = round(SECONDS * TENTHS)
        said = self._context.text(_ELAPSED, seconds=tenths // TENTHS)
        self.busy.show_progress(min(tenths, total), total, said)

    def _done(self, found: Ripple) -> None:
        self.found = found
        self.view = RippleView(self._context, found)
        self._place.addWidget(self.view)
        self._show()

    def _refused(self, error: Exception) -> None:
        self._begin()
        field = error.field if isinstance(error, RuleBroken) else ""
        self.show_error(self._context.reason(error), field)

    def _carry_out(self, found: Ripple) -> None:
        reason = self._context.text(REASONS[self._kind])
        command = AcceptMending(found.day, found.event, found.changes, reason)
        self._context.submit(self, command, lambda _done: self._carried_out(found.day))

    def _carried_out(self, day: date) -> None:
        self._context.go("schedule", day)
        ask_telling(self._context, Asked(day, changed=True))

    def _left(self) -> None:
        if self._work is not None:
            self._work.leave()
        self._ready.leave()
        self.deleteLater()


def ask_happening(
    context: Context, day: date | None = None, row: InterviewRow | None = None
) -> None:
    """Open the sheet for a day, or for one interview of it."""
    wanted = day or context.today()
    if row is not None:
        wanted = row.starts_at.astimezone(context.moment().tzinfo).date()

    def opened(choices: Choices) -> None:
        HappeningSheet(context, choices, choices.row(row.id) if row is not None else None).open()

    context.bridge.ask(opened, read_choices, wanted, context.moment())
