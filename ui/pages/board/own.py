"""Changes made by hand on the board: they stand there before they are stored."""

from __future__ import annotations

from workbench.kernel.changes import Changes


class OwnChanges:
    """How many commands of one kind are under way whose outcome is shown already."""

    def __init__(self, command: str) -> None:
        self._command, self._under_way = command, 0

    def begin(self) -> None:
        """Note that one more is under way."""
        self._under_way += 1

    def end(self) -> None:
        """Note that one has been answered and shown."""
        self._under_way -= 1

    def has(self, changes: Changes) -> bool:
        """Return whether a change may be one of these."""
        return self._under_way > 0 and changes.command == self._command and changes.kind == "do"
