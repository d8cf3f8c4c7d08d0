"""The front desk: a window's worth of today's candidates, and nothing else within reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import moments
from ui.context import Context
from ui.pages.frontdesk.asking import ask_late, ask_walk_in
from ui.pages.frontdesk.badges import badge_print, print_badge
from ui.pages.frontdesk.faces import GuestFace, face_of, walk_in
from ui.pages.frontdesk.find import FindField
from ui.pages.frontdesk.owing import OwedPanel
from ui.pages.frontdesk.pin import Pin, ask_pin
from ui.pages.frontdesk.reading import FrontView, fits, read_front, turn
from ui.pages.frontdesk.rows import BADGE, CHECK_IN, LATE, GuestList
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.scroll import Scroller
from ui.widgets.states import EmptyState
from ui.widgets.toast import Notice, Toast, ToastLayer
from workbench.interviews.arriving import CheckIn
from workbench.interviews.expected import ExpectedRow
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words

_TITLE, _FIND = N_("Front desk"), N_("Name, pinyin or the end of the phone number")
_WALK_IN, _LEAVE = N_("Without appointment…"), N_("Leave the front desk…")
_COUNT = N_("{n} of {all} are here")
_NOBODY, _NOBODY_TEXT = (
    N_("Nobody is expected today"),
    N_("Candidates stand here on the day of their interview. Who comes anyway can be added."),
)
_UNKNOWN = N_("Nobody of today is called “{text}”.")
_STAY = N_("The front desk is left by its PIN. Closing once more locks the vault.")
_PANEL, _TICK_MS = 320, 20_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FrontDesk(QWidget):
    """Receives candidates; whoever sits at it reaches nothing but today.

    Attributes: `field`; `guests`; `owed`; `context`, with which nothing else can be opened.
    Signals: `left()` after the right PIN; `lockAsked()` after too many wrong ones.
    """

    left = Signal()
    lockAsked = Signal()  # noqa: N815

    def __init__(self, context: Context, pin: str) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.look, self._pin = context.look, Pin(pin)
        self.look.dress_root(self)
        self.context = self._confined(context)
        self._view: FrontView | None = None
        self._walk_ins: list[GuestFace] = []
        self.toasts = ToastLayer(self.look, self)
        self.toasts.undoRequested.connect(self._undo)
        look, text = self.look, self.look.text
        self._title = Text(look, "", Role.TITLE)
        self._count = Text(look, "", Role.BODY, "text2")
        self._clock = Text(look, "", Role.TITLE)
        self._find = FindField(look, text(_FIND))
        self.field = self._find.line
        self.field.textChanged.connect(lambda _text: self._narrow())
        self.field.installEventFilter(self)
        self.guests, self.owed = GuestList(look), OwedPanel(self.context)
        self.guests.asked.connect(self._asked)
        self.empty = EmptyState(
            look, "concierge-bell", text(_NOBODY), text(_NOBODY_TEXT), text(_WALK_IN)
        )
        self.empty.clicked.connect(self.walk_in)
        self._unknown = Text(look, "", Role.BODY, "text2", wrap=True)
        self._lay()
        self._bind_keys()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        context.bridge.changed.connect(self._changed)

    def _confined(self, context: Context) -> Context:
        """Return services that lead nowhere else."""

        def nowhere(*_asked: Any) -> None:
            return None

        return replace(
            context,
            host=self,
            toast=self._toast,
            go=nowhere,
            open_person=nowhere,
            palette=nowhere,
            begin=nowhere,
            front_desk=nowhere,
            store=None,
        )

    def _lay(self) -> None:
        look, text = self.look, self.look.text
        self._walk = Button(look, text(_WALK_IN), icon="user-plus", large=True)
        self._walk.setToolTip("Alt+N")
        self._walk.clicked.connect(self.walk_in)
        self._leave = Button(look, text(_LEAVE), "ghost", "log-out", large=True)
        self._leave.clicked.connect(self.ask_to_leave)
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._clock)
        head.addWidget(self._walk)
        head.addWidget(self._leave)
        inside = QWidget()
        stacked = QVBoxLayout(inside)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.addWidget(self._unknown)
        stacked.addWidget(self.empty)
        stacked.addWidget(self.guests, 1)
        self._scroller = Scroller(look, inside)
        self.guests.marked.connect(self._scroller.ensureWidgetVisible)
        self._unknown.hide()
        self.empty.hide()
        self.owed.setFixedWidth(look.px(_PANEL))
        body = QHBoxLayout()
        body.setSpacing(Space.XXL)
        body.addWidget(self._scroller, 1)
        body.addWidget(self.owed)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.L)
        column.addLayout(head)
        column.addWidget(self._find)
        column.addLayout(body, 1)

    def _bind_keys(self) -> None:
        acts = {
            "Alt+N": self.walk_in,
            "Alt+L": lambda: self._asked(self.guests.marked_guest, LATE),
            "Alt+B": lambda: self._asked(self.guests.marked_guest, BADGE),
            "Alt+C": self.owed.copy_first,
            "Alt+P": self.owed.print_all,
        }
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda act=act: self._by_keys(act))

    def _by_keys(self, act: Any) -> None:
        if not self.context.is_covered():
            act()

    # What is shown

    def refresh(self) -> None:
        """Ask who is expected."""
        now = self.context.moment()
        day = moments.long_day(self.look, now.date())
        self._title.setText(f"{self.look.text(_TITLE)} · {day}")
        self._clock.setText(f"{now:%H:%M}")
        self.context.bridge.ask(self._show, read_front, now.date())

    def _changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, view: FrontView) -> None:
        if not isValid(self):  # left meanwhile
            return
        self._view = view
        context, now = self.context, self.context.moment()
        ranked = sorted(view.guests, key=turn)
        faces = [face_of(context, guest, view.zone, now) for guest in ranked]
        expected = {face.id for face in faces}
        walked = [face for face in self._walk_ins if face.id not in expected]
        self.guests.show_faces([*walked, *faces], badges=badge_print() is not None)
        self.owed.show_view(view)
        here = sum(not face.awaits for face in faces)
        self._count.setText(context.text(_COUNT, n=here, all=len(faces)) if faces else "")
        self.empty.setVisible(not faces and not walked)
        self._narrow()

    def _narrow(self) -> None:
        """Leave whom the typed text means, the first of them marked."""
        typed = self.field.text().strip()
        view = self._view
        if view is None:
            return
        ids = [guest.candidate_id for guest in view.guests if fits(guest, typed)]
        ids += [face.id for face in self._walk_ins if _is_called(face, typed)]
        self.guests.show_only(ids)
        seen = self.guests.seen()
        if typed and seen and self.guests.marked_guest not in seen:
            self.guests.mark(seen[0])
        elif not typed and not self.guests.marked_guest:
            self.guests.mark("")
        self._unknown.setText(self.look.text(_UNKNOWN, text=typed))
        self._unknown.setVisible(bool(typed) and not seen)

    def guest(self, candidate: str) -> ExpectedRow | None:
        """Return somebody who is expected today."""
        rows = self._view.guests if self._view is not None else ()
        return next((each for each in rows if each.candidate_id == candidate), None)

    # What is done

    def _asked(self, candidate: str, what: str) -> None:
        guest, face = self.guest(candidate), self.guests.face(candidate)
        if guest is None or face is None:
            return
        if what == BADGE:
            print_badge(self.context, guest)
        elif what == CHECK_IN:
            self.check_in(candidate)
        elif face.awaits:
            ask_late(self.context, candidate, guest.name)

    def check_in(self, candidate: str) -> None:
        """Note that a guest is here, and be ready for the next one."""
        self.context.run(CheckIn(candidate))
        self.guests.mark("")
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def walk_in(self) -> None:
        """Add somebody who came without an appointment."""

        def added(candidate: str, name: str) -> None:
            time = f"{self.context.moment():%H:%M}"
            self._walk_ins.insert(0, walk_in(self.context, candidate, name, time))
            self.refresh()

        ask_walk_in(self.context, added)

    def ask_to_leave(self) -> None:
        """Ask for the PIN."""
        ask_pin(self.context, self._pin, self.left.emit, self.lockAsked.emit)

    def say_stay(self) -> None:
        """Say why the window is not closed yet."""
        self.context.say(_STAY)

    def _toast(self, notice: Notice) -> Toast:
        return self.toasts.show_notice(replace(notice, keys=""))  # no keys undo anything here

    def _undo(self) -> None:
        self.context.bridge.undo(lambda done: self.context.done(done.changes), self.context.fail)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the mark with the arrows, check in by Enter, begin anew by Escape."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.guests.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENTER and self.guests.marked_guest:
            self._asked(self.guests.marked_guest, CHECK_IN)
        elif key == Qt.Key.Key_Escape:
            self.field.clear()
            self.guests.mark("")
        else:
            return super().eventFilter(watched, event)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the field."""
        super().showEvent(event)
        self.refresh()
        self._tick.start()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._tick.stop()
        self.toasts.clear()


def _is_called(face: GuestFace, typed: str) -> bool:
    return typed.casefold() in f"{face.name} {search_words(face.name)}".casefold()
