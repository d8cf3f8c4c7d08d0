"""The first minutes: language, a vault with its passphrase, and the recovery key on paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.shell.screen import Card, Mark, Screen
from ui.shell.vault_form import VaultForm
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, Segments
from ui.widgets.check import Check
from ui.widgets.labels import Text
from ui.widgets.paint import CENTRE, put_icon, put_text, round_rect
from ui.widgets.pill import tone_colours
from ui.widgets.states import NoticeBar
from workbench.kernel.i18n import N_

_WELCOME = N_("Welcome to Qicheng")
_WELCOME_TEXT = N_("From the first request to the ninetieth day, on this computer alone.")
_CREATE = N_("Create a vault")
_CREATE_TEXT = N_("One encrypted folder that belongs to your team")
_OPEN = N_("Open a vault")
_OPEN_TEXT = N_("From this computer, a stick or a backup")
_DEMO = N_("Look at the demo")
_DEMO_TEXT = N_("Invented people, kept apart; leave at any time")
_NAME_TEXT = N_("Only the passphrase opens it. Nobody, not even we, can reset it.")
_KEY = N_("Your recovery key")
_KEY_TEXT = N_(
    "If the passphrase is ever lost, this key alone opens the vault. Print it now, lock "
    "the sheet away, and do not keep it on this computer."
)
_PRINT = N_("Print the recovery sheet")
_SAFE = N_("The sheet is printed and in a safe place")
_START = N_("Start")
_ONCE = N_("It is shown this once.")


class OptionCard(QAbstractButton):
    """A large button with an icon, a title and a sentence."""

    def __init__(self, look: Look, icon: str, title: str, text: str, tone: str) -> None:
        super().__init__()
        self._look, self._icon, self._text, self._tone = look, icon, text, tone
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a broad line."""
        return QSize(360, self._look.px(72))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon and words."""
        look, c, painter, middle = self._look, self._look.c, QPainter(self), self.height() // 2
        border = (
            c.focus if self.hasFocus() else (c.accent if self.underMouse() else c.border_strong)
        )
        width = 2 if self.hasFocus() else 1
        round_rect(painter, QRectF(self.rect()), Radius.CARD, c.surface, border, width)
        size = look.px(40)
        disc = QRectF(16, middle - size / 2, size, size)
        ground, ink = tone_colours(c, self._tone)
        round_rect(painter, disc, Radius.CONTROL, ground)
        inset = (size - look.px(20)) // 2
        place = QPoint(16 + inset, middle - size // 2 + inset)
        put_icon(painter, look, self._icon, place, 20, ink)
        left = 16 + size + 14
        room = self.width() - left - 40
        title = QRect(left, middle - look.px(20), room, look.px(20))
        put_text(painter, title, self.text(), look, Role.STRONG, c.text)
        text = QRect(left, middle + 1, room, look.px(18))
        put_text(painter, text, self._text, look, Role.CAPTION, c.text2)
        arrow = QPoint(self.width() - look.px(30), middle - look.px(8))
        put_icon(painter, look, "chevron-right", arrow, 16, c.text3)


class KeyGroups(QWidget):
    """The groups of a recovery key in a grid, in large even letters, not to be copied."""

    def __init__(self, look: Look, groups: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(" ".join(groups))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.S)
        for place, group in enumerate(groups):
            grid.addWidget(_KeyGroup(look, place + 1, group), place // 3, place % 3)


class _KeyGroup(QWidget):
    def __init__(self, look: Look, number: int, group: str) -> None:
        super().__init__()
        self._look, self._number, self._group = look, number, group
        self.setFixedHeight(look.px(44))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint number and letters."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        round_rect(painter, QRectF(self.rect()), Radius.CONTROL, c.sunken, c.border)
        number = QRect(9, 0, look.px(16), self.height())
        put_text(painter, number, str(self._number), look, Role.MICRO, c.text3)
        box = self.rect().adjusted(look.px(14), 0, 0, 0)
        put_text(painter, box, self._group, look, Role.SUBTITLE, c.text, CENTRE)


class FirstRun(Screen):
    """Welcome, then the vault, then its recovery key.

    Signals: `languageChosen(str)`; `demoAsked()`; `openAsked()`; `createAsked(str name, str
    passphrase, str folder)`; `printAsked()`; `finished()` once the key is safe.
    """

    languageChosen = Signal(str)  # noqa: N815
    demoAsked = Signal()  # noqa: N815
    openAsked = Signal()  # noqa: N815
    createAsked = Signal(str, str, str)  # noqa: N815
    printAsked = Signal()  # noqa: N815
    finished = Signal()

    def __init__(self, look: Look, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._folder = folder
        self.vault: VaultForm | None = None
        self.show_welcome()

    def show_welcome(self) -> None:
        """Show language and the three ways to begin."""
        look, card, centre = self.look, Card(self.look, 480), Qt.AlignmentFlag.AlignHCenter
        self.vault = None
        card.column.addWidget(Mark(look, 52), 0, centre)
        card.column.addSpacing(Space.S)
        card.column.addWidget(Text(look, look.text(_WELCOME), Role.DISPLAY), 0, centre)
        card.column.addWidget(Text(look, look.text(_WELCOME_TEXT), Role.BODY, "text2"), 0, centre)
        card.column.addSpacing(Space.M)
        self.languages = Segments(look, (("zh", "中文"), ("en", "English")))
        self.languages.choose(look.words.language)
        self.languages.chosen.connect(self.languageChosen)
        card.column.addWidget(self.languages, 0, centre)
        card.column.addSpacing(Space.M)
        self.new_vault = OptionCard(
            look, "shield-check", look.text(_CREATE), look.text(_CREATE_TEXT), "accent"
        )
        self.new_vault.clicked.connect(self.show_vault)
        self.open_vault = OptionCard(
            look, "folder-open", look.text(_OPEN), look.text(_OPEN_TEXT), "neutral"
        )
        self.open_vault.clicked.connect(self.openAsked)
        self.demo = OptionCard(look, "sparkles", look.text(_DEMO), look.text(_DEMO_TEXT), "ok")
        self.demo.clicked.connect(self.demoAsked)
        for option in (self.new_vault, self.open_vault, self.demo):
            card.column.addWidget(option)
        self._said = Text(look, "", Role.CAPTION, "text2", wrap=True)
        self._said.hide()
        card.column.addWidget(self._said)
        self.show_card(card)

    def show_vault(self) -> None:
        """Show the form for a new vault."""
        look, card = self.look, Card(self.look, 480)
        card.column.addWidget(Text(look, look.text(_CREATE), Role.TITLE))
        card.column.addWidget(Text(look, look.text(_NAME_TEXT), Role.BODY, "text2", wrap=True))
        card.column.addSpacing(Space.M)
        self.vault = VaultForm(look, self._folder)
        self.vault.back.clicked.connect(self.show_welcome)
        self.vault.submitted.connect(self.createAsked)
        card.column.addWidget(self.vault)
        self.show_card(card)
        self.vault.form.focus("name")

    def set_busy(self) -> None:
        """Keep the form still while the vault is being made."""
        if self.vault is not None:
            self.vault.set_busy(True)

    def show_error(self, text: str, field: str = "") -> None:
        """Say why the vault was not made, or nothing could be opened."""
        if self.vault is not None:
            self.vault.set_busy(False)
            self.vault.show_error(text, field)
        else:
            self._say(text, "bad", busy=False)

    def show_busy(self, text: str) -> None:
        """Say what is being done; nothing else can be chosen meanwhile."""
        if self.vault is None:
            self._say(text, "text2", busy=True)

    def _say(self, text: str, tone: str, *, busy: bool) -> None:
        self._said.set_tone(tone)
        self._said.setText(text)
        self._said.show()
        announce(self, text)
        for each in (self.languages, self.new_vault, self.open_vault, self.demo):
            each.setEnabled(not busy)

    def show_recovery(self, groups: Sequence[str]) -> None:
        """Show the recovery key; it goes on only when somebody says that it is safe."""
        look, card = self.look, Card(self.look, 520)
        self.vault = None
        card.column.addWidget(Text(look, look.text(_KEY), Role.TITLE))
        card.column.addWidget(Text(look, look.text(_KEY_TEXT), Role.BODY, "text2", wrap=True))
        card.column.addSpacing(Space.M)
        card.column.addWidget(KeyGroups(look, groups))
        card.column.addSpacing(Space.S)
        card.column.addWidget(NoticeBar(look, look.text(_ONCE), "warn", "triangle-alert"))
        card.column.addSpacing(Space.S)
        self.safe = Check(look, look.text(_SAFE))
        card.column.addWidget(self.safe)
        card.column.addSpacing(Space.S)
        self.print_key = Button(look, look.text(_PRINT), icon="printer", large=True)
        self.print_key.clicked.connect(self.printAsked)
        self.start = Button(look, look.text(_START), "primary", large=True)
        self.start.setEnabled(False)
        self.safe.toggled.connect(self.start.setEnabled)
        self.start.clicked.connect(self.finished)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.print_key, 1)
        row.addWidget(self.start, 1)
        card.column.addLayout(row)
        self.show_card(card)
        self.print_key.setFocus(Qt.FocusReason.OtherFocusReason)
