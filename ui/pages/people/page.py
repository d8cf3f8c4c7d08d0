"""People: everybody, found as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import moments
from ui.context import Context
from ui.exporting import OnShow, export_button
from ui.models.paged_rows import Column, PagedRows
from ui.pages.base import Page
from ui.pages.people.twins import POSSIBLE, open_twins
from ui.pages.person.adding import add_person
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, TextField
from ui.widgets.panel import Panel
from ui.widgets.states import EmptyState
from ui.widgets.table import DataTable
from workbench.app import Connection
from workbench.insights.listing import Filters
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.i18n import N_
from workbench.people.queries import CandidateLine, candidate_ids, candidate_lines
from workbench.people.search import CANDIDATE, HIDDEN, search
from workbench.pipeline.pool import POOL_NAMES, Pool, pool_ids

_TITLE, _ADD = N_("People"), N_("Add a candidate")
_NAME, _TITLE_NOW, _EMPLOYER, _CITY, _DEGREE, _SOURCE, _REACH, _ADDED = (
    N_("Name"),
    N_("Title"),
    N_("Employer"),
    N_("City"),
    N_("Degree"),
    N_("Source"),
    N_("Contact"),
    N_("Added"),
)
_FIND = N_("Name, pinyin, phone, e-mail or a word of the CV")
_ONE, _COUNT, _FOUND = N_("1 person"), N_("{n} people"), N_("{n} found")
_NONE = N_("Nobody is here yet")
_NONE_TEXT = N_("Import a file, drop CVs on the window, or add somebody by hand.")
_NOBODY = N_("Nobody fits “{text}”")
_HIDDEN = N_("Somebody who is screened anonymously fits")
_NOBODY_TEXT = N_("Try fewer letters, pinyin initials or the last digits of a phone.")
_WHICH = N_("Whom to show")
_OUTSIDE = N_("Nobody belongs to this group")
_POOL_TEXT = N_("Consent is recorded in the person’s panel, under “Talent pool”.")
PAUSE_MS, MOST = 15, 200
IN_SIGHT = 40  # lines that a tall screen shows; the others are read as they are looked at


@dataclass(frozen=True)
class Wanted:
    """Whom the words find, best first, or all; `lines`, the first of them as the table shows them.

    Attributes: `is_somebody_hidden`, whether somebody fits who is screened anonymously.
    """

    ids: list[str]
    lines: Mapping[str, CandidateLine]
    is_somebody_hidden: bool = False


def read_wanted(connection: Connection, words: str, pool: Pool, today: date) -> Wanted:
    """Return whom `words` find, or everybody for '', as far as in the pool."""
    hidden = False
    if words:
        found = search(connection, words, limit=MOST, count=False).rows
        ids = [hit.subject for hit in found if hit.kind == CANDIDATE]
        hidden = any(hit.kind == HIDDEN for hit in found)
        if pool is not Pool.ALL:
            meant = set(pool_ids(connection, pool, today))
            ids = [each for each in ids if each in meant]
    else:
        everybody = pool is Pool.ALL
        ids = candidate_ids(connection) if everybody else pool_ids(connection, pool, today)
    return Wanted(ids, candidate_lines(connection, ids[:IN_SIGHT]), hidden)


class PeoplePage(Page):
    """A searchable table of candidates."""

    key = "people"
    scopes = frozenset({"candidate", "contact", "tag", "cv", "application", "requisition"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.text(_TITLE))
        look = self.look
        self._model: PagedRows[CandidateLine] = PagedRows(
            self._fetch, self._columns(), accessible=_spoken
        )
        self.table = DataTable(look, self._model)
        self.table.opened.connect(lambda who: context.open_person(who, ""))
        self._lay_tools()
        add = Button(look, look.text(_ADD), "primary", "plus")
        add.clicked.connect(self.first_action)
        twins = Button(look, look.text(POSSIBLE), "secondary", "copy")
        twins.clicked.connect(lambda: open_twins(context))
        self.header.add_action(export_button(context, self._on_show))
        self.header.add_action(twins)
        self.header.add_action(add)
        self.empty = EmptyState(
            look, "users", look.text(_NONE), look.text(_NONE_TEXT), look.text(_ADD)
        )
        self.empty.clicked.connect(self.first_action)
        self.nobody = EmptyState(look, "search-x", "", look.text(_NOBODY_TEXT))
        self.outside = EmptyState(look, "users", look.text(_OUTSIDE), look.text(_POOL_TEXT))
        look.dress(self.table.horizontalHeader(), Role.LABEL)
        self._box = Panel(look, padding=Space.XS)
        self._box.add(self.table, 1)
        for widget in (self._box, self.empty, self.nobody, self.outside):
            self.body.addWidget(widget, 1)
        self.empty.hide()
        self.nobody.hide()
        self.outside.hide()

    def _lay_tools(self) -> None:
        look = self.look
        self.field: QLineEdit = TextField(look, look.text(_FIND))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(look.px(320))
        self.field.setAccessibleName(look.text(_FIND))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.which = Choice(look)
        self.which.setAccessibleName(look.text(_WHICH))
        for pool, name in POOL_NAMES.items():
            self.which.addItem(look.text(name), pool.value)
        self.which.activated.connect(lambda _at: self.refresh())
        self.header.add_tool(self.field)
        self.header.add_tool(self.which)

    @property
    def pool(self) -> Pool:
        """Whom the filter leaves in."""
        return Pool(self.which.currentData())

    def _columns(self) -> tuple[Column[CandidateLine], ...]:
        text = self.look.text
        return (
            Column("name", text(_NAME), lambda row: row.name, 170),
            Column("title", text(_TITLE_NOW), lambda row: row.title, 170),
            Column("employer", text(_EMPLOYER), lambda row: row.employer, 170),
            Column("city", text(_CITY), lambda row: row.city, 100),
            Column("degree", text(_DEGREE), self._degree, 150),
            Column("reach", text(_REACH), lambda row: row.phone or row.email, 180),
            Column("source", text(_SOURCE), lambda row: row.source, 120),
            Column("added", text(_ADDED), self._added, 110),
        )

    def _degree(self, row: CandidateLine) -> str:
        return self.look.text(DEGREE_NAMES[Degree(row.degree)]) if row.degree else ""

    def _added(self, row: CandidateLine) -> str:
        if row.added_at is None:
            return ""
        now = self.context.moment()
        return moments.since(self.look, row.added_at.astimezone(now.tzinfo).date(), now.date())

    def _on_show(self) -> OnShow:
        ids = self._model.ids if self._is_narrowed() else None
        return OnShow("people", self.look.text(_TITLE), Filters(ids))

    def keyboard(self) -> QWidget:
        """Return the search."""
        return self.field

    def refresh(self) -> None:
        """Ask for everybody, or for whom the words find."""
        words = self.field.text().strip()
        today = self.context.today()
        self.context.bridge.ask(self._found, read_wanted, words, self.pool, today)

    def _is_narrowed(self) -> bool:
        return bool(self.field.text().strip()) or self.pool is not Pool.ALL

    def first_action(self) -> None:
        """Add somebody."""
        add_person(self.context)

    def show_what(self, what: object) -> None:
        """Search for a text, or show whom of the talent pool."""
        if isinstance(what, Pool):
            self.field.clear()
            self.which.setCurrentIndex(self.which.findData(what.value))
            self.refresh()
            return
        self.field.setText(str(what or ""))
        self.field.setFocus()

    def _found(self, answer: Wanted) -> None:
        count = len(answer.ids)
        self._show(answer, count)
        found = self.look.text(_FOUND, n=f"{count:,}")
        if not self._is_narrowed():
            found = self.context.counted(count, _ONE, _COUNT)
        if answer.is_somebody_hidden:
            found = f"{found} · {self.look.text(_HIDDEN)}"
            self.nobody.set_title(self.look.text(_HIDDEN))
        self.header.set_title(self.look.text(_TITLE), found)

    def _show(self, answer: Wanted, count: int) -> None:
        words = self.field.text().strip()
        self._model.set_ids(answer.ids, rows=answer.lines)
        self._box.setVisible(count > 0)
        self.empty.setVisible(count == 0 and not self._is_narrowed())
        self.nobody.setVisible(count == 0 and bool(words))
        self.outside.setVisible(count == 0 and not words and self._is_narrowed())
        self.nobody.set_title(self.look.text(_NOBODY, text=words))

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, CandidateLine]:
        return self.context.bridge.now(candidate_lines, ids)


def _spoken(row: CandidateLine) -> str:
    return ", ".join(part for part in (row.name, row.title, row.employer, row.city) if part)
