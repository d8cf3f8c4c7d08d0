"""Settings: this computer, the organisation, vault, colleagues, stage sets, questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.base import Page
from ui.pages.settings.here import HerePanel
from ui.pages.settings.house import HousePanel
from ui.pages.settings.questions import QuestionPanel
from ui.pages.settings.staff import StaffPanel
from ui.pages.settings.stagesets import StageSetPanel
from ui.pages.settings.vault import VaultPanel
from ui.pages.settings.watched import WatchedPanel
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from ui.widgets.panel import Panel
from ui.widgets.scroll import Scroller
from workbench.kernel.i18n import N_
from workbench.settings import Settings

_TITLE, _LOCK = N_("Settings"), N_("Lock now")


class SettingsPage(Page):
    """Panels of forms.

    Attributes: `here`, `house`, `vault`, `staff`, `stage_sets`, `questions`, `watched`, its panels.
    Signals: `changed(Settings)`; `lockAsked()`; `restoreAsked()`; `recoveryMade(str)` with a new
    recovery key.
    """

    key = "settings"
    is_root = False
    scopes = frozenset({"organisation", "staff", "stage_set", "stage", "requisition", "question"})
    changed = Signal(object)
    lockAsked = Signal()  # noqa: N815
    recoveryMade = Signal(str)  # noqa: N815
    restoreAsked = Signal()  # noqa: N815

    def __init__(self, context: Context, settings: Settings) -> None:
        super().__init__(context, context.text(_TITLE))
        lock = Button(self.look, self.look.text(_LOCK), "secondary", "lock")
        lock.clicked.connect(self.lockAsked)
        self.header.add_action(lock)
        self._settings = settings
        self._columns = self._lay_columns()
        left, right = self._columns
        self._to_make: list[tuple[QVBoxLayout, Callable[[], Panel]]] = [
            (left, self._make_here),
            (right, self._make_house),
            (left, self._make_vault),
            (right, self._make_stage_sets),
            (left, self._make_staff),
            (right, self._make_questions),
            (right, self._make_watched),
        ]
        self.make_more()

    def _lay_columns(self) -> tuple[QVBoxLayout, QVBoxLayout]:
        inside = QWidget()
        inside.setObjectName("canvas")
        scroller = Scroller(self.look, inside)
        self.body.addWidget(scroller, 1)
        for part in (scroller.verticalScrollBar(), scroller.horizontalScrollBar()):
            self.look.dress_root(part)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(Space.L)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            columns.addLayout(column, 1)
            column.setSpacing(Space.L)
            column.addStretch(1)
        return left, right

    def make_more(self) -> bool:
        """Make the next panel."""
        if not self._to_make:
            return False
        column, make = self._to_make.pop(0)
        panel = make()
        column.insertWidget(column.count() - 1, panel)
        self.look.dress_root(panel)
        return True

    def make_whole(self) -> None:
        """Make all panels that are still to be made."""
        while self.make_more():
            pass

    def _make_here(self) -> Panel:
        self.here = HerePanel(self.context, self._settings)
        self.here.changed.connect(self.changed)
        return self.here

    def _make_house(self) -> Panel:
        self.house = HousePanel(self.context)
        return self.house

    def _make_vault(self) -> Panel:
        self.vault = VaultPanel(self.context, self._settings.backup)
        self.vault.backedUp.connect(self._backed_up)
        self.vault.recoveryMade.connect(self.recoveryMade)
        self.vault.restoreAsked.connect(self.restoreAsked)
        return self.vault

    def _make_stage_sets(self) -> Panel:
        self.stage_sets = StageSetPanel(self.context)
        return self.stage_sets

    def _make_staff(self) -> Panel:
        self.staff = StaffPanel(self.context)
        return self.staff

    def _make_questions(self) -> Panel:
        self.questions = QuestionPanel(self.context)
        return self.questions

    def _make_watched(self) -> Panel:
        folder = str(self.context.bridge.app.vault.folder.path)
        self.watched = WatchedPanel(self.context, self._settings.watched.get(folder, ""))
        self.watched.chosen.connect(self._watch)
        return self.watched

    def refresh(self) -> None:
        """Ask for the organisation, the colleagues, the stage sets and the scorecards."""
        self.make_whole()
        self.house.refresh()
        self.staff.refresh()
        self.stage_sets.refresh()
        self.questions.refresh()

    def unsaved(self) -> dict[str, object] | None:
        """Return what was typed into the organisation's form."""
        return None if self._to_make else self.house.unsaved() or None

    def take_over(self, typed: dict[str, object]) -> None:
        """Show it again in that form."""
        self.make_whole()
        self.house.take_over(typed)

    def first_action(self) -> None:
        """Back up."""
        self.make_whole()
        self.vault.back_up()

    def _watch(self, folder: str) -> None:
        vault = str(self.context.bridge.app.vault.folder.path)
        watched = {**self.here.settings.watched, vault: folder}
        self.here.settings = replace(self.here.settings, watched=watched).checked()
        self.changed.emit(self.here.settings)

    def _backed_up(self, folder: str) -> None:
        self.here.settings = replace(self.here.settings, backup=folder)
        self.changed.emit(self.here.settings)
