"""The board's applications as a table: the same filter, the same cards, one line each."""

from __future__ import annotations

from datetime import datetime

from ui import moments
from ui.models.paged_rows import Column, Fetch, PagedRows
from ui.theme.look import Look
from ui.widgets.table import DataTable
from workbench.insights.board import CardRow
from workbench.kernel.i18n import N_
from workbench.pipeline.queries import shown
from workbench.pipeline.rules import NEXT_ACTION_NAMES, Pace
from workbench.pipeline.views import BoardOrder

_TITLE, _CITY = N_("Title"), N_("City")
_NAME, _POST, _STAGE, _DAYS, _ACTION, _NEXT, _SCORE, _SOURCE = (
    N_("Name"),
    N_("Requisition"),
    N_("Stage"),
    N_("Days here"),
    N_("Next action"),
    N_("Next interview"),
    N_("Score"),
    N_("Source"),
)
# The columns that the table can be sorted by.
SORTS = {
    "name": BoardOrder.NAME,
    "waiting": BoardOrder.WAITING,
    "score": BoardOrder.SCORE,
    "stage": BoardOrder.RANK,
}
_TONES = {Pace.OVERDUE: "bad", Pace.DUE_TODAY: "warn", Pace.IN_TIME: ""}


def make_table(look: Look, fetch: Fetch[CardRow], now: datetime) -> DataTable:
    """Return the table, empty; `fetch` gives the rows that are known by now."""

    def when(row: CardRow) -> str:
        return "" if row.next is None else moments.moment(look, row.next.starts_at, now)

    def score(row: CardRow) -> str:
        return "" if row.score is None else f"{row.score:.1f}"

    def stage(row: CardRow) -> str:
        return shown(row.stage.names, look.words.language)

    text = look.text
    columns: tuple[Column[CardRow], ...] = (
        Column("name", text(_NAME), lambda row: row.name, 140),
        Column("title", text(_TITLE), lambda row: row.title, 150, edits=True),
        Column("city", text(_CITY), lambda row: row.city, 90, edits=True),
        Column("post", text(_POST), lambda row: row.post, 150),
        Column("stage", text(_STAGE), stage, 110),
        Column(
            "waiting",
            text(_DAYS),
            lambda row: str(row.time.days),
            90,
            right=True,
            tone=lambda row: _TONES[row.time.pace],
        ),
        Column("action", text(_ACTION), lambda row: text(NEXT_ACTION_NAMES[row.action]), 140),
        Column("next", text(_NEXT), when, 140),
        Column("score", text(_SCORE), score, 70, right=True),
        Column("source", text(_SOURCE), lambda row: row.source, 100, edits=True),
    )
    model: PagedRows[CardRow] = PagedRows(fetch, columns, accessible=lambda row: row.name)
    return DataTable(look, model)
