"""The print shop: turns blocks of content into well-set PDF pages. It knows no subject."""

from __future__ import annotations

from workbench.paper.blocks import Document, Printed
from workbench.paper.page import render

__all__ = ["Document", "Printed", "render"]
