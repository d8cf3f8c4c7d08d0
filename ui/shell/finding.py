"""What was found, as rows of the palette."""

from __future__ import annotations

from collections.abc import Sequence

from ui.actions import ACTIONS, PLACES
from ui.context import Context
from ui.models.palette import PaletteRow
from ui.theme.colours import hue_for
from ui.theme.look import Look
from workbench.demand.queries import REQUISITION, list_requisitions
from workbench.intake.quickline import parse_line
from workbench.kernel.i18n import N_
from workbench.people.finding import spans
from workbench.people.search import CANDIDATE, HIDDEN, Hit

_ADD = N_("Add {name}")
SOMEBODY = N_("Hidden: somebody who is screened anonymously")
WHY_HIDDEN = N_("Names are shown once somebody is past the anonymous stages of the requisition.")


def person(hit: Hit, text: str) -> PaletteRow:
    """Return the row of a candidate, with what was typed marked."""
    detail = hit.excerpt or hit.detail
    return PaletteRow(
        f"person:{hit.subject}",
        hit.title,
        detail,
        person=True,
        hue=hue_for(hit.subject),
        marks=spans(hit.title, text),
        detail_marks=spans(detail, text),
    )


def post(hit: Hit, text: str) -> PaletteRow:
    """Return the row of a requisition, with what was typed marked."""
    marks = spans(hit.title, text)
    return PaletteRow(f"post:{hit.subject}", hit.title, hit.detail, icon="briefcase", marks=marks)


def people(hits: Sequence[Hit], text: str) -> tuple[PaletteRow, ...]:
    """Return the rows of the candidates among what was found."""
    return tuple(person(hit, text) for hit in hits if hit.kind == CANDIDATE)


def hidden(look: Look, hits: Sequence[Hit]) -> tuple[PaletteRow, ...]:
    """Return the one row that says that somebody fits who is screened anonymously."""
    there = any(hit.kind == HIDDEN for hit in hits)
    return (PaletteRow("hidden:", look.text(SOMEBODY), icon="eye-off"),) if there else ()


def posts(hits: Sequence[Hit], text: str) -> tuple[PaletteRow, ...]:
    """Return the rows of the requisitions among what was found."""
    return tuple(post(hit, text) for hit in hits if hit.kind == REQUISITION)


def newcomer(context: Context, text: str) -> tuple[PaletteRow, ...]:
    """Return the row that adds whom a line describes, none where it is no such line."""
    if not parse_line(text).has_contact:
        return ()
    rows = context.bridge.now(list_requisitions).rows
    open_ones = [(row.id, row.title) for row in rows if row.state == "open"]
    found = parse_line(text, open_ones)
    if not (found.name and found.has_contact):
        return ()
    wanted = dict(open_ones).get(found.requisition, "")
    parts = (found.phone, found.email, found.wechat, wanted, found.source, found.city)
    detail = " · ".join(dict.fromkeys(part for part in parts if part))
    title = context.text(_ADD, name=found.name)
    return (PaletteRow(f"add:{text}", title, detail, icon="user-plus"),)


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
