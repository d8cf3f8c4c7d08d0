"""The screen for the printed recovery key and a new passphrase."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal

from ui.forms import Field, Form, Kind
from ui.shell.screen import Card, Mark, Screen, beside
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.fields import EnterSubmits, one_line_fields
from ui.widgets.labels import Text
from ui.widgets.strength import StrengthWord, weak_word
from workbench.kernel.i18n import N_

_TITLE = N_("Use the recovery key")
_TEXT = N_("Type the nine groups from the recovery sheet, and a new passphrase.")
_KEY, _NEW, _AGAIN = N_("Recovery key"), N_("New passphrase"), N_("New passphrase once more")
_DIFFER = N_("The two passphrases are not the same.")
_OPEN, _BACK = N_("Open the vault"), N_("Back")
_EXAMPLE = "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"


class RecoveryScreen(Screen):
    """A card with three fields.

    Signals: `submitted(str key, str passphrase)`; `backAsked()`.
    """

    submitted = Signal(str, str)
    backAsked = Signal()  # noqa: N815

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        text, weak = look.text, partial(weak_word, look)
        self.form = Form(
            look,
            (
                Field("recovery_key", text(_KEY), placeholder=_EXAMPLE, required=True),
                Field("passphrase", text(_NEW), Kind.SECRET, required=True, check=weak),
                Field("again", text(_AGAIN), Kind.SECRET, required=True),
            ),
        )
        self.form.put_below("passphrase", StrengthWord(look, self.form.secret("passphrase")))
        self._error = Text(look, "", Role.CAPTION, "bad", wrap=True)
        self._error.hide()
        back, go = Button(look, text(_BACK)), Button(look, text(_OPEN), "primary")
        back.clicked.connect(self.backAsked)
        go.clicked.connect(self.submit)
        EnterSubmits(self, go).watch(*one_line_fields(self.form))
        card = Card(look, 480)
        centre = Qt.AlignmentFlag.AlignHCenter
        card.column.addWidget(Mark(look), 0, centre)
        card.column.addWidget(Text(look, text(_TITLE), Role.TITLE), 0, centre)
        words = Text(look, text(_TEXT), Role.CAPTION, "text2", wrap=True)
        words.setAlignment(centre)
        card.column.addWidget(words)
        card.column.addSpacing(Space.M)
        card.column.addWidget(self.form)
        card.column.addWidget(self._error)
        card.column.addLayout(beside(back, go))
        self.show_card(card)
        first, second = self.form.secret("passphrase"), self.form.secret("again")
        for before, after in pairwise((first, second, back, go)):
            self.setTabOrder(before, after)
        for before, after in pairwise((go, first.eye, second.eye)):
            self.setTabOrder(before, after)

    def submit(self) -> None:
        """Tell what was typed, if it is complete."""
        self._error.hide()
        if not self.form.validate():
            return
        values = self.form.values()
        if values["passphrase"] != values["again"]:
            self.form.show_error("again", self.look.text(_DIFFER))
            return
        self.submitted.emit(str(values["recovery_key"]), str(values["passphrase"]))

    def show_error(self, text: str, field: str = "") -> None:
        """Say why it did not open."""
        if not (field and self.form.show_error(field, text)):
            self._error.setText(text)
            self._error.show()
