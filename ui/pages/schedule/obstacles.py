"""What is in the way of an interview, in words, each with the repairs that one press makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Text
from workbench.interviews.repairs import Obstacle, Repair, RepairKind
from workbench.kernel.i18n import N_

_WHOLE = N_("{repair} – {conflict}")
_ICONS = {
    RepairKind.OTHER_ROOM: "door-open",
    RepairKind.OTHER_INTERVIEWER: "user",
    RepairKind.OTHER_TIME: "clock",
}


class ObstacleList(QWidget):
    """Lines in a tone, `bad` or `warn`, below each a row of buttons; hidden while it is empty.

    Conflicts in a row that the same repairs mend have these once.
    Signals: `chosen(Repair)` by a button; `grown()` when it shows other things than before.
    """

    chosen = Signal(object)
    grown = Signal()

    def __init__(self, look: Look, tone: str) -> None:
        super().__init__()
        self._look, self._tone = look, tone
        self._shown: tuple[Obstacle, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def text(self) -> str:
        """Return what it says, a line for each conflict."""
        return "\n".join(self._look.words.show(each.conflict.message) for each in self._shown)

    def holds_keyboard(self) -> bool:
        """Return whether one of its buttons has the focus."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def show_obstacles(self, obstacles: Sequence[Obstacle]) -> None:
        """Show these, none to hide it."""
        wanted = tuple(obstacles)
        if wanted == self._shown:
            return  # whoever has come to a button stays there
        self._shown = wanted
        empty(self._column)
        for _repairs, group in groupby(wanted, key=lambda each: each.repairs):
            self._add(tuple(group))
        self.setVisible(bool(wanted))
        self.updateGeometry()
        self.grown.emit()

    def _add(self, group: tuple[Obstacle, ...]) -> None:
        look, show = self._look, self._look.words.show
        lines = "\n".join(show(each.conflict.message) for each in group)
        if self._column.count():
            self._column.addSpacing(Space.XS)
        self._column.addWidget(Text(look, lines, Role.CAPTION, self._tone, wrap=True))
        if not group[0].repairs:
            return
        row = QWidget()
        flow = FlowLayout(row, gap=6)
        for repair in group[0].repairs:
            said = show(repair.message)
            button = Button(look, said, "small", _ICONS[repair.kind])
            button.setAccessibleName(look.text(_WHOLE, repair=said, conflict=lines))
            button.clicked.connect(self._choosing(repair))
            flow.addWidget(button)
        row.setSizePolicy(self.sizePolicy())
        self._column.addWidget(row)

    def _choosing(self, repair: Repair) -> Callable[[], None]:
        return lambda: self.chosen.emit(repair)
