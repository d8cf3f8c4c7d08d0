"""The sheet that shows the CVs of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.cv.paper import STEP, PaperView
from ui.pages.cv.seeking import SeekBar
from ui.pages.cv.source import PageSource
from ui.pages.cv.words import WordsView
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import IconButton, Segments
from ui.widgets.elided import Elided
from ui.widgets.fields import Choice
from ui.widgets.labels import Line, Text
from ui.widgets.overlay import Overlay
from ui.widgets.states import NoticeBar
from workbench.apart.answers import Hit
from workbench.kernel.i18n import N_
from workbench.people.queries import CvRow

WIDTH = 1040
_PAGES, _TEXT, _CLOSE = N_("As it came"), N_("As text"), N_("Close")
_LARGER, _SMALLER, _FIT = N_("Larger"), N_("Smaller"), N_("Fit the width")
_SAVE, _WHICH = N_("Save a copy…"), N_("Which CV")
_OF, _NO_TEXT = N_("Page {page} of {pages}"), N_("There is no text in this file; it may be a scan.")
_UNNAMED, _SHOW_TEXT = N_("CV as text"), N_("Show the text")
_PDF = "application/pdf"


class CvViewer(Overlay):
    """Pages or text of a CV over the window; nothing of it outlives its closing.

    Attributes: `paper`, `words`, `seek`; `views`, the choice between them; `which`, between CVs.
    """

    def __init__(
        self, context: Context, cvs: Sequence[CvRow], first: str, save: Callable[[CvRow], None]
    ) -> None:
        super().__init__(context.look, context.host)
        self._context, self._cvs, self._save = context, cvs, save
        self._cv = next((cv for cv in cvs if cv.id == first), cvs[0])
        self._source: PageSource | None = None
        self._hits: Sequence[Hit] = ()
        look, text = context.look, context.text
        self.title = Elided(look, "", Role.SUBTITLE)
        self.which = Choice(look)
        self.which.setAccessibleName(text(_WHICH))
        self.views = Segments(look, (("pages", text(_PAGES)), ("text", text(_TEXT))))
        self.seek = SeekBar(look)
        self.paper = PaperView(look, self._name())
        self.words = WordsView(look, self._name())
        self.notice = NoticeBar(look, "", "warn", "info", (("text", text(_SHOW_TEXT)),))
        self._place = Text(look, "", Role.CAPTION, "text2")
        self._stack = QStackedWidget()
        panel = QWidget(self)
        self._lay(panel)
        self.set_panel(panel, WIDTH)
        self._connect()
        self.title.setText(self._name())
        self.setAccessibleName(self._name())
        self.notice.hide()

    def open(self) -> None:
        """Cover the window, and fill it once it stands there."""
        super().open()
        QTimer.singleShot(0, self, self._show_cv)

    def panel_height(self, width: int) -> int:
        """Return nearly all of the window."""
        return self.height() - 48

    def first_focus(self) -> QWidget:
        """Return what is read, so that its keys work at once."""
        return self.paper if self.views.key == "pages" else self.words

    def _name(self) -> str:
        return self._cv.name or self._context.text(_UNNAMED)

    def _lay(self, panel: QWidget) -> None:
        column = QVBoxLayout(panel)
        column.setContentsMargins(1, 0, 1, Space.M)  # below, the corners are round
        column.setSpacing(0)
        for row in (self._head(), self._tools()):
            column.addLayout(row)
        column.addSpacing(Space.S)
        column.addWidget(Line(self.look))
        said = QHBoxLayout()
        said.setContentsMargins(Space.L, 0, Space.L, 0)
        said.addWidget(self.notice)
        column.addLayout(said)
        for view in (self.paper, self.words):
            self._stack.addWidget(view)
        column.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.XL, Space.M, Space.L, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(self.title, 1)
        for cv in self._cvs:
            self.which.addItem(cv.name or self._context.text(_UNNAMED), cv.id)
        self.which.setMaximumWidth(self.look.px(320))
        self.which.setVisible(len(self._cvs) > 1)
        row.addWidget(self.which)
        self.keep = self._button("download", _SAVE, lambda: self._save(self._cv))
        row.addWidget(self.keep)
        row.addWidget(self._button("x", _CLOSE, self.close_overlay))
        return row

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.XL, 0, Space.L, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.views)
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(self.seek)
        self._zooms = [
            self._button("zoom-out", _SMALLER, lambda: self.paper.zoom_by(1 / STEP)),
            self._button("zoom-in", _LARGER, lambda: self.paper.zoom_by(STEP)),
            self._button("move-horizontal", _FIT, lambda: self.paper.zoom_by(0)),
        ]
        for button in self._zooms:
            row.addWidget(button)
        return row

    def _button(self, icon: str, meaning: str, act: Callable[[], None]) -> IconButton:
        button = IconButton(self.look, icon, self._context.text(meaning), "ghost")
        button.clicked.connect(lambda _=False: act())
        return button

    def _connect(self) -> None:
        self.views.chosen.connect(self._show_view)
        self.which.activated.connect(self._switch)
        self.notice.acted.connect(self.views.choose)
        self.paper.moved.connect(self._tell_place)
        self.paper.wanted.connect(self._want)
        self.seek.asked.connect(self._seek)
        self.seek.stepped.connect(self._go)
        self.closed.connect(self._end)
        self._context.bridge.left.connect(self.close_overlay)
        keys = {
            "Ctrl+F": self.seek.begin,
            "F3": lambda: self.seek.step(1),
            "Shift+F3": lambda: self.seek.step(-1),
            "Ctrl++": lambda: self.paper.zoom_by(STEP),
            "Ctrl+=": lambda: self.paper.zoom_by(STEP),
            "Ctrl+-": lambda: self.paper.zoom_by(1 / STEP),
            "Ctrl+0": lambda: self.paper.zoom_by(0),
            "Ctrl+PgDown": lambda: self.paper.go(self.paper.page + 1),
            "Ctrl+PgUp": lambda: self.paper.go(self.paper.page - 1),
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _switch(self) -> None:
        chosen = self.which.currentData()
        self._cv = next((cv for cv in self._cvs if cv.id == chosen), self._cv)
        self._show_cv()

    def _show_cv(self) -> None:
        cv, name = self._cv, self._name()
        self._forget()
        self.title.setText(name)
        self.setAccessibleName(name)
        self.which.setCurrentIndex(self.which.findData(cv.id))
        self.keep.setVisible(cv.object_id is not None)
        self.words.setAccessibleName(name)
        self.words.show_text(cv.text or self._context.text(_NO_TEXT))
        is_pdf = cv.object_id is not None and cv.media_type == _PDF
        self.views.setVisible(is_pdf)
        if is_pdf:
            self._source = PageSource(self._context, cv.id, name, self)
            self._source.opened.connect(self.paper.set_pages)
            self._source.drawn.connect(self.paper.put)
            self._source.found.connect(self._found)
            self._source.refused.connect(self._refused)
        self.views.mark("pages" if is_pdf else "text")
        self._show_view(self.views.key)

    def _show_view(self, key: str) -> None:
        pages = key == "pages"
        self._stack.setCurrentWidget(self.paper if pages else self.words)
        for each in (*self._zooms, self._place):
            each.setVisible(pages and self.notice.isHidden())
        if self.isVisible() and not self.seek.has_focus():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._seek(self.seek.text)

    def _want(self, pages: list[tuple[int, int]]) -> None:
        if self._source is not None:
            self._source.want(pages)

    def _tell_place(self) -> None:
        pages = self.paper.pages
        told = self._context.text(_OF, page=self.paper.page + 1, pages=pages) if pages else ""
        self._place.setText(told)

    def _seek(self, text: str) -> None:
        if self.views.key == "text":
            self.seek.tell(self.words.mark(text))
        elif not text:
            self._found("", [])
        elif self._source is not None:
            self._source.seek(text)

    def _found(self, text: str, hits: Sequence[Hit]) -> None:
        if text == self.seek.text and self.views.key == "pages":
            self._hits = hits
            self.paper.mark(hits, -1)
            self.seek.tell(len(hits))

    def _go(self, number: int) -> None:
        if self.views.key == "text":
            self.words.reveal(number)
        else:
            self.paper.mark(self._hits, number)

    def _refused(self, error: Exception) -> None:
        self.notice.set_text(self._context.reason(error))
        self.notice.show()
        for each in self._zooms:
            each.hide()

    def _forget(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.close()
            source.deleteLater()
        self._hits = ()
        self.seek.tell(0)
        self.notice.hide()
        self.paper.clear()
        self.words.show_text("")

    def _end(self) -> None:
        self._forget()
        self.deleteLater()


def show_cv(
    context: Context, cvs: Sequence[CvRow], first: str, save: Callable[[CvRow], None]
) -> CvViewer:
    """Open the CVs of one person at one of them; `save` writes a copy of one."""
    viewer = CvViewer(context, cvs, first, save)
    viewer.open()
    return viewer
