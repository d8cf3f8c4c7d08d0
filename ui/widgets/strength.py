"""A rough, honest word about a passphrase. It guides; the vault has the last word."""

from __future__ import annotations

from math import log2

from PySide6.QtCore import QEvent, QObject, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.labels import Text
from ui.widgets.paint import round_rect
from workbench.kernel.i18n import N_

_WORDS = (
    N_("Four or more words that do not belong together are easy to keep and hard to guess."),
    N_("Too easy to guess: make it longer."),
    N_("Fair: one more word would make it strong."),
    N_("Strong."),
    N_("Very strong."),
)
LEAST = 8  # characters, as the vault demands; a test holds the two together
WEAK = N_(
    "This passphrase is too easy to guess: take at least {n} characters, better several words."
)
_HAN_BITS, _STEPS = 11.0, (38.0, 55.0, 75.0)


def strength(passphrase: str) -> int:
    """Return 0 for nothing typed, then 1 (weak) to 4 (very strong)."""
    if not passphrase:
        return 0
    distinct = len(set(passphrase))
    kinds = (
        (10, any(one.isdigit() for one in passphrase)),
        (26, any("a" <= one <= "z" for one in passphrase)),
        (26, any("A" <= one <= "Z" for one in passphrase)),
        (20, any(one.isascii() and not one.isalnum() for one in passphrase)),
    )
    pool = max(sum(size for size, there in kinds if there), 2)
    han = sum(1 for one in passphrase if not one.isascii())
    # Repetition and running letters are worth little: count each character once and a half.
    length = min(len(passphrase) - han, distinct * 1.5)
    bits = max(length, 0) * log2(pool) * 0.75 + han * _HAN_BITS
    return 1 + sum(1 for step in _STEPS if bits >= step)


def is_weak(passphrase: str) -> bool:
    """Return whether a passphrase is refused for a new vault or in place of another."""
    return len(passphrase.strip()) < LEAST or strength(passphrase) < 2


def strength_word(passphrase: str) -> str:
    """Return the sentence to show, untranslated."""
    return _WORDS[strength(passphrase)]


class StrengthBar(QWidget):
    """Four short bars that fill from red to green."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._level = look, 0
        self.setFixedHeight(4)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(200, 4)

    def show_level(self, level: int) -> None:
        """Show 0 to 4."""
        self._level = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        c, painter, gap = self._look.c, QPainter(self), 4
        width = (self.width() - 3 * gap) / 4
        full = (c.neutral_soft, c.bad, c.warn, c.ok, c.ok)[self._level]
        for place in range(4):
            colour = full if place < self._level else c.neutral_soft
            round_rect(painter, QRectF(place * (width + gap), 0, width, 4), 2, colour)


class StrengthWord(QWidget):
    """The bars and the sentence below a field for a new passphrase, which they follow."""

    def __init__(self, look: Look, field: QLineEdit) -> None:
        super().__init__()
        self._look = look
        self._bar, self._word = StrengthBar(look), Text(look, "", Role.CAPTION, "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._bar)
        column.addWidget(self._word)
        field.textChanged.connect(self._weigh)
        field.installEventFilter(self)
        self._weigh(field.text())

    def _weigh(self, text: str) -> None:
        self._bar.show_level(strength(text))
        self._word.setText(self._look.text(strength_word(text)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the bars alone where an error below the field says the same."""
        if event.type() == QEvent.Type.DynamicPropertyChange:
            self._word.setVisible(not watched.property("wrong"))
        return super().eventFilter(watched, event)


def weak_word(look: Look, passphrase: object) -> str:
    """Return why a new passphrase is refused, '' where it is not."""
    return look.text(WEAK, n=LEAST) if is_weak(str(passphrase)) else ""
