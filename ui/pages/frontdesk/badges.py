"""The badge of a guest, where the program offers to print one."""

from __future__ import annotations

from datetime import date
from inspect import Parameter, signature
from typing import Any

from ui.context import Context
from ui.pages.frontdesk.reading import present
from ui.printing import show_document
from workbench.app import PRINTS
from workbench.interviews.expected import ExpectedRow
from workbench.kernel.prints import PrintSpec

BADGE = "interview.badge"


def badge_print() -> PrintSpec | None:
    """Return how badges are printed, None where they are not."""
    return next((spec for spec in PRINTS if spec.id == BADGE), None)


def arguments(spec: PrintSpec, guest: ExpectedRow, day: date) -> dict[str, Any] | None:
    """Return what the print asks for about one guest; None where it asks for something else."""
    row = present(guest)
    known: dict[str, Any] = {
        "candidate": guest.candidate_id,
        "candidate_id": guest.candidate_id,
        "candidates": (guest.candidate_id,),
        "interview": row.id,
        "interview_id": row.id,
        "interviews": (row.id,),
        "day": day,
    }
    asked = list(signature(spec.make).parameters.values())[2:]  # after connection and words
    needed = {each.name for each in asked if each.default is Parameter.empty}
    if needed - known.keys():
        return None
    return {each.name: known[each.name] for each in asked if each.name in known}


def print_badge(context: Context, guest: ExpectedRow) -> None:
    """Show the badge of a guest, to be printed."""
    spec = badge_print()
    given = arguments(spec, guest, context.today()) if spec else None
    if spec is not None and given is not None:
        words, app = context.look.words, context.bridge.app
        make, asked = spec.make, given
        show_document(context, lambda: app.ask(make, words, **asked), guest.name, can_save=False)
