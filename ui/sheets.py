"""A dialog as a sheet over the window: title, content, and buttons that say their verb."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.forms import Form
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import EnterSubmits, one_line_fields
from ui.widgets.labels import Line, Text
from ui.widgets.overlay import Overlay
from ui.widgets.scroll import Scroller
from ui.widgets.typed import typed_in
from workbench.kernel.i18n import N_

_CANCEL, _CLOSE = N_("Cancel"), N_("Close")
_UNSAVED = N_("This is not saved yet. Escape or the cross once more discards it.")


class Sheet(Overlay):
    """Title, subtitle, content and a primary button.

    Escape, the cross and a click beside it never throw away what was typed without a word.
    It stays open when the primary button is pressed: whoever listens closes it with
    `close_overlay` when the work is done, or shows what is wrong with `show_error`.
    Signals: `submitted()` by the primary button or Enter; `closed()` from Overlay.
    """

    submitted = Signal()

    def __init__(
        self,
        look: Look,
        host: QWidget,
        title: str,
        verb: str,
        content: QWidget,
        *,
        subtitle: str = "",
        danger: bool = False,
        width: int = 520,
    ) -> None:
        super().__init__(look, host)
        self.setAccessibleName(title)
        self._content = content
        self._fresh: object = typed_in(content)
        self._warned: object = self._fresh
        self._error = Text(look, "", Role.CAPTION, "bad", wrap=True)
        self._error.hide()
        self.primary = Button(look, verb, "danger" if danger else "primary")
        self.primary.clicked.connect(self.submit)
        self.cancel = Button(look, look.text(_CANCEL))
        self.cancel.clicked.connect(self.close_overlay)
        self._cross = IconButton(look, "x", look.text(_CLOSE), "ghost")
        self._cross.clicked.connect(self.leave)
        panel = QWidget(self)
        self._column = QVBoxLayout(panel)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head(title, subtitle))
        self._body = self._wrap(content)
        self._column.addWidget(self._body, 1)
        self._column.addWidget(Line(look))
        self._column.addLayout(self._foot())
        self.set_panel(panel, width)
        self._enter = EnterSubmits(self, self.primary)

    def open(self) -> None:
        """Cover the window; what stands in the fields now counts as not typed."""
        self._enter.watch(*one_line_fields(self._content))
        self._fresh = self._warned = self.typed()
        super().open()

    def is_changed(self) -> bool:
        """Return whether something was typed or chosen since the sheet was opened."""
        return self.typed() != self._fresh

    def typed(self) -> object:
        """Return what stands in the fields. Sheets whose content holds more than it shows say."""
        return typed_in(self._content)

    def leave(self) -> None:
        """Close, or say first what would be lost; a second time closes."""
        now = self.typed()
        if now in (self._fresh, self._warned):
            self.close_overlay()
            return
        self._warned = now
        self.nudge()

    def nudge(self) -> None:
        """Say that something is not saved."""
        self.show_error(self.look.text(_UNSAVED))
        self._error.set_tone("warn")

    def _head(self, title: str, subtitle: str) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(Space.XL, 18, Space.L, 14)
        head.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(Text(self.look, title, Role.SUBTITLE), 1)
        row.addWidget(self._cross)
        head.addLayout(row)
        if subtitle:
            head.addWidget(Text(self.look, subtitle, Role.CAPTION, "text2", wrap=True))
        return head

    def _wrap(self, content: QWidget) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.XL, 2, Space.XL, 20)
        column.addWidget(content)
        return Scroller(self.look, inside)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.XL, 14, Space.XL, 16)
        foot.setSpacing(Space.S)
        foot.addWidget(self._error, 1)
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.primary)
        self._verbs = foot
        return foot

    def add_verb(self, button: QWidget) -> None:
        """Put another button beside the primary one."""
        self._verbs.insertWidget(self._verbs.count() - 1, button)

    def panel_height(self, width: int) -> int:
        """Return head, content and foot, at most the window."""
        inside = self._body.widget() if isinstance(self._body, Scroller) else None
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return super().panel_height(width)
        body = layout.totalHeightForWidth(width)
        if body < 0:
            body = layout.totalSizeHint().height()
        parts = (self._column.itemAt(place) for place in (0, 2, 3))
        rest = sum(part.sizeHint().height() for part in parts if part is not None)
        return min(body + rest, self.height() - 32)

    def grow(self, part: QWidget) -> None:
        """Follow a part of the content that has got other things in it."""
        inner = part.layout()
        for place in range(inner.count() if inner is not None else 0):
            item = inner.itemAt(place) if inner is not None else None
            child = item.widget() if item is not None else None
            if child is not None:
                child.show()
        above: QWidget | None = part
        while above is not None and above is not self:
            layout = above.layout()
            if layout is not None:
                layout.activate()
            above = above.parentWidget()
        self.refit()

    def first_focus(self) -> QWidget:
        """Return the first field of the content, or the primary button."""
        inside = [stop for stop in self._stops() if self._content.isAncestorOf(stop)]
        return inside[0] if inside else self.primary

    def submit(self) -> None:
        """Tell that the work shall be done, if the form's fields are right."""
        self.show_error("")
        if isinstance(self._content, Form) and not self._content.validate():
            self.refit()
            return
        self.submitted.emit()

    def show_error(self, text: str, field: str = "") -> None:
        """Show what went wrong, under the field it concerns if the form has it."""
        if field and isinstance(self._content, Form) and self._content.show_error(field, text):
            self.refit()
            return
        self._error.set_tone("bad")
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if text:
            announce(self, text)

    def set_busy(self, busy: bool) -> None:
        """Keep the buttons still while the work is being done."""
        self.primary.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)


class FormSheet(Sheet):
    """A sheet around a form.

    Attributes: `form`.
    Signals: `filled(dict)` with the form's values when they are right.
    """

    filled = Signal(dict)

    def __init__(
        self,
        look: Look,
        host: QWidget,
        title: str,
        verb: str,
        form: Form,
        *,
        subtitle: str = "",
        danger: bool = False,
        width: int = 520,
    ) -> None:
        super().__init__(
            look, host, title, verb, form, subtitle=subtitle, danger=danger, width=width
        )
        self.form = form
        self.submitted.connect(lambda: self.filled.emit(form.values()))


class AskSheet(Sheet):
    """A question with a verb, for what cannot be undone."""

    def __init__(
        self, look: Look, host: QWidget, title: str, text: str, verb: str, *, danger: bool = False
    ) -> None:
        words = Text(look, text, Role.BODY, "text2", wrap=True)
        super().__init__(look, host, title, verb, words, danger=danger, width=420)
