"""What the guests of an interview answered, inside its sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.schedule.dueface import span
from ui.pages.schedule.moving import ask_move
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.pill import Pill, PillLabel
from workbench.interviewday.answers import KeepTime
from workbench.interviewday.notices import AnswerRow, answers
from workbench.interviews.day_models import Answer
from workbench.interviews.models import InterviewState
from workbench.interviews.notices import ANSWER_NAMES
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_

_TITLE = N_("Told and answered")
_UNTOLD, _WAITING, _OLD = N_("Not told yet"), N_("No answer yet"), N_("Changed since")
_RATHER = N_("would rather come {when}")
_TAKE, _KEEP = N_("Take this time"), N_("Keep")
_TONES = {
    Answer.ACCEPTED: "ok",
    Answer.DECLINED: "bad",
    Answer.TENTATIVE: "warn",
    Answer.PROPOSED: "accent",
}


class AnswersView(QWidget):
    """Each guest with their answer. `leave` closes the sheet before something else opens."""

    def __init__(self, context: Context, row: InterviewRow, leave: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._row, self._leave = context, row, leave
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Text(context.look, context.text(_TITLE), Role.LABEL, "text2"))
        for each in context.bridge.now(answers, row.id).rows:
            column.addWidget(self._line(each))

    def _line(self, each: AnswerRow) -> QWidget:
        look, context = self._context.look, self._context
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(Text(look, each.name, Role.BODY))
        line.addWidget(PillLabel(look, self._pill(each)))
        line.addStretch()
        column.addLayout(line)
        said = [each.comment.replace("\n", " ")] if each.comment else []
        start, end = each.proposed_start, each.proposed_end
        if start is not None and end is not None:
            said.insert(0, context.text(_RATHER, when=span(context, start, end)))
            if start != self._row.starts_at:
                self._add_verbs(line, each, (start, end))
        if said:
            column.addWidget(Text(look, " · ".join(said), Role.CAPTION, "text2", wrap=True))
        return box

    def _add_verbs(
        self, line: QHBoxLayout, each: AnswerRow, proposed: tuple[datetime, datetime]
    ) -> None:
        take = Button(self._context.look, self._context.text(_TAKE))
        take.clicked.connect(lambda: self._take(*proposed))
        keep = Button(self._context.look, self._context.text(_KEEP), "ghost")
        keep.clicked.connect(lambda: self._keep(each))
        line.addWidget(keep)
        line.addWidget(take)

    def _pill(self, each: AnswerRow) -> Pill:
        text = self._context.text
        if each.told_at is None:
            return Pill(text(_UNTOLD), "neutral")
        if not each.stands:
            return Pill(text(_OLD), "warn")
        if not each.answer:
            return Pill(text(_WAITING), "info")
        answer = Answer(each.answer)
        return Pill(text(ANSWER_NAMES[answer]), _TONES[answer])

    def _take(self, start: datetime, end: datetime) -> None:
        self._leave()
        ask_move(self._context, self._row, (start, end))

    def _keep(self, each: AnswerRow) -> None:
        self._leave()
        self._context.run(KeepTime(each.interview_id, each.guest_id))


def has_answers(row: InterviewRow) -> bool:
    """Tell whether answers still matter: nobody is awaited any more once it took place."""
    return row.state == InterviewState.PLANNED
