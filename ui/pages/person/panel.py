"""Everything about one person, in a panel at the right edge of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.person.contacts import LOG_KEYS, TEXT_KEYS, log_contact
from ui.pages.person.editing import edit_person
from ui.pages.person.reading import PersonView, person
from ui.pages.person.rows import PersonRows
from ui.pages.person.texts import copy_text
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import IconButton
from ui.widgets.emptying import empty
from ui.widgets.labels import Line, Text
from ui.widgets.scroll import Scroller
from ui.widgets.states import NoticeBar
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.people.queries import CandidateCard

WIDTH = 440
# Nobody's record in particular: an interview may lie in a time that was offered, a requisition may
# hide who its candidates are.
MEETINGS = frozenset({"interview", "interview_candidate", "requisition"})
_CLOSE, _EDIT = N_("Close"), N_("Edit")
HIDDEN = N_(
    "Screened anonymously: name, contacts, school, age and the file of the CV are shown once the "
    "application is past the anonymous stages."
)


class PersonPanel(QWidget):
    """A panel over the right edge of its host; Escape closes it.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, context: Context, host: QWidget) -> None:
        super().__init__(host)
        self.context, self.look, self._host = context, context.look, host
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is below is not painted
        self.look.dress_root(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.candidate, self.application = "", ""
        self.view: PersonView | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.S)
        self._inside = inside = QWidget()
        inside.setObjectName("surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.XL, 0, Space.XL, Space.XL)
        column.addLayout(self._rows)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        self._above = QWidget()
        self._head = QVBoxLayout(self._above)
        self._head.setContentsMargins(Space.XL, Space.L, Space.L, Space.M)
        self._head.setSpacing(Space.M)
        outer.addWidget(self._above)
        outer.addWidget(Line(self.look))
        outer.addSpacing(Space.M)
        self._scroller = Scroller(self.look, inside)
        # A bar that comes and goes would have everything laid out and painted twice.
        self._scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        outer.addWidget(self._scroller, 1)
        host.installEventFilter(self)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self._escape)
        for keys, open_ in ((LOG_KEYS, log_contact), (TEXT_KEYS, copy_text)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda open_=open_: self._open(open_))
        context.bridge.changed.connect(self._changed)
        self.hide()

    def open_person(self, candidate: str, application: str = "") -> None:
        """Show somebody."""
        self.look.freshen(self)
        self.candidate, self.application = candidate, application
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the person on show."""
        if self.candidate:
            self.context.bridge.ask(self._show, person, self.candidate)

    def close_panel(self) -> None:
        """Go away."""
        self.candidate = ""
        self.view = None
        self.hide()
        self.closed.emit()

    def _escape(self) -> None:
        """Close wherever the focus is; a sheet that lies over the panel comes first."""
        sheet = self.context.cover()
        if sheet is not None:
            sheet.escape()
        else:
            self.close_panel()

    def _open(self, sheet: Callable[[Context, PersonView, str], object]) -> None:
        """Open a sheet about the person by its keys."""
        if self.view is not None and not self.context.is_covered():
            sheet(self.context, self.view, self.application)

    def _changed(self, changes: Changes) -> None:
        meets = bool(self.candidate) and bool(changes.scopes & MEETINGS)
        if meets or self.candidate in changes.subjects:
            self.context.bridge.tasks.start(
                lambda: self.context.bridge.app.ask(person, self.candidate),
                self.context.bridge.newest(self._show),
                lambda _gone: self.close_panel(),
            )

    def _show(self, view: PersonView) -> None:
        if view.card.id != self.candidate:
            return
        is_new = self.view is None or self.view.card.id != view.card.id
        self.view = view
        self._place()
        for part in (self._above, self._inside):
            part.hide()  # what is laid into something in sight is shown piece by piece
        empty(self._rows)
        self._show_head(view)
        PersonRows(self.context, self._rows, view, self.application).fill()
        if is_new:
            self._scroller.verticalScrollBar().setValue(0)
        for part in (self._above, self._inside, self):
            part.show()
        self.raise_()
        # Else it would be painted once before everything has its place and once after.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.sendPostedEvents(self._scroller, QEvent.Type.MetaCall)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.setAccessibleName(view.card.name)
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self, view: PersonView) -> None:
        empty(self._head)
        self._head.addWidget(self._name(view.card, hidden=view.hidden))
        if view.hidden:
            self._head.addWidget(NoticeBar(self.look, self.look.text(HIDDEN), "info", "eye-off"))

    def _name(self, card: CandidateCard, *, hidden: bool) -> QWidget:
        look = self.look
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(Avatar(look, card.name, hue_for(card.id), 44))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(look, card.name, Role.TITLE, wrap=True))
        about = " · ".join(part for part in (card.title, card.employer, card.city) if part)
        if about:
            words.addWidget(Text(look, about, Role.CAPTION, "text2", wrap=True))
        row.addLayout(words, 1)
        edit = IconButton(look, "pencil", look.text(_EDIT), "ghost")
        edit.clicked.connect(lambda: edit_person(self.context, card, self.refresh))
        cross = IconButton(look, "x", look.text(_CLOSE), "ghost")
        cross.clicked.connect(self.close_panel)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(edit, 0, top)
        if hidden:
            edit.hide()  # the form would overwrite what is hidden
        row.addWidget(cross, 0, top)
        return box

    def _place(self) -> None:
        width = min(self.look.px(WIDTH), self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge of the host."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.c.surface)
        painter.fillRect(0, 0, 1, self.height(), self.look.c.border_strong)
