"""Whom a panel needs: one line for each skill with how many people have to bring it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import Choice, NumberField
from ui.widgets.labels import Text
from workbench.interviews.panels import ANYBODY, ANYBODY_NAME, MOST_SEATS, PanelNeed
from workbench.kernel.i18n import N_

_LABEL, _ADD, _REMOVE = N_("Panel"), N_("Ask for another skill"), N_("Remove this line")
_SKILL, _COUNT = N_("Skill"), N_("How many people")


class PanelNeeds(QWidget):
    """Lines of a skill and a number; the last line cannot be removed."""

    def __init__(self, look: Look, skills: Sequence[str], needs: Sequence[PanelNeed]) -> None:
        super().__init__()
        self._look = look
        asked = (each.skill for each in needs if each.skill)
        self._skills = list(dict.fromkeys([*skills, *asked]))
        self._lines: list[tuple[QWidget, Choice, NumberField, IconButton]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(look, look.text(_LABEL), Role.LABEL, "text2"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self._error = Text(look, "", Role.CAPTION, "bad", wrap=True)
        self._error.hide()
        column.addWidget(self._error)
        self.adds = Button(look, look.text(_ADD), "link", "plus")
        self.adds.clicked.connect(self.add)
        column.addWidget(self.adds, 0, Qt.AlignmentFlag.AlignLeft)
        for need in needs or (PanelNeed(None, 1),):
            self._put(need)

    def texts(self) -> tuple[str, ...]:
        """Return the needs as commands take them."""
        return tuple(
            f"{choice.currentData() or ANYBODY}:{int(number.value())}"
            for _box, choice, number, _drop in self._lines
        )

    def add(self) -> None:
        """Ask for one more person, with the first skill that is not asked for yet."""
        taken = {choice.currentData() for _box, choice, _number, _drop in self._lines}
        free = next((each for each in ("", *self._skills) if each not in taken), "")
        self._put(PanelNeed(free or None, 1))
        self._lines[-1][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, text: str) -> None:
        """Show a word below the lines, '' for none."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if text:
            self._lines[0][1].setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, text)

    def _put(self, need: PanelNeed) -> None:
        look = self._look
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        choice = Choice(look)
        choice.setAccessibleName(look.text(_SKILL))
        choice.addItem(look.text(ANYBODY_NAME), "")
        for each in self._skills:
            choice.addItem(each, each)
        choice.setCurrentIndex(choice.findData(need.skill or ""))
        number = NumberField(look, 1, MOST_SEATS, 0)
        number.setAccessibleName(look.text(_COUNT))
        number.setValue(need.count)
        number.setMinimumWidth(look.px(72))
        drop = IconButton(look, "x", look.text(_REMOVE), "ghost")
        drop.clicked.connect(lambda: self._remove(box))
        line.addWidget(choice, 1)
        line.addWidget(number)
        line.addWidget(drop)
        self._lines.append((box, choice, number, drop))
        self._rows.addWidget(box)
        box.show()
        self._offer()

    def _remove(self, gone: QWidget) -> None:
        self._lines = [each for each in self._lines if each[0] is not gone]
        self._rows.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._offer()
        self._lines[-1][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """Keep one line at least."""
        for _box, _choice, _number, drop in self._lines:
            drop.setVisible(len(self._lines) > 1)
