"""Keeping a person unknown for a while: another name, and texts without what gives one away.

Pure functions over values. Who is to be kept unknown is for the pipeline to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from workbench.kernel.names import has_han
from workbench.people.pinyin import pinyin_keys, surname_of

BLACK = "■■■"  # in place of what was taken out

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none is taken for another
_BITS = 20  # of the random end of a record's id
_SHORTEST = 2  # characters of a name or school worth looking for

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Seven digits or more, however they are grouped; spans of years and months are left.
_PHONE = re.compile(
    r"(?<![\w.])(?!(?:19|20)\d\d\s*[-–—~至到]\s*(?:19|20)\d\d(?!\d))"
    r"(?!(?:19|20)\d\d[./-](?:0?[1-9]|1[0-2])(?!\d))"
    r"\+?\(?\d(?:[\s().-]{0,2}\d){6,}(?!\w)"
)
_SCHOOL_ZH = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:大学|学院|职业技术学校|中学)")
_SCHOOL_EN = re.compile(
    r"\b(?:University|College|Institute|School) of [A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*"
    r"|(?:\b[A-Z][\w&.-]* ){1,4}(?:University|College|Institute of Technology)\b"
)
_AGE = re.compile(
    r"(?:年\s*龄|出生(?:年月|日期)?|生\s*日|age|born|date of birth|birth(?:day|date)?)"
    r"\s*[:：]?\s*[^\n,，;；|｜]{1,20}"
    r"|\d{1,2}\s*(?:岁|周岁|years? old\b)|(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?\s*(?:生|出生)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:家庭|现居|居住|通讯|联系)?(?:住址|地址)|address)\s*[:：][^\n]{1,80}", re.IGNORECASE
)
_ID_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def alias(candidate_id: str) -> str:
    """Return what a person is called while kept unknown: № and four letters, always the same.

    Made from the random end of the id, so it tells nothing; one in a million is another's too.
    """
    number = int(candidate_id[-8:], 16) & ((1 << _BITS) - 1)
    letters = (_LETTERS[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return f"№ {''.join(letters)}"


def redacted(text: str, name: str, known: Iterable[str] = ()) -> str:
    """Return `text` without what tells whose it is, as far as that can be found.

    Taken out are the name (in characters, in pinyin, its words either way round), every e-mail and
    postal address, phone number, link, identity number, school and age, and whatever else is
    `known` of the person. What stands in a picture or is paraphrased cannot be found.
    """
    if not text:
        return text
    pattern = _pattern(name, tuple(sorted(set(known))))
    for each in (_EMAIL, _LINK, _ADDRESS, _ID_CARD, _AGE, _PHONE, pattern, _SCHOOL_ZH, _SCHOOL_EN):
        if each is not None:
            text = each.sub(BLACK, text)
    return text


@lru_cache(maxsize=512)
def _pattern(name: str, known: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds a name in its forms, and other known words; None where there are none."""
    forms = [re.escape(each) for each in known if len(each.strip()) >= _SHORTEST]
    forms += _chinese(name) if has_han(name) else _latin(name)
    return re.compile("|".join(forms), re.IGNORECASE) if forms else None


def _chinese(name: str) -> list[str]:
    """Return the characters, spaced or not, with a title after the surname, and the pinyin."""
    bare = re.sub(r"\s", "", name)
    forms = [r"\s*".join(map(re.escape, bare))]
    surname = surname_of(bare)
    if surname:
        forms.append(rf"{surname}(?:先生|女士|小姐|同学|老师)")
    for syllables in (key.split("  ")[0].split() for key in (pinyin_keys(bare).sort_key,)):
        for turned in (syllables, syllables[1:] + syllables[:1]):
            forms.append(r"\b" + r"[\s'’-]*".join(map(re.escape, turned)) + r"\b")
    return forms


def _latin(name: str) -> list[str]:
    """Return the name as written, and each of its words that is no initial."""
    words = [word for word in re.split(r"[\s,.]+", name) if len(word) > _SHORTEST]
    return [re.escape(name), *(rf"\b{re.escape(word)}\b" for word in words)] if name else []
