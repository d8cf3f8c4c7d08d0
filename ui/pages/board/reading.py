"""What the board shows first, asked for in one go: the columns, and the cards in sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from workbench.app import Connection
from workbench.demand.queries import RequisitionRow, list_requisitions
from workbench.insights.board import CardRow, cards
from workbench.insights.columns import BoardColumn, columns

FIRST = 12  # cards of a column that are read with it: what a tall screen shows of one


@dataclass(frozen=True)
class BoardView:
    """The requisitions to choose from, the one that is on show ('' for all), and its cards."""

    posts: tuple[RequisitionRow, ...]
    requisition: str
    columns: tuple[BoardColumn, ...]
    rows: Mapping[str, CardRow]
    now: datetime


def read_board(
    connection: Connection, wanted: str, now: datetime, seen: Collection[str]
) -> BoardView:
    """Return the board of a requisition with its first cards and those that are `seen`.

    Where there is but one open requisition, it is the one on show.
    """
    rows = list_requisitions(connection).rows
    posts = tuple(row for row in rows if row.state == "open" or row.id == wanted)
    known = {row.id for row in posts}
    chosen = wanted if wanted in known else ""
    if len(posts) == 1:
        chosen = posts[0].id
    if not posts:
        return BoardView((), "", (), {}, now)
    found = columns(connection, chosen, now)
    wanted_cards = [each for column in found for each in column.ids[:FIRST]]
    wanted_cards += [each for column in found for each in column.overdue[:FIRST]]
    there = {each for column in found for each in column.ids}
    wanted_cards += [each for each in seen if each in there]
    return BoardView(
        posts, chosen, found, cards(connection, tuple(dict.fromkeys(wanted_cards)), now), now
    )
