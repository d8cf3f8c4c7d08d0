"""The right half of the scores page: whose card it is, which form, and the form itself."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.pages.scores.entry import Draft, EntryForm, carried
from ui.pages.scores.reading import ScoresView, Subject, read_card, read_interview
from ui.printing import show_document
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.fields import Choice
from ui.widgets.labels import Line, Text
from ui.widgets.panel import Panel
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState
from workbench.app import Done
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.paper import Document
from workbench.pipeline.queries import shown
from workbench.scoring.commands import (
    ArchiveScorecard,
    ChangeScorecard,
    EnterScorecard,
    GivenRating,
)
from workbench.scoring.documents import Occasion, filled_scorecard, scorecard_sheet
from workbench.scoring.models import Recommendation
from workbench.scoring.queries import TemplateRow

_FORM, _PRINT, _SAVE, _ARCHIVE = (
    N_("Scorecard"),
    N_("Print the scorecard"),
    N_("Save the scorecard"),
    N_("Archive"),
)
_WHICH, _WHICH_TEXT = (
    N_("Which scorecard?"),
    N_("Choose the scorecard that was filled in; it is proposed for this round from then on."),
)


class SheetPanel(Panel):
    """The form of one judgement. What was typed stays until it is saved, for each judgement.

    Attributes: `subject`; `form`, None while no scorecard is chosen; `save`, its button.
    Signals: `saved(Subject)`.
    """

    saved = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, padding=0)
        self._context = context
        self.subject: Subject | None = None
        self.form: EntryForm | None = None
        self._view: ScoresView | None = None
        self._drafts: dict[str, Draft] = {}
        self._unsaved: set[str] = set()
        look, text = context.look, context.text
        self.which = Choice(look)
        self.which.setAccessibleName(text(_FORM))
        self.which.setPlaceholderText(text(_WHICH))
        self.which.setMinimumWidth(190)
        self.which.activated.connect(lambda _at: self._choose_form(str(self.which.currentData())))
        self.print = Button(look, text(_PRINT), icon="printer")
        self.print.clicked.connect(self.print_card)
        self.archive = Button(look, text(_ARCHIVE), "ghost", "archive")
        self.archive.clicked.connect(self._archive)
        self.save = Button(look, text(_SAVE), "primary", "check")
        self.save.setToolTip("Ctrl+S")
        self.save.clicked.connect(self.save_card)
        self._count = Text(look, "", Role.CAPTION, "text2")
        self._who = QHBoxLayout()
        self._who.setSpacing(Space.M)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(Space.XS, Space.S, Space.XS, Space.S)
        self._lay()

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        head.setSpacing(Space.S)
        head.addLayout(self._who, 1)
        head.addWidget(self.which)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        foot.setSpacing(Space.S)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.archive)
        foot.addWidget(self.print)
        foot.addWidget(self.save)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(Line(self._context.look))
        self.column.addWidget(Scroller(self._context.look, self._inside), 1)
        self.column.addWidget(Line(self._context.look))
        self.column.addLayout(foot)

    def show_subject(self, view: ScoresView, subject: Subject) -> None:
        """Show the form of a judgement with what was typed before."""
        self.keep()
        self._view, self.subject = view, subject
        self._name(subject)
        draft, form = self._drafts.get(subject.key), None
        if subject.card:
            row, form = self._context.bridge.now(read_card, subject.card)
            levels = {each.attribute_id: each.level for each in row.ratings}
            comments = {each.attribute_id: each.comment for each in row.ratings}
            stored = Draft(form.id, levels, comments, row.recommendation, row.comment)
            draft = draft or stored
        self.which.clear()
        for each in view.templates:
            self.which.addItem(shown(each.names, self._context.language), each.id)
        if form is not None and self.which.findData(form.id) < 0:
            self.which.addItem(shown(form.names, self._context.language), form.id)
        draft = draft or Draft(subject.template)
        form = form or self._template(draft.template)
        self.which.setCurrentIndex(self.which.findData(form.id) if form else -1)
        self.which.setEnabled(not subject.card)
        self.archive.setVisible(bool(subject.card))
        self._show_form(form, draft)

    def keep(self) -> None:
        """Remember what stands in the form."""
        if self.form is not None and self.subject is not None:
            self._drafts[self.subject.key] = self.form.draft()

    def begun(self) -> dict[str, Draft]:
        """Return what was typed and not handed in, by the judgement's key."""
        self.keep()
        return {key: self._drafts[key] for key in self._unsaved if key in self._drafts}

    def begin(self, drafts: dict[str, Draft]) -> None:
        """Have these in their forms when they are shown."""
        self._drafts.update(drafts)
        self._unsaved.update(drafts)

    def _template(self, wanted: str) -> TemplateRow | None:
        forms = self._view.templates if self._view else ()
        return next((form for form in forms if form.id == wanted), None)

    def _name(self, subject: Subject) -> None:
        empty(self._who)
        context, look = self._context, self._context.look
        box = QWidget()
        words = QVBoxLayout(box)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(Text(look, subject.candidate, Role.SUBTITLE))
        when = moments.moment(look, subject.at, context.moment())
        parts = (subject.interviewer, subject.round, subject.post, when)
        caption = Text(look, " · ".join(part for part in parts if part), Role.CAPTION, "text2")
        caption.setToolTip(moments.exact(subject.at, context.moment()))
        caption.setMinimumWidth(1)
        words.addWidget(caption)
        self._who.addWidget(Avatar(look, subject.candidate, hue_for(subject.candidate_id), 40))
        self._who.addWidget(box, 1)

    def _show_form(self, template: TemplateRow | None, draft: Draft) -> None:
        empty(self._column)
        self.form = None
        self.save.setEnabled(template is not None)
        self.print.setEnabled(template is not None)
        if template is None:
            text = self._context.text
            self._column.addWidget(
                EmptyState(self._context.look, "clipboard-list", text(_WHICH), text(_WHICH_TEXT))
            )
            self._count.setText("")
            return
        form = self.form = EntryForm(self._context, template, draft)
        form.edited.connect(lambda: self._edited(form))
        self._count.setText(form.count())
        self._column.addWidget(form)

    def _edited(self, form: EntryForm) -> None:
        self._count.setText(form.count())
        if self.subject is not None:
            self._unsaved.add(self.subject.key)

    def _choose_form(self, wanted: str) -> None:
        new, old = self._template(wanted), self.form
        if new is None or (old is not None and old.template.id == wanted):
            return
        draft = old.draft() if old is not None else Draft()
        self._show_form(new, carried(draft, old.template if old else None, new))
        self.focus_first()

    def focus_first(self) -> None:
        """Bring the keyboard to the first attribute, or to the choice of the form."""
        if self.form is not None:
            self.form.focus_first()
        else:
            self.which.setFocus()

    def save_card(self) -> None:
        """Hand the card in, or write what was changed, if it says what a card must say."""
        form, subject, context = self.form, self.subject, self._context
        if form is None or subject is None or not form.check():
            return
        self.save.setEnabled(False)

        def done(answer: Done) -> None:
            self.save.setEnabled(True)
            self._drafts.pop(subject.key, None)
            self._unsaved.discard(subject.key)
            if self.subject is subject:
                self.form = None
            context.done(answer.changes)
            self.saved.emit(subject)

        def refused(error: Exception) -> None:
            self.save.setEnabled(True)
            field = error.field if isinstance(error, RuleBroken) else ""
            if field in ("comment", "recommendation"):
                form.show_error(field, context.reason(error))
            else:
                context.fail(error)

        context.bridge.run(_command(subject, form.draft()), done, refused)

    def _archive(self) -> None:
        subject = self.subject
        if subject is not None and subject.card:
            self._drafts.pop(subject.key, None)
            self._unsaved.discard(subject.key)
            self.form = None
            self._context.run(
                ArchiveScorecard(subject.card), lambda _done: self.saved.emit(subject)
            )

    def print_card(self) -> None:
        """Show the card on paper: empty for the pen, or as it was handed in."""
        form, subject, view = self.form, self.subject, self._view
        if form is None or subject is None or view is None:
            return
        words, template = self._context.look.words, form.template
        occasion = self._occasion(subject, view)
        card = self._context.bridge.now(read_card, subject.card)[0] if subject.card else None

        def make() -> Document:
            if card is None:
                return scorecard_sheet(template, occasion, words)
            return filled_scorecard(template, card, occasion, words)

        parts = (self._context.text(_FORM), subject.candidate, subject.round, subject.interviewer)
        show_document(self._context, make, " · ".join(part for part in parts if part))

    def _occasion(self, subject: Subject, view: ScoresView) -> Occasion:
        row = self._context.bridge.now(read_interview, subject.interview)
        now = self._context.moment()
        return Occasion(
            subject.candidate,
            subject.post,
            subject.round,
            subject.interviewer,
            moments.exact(row.starts_at, now) if row else "",
            view.organisation,
            _number(subject),
        )


def _number(subject: Subject) -> str:
    """Return what ties a sheet of paper to its judgement; its first eight signs are read out."""
    short = hashlib.blake2s(subject.key.encode(), digest_size=4).hexdigest()
    return f"{short}.{subject.key}"


def _command(subject: Subject, draft: Draft) -> EnterScorecard | ChangeScorecard:
    verdict = Recommendation(draft.recommendation)
    given = tuple(
        GivenRating(key, level, draft.comments.get(key, "")) for key, level in draft.levels.items()
    )
    if subject.card:
        return ChangeScorecard(subject.card, given, verdict, draft.comment)
    said = tuple(each for each in given if each.level is not None or each.comment)
    return EnterScorecard(
        subject.application,
        subject.staff_id,
        draft.template,
        verdict,
        subject.interview,
        said,
        draft.comment,
    )
