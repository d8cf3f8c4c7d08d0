"""The stage sets: what the columns of the board are, and which version runs where."""

from __future__ import annotations

from dataclasses import dataclass

from ui.context import Context
from ui.pages.settings.listed import ListPanel
from ui.pages.settings.stage_sheet import edit_stage_set, make_stage_set
from ui.widgets.emptying import empty
from ui.widgets.rows import RowButton, RowFace
from workbench.app import Connection
from workbench.kernel.i18n import N_
from workbench.pipeline.queries import (
    StageSetRow,
    VersionRow,
    list_stage_sets,
    shown,
    version_uses,
)

_TITLE, _ADD = N_("Stage sets"), N_("Make a stage set")
_ABOUT = N_("Version {n} · {stages} stages")
_ARCHIVED, _UNUSED = N_("Archived"), N_("not in use")
_OPEN, _ONE, _OF = N_("{n} open requisitions"), N_("1 open requisition"), N_("version {n}: {open}")


@dataclass(frozen=True)
class SetLine:
    """One stage set with the open requisitions of each of its versions."""

    row: StageSetRow
    uses: tuple[VersionRow, ...]


def set_lines(connection: Connection) -> tuple[SetLine, ...]:
    """Return all stage sets, archived ones last."""
    rows = sorted(list_stage_sets(connection, archived=True).rows, key=lambda row: row.archived)
    uses = version_uses(connection)
    return tuple(SetLine(row, uses[row.id]) for row in rows)


class StageSetPanel(ListPanel):
    """A list of stage sets and the sheets to make and change them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _TITLE, _ADD, lambda: make_stage_set(context))

    def refresh(self) -> None:
        """Ask for all sets."""
        self._context.bridge.ask(self._show, set_lines)

    def _show(self, lines: tuple[SetLine, ...]) -> None:
        empty(self._rows)
        context, language = self._context, self._context.language
        for line in lines:
            row = line.row
            about = context.text(_ABOUT, n=row.version, stages=row.stages)
            name = shown(row.names, language)
            face = RowFace(name, about, icon="kanban", aside=self._aside(line))
            button = RowButton(self._look_at, face)
            button.clicked.connect(lambda _=False, id=row.id: edit_stage_set(context, id))
            self._rows.addWidget(button)

    def _aside(self, line: SetLine) -> str:
        """Return how many open requisitions there are, by version where they are of several."""
        context = self._context
        runs = [each for each in line.uses if each.open]
        total = sum(each.open for each in runs)
        parts = [context.text(_ARCHIVED)] if line.row.archived else []
        if total:
            parts.append(context.counted(total, _ONE, _OPEN))
        elif not parts:
            parts.append(context.text(_UNUSED))
        if any(each.version < line.row.version for each in runs):
            of = [context.text(_OF, n=each.version, open=each.open) for each in runs]
            parts.append(context.listed(of))
        return " · ".join(parts)
