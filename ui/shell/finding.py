"""What was found, as rows of the palette."""

from __future__ import annotations

from ui.actions import ACTIONS, PLACES
from ui.models.palette import PaletteRow
from ui.theme.colours import hue_for
from ui.theme.look import Look
from workbench.people.search import Hit


def person(hit: Hit) -> PaletteRow:
    """Return the row of a candidate."""
    return PaletteRow(
        f"person:{hit.subject}", hit.title, hit.detail, person=True, hue=hue_for(hit.subject)
    )


def post(hit: Hit) -> PaletteRow:
    """Return the row of a requisition."""
    return PaletteRow(f"post:{hit.subject}", hit.title, hit.detail, icon="briefcase")


def actions(look: Look, text: str) -> tuple[PaletteRow, ...]:
    """Return the rows of the actions whose title fits `text` in either language."""
    return tuple(
        PaletteRow(
            f"act:{each.id}",
            look.text(each.title),
            icon=each.icon,
            keys=tuple(each.keys.split("+")) if each.keys else (),
        )
        for each in ACTIONS
        if fits(text, look.text(each.title), each.title)
    )


def pages(look: Look, text: str) -> tuple[PaletteRow, ...]:
    """Return the rows of the pages whose title fits `text`."""
    return tuple(
        PaletteRow(f"page:{each.key}", look.text(each.title), icon=each.icon)
        for each in PLACES
        if fits(text, look.text(each.title), each.title)
    )


def fits(text: str, *titles: str) -> bool:
    """Tell whether every word of `text` stands in one of the titles."""
    words = text.casefold().split()
    return any(all(word in title.casefold() for word in words) for title in titles)
