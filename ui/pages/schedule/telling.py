"""The sheet "to be told": who does not know yet, with drafts, texts to copy, and ticking off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.schedule.draftfiles import Written, write_drafts
from ui.pages.schedule.dueface import detail, pill, what
from ui.sheets import Sheet
from ui.tasks import Lane
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button, IconButton
from ui.widgets.emptying import empty
from ui.widgets.labels import Text
from ui.widgets.pill import PillLabel
from ui.widgets.places import documents
from ui.widgets.toast import Notice
from workbench.app import Connection
from workbench.interviewday.messages import notice_text
from workbench.interviewday.notices import TellGuests
from workbench.interviewday.telling import DueRow, Why, due
from workbench.kernel.changes import Changes
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.i18n import N_

TELL = N_("To be told…")
_TITLE, _SUBTITLE = (
    N_("To be told"),
    N_("Who does not know yet how their interviews stand. Nothing is sent from here by itself."),
)
_ALL, _SAVE, _CLOSE = N_("Mark all as told"), N_("Save mail drafts…"), N_("Close")
_ONE_DRAFT, _COPY, _TOLD = N_("Save a mail draft…"), N_("Copy text"), N_("Mark as told")
_OF = N_("{verb} ({name})")
_NOBODY = N_("Everybody knows how their interviews stand.")
_COPIED = N_("Copied: the message to {name}")
_WROTE_ONE, _WROTE = N_("1 mail draft saved"), N_("{n} mail drafts saved")
_LEFT = N_("{said}; without one: {names}")
_WHERE = N_("Where shall the drafts go?")
_SCOPES = frozenset({"interview", "interview_notice", "interview_candidate", "interview_panelist"})
_WIDTH = 720


@dataclass(frozen=True)
class Asked:
    """Whom the sheet is about: a day, an interview, or all; `changed`, only those told before."""

    day: date | None = None
    interview: str = ""
    changed: bool = False


def read_due(connection: Connection, asked: Asked, now: datetime) -> tuple[DueRow, ...]:
    """Return who must be told of what the sheet is about."""
    rows = due(connection, day=asked.day, interview=asked.interview, now=now).rows
    return tuple(row for row in rows if not asked.changed or row.why is not Why.NEW)


class TellingSheet(Sheet):
    """Everybody who must be told, each with the ways to do it. Attributes: `rows`."""

    def __init__(self, context: Context, asked: Asked, rows: Sequence[DueRow]) -> None:
        self._context, self._asked = context, asked
        self.rows = tuple(rows)
        look, text = context.look, context.text
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Space.M)
        super().__init__(
            look, context.host, text(_TITLE), text(_ALL), self._list,
            subtitle=text(_SUBTITLE), width=_WIDTH,
        )  # fmt: skip
        self.cancel.setText(text(_CLOSE))
        self.save = Button(look, text(_SAVE), icon="mail")
        self.save.clicked.connect(lambda: self._ask_where(self.rows))
        self.add_verb(self.save)
        self.submitted.connect(lambda: self._tell(self.rows))
        context.bridge.changed.connect(self._changed)
        self.closed.connect(self.deleteLater)
        self._show(self.rows)

    def typed(self) -> object:
        """Return nothing: nothing is typed here."""
        return None

    def _changed(self, changes: Changes) -> None:
        if _SCOPES & changes.scopes and self.isVisible():
            now = self._context.moment()
            self._context.bridge.ask(self._arrived, read_due, self._asked, now)

    def _arrived(self, rows: tuple[DueRow, ...]) -> None:
        self.set_busy(False)
        self._show(rows)
        self.grow(self._list)

    def _show(self, rows: tuple[DueRow, ...]) -> None:
        empty(self._lines)
        self.rows = rows
        for row in rows:
            self._lines.addWidget(self._line(row))
        if not rows:
            self._lines.addWidget(Text(self.look, self._context.text(_NOBODY), Role.BODY, "text2"))
        self.primary.setVisible(bool(rows))
        self.save.setVisible(bool(rows))

    def _line(self, row: DueRow) -> QWidget:
        look, context = self.look, self._context
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        words = QVBoxLayout()
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Text(look, row.name, Role.STRONG))
        head.addWidget(PillLabel(look, pill(context, row)))
        head.addStretch()
        words.addLayout(head)
        words.addWidget(Text(look, what(context, row), Role.BODY, wrap=True))
        words.addWidget(Text(look, detail(context, row), Role.CAPTION, "text2", wrap=True))
        line.addLayout(words, 1)
        for icon, verb, act in (
            ("mail", _ONE_DRAFT, partial(self._ask_where, (row,))),
            ("copy", _COPY, partial(self.copy, row)),
            ("check", _TOLD, partial(self._tell, (row,))),
        ):
            button = IconButton(look, icon, context.text(verb), "ghost")
            button.setAccessibleName(context.text(_OF, verb=context.text(verb), name=row.name))
            button.clicked.connect(lambda _=False, act=act: act())
            button.setEnabled(icon != "mail" or bool(row.email))
            line.addWidget(button)
        return box

    def _tell(self, rows: Sequence[DueRow]) -> None:
        mark_told(self._context, rows)

    def copy(self, row: DueRow) -> None:
        """Put the message to a guest on the clipboard."""
        context, now = self._context, self._context.moment()
        try:
            said = context.bridge.now(notice_text, row.interview_id, row.guest_id, now=now)
        except WorkbenchError as error:
            self.show_error(context.reason(error))
            return
        QApplication.clipboard().setText(said)
        context.say(_COPIED, name=row.name)

    def _ask_where(self, rows: Sequence[DueRow]) -> None:
        title = self._context.text(_WHERE)
        folder = QFileDialog.getExistingDirectory(self._context.host, title, documents())
        if folder:
            self.save_into(Path(folder), rows)

    def save_into(self, folder: Path, rows: Sequence[DueRow]) -> None:
        """Write the drafts of guests into a folder, and offer to tick them off."""
        context, app, now = self._context, self._context.bridge.app, self._context.moment()
        self.set_busy(True)

        def done(written: Written) -> None:
            self.set_busy(False)
            _tell_of(context, written)

        def failed(error: Exception) -> None:
            self.set_busy(False)
            known = not isinstance(error, OSError)
            self.show_error(context.reason(error) if known else str(error))

        work = partial(write_drafts, app, tuple(rows), folder, now)
        context.bridge.tasks.start(work, done, failed, Lane.JOB)


def mark_told(context: Context, rows: Sequence[DueRow]) -> None:
    """Note that guests were told what stood when their row was read."""
    if rows:
        context.run(TellGuests(tuple(row.key for row in rows)))


def _tell_of(context: Context, written: Written) -> None:
    said = context.counted(len(written.rows), _WROTE_ONE, _WROTE)
    if written.left_out:
        names = context.listed(dict.fromkeys(row.name for row in written.left_out))
        said = context.text(_LEFT, said=said, names=names)
    toast = context.toast(Notice(said, action=context.text(_TOLD)))
    toast.acted.connect(lambda: mark_told(context, written.rows))


def ask_telling(context: Context, asked: Asked) -> None:
    """Open the sheet; one about what has changed only where somebody must be told of it."""

    def opened(rows: tuple[DueRow, ...]) -> None:
        if rows or not asked.changed:
            TellingSheet(context, asked, rows).open()

    context.bridge.ask(opened, read_due, asked, context.moment())
