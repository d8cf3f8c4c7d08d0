"""The sheet of people who may be here twice: compare them, merge them, or say they are two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.context import Context
from ui.models.paged_rows import Column, PagedRows
from ui.pages.person.merging import compare_people
from ui.sheets import Sheet
from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.states import EmptyState
from ui.widgets.table import DataTable
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page
from workbench.people.merging import MarkDistinct
from workbench.pipeline.duplicates import Pair, list_duplicates, open_pairs

POSSIBLE = N_("Possible duplicates…")
_TITLE, _COMPARE, _TWO = N_("Possible duplicates"), N_("Compare"), N_("Two different people")
_HOW = N_(
    "The surest stand first. Enter compares the two side by side, where they can be merged; D says"
    " that they are two different people. Both can be undone."
)
_ONE, _OTHER, _SURE, _WHY = N_("Name"), N_("and"), N_("How sure"), N_("Reasons")
_CERTAIN, _MAYBE = N_("Surely one"), N_("Perhaps one")
_LOOKING, _LOOKING_TEXT = N_("Looking through everybody…"), N_("With many people it takes a while.")
_NOBODY = N_("Nobody seems to be here twice")
_NOBODY_TEXT = N_("Pairs with the same contact, or a like name and the same school or employer.")
_ALL, _SOME = N_("{n} pairs"), N_("The {n} surest of {total} pairs")
_PAIR, _CLOSE = N_("1 pair"), N_("Close")
MOST = 500  # pairs that are read at once
HEIGHT = 440
_SCOPES = frozenset({"candidate", "distinct_pair"})


def open_twins(context: Context) -> Twins:
    """Open the sheet; it is filled when everybody was compared."""
    sheet = Twins(context)
    sheet.open()
    return sheet


def _key(pair: Pair) -> str:
    return f"{pair.candidate_id} {pair.other_id}"


class PairList(QWidget):
    """The table of pairs, or a word about why there is none.

    Attributes: `table`; `pairs`, by key, those that are still to be decided.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, look = context, context.look
        self.pairs: dict[str, Pair] = {}
        self._model: PagedRows[Pair] = PagedRows(
            self._fetch, self._columns(look), accessible=self._spoken
        )
        self.table = DataTable(look, self._model)
        self.table.setAccessibleName(look.text(_TITLE))
        text = look.text
        self.looking = EmptyState(look, "users", text(_LOOKING), text(_LOOKING_TEXT))
        self.nobody = EmptyState(look, "circle-check", text(_NOBODY), text(_NOBODY_TEXT))
        self._count = Text(look, "", Role.CAPTION, "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._count)
        for part in (self.looking, self.nobody, self.table):
            column.addWidget(part, 1)
            part.setVisible(part is self.looking)
        self.setFixedHeight(look.px(HEIGHT))

    def show_pairs(self, pairs: Sequence[Pair], told: str) -> None:
        """Show these and how many; the next one is chosen where the chosen one is gone."""
        self._count.setText(told)
        place = max(self.table.currentIndex().row(), 0)
        chosen = self.chosen()
        self.pairs = {_key(each): each for each in pairs}
        self._model.set_ids(self.pairs)
        self.looking.hide()
        self.nobody.setVisible(not pairs)
        self.table.setVisible(bool(pairs))
        if pairs:
            kept = _key(chosen) if chosen is not None else ""
            row = self._model.place(kept)
            row = row if row >= 0 else min(place, len(pairs) - 1)
            self.table.select_id(self._model.id_at(row))

    def chosen(self) -> Pair | None:
        """Return the pair that is chosen."""
        return next((self.pairs[each] for each in self.table.chosen() if each in self.pairs), None)

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Pair]:
        return {each: self.pairs[each] for each in ids}

    def _columns(self, look: Look) -> tuple[Column[Pair], ...]:
        text = look.text
        return (
            Column("one", text(_ONE), lambda row: row.name, 150),
            Column("other", text(_OTHER), lambda row: row.other_name, 150),
            Column(
                "sure",
                text(_SURE),
                lambda row: text(_CERTAIN if row.certain else _MAYBE),
                130,
                tone=lambda row: "pill:warn" if row.certain else "pill:neutral",
            ),
            Column("why", text(_WHY), self._why, 380, tip=self._why),
        )

    def _why(self, row: Pair) -> str:
        return self._context.listed(map(self._context.show, row.reasons))

    def _spoken(self, row: Pair) -> str:
        return f"{row.name}, {row.other_name}, {self._why(row)}"


class Twins(Sheet):
    """The sheet around the list.

    Attributes: `list`; `apart`, the button that says they are two.
    """

    def __init__(self, context: Context) -> None:
        text = context.text
        self.list = PairList(context)
        super().__init__(
            context.look,
            context.host,
            text(_TITLE),
            text(_COMPARE),
            self.list,
            subtitle=text(_HOW),
            width=880,
        )
        self._context = context
        self._found: tuple[Pair, ...] = ()
        self._total = 0
        self.apart = Button(context.look, text(_TWO))
        self.apart.clicked.connect(self.mark_distinct)
        self.add_verb(self.apart)
        self.submitted.connect(self.compare)
        self.list.table.opened.connect(lambda _pair: self.compare())
        two = QShortcut(QKeySequence("D"), self.list.table)
        two.setContext(Qt.ShortcutContext.WidgetShortcut)
        two.activated.connect(self.mark_distinct)
        self.primary.setEnabled(False)
        self.apart.setEnabled(False)
        self.cancel.setText(text(_CLOSE))
        self.closed.connect(self.deleteLater)
        context.bridge.changed.connect(self._changed)
        context.bridge.ask(self._arrived, list_duplicates, limit=MOST)

    def first_focus(self) -> QWidget:
        """Return the table once it is filled; till then there is only closing."""
        return self.list.table if self.list.pairs else self.cancel

    def typed(self) -> object:
        """Return nothing: choosing a row is no work to be lost."""
        return None

    def compare(self) -> None:
        """Show the chosen two side by side."""
        pair = self.list.chosen()
        if pair is not None:
            compare_people(
                self._context, pair.candidate_id, pair.other_id, lambda _who: self._look_again()
            )

    def mark_distinct(self) -> None:
        """Say that the chosen two are two; the next pair is chosen."""
        pair = self.list.chosen()
        if pair is not None:
            self._context.run(MarkDistinct(pair.candidate_id, pair.other_id))

    def _arrived(self, page: Page[Pair]) -> None:
        if not isValid(self):
            return  # it was closed meanwhile
        self._found, self._total = page.rows, page.total
        self._show(page.rows)

    def _changed(self, changes: Changes) -> None:
        if self._found and changes.scopes & _SCOPES:
            self._look_again()

    def _look_again(self) -> None:
        pairs = [(each.candidate_id, each.other_id) for each in self._found]
        self._context.bridge.ask(self._still, open_pairs, pairs)

    def _still(self, pairs: set[frozenset[str]]) -> None:
        if not isValid(self):
            return
        left = [e for e in self._found if frozenset((e.candidate_id, e.other_id)) in pairs]
        self._show(left)
        if not left and self._total > len(self._found):
            self._context.bridge.ask(self._arrived, list_duplicates, limit=MOST)

    def _show(self, pairs: Sequence[Pair]) -> None:
        told = self._context.counted(len(pairs), _PAIR, _ALL)
        if self._total > len(self._found):
            told = self.look.text(_SOME, n=len(pairs), total=f"{self._total:,}")
        self.list.show_pairs(pairs, told if pairs else "")
        self.primary.setEnabled(bool(pairs))
        self.apart.setEnabled(bool(pairs))
        if self._context.cover() is self:
            self.first_focus().setFocus()
