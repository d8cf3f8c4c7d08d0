"""A field that begins with one line and grows with what is written."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import Look
from ui.widgets.fields import TextArea


class GrowingArea(TextArea):
    """Several lines of text, of which as many are seen as there are, up to `most`."""

    def __init__(
        self, look: Look, placeholder: str = "", most: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, 1, placeholder, parent)
        self._look, self._most = look, most
        self.textChanged.connect(self._grow)

    def _grow(self) -> None:
        lines = min(max(round(self.document().size().height()), 1), self._most)
        self.setFixedHeight(self._look.px(18) * lines + 18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines again at another width."""
        super().resizeEvent(event)
        self._grow()
