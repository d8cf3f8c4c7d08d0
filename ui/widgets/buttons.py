"""Buttons that say their verb, in four kinds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Role

_ICON_TONE = {"primary": "on_accent", "danger": "on_bad", "link": "accent_text"}


class Button(QPushButton):
    """A push button of a kind: `primary`, `secondary`, `small`, `ghost`, `danger` or `link`.

    It takes focus by Tab only, so that a mouse user never sees a stray focus ring.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        kind: str = "secondary",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        large: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setProperty("large", large)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        look.dress(self, Role.LABEL)
        if icon:
            look.put_icon(self, icon, 16, _ICON_TONE.get(kind, "text2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button, as people expect outside of dialogs too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class IconButton(Button):
    """A square button with an icon; its meaning is told by tip and accessible name."""

    def __init__(
        self,
        look: Look,
        icon: str,
        meaning: str,
        kind: str = "secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "", kind, icon, parent)
        self.setProperty("square", True)
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)


class Segments(QWidget):
    """A row of views of which one is shown; Left and Right change it.

    With `empty` nothing is chosen at first, and `key` is '' until somebody chooses.
    Signals: `chosen(str)` with the key of the segment.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        parts: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
        *,
        empty: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: dict[str, _Segment] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(0)
        for key, text in parts:
            button = _Segment(look, text, self)
            button.clicked.connect(lambda _=False, key=key: self.choose(key))
            button.stepped.connect(self._step)
            self._buttons[key] = button
            row.addWidget(button)
        self._restyle()
        look.changed.connect(self._restyle)
        if parts:
            self.mark("" if empty else parts[0][0])

    @property
    def key(self) -> str:
        """The key of the chosen segment, '' where none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_text(self, key: str, text: str) -> None:
        """Show another text in a segment, such as one with a count."""
        self._buttons[key].setText(text)

    def choose(self, key: str) -> None:
        """Choose a segment and tell about it if it is another one."""
        if self._buttons[key].isChecked() and self.key == key:
            return
        self.mark(key)
        self.chosen.emit(key)

    def mark(self, key: str) -> None:
        """Show a segment as chosen, none for '', without telling anyone."""
        stop = key or next(iter(self._buttons), "")
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            button.setFocusPolicy(
                Qt.FocusPolicy.TabFocus if name == stop else Qt.FocusPolicy.NoFocus
            )

    def _step(self, step: int) -> None:
        keys = list(self._buttons)
        here = keys.index(self.key) if self.key else -1 if step > 0 else 0
        key = keys[(here + step) % len(keys)]
        self.choose(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        c = self._look.c
        self.setStyleSheet(
            f"Segments {{ background: {c.sunken.name()}; border-radius: 8px; }}"
            "Segments QPushButton { border: 1px solid transparent; background: transparent;"
            f" border-radius: 6px; color: {c.text2.name()}; min-height: {self._look.px(24)}px;"
            f" max-height: {self._look.px(24)}px; padding: 0 14px; }}"
            f"Segments QPushButton:hover {{ color: {c.text.name()}; }}"
            f"Segments QPushButton:checked {{ background: {c.surface.name()};"
            f" color: {c.text.name()}; border-color: {c.border.name()}; }}"
            f"Segments QPushButton:focus {{ border: 2px solid {c.focus.name()}; padding: 0 13px;"
            f" min-height: {self._look.px(24) - 2}px; max-height: {self._look.px(24) - 2}px; }}"
        )


class _Segment(QPushButton):
    stepped = Signal(int)

    def __init__(self, look: Look, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.dress(self, Role.LABEL)

    def nextCheckState(self) -> None:
        """Leave the marking to the row."""

    def minimumSizeHint(self) -> QSize:
        """Never squeeze the text."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)
