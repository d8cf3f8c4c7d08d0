"""Who may be a buddy, who suits best and why; whether buddy and newcomer meet often enough.

Pure: values in, values out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.kernel.months import add_months

MONTHS_HERE = 12
MOST_NEWCOMERS = 1
SITE, LANGUAGE, DEPARTMENT = 40, 35, 25  # points; they add up to 100

# Microsoft's pilot (Harvard Business Review, 2019): with more than eight meetings in ninety days
# 97 % of newcomers said their buddy helped them to find their feet quickly.
WINDOW = 90
TARGET = 9


@dataclass(frozen=True)
class Colleague:
    """Somebody who could be a buddy; `newcomers`, how many people they look after now."""

    id: str
    name: str
    department: str
    site: str
    languages: tuple[str, ...]
    willing: bool
    hired_on: date | None
    newcomers: int = 0


@dataclass(frozen=True)
class Newcomer:
    """Whom a buddy is sought for; `language` is the one that letters to them are written in."""

    start_on: date
    manager_id: str | None
    department: str = ""
    site: str = ""
    language: str = ""


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for somebody, or against."""

    speaks_for: bool
    text: Message


@dataclass(frozen=True)
class Suitability:
    """What the rules say about one colleague; `score` is 0 to 100, 0 where not eligible."""

    staff_id: str
    is_eligible: bool
    score: int
    reasons: tuple[Reason, ...]


def judge(colleague: Colleague, newcomer: Newcomer) -> Suitability:
    """Return whether a colleague may be the buddy, and how well they suit."""
    hard = tuple(_conditions(colleague, newcomer))
    soft = tuple(_preferences(colleague, newcomer))
    is_eligible = all(reason.speaks_for for reason in hard)
    score = sum(points for points, reason in soft if reason.speaks_for) if is_eligible else 0
    return Suitability(colleague.id, is_eligible, score, (*hard, *(each for _, each in soft)))


def _conditions(colleague: Colleague, newcomer: Newcomer) -> Iterable[Reason]:
    yield Reason(colleague.willing, Message(_WILLING if colleague.willing else _UNWILLING))
    yield _time_here(colleague, newcomer)
    if colleague.id == newcomer.manager_id:
        yield Reason(False, Message(_MANAGER))
    if colleague.newcomers >= MOST_NEWCOMERS:
        yield Reason(False, Message(_BUSY))
    else:
        yield Reason(True, Message(_FREE))


_WILLING = N_("Willing to be a buddy")
_UNWILLING = N_("Has not said that they would like to be a buddy")
_MANAGER = N_("Is the newcomer’s manager")
_BUSY = N_("Looks after another newcomer already")
_FREE = N_("Looks after no other newcomer")


def _time_here(colleague: Colleague, newcomer: Newcomer) -> Reason:
    if colleague.hired_on is None:
        return Reason(False, Message(N_("It is not recorded since when they are here")))
    if add_months(colleague.hired_on, MONTHS_HERE) > newcomer.start_on:
        since = {"day": colleague.hired_on.isoformat()}
        return Reason(False, Message(N_("Here for less than a year (since {day})"), since))
    years = int((newcomer.start_on - colleague.hired_on).days // 365.25)
    if years <= 1:
        return Reason(True, Message(N_("Here for more than a year")))
    return Reason(True, Message(N_("Here for {years} years"), {"years": years}))


def _preferences(colleague: Colleague, newcomer: Newcomer) -> Iterable[tuple[int, Reason]]:
    """Yield points with their reason; what is not known of the newcomer says nothing."""
    if newcomer.site:
        same = _alike(newcomer.site, colleague.site)
        yield SITE, Reason(same, Message(N_("Same site") if same else N_("Another site")))
    if newcomer.language:
        same = any(_is_language(word, newcomer.language) for word in colleague.languages)
        text = N_("Speaks their language") if same else N_("Perhaps does not speak their language")
        yield LANGUAGE, Reason(same, Message(text))
    if newcomer.department:
        same = _alike(newcomer.department, colleague.department)
        text = N_("Same department") if same else N_("Another department")
        yield DEPARTMENT, Reason(same, Message(text))


def _alike(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


_LANGUAGE_WORDS = {
    "zh": ("zh", "chinese", "mandarin", "中文", "汉语", "普通话"),
    "en": ("en", "english", "英语", "英文"),
}


def _is_language(word: str, code: str) -> bool:
    return word.strip().casefold().startswith(_LANGUAGE_WORDS.get(code, (code.casefold(),)))


def check_buddy(staff_id: str, manager_id: str | None, newcomers: int) -> None:
    """Raise RuleBroken where somebody cannot be the buddy, whatever else speaks for them."""
    if staff_id == manager_id:
        text = N_("The manager cannot be the buddy: a buddy is somebody one can ask anything.")
        raise RuleBroken("staff", text)
    if newcomers >= MOST_NEWCOMERS:
        text = N_("This colleague looks after another newcomer already; one at a time.")
        raise RuleBroken("staff", text)


class Pace(StrEnum):
    """How the meetings stand against the mark."""

    NOT_BEGUN = "not_begun"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    REACHED = "reached"


@dataclass(frozen=True)
class Tally:
    """Meetings in the first ninety days: held, expected by now, and the mark."""

    held: int
    expected: int
    target: int
    pace: Pace


def tally(start_on: date, held_on: Iterable[date], today: date) -> Tally:
    """Count the meetings up to day ninety against the mark of more than eight."""
    held = sum(1 for day in held_on if (day - start_on).days <= WINDOW)
    passed = min(max((today - start_on).days, 0), WINDOW)
    expected = math.floor(TARGET * passed / WINDOW)
    if held >= TARGET:
        pace = Pace.REACHED
    elif today < start_on and not held:
        pace = Pace.NOT_BEGUN
    else:
        pace = Pace.ON_TRACK if held >= expected else Pace.BEHIND
    return Tally(held, expected, TARGET, pace)
