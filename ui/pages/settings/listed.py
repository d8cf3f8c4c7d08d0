"""A panel of the settings with a list in it and a button that adds to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from ui.widgets.panel import Panel


class ListPanel(Panel):
    """Rows below a title; whoever makes one fills `_rows`."""

    def __init__(self, context: Context, title: str, verb: str, add: Callable[[], object]) -> None:
        super().__init__(context.look, context.text(title))
        self._context, self._look_at = context, context.look
        button = Button(context.look, context.text(verb), "secondary", "plus")
        button.clicked.connect(lambda: add())
        self.head.addWidget(button)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.HAIR)
        self.add(inside)
