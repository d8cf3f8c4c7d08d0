"""What somebody has typed and not saved: it outlives a lock, and a window that is built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ui.sheets import Sheet
from workbench.kernel.i18n import N_

if TYPE_CHECKING:  # loaded behind the first screen, see `warming`
    from ui.shell.workplace import Workplace

TYPED = N_("Something that was typed is not saved. Close once more to discard it.")
TYPED_BEFORE = N_(
    "Something that was typed before the lock is not saved. Unlock to save it, or close once "
    "more to discard it."
)


def _open_sheets(workplace: Workplace) -> list[Sheet]:
    # Not "visible": a window that is asleep has sheets open as well.
    return [each for each in workplace.context.host.findChildren(Sheet) if not each.isHidden()]


def is_unsaved(workplace: Workplace) -> bool:
    """Return whether a sheet or a page holds something that was typed and not saved."""
    return bool(all_of(workplace))


def all_of(workplace: Workplace) -> list[Any]:
    """Return what is unsaved in open sheets and on the pages, to be compared; [] for nothing."""
    typed = [each.typed() for each in _open_sheets(workplace) if each.is_changed()]
    pages = on_pages(workplace)
    return [*typed, pages] if pages else typed


def on_pages(workplace: Workplace) -> dict[str, Any]:
    """Return what is unsaved on the pages, by their keys."""
    found = {key: page.unsaved() for key, page in workplace.built().items()}
    return {key: typed for key, typed in found.items() if typed is not None}


def take_over(workplace: Workplace, typed: dict[str, Any]) -> None:
    """Show on the pages what was unsaved in the window before."""
    for key, each in typed.items():
        workplace.page(key).take_over(each)


def take_up(workplace: Workplace) -> None:
    """Give the keyboard back to the sheet that was open when the vault was locked."""
    for each in _open_sheets(workplace):
        each.set_busy(False)
        each.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
