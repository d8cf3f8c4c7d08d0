"""The one object that every widget is given: colours, fonts, icons and words.

A widget reads what it needs while it paints, so a change of theme is one `changed` signal and a
new style sheet. Fonts and icons of ordinary Qt widgets are remembered as properties (`dress`) and
put on again after a change.

The style sheet is not the application's: Qt would dress all widgets anew in one piece, a second
long. Each *root* (a page, the sidebar, a sheet over the window) wears it by itself, so that a
change can be made in steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QLibraryInfo, QObject, QSize, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyleFactory, QToolTip, QWidget
from shiboken6 import isValid

from ui.theme.fonts import load_fonts, make_font
from ui.theme.icons import icon_pixmap, make_icon
from ui.theme.sheet import style_sheet
from ui.theme.tokens import Colours, Role, Tokens
from workbench import paths
from workbench.kernel.i18n import Translator

# Qt's catalogue for its own dialogs, by our language; English needs none.
QT_WORDS = {"zh": "qtbase_zh_CN"}
FITTED = 4096  # texts of which it is remembered how they fit


def speak(language: str) -> None:
    """Let Qt's own dialogs speak a language; there is one for the whole program, the last one."""
    app = QApplication.instance()
    if app is None:
        return
    before = app.findChild(QTranslator)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
    name, made = QT_WORDS.get(language), QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if name is not None and made.load(name, folder):
        app.installTranslator(made)


class Look(QObject):
    """Theme and words for one window.

    Attributes: `tokens`, the theme; `words`, the translator; `reduced_motion`; `today`, which
    tells what day it is (in the organisation's time zone while a vault is open).
    Signals: `changed()` after another theme was put on.
    """

    changed = Signal()

    def __init__(
        self, words: Translator, tokens: Tokens | None = None, fonts: Path | None = None
    ) -> None:
        super().__init__()
        self.words = words
        self.tokens = tokens or Tokens.of()
        self.reduced_motion = False
        self.today: Callable[[], date] = date.today
        self._families = load_fonts(fonts or paths.fonts())
        self._fonts: dict[Role, QFont] = {}
        self._metrics: dict[Role, QFontMetrics] = {}
        self._fitted: dict[tuple[Role, str, int], tuple[str, int]] = {}
        self._worn: WeakKeyDictionary[QWidget, str] = WeakKeyDictionary()
        self._sheet = style_sheet(self.tokens)

    @property
    def words(self) -> Translator:
        """The reader's words."""
        return self._words

    @words.setter
    def words(self, words: Translator) -> None:
        """Speak another language, in Qt's own dialogs as well."""
        self._words = words
        speak(words.language)

    @property
    def c(self) -> Colours:
        """The colours in force."""
        return self.tokens.colours

    @property
    def dark(self) -> bool:
        """Whether light letters stand on a dark ground."""
        return self.tokens.dark

    def text(self, text: str, /, **args: object) -> str:
        """Return a text in the reader's language."""
        return self.words.text(text, **args)

    def px(self, size: float) -> int:
        """Return a length grown by the reader's scale."""
        return self.tokens.px(size)

    def font(self, role: Role) -> QFont:
        """Return the font for a role of text."""
        if role not in self._fonts:
            self._fonts[role] = make_font(role, self.tokens, self._families)
        return self._fonts[role]

    def metrics(self, role: Role) -> QFontMetrics:
        """Return the measures of a role's font, cached."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self.font(role))
        return self._metrics[role]

    def fitted(self, role: Role, text: str, room: int) -> tuple[str, int]:
        """Return a text as it fits into `room`, elided if need be, and the width it takes.

        Remembered, because lists write the same words again and again.
        """
        key = (role, text, room)
        found = self._fitted.get(key)
        if found is None:
            metrics = self.metrics(role)
            width = metrics.horizontalAdvance(text)
            if width > room:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                width = metrics.horizontalAdvance(text)
            if len(self._fitted) >= FITTED:
                self._fitted.clear()
            found = self._fitted[key] = (text, width)
        return found

    def forget(self) -> None:
        """Let go of all texts; names that were shown are not kept in a locked window."""
        self._fitted.clear()

    def pixmap(
        self, name: str, size: int, colour: QColor, ratio: float, *, filled: bool = False
    ) -> QPixmap:
        """Return a tinted icon for paint code; `size` is grown by the reader's scale."""
        return icon_pixmap(name, self.px(size), colour, ratio, filled=filled)

    def icon(self, name: str, size: int = 16, tone: str = "text2") -> QIcon:
        """Return a tinted QIcon; `tone` names a colour token."""
        return make_icon(name, self.px(size), getattr(self.c, tone), self.c.border_strong)

    def put_on(self, tokens: Tokens | None = None) -> None:
        """Dress everything in `tokens` (or again in the present ones), in one piece."""
        self.wear(tokens)
        for root in self.stale_roots():
            self.freshen(root)

    def wear(self, tokens: Tokens | None = None) -> None:
        """Take `tokens` and tell; the roots stay as they are until each is freshened."""
        if tokens is not None:
            self.tokens = tokens
        self._fonts.clear()
        self._metrics.clear()
        self._fitted.clear()
        self._sheet = style_sheet(self.tokens)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            if app.style().name() != "fusion":
                app.setStyle(QStyleFactory.create("Fusion"))
            app.setFont(self.font(Role.BODY))
            app.setPalette(_palette(self.c))
            QToolTip.setFont(self.font(Role.CAPTION))
        self.changed.emit()

    def dress_root(self, widget: QWidget) -> None:
        """Let a widget and all in it wear the style sheet, now and after each change.

        What is inside two roots is dressed twice, so that large ones are not put into each other.
        """
        self._worn[widget] = self._sheet
        widget.setStyleSheet(self._sheet)

    def let_go(self, part: QWidget) -> None:
        """Leave all roots inside a part of the window as they are from now on."""
        for root in tuple(self._worn):
            if not isValid(root) or part.isAncestorOf(root):
                del self._worn[root]

    def is_settled(self) -> bool:
        """Return whether everything wears the present theme."""
        return not self.stale_roots()

    def stale_roots(self) -> list[QWidget]:
        """Return the roots that still wear another theme, those in sight first."""
        there = [each for each in self._worn if isValid(each) and self._is_stale(each)]
        return sorted(there, key=lambda each: not each.isVisible())

    def freshen(self, part: QWidget) -> None:
        """Let a root, or all roots inside a part of the window, wear the present theme."""
        for root in tuple(self._worn):
            # Qt counts a widget itself among its ancestors.
            if isValid(root) and part.isAncestorOf(root) and self._is_stale(root):
                self._worn[root] = self._sheet
                root.setStyleSheet(self._sheet)
                for widget in (root, *root.findChildren(QWidget)):
                    self._dress_again(widget)

    def _is_stale(self, root: QWidget) -> bool:
        return self._worn[root] != self._sheet

    def _dress_again(self, widget: QWidget) -> None:
        role = widget.property("role")
        if isinstance(role, str):
            widget.setFont(self.font(Role(role)))
        name = widget.property("lucideName")
        if isinstance(name, str) and isinstance(widget, QAbstractButton):
            self.put_icon(
                widget, name, widget.property("lucideSize"), widget.property("lucideTone")
            )

    def grown(self, factor: float) -> Look:
        """Return a look of this theme and language with larger letters; it follows no change."""
        tokens = replace(self.tokens, scale=self.tokens.scale * factor)
        made = Look(self.words, tokens)
        made.setParent(self)
        made.today = self.today
        return made

    def dress(self, widget: QWidget, role: Role, tone: str = "") -> None:
        """Give a widget the font of `role`, and its text the colour `tone`, for good."""
        widget.setProperty("role", role.value)
        widget.setFont(self.font(role))
        if tone:
            widget.setProperty("tone", tone)

    def put_icon(
        self, button: QAbstractButton, name: str, size: int = 16, tone: str = "text2"
    ) -> None:
        """Give a button an icon that follows the theme."""
        # Not "iconSize" and the like: Qt has properties of those names.
        button.setProperty("lucideName", name)
        button.setProperty("lucideSize", size)
        button.setProperty("lucideTone", tone)
        gap = 3 if button.text() else 0
        colour = getattr(self.c, tone)
        button.setIcon(make_icon(name, self.px(size), colour, self.c.border_strong, gap))
        button.setIconSize(QSize(self.px(size) + gap, self.px(size)))


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.canvas,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.sunken,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.Button: c.surface,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent,
        QPalette.ColorRole.PlaceholderText: c.text3,
        QPalette.ColorRole.ToolTipBase: c.toast,
        QPalette.ColorRole.ToolTipText: c.on_toast,
        QPalette.ColorRole.Link: c.accent_text,
        QPalette.ColorRole.Accent: c.accent,
        QPalette.ColorRole.Mid: c.border,
        QPalette.ColorRole.Dark: c.border_strong,
        QPalette.ColorRole.Light: c.surface,
    }
    for role, colour in roles.items():
        palette.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, c.text3)
    return palette
