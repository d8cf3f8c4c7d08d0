"""The form of one scorecard: levels, what was seen, the recommendation and its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.buttons import Segments
from ui.widgets.fields import TextArea, set_wrong
from ui.widgets.growing import GrowingArea
from ui.widgets.labels import Line, Text
from ui.widgets.score import ScoreFace, ScoreRow
from ui.widgets.scroll import reveal
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.pipeline.queries import shown
from workbench.scoring.models import Recommendation
from workbench.scoring.queries import AttributeRow, TemplateRow
from workbench.scoring.rules import (
    RECOMMENDATION_NAMES,
    Judged,
    check_judgements,
    check_verdict,
)

_SEEN = N_("What was said and done")
_KNOCK_OUT = N_("Level 1 is a knock-out")
_VERDICT, _REASONS = N_("Recommendation over all"), N_("Reasons, or what evidence is missing")
_CHOOSE = N_("Choose a recommendation.")
_COUNT = N_("{n} of {m} rated")


@dataclass
class Draft:
    """What was put into a form so far, by the attributes' ids."""

    template: str = ""
    levels: dict[str, int | None] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    recommendation: str = ""
    comment: str = ""


class _Row(ScoreRow):
    """Up and Down go from attribute to attribute, Enter to what was seen."""

    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step over the comments."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AttributeBox(QWidget):
    """One attribute with its levels, its comment, and a word where something is missing.

    Signals: `edited()`.
    """

    edited = Signal()

    def __init__(self, context: Context, about: AttributeRow, draft: Draft) -> None:
        super().__init__()
        look, language = context.look, context.language
        self._context, self._about = context, about
        anchors = about.anchors.get(language) or next(iter(about.anchors.values()), {})
        self.name = shown(about.names, language)
        face = ScoreFace(
            about.id,
            self.name,
            look.text(_KNOCK_OUT) if about.knock_out else "",
            {int(level): text for level, text in anchors.items()},
            draft.levels.get(about.id),
        )
        self.setMaximumWidth(look.px(860))
        self.row = _Row(look, face, line=False)
        self.comment = GrowingArea(look, look.text(_SEEN))
        self.comment.setPlainText(draft.comments.get(about.id, ""))
        self.comment.setAccessibleName(f"{self.name}: {look.text(_SEEN)}")
        self.error = Text(look, "", Role.CAPTION, "bad", wrap=True)
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.setSpacing(Space.XS)
        column.addWidget(self.row)
        under = QVBoxLayout()
        under.setContentsMargins(12, 0, 12, 0)
        under.setSpacing(Space.XS)
        under.addWidget(self.comment)
        under.addWidget(self.error)
        column.addLayout(under)
        self.row.rated.connect(lambda _key, _level: self._touched())
        self.row.left.connect(lambda: self.comment.setFocus(Qt.FocusReason.TabFocusReason))
        self.comment.textChanged.connect(self._touched)

    def judged(self) -> Judged:
        """Return the judgement as the rules see it."""
        return Judged(self.name, self.row.level, self.comment.toPlainText().strip())

    def check(self) -> bool:
        """Show what the rules say of it; return whether it stands."""
        try:
            check_judgements([self.judged()])
        except RuleBroken as error:
            self._say(self._context.reason(error))
            return False
        self._say("")
        return True

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        set_wrong(self.comment, bool(text))

    def _touched(self) -> None:
        if not self.error.isHidden():
            self.check()
        self.edited.emit()


class EntryForm(QWidget):
    """All attributes of a form and the recommendation.

    Attributes: `boxes`, by attribute id; `verdict`, the recommendation; `comment`.
    Signals: `edited()`.
    """

    edited = Signal()

    def __init__(self, context: Context, template: TemplateRow, draft: Draft) -> None:
        super().__init__()
        look, self._context, self.template = context.look, context, template
        self._verdict_error, self._comment_error = (
            Text(look, "", Role.CAPTION, "bad", wrap=True) for _ in range(2)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.boxes = {
            about.id: AttributeBox(context, about, draft) for about in template.attributes
        }
        for box in self.boxes.values():
            column.addWidget(box)
            column.addWidget(Line(look))
            box.edited.connect(self.edited)
            box.row.stepped.connect(lambda step, box=box: self._step(box, step))
        parts = tuple((each.value, look.text(text)) for each, text in RECOMMENDATION_NAMES.items())
        self.verdict = Segments(look, parts, empty=True)
        self.verdict.mark(draft.recommendation)
        self.verdict.setAccessibleName(look.text(_VERDICT))
        self.verdict.chosen.connect(lambda _key: self._touched())
        self.comment = TextArea(look, 3, look.text(_REASONS))
        self.comment.setPlainText(draft.comment)
        self.comment.setAccessibleName(look.text(_REASONS))
        self.comment.textChanged.connect(self._touched)
        column.addWidget(self._end())
        column.addStretch(1)
        for error in (self._verdict_error, self._comment_error):
            error.hide()

    def _end(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(12, Space.S, 12, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(Text(self._context.look, self._context.text(_VERDICT), Role.STRONG))
        column.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._verdict_error)
        column.addWidget(self.comment)
        column.addWidget(self._comment_error)
        return box

    def _step(self, box: AttributeBox, step: int) -> None:
        rows = list(self.boxes.values())
        place = rows.index(box) + step
        if 0 <= place < len(rows):
            rows[place].row.setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0:
            self.focus_verdict()

    def focus_first(self) -> None:
        """Bring the keyboard to the first attribute."""
        for box in self.boxes.values():
            box.row.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def focus_verdict(self) -> None:
        """Bring the keyboard to the recommendation."""
        for part in self.verdict.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def draft(self) -> Draft:
        """Return what stands in the form."""
        return Draft(
            self.template.id,
            {key: box.row.level for key, box in self.boxes.items()},
            {key: box.comment.toPlainText().strip() for key, box in self.boxes.items()},
            self.verdict.key,
            self.comment.toPlainText().strip(),
        )

    def count(self) -> str:
        """Return how far it is."""
        rated = sum(box.row.level is not None for box in self.boxes.values())
        return self._context.text(_COUNT, n=rated, m=len(self.boxes))

    def check(self) -> bool:
        """Show what is missing, each at its place, and go to the first; return whether all is."""
        wrong: list[QWidget] = [box.comment for box in self.boxes.values() if not box.check()]
        field, said = self._verdict_fault()
        self.show_error(field, said)
        if said:
            wrong.append(self.comment if field == "comment" else self.verdict)
        if not wrong:
            return True
        if wrong[0] is self.verdict:
            self.focus_verdict()
        else:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(wrong[0])
        return False

    def _verdict_fault(self) -> tuple[str, str]:
        if not self.verdict.key:
            return "recommendation", self._context.text(_CHOOSE)
        rated = sum(box.row.level is not None for box in self.boxes.values())
        try:
            check_verdict(Recommendation(self.verdict.key), self.comment.toPlainText(), rated)
        except RuleBroken as error:
            return error.field, self._context.reason(error)
        return "", ""

    def show_error(self, field: str, said: str) -> None:
        """Show a word at the recommendation or at its reasons, '' for none."""
        about = self._comment_error if field == "comment" else self._verdict_error
        for error in (self._verdict_error, self._comment_error):
            error.setText(said if error is about else "")
            error.setVisible(bool(error.text()))
        set_wrong(self.comment, bool(said) and field == "comment")
        if said:
            announce(self, said)
            reveal(self.comment if field == "comment" else self.verdict)

    def _touched(self) -> None:
        if not (self._verdict_error.isHidden() and self._comment_error.isHidden()):
            self.show_error(*self._verdict_fault())
        self.edited.emit()


def carried(draft: Draft, old: TemplateRow | None, new: TemplateRow) -> Draft:
    """Return a draft for another form: what both ask for is kept, by the attributes' keys."""
    if old is None:
        return Draft(new.id, recommendation=draft.recommendation, comment=draft.comment)
    places: Mapping[str, str] = {about.key: about.id for about in old.attributes if about.key}
    pairs = [(about.id, places[about.key]) for about in new.attributes if about.key in places]
    return Draft(
        new.id,
        {to: draft.levels.get(at) for to, at in pairs},
        {to: draft.comments.get(at, "") for to, at in pairs},
        draft.recommendation,
        draft.comment,
    )
