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
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page as Found
from workbench.people.finding import search_with_excerpts
from workbench.people.search import Hit

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
            self._context.bridge.ask(found, search_with_excerpts, text, limit=MOST * 2)
        else:
            self._palette.show_results(token, self._sections(text, ()))

    def _sections(self, text: str, hits: Sequence[Hit]) -> list[PaletteSection]:
        look, say = self._context.look, self._context.text
        return [
            PaletteSection(
                say(_PEOPLE), (*finding.people(hits, text)[:MOST], *finding.hidden(look, hits))
            ),
            PaletteSection(say(_POSTS), finding.posts(hits, text)[:MOST]),
            PaletteSection(say(_NEW), finding.newcomer(self._context, text)),
            PaletteSection(say(_ACTIONS), finding.actions(look, text)),
            PaletteSection(say(_COMMANDS), tuple(self._command_rows(text))),
            PaletteSection(say(_PAGES), finding.pages(look, text)),
        ]

    def _command_rows(self, text: str) -> Sequence[PaletteRow]:
        own = {f"do:{action.id}" for action in ACTIONS}
        found = commands.rows(self._context, self._here(), text)
        return [row for row in found if row.key not in own][:MOST]
