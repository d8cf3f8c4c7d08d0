"""What came of planning: the interviews by time, who waits how long, who interviews how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.figures import Figure, FigureLine
from ui.widgets.labels import Line, Text
from ui.widgets.states import NoticeBar
from workbench.interviewday.easing import can_ease
from workbench.interviewday.planned import PlannedDay, PlannedLine
from workbench.kernel.i18n import N_
from workbench.planner.plan import INFEASIBLE, OPTIMAL, Plan, Relaxation
from workbench.planner.times import clock

_ONE, _MANY = N_("1 interview"), N_("{n} interviews")
_END, _WAITING, _BEST, _GOOD = (
    N_("ends at {time}"),
    N_("{n} minutes of waiting"),
    N_("the best plan there is"),
    N_("a plan; there may be a better one"),
)
_CALL, _STANDS_IN = N_("Video or phone"), N_("{name} (stands in)")
_WAITS, _LOADS = N_("Waiting per candidate"), N_("Interviews per interviewer")
_NO_WAIT, _WAIT = N_("does not wait"), N_("waits {n} minutes")
_CLASH, _ENOUGH, _TRY, _PART = (
    N_("There is no plan: these cannot hold together"),
    N_("Each of these would be enough:"),
    N_("Try with this"),
    N_("Place as many as go"),
)
_UNKNOWN = N_("No plan was found in that time. Look for longer, or choose fewer people.")
_CLASH_ROLES = ("bad", "circle-alert")


class PlanResult(QWidget):
    """A planned day, or why there is none; `ease` and `part` are called by its buttons."""

    def __init__(
        self,
        context: Context,
        found: PlannedDay,
        ease: Callable[[Relaxation], None],
        part: Callable[[], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        for note in found.notes:
            self._bar(context.show(note), "warn", "triangle-alert")
        if found.plan.found:
            self._plan(found)
        elif found.plan.status == INFEASIBLE:
            self._clash(found.plan, ease)
            self._button(_PART, part)
        else:
            self._bar(context.text(_UNKNOWN), "warn", "clock")
            self._button(_PART, part)

    def _bar(self, text: str, tone: str, icon: str) -> None:
        self._column.addWidget(NoticeBar(self._context.look, text, tone, icon))

    def _button(self, word: str, act: Callable[[], None]) -> None:
        row = QHBoxLayout()
        button = Button(self._context.look, self._context.text(word))
        button.clicked.connect(lambda _=False: act())
        row.addWidget(button)
        row.addStretch()
        self._column.addLayout(row)

    def _said(self, text: dict[str, str]) -> str:
        return text.get(self._context.language) or next(iter(text.values()))

    def _plan(self, found: PlannedDay) -> None:
        look = self._context.look
        figures = FigureLine(look)
        figures.show_figures(told_figures(self._context, found.plan))
        self._column.addWidget(figures)
        for each in found.plan.dropped:
            self._bar(self._said(dict(each.text)), "bad", "circle-alert")
        self._column.addLayout(self._lines(found.lines))
        self._column.addWidget(Line(look))
        both = QHBoxLayout()
        both.setSpacing(Space.XL)
        both.addLayout(self._pairs(_WAITS, [(w.name, self._wait(w.minutes)) for w in found.waits]))
        loads = [(each.name, self._interviews(each.interviews)) for each in found.loads]
        both.addLayout(self._pairs(_LOADS, loads))
        self._column.addLayout(both)

    def _wait(self, minutes: int) -> str:
        text = self._context.text
        return text(_WAIT, n=minutes) if minutes else text(_NO_WAIT)

    def _interviews(self, n: int) -> str:
        return self._context.counted(n, _ONE, _MANY)

    def _lines(self, lines: Sequence[PlannedLine]) -> QGridLayout:
        look, text = self._context.look, self._context.text
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        for column, stretch in enumerate((0, 3, 3, 2, 3)):
            grid.setColumnStretch(column, stretch)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, each in enumerate(lines):
            panel = (
                text(_STANDS_IN, name=name) if name in each.alternates else name
                for name in each.panel
            )
            cells = (
                (f"{clock(each.start)}–{clock(each.end)}", Role.BODY, "text2"),
                (each.candidate, Role.STRONG, ""),
                (each.round, Role.BODY, ""),
                (each.room or text(_CALL), Role.BODY, "text2"),
                (self._context.listed(panel), Role.BODY, ""),
            )
            for column, (said, role, tone) in enumerate(cells):
                wrap = column > 0
                grid.addWidget(Text(look, said, role, tone, wrap=wrap), row, column, middle)
        return grid

    def _pairs(self, title: str, pairs: Sequence[tuple[str, str]]) -> QVBoxLayout:
        look = self._context.look
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addWidget(Text(look, self._context.text(title), Role.LABEL, "text2"))
        for name, said in pairs:
            row = QHBoxLayout()
            row.addWidget(Text(look, name, Role.BODY), 1)
            row.addWidget(Text(look, said, Role.CAPTION, "text2"))
            column.addLayout(row)
        column.addStretch()
        return column

    def _clash(self, plan: Plan, ease: Callable[[Relaxation], None]) -> None:
        look, text = self._context.look, self._context.text
        self._bar(text(_CLASH), *_CLASH_ROLES)
        for each in plan.clash:
            self._column.addWidget(Text(look, f"· {self._said(dict(each.text))}", wrap=True))
        if plan.relaxations:
            self._column.addWidget(Line(look))
            self._column.addWidget(Text(look, text(_ENOUGH), Role.STRONG))
        for change in plan.relaxations:
            row = QHBoxLayout()
            said = self._said(dict(change.text))
            row.addWidget(Text(look, said, wrap=True), 1)
            if can_ease(change):
                button = Button(look, text(_TRY))
                button.setAccessibleName(f"{text(_TRY)}: {said}")
                button.clicked.connect(lambda _=False, change=change: ease(change))
                row.addWidget(button)
            self._column.addLayout(row)


def told_figures(context: Context, plan: Plan) -> tuple[Figure, ...]:
    """Return a plan in a few figures."""
    text = context.text
    word, icon, tone = (
        (_BEST, "check", "ok") if plan.status == OPTIMAL else (_GOOD, "info", "text2")
    )
    last = max((each.end for each in plan.interviews), default=0)
    return (
        Figure(context.counted(len(plan.interviews), _ONE, _MANY), "calendar-days"),
        Figure(text(_WAITING, n=plan.parts.get("candidate_wait", 0)), "clock"),
        Figure(text(_END, time=clock(last)), "flag"),
        Figure(text(word), icon, tone),
    )
