"""The recovery sheet: the one paper that opens the vault when the passphrase is forgotten."""

from __future__ import annotations

from datetime import date

from workbench.kernel.i18n import N_, Translator
from workbench.paper import Document
from workbench.paper.blocks import Facts, Heading, Notice, Spacer, Text

FORM = "QC-V-01"

_TITLE = N_("Recovery sheet")
_INTRO = N_(
    "This key opens the vault when the passphrase is forgotten. Keep the sheet in a safe place,"
    " away from the computer. Whoever holds it can read everything in the vault."
)
_KEY = N_("Recovery key")
_HOW = N_("How to use it")
_STEPS = N_(
    "Start Qicheng, choose “Use the recovery key” on the unlock screen, type the nine groups and"
    " set a new passphrase. Upper and lower case do not matter."
)
_VAULT, _MADE = N_("Vault"), N_("Made on")
_WARNING = N_("A new recovery sheet makes this one worthless. Then destroy it.")


def recovery_sheet(vault: str, key: str, made: date, words: Translator) -> Document:
    """Return the sheet for a printed recovery key, nine groups joined by hyphens."""
    text, groups = words.text, key.split("-")
    rows = ["   ".join(groups[i : i + 3]) for i in range(0, len(groups), 3)]
    return Document(
        title=f"{text(_TITLE)} · {vault}",
        language=words.language,
        header=text(_TITLE),
        form_id=FORM,
        blocks=(
            Heading(text(_TITLE)),
            Text(text(_INTRO)),
            Spacer(6),
            Facts(((text(_VAULT), vault), (text(_MADE), made.isoformat()))),
            Spacer(6),
            Heading(text(_KEY), level=2),
            *(Heading(row, level=2) for row in rows),
            Spacer(6),
            Heading(text(_HOW), level=2),
            Text(text(_STEPS)),
            Notice(text(_WARNING)),
        ),
    )
