"""The print shop: turns blocks of content into well-set PDF pages. It knows no subject."""

from __future__ import annotations

from workbench.paper.blocks import Document, Printed

__all__ = ["Document", "Printed", "render"]


def render(document: Document) -> Printed:
    """Print `document`; see `workbench.paper.page.render`."""
    # Who only describes documents must not wait for the print shop to open.
    from workbench.paper.page import render as print_it

    return print_it(document)
