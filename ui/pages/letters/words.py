"""Words and tones of letters and offers."""

from __future__ import annotations

from datetime import date, datetime

from ui.theme.look import Look
from workbench.kernel.i18n import LANGUAGES, N_
from workbench.letters.models import LetterState, OfferState
from workbench.letters.queries import LetterLine

_PAST, _TODAY, _LEFT = N_("Past due"), N_("Due today"), N_("{n} d left")
_COOLING, _MAY_LEAVE = N_("cooling off"), N_("may leave")
_TONGUES = {"zh": N_("Chinese"), "en": N_("English")}
OFFER_TONES = {
    OfferState.DRAFT: "neutral",
    OfferState.OUT: "info",
    OfferState.ACCEPTED: "ok",
    OfferState.REFUSED: "warn",
    OfferState.WITHDRAWN: "neutral",
}


def due_word(look: Look, due_on: date | None, today: date) -> tuple[str, str]:
    """Return what there is to say of a due day, and its tone."""
    if due_on is None:
        return "", "neutral"
    left = (due_on - today).days
    if left < 0:
        return look.text(_PAST), "bad"
    return (look.text(_TODAY), "warn") if left == 0 else (look.text(_LEFT, n=left), "neutral")


def is_cooling(line: LetterLine, now: datetime) -> bool:
    """Tell whether a letter in the outbox may not leave yet."""
    return line.cool_until is not None and line.cool_until > now


def may_leave(line: LetterLine, now: datetime) -> bool:
    """Tell whether a letter may leave now."""
    return line.state == LetterState.READY and not is_cooling(line, now)


def state_word(look: Look, line: LetterLine, now: datetime) -> tuple[str, str]:
    """Return how it stands with a letter that has not left, and its tone."""
    if line.state == LetterState.DRAFT:
        return look.text("being written"), "neutral"
    if is_cooling(line, now):
        return look.text(_COOLING), "info"
    return look.text(_MAY_LEAVE), "ok"


def tongues(look: Look) -> tuple[tuple[str, str], ...]:
    """Return the languages of letters as choices."""
    return tuple((each, look.text(_TONGUES[each])) for each in LANGUAGES)
