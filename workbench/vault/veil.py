"""Rows that readers do not see as they are: views in the place of tables, on reading connections.

A room says what of its tables is hidden, and when (a `Veil`). Its views stand in the temporary
schema, which SQLite looks into before the main one: so every query meets them, the one of a page
as well as that of a print, an export or the command line, and nobody who writes a new query has
to think of them. Writing goes by the rows themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Execution options of a query that looks behind the veil; what it tells must not name anybody.
UNVEILED: Mapping[str, Any] = {"schema_translate_map": {None: "main"}}

_WORN = "veiled"  # whether a connection has the views on, in the pool's notes about it


@dataclass(frozen=True)
class Veil:
    """What is hidden, and how.

    Attributes: `is_needed`, a statement that answers 1 where anything is hidden; `views`, by table
    the SELECT in its place, which reads the rows from `main.<table>`; `functions`, by name what
    those call, each with the number of its arguments.
    """

    is_needed: str
    views: Mapping[str, str]
    functions: Mapping[str, tuple[int, Callable[..., Any]]] = field(default_factory=dict)

    def adjust(self, raw: Any, notes: dict[str, Any]) -> None:
        """Put the views on a driver's connection, or take them off; outside a transaction.

        `notes` are kept with the connection.
        """
        needed = bool(raw.execute(self.is_needed).fetchone()[0])
        if needed == notes.get(_WORN, False):
            return
        raw.execute("PRAGMA query_only = OFF")
        try:
            if needed:
                self._put_on(raw)
            else:
                for table in self.views:
                    raw.execute(f"DROP VIEW temp.{table}")
        finally:
            raw.execute("PRAGMA query_only = ON")
        notes[_WORN] = needed

    def _put_on(self, raw: Any) -> None:
        for name, (arguments, function) in self.functions.items():
            raw.create_function(name, arguments, function, deterministic=True)
        for table, select in self.views.items():
            raw.execute(f"CREATE TEMP VIEW {table} AS {select}")
