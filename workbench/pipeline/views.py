"""What a board shows and how: filters, orders, and views that are kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.pipeline.models import SavedView
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

views = SavedView.__table__
LONGEST_NAME = 40


class BoardOrder(StrEnum):
    """In which order the cards of a column stand; `RANK` is as they were put by hand."""

    RANK = "rank"
    WAITING = "waiting"
    NEWEST = "newest"
    NAME = "name"
    SCORE = "score"


ORDER_NAMES = {
    BoardOrder.RANK: N_("As arranged by hand"),
    BoardOrder.WAITING: N_("Longest in the stage"),
    BoardOrder.NEWEST: N_("Newest application"),
    BoardOrder.NAME: N_("Name"),
    BoardOrder.SCORE: N_("Best score"),
}


class Layout(StrEnum):
    """How the applications are laid out."""

    BOARD = "board"
    TABLE = "table"


LAYOUT_NAMES = {Layout.BOARD: N_("Columns"), Layout.TABLE: N_("Table")}


@dataclass(frozen=True)
class BoardFilter:
    """What a card must have to be shown, and in which order the cards stand.

    Attributes: `source` and `tag`, one of these words; `manager`, id of the requisition's hiring
    manager; `department` of the requisition; `score`, the least mean of the scores (levels 1-5);
    `overdue`, over the stage's limit; `starred`, key candidates.
    """

    source: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    manager: str = ""
    department: str = ""
    score: float | None = None
    overdue: bool = False
    starred: bool = False
    order: BoardOrder = BoardOrder.RANK

    @property
    def narrows(self) -> bool:
        """Tell whether it leaves anything out."""
        return self != BoardFilter(order=self.order)


def spec_of(only: BoardFilter) -> dict[str, Any]:
    """Return the fields of a filter that say something, as they are stored."""
    plain = asdict(BoardFilter())
    said = {name: value for name, value in asdict(only).items() if value != plain[name]}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in said.items()}


def filter_of(spec: Mapping[str, Any]) -> BoardFilter:
    """Return the filter of what was stored; what a newer program wrote is passed over."""
    known = {each.name for each in fields(BoardFilter)}
    said = {name: value for name, value in spec.items() if name in known}
    for name in ("source", "tag"):
        said[name] = tuple(said.get(name, ()))
    order = said.get("order", BoardOrder.RANK)
    said["order"] = BoardOrder(order) if order in set(BoardOrder) else BoardOrder.RANK
    return BoardFilter(**said)


@dataclass(frozen=True)
class SaveView:
    """Keep a filtered board under a name; one that is there under this name is replaced."""

    name: str = arg(N_("name of the view"), positional=True)
    requisition: str = arg(N_("id of the requisition; all where it is left out"), default="")
    source: tuple[str, ...] = arg(N_("sources to show"), default=())
    tag: tuple[str, ...] = arg(N_("tags to show"), default=())
    manager: str = arg(N_("id of the hiring manager"), default="")
    department: str = arg(N_("department"), default="")
    score: float | None = arg(N_("least score"), default=None)
    overdue: bool = arg(N_("only who is over the limit"), default=False)
    starred: bool = arg(N_("only key candidates"), default=False)
    order: BoardOrder = arg(N_("order of the cards"), default=BoardOrder.RANK)
    layout: Layout = arg(N_("as a board or as a table"), default=Layout.BOARD)


@commands.handles(SaveView, "view.save", N_("Save this view"), done=N_("View saved"), palette=False)
def save_view(cmd: SaveView, uow: UnitOfWork) -> str:
    """Write the view and return its id."""
    name = " ".join(cmd.name.split())
    if not name or len(name) > LONGEST_NAME:
        text = N_("Give the view a name of at most {n} characters.")
        raise RuleBroken("name", text, n=LONGEST_NAME)
    only = BoardFilter(**{each.name: getattr(cmd, each.name) for each in fields(BoardFilter)})
    query = select(SavedView).where(SavedView.name == name, SavedView.archived.is_(False))
    record = next(iter(uow.find(query)), None) or uow.add(SavedView(name=name))
    record.requisition_id, record.layout = cmd.requisition, cmd.layout.value
    record.spec = spec_of(only)
    return record.id


@dataclass(frozen=True)
class DropView:
    """Remove a saved view; the candidates stay as they are."""

    view: str = arg(N_("id of the view"), positional=True)


@commands.handles(
    DropView, "view.drop", N_("Remove a view"), done=N_("View removed"), palette=False
)
def drop_view(cmd: DropView, uow: UnitOfWork) -> None:
    """Archive the view."""
    uow.get(SavedView, cmd.view).archived = True


@dataclass(frozen=True)
class ViewRow:
    """One saved view."""

    id: str
    name: str
    requisition_id: str
    only: BoardFilter
    layout: Layout


@queries.offers("view.list", N_("List the saved views"))
def list_views(connection: Connection) -> Page[ViewRow]:
    """Return the saved views by name."""
    query = select(views).where(views.c.archived.is_(False)).order_by(views.c.name)
    rows = tuple(
        ViewRow(row.id, row.name, row.requisition_id, filter_of(row.spec), Layout(row.layout))
        for row in connection.execute(query)
    )
    return Page(rows, len(rows))
