"""Name, passphrase twice, how strong it is, and where the new vault shall lie."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms import Field, Form
from ui.shell.screen import labelled
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.fields import EnterSubmits, SecretField, TextField, set_wrong
from ui.widgets.labels import Text
from ui.widgets.places import documents
from ui.widgets.strength import StrengthWord, weak_word
from workbench.kernel.i18n import N_

_NAME, _NAME_VALUE = N_("Name of the vault"), N_("Recruiting")
_PASSPHRASE, _REPEAT = N_("Passphrase"), N_("Passphrase once more")
_SHOW, _FOLDER, _CHANGE = N_("Show the passphrase"), N_("Folder"), N_("Change…")
_BACK, _CREATE = N_("Back"), N_("Create the vault")
_DIFFERENT = N_("The two passphrases are not the same.")


class VaultForm(QWidget):
    """The form for a new vault.

    Attributes: `form` with the field `name`; `first` and `second`, the passphrases; `back`.
    Signals: `submitted(str name, str passphrase, str folder)`.
    """

    submitted = Signal(str, str, str)

    def __init__(self, look: Look, folder: str) -> None:
        super().__init__()
        self._look = look
        name = Field("name", look.text(_NAME), value=look.text(_NAME_VALUE), required=True)
        self.form = Form(look, (name,))
        self.first = SecretField(look, look.text(_SHOW))
        self.second = SecretField(look, look.text(_SHOW))
        self._strength = StrengthWord(look, self.first)
        self._errors = {
            name: Text(look, "", Role.CAPTION, "bad", wrap=True)
            for name in ("passphrase", "repeat", "folder")
        }
        self.folder = TextField(look)
        self.folder.setText(folder)
        self.back = Button(look, look.text(_BACK), "ghost", large=True)
        self.button = Button(look, look.text(_CREATE), "primary", large=True)
        self.button.clicked.connect(self.submit)
        self.first.textChanged.connect(lambda _text: self.show_error(""))
        self.second.textEdited.connect(lambda _text: self.show_error(""))
        EnterSubmits(self, self.button).watch(self.first, self.second, self.folder)
        self._lay()
        for before, after in pairwise(
            (self.first, self.second, self.folder, self._change, self.back, self.button)
        ):
            self.setTabOrder(before, after)
        for before, after in pairwise((self.button, self.first.eye, self.second.eye)):
            self.setTabOrder(before, after)

    def _lay(self) -> None:
        look = self._look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.form)
        column.addSpacing(2)
        column.addLayout(labelled(look, look.text(_PASSPHRASE), self.first))
        column.addWidget(self._strength)
        column.addWidget(self._errors["passphrase"])
        column.addSpacing(2)
        column.addLayout(labelled(look, look.text(_REPEAT), self.second))
        column.addWidget(self._errors["repeat"])
        column.addSpacing(2)
        self._change = Button(look, look.text(_CHANGE))
        self._change.clicked.connect(self._choose_folder)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.folder, 1)
        row.addWidget(self._change)
        place.setFocusProxy(self.folder)
        column.addLayout(labelled(look, look.text(_FOLDER), place))
        column.addWidget(self._errors["folder"])
        self.folder.setAccessibleName(look.text(_FOLDER))
        column.addSpacing(Space.M)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.button)
        column.addLayout(foot)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self)
        dialog.setDirectory(documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    def submit(self) -> None:
        """Check and tell, or say what is wrong and go there."""
        if not self.form.validate():
            return
        weak = weak_word(self._look, self.first.text())
        if weak:
            self.show_error(weak, "passphrase")
        elif self.first.text() != self.second.text():
            self.show_error(self._look.text(_DIFFERENT), "repeat")
        else:
            name = str(self.form.values()["name"])
            self.submitted.emit(name, self.first.text(), self.folder.text().strip())

    def show_error(self, text: str, field: str = "") -> None:
        """Say what is wrong and go to the field `name`, `passphrase`, `repeat` or `folder`."""
        if field and self.form.show_error(field, text):
            return
        fields = {"passphrase": self.first, "repeat": self.second, "folder": self.folder}
        for name, widget in fields.items():
            set_wrong(widget, bool(text) and name == field)
        for name, word in self._errors.items():
            here = bool(text) and name == (field if field in fields else "folder")
            word.setText(text if here else "")
            word.setVisible(here)
        if text:
            announce(self, text)
            if field in fields:
                fields[field].setFocus()

    @property
    def error(self) -> str:
        """What is said to be wrong, '' if nothing."""
        return "".join(word.text() for word in self._errors.values())

    def set_busy(self, busy: bool) -> None:
        """Keep the form still while the vault is being made."""
        for widget in (self.form, self.first, self.second, self.folder, self.back, self.button):
            widget.setEnabled(not busy)
