"""What can be done with the chosen applications of the board; keys, menu and palette share it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Context
from ui.pages.person import moving
from ui.pages.schedule.scheduling import Wish, ask_schedule
from workbench.insights.board import CardRow
from workbench.kernel.i18n import N_
from workbench.pipeline.commands import StarApplication
from workbench.pipeline.queries import stages_to_choose

_PERSON, _MEET, _MOVE, _END, _STAR, _UNSTAR = (
    N_("Open"),
    N_("Schedule an interview"),
    N_("Move to a stage…"),
    N_("End the application…"),
    N_("Mark as key candidate"),
    N_("Take the mark away"),
)


class BoardVerbs:
    """Acts on what `chosen` returns; `rows` are the cards that are known, by id."""

    def __init__(
        self,
        context: Context,
        chosen: Callable[[], tuple[str, ...]],
        rows: Callable[[], Mapping[str, CardRow]],
    ) -> None:
        self.context, self._chosen, self._rows = context, chosen, rows

    def bind(self, widget: QWidget) -> None:
        """Let the letters act where the keyboard is in `widget`."""
        acts = {"M": self.ask_stage, "R": self.ask_ending, "F": self.star, "S": self.schedule}
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def menu(self, parent: QWidget, ids: Sequence[str], place: QPoint) -> None:
        """Open the menu of the chosen cards."""
        menu = QMenu(parent)
        row = self._rows().get(ids[0])
        verbs: list[tuple[str, Any]] = [
            (_PERSON, lambda: self.open(ids[0])),
            (_MEET, self.schedule),
            (_MOVE, self.ask_stage),
            (_END, self.ask_ending),
            (_UNSTAR if row is not None and row.starred else _STAR, self.star),
        ]
        for word, act in verbs:
            action = menu.addAction(self.context.text(word))
            action.triggered.connect(lambda _=False, act=act: act())
        menu.popup(place)

    def open(self, application: str) -> None:
        """Show the person."""
        row = self._rows().get(application)
        if row is not None:
            self.context.open_person(row.candidate_id, application)

    def ask_stage(self) -> None:
        """Ask where to move the chosen cards."""
        ids = self._chosen()
        row = self._rows().get(ids[0]) if ids else None
        if row is not None:
            stages = self.context.bridge.now(stages_to_choose, row.requisition_id)
            moving.ask_stage(self.context, ids, stages, row.stage.id)

    def ask_ending(self) -> None:
        """Ask how and why the chosen applications end."""
        ids = self._chosen()
        if ids:
            moving.ask_ending(self.context, ids)

    def schedule(self) -> None:
        """Set an interview with the chosen cards of one requisition."""
        rows, ids = self._rows(), self._chosen()
        first = rows.get(ids[0]) if ids else None
        if first is not None:
            post = first.requisition_id
            same = tuple(one for one in ids if one in rows and rows[one].requisition_id == post)
            ask_schedule(self.context, Wish(requisition=post, applications=same))

    def star(self) -> None:
        """Mark or unmark the chosen cards."""
        for each in self._chosen():
            row = self._rows().get(each)
            if row is not None:
                self.context.run(StarApplication(each, not row.starred))
