"""What stands on the board beside its cards: which requisition it is of, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.pages.board.reading import BoardView
from ui.theme.look import Look
from ui.widgets.fields import Choice
from ui.widgets.states import EmptyState
from workbench.kernel.i18n import N_

_NONE = N_("No columns yet")
_NONE_TEXT = N_("Open a requisition: its stages become the columns of the board.")
_OPEN = N_("Open a requisition")
_NOBODY, _NOBODY_TEXT = N_("Nobody fits"), N_("Nobody in progress fits this filter.")
_CLEAR = N_("Clear the filter")


@dataclass(frozen=True)
class Typed:
    """What was typed on the board and not saved when the window was locked.

    Attributes: `adding`, column and text of the quick field; `edit`, application and texts of the
    editor over its card.
    """

    requisition: str
    adding: tuple[str, str] | None
    edit: tuple[str, dict[str, str]] | None

    @classmethod
    def of(
        cls,
        requisition: str,
        adding: tuple[str, str] | None,
        edit: tuple[str, dict[str, str]] | None,
    ) -> Typed | None:
        """Return it, None where there is nothing to lose."""
        if edit is None and (adding is None or not adding[1].strip()):
            return None
        return cls(requisition, adding, edit)

    def show(
        self, add: Callable[[str, str], None], edit: Callable[[str, dict[str, str]], None]
    ) -> None:
        """Give it back."""
        if self.adding is not None:
            add(*self.adding)
        if self.edit is not None:
            edit(*self.edit)


def no_columns(look: Look) -> EmptyState:
    """Return what stands there while no requisition is open."""
    return EmptyState(look, "kanban", look.text(_NONE), look.text(_NONE_TEXT), look.text(_OPEN))


def nobody_fits(look: Look) -> EmptyState:
    """Return what stands there while the filter leaves nobody."""
    text = look.text(_NOBODY_TEXT)
    return EmptyState(look, "search-x", look.text(_NOBODY), text, look.text(_CLEAR))


def show_posts(box: Choice, everything: str, view: BoardView) -> None:
    """Fill the box with the requisitions; the first entry is for all of them."""
    box.clear()
    box.addItem(everything, "")
    for row in view.posts:
        box.addItem(row.title, row.id)
    box.setCurrentIndex(max(box.findData(view.requisition), 0))
