"""The filter of the board, as options."""

from __future__ import annotations

import argparse

from workbench.kernel.i18n import N_, Translator
from workbench.pipeline.views import BoardFilter, BoardOrder

_HELP = {
    "source": N_("sources to show"),
    "tag": N_("tags to show"),
    "manager": N_("id of the hiring manager"),
    "department": N_("department"),
    "score": N_("least score"),
    "overdue": N_("only who is over the limit"),
    "starred": N_("only key candidates"),
    "order": N_("order of the cards"),
}


def add_filter(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options that narrow and sort a board."""
    told = {name: words.text(text) for name, text in _HELP.items()}
    for name in ("source", "tag"):
        parser.add_argument(f"--{name}", action="append", default=[], help=told[name])
    for name in ("manager", "department"):
        parser.add_argument(f"--{name}", default="", help=told[name])
    parser.add_argument("--score", type=float, default=None, help=told["score"])
    for name in ("overdue", "starred"):
        parser.add_argument(f"--{name}", action="store_true", help=told[name])
    orders = [each.value for each in BoardOrder]
    parser.add_argument("--order", choices=orders, default="rank", help=told["order"])


def filter_from(given: argparse.Namespace) -> BoardFilter:
    """Return the filter that the options ask for."""
    return BoardFilter(
        source=tuple(given.source),
        tag=tuple(given.tag),
        manager=given.manager,
        department=given.department,
        score=given.score,
        overdue=given.overdue,
        starred=given.starred,
        order=BoardOrder(given.order),
    )
