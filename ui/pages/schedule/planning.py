"""The sheet that plans an interview day: wishes, the planner at work, taking its answer over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.schedule.planform import PlanForm
from ui.pages.schedule.planresult import PlanResult, told_figures
from ui.pages.schedule.ready import Ready
from ui.pages.schedule.unplanned import NobodySheet, UnplannedSheet, missing_bar
from ui.pages.schedule.working import TENTHS, Working
from ui.sheets import Sheet
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.states import BusyPanel
from workbench.app import Connection
from workbench.interviewday.accepting import AcceptPlan
from workbench.interviewday.easing import eased
from workbench.interviewday.instance import DayInstance, day_instance
from workbench.interviewday.planned import PlannedDay, plan_day
from workbench.interviewday.tosit import ToSit, Unplanned, to_sit, unplanned
from workbench.kernel.errors import RuleBroken, WorkbenchError
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page
from workbench.organisation.queries import organisation
from workbench.organisation.times import calendar_of
from workbench.planner.plan import Plan, Relaxation
from workbench.planner.planning import Progress, Stop

_TITLE, _SUBTITLE = (
    N_("Plan the interview day"),
    N_("Hours, rooms, limits and leave are kept. Nothing is set before you have seen the plan."),
)
PLAN, _BACK = N_("Plan the day"), N_("Change the wishes")
_TAKE_ONE, _TAKE = N_("Set 1 interview"), N_("Set {n} interviews")
_BUSY, _STOP, _NONE_YET = N_("Planning…"), N_("Stop and keep the best"), N_("no plan yet")
_SO_FAR = N_("{seconds} s · {what}")
_WIDTH = 760
_FAR = 30  # days in which a working day is looked for


class Step(StrEnum):
    """What the sheet shows."""

    WISHES = "wishes"
    WORKING = "working"
    RESULT = "result"


class PlanSheet(Sheet):
    """Plans a day and takes the plan over.

    Attributes: `form`; `step`; `busy`, the panel while the planner works; `result`, None before
    there is one; `found`, the planned day of it.
    """

    def __init__(
        self,
        context: Context,
        rows: Sequence[ToSit],
        day: date,
        missing: Sequence[Unplanned] = (),
    ) -> None:
        self.form = PlanForm(context, rows, day)
        self.busy = BusyPanel(context.look, context.text(_BUSY))
        self.busy.cancel.setText(context.text(_STOP))
        self.result: PlanResult | None = None
        self.found: PlannedDay | None = None
        self.step = Step.WISHES
        self._context = context
        self._made: DayInstance | None = None
        self._work: Working | None = None
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._place = QVBoxLayout()
        if missing:
            again = partial(ask_plan_day, context, day)
            self._column.addWidget(missing_bar(context, self, missing, again))
        self._lay()
        text = context.text
        super().__init__(
            context.look,
            context.host,
            text(_TITLE),
            text(PLAN),
            self._inside,
            subtitle=text(_SUBTITLE),
            width=_WIDTH,
        )
        self.back = Button(context.look, text(_BACK))
        self.back.clicked.connect(lambda: self._show(Step.WISHES))
        self.add_verb(self.back)
        self.back.hide()
        self._wire()

    def _wire(self) -> None:
        self._ready = Ready(self._context, self)
        self.form.grown.connect(lambda: self.grow(self.form))
        self.busy.cancelled.connect(self._stop)
        self.submitted.connect(self._next)
        self.closed.connect(self._left)

    def _lay(self) -> None:
        self._column.addWidget(self.form)
        self._column.addWidget(self.busy)
        self.busy.hide()
        self._column.addLayout(self._place)

    def typed(self) -> object:
        """Return what stands in the wishes; the day and the chips count as looked at only."""
        return None

    def submit(self) -> None:
        """Check the wishes before the planner is asked."""
        self.show_error("")
        if self.step is Step.WISHES and not self.form.validate():
            self.refit()
            return
        self.submitted.emit()

    def show_error(self, text: str, field: str = "") -> None:
        """Show what was refused under the field it concerns."""
        if field and self.form.show_error(field, text):
            self.refit()
            return
        super().show_error(text)

    def _next(self) -> None:
        if self.step is Step.RESULT:
            self._take()
            return
        try:
            wishes = self.form.wished()
        except WorkbenchError as error:
            self._context.refuse(self, error)
            return
        app, now = self._context.bridge.app, self._context.moment()
        day, chosen, rounds = self.form.day, self.form.applications(), self.form.rounds()

        def make() -> DayInstance:
            return app.ask(day_instance, day, chosen, rounds=rounds, wishes=wishes, now=now)

        self._plan(make)

    def _plan(self, make: Callable[[], DayInstance], *, partial: bool = False) -> None:
        seconds, standby = self.form.seconds, self._ready.standby

        def work(progress: Progress, stop: Stop) -> tuple[DayInstance, PlannedDay]:
            made = make()
            found = plan_day(
                made,
                seconds,
                partial=partial,
                on_progress=progress,
                should_stop=stop,
                standby=standby,
            )
            return made, found

        self.busy.set_title(self._context.text(_BUSY))
        self._show(Step.WORKING)
        self._work = Working(self._context, work, self._tell, self._done, self._refused)

    def _tell(self, plan: Plan | None, tenths: int) -> None:
        """Show how long it has taken, and the best plan so far."""
        what = self._context.text(_NONE_YET)
        if plan is not None and plan.found:
            what = " · ".join(each.text for each in told_figures(self._context, plan)[:3])
        total = round(self.form.seconds * TENTHS)
        said = self._context.text(_SO_FAR, seconds=tenths // TENTHS, what=what)
        self.busy.show_progress(min(tenths, total), total, said)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _done(self, answer: tuple[DayInstance, PlannedDay]) -> None:
        self._made, self.found = answer
        empty(self._place)
        self.result = PlanResult(self._context, self.found, self._ease, self._part)
        self._place.addWidget(self.result)
        self._show(Step.RESULT)

    def _ease(self, change: Relaxation) -> None:
        """Plan again with one demand given up."""
        made = self._made
        if made is not None:
            self._plan(lambda: eased(made, change))

    def _part(self) -> None:
        """Plan again and leave out what has no place."""
        made = self._made
        if made is not None:
            self._plan(lambda: made, partial=True)

    def _refused(self, error: Exception) -> None:
        self._show(Step.WISHES)
        field = error.field if isinstance(error, RuleBroken) else ""
        self.show_error(self._context.reason(error), field)

    def _show(self, step: Step) -> None:
        self.step = step
        text, found = self._context.text, self.found
        self.form.setVisible(step is Step.WISHES)
        self.busy.setVisible(step is Step.WORKING)
        if self.result is not None:
            self.result.setVisible(step is Step.RESULT)
        self.back.setVisible(step is Step.RESULT)
        n = len(found.lines) if found is not None and step is Step.RESULT else 0
        self.primary.setText(self._context.counted(n, _TAKE_ONE, _TAKE) if n else text(PLAN))
        self.primary.setVisible(step is Step.WISHES or n > 0)
        stop = self.busy.cancel if step is Step.WORKING else self.first_focus()
        self.grow(self._inside if step is Step.WISHES else self.busy)
        stop.setFocus()

    def first_focus(self) -> QWidget:
        """Return the first field, or what carries the answer out."""
        if self.step is Step.RESULT:
            return self.primary if self.primary.isVisibleTo(self) else self.back
        return super().first_focus()

    def _take(self) -> None:
        """Set the interviews, and show their day."""
        found = self.found
        if found is not None:
            command = AcceptPlan(found.day, found.texts)
            self._context.submit(
                self, command, lambda _done: self._context.go("schedule", found.day)
            )

    def _left(self) -> None:
        if self._work is not None:
            self._work.leave()
        self._ready.leave()
        self.deleteLater()


def ask_plan_day(context: Context, day: date | None = None) -> None:
    """Open the sheet for a day, once it is known who has rounds to sit."""

    def opened(found: tuple[Page[ToSit], date, Page[Unplanned]]) -> None:
        page, wanted, missing = found
        if page.rows:
            sheet: Sheet = PlanSheet(context, page.rows, wanted, missing.rows)
        elif missing.rows:
            again = partial(ask_plan_day, context, wanted)
            sheet = UnplannedSheet(context, missing.rows, again)
        else:
            sheet = NobodySheet(context)
        sheet.open()

    context.bridge.ask(opened, _read, day or context.today(), context.today())


def _read(
    connection: Connection, day: date, today: date
) -> tuple[Page[ToSit], date, Page[Unplanned]]:
    """Return who has rounds to sit, the day to propose, and where a plan is missing."""
    if day <= today:
        calendar = calendar_of(organisation(connection))
        ahead = (today + timedelta(days=n) for n in range(1, _FAR))
        day = next((each for each in ahead if calendar.is_workday(each)), today)
    return to_sit(connection), day, unplanned(connection)
