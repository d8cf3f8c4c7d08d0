"""Files that wait in the watched folder, and what can be done about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.states import NoticeBar
from workbench.kernel.i18n import N_

ONE, MANY = N_("1 new file in {folder}"), N_("{n} new files in {folder}")
LOOK, _LEAVE = N_("Look at them"), N_("Leave them out")


def told(context: Context, files: Sequence[Path]) -> str:
    """Say how many files wait, and where."""
    text = ONE if len(files) == 1 else MANY
    return context.text(text, n=f"{len(files):,}", folder=files[0].parent.name)


class OfferBar(QWidget):
    """A line above the page while files wait.

    Signals: `left(list)` with the files that nobody wants.
    """

    left = Signal(list)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.files: list[Path] = []
        verbs = (("look", context.text(LOOK)), ("leave", context.text(_LEAVE)))
        self.bar = NoticeBar(context.look, "", "info", "folder-open", verbs)
        self.bar.acted.connect(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        self.hide()

    def show_files(self, files: Sequence[Path]) -> None:
        """Offer these files, or nothing."""
        self.files = list(files)
        if files:
            self.bar.set_text(told(self._context, files))
        self.setVisible(bool(files))

    def _act(self, verb: str) -> None:
        if verb == "look":
            self._context.go("import", [str(each) for each in self.files])
        else:
            self.left.emit(self.files)
