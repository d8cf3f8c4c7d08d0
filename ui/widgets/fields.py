"""Fields of forms: Qt's own, dressed so that nothing of them looks like Qt's default."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from ui.theme.look import Look
from ui.theme.tokens import Role
from ui.widgets.paint import put_icon
from ui.widgets.scroll import make_quiet

LATE_STOP = "lateStop"  # a property: Tab comes here after the other stops of a sheet


def set_wrong(widget: QWidget, wrong: bool) -> None:
    """Mark a field as wrong, or as right again."""
    widget.setProperty("wrong", wrong)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class TextField(QLineEdit):
    """One line of text."""

    def __init__(self, look: Look, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        look.dress(self, Role.BODY)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on at the end of a text that was shown from its beginning."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason and not self.cursorPosition():
            self.end(False)


class _Eye(QToolButton):
    """The button inside a passphrase field; what is typed at it must not fall into the field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Space or Enter, and swallow letters."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() != Qt.Key.Key_Space and event.text().isprintable() and event.text():
            event.accept()
        else:
            super().keyPressEvent(event)


class SecretField(TextField):
    """A passphrase, with an eye that shows it; the eye comes after all fields by Tab."""

    def __init__(
        self, look: Look, show: str, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, placeholder, parent)
        self._look = look
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = _Eye(self)
        self._eye.setProperty(LATE_STOP, True)
        self._eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.setCheckable(True)
        self._eye.setToolTip(show)
        self._eye.setAccessibleName(show)
        self._eye.toggled.connect(self._show_letters)
        look.put_icon(self._eye, "eye", 16)
        self.setTextMargins(0, 0, look.px(30), 0)

    @property
    def eye(self) -> QToolButton:
        """The button that shows the letters."""
        return self._eye

    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._look.put_icon(self._eye, "eye-off" if shown else "eye", 16)

    def event(self, event: QEvent) -> bool:
        """Keep the eye at the right end."""
        if event.type() == QEvent.Type.Resize:
            size = self._look.px(26)
            self._eye.setGeometry(self.width() - size - 5, (self.height() - size) // 2, size, size)
        return super().event(event)


class TextArea(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(
        self, look: Look, lines: int = 4, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        look.dress(self, Role.BODY)
        make_quiet(self, look)
        self.setFixedHeight(look.px(18) * lines + 18)


class Choice(QComboBox):
    """One of several, with our own arrow; the wheel changes it only while it has the focus."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._popup: QListView | None = None
        look.dress(self, Role.BODY)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def showPopup(self) -> None:
        """Open the list, which is made when first asked for: it costs more than the box."""
        if self._popup is None:
            self._popup = QListView(self)
            self._popup.setFrameShape(QFrame.Shape.NoFrame)
            self._look.dress(self._popup, Role.BODY)
            self.setView(self._popup)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll on."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the plain box."""
        super().paintEvent(event)
        draw_end_icon(self, self._look, "chevron-down")


def draw_end_icon(widget: QWidget, look: Look, name: str) -> None:
    """Paint an icon at the right end of a field."""
    size = look.px(16)
    place = QPoint(widget.width() - size - 9, (widget.height() - size) // 2)
    colour = look.c.text2 if widget.isEnabled() else look.c.text3
    put_icon(QPainter(widget), look, name, place, 16, colour)


_LAID = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.StyleChange, QEvent.Type.FontChange)


def _widen(box: QAbstractSpinBox, event: QEvent) -> None:
    """Give the line its room: a styled spin box without buttons leaves it one pixel."""
    line = box.findChild(QLineEdit)
    if line is not None and event.type() in _LAID:
        line.setGeometry(box.rect().adjusted(10, 1, -32, -1))


class NumberField(QDoubleSpinBox):
    """A number between two limits; whole unless `decimals` says otherwise."""

    def __init__(
        self,
        look: Look,
        low: float = 0,
        high: float = 1e9,
        decimals: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look.dress(self, Role.BODY)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setDecimals(decimals)
        self.setRange(low, high)
        self.setGroupSeparatorShown(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.dress(self.lineEdit(), Role.BODY)

    def event(self, event: QEvent) -> bool:
        """Lay the line again where Qt lost it."""
        done = super().event(event)
        _widen(self, event)
        return done

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll on."""
        event.ignore()


def one_line_fields(part: QWidget) -> list[QWidget]:
    """Return the fields below a widget in which Enter has nothing else to do."""
    kinds = (TextField, Choice, QAbstractSpinBox)
    return [one for one in part.findChildren(QWidget) if isinstance(one, kinds)]


class EnterSubmits(QObject):
    """Lets Enter in a one-line field do what the primary button does."""

    def __init__(self, parent: QWidget, act: QAbstractButton) -> None:
        super().__init__(parent)
        self._act = act

    def watch(self, *fields: QWidget) -> None:
        """Watch these fields."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button on Enter."""
        pressed = event.type() == QEvent.Type.KeyPress
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed and isinstance(event, QKeyEvent) and event.key() in enter:
            if self._act.isEnabled():
                self._act.click()
            return True
        return super().eventFilter(watched, event)
