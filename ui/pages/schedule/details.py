"""The sheet of one interview: what, who, where, and the verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.pages.schedule.answering import AnswersView, has_answers
from ui.pages.schedule.reading import DayView
from ui.pages.schedule.verbs import Verb, verbs
from ui.sheets import Sheet
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Text
from ui.widgets.pill import Pill
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.states import NoticeBar
from workbench.interviews.documents import STATE_NAMES
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_

_WHEN, _ROOM, _LINK, _PANEL, _WHY = (
    N_("When"),
    N_("Room"),
    N_("Link of the call"),
    N_("Panel"),
    N_("Why"),
)
_HERE = N_("Arrived {time}")
_LENGTH = N_("{n} minutes")
_LISTENS, _ABSENT, _CLOSE = N_("{name} (listens)"), N_("Did not come"), N_("Close")
_TONES = {
    InterviewState.PLANNED: "info",
    InterviewState.HELD: "ok",
    InterviewState.NO_SHOW: "bad",
    InterviewState.CANCELLED: "neutral",
}


class DetailsSheet(Sheet):
    """One interview. Its first verb is the primary button."""

    def __init__(self, context: Context, view: DayView, row: InterviewRow) -> None:
        self._context, self._row = context, row
        now = context.moment()
        found = [verb for verb in verbs(context, row, now) if verb.keys != "O"]
        first = next((verb for verb in found if verb.keys in ("A", "B", "F", "H", "M")), None)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for clash in view.clashes.get(row.id, ()):
            tone = "bad" if clash.blocks else "warn"
            column.addWidget(
                NoticeBar(context.look, context.show(clash.message), tone, "triangle-alert")
            )
        column.addWidget(self._people())
        column.addLayout(self._facts(view))
        if has_answers(row):
            column.addWidget(AnswersView(context, row, self.close_overlay))
        column.addSpacing(Space.XS)
        column.addWidget(self._buttons([verb for verb in found if verb is not first]))
        verb = first.text if first else context.text(_CLOSE)
        super().__init__(
            context.look, context.host, row.round, verb, inside, subtitle=row.title, width=520
        )
        self.cancel.setText(context.text(_CLOSE))  # "cancel" would be about the interview
        self.cancel.setVisible(first is not None)
        self.submitted.connect(lambda: self._do(first) if first else self.close_overlay())
        self.closed.connect(self.deleteLater)

    def _people(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        context, text = self._context, self._context.text
        state = InterviewState(self._row.state)
        for each in self._row.candidates:
            pill = Pill(text(STATE_NAMES[state]), _TONES[state])
            if each.absent:
                pill = Pill(text(_ABSENT), "bad")
            elif each.arrived_at is not None and state is InterviewState.PLANNED:
                at = each.arrived_at.astimezone(context.moment().tzinfo)
                pill = Pill(text(_HERE, time=f"{at:%H:%M}"), "ok")
            face = RowFace(each.name, hue=hue_for(each.candidate_id), pill=pill)
            button = RowButton(context.look, face)
            button.clicked.connect(
                lambda _=False, who=each: self._open(who.candidate_id, who.application_id)
            )
            column.addWidget(button)
        return box

    def _facts(self, view: DayView) -> QGridLayout:
        context, row, look = self._context, self._row, self._context.look
        text = context.text
        start, end = (at.astimezone(view.zone) for at in (row.starts_at, row.ends_at))
        length = round((row.ends_at - row.starts_at).total_seconds() / 60)
        day = moments.long_day(look, start.date())
        panel = (text(_LISTENS, name=each.name) if each.shadow else each.name for each in row.panel)
        facts = (
            (_WHEN, f"{day}  {start:%H:%M}–{end:%H:%M}  ({text(_LENGTH, n=length)})"),
            (_ROOM, row.room),
            (_LINK, row.call_link),
            (_PANEL, context.listed(panel)),
            (_WHY, row.state_reason),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, look.px(72))
        for title, value in facts:
            if value:
                line = grid.rowCount()
                top = Qt.AlignmentFlag.AlignTop
                grid.addWidget(Text(look, text(title), Role.BODY, "text2"), line, 0, top)
                grid.addWidget(Text(look, value, Role.BODY, wrap=True), line, 1)
        return grid

    def _buttons(self, found: list[Verb]) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for verb in found:
            button = Button(self._context.look, verb.text, verb.tone, verb.icon)
            button.clicked.connect(lambda _=False, verb=verb: self._do(verb))
            flow.addWidget(button)
        return box

    def _do(self, verb: Verb) -> None:
        self.close_overlay()
        verb.act()

    def _open(self, candidate: str, application: str) -> None:
        self.close_overlay()
        self._context.open_person(candidate, application)
