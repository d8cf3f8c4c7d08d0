"""What onboarding offers to print, by name.

Each paper is in its reader's language; `language` (zh, en) chooses another one.
"""

from __future__ import annotations

from sqlalchemy import Connection

from workbench.kernel.i18n import N_, Translator
from workbench.kernel.prints import PrintSet
from workbench.onboarding import pages
from workbench.onboarding.documents import welcome_pack
from workbench.paper import Document

prints = PrintSet()


@prints.offers("onboarding.pack", N_("Print a welcome pack"))
def print_pack(
    connection: Connection, words: Translator, onboarding_id: str, *, language: str = ""
) -> Document:
    """Return the welcome pack in the newcomer's language."""
    return welcome_pack(connection, onboarding_id, language)


@prints.offers("onboarding.buddy-card", N_("Print a buddy card"))
def print_buddy_card(
    connection: Connection, words: Translator, onboarding_id: str, *, language: str = ""
) -> Document:
    """Return the cards of buddy and newcomer in the newcomer's language."""
    return pages.buddy_card(connection, onboarding_id, language)


@prints.offers("onboarding.buddy-guide", N_("Print a buddy guide"))
def print_buddy_guide(
    connection: Connection, words: Translator, onboarding_id: str, *, language: str = ""
) -> Document:
    """Return the guide in the language of whoever asks: it is for a colleague."""
    return pages.buddy_guide(connection, onboarding_id, language or words.language)


@prints.offers("onboarding.preparation", N_("Print the checklist of preparations"))
def print_preparation(
    connection: Connection, words: Translator, onboarding_id: str, *, language: str = ""
) -> Document:
    """Return HR's checklist in the language of whoever asks."""
    return pages.preparation_checklist(connection, onboarding_id, language or words.language)
