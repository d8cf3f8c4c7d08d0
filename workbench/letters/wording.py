"""From a template and plain values to the words of a letter, in the language of who reads it.

A template is code that people write, so it runs in a sandbox; values are never read as template,
whatever braces they hold. Nothing here is markup: letters are plain text throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from workbench import paths
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import LANGUAGES, N_, Message, Translator
from workbench.letters.models import Tone
from workbench.letters.rules import GAP_CLOSES, GAP_OPENS

LONGEST = 20_000  # characters of a letter
_SPACES = re.compile(r"\s+")
_MARKED = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_MISSING = re.compile(r"'(\w+)' is undefined")
_LOCALES = {"zh": "zh_CN", "en": "en_GB"}

FIELD_NAMES = {
    "name": N_("name of the recipient"),
    "salutation": N_("salutation"),
    "post": N_("post"),
    "organisation": N_("name of the organisation"),
    "recruiter": N_("who signs the letters"),
    "phone": N_("phone for candidates"),
    "email": N_("e-mail for candidates"),
    "address": N_("address of the office"),
    "directions": N_("how to get there"),
    "day": N_("day"),
    "time": N_("time"),
    "place": N_("place"),
    "round": N_("round of the interview"),
    "old_day": N_("day it was before"),
    "old_time": N_("time it was before"),
    "point": N_("one specific, honest point"),
    "other_post": N_("post that the person goes on applying for"),
    "salary": N_("pay"),
    "start_on": N_("first day of work"),
    "respond_by": N_("last day to answer"),
    "buddy": N_("name of the buddy"),
    "buddy_contact": N_("how to reach the buddy"),
    "hear_by": N_("day by which they will hear"),
}
GAPS = ("point", "hear_by")  # a draft is made without them; it is not ready before they are written


def fill(template: str, values: Mapping[str, str], words: Translator) -> str:
    """Return a template with plain `values` in its fields.

    Raises RuleBroken naming the field that has no value, or what is wrong with the template.
    """
    from workbench.letters import sandbox  # slow to import, and most commands write no letter

    plain = {name: one_line(value) for name, value in values.items() if value.strip()}
    for name in GAPS:
        plain.setdefault(name, f"{GAP_OPENS}{words.text(FIELD_NAMES[name])}{GAP_CLOSES}")
    try:
        text = sandbox.render(template, plain)
    except sandbox.UndefinedError as error:
        raise _lacks(error) from error
    except sandbox.TemplateSyntaxError as error:
        text = N_("The template cannot be read, line {line}: {why}")
        raise RuleBroken("body", text, line=error.lineno, why=error.message or "") from error
    except (sandbox.TemplateError, TypeError, ValueError, ArithmeticError) as error:
        text = N_("The template does what a letter must not do: {why}")
        raise RuleBroken("body", text, why=str(error)) from error
    if len(text) > LONGEST:
        raise RuleBroken("body", N_("A letter has at most {n} characters."), n=LONGEST)
    return text.strip()


def fields_in(template: str) -> frozenset[str]:
    """Return the names of the fields for which a template has a place."""
    marked = " ".join(_MARKED.findall(template))
    return frozenset(name for name in FIELD_NAMES if re.search(rf"\b{name}\b", marked))


def check_places(template: str, given: Iterable[str]) -> None:
    """Raise RuleBroken where somebody's own words are given and would not stand in the letter."""
    for name in sorted((set(given) & set(GAPS)) - fields_in(template)):
        text = N_("This letter has no place for “{what}”; write it into the draft instead.")
        raise RuleBroken(name, text, what=Message(FIELD_NAMES[name]))


def _lacks(error: Exception) -> RuleBroken:
    found = _MISSING.search(str(error))
    name = found[1] if found else ""
    if name in FIELD_NAMES:
        text = N_("The letter needs this: {what} ({field}).")
        return RuleBroken(name, text, what=Message(FIELD_NAMES[name]), field=name)
    return RuleBroken("body", N_("The template asks for a field nobody knows: {field}"), field=name)


def one_line(value: str) -> str:
    """Return a value as it stands inside a sentence: no line feeds, no control characters."""
    return _SPACES.sub(" ", "".join(c if c.isprintable() else " " for c in value)).strip()


def language_of(wanted: str) -> str:
    """Return a language we have letters in. Raises RuleBroken."""
    if wanted not in LANGUAGES:
        raise RuleBroken("language", N_("There are letters in Chinese (zh) and English (en)."))
    return wanted


def nearest_language(language: str) -> str:
    """Return the language of ours that is nearest to a person's."""
    return "zh" if language.startswith("zh") else "en"


@lru_cache(maxsize=len(LANGUAGES))
def words_in(language: str) -> Translator:
    """Return the translator of a letter's reader, whatever language the window speaks."""
    return Translator.load(paths.resources() / "locale", language)


def salutation(name: str, tone: Tone, words: Translator) -> str:
    """Return how the letter begins."""
    text = N_("Dear {name},") if tone is Tone.FORMAL else N_("Hello {name},")
    return words.text(text, name=one_line(name))


def closing(tone: Tone, words: Translator) -> str:
    """Return how the letter ends; '' leaves it to the print shop's own manner."""
    return "" if tone is Tone.FORMAL else words.text(N_("Kind regards,"))


def shown_date(day: date, language: str) -> str:
    """Return a date without its weekday, as at the head of a letter."""
    from babel.dates import format_date  # slow to import, and only letters need it

    return str(format_date(day, "long", _LOCALES[language]))


def shown_time(moment: datetime, zone: ZoneInfo) -> str:
    """Return the local time of day."""
    return f"{moment.astimezone(zone):%H:%M}"


def money(amount: int, currency: str, language: str) -> str:
    """Return an amount as that language writes it."""
    if language == "zh":
        return f"人民币 {amount:,} 元" if currency == "CNY" else f"{amount:,} {currency}"
    return f"{currency} {amount:,}"


def months(count: int, words: Translator) -> str:
    """Return a length in months or, where it comes out even, years."""
    if count == 1:
        return words.text(N_("one month"))
    if count == 12:
        return words.text(N_("one year"))
    if count and count % 12 == 0:
        return words.text(N_("{n} years"), n=count // 12)
    return words.text(N_("{n} months"), n=count)
