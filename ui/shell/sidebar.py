"""The sidebar: pages in groups, with counts; narrow windows show icons only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.emptying import empty
from ui.widgets.paint import RIGHT, put_icon, put_text, ratio_of, round_rect
from ui.widgets.scroll import Scroller

WIDE, NARROW = 212, 60


@dataclass(frozen=True)
class Place:
    """A page to go to: key, title, icon and a count (0 shows nothing)."""

    key: str
    title: str
    icon: str
    count: int = 0


@dataclass(frozen=True)
class Group:
    """Places under a small title; the first group has none. `foot` puts it at the bottom."""

    title: str
    places: tuple[Place, ...]
    foot: bool = False


class PlaceButton(QAbstractButton):
    """One line of the sidebar."""

    stepped = Signal(int)

    def __init__(self, look: Look, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._place, self._narrow = look, place, False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        self.show_place(place)

    def show_place(self, place: Place) -> None:
        """Show another title or count."""
        self._place = place
        self.setText(place.title)
        count = f", {place.count}" if place.count else ""
        self.setAccessibleName(place.title + count)
        self.update()

    @property
    def place(self) -> Place:
        """What the line leads to."""
        return self._place

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only, the title as a tip."""
        self._narrow = narrow
        self.setToolTip(self._place.title if narrow else "")
        self.update()

    def nextCheckState(self) -> None:
        """Leave the marking to the sidebar."""

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(120, self._look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, title and count."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.isChecked():
            round_rect(painter, rect, Radius.CONTROL, c.surface, c.border)
        elif self.underMouse():
            round_rect(painter, rect, Radius.CONTROL, c.neutral_soft)
        if self.hasFocus():
            round_rect(painter, rect, Radius.CONTROL, None, c.focus, 2)
        size, middle = look.px(16), self.height() // 2
        left = (self.width() - size) // 2 if self._narrow else 10
        ink = c.accent if self.isChecked() else c.text2
        put_icon(painter, look, self._place.icon, QPoint(left, middle - size // 2), 16, ink)
        if self._narrow:
            if self._place.count:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.accent)
                painter.drawEllipse(QRectF(left + size, middle - size / 2 - 4, 6, 6))
            return
        self._words(painter, left + size + look.px(10))

    def _words(self, painter: QPainter, left: int) -> None:
        look, c, right = self._look, self._look.c, self.width() - 10
        if self._place.count:
            box = QRect(left, 0, right - left, self.height())
            text = f"{self._place.count:,}"
            taken = put_text(painter, box, text, look, Role.CAPTION, c.text2, RIGHT)
            right -= taken + 8
        role = Role.STRONG if self.isChecked() else Role.BODY
        box = QRect(left, 0, right - left, self.height())
        put_text(painter, box, self._place.title, look, role, c.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Up and Down; Enter goes there."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Sidebar(QWidget):
    """Groups of places under the product's name.

    Signals: `chosen(str)` with the key of the place.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, product: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._narrow = look, False
        look.dress_root(self)
        self._buttons: dict[str, PlaceButton] = {}
        self._titles: list[_GroupTitle] = []
        self._key = ""
        self._brand = _Brand(look, product)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(12, 0, 12, 0)
        self._list.setSpacing(2)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(12, 4, 12, 10)
        self._foot.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._brand)
        column.addWidget(Scroller(look, inside), 1)
        column.addLayout(self._foot)
        self.setFixedWidth(look.px(WIDE))
        look.changed.connect(self._refit)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these places."""
        for layout in (self._list, self._foot):
            empty(layout)
        self._buttons.clear()
        self._titles.clear()
        for group in groups:
            layout = self._foot if group.foot else self._list
            if group.title:
                title = _GroupTitle(self._look, group.title)
                self._titles.append(title)
                layout.addWidget(title)
            for place in group.places:
                layout.addWidget(self._button(place))
        self._list.addStretch(1)
        self.set_narrow(self._narrow)
        self.mark(self._key)

    def _button(self, place: Place) -> PlaceButton:
        button = PlaceButton(self._look, place, self)
        button.clicked.connect(lambda _=False, key=place.key: self.go(key))
        button.stepped.connect(lambda step, key=place.key: self._step(key, step))
        self._buttons[place.key] = button
        return button

    @property
    def key(self) -> str:
        """The place shown now."""
        return self._key

    @property
    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def mark(self, key: str) -> None:
        """Mark a place as the one shown."""
        self._key = key
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def go(self, key: str) -> None:
        """Go to a place."""
        self.mark(key)
        self.chosen.emit(key)

    def set_count(self, key: str, count: int) -> None:
        """Show how much waits at a place."""
        button = self._buttons[key]
        old = button.place
        button.show_place(Place(old.key, old.title, old.icon, count))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons with titles."""
        self._narrow = narrow
        self._brand.set_narrow(narrow)
        for title in self._titles:
            title.set_narrow(narrow)
        for button in self._buttons.values():
            button.set_narrow(narrow)
        self._refit()

    def _refit(self) -> None:
        self.setFixedWidth(self._look.px(NARROW) if self._narrow else self._look.px(WIDE))
        self.update()

    def _step(self, key: str, step: int) -> None:
        keys = list(self._buttons)
        place = (keys.index(key) + step) % len(keys)
        self._buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.c.sidebar)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._look.c.border)


class _GroupTitle(QWidget):
    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look, self._text, self._narrow = look, text, False
        self.setFixedHeight(look.px(36))
        look.changed.connect(self.update)

    def set_narrow(self, narrow: bool) -> None:
        """Shrink to a line."""
        self._narrow = narrow
        self.setFixedHeight(self._look.px(17 if narrow else 36))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title or, when narrow, a line."""
        painter, c = QPainter(self), self._look.c
        if self._narrow:
            painter.fillRect(8, self.height() // 2, self.width() - 16, 1, c.border)
            return
        box = self.rect().adjusted(10, self._look.px(12), 0, 0)
        put_text(painter, box, self._text, self._look, Role.LABEL, c.text3)


class _Brand(QWidget):
    def __init__(self, look: Look, product: str) -> None:
        super().__init__()
        self._look, self._product, self._narrow = look, product, False
        self.setFixedHeight(look.px(52))
        look.changed.connect(self.update)

    def set_narrow(self, narrow: bool) -> None:
        """Show the mark only."""
        self._narrow = narrow
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and name."""
        look, painter = self._look, QPainter(self)
        size = look.px(24)
        left = (self.width() - size) // 2 if self._narrow else 14
        mark = QRectF(left, (self.height() - size) // 2, size, size)
        draw_mark(painter, look, mark)
        if not self._narrow:
            box = self.rect().adjusted(left + size + 8, 0, -8, 0)
            put_text(painter, box, self._product, look, Role.STRONG, look.c.text)


def draw_mark(painter: QPainter, look: Look, rect: QRectF) -> None:
    """Paint the product's mark."""
    round_rect(painter, rect, rect.width() * 0.28, look.c.accent)
    size = round(rect.width() * 0.62)
    ratio = ratio_of(painter)
    pixmap = look.pixmap(
        "user-round-check", round(size / look.tokens.scale), look.c.on_accent, ratio
    )
    inset = (rect.width() - size) / 2
    painter.drawPixmap(QPoint(round(rect.x() + inset), round(rect.y() + inset)), pixmap)
