"""Moving cards by hand: shown at once, then stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.context import Context
from ui.pages.board.own import OwnChanges
from ui.widgets.board import Board
from workbench.app import COMMANDS, Done
from workbench.pipeline.commands import MoveApplications

_MOVE = COMMANDS.of(MoveApplications((), "")).id


class Moves:
    """Moves cards on the board before their applications are moved.

    `stored(ids)` is called when a move is in the vault; `refused()` when it is not to be.
    Attributes: `own`, the moves under way.
    """

    def __init__(
        self,
        context: Context,
        board: Board,
        stored: Callable[[Sequence[str]], None],
        refused: Callable[[], None],
    ) -> None:
        self._context, self._board = context, board
        self._stored, self._refused = stored, refused
        self.own = OwnChanges(_MOVE)

    def ask(self, ids: tuple[str, ...], column: str, place: int) -> None:
        """Show the move at once, then do it; what is refused goes back."""
        rest = [each for each in self._board.ids(column) if each not in ids]
        above = rest[place] if 0 <= place < len(rest) else ""
        self._board.move_cards(ids, column, place)
        self.own.begin()

        def done(answer: Done) -> None:
            self.own.end()
            self._stored(ids)
            self._context.done(answer.changes)

        def failed(error: Exception) -> None:
            self.own.end()
            self._context.fail(error)
            self._refused()

        self._context.bridge.run(MoveApplications(ids, column, above), done, failed)
