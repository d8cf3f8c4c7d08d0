"""One line of text that ends in dots where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.labels import Text
from ui.widgets.paint import put_text


class Elided(Text):
    """A label of one line; its whole text stands in the tip."""

    def __init__(
        self, look: Look, text: str = "", role: Role = Role.BODY, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, text, role, parent=parent)
        self._look, self._role = look, role
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        put_text(
            QPainter(self), self.rect(), self.text(), self._look, self._role, self._look.c.text
        )
