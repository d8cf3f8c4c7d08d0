"""The folder in which new CVs arrive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.context import Context
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.places import documents
from workbench.kernel.i18n import N_

_TITLE = N_("Watched folder")
_WHAT = N_(
    "New files in this folder are offered on the Today page while the vault is open. Nothing is"
    " imported, moved or deleted by itself; folders inside it are not looked at."
)
_NONE, _IT_IS = N_("No folder is watched."), N_("Watched: {folder}")
_CHOOSE, _STOP = N_("Choose a folder…"), N_("Stop watching")
_OWN = N_("The vault itself cannot be watched. Choose the folder in which new CVs arrive.")


class WatchedPanel(Panel):
    """Says which folder is watched, and lets another be chosen.

    Signals: `chosen(str)` with the folder, '' for none.
    """

    chosen = Signal(str)

    def __init__(self, context: Context, folder: str) -> None:
        super().__init__(context.look, context.text(_TITLE))
        self._context, look = context, context.look
        self.folder = folder
        self.add(Text(look, look.text(_WHAT), Role.CAPTION, "text2", wrap=True))
        self._told = Text(look, "", Role.BODY, wrap=True)
        self.add(self._told)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, Space.XS, 0, 0)
        row.setSpacing(Space.S)
        choose = Button(look, look.text(_CHOOSE), "secondary", "folder-open")
        choose.clicked.connect(self._choose)
        self._end = Button(look, look.text(_STOP), "ghost", "x")
        self._end.clicked.connect(lambda: self.watch(""))
        for button in (choose, self._end):
            row.addWidget(button)
        row.addStretch(1)
        self.add(box)
        self._tell()

    def watch(self, folder: str) -> None:
        """Watch another folder, '' for none."""
        vault = self._context.bridge.app.vault.folder.path.resolve()
        if folder and vault in (Path(folder).resolve(), *Path(folder).resolve().parents):
            self._context.say(_OWN)
            return
        self.folder = folder
        self._tell()
        self.chosen.emit(folder)

    def _choose(self) -> None:
        title, start = self._context.text(_TITLE), self.folder or documents()
        folder = QFileDialog.getExistingDirectory(self, title, start)
        if folder:
            self.watch(folder)

    def _tell(self) -> None:
        text = self._context.text
        self._told.setText(text(_IT_IS, folder=self.folder) if self.folder else text(_NONE))
        self._end.setVisible(bool(self.folder))
