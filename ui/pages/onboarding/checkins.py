"""The check-ins after 7, 30, 60 and 90 days: when they are due, and the sheet that keeps them."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.pages.onboarding.words import due
from ui.sheets import Sheet
from ui.theme.tokens import Role, Space
from ui.widgets.emptying import empty
from ui.widgets.fields import TextArea
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.score import ScoreFace, ScoreRow
from workbench.kernel.i18n import N_
from workbench.onboarding.companions import RecordCheckIn
from workbench.onboarding.models import OnboardingState
from workbench.onboarding.rows import CheckInRow, OnboardingCard
from workbench.onboarding.shipped import QUESTIONS
from workbench.pipeline.queries import shown

_TITLE, _DAY, _HELD, _DUE = (
    N_("Check-ins"),
    N_("Day {mark}"),
    N_("held {day}"),
    N_("due {day}"),
)
_SHEET, _SAVE, _SAID = N_("Check-in of day {mark}"), N_("Record a check-in"), N_("What was said")
_SCALE = N_("1: not at all, 5: fully. What stays open is left out.")


class CheckInsPanel(Panel):
    """One row per check-in; a press opens its sheet."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, context.text(_TITLE), padding=Space.S)
        self._context = context
        self._card: OnboardingCard | None = None
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.HAIR)
        self.add(inside)

    def show_card(self, card: OnboardingCard, today: date) -> None:
        """Show the check-ins of a starter."""
        self._card = card
        empty(self._rows)
        for row in card.check_ins:
            button = RowButton(self._context.look, self._face(row, card.line.state, today))
            button.clicked.connect(lambda _=False, row=row: self.open_sheet(row))
            button.setEnabled(card.line.state == OnboardingState.STARTED)
            self._rows.addWidget(button)

    def _face(self, row: CheckInRow, state: str, today: date) -> RowFace:
        look = self._context.look
        title = look.text(_DAY, mark=row.mark)
        if row.held_on is not None:
            held = moments.date_text(look, row.held_on, today)
            mean = sum(row.answers.values()) / len(row.answers) if row.answers else None
            aside = f"{mean:.1f} / 5" if mean is not None else ""
            detail = look.text(_HELD, day=held)
            return RowFace(title, detail, icon="check", tone="ok", aside=aside)
        word, tone = due(look, row.due_on, row.light, today)
        if state != OnboardingState.STARTED or tone == "neutral":
            day = moments.date_text(look, row.due_on, today)
            return RowFace(title, look.text(_DUE, day=day), icon="message-circle")
        day = moments.date_text(look, row.due_on, today)
        pill = Pill(word, tone)
        return RowFace(title, look.text(_DUE, day=day), icon="message-circle", tone=tone, pill=pill)

    def open_sheet(self, row: CheckInRow) -> CheckInSheet | None:
        """Open the sheet of a check-in."""
        if self._card is None:
            return None
        sheet = CheckInSheet(self._context, self._card.line.id, row)
        sheet.open()
        return sheet


class CheckInSheet(Sheet):
    """The questions with their levels, and what was said.

    Attributes: `rows`, the questions by key; `note`.
    """

    def __init__(self, context: Context, onboarding: str, row: CheckInRow) -> None:
        look, text = context.look, context.text
        self._context, self._onboarding, self._mark = context, onboarding, row.mark
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows: dict[str, ScoreRow] = {}
        for key, question in QUESTIONS.items():
            name = shown(question.names, context.language)
            face = ScoreFace(key, name, level=row.answers.get(key))
            self.rows[key] = ScoreRow(look, face)
            column.addWidget(self.rows[key])
        column.addSpacing(Space.L)
        label = Text(look, text(_SAID), Role.LABEL, "text2")
        self.note = TextArea(look, 4)
        self.note.setPlainText(row.note)
        self.note.setAccessibleName(text(_SAID))
        label.setBuddy(self.note)
        column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.note)
        super().__init__(
            look,
            context.host,
            text(_SHEET, mark=row.mark),
            text(_SAVE),
            inside,
            subtitle=text(_SCALE),
            width=680,
        )
        self.submitted.connect(self._record)
        self.closed.connect(self.deleteLater)

    def _record(self) -> None:
        answers = tuple(
            f"{key}={row.level}" for key, row in self.rows.items() if row.level is not None
        )
        said = self.note.toPlainText().strip()
        command = RecordCheckIn(self._onboarding, self._mark, answers, note=said)
        self._context.submit(self, command)
