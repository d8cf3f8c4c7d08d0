"""What can be read off a name as it is written, without splitting it into fields."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s·・•.‧∙]+")
_HAN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TITLES = ("先生", "女士", "小姐", "同学", "老师")


def is_han(char: str) -> bool:
    """Tell whether `char` is one Chinese character (also outside the BMP)."""
    return _HAN.fullmatch(char) is not None


def has_han(text: str) -> bool:
    """Tell whether `text` holds a Chinese character."""
    return _HAN.search(text) is not None


def is_masked(name: str) -> bool:
    """Tell whether a job board hid the given name: 林先生, 王** or 李女士.

    Such a name says nothing about who the person is and must never match another.
    """
    bare = name.strip()
    if "*" in bare or "＊" in bare:
        return True
    return bare.endswith(_TITLES) and len(bare) <= 4


def initials(name: str) -> str:
    """Return one or two characters to stand for `name` in a small round picture.

    Chinese: the last two characters, which people recognise (小明 for 王小明), or the first of each
    part around a middle dot. Elsewhere: the first letters of the first and the last capitalised
    word, "Last, First" turned round. Empty for a name without letters.
    """
    text = unicodedata.normalize("NFC", name).strip()
    before, comma, after = text.partition(",")
    if comma and after.strip():
        text = f"{after} {before}"
    words = [w for w in _SEPARATORS.split(text) if w and w[0].isalnum()]
    if not words:
        return ""
    if has_han(words[0]):
        return words[0][0] + words[-1][0] if len(words) > 1 else words[0][-2:]
    proper = [w for w in words if not w[0].islower()] or words
    ends = proper if len(proper) == 1 else [proper[0], proper[-1]]
    return "".join(word[0] for word in ends).upper()
