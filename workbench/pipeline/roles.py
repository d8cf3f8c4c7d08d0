"""Who sees to a stage and who scores it.

Both are short texts. The words below are stored as codes, so that each reader sees them in their
own language; anything else stays as it was written.
"""

from __future__ import annotations

from enum import StrEnum

from workbench.kernel.i18n import N_, Translator


class Role(StrEnum):
    """Roles that are known in every language."""

    RECRUITER = "recruiter"
    MANAGER = "manager"
    PANEL = "panel"
    EXPERT = "expert"
    OTHER_TEAM = "other_team"
    HR = "hr"


ROLE_NAMES = {
    Role.RECRUITER: N_("Recruiter"),
    Role.MANAGER: N_("Hiring manager"),
    Role.PANEL: N_("The panel"),
    Role.EXPERT: N_("Subject expert"),
    Role.OTHER_TEAM: N_("Somebody of another team"),
    Role.HR: N_("HR"),
}
_CODES = {role.value: name for role, name in ROLE_NAMES.items()}


def role_shown(words: Translator, text: str) -> str:
    """Return a role in the reader's language."""
    return words.text(_CODES[text]) if text in _CODES else text


def role_read(words: Translator, text: str) -> str:
    """Return what to store for a role that a reader has typed."""
    text = " ".join(text.split())
    for code, name in _CODES.items():
        if text.casefold() in (code, words.text(name).casefold()):
            return code
    return text
