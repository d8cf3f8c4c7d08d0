"""Brings single values into the shape they are kept in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from workbench.kernel.degrees import Degree
from workbench.kernel.names import has_han

CHINA = "CN"
AMERICA = "US"

# Letters, digits and the space only: Chinese punctuation in a title is meant as it stands.
_HALF = {full: full - 0xFEE0 for full in range(0xFF10, 0xFF5B) if chr(full).isalnum()} | {
    0x3000: 0x20
}
# What no reader sees; with it whole sequences that colour a terminal, and halves of a character.
_INVISIBLE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_EMAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_PHONE_BREAK = re.compile(r"[/;；、,，\n|]|\s或\s?")
_EXTENSION = re.compile(r"\s*(?:转|轉|分机|分機)\s*(?=\d)")
_PHONE_IN_TEXT = re.compile(
    r"(?<![\w+-])(?:\+\d{1,3}[ -]?)?(?:\(\d{2,4}\)[ -]?)?\d(?:[ -]?\d){6,13}(?![\w-])", re.ASCII
)
_DATE_LIKE = re.compile(r"^(?:19|20)\d\d[ -]?(?:0[1-9]|1[0-2])|^\d{4}[ -]+\d{4}$")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_GARBLED = re.compile(r"\ufffd|锟斤拷|Ã[\x80-\xbf©¨¤¶¼]|â€|[a-z]Æ[a-z]|烫烫|ï»¿")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN_DIGITS = {han: value for value, han in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_NUMBER = re.compile(
    r"(?<![〇零一二两三四五六七八九十])[〇零一二两三四五六七八九十]{1,3}"
    r"(?=\s*(?:[多余几来]?\s*年|[到至~-]|$))"
)
_HALF_A_YEAR = re.compile(r"(?:年|^)\s*半")

_DEGREES = (
    ("博士|doctor|ph\\.?\\s?d|dphil", Degree.DOCTOR),
    ("硕士|研究生|碩士|master|mba|m\\.?sc|\\bm\\.?a\\b", Degree.MASTER),
    ("本科|学士|學士|bachelor|b\\.?sc|\\bb\\.?a\\b|b\\.?eng", Degree.BACHELOR),
    ("大专|专科|高职|大專|associate|diploma", Degree.ASSOCIATE),
    ("中专|中技|技校|职高|vocational", Degree.VOCATIONAL),
    ("高中|high\\s?school|senior", Degree.SENIOR_MIDDLE),
    ("初中|junior|middle", Degree.JUNIOR_MIDDLE),
    ("^无(?:学历)?$|^no(?:ne| degree)$|小学", Degree.NONE),
)
_DEGREE_NUMBERS = (
    Degree.NONE,
    Degree.JUNIOR_MIDDLE,
    Degree.SENIOR_MIDDLE,
    Degree.VOCATIONAL,
    Degree.ASSOCIATE,
    Degree.BACHELOR,
    Degree.MASTER,
    Degree.DOCTOR,
    Degree.OTHER,
)


def clean(text: str) -> str:
    """Return `text` on one line: half-width letters, single spaces, nothing invisible."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    bare = _INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_HALF))
    return _SPACES.sub(" ", bare).strip()


def clean_lines(text: str) -> str:
    """Return `text` with clean lines, and no more than one empty line in a row."""
    lines = [clean(line) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def person_name(first: str, last: str) -> str:
    """Join a first and a last name as people write them: 王小明 but "Elena Sullivan"."""
    given, family = clean(first), clean(last)
    if has_han(given) and has_han(family):
        return family + given
    return clean(f"{given} {family}")


def email(text: str) -> str:
    """Return the one e-mail address in `text`, folded, or ''."""
    found = emails(text)
    return found[0] if len(found) == 1 else ""


def emails(text: str) -> tuple[str, ...]:
    """Return every e-mail address in `text`, folded, each once."""
    bare = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return distinct(found.strip("'.-").casefold() for found in _EMAIL.findall(bare))


@lru_cache(maxsize=4096)
def phone(text: str, region: str = CHINA) -> str:
    """Return `text` as an E.164 number (with `;ext=` where it has an extension).

    A number without a country code is read as one of `region`, two letters. What cannot be a phone
    number is returned clean but as it is written.
    """
    import phonenumbers  # slow to import

    written = clean(unicodedata.normalize("NFKC", text))
    try:
        number = phonenumbers.parse(_EXTENSION.sub(" ext. ", written), region)
    except phonenumbers.NumberParseException:
        return written
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return written  # also for one without its area code, which means nothing elsewhere
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164};ext={number.extension}" if number.extension else str(e164)


def phones(text: str, region: str = CHINA) -> tuple[str, ...]:
    """Return the numbers of a cell that may hold several, each once."""
    parts = (clean(part) for part in _PHONE_BREAK.split(unicodedata.normalize("NFKC", text)))
    return distinct(phone(part, region) for part in parts if part)


def phones_in(text: str, region: str = CHINA) -> tuple[str, ...]:
    """Return the phone numbers found in running text; years and spans of years are left alone."""
    bare = unicodedata.normalize("NFKC", text)
    found = (match.group() for match in _PHONE_IN_TEXT.finditer(bare))
    numbers = (phone(number, region) for number in found if not _is_date(number))
    return distinct(number for number in numbers if number.startswith("+"))


def _is_date(number: str) -> bool:
    """Tell whether digits are a date or a span of years; 191 7010 0000 is a mobile number."""
    mobile = _MOBILE.fullmatch(re.sub(r"[ -]", "", number))
    return mobile is None and _DATE_LIKE.search(number) is not None


def cut_phones(text: str, region: str = CHINA) -> tuple[tuple[str, ...], str]:
    """Return the phone numbers in a line as they are written, and the line without them."""
    found: list[str] = []

    def cut(match: re.Match[str]) -> str:
        number = match.group()
        if _is_date(number) or not phone(number, region).startswith("+"):
            return number
        found.append(number.strip())
        return " "

    rest = _PHONE_IN_TEXT.sub(cut, unicodedata.normalize("NFKC", text))
    return distinct(found), rest


def degree(text: str) -> Degree:
    """Return the degree that `text` names in Chinese, English or as a 薪人薪事 number."""
    word = clean(text).casefold()
    if not word:
        return Degree.UNKNOWN
    if word.isascii() and word.isdigit() and int(word[:3]) < len(_DEGREE_NUMBERS):
        return _DEGREE_NUMBERS[int(word)]
    for pattern, code in _DEGREES:
        if re.search(pattern, word):
            return code
    return Degree.OTHER


def years(text: str) -> float | None:
    """Return the years of work that `text` names; the lower end of a span; None where unclear.

    Chinese numerals count ("三年半"). "20年应届生" is the class of 2020, not twenty years.
    """
    word = clean(text)
    if "应届" in word or "graduate" in word.casefold():
        return None if _NUMBER.search(word) else 0.0
    plain = _HAN_NUMBER.sub(lambda found: str(_han_number(found.group())), word)
    half = 0.5 if _HALF_A_YEAR.search(plain) else 0.0
    found = _NUMBER.search(plain)
    if not found:
        return half if half or word in {"无", "无经验", "none"} else None
    count = float(found.group()) + half
    return count if count <= 70 else None


def _han_number(word: str) -> int:
    """Return a Chinese number below 100; of two digits in a row (三五年) the first."""
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _HAN_DIGITS[word[0]]
    return (_HAN_DIGITS[tens[0]] if tens[:1] in _HAN_DIGITS else 1) * 10 + (
        _HAN_DIGITS[ones[0]] if ones else 0
    )


def moment(text: str) -> datetime | None:
    """Return the date or time that `text` writes in ISO 8601 or with slashes or 年月日, or None."""
    word = clean(text)
    plain = re.sub(r"[年月/.](?=\d)", "-", word).rstrip("日")
    for candidate in (word, plain, re.sub(r"\b(\d)\b", r"0\1", plain)):
        try:
            return datetime.fromisoformat(candidate)
        except ValueError:
            continue
    return None


def day(text: str) -> date | None:
    """Return the date part of `moment`, or None."""
    found = moment(text)
    return found.date() if found else None


def looks_garbled(text: str) -> bool:
    """Tell whether `text` was decoded with the wrong table once (OdooÆs, JosÃ©, 锟斤拷)."""
    return _GARBLED.search(text) is not None


def language_of(*texts: str) -> str:
    """Return 'zh' where a text holds Chinese characters, else 'en'."""
    return "zh" if any(map(has_han, texts)) else "en"


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Return the non-empty `values`, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))
