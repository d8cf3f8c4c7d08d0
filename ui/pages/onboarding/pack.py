"""The welcome pack's items: to prepare, ready, handed over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.context import Context
from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.paint import RIGHT, put_icon, put_text, round_rect
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill, draw_pill, pill_width
from workbench.kernel.i18n import N_
from workbench.onboarding.models import PackState
from workbench.onboarding.rows import OnboardingCard, PackRow
from workbench.onboarding.rules import PACK_STATE_NAMES
from workbench.onboarding.tasks import SetPackState
from workbench.pipeline.queries import shown

_TITLE, _ALL_READY, _ALL_GIVEN = N_("Welcome pack"), N_("Prepare all"), N_("Hand all over")
_TIP = N_("Press for the next state, Backspace for the one before")
_LEFT = N_("{n} left")
_STEPS = (PackState.TO_PREPARE, PackState.READY, PackState.HANDED_OVER)
_PILLS = {
    PackState.TO_PREPARE: ("neutral", ""),
    PackState.READY: ("info", "package-check"),
    PackState.HANDED_OVER: ("ok", "check"),
}


class PackItemRow(QAbstractButton):
    """One item with its state; a press takes it one state on, Backspace one back.

    Signals: `stateAsked(PackState)`.
    """

    stateAsked = Signal(object)  # noqa: N815

    def __init__(self, look: Look, name: str, item: PackRow) -> None:
        super().__init__()
        self._look, self._name, self._item = look, name, item
        self._state = PackState(item.state)
        tone, icon = _PILLS[self._state]
        self._pill = Pill(look.text(PACK_STATE_NAMES[self._state]), tone, icon)
        self.setAccessibleName(f"{name}, {self._pill.text}")
        self.setToolTip(look.text(_TIP))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.step(1))
        look.changed.connect(self.update)

    def step(self, way: int) -> None:
        """Ask for the next state or the one before."""
        place = _STEPS.index(self._state) + way
        if 0 <= place < len(_STEPS):
            self.stateAsked.emit(_STEPS[place])

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(200, self._look.px(36))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Go one state back."""
        self.step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by Enter and Backspace, walk by the arrows."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.step(-1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, stock and state."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.underMouse():
            round_rect(painter, area, Radius.CONTROL, c.sunken)
        if self.hasFocus():
            round_rect(painter, area, Radius.CONTROL, None, c.focus, 2)
        end = self.width() - 12 - pill_width(look, self._pill)
        self._paint_state(painter, end)
        box = QRect(10, 0, end - 20, self.height())
        ink = c.text3 if self._state is PackState.HANDED_OVER else c.text
        taken = put_text(painter, box, self._name, look, Role.BODY, ink)
        if self._item.left is not None and self._state is not PackState.HANDED_OVER:
            box.setLeft(10 + taken + 10)
            ink = c.warn if self._item.left <= 0 else c.text3
            said = look.text(_LEFT, n=self._item.left)
            put_text(painter, box, said, look, Role.CAPTION, ink)

    def _paint_state(self, painter: QPainter, left: int) -> None:
        """Paint the state; what was handed over needs no colour any more."""
        look, place = self._look, QPoint(left, (self.height() - self._look.px(20)) // 2)
        if self._state is not PackState.HANDED_OVER:
            draw_pill(painter, look, place, self._pill)
            return
        ink, box = look.c.text3, self.rect().adjusted(0, 0, -12, 0)
        put_text(painter, box, self._pill.text, look, Role.CAPTION, ink, RIGHT)
        taken = look.metrics(Role.CAPTION).horizontalAdvance(self._pill.text) + look.px(13) + 4
        sign = QPoint(self.width() - 12 - taken, (self.height() - look.px(13)) // 2)
        put_icon(painter, look, "check", sign, 13, ink)


class PackPanel(Panel):
    """All items of a starter's welcome pack."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, context.text(_TITLE), padding=Space.S)
        self._context = context
        self._open: dict[PackState, tuple[str, ...]] = {}
        self.all = Button(context.look, context.text(_ALL_READY), "ghost", "package-check")
        self.all.clicked.connect(self._step_all)
        self.head.addWidget(self.all)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.add(inside)

    def show_card(self, card: OnboardingCard, _today: date) -> None:
        """Show the items of a starter."""
        focused = next((id for id, row in self._items().items() if row.hasFocus()), "")
        empty(self._rows)
        for item in card.pack:
            row = PackItemRow(self._context.look, shown(item.names, self._context.language), item)
            row.setObjectName(item.id)
            row.stateAsked.connect(lambda state, id=item.id: self._ask((id,), state))
            self._rows.addWidget(row)
            if item.id == focused:
                row.setFocus(Qt.FocusReason.TabFocusReason)
        self._open = {
            state: tuple(each.id for each in card.pack if each.state == state) for state in _STEPS
        }
        first = bool(self._open[PackState.TO_PREPARE])
        self.all.setText(self._context.text(_ALL_READY if first else _ALL_GIVEN))
        self.all.setVisible(first or bool(self._open[PackState.READY]))

    def _items(self) -> dict[str, PackItemRow]:
        found = {}
        for place in range(self._rows.count()):
            item = self._rows.itemAt(place)
            row = item.widget() if item is not None else None
            if isinstance(row, PackItemRow):
                found[row.objectName()] = row
        return found

    def _step_all(self) -> None:
        if self._open[PackState.TO_PREPARE]:
            self._ask(self._open[PackState.TO_PREPARE], PackState.READY)
        else:
            self._ask(self._open[PackState.READY], PackState.HANDED_OVER)

    def _ask(self, ids: tuple[str, ...], state: PackState) -> None:
        self._context.run(SetPackState(ids, state))
