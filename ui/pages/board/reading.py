"""What the board shows first, asked for in one go: the columns, and the cards in sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ui.widgets.board.model import CARD_BLOCK
from workbench.app import Connection
from workbench.demand.queries import RequisitionRow, list_requisitions
from workbench.insights.board import CardRow, cards
from workbench.insights.columns import BoardColumn, columns, in_one_row
from workbench.people.queries import staff_by_id
from workbench.pipeline.views import BoardFilter, ViewRow, list_views


@dataclass(frozen=True)
class Wanted:
    """Which board is asked for: of a requisition ('' for all), and what of it."""

    requisition: str = ""
    only: BoardFilter = field(default_factory=BoardFilter)


@dataclass(frozen=True)
class BoardView:
    """The requisitions to choose from, the one that is on show ('' for all), and its cards.

    Attributes: `ids`, all that are shown, in one order; `saved`, the views that were kept;
    `managers`, names of the hiring manager that is filtered by.
    """

    posts: tuple[RequisitionRow, ...]
    requisition: str
    columns: tuple[BoardColumn, ...]
    rows: Mapping[str, CardRow]
    now: datetime
    ids: tuple[str, ...] = ()
    saved: tuple[ViewRow, ...] = ()
    managers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_anonymous(self) -> bool:
        """Whether candidates of the requisition on show are screened without their names."""
        return any(row.anonymous_until for row in self.posts if row.id == self.requisition)


def read_board(
    connection: Connection, wanted: Wanted, now: datetime, seen: Collection[str]
) -> BoardView:
    """Return the board of a requisition with its first cards and those that are `seen`.

    Where there is but one open requisition, it is the one on show.
    """
    rows, only = list_requisitions(connection).rows, wanted.only
    posts = tuple(row for row in rows if row.state == "open" or row.id == wanted.requisition)
    known = {row.id for row in posts}
    chosen = wanted.requisition if wanted.requisition in known else ""
    if len(posts) == 1:
        chosen = posts[0].id
    if not posts:
        return BoardView((), "", (), {}, now)
    found = columns(connection, chosen, now, only)
    ids = in_one_row(connection, chosen, found, only)
    first = _first(found, ids, seen)
    bosses = staff_by_id(connection, [only.manager] if only.manager else [])
    return BoardView(
        posts,
        chosen,
        found,
        cards(connection, first, now),
        now,
        ids,
        list_views(connection).rows,
        {key: row.name for key, row in bosses.items()},
    )


def _first(
    found: Sequence[BoardColumn], ids: Sequence[str], seen: Collection[str]
) -> tuple[str, ...]:
    """Return the cards that can be in sight: at the top, overdue ones, and those seen before."""
    wanted = [each for column in found for each in column.ids[:CARD_BLOCK]]
    wanted += [each for column in found for each in column.overdue[:CARD_BLOCK]]
    wanted += ids[: 2 * CARD_BLOCK]  # what a table shows
    if seen:
        there = set(ids)
        wanted += [each for each in seen if each in there]
    return tuple(dict.fromkeys(wanted))
