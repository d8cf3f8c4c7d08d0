"""What is kept of a desk while its vault is locked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded behind the first screen, see `warming`
    from ui.shell.workplace import Workplace


@dataclass(frozen=True)
class Left:
    """Where somebody stood.

    Attributes: `vault`, its folder; `page`, the key of the page on show; `since`, where undo ends;
    `workplace`, asleep, only where something was typed and not saved.
    """

    vault: Path
    page: str
    since: int
    workplace: Workplace | None = None

    def drop(self) -> None:
        """Delete a window that was kept asleep."""
        if self.workplace is not None:
            self.workplace.window.deleteLater()
            self.workplace.deleteLater()
