"""The fortnight played by hand: pressing, filling in, waiting until all is calm."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.fortnight import Fortnight
from tests.ui.people import CONTROL, key
from ui.shell.workplace import Workplace
from ui.shots import settle
from ui.widgets.overlay import Overlay

PLAIN = Qt.KeyboardModifier.NoModifier
OWN_WINDOWS = {"DropWindow", "QMenu", "QComboBoxPrivateContainer"}


class AtTheWindow(Fortnight):
    """The fortnight, played by hand."""

    def sit(self, workplace: Workplace, qtbot: QtBot) -> None:
        self.workplace, self._qtbot = workplace, qtbot

    def calm(self) -> None:
        """Let every answer arrive."""
        self._qtbot.waitUntil(self._is_calm, timeout=60_000)

    def _is_calm(self) -> bool:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        settle(application, self.workplace.bridge.tasks)
        return self.workplace.bridge.tasks.is_quiet()

    def page(self, name: str, kind: type[Any], what: object = None) -> Any:
        self.workplace.go(name, what)
        found = self.workplace.page(name)
        assert isinstance(found, kind)
        found.refresh()
        self.calm()
        return found

    def press(
        self, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        key(self.workplace, code, held)
        self.calm()

    def top(self, kind: type[Any] = Overlay) -> Any:
        """Return the sheet on top."""
        self.calm()
        found = self.workplace.context.host.findChildren(Overlay)
        open_ones = [one for one in found if one.isVisible()]
        assert open_ones, f"no sheet is open; {self.said()}"
        assert isinstance(open_ones[-1], kind)
        return open_ones[-1]

    def fill(self, **values: object) -> None:
        """Fill in the sheet on top and submit it; it has to close."""
        sheet = self.top()
        sheet.form.set_values(values)
        sheet.submit()
        self.calm()
        open_ones = self.workplace.context.host.findChildren(Overlay)
        wrong = sheet.form.errors() if sheet in open_ones and sheet.isVisible() else {}
        assert not any(one.isVisible() for one in open_ones), (wrong, sheet._error.text())

    def there_and_back(self) -> None:
        """Take the last step back by Ctrl+Z and do it again, looking each time."""
        self.workplace.window.activateWindow()
        self.workplace.context.host.setFocus()
        after = self.counts()
        self.press(Qt.Key.Key_Z, CONTROL)
        assert self.counts() != after, self.said()
        self.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert self.counts() == after

    def said(self) -> str:
        toasts = self.workplace.window.toasts.toasts
        return "\n".join(toast.notice.text for toast in toasts)
