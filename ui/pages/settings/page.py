"""Settings: this computer, the organisation, vault, colleagues, stage sets, questions."""

from __future__ import annotations

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
        self.here = HerePanel(context, settings)
        self.here.changed.connect(self.changed)
        self.vault = VaultPanel(context, settings.backup)
        self.vault.backedUp.connect(self._backed_up)
        self.vault.recoveryMade.connect(self.recoveryMade)
        self.vault.restoreAsked.connect(self.restoreAsked)
        folder = str(context.bridge.app.vault.folder.path)
        self.watched = WatchedPanel(context, settings.watched.get(folder, ""))
        self.watched.chosen.connect(self._watch)
        self.staff, self.house = StaffPanel(context), HousePanel(context)
        self.stage_sets = StageSetPanel(context)
        self.questions = QuestionPanel(context)
        inside = QWidget()
        inside.setObjectName("canvas")
        scroller = Scroller(self.look, inside)
        self.body.addWidget(scroller, 1)
        for part in (self.header, scroller.verticalScrollBar(), scroller.horizontalScrollBar()):
            self.look.dress_root(part)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(Space.L)
        right = (self.house, self.stage_sets, self.questions, self.watched)
        for panels in ((self.here, self.vault, self.staff), right):
            column = QVBoxLayout()
            columns.addLayout(column, 1)
            column.setSpacing(Space.L)
            for panel in panels:
                self.look.dress_root(panel)
                column.addWidget(panel)
            column.addStretch(1)

    def refresh(self) -> None:
        """Ask for the organisation, the colleagues, the stage sets and the scorecards."""
        self.house.refresh()
        self.staff.refresh()
        self.stage_sets.refresh()
        self.questions.refresh()

    def unsaved(self) -> dict[str, object] | None:
        """Return what was typed into the organisation's form."""
        return self.house.unsaved() or None

    def take_over(self, typed: dict[str, object]) -> None:
        """Show it again in that form."""
        self.house.take_over(typed)

    def first_action(self) -> None:
        """Back up."""
        self.vault.back_up()

    def _watch(self, folder: str) -> None:
        vault = str(self.context.bridge.app.vault.folder.path)
        watched = {**self.here.settings.watched, vault: folder}
        self.here.settings = replace(self.here.settings, watched=watched).checked()
        self.changed.emit(self.here.settings)

    def _backed_up(self, folder: str) -> None:
        self.here.settings = replace(self.here.settings, backup=folder)
        self.changed.emit(self.here.settings)
