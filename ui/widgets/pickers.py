"""Choosing several words by chips, and choosing a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import Chip
from workbench.kernel.i18n import N_

_CHOOSE = N_("Choose file…")


class ChipPicker(QWidget):
    """Some of several: each a chip that is on or off.

    Signals: `changed()` by a person.
    """

    changed = Signal()

    def __init__(
        self, look: Look, options: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for value, text in options:
            chip = Chip(look, text, parent=self)
            chip.clicked.connect(lambda _on=False: self.changed.emit())
            self._chips[value] = chip
            flow.addWidget(chip)

    def chip(self, value: str) -> Chip:
        """Return the chip of a value."""
        return self._chips[value]

    def chosen(self) -> list[str]:
        """Return the values that are on, in their order."""
        return [value for value, chip in self._chips.items() if chip.isChecked()]

    def choose(self, values: Sequence[str]) -> None:
        """Switch on exactly these."""
        for value, chip in self._chips.items():
            chip.setChecked(value in values)

    def focus_first(self) -> None:
        """Bring the keyboard to the first chip."""
        for chip in self._chips.values():
            chip.setFocus(Qt.FocusReason.TabFocusReason)
            return


class FilePicker(QWidget):
    """A path, typed, chosen or dropped.

    Attributes: `line`, the field with the path.
    Signals: `changed()` by a person.
    """

    changed = Signal()

    def __init__(self, look: Look, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TextField(look, placeholder)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        button = Button(look, look.text(_CHOOSE), icon="folder-open")
        button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(button)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.line)

    def path(self) -> str:
        """Return the path, '' for none."""
        return self.line.text().strip()

    def set_path(self, path: str) -> None:
        """Show a path."""
        self.line.setText(path)

    def _choose(self) -> None:
        dialog = QFileDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.set_path(path)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self._take(url.toLocalFile())
                event.acceptProposedAction()
                return
