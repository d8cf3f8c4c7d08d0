"""The desk's own fonts: Inter for Latin, Noto Sans SC for Chinese.

Only static files are loaded, as Qt's `setWeight` does not move a variable font. Where the files
are missing the system's font stands in.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.tokens import LETTERS, Role, Tokens

FAMILIES = ("Inter", "Noto Sans SC")


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Load the static fonts of `folder` and return the families that are there to use."""
    if not folder.is_dir():
        return ()
    known = set(QFontDatabase.families())
    if not set(FAMILIES) <= known:
        for file in sorted(folder.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        known = set(QFontDatabase.families())
    return tuple(family for family in FAMILIES if family in known)


def make_font(role: Role, tokens: Tokens, families: tuple[str, ...]) -> QFont:
    """Return the font of a role at the reader's scale."""
    letter = LETTERS[role]
    font = QFont()
    if families:
        font.setFamilies(list(families))
    font.setPixelSize(tokens.px(letter.size))
    font.setWeight(QFont.Weight(letter.weight))
    if letter.tracking:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + letter.tracking)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font
