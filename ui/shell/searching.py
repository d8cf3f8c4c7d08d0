"""What the palette answers to a text: people, requisitions, newcomers, actions, pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from ui.actions import ACTIONS
from ui.context import Context
from ui.models.palette import PaletteRow, PaletteSection
from ui.pages.command import sheet as commands
from ui.pages.command.fields import Here
from ui.shell import finding
from ui.shell.palette import Palette
from workbench.demand.queries import REQUISITION, list_requisitions
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found
from workbench.people.search import CANDIDATE, Hit, search

_PEOPLE, _POSTS, _ACTIONS, _COMMANDS, _PAGES = (
    N_("Candidates"),
    N_("Requisitions"),
    N_("Actions"),
    N_("Commands"),
    N_("Pages"),
)
_NEW = N_("Newcomers")
MOST = 8


class Search(QObject):
    """Asks a worker what a text finds and shows it in the palette; `here` says what is chosen."""

    def __init__(self, context: Context, palette: Palette, here: Callable[[], Here]) -> None:
        super().__init__(palette)
        self._context, self._palette, self._here = context, palette, here

    def ask(self, token: int, text: str) -> None:
        """Look for a text; the palette knows by the token which of its questions is answered."""

        def found(page: Found[Hit]) -> None:
            self._palette.show_results(token, self._sections(text, page.rows))

        if text:
            self._context.bridge.ask(found, search, text, limit=MOST * 2, count=False)
        else:
            self._palette.show_results(token, self._sections(text, ()))

    def _sections(self, text: str, hits: Sequence[Hit]) -> list[PaletteSection]:
        look, say = self._context.look, self._context.text
        people = [hit for hit in hits if hit.kind == CANDIDATE][:MOST]
        posts = [hit for hit in hits if hit.kind == REQUISITION][:MOST]
        return [
            PaletteSection(say(_PEOPLE), tuple(finding.person(hit) for hit in people)),
            PaletteSection(say(_POSTS), tuple(finding.post(hit) for hit in posts)),
            PaletteSection(say(_NEW), finding.newcomer(look, text, self._open_posts(text))),
            PaletteSection(say(_ACTIONS), finding.actions(look, text)),
            PaletteSection(say(_COMMANDS), tuple(self._command_rows(text))),
            PaletteSection(say(_PAGES), finding.pages(look, text)),
        ]

    def _open_posts(self, text: str) -> list[tuple[str, str]]:
        """Return ids and titles of the open requisitions where `text` may be about a newcomer."""
        if len(text.split()) < 2:
            return []
        rows = self._context.bridge.now(list_requisitions).rows
        return [(row.id, row.title) for row in rows if row.state == "open"]

    def _command_rows(self, text: str) -> Sequence[PaletteRow]:
        own = {f"do:{action.id}" for action in ACTIONS}
        found = commands.rows(self._context, self._here(), text)
        return [row for row in found if row.key not in own][:MOST]
