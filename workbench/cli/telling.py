"""`workbench history --entry`: what a step changed, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from functools import partial
from typing import Any

from workbench.cli.output import Printer
from workbench.insights.telling import Happened, RecordChange, Told
from workbench.insights.told_values import (
    called,
    field_word,
    happened,
    names_itself,
    was_and_is,
)
from workbench.insights.told_words import TABLES
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page
from workbench.vault.records import ARCHIVED

_MORE = N_("{n} more, not shown here")
_STOOD = {
    Happened.NEW: (None, False),
    Happened.AWAY: (False, True),
    Happened.BACK: (True, False),
}


def say_told(printer: Printer, found: Told) -> None:
    """Print what a step changed: in words for a person, with lasting keys for a script."""
    if printer.as_json:
        rows = tuple(row for each in found.records for row in _lasting(each))
        printer.answer(Page(rows, len(rows)))
        return
    lines = tuple(row for each in found.records for row in _readable(printer, each))
    printer.answer(Page(lines, len(lines)))
    if found.more:
        printer.line(_MORE, n=found.more)
    if not found.whole:
        printer.line(N_("The content of this step was erased."))


def _lasting(record: RecordChange) -> Iterator[dict[str, Any]]:
    """Yield rows with the same keys; that a record came or went is told as its `archived`."""
    same = {"table": record.table, "row": record.row, "name": record.name, "about": record.about}
    if record.what in _STOOD:
        before, after = _STOOD[record.what]
        names = {"before_name": None, "after_name": None}
        yield {**same, "field": ARCHIVED, "before": before, "after": after, **names}
    for change in record.fields:
        yield {
            **same,
            "field": change.field,
            "before": change.before,
            "after": change.after,
            "before_name": change.before_name,
            "after_name": change.after_name,
        }


def _readable(printer: Printer, record: RecordChange) -> Iterator[dict[str, str]]:
    words = printer.words
    names = (called(words, record.about), called(words, record.name))
    head = {"kind": words.text(TABLES[record.table]), "name": " · ".join(n for n in names if n)}
    if record.what is not Happened.CHANGED:
        yield {**head, "field": "", "before": "", "after": happened(words, record)}
    for change in record.fields:
        if record.what is Happened.NEW and names_itself(change):
            continue
        before, after = was_and_is(words, change, partial(_day, zone=printer.zone))
        yield {**head, "field": field_word(words, change), "before": before, "after": after}


def _day(value: date | datetime, zone: tzinfo | None) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return value.isoformat()
