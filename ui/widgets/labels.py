"""Plain text in its roles, thin lines and key hints."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.paint import CENTRE, put_text, round_rect


class Text(QLabel):
    """A label with a role and a tone. Text is always plain: names may hold markup."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        look.dress(self, role, tone)

    def set_tone(self, tone: str) -> None:
        """Show the text in another tone."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class Line(QWidget):
    """A hairline between two things."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), self._look.c.border)


def keycaps_width(look: Look, keys: tuple[str, ...]) -> int:
    """Return the width that key caps take side by side."""
    metrics = look.metrics(Role.MICRO)
    caps = [max(metrics.horizontalAdvance(key) + look.px(14), look.px(26)) for key in keys]
    return sum(caps) + look.px(6) * (len(caps) - 1) if caps else 0


def draw_keycaps(
    painter: QPainter, look: Look, right: int, middle: int, keys: tuple[str, ...]
) -> None:
    """Paint key caps that end at `right`, around the height `middle`."""
    metrics, height = look.metrics(Role.MICRO), look.px(20)
    for key in reversed(keys):
        width = max(metrics.horizontalAdvance(key) + look.px(14), look.px(26))
        cap = QRectF(right - width, middle - height / 2, width, height)
        round_rect(painter, cap, 5, look.c.neutral_soft, look.c.border)
        put_text(painter, cap.toRect(), key, look, Role.MICRO, look.c.text2, CENTRE)
        right -= width + look.px(6)


class KeyHint(QWidget):
    """Key caps such as Ctrl K."""

    def __init__(self, look: Look, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._keys = look, keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the width of all caps."""
        return QSize(keycaps_width(self._look, self._keys), self._look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps."""
        middle = self.height() // 2
        draw_keycaps(QPainter(self), self._look, self.width(), middle, self._keys)
