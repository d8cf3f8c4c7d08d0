"""Who may be the same person twice: pure rules over values.

Two records are compared when they share an e-mail address, a phone number, a WeChat id or a name
(also one in characters and one in pinyin). A shared name alone is no reason, as there are many
王伟; a shared phone under two different names may be a household, so it is only *possible*.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from workbench.kernel.i18n import N_, Message
from workbench.kernel.names import has_han, is_masked
from workbench.people.pinyin import fold, pinyin_keys

MAX_SHARED = 20  # people behind one number or address; above that it is a switchboard or a mistake
_SHORTEST_PHONE = 7  # digits; anything shorter is an extension or a mistake
_NEARLY = 0.85  # of the letters in order, so that one swapped or lost letter is forgiven
_EXTENSION = re.compile(r"转|轉|ext|x\s*\d|分机|[#*;,]")
_NOT_A_DIGIT = re.compile(r"\D")
_COUNTRY = re.compile(r"^(?:86|1(?=[2-9]\d{9}$))0?")
# Country code or trunk zero of a number written without a plus sign.
# A bare 1 is America's only where 1[3-9] could not be a Chinese mobile, or where it stands apart.
_PREFIX = re.compile(r"^(?:(?:00)?86(?=1[3-9]\d{9}$)|0086|001(?=[2-9]\d{9}$)|1(?=2\d{9}$)|00|0)")
_APART = re.compile(r"^\W*1[ .(-]+(?=[2-9]\d\d\W)")
# Chinese numbers that forward to somebody for a while: service numbers and privacy numbers.
VIRTUAL_PREFIXES = ("950", "951", "400", "800")
_LETTERS = re.compile(r"[\W_]+")
# A batch speaks of the same names, schools and employers again and again, and of each number
# several times: while it is looked for and when it is written.
_remembered = lru_cache(maxsize=32_768)


@dataclass(frozen=True)
class Likeness:
    """What is known of one person for comparison.

    Attributes: `key`, the record's id; `birth`, as written (a year or a date); the others as in the
    person's record. Empty where unknown.
    """

    key: str
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    wechat: str = ""
    school: str = ""
    employer: str = ""
    birth: str = ""


@dataclass(frozen=True)
class Match:
    """Two records that may be one person.

    Attributes: `first` and `second`, their keys in the order they were given; `certain`, whether
    the reasons leave little doubt; `reasons`, for the reader, strongest first.
    """

    first: str
    second: str
    certain: bool
    reasons: tuple[Message, ...]


@_remembered
def email_key(address: str) -> str:
    """Return what two spellings of one mailbox share: case folded, without a +tag."""
    local, at, domain = fold(address.strip()).rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}" if at and local and domain else ""


@_remembered
def phone_key(number: str) -> str:
    """Return the digits by which two spellings of one number agree, '' where it must not match.

    Numbers that a job board lends for a while (95013…, 400…, or with an extension) belong to
    another person tomorrow and never match.
    """
    text = unicodedata.normalize("NFKC", number).casefold()
    if _EXTENSION.search(text):
        return ""
    digits = _NOT_A_DIGIT.sub("", _APART.sub("", text))
    digits = _COUNTRY.sub("", digits) if "+" in text else _PREFIX.sub("", digits)
    if len(digits) < _SHORTEST_PHONE or digits.startswith(VIRTUAL_PREFIXES):
        return ""
    return digits


@_remembered
def fact_key(fact: str) -> str:
    """Return what two spellings of a school or an employer share: letters and digits, folded."""
    return _LETTERS.sub("", fold(fact))


@_remembered
def name_keys(name: str) -> frozenset[str]:
    """Return the spellings under which `name` can meet another: characters, pinyin both ways round.

    Empty for a name that a job board hides (林先生).
    """
    text = fold(name)
    bare = _LETTERS.sub("", text)
    if not bare or is_masked(name):
        return frozenset()
    if has_han(text):
        return frozenset({bare})
    words = sorted(_LETTERS.sub(" ", text).split())
    return frozenset({" ".join(words)})


def same_name(first: str, second: str) -> bool:
    """Tell whether two names are one: spelled alike, turned round, or characters and pinyin."""
    if name_keys(first) & name_keys(second):
        return True
    if not name_keys(first) or not name_keys(second) or has_han(first) == has_han(second):
        return False
    chinese, latin = (first, second) if has_han(first) else (second, first)
    return bool(_turned(latin) & set(pinyin_keys(chinese).full))


def compare(first: Likeness, second: Likeness) -> Match | None:
    """Return why `first` and `second` may be one person, or None."""
    named = same_name(first.name, second.name)
    alike = named or _sounds_alike(first.name, second.name)
    near = alike or _spelled_nearly(first.name, second.name)
    contacts = _shared_contacts(first, second)
    facts = _shared_facts(first, second)
    reasons: list[Message] = list(contacts)
    if named and (contacts or facts):
        reasons += [Message(N_("same name")), *facts]
    elif alike and (contacts or facts):
        reasons += [Message(N_("names that sound the same")), *facts]
    elif near and contacts:
        reasons += [Message(N_("names spelled nearly the same")), *facts]
    elif contacts and name_keys(first.name) and name_keys(second.name):
        reasons.append(Message(N_("but the names differ")))
    if not reasons:
        return None
    certain = bool(contacts) and near
    return Match(first.key, second.key, certain, tuple(reasons))


def find_duplicates(people: Sequence[Likeness]) -> list[Match]:
    """Return every pair that may be one person, certain ones first, then in the given order.

    Takes time in proportion to the people, not to the pairs: only those that share a key meet.
    """
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        for bucket in _buckets(person):
            buckets[bucket].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in buckets.values():
        if len(members) <= MAX_SHARED:
            pairs.update(combinations(members, 2))
    found = (compare(people[a], people[b]) for a, b in sorted(pairs))
    return sorted((match for match in found if match), key=lambda match: not match.certain)


def _buckets(person: Likeness) -> set[tuple[str, str]]:
    keys = {("mail", key) for key in map(email_key, person.emails)}
    keys |= {("phone", key) for key in map(phone_key, person.phones)}
    keys.add(("wechat", fold(person.wechat.strip())))
    facts = [fact_key(fact) for fact in (person.school, person.employer, person.birth)]
    if any(facts) and name_keys(person.name):
        # A name meets another only beside a shared fact, which keeps common names small.
        latin = pinyin_keys(person.name).full if has_han(person.name) else _turned(person.name)
        sounds = {*latin, *name_keys(person.name)}
        keys |= {("name", f"{sound}|{fact}") for sound in sounds for fact in facts if fact}
    return {(kind, key) for kind, key in keys if key}


def _shared_contacts(first: Likeness, second: Likeness) -> list[Message]:
    found = [
        Message(N_("same e-mail address {value}"), {"value": value})
        for value in _shared(first.emails, second.emails, email_key)
    ]
    found += [
        Message(N_("same phone number {value}"), {"value": value})
        for value in _shared(first.phones, second.phones, phone_key)
    ]
    if first.wechat and fold(first.wechat.strip()) == fold(second.wechat.strip()):
        found.append(Message(N_("same WeChat id {value}"), {"value": first.wechat.strip()}))
    return found


def _shared_facts(first: Likeness, second: Likeness) -> list[Message]:
    facts = (
        (N_("same school {value}"), first.school, second.school),
        (N_("same employer {value}"), first.employer, second.employer),
        (N_("same date of birth {value}"), first.birth, second.birth),
    )
    return [
        Message(text, {"value": one.strip()})
        for text, one, other in facts
        if fact_key(one) and fact_key(one) == fact_key(other)
    ]


def _shared(ones: Iterable[str], others: Iterable[str], key: Callable[[str], str]) -> list[str]:
    keys = {key(other) for other in others} - {""}
    return [one for one in ones if key(one) in keys]


def _sounds_alike(first: str, second: str) -> bool:
    if not has_han(first) or not has_han(second) or is_masked(first) or is_masked(second):
        return False
    return bool(set(pinyin_keys(first).full) & set(pinyin_keys(second).full))


def _spelled_nearly(first: str, second: str) -> bool:
    if has_han(first) or has_han(second):
        return False
    ones, others = _turned(first), _turned(second)
    return any(SequenceMatcher(None, a, b).ratio() >= _NEARLY for a in ones for b in others)


@_remembered
def _turned(latin: str) -> frozenset[str]:
    words = _LETTERS.sub(" ", fold(latin)).split()
    turns = (words, words[-1:] + words[:-1], words[1:] + words[:1])
    return frozenset("".join(each) for each in turns)
