"""Changing a few facts about somebody where they stand: over the card, or in a table's cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect

from ui.context import Context
from ui.pages.person.panel import HIDDEN
from ui.widgets.board import Board
from ui.widgets.board.card import GAP, SIDE
from ui.widgets.board.editor import CardEditor
from ui.widgets.table import DataTable
from workbench.app import Connection
from workbench.insights.board import CardRow
from workbench.kernel.i18n import N_
from workbench.people.commands import ChangeCandidate, EditCandidate, TagCandidate
from workbench.people.queries import tags_of
from workbench.pipeline.anonymity import hidden_among

_TITLE, _CITY, _SOURCE, _TAGS = N_("Present title"), N_("City"), N_("Source"), N_("Tags")
_BETWEEN = re.compile(r"[,，、;；]+")


@dataclass(frozen=True)
class Facts:
    """What the editor needs beside the card."""

    tags: tuple[str, ...]
    hidden: bool


def facts(connection: Connection, candidate: str) -> Facts:
    """Return somebody's tags, and whether they are screened anonymously now."""
    return Facts(tags_of(connection, candidate), bool(hidden_among(connection, [candidate])))


def tag_change(candidate: str, before: tuple[str, ...], typed: str) -> TagCandidate | None:
    """Return what makes the tags those that were typed, None where they are."""
    wanted = tuple(dict.fromkeys(word for each in _BETWEEN.split(typed) if (word := each.strip())))
    add = tuple(each for each in wanted if each not in before)
    remove = tuple(each for each in before if each not in wanted)
    return TagCandidate(candidate, add, remove) if add or remove else None


class InlineEdits:
    """Lets F2 edit a card, and F2 or a double click a cell.

    `rows()` are the cards that are known, by the id of their application.
    """

    def __init__(
        self,
        context: Context,
        board: Board,
        table: DataTable,
        rows: Callable[[], Mapping[str, CardRow]],
    ) -> None:
        self._context, self._board, self._rows = context, board, rows
        self.editor: CardEditor | None = None
        self._application = ""
        board.editRequested.connect(self.begin)
        table.may_edit = self._may_edit
        table.edited.connect(self._cell)

    def begin(self, application: str, typed: Mapping[str, str] | None = None) -> None:
        """Show the editor over a card; who is hidden cannot be edited."""
        row = self._rows().get(application)
        if row is None or not self._board.column_of(application):
            return
        found = self._context.bridge.now(facts, row.candidate_id)
        if found.hidden:
            self._context.say(HIDDEN)
            return
        self.end()
        self._application = application
        text, listed = self._context.text, self._context.listed
        lines = (
            ("title", text(_TITLE), row.title),
            ("city", text(_CITY), row.city),
            ("source", text(_SOURCE), row.source),
            ("tags", text(_TAGS), listed(found.tags)),
        )
        ground = self._board.ground
        self.editor = CardEditor(self._context.look, ground, row.name, lines)
        self.editor.saved.connect(lambda texts: self._save(row, found.tags, texts))
        self.editor.left.connect(lambda: self._left(application))
        self.editor.begin(self._place(application), typed or {})

    def end(self) -> None:
        """Take the editor away, with what is in it saved."""
        if self.editor is not None:
            self.editor.finish(save=True)

    def unsaved(self) -> tuple[str, dict[str, str]] | None:
        """Return the application and what was typed over its card."""
        if self.editor is None or not self.editor.is_changed():
            return None
        return self._application, self.editor.texts()

    def _place(self, application: str) -> QRect:
        cards = self._board.list_of(self._board.column_of(application))
        card = cards.visualRect(cards.cards.index_of(application))
        corner = cards.viewport().mapTo(self._board.ground, card.topLeft() + QPoint(SIDE, 0))
        return QRect(corner.x(), corner.y(), card.width() - SIDE, card.height() - GAP)

    def _left(self, application: str) -> None:
        self.editor = None
        column = self._board.column_of(application)
        if column:
            self._board.list_of(column).setFocus()

    def _save(self, row: CardRow, tags: tuple[str, ...], texts: dict[str, str]) -> None:
        words = texts.pop("tags")
        details: dict[str, Any] = {
            name: text for name, text in texts.items() if text != getattr(row, name)
        }
        change = tag_change(row.candidate_id, tags, words)
        command = EditCandidate(ChangeCandidate(row.candidate_id, **details), tags=change)
        self._context.run(command)

    def _may_edit(self, application: str) -> bool:
        row = self._rows().get(application)
        if row is None:
            return False
        hidden = self._context.bridge.now(hidden_among, [row.candidate_id])
        if hidden:
            self._context.say(HIDDEN)
        return not hidden

    def _cell(self, application: str, column: str, text: str) -> None:
        row = self._rows().get(application)
        if row is not None and text.strip() != getattr(row, column):
            change: dict[str, Any] = {column: text.strip()}
            self._context.run(ChangeCandidate(row.candidate_id, **change))
