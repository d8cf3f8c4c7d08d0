"""The screen that makes a vault from a backup. The vault of before stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent

from ui.forms import Field, Form, Kind
from ui.shell.screen import Card, Mark, Screen, beside
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from workbench.kernel.i18n import N_

if TYPE_CHECKING:  # loaded behind the first screen
    from workbench.app import backup

_TITLE = N_("Restore a backup")
_TEXT = N_("A new vault is made from the backup and opened. Nothing else is touched.")
_WHICH, _WHERE, _PASSPHRASE = N_("Which backup"), N_("New folder"), N_("Passphrase")
_RESTORE, _BACK = N_("Restore and open"), N_("Back")
_LINE = N_("{name} · {when} · {rows} rows, {objects} attachments")


class RestoreScreen(Screen):
    """A card with the backups of a folder, where to, and the passphrase.

    Signals: `submitted(str backup, str folder, str passphrase)`; `backAsked()`.
    """

    submitted = Signal(str, str, str)
    backAsked = Signal()  # noqa: N815

    def __init__(self, look: Look, found: Sequence[backup.FoundBackup], folder: str) -> None:
        super().__init__(look)
        text = look.text
        options = tuple((each.folder, self._line(each)) for each in found)
        self.form = Form(
            look,
            (
                Field("backup", text(_WHICH), Kind.CHOICE, options[0][0], options),
                Field("folder", text(_WHERE), value=folder, required=True),
                Field("passphrase", text(_PASSPHRASE), Kind.SECRET, required=True),
            ),
        )
        self.form.secret("passphrase").returnPressed.connect(self.submit)
        self._error = Text(look, "", Role.CAPTION, "bad", wrap=True)
        self._error.hide()
        self._back, self.go = Button(look, text(_BACK)), Button(look, text(_RESTORE), "primary")
        self._back.clicked.connect(self.backAsked)
        self.go.clicked.connect(self.submit)
        self._lay()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what is missing."""
        super().showEvent(event)
        self.form.focus("passphrase")

    def _line(self, each: backup.FoundBackup) -> str:
        when = each.at.astimezone().strftime("%Y-%m-%d %H:%M")
        return self.look.text(
            _LINE, name=each.name, when=when, rows=f"{each.rows:,}", objects=f"{each.objects:,}"
        )

    def _lay(self) -> None:
        card, centre = Card(self.look, 520), Qt.AlignmentFlag.AlignHCenter
        card.column.addWidget(Mark(self.look), 0, centre)
        card.column.addWidget(Text(self.look, self.look.text(_TITLE), Role.TITLE), 0, centre)
        words = Text(self.look, self.look.text(_TEXT), Role.CAPTION, "text2", wrap=True)
        words.setAlignment(centre)
        card.column.addWidget(words)
        card.column.addSpacing(Space.M)
        card.column.addWidget(self.form)
        card.column.addWidget(self._error)
        card.column.addLayout(beside(self._back, self.go))
        self.show_card(card)

    def submit(self) -> None:
        """Tell what was chosen, if it is complete."""
        self._error.hide()
        if self.go.isEnabled() and self.form.validate():
            values = self.form.values()
            given = (str(values[name]) for name in ("backup", "folder", "passphrase"))
            self.submitted.emit(*given)

    def set_busy(self, busy: bool) -> None:
        """Keep the form still while the vault is being made."""
        for widget in (self.form, self._back, self.go):
            widget.setEnabled(not busy)

    def show_error(self, text: str, field: str = "") -> None:
        """Say why it was not restored."""
        self.set_busy(False)
        if not (field and self.form.show_error(field, text)):
            self._error.setText(text)
            self._error.show()
