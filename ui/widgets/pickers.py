"""Choosing several words by chips, and choosing a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import Chip
from ui.widgets.places import documents
from workbench.kernel.i18n import N_

_CHOOSE, _FIND = N_("Choose file…"), N_("Find by name")
MANY = 16


class ChipPicker(QWidget):
    """Some of several: each a chip that is on or off.

    Where they are many, the first of them stand there with those that are on, and a line finds the
    others by name; `find` returns what a name is found by (its pinyin, say).
    Signals: `changed()` by a person.
    """

    changed = Signal()

    def __init__(
        self,
        look: Look,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        find: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._find = look, find or (lambda text: text)
        self._chips: dict[str, Chip] = {}
        self._words: dict[str, str] = {}
        self.line = TextField(look, look.text(_FIND))
        self.line.textChanged.connect(lambda _text: self._sift())
        box = QWidget()
        self._flow = FlowLayout(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        for widget in (self, box):
            widget.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer others; what is on and still there stays on."""
        before = self.chosen()
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips, self._words = {}, {}
        for value, text in options:
            chip = Chip(self._look, text)
            chip.clicked.connect(lambda _on=False: self.changed.emit())
            self._chips[value] = chip
            self._words[value] = f"{text} {self._find(text)}".casefold()
            self._flow.addWidget(chip)
        self.line.setVisible(len(self._chips) > MANY)
        self.line.clear()
        self.choose(before)

    def _sift(self) -> None:
        wanted, room = self.line.text().casefold().split(), MANY
        for value, chip in self._chips.items():
            fits = all(word in self._words[value] for word in wanted)
            shown = chip.isChecked() or (fits and room > 0)
            room -= shown
            chip.setVisible(shown)
        self.updateGeometry()

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
        self._sift()

    def focus_first(self) -> None:
        """Bring the keyboard to the first chip, or to the line that finds them."""
        stops = (self.line, *self._chips.values())
        first = next((stop for stop in stops if stop.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


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
        dialog.setDirectory(documents())
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
