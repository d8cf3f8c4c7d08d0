"""The rounds of a requisition's interview plan as words to press, and who would sit in one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Look
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.flow import FlowLayout
from workbench.interviews.rounds import RoundRow
from workbench.interviews.substitutes import folded
from workbench.kernel.i18n import N_
from workbench.people.queries import StaffRow

_HOLD = N_("Round of the interview plan: {name}")


class RoundPicks(QWidget):
    """A row of rounds; hidden where there is no plan.

    Signals: `chosen(str)` with the name of the round that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._flow = FlowLayout(self, gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_plan(self, plan: Sequence[RoundRow]) -> None:
        """Offer the rounds of a plan."""
        empty(self._flow)
        for each in plan:
            button = Button(self._look, each.name, "link")
            button.setAccessibleName(self._look.text(_HOLD, name=each.name))
            button.clicked.connect(lambda _=False, name=each.name: self.chosen.emit(name))
            self._flow.addWidget(button)
        self.setVisible(bool(plan))


def seated(
    held: RoundRow, interviewers: Sequence[str], staff: Sequence[StaffRow]
) -> tuple[str, ...]:
    """Return who sits in a round, if it is nobody else: as many as it needs, with its skills.

    They are taken in order from those whom the round names, else from the requisition's
    `interviewers`; () where anybody may sit in it.
    """
    there = {each.id: folded(each.skills) for each in staff}
    free = [each for each in held.staff_ids or interviewers if each in there]
    sits: list[str] = []
    for need in sorted(held.panel, key=lambda need: need.skill is None):
        wanted = folded((need.skill,)) if need.skill is not None else frozenset()
        fitting = [each for each in free if wanted <= there[each]][: need.count]
        sits += fitting
        free = [each for each in free if each not in fitting]
    return tuple(sits)
