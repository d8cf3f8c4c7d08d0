"""Pure rules over what a candidate's record may say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.months import add_months
from workbench.people.models import ContactKind, Outcome

LONGEST_NAME = 120
LONGEST_CONSENT = 60  # months
LONGEST_LOGGED = 5000  # characters of what was said in one contact
_SPACES = re.compile(r"\s+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)?", re.DOTALL)  # what colours a terminal
_CONTROL = dict.fromkeys((*range(32), *range(127, 160), *range(8203, 8208), *range(8234, 8239)))
_CONTROL |= dict.fromkeys(range(9, 14), " ") | dict.fromkeys(range(0xD800, 0xE000))


def clean_name(name: str, field: str = "name") -> str:
    """Return a name as one field, spaces folded, never split. Raises RuleBroken."""
    text = unicodedata.normalize("NFC", _ESCAPES.sub("", name)).translate(_CONTROL)
    text = _SPACES.sub(" ", text).strip()
    if not text:
        raise RuleBroken(field, N_("Write a name."))
    if len(text) > LONGEST_NAME:
        raise RuleBroken(field, N_("A name has at most {n} characters."), n=LONGEST_NAME)
    return text


def clean_words(words: Iterable[str]) -> list[str]:
    """Return words in their order, each once, without stray spaces."""
    folded = (" ".join(each.split()) for each in words)
    return list(dict.fromkeys(each for each in folded if each))


def clean_contact(kind: ContactKind, value: str) -> str:
    """Return a contact's value without stray spaces. Raises RuleBroken where it cannot be one."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", value)).strip()
    if not text:
        raise RuleBroken(kind.value, N_("Write the contact, or leave the line out."))
    if kind is ContactKind.EMAIL and not _EMAIL.fullmatch(text):
        raise RuleBroken("email", N_("{value} is not an e-mail address."), value=text)
    if kind is ContactKind.PHONE and sum(c.isdigit() for c in text) < 5:
        raise RuleBroken("phone", N_("{value} is too short for a phone number."), value=text)
    return text


def contact_banned(name: str, since: date | None, reason: str, field: str) -> RuleBroken:
    """Return the refusal to contact `name`, marked `since` a day for a `reason`."""
    text = N_("{name} is marked “do not contact” since {day}: {why}. Lift the ban first.")
    return RuleBroken(field, text, name=name, day=since.isoformat() if since else "—", why=reason)


def check_contact(
    body: str, outcome: Outcome, day: date, call_back_on: date | None, *, is_past: bool
) -> None:
    """Raise RuleBroken where a logged contact of the local `day` says nothing or cannot be."""
    if not body and outcome is Outcome.NONE:
        raise RuleBroken("body", N_("Write what was said, or choose what it came to."))
    if len(body) > LONGEST_LOGGED:
        raise RuleBroken("body", N_("What was said has at most {n} characters."), n=LONGEST_LOGGED)
    if not is_past:
        raise RuleBroken("at", N_("A contact is logged after it took place."))
    if outcome is Outcome.TO_CALL_BACK and call_back_on is None:
        raise RuleBroken("call_back_on", N_("Say on which day to call back."))
    if call_back_on is not None and call_back_on < day:
        raise RuleBroken("call_back_on", N_("The day to call back comes after the contact."))


def consent_end(on: date, months: int, today: date) -> date:
    """Return the last day for which a consent given `on` a day holds. Raises RuleBroken."""
    if not 1 <= months <= LONGEST_CONSENT:
        text = N_("A consent holds for 1 to {n} months.")
        raise RuleBroken("months", text, n=LONGEST_CONSENT)
    if on > today:
        raise RuleBroken("on", N_("The day of the consent has not come yet."))
    until = add_months(on, months)
    if until < today:
        raise RuleBroken("on", N_("This consent has ended already; ask for a new one."))
    return until
