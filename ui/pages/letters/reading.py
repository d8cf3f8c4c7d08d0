"""A letter's words on the right of a list, as its reader will read them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ui.theme.look import Look
from ui.theme.tokens import Role, Space
from ui.widgets.labels import Line, Text
from workbench.letters.queries import LetterRow


def add_words(look: Look, side: QVBoxLayout, letter: LetterRow) -> None:
    """Add subject, salutation and text to a column."""
    side.addWidget(Line(look))
    side.addSpacing(Space.M)
    side.addWidget(Text(look, letter.title, Role.STRONG, wrap=True))
    side.addSpacing(Space.XS)
    side.addWidget(Text(look, letter.salutation, Role.BODY, wrap=True))
    for paragraph in letter.body.split("\n\n"):
        side.addWidget(Text(look, paragraph, Role.BODY, "text2", wrap=True))
        side.addSpacing(Space.XS)
