"""What all pages share: they refresh when what they show has changed, and only while seen."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.theme.tokens import Space
from ui.widgets.header import PageHeader
from workbench.kernel.changes import Changes


class Page(QWidget):
    """A page of the window.

    Class attributes: `key`, its name in the sidebar; `is_root`, whether it wears the style sheet as
    a whole, which a page of very many parts leaves to these; `scopes`, the tables whose changes
    concern it. Attributes: `context`; `header`; `body`, the layout below the header.
    """

    key: ClassVar[str] = ""
    is_root: ClassVar[bool] = True
    scopes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context.pages)
        self.context = context
        self.look = context.look
        self.setObjectName("canvas")
        if self.is_root:
            context.look.dress_root(self)
        self.header = PageHeader(context.look, title)
        if not self.is_root:
            context.look.dress_root(self.header)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.L)
        column.addWidget(self.header)
        column.addLayout(self.body, 1)
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._refresh_now)
        context.bridge.changed.connect(self._changed)
        context.bridge.woken.connect(self._woken)

    def make_more(self) -> bool:
        """Make the next part of the page that is still to be made; return whether there was one.

        Large pages make themselves part by part, so that none keeps whoever is waiting.
        """
        return False

    def refresh(self) -> None:
        """Ask again for everything the page shows. Pages say how."""

    def show_what(self, what: Any) -> None:
        """Show something in particular, as another page asked. Pages say how."""

    def first_action(self) -> None:
        """Do the page's first action (its primary button). Pages say how."""

    def unsaved(self) -> Any:
        """Return what was typed and not saved, None for nothing. Pages with forms say."""
        return None

    def take_over(self, typed: Any) -> None:
        """Show again what was unsaved on this page in the window before. Pages say how."""

    def keyboard(self) -> QWidget | None:
        """Return what the keyboard goes to when the page is reached by keys. Pages say what."""
        return None

    def touched(self, changes: Changes) -> None:
        """Take note of a change; by default the page is refreshed once, soon."""
        self._stale = True
        if self.isVisible():
            self.soon()

    def soon(self, ms: int = 0) -> None:
        """Refresh once, after so many milliseconds without another call."""
        self._soon.start(ms)

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh where something changed while the page was hidden."""
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Ask for what the page shows, where that is not known yet or has changed."""
        if self._stale:
            self._refresh_now()

    def _changed(self, changes: Changes) -> None:
        if changes.scopes & self.scopes:
            self.touched(changes)

    def _woken(self) -> None:
        """Ask anew for everything: while the vault was locked others may have changed it."""
        self._stale = True
        if self.isVisible():
            self.soon()

    def _refresh_now(self) -> None:
        self._soon.stop()
        self._stale = self.make_more()
        if self._stale:
            self.soon()
        else:
            self.refresh()
