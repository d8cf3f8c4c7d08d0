"""The stages of a set in order, and beside them the fields of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.board.faces import HUES
from ui.pages.settings.stage_fields import (
    aside_of,
    draft_of,
    field_of,
    stage_form,
    title_of,
    values_of_draft,
)
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Text
from ui.widgets.ordered import OrderedList, StepFace
from workbench.kernel.i18n import N_
from workbench.pipeline.models import StageKind
from workbench.pipeline.stage_rules import SCORED_KINDS, StageDraft

LIST_WIDTH = 236
_NO_WAY_IN = N_("Without a stage before day one nobody can be hired on this set.")
_STAGES, _ADD, _REMOVE, _UP, _DOWN = (
    N_("Stages"),
    N_("Add a stage (Insert)"),
    N_("Remove the stage (Delete)"),
    N_("Move up (Alt+Up)"),
    N_("Move down (Alt+Down)"),
)


class StageEditor(QWidget):
    """A list of stages and a form.

    Attributes: `drafts`, the stages as they stand now; `list`; `form`.
    """

    def __init__(self, look: Look, drafts: Sequence[StageDraft]) -> None:
        super().__init__()
        self._look, self._filling, self._wrong = look, False, -1
        self.drafts: list[StageDraft] = []
        self.list = OrderedList(look, look.text(_STAGES))
        self.list.chosen.connect(self._choose)
        self.list.moveAsked.connect(self.move_by)
        self.list.removeAsked.connect(self.remove)
        self.list.addAsked.connect(self.add)
        self.form = stage_form(look)
        self.form.changed.connect(self._edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XL)
        row.addLayout(self._left())
        row.addWidget(self.form, 1, Qt.AlignmentFlag.AlignTop)
        self.put(drafts)

    def _left(self) -> QVBoxLayout:
        look, column, verbs = self._look, QVBoxLayout(), QHBoxLayout()
        column.setSpacing(Space.S)
        verbs.setSpacing(Space.XS)
        self.adds = IconButton(look, "plus", look.text(_ADD))
        self.removes = IconButton(look, "trash-2", look.text(_REMOVE))
        self.up = IconButton(look, "arrow-up", look.text(_UP))
        self.down = IconButton(look, "arrow-down", look.text(_DOWN))
        self.adds.clicked.connect(self.add)
        self.removes.clicked.connect(self.remove)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        label = Text(look, look.text(_STAGES), Role.LABEL, "text2")
        label.setBuddy(self.list)
        verbs.addWidget(label, 1)
        for button in (self.adds, self.removes, self.up, self.down):
            verbs.addWidget(button)
        self.list.setFixedWidth(look.px(LIST_WIDTH))
        column.addLayout(verbs)
        self.hint = Text(look, look.text(_NO_WAY_IN), Role.CAPTION, "warn", wrap=True)
        self.hint.setFixedWidth(look.px(LIST_WIDTH))
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        return column

    def put(self, drafts: Sequence[StageDraft]) -> None:
        """Show other stages."""
        self.drafts, self._wrong = list(drafts), -1
        self._show(0)

    @property
    def place(self) -> int:
        """The place of the chosen stage."""
        return max(self.list.currentRow(), 0)

    def add(self) -> None:
        """Add a stage after the chosen one, but before the end, and go to its name."""
        place = min(self.place + 1, len(self.drafts) - int(self._is_end(len(self.drafts) - 1)))
        self.drafts.insert(place, StageDraft({}, StageKind.INTERVIEW.value, scored=True))
        self._wrong = -1
        self._show(place)
        self.form.focus(f"name_{self._look.words.language}")

    def remove(self) -> None:
        """Take the chosen stage out; the last one stays."""
        place = self.place
        if not self._is_end(place):
            del self.drafts[place]
            self._wrong = -1
            self._show(min(place, len(self.drafts) - 1))

    def move_by(self, step: int) -> None:
        """Move the chosen stage; the last one stays last."""
        here, there = self.place, self.place + step
        if self._can_go(here, there):
            self.drafts[here], self.drafts[there] = self.drafts[there], self.drafts[here]
            self._wrong = -1
            self._show(there)

    def _can_go(self, here: int, there: int) -> bool:
        return 0 <= there < len(self.drafts) and not (self._is_end(here) or self._is_end(there))

    def _is_end(self, place: int) -> bool:
        last = len(self.drafts) - 1
        return place == last and self.drafts[place].kind == StageKind.HIRED

    def _choose(self, place: int) -> None:
        self._show(place)

    def _show(self, place: int) -> None:
        """Show the list with one stage chosen, and that stage's fields."""
        self.list.show_steps([self._face(each) for each in range(len(self.drafts))], place)
        self._filling = True
        self.form.set_values(values_of_draft(self._look, self.drafts[place]))
        for name in self.form.values():
            self.form.show_error(name, "", focus=False)
        self._filling = False
        self._offer(place)

    def _offer(self, place: int) -> None:
        """Let only those buttons be pressed that do something here; say what the set lacks."""
        self.hint.setVisible(all(each.kind != StageKind.PRE_START for each in self.drafts))
        self.removes.setEnabled(not self._is_end(place))
        self.up.setEnabled(self._can_go(place, place - 1))
        self.down.setEnabled(self._can_go(place, place + 1))
        for name in ("scored", "scorers"):
            self.form.input(name).setEnabled(self.drafts[place].kind in SCORED_KINDS)

    def _face(self, place: int) -> StepFace:
        draft, look = self.drafts[place], self._look
        hue = HUES[StageKind(draft.kind)]
        return StepFace(title_of(look, draft), aside_of(look, draft), hue, place == self._wrong)

    def _edited(self, name: str) -> None:
        if self._filling:
            return
        place = self.place
        if name == "kind" and self.form.values()["kind"] not in SCORED_KINDS:
            self.form.set_values({"scored": False})
        self.drafts[place] = draft_of(self._look, self.drafts[place], self.form.values())
        self._wrong = -1 if place == self._wrong else self._wrong
        self.list.show_step(place, self._face(place))
        self._offer(place)

    def show_error(self, field: str, text: str) -> bool:
        """Show what a rule says of one stage, "stages.N.FIELD"; tell whether it was shown here."""
        _, _, rest = field.partition("stages.")
        number, _, name = rest.partition(".")
        if not number.isdigit() or not 1 <= int(number) <= len(self.drafts):
            return False
        self._wrong = int(number) - 1
        self._show(self._wrong)
        return self.form.show_error(field_of(name), text)
