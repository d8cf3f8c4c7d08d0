"""The window: sidebar, pages, toasts, and the overlays that lie over them.

It knows no page. The application adds pages and fills the sidebar; the window shows one at a
time, folds the sidebar where there is little room, and remembers nothing by itself (see
`state` and `restore`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.shell.sidebar import Group, Sidebar
from ui.theme.look import Look
from ui.theme.tokens import Space
from ui.widgets.toast import Notice, Toast, ToastLayer
from workbench.kernel.i18n import N_

FOLD_UNDER = 1360

_PRODUCT = N_("Qicheng Recruiting")


class Window(QMainWindow):
    """A main window with a sidebar and stacked pages.

    Attributes: `look`, `sidebar`, `toasts`; `inside`, what overlays lie over; `pages`, the stack.
    Signals: `pageShown(str)`, `paletteRequested()` by Ctrl+K, `closing()` before it closes.
    """

    pageShown = Signal(str)  # noqa: N815
    paletteRequested = Signal()  # noqa: N815
    closing = Signal()

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setMinimumSize(QSize(900, 600))
        self.sidebar = Sidebar(look, look.text(_PRODUCT))
        self._pages: dict[str, QWidget] = {}
        self.make_page: Callable[[str], QWidget | None] = lambda _key: None
        self.pages = QStackedWidget()
        self.pages.setObjectName("canvas")
        self.inside = inside = QWidget()
        inside.setObjectName("canvas")
        inside.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        self._right = QVBoxLayout()
        self._right.setSpacing(0)
        self._right.addWidget(self.pages, 1)
        row.addLayout(self._right, 1)
        self.setCentralWidget(inside)
        self.toasts = ToastLayer(look, inside)
        # Without this Qt would show a focus ring on the first place when the window appears.
        inside.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sidebar.chosen.connect(self.show_page)
        self._palette = QShortcut(QKeySequence("Ctrl+K"), self)
        self._palette.activated.connect(self.paletteRequested)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Fill the sidebar."""
        self.sidebar.set_groups(groups)

    def show_notice(self, notice: QWidget) -> None:
        """Show something above every page."""
        box = QHBoxLayout()
        box.setContentsMargins(Space.XL, Space.M, Space.XL, 0)
        self.look.dress_root(notice)
        box.addWidget(notice)
        self._right.insertLayout(0, box)

    def add_page(self, key: str, page: QWidget) -> None:
        """Take a page under the key of its place in the sidebar."""
        self._pages[key] = page
        self.pages.addWidget(page)

    def page(self, key: str) -> QWidget | None:
        """Return a page, None where there is none yet."""
        return self._pages.get(key)

    def give_up(self) -> bool:
        """Destroy a page; return whether there was one."""
        if not self._pages:
            return False
        _key, page = self._pages.popitem()
        page.deleteLater()
        return True

    @property
    def key(self) -> str:
        """The key of the page on show, '' before the first."""
        current = self.pages.currentWidget()
        return next((key for key, page in self._pages.items() if page is current), "")

    def show_page(self, key: str) -> None:
        """Show a page and mark it in the sidebar; one that nobody makes is only announced."""
        page = self._pages.get(key) or self.make_page(key)
        if page is not None:
            self.look.freshen(page)
            self.pages.setCurrentWidget(page)
        self.sidebar.mark(key)
        self.pageShown.emit(key)

    def notify(self, notice: Notice) -> Toast:
        """Show a toast."""
        return self.toasts.show_notice(notice)

    def state(self) -> bytes:
        """Return place and size of the window, to be stored."""
        return bytes(self.saveGeometry().data())

    def restore(self, state: bytes) -> bool:
        """Put the window where it was; Qt moves it if that screen is gone."""
        return self.restoreGeometry(QByteArray(state))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the sidebar."""
        super().resizeEvent(event)
        narrow = event.size().width() < self.look.px(FOLD_UNDER)
        if narrow != self.sidebar.is_narrow:
            self.sidebar.set_narrow(narrow)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell before closing."""
        self.closing.emit()
        super().closeEvent(event)


class DropWindow(Window):
    """A window that takes files dropped anywhere.

    Signals: `filesDropped(list)` of paths.
    """

    filesDropped = Signal(list)  # noqa: N815

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the files."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.filesDropped.emit(paths)
