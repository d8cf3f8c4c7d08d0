"""The buddy: who it is or could be and why, and how often the two have met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet, Sheet
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill, PillLabel
from ui.widgets.rows import RowButton, RowFace
from workbench.kernel.i18n import N_
from workbench.onboarding.buddies import Pace
from workbench.onboarding.companions import AssignBuddy, NoteMeeting, ReleaseBuddy
from workbench.onboarding.models import OnboardingState
from workbench.onboarding.rows import BuddyRow, OnboardingCard, SuggestionRow

_TITLE, _SINCE, _CHANGE, _RELEASE, _OTHERS = (
    N_("Buddy"),
    N_("{title} · since {day}"),
    N_("Choose another…"),
    N_("Release the buddy"),
    N_("All colleagues…"),
)
_NONE = N_("Nobody yet. Press one of these to assign them.")
_NO_ONE = N_("Nobody is willing and free. Colleagues are asked on the settings page.")
_MET, _LAST, _NOTE_MEETING = N_("{held} / {target} meetings"), N_("last {day}"), N_("They met")
_WHEN, _WORD = N_("When"), N_("A word on it, such as lunch or walk")
_CHOOSE, _CLOSE = N_("Who could be the buddy"), N_("Close")
_UNFIT = N_("not possible")
_PACES = {
    Pace.NOT_BEGUN: ("neutral", N_("not begun")),
    Pace.ON_TRACK: ("ok", N_("on track")),
    Pace.BEHIND: ("warn", N_("behind")),
    Pace.REACHED: ("ok", N_("mark reached")),
}
_POINTS = N_("{n} points")
MOST, ROOM, WIDE = 3, 205, 370


class BuddyPanel(Panel):
    """The buddy with the tally of meetings, or suggestions with their reasons."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, context.text(_TITLE), padding=Space.S)
        self._context = context
        self._card: OnboardingCard | None = None
        self._suggested: tuple[SuggestionRow, ...] = ()
        self.other = Button(context.look, context.text(_OTHERS), "ghost", "users")
        self.other.clicked.connect(self.choose)
        self.head.addWidget(self.other)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.HAIR)
        self.add(inside)

    def show_card(
        self, card: OnboardingCard, suggested: tuple[SuggestionRow, ...], today: date
    ) -> None:
        """Show the buddy of a starter, or who could be it."""
        self._card, self._suggested = card, suggested
        empty(self._rows)
        self.other.setText(self._context.text(_CHANGE if card.buddy else _OTHERS))
        if card.buddy is None:
            self._suggest()
            return
        self._show_buddy(card.buddy, today)
        self._show_meetings(card, today)

    def _show_buddy(self, buddy: BuddyRow, today: date) -> None:
        look = self._context.look
        since = moments.date_text(look, buddy.since, today)
        title = buddy.title or look.text(_TITLE)
        detail = look.text(_SINCE, title=title, day=since)
        row = RowButton(look, RowFace(buddy.name, detail, hue=hue_for(buddy.staff_id)))
        row.clicked.connect(self.choose)
        self._rows.addWidget(row)

    def _show_meetings(self, card: OnboardingCard, today: date) -> None:
        look, tally = self._context.look, card.line.meetings
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(10, Space.XS, Space.XS, 0)
        line.setSpacing(Space.S)
        said = look.text(_MET, held=tally.held, target=tally.target)
        if card.meetings:
            last = moments.date_text(look, card.meetings[-1].held_on, today)
            said = f"{said} · {look.text(_LAST, day=last)}"
        line.addWidget(Text(look, said, Role.BODY))
        tone, word = _PACES[tally.pace]
        line.addWidget(PillLabel(look, Pill(look.text(word), tone)))
        line.addStretch(1)
        self._rows.addWidget(box)
        verbs = QWidget()
        row = QHBoxLayout(verbs)
        row.setContentsMargins(10, Space.XS, 10, Space.XS)
        met = Button(look, look.text(_NOTE_MEETING), "secondary", "coffee")
        met.clicked.connect(self.note_meeting)
        release = Button(look, look.text(_RELEASE), "ghost")
        release.clicked.connect(self._release)
        row.addWidget(met)
        row.addWidget(release)
        row.addStretch(1)
        self._rows.addWidget(verbs)

    def _suggest(self) -> None:
        look = self._context.look
        best = [row for row in self._suggested if row.is_eligible][:MOST]
        note = Text(look, look.text(_NONE if best else _NO_ONE), Role.CAPTION, "text2", wrap=True)
        note.setContentsMargins(10, 0, 10, Space.XS)
        self._rows.addWidget(note)
        for row in best:
            self._rows.addWidget(self._row(row, self._assign, ROOM))

    def _fitting(self, parts: Sequence[str], room: int) -> str:
        """Return as many reasons as stand in a row whole."""
        metrics, said = self._context.look.metrics(Role.CAPTION), ""
        for count in range(1, len(parts) + 1):
            longer = self._context.listed(parts[:count])
            if said and metrics.horizontalAdvance(longer) > self._context.look.px(room):
                break
            said = longer
        return said

    def _row(self, row: SuggestionRow, act: Any, room: int) -> RowButton:
        context = self._context
        telling = [each for each in row.reasons if each.speaks_for == row.is_eligible]
        # Who may be it differs by preferences, which come last; who may not, by what stands first.
        ordered = list(reversed(telling))[:MOST] if row.is_eligible else telling[:MOST]
        pill = None if row.is_eligible else Pill(context.text(_UNFIT), "neutral")
        aside = context.text(_POINTS, n=row.score) if row.is_eligible else ""
        reasons = self._fitting([context.show(each.text) for each in ordered], room)
        face = RowFace(row.name, reasons, hue=hue_for(row.staff_id), pill=pill, aside=aside)
        button = RowButton(context.look, face)
        button.setToolTip("\n".join(context.show(each.text) for each in row.reasons))
        button.clicked.connect(lambda _=False: act(row))
        return button

    def _assign(self, row: SuggestionRow) -> None:
        if self._card is not None:
            told = [each.text for each in row.reasons if each.speaks_for]
            reason = self._context.listed(self._context.show(each) for each in told)
            self._context.run(AssignBuddy(self._card.line.id, row.staff_id, reason))

    def _release(self) -> None:
        if self._card is not None:
            self._context.run(ReleaseBuddy(self._card.line.id))

    def choose(self) -> Sheet:
        """Show all colleagues with what speaks for them and against."""
        look = self._context.look
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        sheet = Sheet(
            look, self._context.host, look.text(_CHOOSE), look.text(_CLOSE), inside, width=560
        )
        sheet.cancel.hide()
        sheet.submitted.connect(sheet.close_overlay)
        sheet.closed.connect(sheet.deleteLater)

        def chosen(row: SuggestionRow) -> None:
            sheet.close_overlay()
            self._assign(row)

        for each in self._suggested:
            column.addWidget(self._row(each, chosen, WIDE))
        sheet.open()
        return sheet

    def note_meeting(self) -> FormSheet | None:
        """Note that the two met."""
        if self._card is None or self._card.line.state not in (
            OnboardingState.PLANNED,
            OnboardingState.STARTED,
        ):
            return None
        context, id = self._context, self._card.line.id
        text = context.text
        form = Form(
            context.look,
            (
                Field("held_on", text(_WHEN), Kind.DATE, context.today()),
                Field("note", text(_WORD)),
            ),
        )
        sheet = FormSheet(
            context.look, context.host, text(_NOTE_MEETING), text(_NOTE_MEETING), form, width=380
        )

        def filled(values: dict[str, Any]) -> None:
            context.submit(sheet, NoteMeeting(id, values["held_on"], str(values["note"])))

        context.form(sheet, filled)
        return sheet
