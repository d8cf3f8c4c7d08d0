"""Scores: who owes a scorecard, entering it, and the candidates side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.pages.base import Page
from ui.pages.scores.compare import ComparePanel
from ui.pages.scores.entry import Draft
from ui.pages.scores.reading import (
    Comparison,
    ScoresView,
    Subject,
    key_of,
    read_comparison,
    read_scores,
)
from ui.pages.scores.sheet import SheetPanel
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Segments
from ui.widgets.emptying import empty
from ui.widgets.fields import Choice
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState
from workbench.kernel.i18n import N_
from workbench.pipeline.queries import shown
from workbench.scoring.owing import OwedRow

_TITLE = N_("Scores")
_ENTER, _COMPARE = N_("To be entered"), N_("Compare")
_OWED, _RECENT = N_("Missing scorecards"), N_("Entered lately")
_COUNT = N_("{n} to be entered")
_ALL_IN = N_("All scorecards are in")
_NONE = N_("No scorecard is missing")
_NONE_TEXT = N_("Once an interview is marked as held, its panel’s scorecards are asked for here.")
_SCHEDULE = N_("Go to the schedule")
_CHOOSE, _CHOOSE_TEXT = (
    N_("Choose a scorecard"),
    N_("Choose on the left whose scorecard you want to enter or to look at."),
)
_POST, _FORM, _ALL_FORMS = N_("Requisition"), N_("Scorecard"), N_("All scorecards")
_LATE = N_("Over 24 h")
_ENTERING, _COMPARING = "enter", "compare"
_LIST_WIDTH = 348
_DAY_SECONDS = 24 * 60 * 60


class ScoresPage(Page):
    """A list of who owes and who handed in, with the form of the chosen one; or the comparison.

    Attributes: `mode`, the switch between them; `sheet`, the form; `compare`; `rows`, the buttons
    of the list by the judgement's key.
    """

    key = "scores"
    is_root = False
    scopes = frozenset(
        {
            "scorecard",
            "rating",
            "interview",
            "interview_panelist",
            "interview_candidate",
            "application",
            "candidate",
            "requisition",
            "scorecard_template",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look, text = self.look, self.look.text
        self.requisition, self._template = "", ""
        self.view: ScoresView | None = None
        self.rows: dict[str, RowButton] = {}
        self._chosen = self._wanted = ""
        self._count = Text(look, "", tone="text2")
        self.header.add_tool(self._count)
        self._add_choices()
        self.sheet = SheetPanel(context)
        self.sheet.saved.connect(self._saved)
        self.compare = ComparePanel(context)
        self.empty = EmptyState(
            look, "clipboard-check", text(_NONE), text(_NONE_TEXT), text(_SCHEDULE), "calendar-days"
        )
        self.empty.clicked.connect(lambda: context.go("schedule", None))
        self._lay()
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.activated.connect(self.sheet.save_card)

    def _add_choices(self) -> None:
        look, text = self.look, self.look.text
        self.post, self.form = Choice(look), Choice(look)
        for choice, name in ((self.post, _POST), (self.form, _FORM)):
            choice.setAccessibleName(text(name))
            choice.setMinimumWidth(look.px(190))
            self.header.add_tool(choice)
        self.post.activated.connect(lambda _at: self._choose_post())
        self.form.activated.connect(lambda _at: self._choose_form())
        self.mode = Segments(look, ((_ENTERING, text(_ENTER)), (_COMPARING, text(_COMPARE))))
        self.mode.chosen.connect(lambda _key: self.refresh())
        self.header.add_view(self.mode)

    def _lay(self) -> None:
        look, text = self.look, self.look.text
        self._split = QWidget(self)
        row = QHBoxLayout(self._split)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        side = Panel(look, padding=Space.XS)
        row.addWidget(side)
        side.setFixedWidth(look.px(_LIST_WIDTH))
        inside = QWidget()
        side.add(Scroller(look, inside), 1)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(Space.XS, Space.S, Space.XS, Space.S)
        self._list.setSpacing(Space.HAIR)
        self._choose = EmptyState(look, "mouse-pointer-click", text(_CHOOSE), text(_CHOOSE_TEXT))
        row.addWidget(self.sheet, 1)
        row.addWidget(self._choose, 1)
        for part in (side, self.sheet, self._choose, self.compare, self.empty):
            look.dress_root(part)
        for widget in (self._split, self.compare, self.empty):
            self.body.addWidget(widget, 1)
            widget.hide()

    def show_what(self, what: object) -> None:
        """Show the form of a scorecard that is owed, or the comparison of a requisition by id."""
        if isinstance(what, OwedRow):
            self.mode.mark(_ENTERING)
            self._wanted = key_of(what.interview_id, what.application_id, what.staff_id)
        else:
            self.requisition = str(what or "")
            self.mode.mark(_COMPARING)
        self.refresh()

    def unsaved(self) -> dict[str, Draft] | None:
        """Return the scorecards that were begun and not handed in."""
        return self.sheet.begun() or None

    def take_over(self, typed: dict[str, Draft]) -> None:
        """Have them in their forms again."""
        self.sheet.begin(typed)

    def first_action(self) -> None:
        """Enter the scorecard that is missing longest."""
        self.mode.mark(_ENTERING)
        self.refresh()
        self.sheet.focus_first()

    def refresh(self) -> None:
        """Ask for what the chosen half shows."""
        comparing = self.mode.key == _COMPARING
        self.post.setVisible(comparing)
        self.form.setVisible(comparing)
        self._count.setVisible(not comparing)
        if comparing:
            moment = self.context.moment()
            self.context.bridge.ask(
                self._show_comparison, read_comparison, self.requisition, moment
            )
        else:
            self.context.bridge.ask(self._show, read_scores)

    # Entering

    def _show(self, view: ScoresView) -> None:
        if self.mode.key != _ENTERING:
            return
        self.view = view
        any_at_all = bool(view.owed or view.recent)
        self.compare.hide()
        self._split.setVisible(any_at_all)
        self.empty.setVisible(not any_at_all)
        n = len(view.owed)
        self._count.setText(self.look.text(_COUNT, n=n) if n else self.look.text(_ALL_IN))
        self._fill_list(view)
        known = {each.key: each for each in (*view.owed, *view.recent)}
        here = known.get(self._wanted or self._chosen)
        self._wanted = ""
        present = self.sheet.subject
        if here is None or present is None or here.place != present.place:
            self._take(here or next(iter(view.owed), None))
        else:
            self._mark()

    def _fill_list(self, view: ScoresView) -> None:
        empty(self._list)
        self.rows = {}
        self._part(_OWED, view.owed, is_owed=True)
        self._part(_RECENT, view.recent, is_owed=False)
        self._list.addStretch(1)

    def _part(self, title: str, subjects: Sequence[Subject], *, is_owed: bool) -> None:
        if not subjects:
            return
        head = Text(self.look, self.look.text(title), Role.LABEL, "text2")
        head.setContentsMargins(10, Space.S, 0, Space.XS)
        self._list.addWidget(head)
        for each in subjects:
            button = RowButton(self.look, self._face(each, is_owed=is_owed))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, each=each: self._pressed(each))
            self.rows[each.key] = button
            self._list.addWidget(button)

    def _face(self, each: Subject, *, is_owed: bool) -> RowFace:
        now = self.context.moment()
        when = moments.since(self.look, each.at.astimezone(now.tzinfo).date(), now.date())
        late = is_owed and (now - each.at).total_seconds() > _DAY_SECONDS
        detail = " · ".join(part for part in (each.interviewer, each.round) if part)
        pill = Pill(self.look.text(_LATE), "warn", "clock-alert") if late else None
        return RowFace(
            each.candidate, detail, hue=hue_for(each.candidate_id), pill=pill, aside=when
        )

    def _pressed(self, subject: Subject) -> None:
        self._take(subject)
        self.sheet.focus_first()

    def _take(self, subject: Subject | None) -> None:
        """Show the form of a judgement, or a word where none is chosen."""
        self._chosen = subject.key if subject else ""
        self.sheet.setVisible(subject is not None)
        self._choose.setVisible(subject is None)
        if subject is not None and self.view is not None:
            self.sheet.show_subject(self.view, subject)
        self._mark()

    def _mark(self) -> None:
        for key, button in self.rows.items():
            button.setChecked(key == self._chosen)

    def _saved(self, subject: Subject) -> None:
        """Go on with the next that is missing; a card that was changed stays on show."""
        rest = [each for each in (self.view.owed if self.view else ()) if each.key != subject.key]
        if not subject.card:
            self._take(rest[0] if rest else None)
            self.sheet.focus_first()
        else:
            self.sheet.subject = None
        self.refresh()

    # Comparing

    def _choose_post(self) -> None:
        self.requisition, self._template = str(self.post.currentData()), ""
        self.refresh()

    def _choose_form(self) -> None:
        self._template = str(self.form.currentData())
        self.refresh()

    def _show_comparison(self, found: Comparison) -> None:
        if self.mode.key != _COMPARING:
            return
        self.sheet.keep()
        self._split.hide()
        self.empty.hide()
        self.compare.show()
        self.requisition = found.post.id if found.post else ""
        _fill(self.post, [(row.id, row.title) for row in found.posts], self.requisition)
        language = self.context.language
        forms = [(form.id, shown(form.names, language)) for form in found.templates]
        if self._template not in dict(forms):
            self._template = forms[0][0] if forms else ""
        if len(forms) > 1:
            forms.append(("", self.look.text(_ALL_FORMS)))
        _fill(self.form, forms, self._template)
        self.form.setVisible(len(forms) > 1)
        self.compare.show_comparison(found, self._template)


def _fill(choice: Choice, options: Sequence[tuple[str, str]], chosen: str) -> None:
    choice.clear()
    for value, text in options:
        choice.addItem(text, value)
    choice.setCurrentIndex(choice.findData(chosen))
